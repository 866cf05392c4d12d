"""What the fence refuses however it is spelt, and what it lets through."""

from __future__ import annotations

import pytest

from hjemmel.errors import QueryRefusedError, QuerySyntaxError
from hjemmel.graph.fence import MAX_DEPTH, read_question

CALLS = [
    "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }",
    "select * { service silent ?x { ?s ?p ?o } }",
    "SELECT*{SERVICESILENT<http://x/>{?s ?p ?o}}",
    "PREFIX ex: <http://x/> SELECT*{SERVICEex:a{?s ?p ?o}}",
    "PREFIX SERVICEex: <http://x/> SELECT*{SERVICEex:a{?s ?p ?o}}",
    "SELECT*{?s ?p 2SERVICE<http://x/>{?s ?p ?o}}",
    "SELECT*{FILTER(?a<5+'>') SERVICE<http://x/>{?s ?p ?o} FILTER('x'='y')}",
    "SELECT*{FILTER(?a<5#>'\n) SERVICE<http://x/>{?s ?p ?o} #'\n}",
    "SELECT * { SERV\\u0049CE <http://x/> { ?s ?p ?o } }",
    "SELECT * { \\U00000053ERVICE <http://x/> { ?s ?p ?o } }",
    "SELECT * { FILTER(?a < ?b) #'\n SERVICE <http://x/> {} }",
]
HARMLESS = [
    'SELECT * { ?s ?p "SERVICE" }',
    "SELECT * { ?s ?p '''a SERVICE of\n the sort''' }",
    "SELECT ?service { ?service a <http://x/SERVICE> } # SERVICE",
    "PREFIX cv: <http://x/> SELECT * { ?s a cv:PublicService }",
    "SELECT * { FILTER(?a<?b && ?c>?d) }",
]


@pytest.mark.parametrize("query", CALLS)
def test_a_call_to_another_server_is_refused_however_it_is_spelt(query):
    with pytest.raises(QueryRefusedError, match="SERVICE"):
        read_question(query)


@pytest.mark.parametrize("query", HARMLESS)
def test_the_word_in_a_string_an_iri_a_comment_or_a_name_is_harmless(query):
    assert read_question(query).form == "SELECT"


@pytest.mark.parametrize("word", ["INSERT DATA", "DELETE WHERE", "LOAD", "CLEAR", "DROP", "PREFIX a: <b:> WITH"])
def test_an_update_is_refused(word):
    with pytest.raises(QueryRefusedError, match="only reads"):
        read_question(f"{word} {{ <a:a> <a:b> <a:c> }}")


@pytest.mark.parametrize("query", ["", "# nothing", "?s ?p ?o", "SELEC * {}", "PREFIX a: <b:>"])
def test_what_has_no_form_is_no_query(query):
    with pytest.raises(QuerySyntaxError, match="no SPARQL query"):
        read_question(query)


def test_brackets_have_a_depth():
    assert read_question("ASK " + "{" * MAX_DEPTH + "}" * MAX_DEPTH).form == "ASK"
    with pytest.raises(QuerySyntaxError, match="too deep"):
        read_question("ASK " + "{" * (MAX_DEPTH + 1))


@pytest.mark.parametrize(
    ("query", "graphs"),
    [
        ("SELECT * FROM <http://x/a> { }", ("http://x/a",)),
        ("SELECT * FROM NAMED <http://x/a> FROM <http://x/b> { }", ("http://x/a", "http://x/b")),
        ("PREFIX g: <http://x/> SELECT * FROM g:a { }", ("http://x/a",)),
        ("BASE <http://x/y/> SELECT * FROM <z> { }", ("http://x/y/z",)),
        ("SELECT * FROM <graphs/kb/quotes> { }", ("https://w3id.org/hjemmel/graphs/kb/quotes",)),
        ('SELECT * { ?s ?p "FROM <http://x/a>" }', ()),
    ],
)
def test_the_graphs_of_a_query_are_those_after_from(query, graphs):
    assert read_question(query).graphs == graphs


def test_queries_that_differ_in_values_and_names_only_have_one_shape():
    one = read_question('SELECT ?a { ?a <x:p> "b" } LIMIT 3 # here').shape
    assert one == read_question("select  ?z { ?z <y:q> 'c'} limit 40").shape
    assert one != read_question('SELECT ?a { ?a <x:p> "b" } ORDER BY ?a').shape
    assert read_question("ASK { ?a ?b ?a }").shape != read_question("ASK { ?a ?b ?c }").shape


@pytest.mark.parametrize("call", ["NOW()", "RAND()", "UUID()", "STRUUID()"])
def test_a_query_that_may_answer_otherwise_next_time_says_so(call):
    assert read_question(f"SELECT ({call} AS ?x) {{}}").volatile
    assert not read_question("SELECT * {}").volatile
