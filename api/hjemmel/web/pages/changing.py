"""What changed for some norms: which began, which ended, whose words were changed, by day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from hjemmel.law.bases import list_spans
from hjemmel.law.norms import Norm
from hjemmel.web.answers import Asked
from hjemmel.web.pages.paper import Entry
from hjemmel.web.pages.sheets import list_entries

What = Literal["change-new", "change-replacing", "change-ended", "change-reworded"]
_ORDER: Final[tuple[What, ...]] = get_args(What)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What happened, or will happen, to some norms on a day; `what` is a word of the interface."""

    day: date
    what: What
    coming: bool
    norms: tuple[Entry, ...]


def list_changes(asked: Asked, norms: Iterable[Norm], *, years: int = 2) -> tuple[Change, ...]:
    """Give the changes of norms from some years before the legal day on, the newest first."""
    since = date(asked.day.year - years, asked.day.month, 1)
    found: dict[tuple[date, What], dict[str, None]] = {}
    for norm in norms:
        for when, what in _list_events(asked, norm):
            if when >= since:
                found.setdefault((when, what), {})[norm.id] = None
    ordered = sorted(found, key=lambda key: (-key[0].toordinal(), _ORDER.index(key[1])))
    return tuple(
        Change(day=when, what=what, coming=when > asked.day, norms=list_entries(asked, tuple(found[when, what])))
        for when, what in ordered
    )


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
