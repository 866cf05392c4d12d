"""The wordings a provision has had, has, and is to have: notes, archives and amending acts put together.

The rules, in the order they are used:
1. a wording begins on each day in force that the note tells of, the first with the act (or the act that added it);
2. the note's own date counts; without one, the day that the document's header or the gazette gives the amending act;
   without that too, the amending act's own date, and the wording says so (`note`);
3. the text of an archive is the text of the last wording begun by the archive's date; earlier words come from the act
   as promulgated, from amending acts that give whole sections or subsections, and from older archives;
4. what is adopted and not begun is a coming wording, or, without a date, `vedtatt-…`;
5. a newer archive adds and ends wordings; what an older one knew of the past is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from hjemmel.law.lovdata.amending import apply_changes
from hjemmel.law.lovdata.keeping import keep_known, with_known_words
from hjemmel.law.lovdata.names import to_plain
from hjemmel.law.lovdata.records import Block, Event, Unit
from hjemmel.law.lovdata.wordings import (
    Reading,
    Wording,
    find_own_day,
    is_day,
    is_day_told,
    is_stepwise,
    to_text,
)

ASSUMED: Final = "Ikraftdato er ikkje oppgitt i noten; datoen til endringslova er brukt."
STEPWISE: Final = "Lova tok til å gjelde i fleire steg; den første datoen er brukt."
PENDING: Final = "Vedteken; ikraftdato er ikkje fastsett."
REPEALED_LATER: Final = "Oppheving er vedteken; ikraftdato er ikkje fastsett."
NO_DAY: Final = "Dokumentet seier ikkje kva dag det tok til å gjelde («{told}»); {day} er brukt."
FOR_A_TIME: Final = "Gjeld for ei tid; dokumentet seier når det sluttar («{told}»)."


@dataclass(slots=True)
class _Begin:
    """A day on which a new wording begins, and why."""

    day: str
    by: list[str]
    commenced: list[str]
    repeals: bool = False
    note: str = ""


def list_wordings(unit: Unit, reading: Reading) -> tuple[Wording, ...]:
    """All wordings of a unit, oldest first, adopted ones without a date last."""
    known = reading.known.get(unit.path, ())
    begins = _list_begins(unit, reading)
    past = [begin for begin in begins if begin.day <= reading.day]
    coming = [begin for begin in begins if begin.day > reading.day]
    wordings = _list_past(unit, reading, past, known)
    wordings = keep_known(wordings, known, reading)
    wordings = _add_coming(unit, reading, wordings, coming)
    ended = _with_last_day(_with_ends(wordings), reading.ends)
    return (*ended, *_list_undated(unit, reading, wordings))


# --- beginnings --------------------------------------------------------------------------------


def _list_begins(unit: Unit, reading: Reading) -> list[_Begin]:
    """The days on which wordings begin, oldest first."""
    dated: dict[str, _Begin] = {}
    first = reading.begins
    events = [event for event in unit.events if not (event.pending and not event.in_force)]
    if first and not _is_added(unit, reading):
        commenced = [to_plain(reading.commenced_by)] if reading.commenced_by else []
        dated[first] = _Begin(first, [reading.document.refid], commenced, note=_find_first_note(reading))
    for event in events:
        for day, assumed in _list_days(event, reading):
            begin = dated.setdefault(max(day, first), _Begin(max(day, first), [], []))
            _add_event(begin, event, assumed=assumed)
    return sorted(dated.values(), key=lambda begin: begin.day)


def _find_first_note(reading: Reading) -> str:
    """What is to be said of the day an act came into force."""
    document = reading.document
    if not is_day_told(document):
        return NO_DAY.format(told=document.in_force, day=reading.begins)
    if reading.ends:
        return FOR_A_TIME.format(told=document.in_force)
    return STEPWISE if is_stepwise(document) else ""


def _is_added(unit: Unit, reading: Reading) -> bool:
    """Whether an amending act put the unit into the act: then it has no wording from the start."""
    first = next((event for event in unit.events if event.kind != "former number"), None)
    added = first is not None and first.kind == "added"
    return added and unit.path not in reading.gazette.original


def _add_event(begin: _Begin, event: Event, *, assumed: bool) -> None:
    begin.by.extend(to_plain(act) for act in (event.by, *event.also))
    if event.resolution:
        begin.commenced.append(to_plain(event.resolution))
    begin.repeals = event.kind == "repealed"
    begin.note = ASSUMED if assumed else begin.note


def _list_days(event: Event, reading: Reading) -> list[tuple[str, bool]]:
    """The days an event took effect, each with whether it is assumed."""
    told = [day for day in event.in_force.split(";") if is_day(day)]
    if told and event.date_kind == "in force":
        return [(day, False) for day in told]
    changes = dict(reading.document.last_changed_by)
    day = changes.get(event.by) or reading.gazette.days.get(event.by) or ""
    if is_day(day):
        return [(day, False)]
    own = find_own_day(event.by)
    return [(own, True)] if own else []


# --- texts -------------------------------------------------------------------------------------


def _list_past(unit: Unit, reading: Reading, begins: Sequence[_Begin], known: Sequence[Wording]) -> list[Wording]:
    """The wordings begun by the archive's day; the last has the archive's text."""
    wordings: list[Wording] = []
    blocks: Sequence[Block] | None = None
    told = {wording.version: wording for wording in known}
    for position, begin in enumerate(begins):
        if begin.repeals:
            wordings.append(_to_end(begin))
            blocks = None
            continue
        last = position == len(begins) - 1
        found = _find_blocks(unit, reading, begin, blocks, first=not position)
        blocks = unit.blocks if last else found
        wordings.append(with_known_words(_to_wording(unit, reading, begin, blocks), told))
    return wordings


def _find_blocks(
    unit: Unit, reading: Reading, begin: _Begin, before: Sequence[Block] | None, *, first: bool
) -> Sequence[Block] | None:
    """The words from a day on, if the gazette has them."""
    original = reading.gazette.original.get(unit.path)
    if first and original is not None and reading.document.refid in begin.by:
        before = original.blocks
    for act in begin.by:
        changes = [one for one in reading.gazette.changes.get(act, ()) if one.path == unit.path]
        if act != reading.document.refid:
            before = apply_changes(before, changes)
    return before


def _to_wording(unit: Unit, reading: Reading, begin: _Begin, blocks: Sequence[Block] | None) -> Wording:
    text, outline, links, cites = to_text(blocks) if blocks is not None else (None, "", "", ())
    return Wording(
        version=begin.day,
        begins=begin.day,
        text=text,
        outline=outline,
        links=links,
        cites=cites,
        heading=unit.heading if blocks is unit.blocks else _find_heading(unit, reading, begin),
        changed_by=tuple(dict.fromkeys(begin.by)),
        commenced_by=tuple(dict.fromkeys(begin.commenced)),
        archive=reading.archive,
        note=begin.note,
    )


def _find_heading(unit: Unit, reading: Reading, begin: _Begin) -> str:
    """The heading an amending act or the act as promulgated gave the unit; "" when it can't be told."""
    original = reading.gazette.original.get(unit.path)
    if original is not None and reading.document.refid in begin.by:
        return original.heading
    changes = (one for act in begin.by for one in reading.gazette.changes.get(act, ()))
    return next((one.heading for one in changes if one.path == unit.path and not one.part), "")


