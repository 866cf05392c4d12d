"""In force on a day: half-open intervals, and the inclusive end date that ELI wants."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

State = Literal["in-force", "coming", "ended", "pending"]


def holds_on(valid_from: date | None, valid_to: date | None, day: date) -> bool:
    """Whether `valid_from` ≤ `day` < `valid_to`; a missing end is open."""
    return (valid_from is None or valid_from <= day) and (valid_to is None or day < valid_to)


def last_day(valid_to: date | None) -> date | None:
    """The last day of an interval that ends, exclusively, at `valid_to`."""
    return None if valid_to is None else valid_to - timedelta(days=1)


def find_state(valid_from: date | None, valid_to: date | None, day: date) -> State:
    """Where `day` stands to the interval of a wording; without a start it is still pending."""
    if valid_from is None:
        return "pending"
    if day < valid_from:
        return "coming"
    return "in-force" if holds_on(valid_from, valid_to, day) else "ended"
