"""Passages quoted somewhere, and whether they are the law's words on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from hjemmel.law.acts import Wording
from hjemmel.law.things import Texts, Thing

WordingStatus = Literal["current", "past", "coming", "not-found"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Thing):
    """A verbatim passage of a provision (`quotes`) or of a document (`stated_in`)."""

    text: str
    language: str = ""
    quotes: str | None = None
    quoted_wording: str | None = None
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
