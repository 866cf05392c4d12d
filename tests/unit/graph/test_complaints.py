"""What the engine says of a query it can't read is told in words that help."""

import pyoxigraph as ox
import pytest

from hjemmel.errors import QuerySyntaxError
from hjemmel.graph.complaints import list_undeclared, to_readable


def tell(query):
    """What a caller is told of a query that the engine itself refuses."""
    with pytest.raises(SyntaxError) as refusal:
        ox.Store().query(query)
    return to_readable(QuerySyntaxError(str(refusal.value), remedy="See SPARQL."), query)


@pytest.mark.parametrize(
    "query", ["SELECT * { ?s hj:bearer ?o }", "DESCRIBE hj:Duty", "ASK { ?s a ?k . ?s hj:of/hj:x ?o }"]
)
def test_a_prefix_that_is_not_declared_is_named_with_its_line(query):
    error = tell(query)
    assert error.detail == "The prefix “hj:” isn't declared."
    assert error.remedy == "Begin the query with PREFIX hj: <https://w3id.org/hjemmel/ns#>."


def test_several_prefixes_are_named_at_once():
    error = tell(
        "PREFIX hj: <https://w3id.org/hjemmel/ns#> SELECT * { ?a hj:of ?b ; skos:prefLabel ?c ; eli:title ?d }"
    )
    assert error.detail == "The prefix “skos:”, “eli:” aren't declared."
    assert "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX eli:" in error.remedy


def test_a_prefix_nobody_knows_is_still_named():
    error = tell("SELECT * { ?s zz:bearer ?o }")
    assert "“zz:”" in error.detail
    assert error.remedy == "Declare it first: PREFIX name: <IRI>."
    assert "“:” isn't declared" in tell("SELECT * { ?s a :Duty }").detail


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("SELECT * { ?s ?p ?o LIMIT 3", "at line 1, column 28, after “SELECT * { ?s ?p ?o LIMIT 3”"),
        ("SELECT ?a WHERE {\n  ?a ?b }", "at line 2, column 10, after “?a ?b }”"),
        ("", "at line 1, column 1."),
    ],
)
def test_the_place_is_told_and_no_list_of_characters(query, place):
    error = tell(query)
    assert place in error.detail
    assert "\\u{" not in error.detail
    assert "expected" not in error.detail
    assert error.remedy


def test_an_iri_that_is_none_and_a_variable_that_is_not_grouped_are_told():
    assert tell("SELECT * { ?a <rel x> ?b }").detail.startswith("An IRI can't be read at line 1, column 22")
    assert "neither grouped nor aggregated" in tell("SELECT ?a { ?a ?b ?c } GROUP BY ?b").detail


def test_what_is_not_the_engine_s_stays_as_it_is():
    error = QuerySyntaxError("The query's brackets are too deep.", remedy="Fewer.")
    assert to_readable(error, "SELECT") is error


def test_prefixes_in_strings_comments_and_iris_are_none():
    query = "PREFIX a: <x:y> # b:c\nSELECT ('d:e' AS ?t) { <f:g> a:h ?i . _:j ?k 'l'^^a:m }"
    assert list_undeclared(query) == ()
