"""What is indexed: plain records, made by the floor above from whatever it has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

Period: TypeAlias = tuple[date | None, date | None]
"""A half-open period; None where it has no end to that side."""

Texts: TypeAlias = Mapping[str, str]
"""One text by language tag; "" is the tag of a text without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One page that can be found.

    `labels` name it, `alternatives` are its other names (abbreviations, synonyms), `texts` say what it is about, by
    language, the one to quote from first; `headings` are the words it is headed with elsewhere (in the law);
    `context` are the names of what belongs to it. `boost` is what its kind is
    worth, `periods` are those in which it holds (none: always).
    """

    id: str
    kind: str
    labels: Texts = field(hash=False)
    alternatives: tuple[str, ...] = ()
    texts: tuple[Texts, ...] = field(hash=False, default=())
    headings: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    boost: float = 1.0
    periods: tuple[Period, ...] = ()

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return not self.periods or any(_is_within(day, period) for period in self.periods)


def _is_within(day: date, period: Period) -> bool:
    start, end = period
    return (start is None or start <= day) and (end is None or day < end)
