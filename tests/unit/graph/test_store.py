"""The four questions, asked of both engines."""

from __future__ import annotations

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from hjemmel.graph.store import Store
from hjemmel.rdf.namespaces import BASE, node

from .conftest import to_sources

PREFIXES = f"BASE <{BASE}> PREFIX hj: <ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
NORM = """
<duties/x> a hj:Duty ; skos:prefLabel "Samarbeid"@nb ; hj:position 2 ; hj:grounding <duties/x/groundings/2022-08-01> .
<duties/x/groundings/2022-08-01> a hj:Grounding ; hj:of <lov/1/versjon/2022-08-01> .
<duties/x/exceptions/y> hj:exceptionTo <duties/x> ; hj:grounding <duties/x/exceptions/y/groundings/2022-08-01> .
<duties/x/exceptions/y/groundings/2022-08-01> hj:part "ledd/2" .
<duties/x-two> a hj:Duty ; hj:mirrors <duties/x> .
<duties/x/other/z> hj:mirrors <duties/x> .
<duties/x/groundings/unlinked> hj:part "ledd/1" .
"""
ACT = "<lov/1> a hj:Act . <lov/1/versjon/2022-08-01> hj:of <lov/1> . <duties/x> a hj:Duty ."


@pytest.fixture(scope="module")
def store(make_store):
    return make_store(to_sources(kb_duties_x=NORM, kb_acts_x=ACT).quads)


def test_an_engine_is_a_store(store):
    assert isinstance(store, Store)


def test_a_select_gives_rows_that_leave_out_what_is_unbound(store):
    rows = store.select(
        PREFIXES + "SELECT ?norm ?label { ?norm a hj:Duty OPTIONAL { ?norm skos:prefLabel ?label } } ORDER BY ?norm"
    )
    assert rows.variables == ("norm", "label")
    assert len(rows) == 2
    assert list(rows) == [
        {"norm": node("duties/x"), "label": Literal("Samarbeid", language="nb")},
        {"norm": node("duties/x-two")},
    ]


def test_the_default_graph_is_the_union_and_says_each_fact_once(store):
    assert len(store.select(PREFIXES + "SELECT ?kind { <duties/x> a ?kind }")) == 1


def test_every_fact_knows_its_graph(store):
    rows = store.select(PREFIXES + "SELECT ?graph { GRAPH ?graph { <lov/1> a hj:Act } }")
    assert [row["graph"].value for row in rows] == [BASE + "graphs/kb/acts/x"]


def test_a_construct_gives_each_triple_once_in_order(store):
    triples = store.construct(
        PREFIXES + "CONSTRUCT { ?s a hj:Thing } { ?s ?p ?o FILTER(STRSTARTS(STR(?s), STR(<duties/x>))) }"
    )
    assert [str(triple) for triple in triples] == sorted({str(triple) for triple in triples})
    assert len(triples) == 7


def test_an_ask_is_yes_or_no(store):
    assert store.ask(PREFIXES + "ASK { <duties/x> a hj:Duty }") is True
    assert store.ask(PREFIXES + "ASK { <duties/x> a hj:Right }") is False


def test_a_description_holds_the_thing_and_the_nodes_its_document_nests(store):
    subjects = {triple.subject.value.removeprefix(BASE) for triple in store.describe(BASE + "duties/x")}
    assert subjects == {
        "duties/x",
        "duties/x/groundings/2022-08-01",
        "duties/x/exceptions/y",
        "duties/x/exceptions/y/groundings/2022-08-01",
    }


def test_a_description_stands_in_one_order(store):
    assert store.describe(BASE + "duties/x") == store.describe(BASE + "duties/x")


