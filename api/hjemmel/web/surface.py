"""The OpenAPI 3.1 surface: FastAPI makes the document from the table of operations.

Only /openapi.json needs FastAPI, so it is loaded when that is first asked for; requests are answered by the dispatch.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

import orjson
from fastapi import FastAPI

from hjemmel import __version__
from hjemmel.errors import HjemmelError
from hjemmel.rdf.formats import HTML, SRJ
from hjemmel.web.bodies import READ, TEXTS
from hjemmel.web.negotiate import split_ending
from hjemmel.web.operation import Described
from hjemmel.web.parameters import Parameter
from hjemmel.web.problems import MEDIA_TYPE, to_problem_type
from hjemmel.web.schemas import SCHEMAS

_ABOUT: Final = (
    "Who must do what, under which provision, since when, and how we know. Open for reading without keys. One address "
    "for each thing, its form negotiated by Accept or an ending (.html .json .jsonld .ttl .nt .rdf). Every error is "
    "RFC 9457 problem+json with a stable type that has a page."
)
NO_BODIES: Final[Mapping[str, Mapping[str, Any]]] = MappingProxyType({})
_JSON_TYPES: Final = ("application/json", "application/ld+json")


def write_openapi(operations: Iterable[Described], root: str = "") -> bytes:
    """Write the OpenAPI document of a table of operations."""
    document = to_fastapi(operations, root).openapi()
    document.setdefault("components", {})["schemas"] = SCHEMAS
    return orjson.dumps(document)


def to_fastapi(operations: Iterable[Described], root: str = "") -> FastAPI:
    """Make the FastAPI app that describes the operations."""
    app = FastAPI(
        title="Hjemmel",
        version=__version__,
        summary="Norwegian legal duties as a graph and an API",
        description=_ABOUT,
        license_info={"name": "MIT (code), CC BY 4.0 (data)"},
        servers=[{"url": root or "/"}],
        separate_input_output_schemas=False,
    )
    for operation in operations:
        app.add_api_route(
            operation.template,
            _describe_only,
            methods=["GET"],
            name=operation.name,
            operation_id=operation.name,
            tags=[operation.subject],
            summary=operation.summary,
            description=operation.description,
            response_model=None,
            responses=_list_responses(operation),
            openapi_extra=_to_extra(operation),
        )
        if operation.reads or operation.bodies:
            _add_post(app, operation)
    return app


def _add_post(app: FastAPI, operation: Described) -> None:
    """Describe the same question asked by POST."""
    bodies = operation.bodies or _list_bodies(operation)
    content = {kind: {"schema": schema} for kind, schema in bodies.items()}
    extra = {**_to_extra(operation, bodies), "requestBody": {"required": True, "content": content}}
    app.add_api_route(
        operation.template,
        _describe_only,
        methods=["POST"],
        name=f"{operation.name}ByPost",
        operation_id=f"{operation.name}ByPost",
        tags=[operation.subject],
        summary=f"{operation.summary}, sent as a body",
        description=operation.description,
        response_model=None,
        responses=_list_responses(operation),
        openapi_extra=extra,
    )


def _list_bodies(operation: Described) -> dict[str, dict[str, Any]]:
    """Its parameters as fields of a body, or the text alone."""
    fields = {row.name: row.schema for row in operation.query.values()}
    record = {"type": "object", "required": ["text"], "properties": fields, "additionalProperties": False}
    records: dict[str, dict[str, Any]] = {kind: record for kind in READ if kind not in TEXTS}
    return records | {kind: {"type": "string"} for kind in TEXTS}


async def _describe_only() -> None:
    """Stand in the table: the dispatch answers before FastAPI is asked."""


def _to_extra(operation: Described, bodies: Mapping[str, Mapping[str, Any]] = NO_BODIES) -> dict[str, Any]:
    """Give its parameters, but for those that a body must have."""
    posted = {name for schema in bodies.values() for name in schema.get("required", ())}
    rows = [row for row in (*operation.path_parameters, *operation.query.values()) if row.name not in posted]
    return {"parameters": [_to_parameter(row) for row in rows], "x-example": operation.example}


def _to_parameter(row: Parameter) -> dict[str, Any]:
    return {
        "name": row.name,
        "in": row.where,
        "required": row.where == "path",
        "description": row.description,
        "schema": row.schema,
        **({"allowEmptyValue": True} if row.blank else {}),
        "example": [row.example] if row.kind == "words" else int(row.example) if row.kind == "number" else row.example,
    }


def _list_responses(operation: Described) -> dict[int | str, dict[str, Any]]:
    content = {kind: {"schema": _to_schema(operation, kind)} for kind in operation.all_media_types}
    described = f"{operation.summary}. For example {operation.example}"
    answers: dict[int | str, dict[str, Any]] = {
        200: {"description": described, "content": content, "headers": _HEADERS},
        308: {"description": "The address is written in another way; Location is the plain one."},
        304: {"description": "Nothing has changed since the ETag in If-None-Match."},
    }
    by_status: dict[int, list[type[HjemmelError]]] = {}
    for error in operation.all_errors:
        by_status.setdefault(error.status, []).append(error)
    return answers | {status: _to_problem_response(operation, errors) for status, errors in by_status.items()}


def _to_schema(operation: Described, media_type: str) -> dict[str, Any]:
    if media_type == SRJ.media_type:
        return {"$ref": "#/components/schemas/SparqlResults"}
    if media_type in _JSON_TYPES:
        return {"$ref": f"#/components/schemas/{operation.schema}"}
    return {"type": "string"}


def _to_problem_response(operation: Described, errors: list[type[HjemmelError]]) -> dict[str, Any]:
    examples = {
        error.slug: {"value": {"type": to_problem_type(error), "title": error.title, "status": error.status,
                               "detail": error.__doc__ or error.title, "instance": "/"}}
        for error in errors
    }  # fmt: skip
    schema = {"$ref": "#/components/schemas/Problem"}
    content: dict[str, Any] = {MEDIA_TYPE: {"schema": schema, "examples": examples}}
    if split_ending(operation.path)[1] in {None, HTML}:
        # Who reads pages gets the same as a page, where no ending says that something else is wanted: web/telling.py.
        content[HTML.media_type] = {"schema": {"type": "string"}}
    return {"description": "; ".join(error.title for error in errors), "content": content}


_HEADERS: Final = {
    "ETag": {"description": "Strong entity tag.", "schema": {"type": "string"}},
    "Link": {"description": "cite-as, describedby, other forms, neighbours in time.", "schema": {"type": "string"}},
}
