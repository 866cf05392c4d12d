"""What changed for some norms: which began, which ended, whose words were changed, by day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from hjemmel.law.bases import list_spans
from hjemmel.law.norms import Norm
from hjemmel.web.answers import Asked
from hjemmel.web.pages.paper import Entry
from hjemmel.web.pages.sheets import to_entry

What = Literal["change-new", "change-replacing", "change-ended", "change-reworded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that happened, or will happen, to a norm on a day; `what` is a word of the interface."""

    day: date
    what: What
    norm: Entry


def list_changes(asked: Asked, norms: Iterable[Norm], *, years: int = 2) -> tuple[Change, ...]:
    """Give the changes of norms from some years before the legal day on, the newest first."""
    day = asked.day
    since = date(day.year - years, day.month, 1)
    found = {(when, what, norm.id): norm for norm in norms for when, what in _list_events(asked, norm) if when >= since}
    ordered = sorted(found, key=lambda key: (-key[0].toordinal(), key[1], key[2]))
    return tuple(Change(day=when, what=what, norm=to_entry(asked, iri)) for when, what, iri in ordered)


def _list_events(asked: Asked, norm: Norm) -> Iterator[tuple[date, What]]:
    bases = asked.release.catalogue.bases[norm.id]
    starts = set()
    for start, end in list_spans(bases):
        if start:
            starts.add(start)
            yield start, "change-replacing" if norm.replaces else "change-new"
        # Where another norm came instead, its beginning tells.
        if end and not norm.replaced_by:
            yield end, "change-ended"
    for basis in bases:
        if basis.wording and basis.valid_from and basis.valid_from not in starts and not basis.pending:
            yield basis.valid_from, "change-reworded"
