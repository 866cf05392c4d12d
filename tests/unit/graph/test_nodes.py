"""Which queries only describe named nodes, and that describing them here is what the engine would have answered."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from hjemmel.graph.describing import MOST_TRIPLES, describe_nodes, list_said
from hjemmel.graph.fence import read_question
from hjemmel.graph.files import load_sources
from hjemmel.graph.nodes import MOST_NODES, read_nodes
from hjemmel.graph.store import EmbeddedStore
from hjemmel.rdf.namespaces import BASE

ROOT = Path(__file__).resolve().parents[3]
A, B = "https://w3id.org/hjemmel/actors/a", "http://x.example/b#c"
FORMS = [ox.RdfFormat.TURTLE, ox.RdfFormat.N_TRIPLES, ox.RdfFormat.RDF_XML, ox.RdfFormat.JSON_LD]

NAMED = [
    (f"DESCRIBE <{A}>", (A,)),
    (f"describe <{A}> <{B}>\n", (A, B)),
    (f"# what is DESCRIBE?\nPREFIX hj: <https://w3id.org/hjemmel/>\r\nDESCRIBE\t<{A}> # this", (A,)),
    (
        "PREFIX a: <https://w3id.org/hjemmel/actors/> DESCRIBE a:kommunen a:nav",
        (f"{BASE}actors/kommunen", f"{BASE}actors/nav"),
    ),
    (
        "prefix : <http://x.example/> prefix a:<http://x.example/a#> DESCRIBE :b a:c",
        ("http://x.example/b", "http://x.example/a#c"),
    ),
    ("PREFIX a: <http://x.example/1/> PREFIX a: <http://x.example/2/> DESCRIBE a:b", ("http://x.example/2/b",)),
]
OTHER = [
    "", "DESCRIBE", "DESCRIBE *", "DESCRIBE ?x", f"DESCRIBE <{A}> ?x {{ ?x ?p ?o }}", f"DESCRIBE <{A}> WHERE {{ }}",
    f"DESCRIBE <{A}> LIMIT 1", f"DESCRIBE <{A}> FROM <{B}>", f"DESCRIBE <{A}><{B}>", "DESCRIBE <actors/kommunen>",
    "DESCRIBE a:b", f"DESCRIBE <{A}> DESCRIBE <{A}>", f"DESCRIBE <{A}> PREFIX a: <{B}>", f"BASE <{B}> DESCRIBE <{A}>",
    f"SELECT * {{ ?s ?p '''\nDESCRIBE <{A}>\n''' }}", f"DESCRIBE <{A}> # \\u000A WHERE {{}}", "DESCRIBE <http://x:port/>",
    "DESCRIBE <file:///etc/passwd>", "DESCRIBE <http://x/%zz>", f"DESCRIBE SERVICE <{A}>", f"<{A}> DESCRIBE <{A}>",
    f"PREFIX a: DESCRIBE <{A}>", f"PREFIX a: <{B}> DESCRIBE a:", f"PREFIX a: <{B}> DESCRIBE a:b/c", "DESCRIBE _:a",
    f"DESCRIBE \u00a0<{A}>", "DESCRIBE " + " ".join(f"<{A}{n}>" for n in range(MOST_NODES + 1)),
]  # fmt: skip


@pytest.fixture(scope="module")
def store():
    """The real graph."""
    return EmbeddedStore.load(load_sources(ROOT / "kb", ROOT / "ontology").quads)


@pytest.fixture(scope="module")
def said(store):
    return list_said(store.engine)


@pytest.mark.parametrize(("query", "nodes"), NAMED)
def test_a_query_of_prefixes_and_iris_only_is_told_by_its_text(query, nodes):
    assert read_nodes(query) == nodes
    assert read_question(query).form == "DESCRIBE"
    ox.Store().query(query)  # and the engine reads it too


@pytest.mark.parametrize("query", OTHER)
def test_every_other_query_is_left_to_a_worker(query):
    assert read_nodes(query) == ()


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_every_node_is_described_as_the_engine_does(store, said, form):
    # Every kind of node, but not each of the thousands: every fortieth in the order of their names.
    nodes = sorted({quad.subject.value for quad in store.engine if isinstance(quad.subject, ox.NamedNode)})[::40]
    assert len(nodes) > 50
    for node in nodes:
        ours = describe_nodes(said, [node], form, most=1 << 24)
        theirs = store.engine.query(f"DESCRIBE <{node}>", use_default_graph_as_union=True).serialize(format=form)
        assert set(ox.parse(ours, form)) == set(ox.parse(theirs, form))


def test_several_nodes_are_described_together_and_each_once(store, said):
    nodes = [f"{BASE}actors/kommunen", f"{BASE}actors/staten", f"{BASE}actors/kommunen"]
    ours = describe_nodes(said, nodes, ox.RdfFormat.N_TRIPLES, most=1 << 24)
    query = "DESCRIBE " + " ".join(f"<{node}>" for node in nodes)
    theirs = store.engine.query(query, use_default_graph_as_union=True).serialize(format=ox.RdfFormat.N_TRIPLES)
    assert sorted(ours.splitlines()) == sorted(theirs.splitlines())


def test_an_unknown_node_has_an_empty_description(said):
    assert describe_nodes(said, [A + "/none"], ox.RdfFormat.N_TRIPLES, most=100) == b""


def say(*objects):
    return list_said(ox.Quad(ox.NamedNode(A), ox.NamedNode(B), each, ox.NamedNode(B)) for each in objects)


def test_what_is_over_a_bound_is_left_to_a_worker():
    numbers = [ox.Literal(n) for n in range(MOST_TRIPLES + 1)]
    assert describe_nodes(say(*numbers[1:]), [A], ox.RdfFormat.N_TRIPLES, most=1 << 24) is not None
    assert describe_nodes(say(*numbers), [A], ox.RdfFormat.N_TRIPLES, most=1 << 24) is None
    assert describe_nodes(say(ox.Literal("x" * 1000)), [A], ox.RdfFormat.N_TRIPLES, most=1000) is None


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_blank_node_is_left_to_a_worker_for_its_description_goes_on(form):
    assert describe_nodes(say(ox.BlankNode("b")), [A], form, most=1 << 24) is None
