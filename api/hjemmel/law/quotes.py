"""Passages quoted somewhere, and whether they are the law's words on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from hjemmel.law.acts import Wording
from hjemmel.law.facts import Facts, read_common
from hjemmel.law.force import holds_on
from hjemmel.law.things import Thing

DRAFT = "draft"
WordingStatus = Literal["current", "past", "coming", "not-found"]


class Period(Protocol):
    """Anything with a half-open period, such as a guidance document."""

    @property
    def valid_from(self) -> date | None:
        """The first day."""

    @property
    def valid_to(self) -> date | None:
        """The first day that is no longer in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Thing):
    """A verbatim passage of a provision (`quotes`) or of a document (`stated_in`).

    It may be the words of several wordings in a row, when what changed stood elsewhere in the provision.
    """

    text: str
    language: str = ""
    quotes: str | None = None
    quoted_wording: tuple[str, ...] = ()
    stated_in: str | None = None
    attribution: str | None = None
    illustrates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteStatus:
    """How a quote stands on a day; `replaced_by` is the wording that follows the quoted one."""

    wording_status: WordingStatus
    valid_from: date | None = None
    valid_to: date | None = None
    replaced_by: str | None = None


def read_quote(facts: Facts) -> Quote:
    """Read a quoted passage, with the language it is written in."""
    language, text = next(iter(facts.texts("hj:text").items()), ("", ""))
    return Quote(
        **read_common(facts),
        text=text,
        language=language,
        quotes=facts.iri("hj:quotes"),
        quoted_wording=facts.iris("hj:quotedWording"),
        stated_in=facts.iri("hj:statedIn"),
        attribution=facts.literal("hj:attribution"),
        illustrates=facts.iris("hj:illustrates"),
    )


def find_quote_status(
    quote: Quote, day: date, *, wordings: Sequence[Wording] = (), document: Period | None = None
) -> QuoteStatus:
    """How a quote stands on a day, from the wordings of its provision, oldest first.

    A quote of a document is judged by the document's period. A quote whose wording or document
    isn't known is not found; nor is a draft one, which nobody has read in the document itself.
    """
    if quote.stated_in is not None and document is not None:
        status = _to_status(document.valid_from or date.min, document.valid_to, day)
        if status == "current" and quote.review_status == DRAFT:
            # Known at second hand only: nobody has seen that the document says so.
            return QuoteStatus(wording_status="not-found")
        return QuoteStatus(wording_status=status, valid_from=document.valid_from, valid_to=document.valid_to)
    quoted = [wording for wording in wordings if wording.id in quote.quoted_wording]
    if not quoted:
        return QuoteStatus(wording_status="not-found")
    start, end = quoted[0].valid_from, quoted[-1].valid_to
    current = any(wording.holds_on(day) for wording in quoted)
    after = wordings[wordings.index(quoted[-1]) + 1 :]
    return QuoteStatus(
        wording_status="current" if current else _to_status(start, end, day, gap="past"),
        valid_from=start,
        valid_to=end,
        replaced_by=next((wording.id for wording in after if not wording.pending), None),
    )


def _to_status(start: date | None, end: date | None, day: date, *, gap: WordingStatus = "current") -> WordingStatus:
    """Place a day; `gap` is the status of a day within a period that has other words in it."""
    if start is None or day < start:
        return "coming"
    return gap if holds_on(start, end, day) else "past"
