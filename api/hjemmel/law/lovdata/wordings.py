"""What is known of a provision's words in a period, and of a document read in an archive."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from hjemmel.law.lovdata.records import Block, Change, Document, Unit

_DAY: Final = len("2022-08-01")
_DATES = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_PERIOD = re.compile(r"(\d{4}-\d{2}-\d{2})(?: ?[–-] ?|(,? (?:og )?opphe?v\w* ))(\d{4}-\d{2}-\d{2})\.?", re.IGNORECASE)
_WAITS = re.compile(
    r"bestem|fastset|avgj|vedta|ikk?j?e i kraft|(?:trer|trår|tre|går|kjem|kommer) i kraft|tek til|\bnår\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:inntekts|skatte|premie|regnskaps|rekneskaps|trekk)\w* (\d{4})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a provision says from `begins` until the day before `ends`; `text` is None when unknown.

    `version` is the last step of its IRI. `text`, `outline` and `links` are as in law/digest.py:
    one line a block; `archive` is where the text was read.
    """

    version: str
    begins: str = ""
    ends: str = ""
    text: str | None = None
    outline: str = ""
    links: str = ""
    cites: tuple[str, ...] = ()
    heading: str = ""
    changed_by: tuple[str, ...] = ()
    commenced_by: tuple[str, ...] = ()
    repealed_by: tuple[str, ...] = ()
    archive: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazette:
    """What the gazette knows of one act: its first text, and changes by amending act."""

    original: Mapping[str, Unit] = field(default_factory=dict)
    changes: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    days: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One document read in one archive: what the wordings of all its units share."""

    document: Document
    archive: str
    day: str
    gazette: Gazette = field(default_factory=Gazette)
    known: Mapping[str, tuple[Wording, ...]] = field(default_factory=dict)
    commenced_by: str = ""
    begins: str = field(init=False)
    """The first day the act was in force; "" when it is not."""
    ends: str = field(init=False)
    """The first day an act made for a time holds no more; "" for one without an end."""

    def __post_init__(self) -> None:
        """Read the header once: every unit asks for it."""
        object.__setattr__(self, "begins", find_first_day(self.document))
        object.__setattr__(self, "ends", find_last_day(self.document))


def find_first_day(document: Document) -> str:
    """The day an act came into force; "" when it waits for somebody to say.

    For one that applies to an income year, the first of that year; for one that names no day, its own date. Ask
    `is_day_told` whether the document itself says the day.
    """
    told = document.in_force
    day = _find_day(told)
    if day or not told:
        return day or find_own_day(document.refid)
    if _WAITS.search(told):
        return ""
    year = _YEAR.search(told)
    return f"{year.group(1)}-01-01" if year else find_own_day(document.refid)


def find_last_day(document: Document) -> str:
    """The first day an act that was made for a time holds no more; "" for one without an end.

    A period that ends with the first of a month ends with the day before; any other last day is one more day in force.
    """
    match = _PERIOD.fullmatch(document.in_force.strip())
    if match is None or not (is_day(match.group(1)) and is_day(match.group(3))):
        return ""
    last = date.fromisoformat(match.group(3))
    ends = last if last.day == 1 or match.group(2) is not None else last + timedelta(days=1)
    return ends.isoformat()


def is_day_told(document: Document) -> bool:
    """Whether the header names the day an act came into force, or nothing needs to be said of it."""
    return not document.in_force or bool(_find_day(document.in_force))


def is_stepwise(document: Document) -> bool:
    """Whether an act came into force on several days."""
    return len(_DATES.findall(document.in_force)) > 1 and not find_last_day(document)


def find_own_day(refid: str) -> str:
    """The date in a refid, the day the act was made; "" when the calendar has none such."""
    day = refid.partition("/")[2][:_DAY]
    return day if is_day(day) else ""


def is_day(text: str) -> bool:
    """Whether a text is a day of the calendar in ISO form: the notes of the law have a 31 June now and then."""
    try:
        return len(text) == _DAY and date.fromisoformat(text) is not None
    except ValueError:
        return False


def _find_day(text: str) -> str:
    return next((day for day in _DATES.findall(text) if is_day(day)), "")


def to_text(blocks: Sequence[Block]) -> tuple[str, str, str, tuple[str, ...]]:
    """Text, outline, links and targets of blocks as the graph keeps them (footnotes left out)."""
    lines, outline, links = [], [], []
    cites: dict[str, None] = {}
    for block in blocks:
        if block.kind == "footnote":
            continue
        lines.append(block.text)
        outline.append(f"{block.path or '-'}+{block.lead}" if block.lead else block.path or "-")
        for link in block.links:
            target = link.target
            name = "".join((f"{target.document}/{target.path}" if target.path else target.document).split())
            links.append(f"{len(lines) - 1}:{link.start}-{link.end}={name}")
            cites[name] = None
    return "\n".join(lines), " ".join(outline), " ".join(links), tuple(cites)


def holds(wording: Wording, day: str) -> bool:
    """Whether a wording holds on a day (both ISO)."""
    return bool(wording.begins) and wording.begins <= day and (not wording.ends or day < wording.ends)


def find_held(wordings: Iterable[Wording], day: str) -> Wording | None:
    """The wording that holds on a day (ISO); None when none does."""
    return next((one for one in wordings if holds(one, day)), None)
