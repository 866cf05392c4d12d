"""Values a record needs, out of the statements of the graph."""

from datetime import date

from pyoxigraph import Literal, NamedNode

from hjemmel.law.facts import Facts, group_facts
from hjemmel.rdf.namespaces import expand, node

THING = "https://w3id.org/hjemmel/duties/x"


def facts_of(*statements, notations=None) -> Facts:
    rows = [{"thing": NamedNode(THING), "property": node(name), "value": value} for name, value in statements]
    return group_facts(rows, notations or {})[0]


def test_things_are_pointed_to_in_natural_order_and_only_once():
    names = [node(f"lov/2099-01-01-1/paragraf/{number}") for number in ("11", "2", "2a", "2")]
    assert facts_of(*[("hj:of", name) for name in names]).iris("hj:of") == tuple(
        expand(f"lov/2099-01-01-1/paragraf/{number}") for number in ("2", "2a", "11")
    )


def test_what_is_not_said_reads_as_nothing():
    facts = facts_of(("hj:place", Literal("kapittel 2")))
    assert facts.iris("hj:of") == ()
    assert facts.iri("hj:of") is None
    assert facts.literal("hj:part") is None
    assert facts.texts("hj:condition") == {}
    assert facts.day("hj:validFrom") is None
    assert facts.whole("hj:position") == 0
    assert not facts.flag("hj:personal")
    assert facts.word("hj:force") is None
    assert facts.link("foaf:page") is None
    assert facts.type == ""


def test_texts_are_told_by_language_bokmal_first():
    facts = facts_of(
        *[("skos:altLabel", Literal(text, language=lang)) for text, lang in (("b", "en"), ("c", "nb"), ("a", "nb"))],
        ("skos:altLabel", Literal("x")),
    )
    assert facts.lists("skos:altLabel") == {"nb": ("a", "c"), "en": ("b",), "": ("x",)}
    assert facts.texts("skos:altLabel") == {"nb": "a", "en": "b", "": "x"}


def test_a_day_that_is_no_whole_date_reads_as_none():
    assert facts_of(("hj:validFrom", Literal("2099"))).day("hj:validFrom") is None
    assert facts_of(("hj:validFrom", Literal("2099-01-02"))).day("hj:validFrom") == date(2099, 1, 2)


def test_a_value_of_a_vocabulary_is_told_by_its_notation_else_by_its_name():
    force = expand("force/boer")
    assert facts_of(("hj:force", node("force/boer")), notations={force: "bør"}).word("hj:force") == "bør"
    assert facts_of(("hj:force", node("force/skal"))).word("hj:force") == "skal"


def test_an_address_may_be_written_as_node_or_as_text():
    assert facts_of(("foaf:page", node("https://example.org/a"))).link("foaf:page") == "https://example.org/a"
    assert facts_of(("foaf:page", Literal("https://example.org/a"))).link("foaf:page") == "https://example.org/a"


def test_our_own_class_is_the_type_of_a_thing_that_has_others_too():
    assert facts_of(("rdf:type", node("skos:Concept")), ("rdf:type", node("hj:Actor"))).type == "Actor"
    assert facts_of(("rdf:type", node("skos:Concept"))).type == "Concept"
    assert facts_of(("rdf:type", node("prov:Entity"))).type == "Entity"
