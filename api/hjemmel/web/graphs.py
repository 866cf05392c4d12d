"""Triples in the forms that carry a graph."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pyoxigraph import RdfFormat, Triple, serialize

from hjemmel.rdf.formats import NT, RDF_XML, TTL, Format
from hjemmel.rdf.namespaces import PREFIXES
from hjemmel.rdf.turtle import write_turtle
from hjemmel.web.addresses import list_links
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.negotiate import SERVED

GRAPH_FORMS: Final = (TTL, NT, RDF_XML)


def write_graph(triples: Iterable[Triple], form: Format) -> bytes:
    """Write triples as Turtle (canonical), N-Triples (sorted) or RDF/XML."""
    if form is TTL:
        return write_turtle(triples).encode()
    if form is NT:
        lines = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
        return b"".join(sorted(set(lines.splitlines(keepends=True))))
    return serialize(triples, format=RdfFormat.RDF_XML, prefixes=dict(PREFIXES)) or b""


def answer_graph(asked: Asked, triples: Iterable[Triple], *, iri: str = "", links: tuple[str, ...] = ()) -> Answer:
    """Answer with triples in the form asked for."""
    return Answer(
        body=write_graph(triples, asked.form),
        content_type=asked.form.content_type,
        links=(*list_links(asked, SERVED, iri), *links),
    )
