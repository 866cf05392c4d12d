from __future__ import annotations

import pytest
from pyoxigraph import NamedNode

from hjemmel.rdf import namespaces as ns


@pytest.mark.parametrize(
    ("short", "iri"),
    [
        ("hj:Duty", "https://w3id.org/hjemmel/ns#Duty"),
        ("eli:is_part_of", "http://data.europa.eu/eli/ontology#is_part_of"),
        ("duties/krsl-4-samarbeid", "https://w3id.org/hjemmel/duties/krsl-4-samarbeid"),
        ("lov/2009-06-19-44/paragraf/4", "https://w3id.org/hjemmel/lov/2009-06-19-44/paragraf/4"),
        ("http://example.org/a", "http://example.org/a"),
        ("mailto:post@example.org", "mailto:post@example.org"),
    ],
)
def test_a_short_name_and_its_iri_are_turned_into_each_other(short, iri):
    assert ns.expand(short) == iri
    assert ns.compact(iri) == short
    assert ns.node(short) == NamedNode(iri)


@pytest.mark.parametrize("iri", [ns.BASE, ns.BASE + "a:b", ns.HJ + "a/b", ns.HJ])
def test_an_iri_without_a_safe_short_name_still_comes_back_whole(iri):
    assert ns.expand(ns.compact(iri)) == iri


def test_an_address_that_begins_like_a_prefix_is_no_short_name():
    assert ns.expand("org://example") == "org://example"


def test_a_name_that_is_no_iri_makes_no_node():
    with pytest.raises(ValueError, match="IRI"):
        ns.node("duties/has space")


def test_prefixes_are_in_order_and_no_namespace_is_the_start_of_another():
    assert list(ns.PREFIXES) == sorted(ns.PREFIXES)
    spaces = list(ns.PREFIXES.values())
    assert not [(a, b) for a in spaces for b in spaces if a != b and b.startswith(a)]
