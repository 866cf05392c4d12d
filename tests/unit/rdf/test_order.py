from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from hjemmel.rdf.namespaces import HJ, RDF_TYPE, SKOS, node
from hjemmel.rdf.order import PREDICATES, to_natural_key, to_object_key, to_predicate_key


def _sort(wanted, key):
    """Sort from the far end, so that a key that tells nothing apart is found out."""
    backwards = wanted[::-1]
    return sorted(backwards, key=key)


def test_sections_stand_as_people_count_them():
    wanted = [
        "lov/2009-06-19-44",
        "lov/2009-06-19-44/paragraf/2",
        "lov/2009-06-19-44/paragraf/3",
        "lov/2009-06-19-44/paragraf/3/ledd/2",
        "lov/2009-06-19-44/paragraf/3/ledd/11",
        "lov/2009-06-19-44/paragraf/3-3a",
        "lov/2009-06-19-44/paragraf/3a",
        "lov/2009-06-19-44/paragraf/11",
        "lov/2011-06-24-30",
    ]
    assert _sort(wanted, to_natural_key) == wanted


def test_a_dated_wording_stands_before_one_that_is_only_adopted():
    dated, adopted = "paragraf/4/versjon/2022-08-01", "paragraf/4/versjon/vedtatt-2025-06-20-42"
    assert to_natural_key(dated) < to_natural_key(adopted)


def test_the_kind_comes_first_then_the_fixed_order_then_the_unknown_by_name():
    unknown = [NamedNode("http://example.org/a"), NamedNode("http://example.org/b")]
    wanted = [RDF_TYPE, NamedNode(SKOS + "prefLabel"), NamedNode(HJ + "bearer"), *unknown]
    assert _sort(wanted, to_predicate_key) == wanted


def test_no_predicate_stands_twice_in_the_fixed_order():
    assert len(set(PREDICATES)) == len(PREDICATES)


def test_texts_stand_by_language_and_our_own_things_before_others():
    wanted = [
        node("hj:Actor"),
        NamedNode("http://example.org/a"),
        Literal("a", language="nb"),
        Literal("b", language="nb"),
        Literal("a", language="nn"),
        Literal("a", language="en"),
        Literal("a"),
        Literal("a", language="de"),
    ]
    assert _sort(wanted, to_object_key) == wanted


def test_values_that_look_alike_still_have_one_order():
    alike = [Literal("1"), Literal("01"), Literal(1), Literal("1", language="nb")]
    assert len({to_object_key(term) for term in alike}) == len(alike)
