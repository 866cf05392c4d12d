"""The canonical writer as a formatter: it loses nothing, repeats itself, and a fact is a line."""

from __future__ import annotations

import difflib
import re

import pyoxigraph as ox
from hypothesis import assume, given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from hjemmel.rdf.namespaces import BASE, PREFIXES
from hjemmel.rdf.turtle import format_turtle, write_turtle

LANGUAGES = ["nb", "nn", "en", "de", "nb-no", "x-odd"]
STARTS = [BASE, BASE + "duties/", BASE + "lov/2009-06-19-44/paragraf/", *PREFIXES.values(), "urn:x:", "http://å.no/"]


def to_node(start, local):
    try:
        return NamedNode(start + local)
    except ValueError:
        return None


locals_ = st.text(alphabet=st.sampled_from("aB3_-.~%2Fæ§:/?#@!$&'()*+,;=[] \u00a0\u2028"), max_size=8) | st.text(
    max_size=4
)
nodes = st.builds(to_node, st.sampled_from(STARTS), locals_).filter(bool)
texts = st.text(max_size=12) | st.text(alphabet="\"'\\\n\r\t# .;@^<>", max_size=6)
numbers = ["1.0", ".5", "1", "-0.50", "01", "+1", "-7", "x", ""]
number_kinds = [NamedNode(PREFIXES["xsd"] + name) for name in ("decimal", "integer", "double", "boolean")]
literals = st.one_of(
    st.builds(Literal, texts),
    st.builds(lambda text, tag: Literal(text, language=tag), texts, st.sampled_from(LANGUAGES)),
    st.builds(lambda text, kind: Literal(text, datatype=kind), texts, nodes),
    st.builds(lambda text, kind: Literal(text, datatype=kind), st.sampled_from(numbers), st.sampled_from(number_kinds)),
    st.builds(Literal, st.integers() | st.booleans()),
)
triples = st.builds(Triple, nodes, nodes, nodes | literals)
graphs = st.lists(triples, max_size=12)


def read(text):
    return {quad.triple for quad in ox.parse(text, ox.RdfFormat.TURTLE)}


@given(graphs)
def test_what_is_written_reads_back_as_the_same_graph(graph):
    assert read(write_turtle(graph)) == set(graph)


@given(graphs)
def test_the_order_in_which_facts_come_does_not_show(graph):
    assert write_turtle(graph) == write_turtle(reversed(graph))


@given(graphs)
def test_formatting_what_is_written_changes_nothing(graph):
    text = write_turtle(graph)
    assert format_turtle(text) == text


@given(graphs)
def test_another_writer_s_text_gets_the_same_form(graph):
    data = ox.serialize(set(graph), format=ox.RdfFormat.TURTLE, prefixes=dict(PREFIXES), base_iri=BASE)
    assert format_turtle(data.decode()) == write_turtle(graph)


@given(st.lists(triples, min_size=1, max_size=12), texts, st.sampled_from(LANGUAGES))
def test_one_fact_more_of_a_known_thing_is_exactly_one_line_more(graph, text, language):
    # The predicate is known and the text has no datatype: a prefix's first use would have a line of its own.
    more = Triple(graph[0].subject, graph[0].predicate, Literal(text, language=language))
    assume(more not in graph)
    before, after = (write_turtle(facts).split("\n") for facts in (graph, [*graph, more]))
    changes = [line for line in difflib.ndiff(before, after) if line[0] in "+-"]
    assert len(changes) == 1
    assert changes[0].startswith("+ ")


STATEMENTS = [
    "@prefix x: <http://example.org/> .",
    "BASE <https://w3id.org/hjemmel/>",
    "<a> <ns#of> <b> .",
    '<a> a <ns#Duty> ; <ns#text> \'x # y\' @nb , """two\nlines""" ; ; .',
    "<b> <ns#position> 1 , 2.5 ; <ns#validFrom> '2022-08-01' ^^ <http://www.w3.org/2001/XMLSchema#date> .",
]
# No word may be parted where a text or a language begins.
words = st.lists(st.sampled_from(STATEMENTS), max_size=5).map(
    lambda lines: re.split(r" (?![^'\"]*['\"] ?[@^,;])", " ".join(lines))
)
gaps = st.sampled_from([" ", "\n", " # {}\n", "\n# {}\n", "\n\n# {}\n\n"])


@given(st.data())
def test_every_comment_is_kept_once_and_stays_where_it_is_put(data):
    text = ""
    for number, word in enumerate(data.draw(words)):
        text += word + data.draw(gaps).format(f"<{number}> ; .")
    once = format_turtle(text)
    assert format_turtle(once) == once
    assert read(once) == {quad.triple for quad in ox.parse(text, ox.RdfFormat.TURTLE, base_iri=BASE)}
    for comment in re.findall(r"# <\d+> ; \.", text):
        assert once.count(comment) == 1
