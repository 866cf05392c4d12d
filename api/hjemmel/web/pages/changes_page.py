"""The page that tells who has a plan of some age what has changed since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from hjemmel.law.changes import Change
from hjemmel.law.norm_lists import Page
from hjemmel.law.things import Thing
from hjemmel.rdf.formats import Format
from hjemmel.web.addresses import to_href, to_next
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.pages.paper import Entry, write_page
from hjemmel.web.pages.sheets import list_entries, to_entry
from hjemmel.web.pages.words import format_day, say

_FILTERS: Final = ("actor", "act", "plan_area")


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One choice in a list of the form."""

    value: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A list of the form: what is chosen from, and what leaves it open."""

    name: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What became of one norm; `instead` are those that took its place."""

    what: str
    norm: Entry
    instead: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What one change of a provision did: the acts behind it, the norms, and what is to be read anew for it."""

    provision: Entry | None
    changed_by: tuple[Entry, ...]
    lines: tuple[Line, ...]
    guidance: tuple[Entry, ...]
    plan_areas: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The changes of a day; None for what has no day yet."""

    day: date | None
    groups: tuple[Group, ...]


def write_changes_page(asked: Asked, page: Page[Change], found: Sequence[Change], forms: tuple[Format, ...]) -> Answer:
    """Write the page of some of the changes that were found."""
    lang, since = asked.language, asked.word("since")
    day = format_day(date.fromisoformat(since), lang) if since else ""
    coming = [change for change in page.items if change.is_coming(asked.day)]
    past = [change for change in page.items if not change.is_coming(asked.day)]
    return write_page(
        asked,
        "changes.html",
        danger=False,
        title=say("changes-since", lang, since=day) if since else say("changes", lang),
        lead=say("changes-lead", lang),
        since=since or "",
        fields=tuple(_list_fields(asked)),
        kept=[(name, asked.word(name)) for name in ("until", "on") if asked.word(name)],
        summary=_summarise(asked, found),
        # The nearest first; what has no day yet comes after all that have one.
        coming=tuple(_list_days(asked, sorted(coming, key=lambda change: change.day or date.max))),
        past=tuple(_list_days(asked, past)),
        next=to_next(asked, page.total),
        feed=f"{asked.root}/changes.atom" + (f"?{asked.query}" if asked.query else ""),
        forms=forms,
    )


def _summarise(asked: Asked, found: Sequence[Change]) -> str:
    """Say in a sentence how much of each kind there is."""
    kinds = Counter(change.kind for change in found)
    return say(
        "changes-summary",
        asked.language,
        total=len(found),
        began=kinds["began"] + kinds["adopted"],
        ended=kinds["ended"] + kinds["replaced"],
        reworded=kinds["reworded"],
        coming=sum(1 for change in found if change.is_coming(asked.day)),
    )


def _list_fields(asked: Asked) -> Iterator[Field]:
    catalogue = asked.release.catalogue
    acts = {refid: act for refid, act in catalogue.acts.items() if catalogue.norms_of_act(refid)}
    choices: tuple[Mapping[str, Thing], ...] = (catalogue.actors, acts, catalogue.plan_areas)
    for name, things in zip(_FILTERS, choices, strict=True):
        chosen = (asked.word(name) or "").rpartition("/hjemmel/")[2].removeprefix("actors/").removeprefix("plan-areas/")
        options = (
            Option(value=slug, text=thing.label(asked.language), chosen=slug == chosen)
            for slug, thing in things.items()
        )
        yield Field(name=name, options=tuple(sorted(options, key=lambda option: option.text.casefold())))


def _list_days(asked: Asked, changes: Iterable[Change]) -> Iterator[Day]:
    for day, of_day in groupby(changes, key=lambda change: change.day):
        groups: dict[tuple[str, tuple[str, ...]], list[Change]] = {}
        for change in of_day:
            groups.setdefault((change.provision or "", change.changed_by), []).append(change)
        yield Day(day=day, groups=tuple(_to_group(asked, some) for some in groups.values()))


def _to_group(asked: Asked, changes: Sequence[Change]) -> Group:
    first = changes[0]
    cited = asked.release.catalogue.find_label(first.provision, asked.language) if first.provision else ""
    target = first.wording or first.provision or ""
    return Group(
        provision=Entry(text=cited, href=to_href(asked.root, target)) if cited else None,
        changed_by=list_entries(asked, first.changed_by),
        lines=tuple(_to_line(asked, change) for change in changes),
        guidance=_list_all(asked, (change.guidance for change in changes)),
        plan_areas=_list_all(asked, (change.plan_areas for change in changes)),
    )


def _list_all(asked: Asked, lists: Iterable[Sequence[str]]) -> tuple[Entry, ...]:
    return list_entries(asked, tuple(dict.fromkeys(iri for some in lists for iri in some)))


def _to_line(asked: Asked, change: Change) -> Line:
    when = "coming" if change.is_coming(asked.day) else "past"
    return Line(
        what=say(f"event-{change.kind}-{when}", asked.language),
        norm=to_entry(asked, change.norm),
        instead=list_entries(asked, change.replaced_by),
    )
