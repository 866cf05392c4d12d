"""Norwegian legal citations in four verbs: clean, find, resolve, annotate.

    text = clean("Etter krisesenterlova § 4 …")
    mentions = find(text.plain, registry.index)
    citations = resolve(text, mentions, registry, on="2025-11-08")
    annotate(text.sent, citations)

`list_citations` is the four in one for a caller who wants the answer only.
"""

from __future__ import annotations

from hjemmel.law.citations.annotate import annotate, to_web_annotations
from hjemmel.law.citations.clean import Text, clean
from hjemmel.law.citations.collector import pause_collector
from hjemmel.law.citations.find import find
from hjemmel.law.citations.records import Citation, Mention, Name, Target
from hjemmel.law.citations.registry import ActEntry, Registry, build_registry
from hjemmel.law.citations.resolve import resolve

__all__ = [
    "ActEntry",
    "Citation",
    "Mention",
    "Name",
    "Registry",
    "Target",
    "Text",
    "annotate",
    "build_registry",
    "clean",
    "find",
    "list_citations",
    "resolve",
    "to_web_annotations",
]


def list_citations(
    sent: str,
    registry: Registry,
    *,
    context: str | None = None,
    on: str | None = None,
    markup: bool = False,
) -> tuple[Citation, ...]:
    """Every citation in `sent`; spans are code points of `sent` as it was sent.

    `context` is the refID of the citing act, `on` the text's day (ISO), `markup` reads HTML.
    """
    with pause_collector(len(sent)):
        text = clean(sent, markup=markup)
        return resolve(text, find(text.plain, registry.index), registry, context=context, on=on)
