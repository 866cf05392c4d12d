"""docs/reference/http.md and docs/errors/: written from the table of operations and the error tree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from hjemmel.errors import HjemmelError
from hjemmel.web.operation import Described
from hjemmel.web.pages.words import find_error_texts, say
from hjemmel.web.problems import to_problem_type

_MADE: Final = "Made from `api/hjemmel/web/`; don't edit by hand."
_ABOUT: Final = """\
One address for each thing. Its form is negotiated by `Accept`, or by an ending on the address (`.html .json .jsonld
.ttl .nt .rdf`); programs that take anything get JSON, browsers a page. JSON is JSON-LD: one body, two media types.
In a norm every list is there, empty where the norm says nothing; texts and other single values that it lacks are left
out, or null where the schema says so.
Languages by `?lang=` or `Accept-Language` (nb, nn, en). `?on=` sets the legal day. Every answer has a strong `ETag` and
allows every origin (CORS); GET, HEAD and OPTIONS are the methods, and POST where a text is read.
Every error is RFC 9457 `application/problem+json`; who prefers `text/html` gets it as a page.
A parameter that isn't known is refused."""


def format_http(operations: Iterable[Described]) -> str:
    """Write docs/reference/http.md."""
    lines = ["# HTTP", "", _MADE, "", _ABOUT, ""]
    for operation in operations:
        if not operation.path.startswith("/assets/"):
            lines += _format_operation(operation)
    return "\n".join(lines)


def format_error_page(error: type[HjemmelError]) -> str:
    """Write docs/errors/<slug>.md: what the error means, why, how to mend it, in nb, nn and en."""
    lines = [f"# {error.title}", "", f"`{to_problem_type(error)}` · HTTP {error.status}", ""]
    for lang, name in (("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")):
        texts = find_error_texts(error.slug, lang)
        lines += [f"## {name}", ""]
        lines += [f"- **{say(f'error-{part}', lang)}:** {texts[part]}" for part in ("means", "why", "mend")]
        lines.append("")
    return "\n".join(lines)


def _format_operation(operation: Described) -> list[str]:
    rows = (*operation.path_parameters, *operation.query.values())
    table = [f"| `{row.name}` | {row.where} | {row.description} | `{row.example}` |" for row in rows]
    head = ["| Parameter | Where | What it is | Example |", "| --- | --- | --- | --- |"] if table else []
    errors = ", ".join(f"[{error.slug}](../errors/{error.slug}.md) {error.status}" for error in operation.all_errors)
    bodies = [f"POST takes {', '.join(f'`{kind}`' for kind in operation.bodies)}.", ""] if operation.bodies else []
    return [
        f"## `{operation.template}`",
        "",
        f"{operation.summary}. {operation.description}",
        "",
        *_end_with_space([*head, *table]),
        *bodies,
        f"Forms: {', '.join(f'`{kind}`' for kind in operation.all_media_types)}. Errors: {errors}.",
        "",
        f"Example: `{operation.example}`",
        "",
    ]


def _end_with_space(lines: Sequence[str]) -> list[str]:
    return [*lines, ""] if lines else []
