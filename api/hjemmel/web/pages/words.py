"""The words of the interface in nb, nn and en, from one catalogue kept in three files by subject."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Final

_FALLBACK: Final = "nb"
_CATALOGUES: Final = ("messages.toml", "reader.toml", "prose.toml")
_ONE_DAY: Final = timedelta(days=1)


@cache
def load_messages() -> Mapping[str, Any]:
    """Read the catalogue once."""
    found: dict[str, Any] = {}
    for name in _CATALOGUES:
        found.update(tomllib.loads((files(__package__) / name).read_text(encoding="utf-8")))
    return found


def say(key: str, lang: str, **values: object) -> str:
    """Give a word or sentence of the interface; an unknown key says itself. One of something has a form of its own."""
    messages = load_messages()
    one = messages.get(f"{key}-one") if str(values.get("total")) == "1" else None
    texts = one or messages.get(key, {})
    text: str = texts.get(lang) or texts.get(_FALLBACK) or key
    return text.format(**values) if values else text


def find_term(name: str, lang: str) -> str:
    """Give the label of a borrowed term by its short name (`dct:source`), "" when there is none."""
    texts = load_messages()["term"].get(name, {})
    found: str = texts.get(lang) or texts.get(_FALLBACK) or ""
    return found


def format_day(day: date, lang: str) -> str:
    """Write a day as people do: "1. august 2022"."""
    months = load_messages()["months"][lang]
    return say("day-format", lang, day=day.day, month=months[day.month - 1], year=day.year)


def format_span(start: date | None, end: date | None, lang: str) -> str:
    """Write a half-open period as people do, with its last day; "" where neither end is known."""
    last = format_day(end - _ONE_DAY, lang) if end else ""
    first = format_day(start, lang) if start else ""
    if first and last:
        return say("span-both", lang, first=first, last=last)
    if first:
        return say("span-from", lang, first=first)
    return say("span-until", lang, last=last) if last else ""


@cache
def load_error_texts() -> Mapping[str, Any]:
    """Read the texts of the error pages once."""
    return tomllib.loads((files(__package__) / "errors.toml").read_text(encoding="utf-8"))


def find_error_texts(slug: str, lang: str) -> dict[str, str]:
    """Give what an error means, why it happens and how to mend it."""
    texts: dict[str, str] = load_error_texts()[slug][lang]
    return dict(texts)
