"""Guidance documents, quotes, the sources that were read, and who published them."""

from __future__ import annotations

from typing import Any, Final

from hjemmel.law.guidance import GuidanceDocument
from hjemmel.law.quotes import Quote
from hjemmel.law.sources import Agent, Source
from hjemmel.web.answers import Asked
from hjemmel.web.kinds import Kind
from hjemmel.web.law_text import DRIFT_KEYS, to_drift
from hjemmel.web.operations.collection import Collection, Told, list_collection
from hjemmel.web.pages.guidance_pages import (
    find_document_state,
    write_guidance_list,
    write_guidance_page,
    write_quote_list,
    write_quote_page,
)


def _to_document_extras(asked: Asked, document: GuidanceDocument) -> dict[str, Any]:
    return {
        "state": find_document_state(document, asked.day),
        "lastDay": document.last_day,
        "replacedBy": list(document.replaced_by),
        "norms": [norm.id for norm in asked.release.catalogue.norms_naming(document.id, "stated_in")],
    }


GUIDANCE: Final[Kind[GuidanceDocument]] = Kind(
    word="guidance document",
    collection="guidance",
    defaults={"force": None, "rank": None, "validFrom": None, "validTo": None, "replaces": []},
    extras=_to_document_extras,
    write=write_guidance_page,
    write_list=write_guidance_list,
)


def _to_quote_extras(asked: Asked, quote: Quote) -> dict[str, Any]:
    status = asked.release.catalogue.quote_status(quote, asked.day)
    return {
        "text": quote.text,
        "wordingStatus": status.wording_status,
        "validFrom": status.valid_from,
        "validTo": status.valid_to,
        "replacedBy": status.replaced_by,
        **to_drift(asked.release, quote.id),
    }


QUOTE: Final[Kind[Quote]] = Kind(
    word="quote",
    collection="quotes",
    defaults={"quotes": None, "statedIn": []},
    extras=_to_quote_extras,
    write=write_quote_page,
    write_list=write_quote_list,
    nulls=("validFrom", "validTo", *DRIFT_KEYS),
)
SOURCE: Final[Kind[Source]] = Kind(word="source", collection="sources", defaults={"page": None, "readOn": None})

AGENT: Final[Kind[Agent]] = Kind(word="publisher", collection="agents", defaults={"name": None})

OPERATIONS: Final = (
    *list_collection(
        Collection(path="/guidance", subject="guidance"),
        GUIDANCE,
        lambda asked: asked.release.catalogue.guidance,
        many=Told(
            name="Guidance",
            summary="Guidance documents",
            description="Guides, plans, circulars, grant letters: all of them, each with its `state` on the day.",
            example="?size=3",
        ),
        one=Told(
            name="Guidance",
            summary="One guidance document",
            description="When it is valid, what it came instead of, what came instead of it. It advises; it grounds no "
            "duty.",
            example="frihet-fra-vold",
        ),
    ),
    *list_collection(
        Collection(path="/quotes", subject="guidance"),
        QUOTE,
        lambda asked: asked.release.catalogue.quotes,
        many=Told(
            name="Quotes",
            schema="Quote",
            summary="Passages quoted somewhere",
            description="Each with its `wordingStatus` on the day.",
        ),
        one=Told(
            name="Quote",
            schema="Quote",
            summary="One quoted passage",
            description="Whether it is the law's words on the day: `current`, `past`, `coming` or `not-found`, and "
            "since when.",
            example="quote-krsl-4-2009",
        ),
    ),
    *list_collection(
        Collection(path="/sources", subject="guidance"),
        SOURCE,
        lambda asked: asked.release.catalogue.sources,
        many=Told(
            name="Sources",
            summary="Sources that were read",
            description="Each with the day it was read.",
            example="?size=3",
        ),
        one=Told(
            name="Source",
            summary="One source",
            description="What it is, where it stands, when it was read.",
            example="lovdata-lov-2009-06-19-44",
        ),
    ),
    *list_collection(
        Collection(path="/agents", subject="guidance"),
        AGENT,
        lambda asked: asked.release.catalogue.agents,
        many=Told(
            name="Agents",
            summary="Publishers that are no actors",
            description="Web sites, newspapers, research institutes: who else put out a source that was read.",
            example="?size=3",
        ),
        one=Told(
            name="Agent",
            summary="One publisher",
            description="Its name. A publisher that bears norms stands among the actors.",
            example="hjemmel",
        ),
    ),
)
