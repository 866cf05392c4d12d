"""What docs/reference/sparql.md says of the engine: when one of these fails, that paragraph is to be written anew."""

from importlib.metadata import version
from pathlib import Path

import pyoxigraph as ox
import pytest

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "sparql.md"
PREFIX = "PREFIX : <http://x.example/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "


@pytest.fixture(scope="module")
def store():
    store = ox.Store()
    data = """@prefix : <http://x.example/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
    :g { :a :p :b . :b :p :c . :a :day "2022-07-31"^^xsd:date } :h { :a :p :b }"""
    store.load(data.encode(), ox.RdfFormat.TRIG)
    return store


def ask(store, query):
    found = store.query(PREFIX + query, use_default_graph_as_union=True)
    return [[str(value) for value in row] for row in found]


def test_the_page_names_the_version_that_runs():
    assert f"pyoxigraph {version('pyoxigraph')}" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [":p*", ":p?"])
def test_a_path_of_length_zero_from_a_term_in_no_fact_gives_nothing_where_the_standard_gives_the_term(store, path):
    assert ask(store, f"SELECT ?o {{ :elsewhere {path} ?o }}") == []
    assert ask(store, f"SELECT ?s {{ ?s {path} :elsewhere }}") == []
    assert ["<http://x.example/c>"] in ask(store, f"SELECT ?o {{ :c {path} ?o }}")


def test_the_variable_of_graph_is_seen_inside_it_which_the_standard_says_it_is_not(store):
    assert len(ask(store, "SELECT DISTINCT ?g { GRAPH ?g { FILTER(BOUND(?g)) } }")) == 2


def test_days_compare(store):
    later = 'SELECT ?a { ?a :day ?d FILTER(?d < "2022-08-01"^^xsd:date && ?d >= "2022-07-31"^^xsd:date) }'
    assert ask(store, later) == [["<http://x.example/a>"]]


def test_the_engine_s_union_of_graphs_is_no_set(store):
    assert len(ask(store, "SELECT ?o { :a :p ?o }")) == 2
