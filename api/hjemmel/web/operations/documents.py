"""The API's own documents: OpenAPI, the list of addresses, the page of each error."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import orjson

from hjemmel.errors import HjemmelError, NotFoundError
from hjemmel.rdf.formats import HTML, JSON
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.operation import Described, Operation
from hjemmel.web.pages.paper import Entry, Section, write_page
from hjemmel.web.pages.sheets import to_crumbs, write_sections_page
from hjemmel.web.pages.words import find_error_texts, say
from hjemmel.web.parameters import Parameter
from hjemmel.web.problems import format_nearest, list_error_classes, to_problem_type

Table = Callable[[], Sequence[Described]]
_PAGE_OR_JSON: Final = (JSON, HTML)


def list_document_operations(table: Table) -> tuple[Operation, ...]:
    """Give the operations that tell of the table they stand in themselves."""
    return (
        Operation(
            path="/openapi.json",
            name="readOpenapi",
            subject="documents",
            summary="OpenAPI 3.1 of this API",
            description="Every operation with its parameters, an example and every error.",
            answer=lambda asked: _answer_openapi(asked, table),
            example="/openapi.json",
            forms=(JSON,),
            slow=True,
        ),
        Operation(
            path="/docs",
            name="readDocs",
            subject="documents",
            summary="The addresses of this API as a page",
            description="The same as /openapi.json, to read.",
            answer=lambda asked: _answer_docs(asked, table),
            example="/docs",
            forms=(HTML,),
        ),
        *_ERRORS,
    )


def _answer_openapi(asked: Asked, table: Table) -> Answer:
    from hjemmel.web.surface import write_openapi  # noqa: PLC0415 -- FastAPI is loaded when first asked for

    return Answer(body=write_openapi(table(), asked.root), content_type=JSON.content_type)


def _answer_docs(asked: Asked, table: Table) -> Answer:
    title = say("docs", asked.language)
    return write_page(
        asked, "docs.html", title=title, forms=(HTML,), danger=False, operations=table(), release=asked.release.id
    )


def _answer_errors(asked: Asked) -> Answer:
    errors = list_error_classes()
    if asked.form is HTML:
        entries = tuple(
            Entry(
                text=find_error_texts(error.slug, asked.language)["title"],
                href=f"{asked.root}/errors/{error.slug}",
                note=str(error.status),
            )
            for error in errors
        )
        title = say("errors", asked.language)
        section = Section(title="", entries=entries, first=True)
        return write_sections_page(asked, title, (section,), forms=_PAGE_OR_JSON)
    items = [_to_record(error, asked.language) for error in errors]
    body = {"items": items, "total": len(items), "next": None, "on": asked.on_text, "release": asked.release.id}
    return Answer(body=orjson.dumps(body), content_type=JSON.content_type, language=asked.language)


def _answer_error(asked: Asked) -> Answer:
    slug = asked.names["slug"]
    known = {error.slug: error for error in list_error_classes()}
    if slug not in known:
        remedy = format_nearest(slug, known, "All of them stand in /errors.")
        raise NotFoundError(f"There is no error {slug[:60]!r}.", remedy=remedy)
    error, lang = known[slug], asked.language
    if asked.form is JSON:
        return Answer(body=orjson.dumps(_to_record(error, lang)), content_type=JSON.content_type, language=lang)
    texts = find_error_texts(slug, lang)
    return write_page(
        asked,
        "error.html",
        title=texts["title"],
        status=error.status,
        slug=slug,
        texts=texts,
        crumbs=to_crumbs(asked, "errors"),
        forms=_PAGE_OR_JSON,
        danger=False,
    )


def _to_record(error: type[HjemmelError], lang: str) -> dict[str, object]:
    head = {"id": to_problem_type(error), "slug": error.slug, "title": error.title, "status": error.status}
    return {**find_error_texts(error.slug, lang), **head}


_ERRORS: Final = (
    Operation(
        path="/errors",
        name="listErrors",
        subject="documents",
        summary="The kinds of errors",
        description="Every `type` a problem can have.",
        answer=_answer_errors,
        example="/errors",
        forms=_PAGE_OR_JSON,
    ),
    Operation(
        path="/errors/{slug}",
        name="findError",
        subject="documents",
        summary="One kind of error",
        description="What it means, why it happens, how to mend it: the page a problem's `type` leads to.",
        answer=_answer_error,
        example="/errors/not-found",
        parameters=(Parameter(name="slug", where="path", description="The last part of `type`.", example="not-found"),),
        errors=(NotFoundError,),
        forms=_PAGE_OR_JSON,
    ),
)