def _to_end(begin: _Begin) -> Wording:
    """A mark that no wording holds from this day on; `_with_ends` turns it into an end."""
    return Wording(version="", begins=begin.day, repealed_by=tuple(dict.fromkeys(begin.by)))


# --- what is to come ---------------------------------------------------------------------------


def _add_coming(unit: Unit, reading: Reading, wordings: list[Wording], coming: Sequence[_Begin]) -> list[Wording]:
    blocks: Sequence[Block] | None = unit.blocks or None
    told = {wording.version: wording for wording in reading.known.get(unit.path, ())}
    for begin in coming:
        if begin.repeals:
            wordings = [*wordings, _to_end(begin)]
            continue
        blocks = _find_blocks(unit, reading, begin, blocks, first=not wordings)
        wordings = [*wordings, with_known_words(_to_wording(unit, reading, begin, blocks), told)]
    return wordings


def _list_undated(unit: Unit, reading: Reading, wordings: Sequence[Wording]) -> list[Wording]:
    """Adopted, with no day: one for each amending act; the whole unit when the act waits."""
    undated = {}
    told = {wording.version: wording for wording in reading.known.get(unit.path, ())}
    for event in unit.events:
        if not event.pending or event.in_force:
            continue
        by, blocks = to_plain(event.by), _find_coming(unit, reading, event)
        text, outline, links, cites = to_text(blocks) if blocks is not None else (None, "", "", ())
        wording = Wording(
            version=f"vedtatt-{by.partition('/')[2]}",
            text=text,
            outline=outline,
            links=links,
            cites=cites,
            changed_by=(by,),
            repealed_by=(by,) if event.kind == "repealed" else (),
            archive=reading.archive,
            note=REPEALED_LATER if event.kind == "repealed" else PENDING,
        )
        undated[by] = with_known_words(wording, told)
    if not wordings and not undated and not reading.begins and unit.blocks:
        return [_to_waiting(unit, reading)]
    return list(undated.values())


def _find_coming(unit: Unit, reading: Reading, event: Event) -> Sequence[Block] | None:
    changes = [one for one in reading.gazette.changes.get(event.by, ()) if one.path == unit.path]
    return apply_changes(unit.blocks or None, changes)


def _to_waiting(unit: Unit, reading: Reading) -> Wording:
    refid = reading.document.refid
    begin = _Begin("", [refid], [])
    wording = _to_wording(unit, reading, begin, unit.blocks)
    return replace(wording, version=f"vedtatt-{refid.partition('/')[2]}", note=PENDING)


def _with_ends(wordings: Sequence[Wording]) -> list[Wording]:
    """Each wording ends where the next begins; marks of repeal end one and disappear."""
    ended = []
    for position, wording in enumerate(wordings):
        if not wording.version:
            continue
        following = wordings[position + 1] if position + 1 < len(wordings) else None
        ends = following.begins if following else ""
        repealed = following.repealed_by if following and not following.version else ()
        if ends != wording.begins:
            ended.append(replace(wording, ends=ends, repealed_by=repealed))
    return ended


def _with_last_day(wordings: Sequence[Wording], last: str) -> list[Wording]:
    """The wordings of an act that was made for a time: none of them outlives it."""
    if not last:
        return list(wordings)
    return [
        replace(one, ends=last) if one.begins < last and (not one.ends or one.ends > last) else one for one in wordings
    ]
