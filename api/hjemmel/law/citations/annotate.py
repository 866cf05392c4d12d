"""annotate: put links on the citations of a text, or tell them as W3C Web Annotations.

The text comes back with every other code point untouched; what came as plain text is escaped
for HTML, what came as markup stays markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any, Final, Literal

from hjemmel.law.citations.markup import list_closed, list_closed_markdown
from hjemmel.law.citations.records import Citation

Form = Literal["html", "markdown"]

_MARKDOWN: Final = re.compile(r"([\\`*_\[\]<>])")
_SETTLED: Final = frozenset(["exact", "repealed", "renumbered"])


def annotate(sent: str, citations: Iterable[Citation], *, form: Form = "html", markup: bool = False) -> str:
    """`sent` with a link on each citation whose act is settled, to Lovdata's page of its first provision.

    What isn't settled (`ambiguous`, `needs-context` …) is marked in HTML and left as it is in Markdown:
    no link guesses. `markup` says that `sent` is HTML already; a citation that runs over a tag or stands
    in a link, and in Markdown one in a link or in code, is left alone, so the nesting never breaks.
    """
    pieces: list[str] = []
    position = 0
    for citation in _list_open(sent, citations, form, markup=markup):
        surface = sent[citation.start : citation.end]
        pieces.append(_to_text(sent[position : citation.start], form, markup=markup))
        pieces.append(_to_marked(citation, _to_text(surface, form, markup=markup), form))
        position = citation.end
    pieces.append(_to_text(sent[position:], form, markup=markup))
    return "".join(pieces)


def _list_open(sent: str, citations: Iterable[Citation], form: Form, *, markup: bool) -> Iterator[Citation]:
    """The citations that can take a link, in order, none inside another."""
    closed = iter(list_closed(sent) if markup else list_closed_markdown(sent) if form == "markdown" else ())
    start, end = next(closed, (len(sent), len(sent)))
    position = 0
    for citation in sorted(citations, key=lambda found: found.start):
        while end <= citation.start:
            start, end = next(closed, (len(sent) + 1, len(sent) + 1))
        if citation.start >= position and citation.end <= start:
            position = citation.end
            yield citation


def _to_text(text: str, form: Form, *, markup: bool) -> str:
    if markup or form == "markdown":
        return text
    return escape(text, quote=False)


def _to_marked(citation: Citation, surface: str, form: Form) -> str:
    settled = citation.targets and citation.status in _SETTLED
    if form == "markdown":
        label = _MARKDOWN.sub(r"\\\1", surface)
        return f"[{label}]({citation.targets[0].lovdata})" if settled else surface
    if not settled:
        return f'<mark data-status="{citation.status}">{surface}</mark>'
    target = citation.targets[0]
    return (
        f'<a href="{escape(target.lovdata)}" data-refid="{escape(target.refid)}"'
        f' data-status="{citation.status}">{surface}</a>'
    )


def to_web_annotations(citations: Iterable[Citation], source: str) -> dict[str, Any]:
    """The citations as a W3C Web Annotation page (JSON-LD) about the document `source`."""
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "AnnotationPage",
        "items": [_to_annotation(citation, source) for citation in citations],
    }


def _to_annotation(citation: Citation, source: str) -> dict[str, Any]:
    return {
        "type": "Annotation",
        "motivation": "linking",
        "body": [
            {"id": target.id, "type": "SpecificResource", "source": target.lovdata} for target in citation.targets
        ],
        "target": {
            "source": source,
            "selector": [
                {"type": "TextPositionSelector", "start": citation.start, "end": citation.end},
                {"type": "TextQuoteSelector", "exact": citation.text},
            ],
        },
    }