@pytest.mark.parametrize("iri", [BASE + "duties/none", "no iri"])
def test_nothing_is_said_of_what_does_not_exist(store, iri):
    assert store.describe(iri) == ()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s { ?s hj:position ?n }",
        "SELECT ?s ?n { ?s hj:position ?n }",
        "SELECT ?s (?n AS ?m) { ?s hj:position ?n }",
        "SELECT DISTINCT * WHERE { ?s hj:position ?n }",
        "SELECT ?s { ?s hj:position ?found FILTER(?found <= ?n) }",
        "SELECT ?s { ?s hj:position ?found OPTIONAL { ?s hj:position ?x FILTER(?x = ?n) } FILTER(?x > 0) }",
        "SELECT ?s { ?s hj:position ?found FILTER NOT EXISTS { ?s hj:position ?other FILTER(?other > ?n) } }",
        "SELECT ?s ?n { { SELECT ?s ?n { ?s hj:position ?n } } }",
        "SELECT ?n (COUNT(?s) AS ?many) { ?s hj:position ?n } GROUP BY ?n ORDER BY DESC(?n) ?n LIMIT 5",
        "SELECT ?s { ?s hj:position ?found FILTER(BOUND(?n) && bound( $n ) && ?found = $n) }",
        "SELECT ?s # ?n is no variable here\n { ?s hj:position ?n MINUS { ?s skos:prefLabel '?n' } }",
        "SELECT ?s { VALUES ?found { 2 3 } ?s hj:position ?found FILTER(?found IN (?n, 7)) }",
        "SELECT ?s { ?s hj:position ?found FILTER(?found<=?n&&?found>=?n) }",
    ],
)
def test_a_bound_variable_stands_for_its_value_wherever_it_is(store, query):
    assert len(store.select(PREFIXES + query, {"n": Literal(2)})) == 1
    assert len([row for row in store.select(PREFIXES + query, {"n": Literal(1)}) if "s" in row]) == 0


def test_a_bound_variable_that_is_projected_comes_back(store):
    rows = store.select(PREFIXES + "SELECT ?s ?n { ?s hj:position ?n }", {"n": Literal(2)})
    assert list(rows) == [{"s": node("duties/x"), "n": Literal(2)}]


def test_ask_and_construct_take_values_too(store):
    assert store.ask("ASK { ?thing ?p ?o }", {"thing": node("duties/x")})
    assert not store.ask("ASK { ?thing ?p ?o }", {"thing": node("duties/none")})
    triples = store.construct(PREFIXES + "CONSTRUCT { ?s hj:part ?text } { ?s hj:position ?n }", {"text": Literal("a")})
    assert [triple.object for triple in triples] == [Literal("a")]


@pytest.mark.parametrize("text", ['" } UNION { ?s ?p ?o } #', "'''", "\\", "\n\r", "> <b>", "?s", "}"])
def test_no_value_can_end_its_own_quotes(store, text):
    assert not store.ask("ASK { ?s ?p ?text }", {"text": Literal(text)})
    rows = store.select("SELECT ?text { BIND(1 AS ?one) }", {"text": Literal(text)})
    assert [row["text"] for row in rows] == [Literal(text)]


@pytest.mark.parametrize(
    ("query", "bindings", "what"),
    [
        ("SELECT ?s { ?s ?p ?o }", {"none": Literal(1)}, r"no variable \?none"),
        ("SELECT ?s { ?s ?p ?o BIND(1 AS ?n) }", {"n": Literal(1)}, r"makes \?n itself"),
        ("SELECT ?s { VALUES (?s ?n) { (1 2) } }", {"n": Literal(1)}, r"makes \?n itself"),
        ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", {"n": Literal(1)}, r"makes \?n itself"),
        ("SELECT ?s { ?s ?p ?o }", {"s": BlankNode("b")}, "blank node"),
        ("SELECT ?s {", {}, "can't be read"),
        ("ASK { ?s ?p ?o }", {}, "SELECT"),
        ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", {}, "SELECT"),
    ],
)
def test_a_query_that_does_not_fit_is_a_value_error(store, query, bindings, what):
    with pytest.raises(ValueError, match=what):
        store.select(query, bindings)


def test_each_question_refuses_the_other_kinds(store):
    with pytest.raises(ValueError, match="CONSTRUCT"):
        store.construct("SELECT ?s { ?s ?p ?o }")
    with pytest.raises(ValueError, match="ASK"):
        store.ask("SELECT ?s { ?s ?p ?o }")
    with pytest.raises(ValueError, match="ASK"):
        store.ask("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")


def test_a_row_can_hold_a_node_that_the_query_makes(store):
    rows = store.select("SELECT ?made { BIND(BNODE() AS ?made) }")
    assert isinstance(rows.rows[0]["made"], BlankNode)


def test_names_with_letters_beyond_ascii_pass_whole(store):
    name = NamedNode("http://example.org/§-å")
    rows = store.select("SELECT ?x ?s { OPTIONAL { ?s ?p ?x } }", {"x": name})
    assert list(rows) == [{"x": name}]
