"""annotate: put links on the citations of a text, or tell them as W3C Web Annotations.

The text comes back with every other code point untouched; what came as plain text is escaped
for HTML, what came as markup stays markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Any, Literal

from hjemmel.law.citations.records import Citation

Form = Literal["html", "markdown"]

_TAGGED = re.compile(r"<[^>]*>")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>])")


def annotate(sent: str, citations: Iterable[Citation], *, form: Form = "html", markup: bool = False) -> str:
    """`sent` with a link on each citation that has a target, to Lovdata's page of the first.

    `markup` says that `sent` is HTML already; a citation that runs over a tag is left alone, so
    the nesting never breaks.
    """
    pieces: list[str] = []
    position = 0
    for citation in sorted(citations, key=lambda found: found.start):
        surface = sent[citation.start : citation.end]
        if citation.start < position or not citation.targets or (markup and _TAGGED.search(surface)):
            continue
        pieces.append(_to_text(sent[position : citation.start], form, markup=markup))
        pieces.append(_to_link(citation, _to_text(surface, form, markup=markup), form))
        position = citation.end
    pieces.append(_to_text(sent[position:], form, markup=markup))
    return "".join(pieces)


def _to_text(text: str, form: Form, *, markup: bool) -> str:
    if markup or form == "markdown":
        return text
    return escape(text, quote=False)


def _to_link(citation: Citation, surface: str, form: Form) -> str:
    target = citation.targets[0]
    if form == "markdown":
        label = _MARKDOWN.sub(r"\\\1", surface)
        return f"[{label}]({target.lovdata})"
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
