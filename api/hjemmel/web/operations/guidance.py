"""Guidance documents, quotes and the sources that were read."""

from __future__ import annotations

from typing import Any, Final

from hjemmel.errors import NotFoundError
from hjemmel.law.guidance import GuidanceDocument
from hjemmel.law.quotes import Quote
from hjemmel.law.sources import Source
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.kinds import Kind, find_thing
from hjemmel.web.law_text import DRIFT_KEYS, to_drift
from hjemmel.web.operation import Operation
from hjemmel.web.pages.guidance_pages import (
    find_document_state,
    write_guidance_list,
    write_guidance_page,
    write_quote_list,
    write_quote_page,
)
from hjemmel.web.parameters import ON, PAGING, Parameter
from hjemmel.web.things import answer_list, answer_thing


def _to_document_extras(asked: Asked, document: GuidanceDocument) -> dict[str, Any]:
    return {
        "state": find_document_state(document, asked.day),
        "lastDay": document.last_day,
        "replacedBy": list(document.replaced_by),
        "norms": [norm.id for norm in _list_stated(asked, document)],
    }


def _list_stated(asked: Asked, document: GuidanceDocument) -> list[Any]:
    return [norm for norm in asked.release.catalogue.norms.values() if document.id in norm.stated_in]


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


def answer_guidance_list(asked: Asked) -> Answer:
    """Answer with the list of guidance documents."""
    return answer_list(asked, tuple(asked.release.catalogue.guidance.values()), GUIDANCE, "guidance")


def answer_guidance(asked: Asked) -> Answer:
    """Answer with one guidance document."""
    found = find_thing(asked.release.catalogue.guidance, asked.names["slug"], GUIDANCE)
    return answer_thing(asked, found, GUIDANCE)


def answer_quotes(asked: Asked) -> Answer:
    """Answer with the list of quotes."""
    return answer_list(asked, tuple(asked.release.catalogue.quotes.values()), QUOTE, "quotes")


def answer_quote(asked: Asked) -> Answer:
    """Answer with one quote."""
    return answer_thing(asked, find_thing(asked.release.catalogue.quotes, asked.names["slug"], QUOTE), QUOTE)


def answer_sources(asked: Asked) -> Answer:
    """Answer with the list of sources."""
    return answer_list(asked, tuple(asked.release.catalogue.sources.values()), SOURCE, "sources")


def answer_source(asked: Asked) -> Answer:
    """Answer with one source."""
    return answer_thing(asked, find_thing(asked.release.catalogue.sources, asked.names["slug"], SOURCE), SOURCE)


def _slug(example: str) -> Parameter:
    return Parameter(name="slug", where="path", description="The last part of its address.", example=example)


OPERATIONS = (
    Operation(
        path="/guidance",
        name="listGuidance",
        schema="ThingList",
        subject="guidance",
        summary="Guidance documents",
        description="Guides, plans, circulars, grant letters: all of them, each with its `state` on the day.",
        answer=answer_guidance_list,
        example="/guidance?size=3",
        parameters=(*PAGING, ON),
    ),
    Operation(
        path="/guidance/{slug}",
        name="findGuidance",
        schema="Thing",
        subject="guidance",
        summary="One guidance document",
        description="When it is valid, what it came instead of, what came instead of it. It advises; it grounds no "
        "duty.",
        answer=answer_guidance,
        example="/guidance/frihet-fra-vold",
        parameters=(_slug("frihet-fra-vold"), ON),
        errors=(NotFoundError,),
    ),
    Operation(
        path="/quotes",
        name="listQuotes",
        schema="QuoteList",
        subject="guidance",
        summary="Passages quoted somewhere",
        description="Each with its `wordingStatus` on the day.",
        answer=answer_quotes,
        example="/quotes",
        parameters=(*PAGING, ON),
    ),
    Operation(
        path="/quotes/{slug}",
        name="findQuote",
        schema="Quote",
        subject="guidance",
        summary="One quoted passage",
        description="Whether it is the law's words on the day: `current`, `past`, `coming` or `not-found`, and since "
        "when.",
        answer=answer_quote,
        example="/quotes/quote-krsl-4-2009",
        parameters=(_slug("quote-krsl-4-2009"), ON),
        errors=(NotFoundError,),
    ),
    Operation(
        path="/sources",
        name="listSources",
        schema="ThingList",
        subject="guidance",
        summary="Sources that were read",
        description="Each with the day it was read.",
        answer=answer_sources,
        example="/sources?size=3",
        parameters=(*PAGING, ON),
    ),
    Operation(
        path="/sources/{slug}",
        name="findSource",
        schema="Thing",
        subject="guidance",
        summary="One source",
        description="What it is, where it stands, when it was read.",
        answer=answer_source,
        example="/sources/lovdata-lov-2009-06-19-44",
        parameters=(_slug("lovdata-lov-2009-06-19-44"), ON),
        errors=(NotFoundError,),
    ),
)
