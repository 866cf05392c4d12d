"""What the documents say of `/sparql`: it is answered before the table of operations, and described as a row of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from hjemmel.errors import (
    AnswerTooLargeError,
    BusyError,
    MethodNotAllowedError,
    NotFoundError,
    QueryRefusedError,
    QuerySyntaxError,
    TimeLimitError,
)
from hjemmel.graph.limits import MEBIBYTE, QueryLimits
from hjemmel.rdf.formats import CSV, HTML, JSON, JSONLD, NT, RDF_XML, SRJ, SRX, TSV, TTL
from hjemmel.rdf.namespaces import BASE
from hjemmel.web.operation import Described
from hjemmel.web.parameters import Parameter
from hjemmel.web.sparql.forms import NAMES
from hjemmel.web.sparql.protocol import DIRECT, FORM

_GRAPH: Final = f"{BASE}graphs/ontology/hjemmel"
_PLAIN_XML: Final = "application/xml"
_QUERY: Final = Parameter(
    name="query",
    description="The query: SELECT, ASK, CONSTRUCT or DESCRIBE. Without it GET gives the service description.",
    example="ASK {}",
)
_PARAMETERS: Final = (
    Parameter(
        name="default-graph-uri",
        kind="words",
        description="A graph of the default graph; may be repeated. Without it that is the union of all graphs.",
        example=_GRAPH,
    ),
    Parameter(
        name="named-graph-uri",
        kind="words",
        description="A graph that GRAPH may name; may be repeated. Goes with default-graph-uri before FROM.",
        example=_GRAPH,
    ),
    Parameter(
        name="format",
        kind="choice",
        choices=tuple(NAMES),
        description="The form of the answer; goes before Accept. One that the answer can't have is passed over.",
        example="json",
    ),
    Parameter(
        name="release",
        description="The release the query was written for; another one than that served is answered with 404.",
        example="0123456789abcdef",
    ),
    Parameter(
        name="labels",
        kind="choice",
        choices=("1",),
        description="On the page: show labels instead of addresses.",
        example="1",
    ),
)
_ERRORS: Final = (
    QuerySyntaxError,
    QueryRefusedError,
    AnswerTooLargeError,
    TimeLimitError,
    BusyError,
    NotFoundError,
    MethodNotAllowedError,
)


def describe_endpoint(limits: QueryLimits) -> Described:
    """Give the row of `/sparql`, with the limits in words."""
    parameters = (replace(_QUERY, most=limits.query_bytes), *_PARAMETERS)
    kinds = (SRJ, SRX, CSV, TSV, TTL, NT, RDF_XML, JSONLD, HTML, JSON)
    return Described(
        path="/sparql",
        name="querySparql",
        subject="sparql",
        summary="SPARQL 1.1 Protocol, query only",
        description=_write_description(limits),
        example="/sparql?query=ASK%20%7B%7D",
        parameters=parameters,
        errors=_ERRORS,
        forms=(SRJ, HTML),
        media_types=(*(kind.media_type for kind in kinds), _PLAIN_XML),
        schema="SparqlAnswer",
        bodies={FORM: _to_form_schema(parameters), DIRECT: {"type": "string"}},
    )


def _write_description(limits: QueryLimits) -> str:
    return (
        "Ask the whole graph. The default graph is the union of the named graphs, one for each file; relative IRIs "
        f"are read below {BASE}. Rows and yes or no come as JSON, XML, CSV, TSV (rows only) or a page, graphs as "
        "Turtle, N-Triples, RDF/XML, JSON-LD or a page. "
        f"A query may have {limits.query_bytes} bytes and take {limits.seconds:g} seconds, {limits.cpu_seconds:g} of "
        f"a processor and {limits.memory_bytes // MEBIBYTE} MiB, an answer {limits.answer_bytes // MEBIBYTE} MiB; "
        f"{limits.at_once} may wait. An answer is whole or it is an error. SERVICE, updates and graphs that aren't "
        "here are refused. Parameters that aren't known are left unread, as clients send some of their own."
    )


def _to_form_schema(parameters: tuple[Parameter, ...]) -> dict[str, Any]:
    fields = {row.name: row.schema for row in parameters}
    return {"type": "object", "required": ["query"], "properties": fields}
