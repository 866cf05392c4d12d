"""The formatter, told by pairs of files: pairs/<what>.in.ttl as somebody wrote it, pairs/<what>.ttl as we write it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from hjemmel.rdf.namespaces import BASE, RDF_TYPE, node
from hjemmel.rdf.tokens import TurtleError
from hjemmel.rdf.turtle import format_turtle, write_turtle

PAIRS = sorted((Path(__file__).parent / "pairs").glob("*.in.ttl"))


def graph_of(text):
    return {quad.triple for quad in ox.parse(text, ox.RdfFormat.TURTLE, base_iri=BASE)}


@pytest.mark.parametrize("file", PAIRS, ids=lambda file: file.name.removesuffix(".in.ttl"))
def test_a_file_gets_its_canonical_form_and_keeps_what_it_says(file):
    before = file.read_bytes().decode()
    after = file.with_name(file.name.replace(".in.ttl", ".ttl")).read_text(encoding="utf-8")
    assert format_turtle(before) == after
    assert format_turtle(after) == after
    assert graph_of(before) == graph_of(after)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("<a> <b>\n  [] .", 2, "A blank node"),
        ("<a> <b> <c> .\n\n_:x <b> <c> .", 3, "A blank node"),
        ("<a>\n<b>\n(1 2) .", 3, "A list"),
        ("<a> <b> <<( <a> <b> <c> )>> .", 1, "A triple term"),
        ("<a> <b> <c> {| <d> <e> |} .", 1, "A triple term"),
        ("<a> <b> <c> ;\n <d> .", 2, "This is no Turtle"),
        ("<a> <b> 'open", 1, "This is no Turtle"),
        ("<a> <b> <c d> .", 1, "Invalid IRI code point"),
        ("<a>\n x:b <c> .", 2, "The prefix x: has not been declared"),
    ],
)
def test_what_it_does_not_write_is_refused_with_line_and_remedy(text, line, what):
    with pytest.raises(TurtleError, match=what) as caught:
        format_turtle(text)
    assert caught.value.line == line
    assert caught.value.remedy


def test_an_empty_text_is_only_its_base():
    assert format_turtle("") == f"@base <{BASE}> .\n"


def test_a_text_of_comments_keeps_them():
    assert format_turtle("# a\n\n# b") == f"# a\n\n# b\n@base <{BASE}> .\n"


def test_triples_are_written_below_a_head_comment():
    thing = node("duties/x")
    triples = [
        Triple(thing, RDF_TYPE, node("hj:Duty")),
        Triple(thing, node("skos:prefLabel"), Literal("X", language="nb")),
    ]
    text = write_turtle(triples, head="Release 1\n\nCC BY 4.0")
    assert text == (
        "# Release 1\n#\n# CC BY 4.0\n"
        "@base <https://w3id.org/hjemmel/> .\n"
        "@prefix hj: <https://w3id.org/hjemmel/ns#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        '\n<duties/x>\n    a hj:Duty ;\n    skos:prefLabel "X"@nb ;\n.\n'
    )


def test_triples_with_blank_nodes_are_refused():
    name = NamedNode("http://example.org/a")
    with pytest.raises(ValueError, match="no name"):
        write_turtle([Triple(name, name, BlankNode("b"))])
    with pytest.raises(ValueError, match="no name"):
        write_turtle([Triple(BlankNode("b"), name, name)])


def test_windows_line_ends_become_plain_ones():
    text = "# Hode\n@prefix hj: <https://w3id.org/hjemmel/ns#> .\n\n# om a\n<a> a hj:Duty ; # ved\n  hj:position 1 .\n"
    assert format_turtle(text.replace("\n", "\r\n")) == format_turtle(text)
