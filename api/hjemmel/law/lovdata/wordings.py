"""What is known of a provision's words in a period, and of a document read in an archive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from hjemmel.law.lovdata.records import Block, Change, Document, Unit

_DAY: Final = len("2022-08-01")


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

    @property
    def begins(self) -> str:
        """The first day the act was in force; "" when it is not."""
        return find_first_day(self.document)


def find_first_day(document: Document) -> str:
    """The day an act came into force; for one with no date told, its own date unless it waits."""
    told = document.in_force
    if told[:4].isdigit():
        return told[:_DAY]
    for place in range(len(told) - _DAY + 1):
        if told[place : place + 4].isdigit() and told[place + 4] == "-":
            return told[place : place + _DAY]
    return "" if told else document.refid.partition("/")[2][:_DAY]


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
            name = f"{target.document}/{target.path}" if target.path else target.document
            links.append(f"{len(lines) - 1}:{link.start}-{link.end}={name}")
            cites[name] = None
    return "\n".join(lines), " ".join(outline), " ".join(links).replace("\n", ""), tuple(cites)
