"""Lovdata's names and ours."""

import pytest

from hjemmel.law.lovdata.names import CELEX, find_target, to_provision_path, to_target_iri
from hjemmel.rdf.namespaces import BASE


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("§3-3a", "paragraf/3-3a"),
        ("§9A-2", "paragraf/9a-2"),
        ("§§2–4", "paragraf/2–4"),
        ("kap6", "kapittel/6"),
        ("kapVI", "kapittel/vi"),
        ("a7", "artikkel/7"),
        ("gdpr/a9", "gdpr/artikkel/9"),
        ("vedlegg2", "vedlegg/2"),
        ("del1", "del/1"),
        ("avsnitt4", "avsnitt/4"),
        ("b2/k1", "bok/2/kapittel/1"),
        ("avtale", "avtale"),
        ("noko rart", "noko-rart"),
        ("§ 3-3 a", "paragraf/3-3a"),
        ("§3[1]#2?%", "paragraf/3-1-2-"),
        ("", ""),
    ],
)
def test_data_names_become_paths(name, path):
    assert to_provision_path(name) == path


@pytest.mark.parametrize(
    ("href", "document", "path"),
    [
        ("lov/2009-06-19-44", "lov/2009-06-19-44", ""),
        ("lov/2011-06-24-30/§7-2a", "lov/2011-06-24-30", "paragraf/7-2a"),
        (
            "lov/1999-03-26-14/§19-7/ledd/2/setning/2",
            "lov/1999-03-26-14",
            "paragraf/19-7/ledd/2/punktum/2",
        ),
        ("eu/32016r0679*", "eu/32016r0679", ""),
        ("avtale/avt-1992-05-02-1-v2/kapXIV/nummer/1", "avtale/avt-1992-05-02-1-v2", "kapittel/xiv/nummer/1"),
    ],
)
def test_links_name_a_document_and_a_path(href, document, path):
    target = find_target(href)
    assert (target.document, target.path) == (document, path)


@pytest.mark.parametrize("href", ["static/SF/bilde.pdf", "#paragraf-1", "https://lovdata.no/", "lov/", ""])
def test_what_is_no_citation_has_no_target(href):
    assert find_target(href) is None


def test_targets_get_addresses_of_ours_but_for_the_union():
    assert to_target_iri("lov", "lov/2010-06-01-10", "paragraf/1") == f"{BASE}lov/2010-06-01-10/paragraf/1"
    assert to_target_iri("lov", "lov/2010-06-01-10", "") == f"{BASE}lov/2010-06-01-10"
    assert to_target_iri("eu", "eu/32016r0679", "artikkel/9") == CELEX + "32016R0679"
