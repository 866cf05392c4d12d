"""Where the law has moved on from what is told on a page: in plain words, and what to do about it.

Drift is what the build found when it held groundings and quotes against the imported law; a release without law has
none. What the graph itself says has ended is no news.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from hjemmel.law.flags import Flag
from hjemmel.law.identifiers import find_legal_name
from hjemmel.law.norms import Grounding, Norm
from hjemmel.law.quotes import Quote
from hjemmel.web.addresses import to_href
from hjemmel.web.answers import Asked
from hjemmel.web.pages.paper import Entry
from hjemmel.web.pages.sheets import to_entry
from hjemmel.web.pages.words import format_day, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Drifted:
    """One thing that the law has moved on from: what it is (None on its own page), a sentence, where to read now."""

    thing: Entry | None
    text: str
    now: Entry | None


def list_drifted(asked: Asked, norms: Iterable[Norm], *, named: bool = True) -> tuple[Drifted, ...]:
    """Give what the law has moved on from of some norms; `named` says whether each norm is named."""
    found = (
        _to_drifted(asked, flag, grounding, norm if named else None)
        for norm in norms
        for grounding, flag in _list_open(asked, norm)
    )
    return tuple(dict.fromkeys(found))


def list_drifted_quotes(asked: Asked, quotes: Iterable[Quote]) -> tuple[Drifted, ...]:
    """Give the quotes that are no longer the law's words, each named."""
    return tuple(
        Drifted(thing=to_entry(asked, quote.id), text=_say_quote(asked, flag), now=_to_now(asked, flag))
        for quote in quotes
        if (flag := asked.release.flags.get(quote.id)) is not None and flag.status != "current"
    )


def find_quote_check(asked: Asked, quote: Quote) -> Drifted | None:
    """Give what the text of the law says of a quote; None where no text was held against it."""
    flag = asked.release.flags.get(quote.id)
    if flag is None:
        return None
    if flag.status != "current":
        return Drifted(thing=None, text=_say_quote(asked, flag), now=_to_now(asked, flag))
    read = _find_read(asked, quote.quotes or "")
    return Drifted(thing=None, text=say("drift-quote-current", asked.language, read=read), now=None)


def _list_open(asked: Asked, norm: Norm) -> Iterator[tuple[Grounding, Flag]]:
    for grounding in norm.grounding:
        flag = asked.release.flags.get(grounding.id)
        if flag is not None and flag.status != "current" and not flag.expected:
            yield grounding, flag


def _to_drifted(asked: Asked, flag: Flag, grounding: Grounding, norm: Norm | None) -> Drifted:
    catalogue, lang = asked.release.catalogue, asked.language
    wording = catalogue.wordings.get(grounding.of.rpartition("/hjemmel/")[2])
    provision = wording.is_version_of if wording is not None else grounding.of
    cited = catalogue.names.cite(provision, grounding.part or None).get(lang) or catalogue.find_label(provision, lang)
    word = (
        f"drift-{flag.status}"
        if flag.since or flag.status in {"moved", "not-found"}
        else f"drift-{flag.status}-undated"
    )
    text = say(word, lang, cited=cited, since=_say_day(flag.since, lang), read=_find_read(asked, grounding.of))
    if norm is None:
        return Drifted(thing=None, text=text[:1].upper() + text[1:], now=_to_now(asked, flag))
    return Drifted(thing=to_entry(asked, norm.id), text=text, now=_to_now(asked, flag))


def _say_quote(asked: Asked, flag: Flag) -> str:
    word = f"drift-quote-{flag.status}" + ("" if flag.since or flag.status in {"moved", "not-found"} else "-undated")
    return say(word, asked.language, since=_say_day(flag.since, asked.language))


def _to_now(asked: Asked, flag: Flag) -> Entry | None:
    if flag.now is None:
        return None
    return Entry(text=say("drift-read", asked.language), href=to_href(asked.root, flag.now))


def _find_read(asked: Asked, provision: str) -> str:
    """The day the text of an act was read, as people write it."""
    law, name = asked.release.law, find_legal_name(provision)
    day = law.find_day(name.refid) if law is not None and name is not None else ""
    return format_day(date.fromisoformat(day), asked.language) if day else ""


def _say_day(day: date | None, lang: str) -> str:
    return format_day(day, lang) if day else ""
