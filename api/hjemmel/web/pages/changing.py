"""What changed for some norms, by day, as a page tells it: grouped, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hjemmel.law.changes import Change, Choice, list_changes
from hjemmel.web.answers import Asked
from hjemmel.web.pages.paper import Entry
from hjemmel.web.pages.sheets import list_entries

_KINDS = ("began", "replacing", "ended", "reworded", "adopted")


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What happened, or will happen, to some norms on a day; `what` is a word of the interface."""

    day: date | None
    what: str
    coming: bool
    norms: tuple[Entry, ...]


def list_news(asked: Asked, actor: str | None = None, *, years: int = 2) -> tuple[News, ...]:
    """Give the changes from some years before the legal day on: of all norms, or of those that reach an actor."""
    catalogue, day = asked.release.catalogue, asked.day
    choice = Choice(since=date(max(day.year - years, date.min.year), day.month, 1), actor=actor)
    found: dict[tuple[date | None, str], dict[str, None]] = {}
    for change in list_changes(catalogue, choice):
        kind = _find_kind(asked, change)
        if kind in _KINDS:
            found.setdefault((change.day, kind), {})[change.norm] = None
    ordered = sorted(found, key=lambda key: (key[0] is not None, -(key[0] or day).toordinal(), _KINDS.index(key[1])))
    return tuple(
        News(
            day=when,
            what=f"change-{kind}",
            coming=when is None or when > day,
            norms=list_entries(asked, tuple(found[when, kind])),
        )
        for when, kind in ordered
    )


def _find_kind(asked: Asked, change: Change) -> str:
    """Tell a replacement once: at the norm that came, not at the one that went."""
    norm = asked.release.catalogue.norms[change.norm.rpartition("/")[2]]
    return "replacing" if change.kind == "began" and norm.replaces else change.kind
