"""The page that tells who has a plan of some age what has changed since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from hjemmel.law.changes import Change
from hjemmel.law.norm_lists import Page
from hjemmel.rdf.formats import Format
from hjemmel.web.addresses import to_next
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.pages.paper import Entry, write_page
from hjemmel.web.pages.sheets import list_entries, to_entry
from hjemmel.web.pages.words import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A change as the page tells it."""

    kind: str
    norm: Entry
    wording: Entry | None
    changed_by: tuple[Entry, ...]
    instead: tuple[Entry, ...]
    guidance: tuple[Entry, ...]
    plan_areas: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The changes of a day; None for what has no day yet."""

    day: date | None
    coming: bool
    lines: tuple[Line, ...]


def write_changes_page(asked: Asked, page: Page[Change], forms: tuple[Format, ...]) -> Answer:
    """Write the page."""
    lang, since = asked.language, asked.word("since")
    return write_page(
        asked,
        "changes.html",
        danger=False,
        title=say("changes-since", lang, since=since) if since else say("changes", lang),
        lead=say("changes-lead", lang),
        since=since or "",
        kept=[(name, asked.word(name)) for name in ("actor", "act", "plan_area", "until") if asked.word(name)],
        count=say("count", lang, total=page.total),
        days=tuple(_list_days(asked, page.items)),
        next=to_next(asked, page.total),
        feed=f"{asked.root}/changes.atom" + (f"?{asked.query}" if asked.query else ""),
        forms=forms,
    )


def _list_days(asked: Asked, changes: Iterable[Change]) -> Iterable[Day]:
    for day, group in groupby(changes, key=lambda change: change.day):
        lines = tuple(_to_line(asked, change) for change in group)
        yield Day(day=day, coming=day is not None and day > asked.day, lines=lines)


def _to_line(asked: Asked, change: Change) -> Line:
    wording = change.wording
    return Line(
        kind=say(f"event-{change.kind}", asked.language),
        norm=to_entry(asked, change.norm),
        wording=to_entry(asked, wording) if wording else None,
        changed_by=list_entries(asked, change.changed_by),
        instead=list_entries(asked, change.replaced_by),
        guidance=list_entries(asked, change.guidance),
        plan_areas=list_entries(asked, change.plan_areas),
    )
