"""What imported law adds to the registry: names and days of all its acts, provisions of those a text is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final, Protocol

from hjemmel.law.citations.heads import list_head_names
from hjemmel.law.citations.names import list_forms, load_names
from hjemmel.law.citations.records import Name
from hjemmel.law.citations.registry import ActEntry, Registry
from hjemmel.law.lovdata.standing import Standing

NEVER: Final = "9999-01-01"
"""The first day of what isn't in force and has no day yet."""

_YEARS_WAITING: Final = 2


class KnownLaw(Protocol):
    """Imported law: which acts, what they are called, which provisions, and which of them have ended."""

    def has_act(self, refid: str) -> bool:
        """Whether the act was imported."""

    def find_day(self, refid: str) -> str:
        """The day the newest text of an act is of."""

    def list_standings(self) -> Iterable[tuple[str, Standing]]:
        """Each act with what its head says."""

    def list_paths(self, refid: str) -> tuple[str, ...]:
        """The paths below the act."""

    def find_ended(self, refid: str) -> Mapping[str, str]:
        """The paths that have ended, each with the first day it held no more."""


def list_law_entries(law: KnownLaw, known: Mapping[str, ActEntry]) -> Iterator[ActEntry]:
    """Every imported act, with the names that neither the package nor `known` has for it."""
    told = {(name.text.lower(), name.refid) for name in load_names()}
    told |= {(name.text.lower(), entry.refid) for entry in known.values() for name in entry.names}
    for refid, standing in law.list_standings():
        entry = known.get(refid) or ActEntry(refid=refid)
        start = _find_start(law, refid, standing)
        found = list_head_names(
            standing.title, standing.short_title, standing.abbreviations, law=refid.startswith("lov/")
        )
        names = (Name(text=text, kind=kind, refid=refid, valid_from=start) for kind, text in dict.fromkeys(found))
        yield replace(
            entry,
            title=standing.title,
            names=(*entry.names, *(name for name in names if (name.text.lower(), refid) not in told)),
            in_force=start or entry.in_force,
            changed=standing.changed,
            based_on=standing.based_on or entry.based_on,
            amends=standing.amends,
            amended=frozenset(standing.amended),
            moved={former: f"{refid}/{path}" for former, path in standing.moved.items()},
        )


def _find_start(law: KnownLaw, refid: str, standing: Standing) -> str:
    """The first day in force; of a new act without one: never, as long as the law says nothing."""
    if standing.in_force or not refid.startswith("lov/"):
        return standing.in_force
    read_on = law.find_day(refid)[:4]
    is_new = read_on.isdigit() and refid[4:8] >= str(int(read_on) - _YEARS_WAITING)
    return NEVER if is_new else ""


def list_ended_names(law: KnownLaw, entries: Iterable[ActEntry]) -> Iterator[Name]:
    """The package's names; an act that was not imported loses its name to a newer one that was and is in force."""
    newer: dict[str, Name] = {}
    for name in (name for entry in entries for name in entry.names if entry.in_force not in {"", NEVER}):
        for form in list_forms(name):
            known = newer.get(form)
            if known is None or _to_day(known.refid) < _to_day(name.refid):
                newer[form] = name
    for name in load_names():
        heir = next((newer[form] for form in list_forms(name) if form in newer), None)
        ended = heir and not name.valid_to and _to_day(name.refid) < _to_day(heir.refid) and not law.has_act(name.refid)
        yield replace(name, valid_to=heir.valid_from) if heir and ended else name


def _to_day(refid: str) -> str:
    return refid.partition("/")[2]


def list_with_provisions(registry: Registry, law: KnownLaw, refids: Iterable[str]) -> Iterator[ActEntry]:
    """Those of `refids` that were imported, with their provisions."""
    for refid in refids:
        if law.has_act(refid):
            known = registry.acts.get(refid) or ActEntry(refid=refid)
            yield replace(known, provisions=frozenset(law.list_paths(refid)), ended=law.find_ended(refid))
