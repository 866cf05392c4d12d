"""Days on the command line; the clock is known here and in app only."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from hjemmel.errors import BadParameterError

OSLO: Final = ZoneInfo("Europe/Oslo")


def read_today() -> date:
    """Give the day in Norway."""
    return datetime.now(OSLO).date()


def parse_day(text: str) -> date | None:
    """Read a day; nothing means today in Norway, "any" means every day (None).

    Raises:
        BadParameterError: it is no day.
    """
    if text == "any":
        return None
    if not text:
        return read_today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        remedy = "Write it as YYYY-MM-DD, such as 2026-01-01, or any."
        raise BadParameterError("on", f"{text!r} is no day.", remedy=remedy) from None
