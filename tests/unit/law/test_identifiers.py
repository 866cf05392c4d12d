"""Names of law, from and to the ways people and machines write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjemmel.errors import BadParameterError
from hjemmel.law.identifiers import (
    find_legal_name,
    format_citation,
    format_provision,
    format_section,
    parse_refid,
    parse_section,
    to_iri,
    to_lovdata,
    to_path,
    to_refid,
    to_slug,
)

ACT = "lov/2099-01-01-1"
NUMBERS = st.from_regex(r"\A[1-9][0-9]{0,2}(-[1-9][0-9]?){0,2}[a-zæøå]?\Z")


@pytest.mark.parametrize(
    "text", ["3-3a", "§ 3-3 a", "§3-3a", "§ 3-3a", "3-3 A", "  3 - 3 a ", "paragraf/3-3a", "§§ 3-3 a"]
)
def test_a_section_is_read_however_it_is_written(text):
    assert parse_section(text) == "3-3a"


@pytest.mark.parametrize("text", ["", "§", "kapittel 3", "3-", "a", "3 aa", "3-3a/ledd/1"])
def test_what_is_no_section_is_refused_with_the_way_to_write_it(text):
    with pytest.raises(BadParameterError, match="Write it as 3-3a"):
        parse_section(text)


@given(NUMBERS)
def test_a_section_comes_back_from_its_printed_form(number):
    assert parse_section(format_section(number)) == number
    assert parse_section(f"§ {format_section(number)}") == number


@given(st.sampled_from(["lov/2099-01-01-1", "actors/kommunen", f"{ACT}/paragraf/3-3a/versjon/2099-01-01"]))
def test_a_path_and_its_iri_lead_to_each_other(path):
    assert to_path(to_iri(path)) == path
    assert to_iri(to_iri(path)) == to_iri(path)


def test_a_legal_name_is_taken_apart():
    name = find_legal_name(to_iri(f"{ACT}/paragraf/3-3a/ledd/2/versjon/2099-01-01"))
    assert name is not None
    assert (name.refid, name.provision, name.version) == (ACT, "paragraf/3-3a/ledd/2", "2099-01-01")


def test_an_act_alone_names_no_provision_and_no_wording():
    name = find_legal_name("forskrift/2100-02-02-22")
    assert name is not None
    assert (name.provision, name.version) == (None, None)


def test_the_constitution_has_a_refid_without_a_number():
    assert to_refid("lov/1814-05-17/paragraf/104") == "lov/1814-05-17"


def test_what_is_not_law_has_no_refid_and_no_address_at_lovdata():
    assert to_refid("actors/kommunen") is None
    assert to_lovdata("actors/kommunen") is None


def test_a_treaty_has_a_refid_but_no_address_at_lovdata():
    assert to_refid("traktat/2011-05-11/artikkel/7") == "traktat/2011-05-11"
    assert to_lovdata("traktat/2011-05-11/artikkel/7") is None


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (ACT, "NL/lov/2099-01-01-1"),
        (f"{ACT}/paragraf/3-3a", "NL/lov/2099-01-01-1/§3-3a"),
        (f"{ACT}/paragraf/3-3a/ledd/2", "NL/lov/2099-01-01-1/§3-3a"),
        (f"{ACT}/kapittel/6", "NL/lov/2099-01-01-1/KAPITTEL_6"),
        (f"{ACT}/paragraf/4/versjon/2099-01-01", "NL/lov/2099-01-01-1/§4"),
        ("forskrift/2100-02-02-22/paragraf/3", "SF/forskrift/2100-02-02-22/§3"),
    ],
)
def test_lovdata_is_addressed_down_to_the_section(path, address):
    assert to_lovdata(to_iri(path)) == f"https://lovdata.no/dokument/{address}"


@pytest.mark.parametrize(
    ("path", "nb", "nn", "en"),
    [
        ("paragraf/4", "§ 4", "§ 4", "section 4"),
        (
            "paragraf/3-3a/ledd/2/punktum/1",
            "§ 3-3 a annet ledd første punktum",
            "§ 3-3 a andre ledd første punktum",
            "section 3-3 a second paragraph first sentence",
        ),
        (
            "paragraf/1-3c/ledd/7/bokstav/a/nummer/2",
            "§ 1-3 c syvende ledd bokstav a nr. 2",
            "§ 1-3 c sjuande ledd bokstav a nr. 2",
            "section 1-3 c seventh paragraph letter a no. 2",
        ),
        ("paragraf/1/ledd/11", "§ 1 11. ledd", "§ 1 11. ledd", "section 1 11th paragraph"),
        ("kapittel/6", "kapittel 6", "kapittel 6", "chapter 6"),
        ("artikkel/7/ledd/1", "artikkel 7 første ledd", "artikkel 7 første ledd", "article 7 first paragraph"),
        ("vedlegg/1", "vedlegg 1", "vedlegg 1", "vedlegg 1"),
        ("", "", "", ""),
    ],
)
def test_a_provision_is_said_in_each_language(path, nb, nn, en):
    assert [format_provision(path, lang) for lang in ("nb", "nn", "en")] == [nb, nn, en]


def test_an_unknown_language_is_said_in_bokmal():
    assert format_citation("omsorgslova", "paragraf/4/ledd/2", "se") == "omsorgslova § 4 annet ledd"


def test_a_citation_of_a_whole_act_is_its_name():
    assert format_citation("omsorgslova", "") == "omsorgslova"


def test_a_slug_is_the_last_step():
    assert to_slug("https://w3id.org/hjemmel/actors/kommunen/") == "kommunen"


@pytest.mark.parametrize(
    ("text", "refid"),
    [
        ("lov/2099-01-01-1", "lov/2099-01-01-1"),
        ("/lov/2099-01-01-1/", "lov/2099-01-01-1"),
        ("https://w3id.org/hjemmel/forskrift/2100-02-02-22", "forskrift/2100-02-02-22"),
        ("LOV-2099-01-01-1", "lov/2099-01-01-1"),
        ("FOR-2100-02-02-22", "forskrift/2100-02-02-22"),
        ("forskrift-2100-02-02-22", "forskrift/2100-02-02-22"),
        ("https://lovdata.no/dokument/SF/forskrift/2100-02-02-22", "forskrift/2100-02-02-22"),
        ("traktat/crpd", "traktat/crpd"),
        ("omsorgslova", "omsorgslova"),
        ("", ""),
    ],
)
def test_an_act_is_known_by_every_number_people_write(text, refid):
    assert parse_refid(text) == refid
