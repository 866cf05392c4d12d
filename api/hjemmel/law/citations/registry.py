"""What is known of the law: names, days in force, provisions, successors.

A registry is built from the names that come with the package and from any number of acts (our own
knowledge base, imported law). Without a single act it still reads and names citations; it then
can't say that a provision doesn't exist.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Final

from hjemmel.law.citations.names import NameIndex, load_names, load_numbering
from hjemmel.law.citations.records import Name, Numbering
from hjemmel.law.citations.words import to_arabic, to_roman

Order = tuple[tuple[int, str], ...]
_ORDER: Final = itemgetter(0)
_SECTION: Final = "paragraf/"
_NUMERAL: Final = re.compile(r"(?:kapittel|del|vedlegg)/(?:\d{1,2}|[ivxl]+)[a-zæø]?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActEntry:
    """One act, regulation or treaty.

    `provisions` are the paths below it (`paragraf/3-3a`, `kapittel/6`, `gdpr/artikkel/9`), None
    when they aren't known. `deep` holds the sections whose subsections are in `provisions` too.
    `changed` is the day its text was last changed (empty when not known): names in it mean the
    acts of that day. `based_on` names the acts a regulation is made under; `moved` tells where a provision went
    (`paragraf/4-3` → `lov/…/paragraf/3-1`), `ended` the first day a provision no longer holds.
    `numbering` tells how its sections are numbered, where `provisions` don't.
    `amends` names the acts it changes, `amended` the provisions it changes (`lov/…/paragraf/3-1`).
    """

    refid: str
    title: str = ""
    names: tuple[Name, ...] = ()
    in_force: str = ""
    changed: str = ""
    repealed: str = ""
    successor: str = ""
    provisions: frozenset[str] | None = None
    numbering: Numbering | None = None
    deep: frozenset[str] = frozenset()
    based_on: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()
    amended: frozenset[str] = frozenset()
    moved: Mapping[str, str] = field(default_factory=dict)
    ended: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """Acts by refID, names by words, acts by day.

    `treaties` gives our own address of a treaty for the address Lovdata has it under: a day, or a part of an act.
    """

    acts: Mapping[str, ActEntry]
    index: NameIndex
    by_day: Mapping[str, tuple[str, ...]]
    periods: Mapping[str, tuple[str, str]]
    spelled: Mapping[str, Mapping[str, str]]
    titles: Mapping[str, tuple[str, ...]]
    ordered: Mapping[str, Mapping[str, tuple[tuple[Order, str], ...]]]
    successors: Mapping[str, str]
    parts: Mapping[str, tuple[str, ...]]
    numbering: Mapping[str, Numbering] = field(default_factory=dict)
    treaties: Mapping[str, str] = field(default_factory=dict)

    def find_end(self, refid: str, provision: str) -> str:
        """The first day a provision or its act no longer holds, empty when none is known."""
        entry = self.acts.get(refid)
        if entry and entry.ended:
            steps = provision.split("/")
            paths = ("/".join(steps[:count]) for count in range(len(steps), 0, -1))
            found = next((entry.ended[path] for path in paths if path in entry.ended), "")
            if found:
                return found
        return self.list_period(refid)[1]

    def find_provision(self, refid: str, provision: str) -> str | None:
        """The provision in the act's own spelling, None when the act doesn't have it."""
        known = self.spelled.get(refid)
        if known is None:
            return provision
        found = known.get(provision.lower())
        return found or (known.get(to_other_numeral(provision.lower())) if _NUMERAL.search(provision.lower()) else None)

    def is_known(self, refid: str) -> bool:
        """Whether the provisions of the act are known."""
        return refid in self.spelled

    def has_sections(self, refid: str) -> bool:
        """Whether the act is known to have sections of its own: one that only amends others has none."""
        return bool(self.ordered.get(refid, {}).get("paragraf"))

    def may_have(self, refid: str, number: str) -> bool:
        """Whether an act whose provisions aren't known may have a section of such a number."""
        numbering = self.numbering.get(refid)
        return numbering is None or numbering.allows(number)

    def list_between(self, refid: str, head: str, lower: str, upper: str) -> list[str]:
        """The numbers under `head` (`paragraf`) from `lower` to `upper` that the act has."""
        held = self.ordered.get(refid, {}).get(head, ())
        start, end = to_order(lower), to_order(upper)
        span = held[bisect_left(held, start, key=_ORDER) : bisect_right(held, end, key=_ORDER)]
        depths = {len(start), len(end)}  # `§§ 10 til 14` are no sections of chapters 10 to 13: `§ 10-1`
        return [number for order, number in span if len(order) in depths]

    def list_parts(self, refid: str, provision: str) -> tuple[str, ...]:
        """The texts inside the act (`eøsl`, `emkn`) that have the provision; only the named one where one is."""
        known = self.spelled.get(refid)
        named = self.parts.get(refid, ())
        if known is None:
            return named if len(named) == 1 else ()
        tail = "/" + provision.lower()
        found = tuple(path[: -len(tail)] for path in known if path.endswith(tail))
        held = tuple(part for part in named if part in found)
        return held if len(held) == 1 else found

    def list_period(self, refid: str) -> tuple[str, str]:
        """The first day in force and the first day no longer, each empty when not known."""
        return self.periods.get(refid, ("", ""))


def build_registry(acts: Iterable[ActEntry] = (), names: Iterable[Name] | None = None) -> Registry:
    """Put names and acts together; what an act says of itself goes before a name's days."""
    entries = {act.refid: act for act in acts}
    known = [*(load_names() if names is None else names)]
    known += [name for act in entries.values() for name in act.names]
    by_day: dict[str, list[str]] = {}
    for refid in sorted({name.refid for name in known} | set(entries)):
        by_day.setdefault(refid[: refid.find("/") + 11], []).append(refid)
    return Registry(
        acts=entries,
        index=NameIndex(known),
        by_day={day: tuple(refids) for day, refids in by_day.items()},
        periods=_list_periods(known, entries),
        spelled={act.refid: _to_spelled(act.provisions) for act in entries.values() if act.provisions is not None},
        titles=_list_titles(known),
        parts=_list_named_parts(known),
        successors=_list_successors(known, entries),
        ordered={act.refid: _to_ordered(act.provisions) for act in entries.values() if act.provisions is not None},
        numbering=load_numbering() | _list_numbering(entries.values()),
    )


def to_numbering(paths: Iterable[str]) -> Numbering | None:
    """How the sections among these paths are numbered, None when there are none or of both kinds."""
    numbers = (path.removeprefix(_SECTION).partition("/")[0] for path in paths if path.startswith(_SECTION))
    kinds = {"-" in number for number in numbers}
    return Numbering(chapter=kinds.pop()) if len(kinds) == 1 else None


def _list_numbering(acts: Iterable[ActEntry]) -> dict[str, Numbering]:
    """How acts number their sections, by what is known of them."""
    told = ((act.refid, act.numbering or to_numbering(act.provisions or ())) for act in acts)
    return {refid: numbering for refid, numbering in told if numbering}


def to_other_numeral(provision: str) -> str:
    """`kapittel/3` for `kapittel/iii` and the reverse: a chapter is cited with either numeral."""
    head, _, number = provision.rpartition("/")
    found = re.fullmatch(r"(\d{1,2}|[ivxl]+)([a-zæø]?)", number)
    if not found:
        return provision
    value, letter = found.groups()
    other = to_roman(int(value)) if value.isdigit() else str(to_arabic(value) or value)
    return f"{head}/{other}{letter}"


def to_order(number: str) -> Order:
    """A key that puts § 3 a after § 3 and § 11 after § 3; Roman numerals by their value."""
    pieces = re.findall(r"(\d+)([a-zæøå]*)", number.lower())
    if pieces:
        return tuple((int(digits), letters) for digits, letters in pieces)
    return ((to_arabic(number) or 0, ""),)


def _to_ordered(provisions: frozenset[str]) -> dict[str, tuple[tuple[Order, str], ...]]:
    heads: dict[str, list[tuple[Order, str]]] = {}
    for provision in sorted(provisions):
        head, _, number = provision.rpartition("/")
        heads.setdefault(head, []).append((to_order(number), number))
    return {head: tuple(sorted(found)) for head, found in heads.items()}


def _list_periods(names: list[Name], entries: Mapping[str, ActEntry]) -> dict[str, tuple[str, str]]:
    periods: dict[str, tuple[str, str]] = {}
    for name in names:
        start, end = periods.get(name.refid, ("", ""))
        periods[name.refid] = (start or name.valid_from, end or name.valid_to)
    for act in entries.values():
        start, end = periods.get(act.refid, ("", ""))
        periods[act.refid] = (act.in_force or start, act.repealed or end)
    return periods


def _list_successors(names: list[Name], entries: Mapping[str, ActEntry]) -> dict[str, str]:
    """The act that took over an act's name on the day the older one ended."""
    starts: dict[tuple[str, str], str] = {}
    for name in names:
        if name.valid_from:
            starts[name.text.lower(), name.valid_from] = name.refid
    found = {
        name.refid: starts[name.text.lower(), name.valid_to]
        for name in names
        if name.valid_to and (name.text.lower(), name.valid_to) in starts
    }
    return found | {act.refid: act.successor for act in entries.values() if act.successor}


def _list_named_parts(names: list[Name]) -> dict[str, tuple[str, ...]]:
    """The texts inside each act that have a name of their own (`gdpr` in the personal data act)."""
    parts: dict[str, dict[str, None]] = {}
    for name in names:
        if name.part:
            parts.setdefault(name.refid, {})[name.part] = None
    return {refid: tuple(found) for refid, found in parts.items()}


def to_widened(registry: Registry, acts: Iterable[ActEntry]) -> Registry:
    """The registry with the provisions of more acts; names and days stay as they are."""
    more = {act.refid: act for act in acts}
    told = {refid: act.provisions for refid, act in more.items() if act.provisions is not None}
    return replace(
        registry,
        acts={**registry.acts, **more},
        spelled={**registry.spelled, **{refid: _to_spelled(paths) for refid, paths in told.items()}},
        ordered={**registry.ordered, **{refid: _to_ordered(paths) for refid, paths in told.items()}},
        numbering={**registry.numbering, **_list_numbering(more.values())},
    )


def _to_spelled(provisions: frozenset[str]) -> dict[str, str]:
    return {provision.lower(): provision for provision in sorted(provisions)}


def _list_titles(names: list[Name]) -> dict[str, tuple[str, ...]]:
    """The rest of each title after `lov` or `forskrift`, for texts that put the date between."""
    titles: dict[str, list[str]] = {}
    for name in names:
        head, _, rest = name.text.lower().partition(" ")
        if name.kind == "title" and head in {"lov", "forskrift"}:
            titles.setdefault(name.refid, []).append(rest)
    return {refid: tuple(found) for refid, found in titles.items()}
