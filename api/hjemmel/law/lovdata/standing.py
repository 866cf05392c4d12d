"""What the head of a document says that citations are read by: its names, its days, its bases, what it changes."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

from hjemmel.law.lovdata.names import to_provision_path
from hjemmel.law.lovdata.records import Document

_DAY: Final = len("2010-01-01")
_FORMER: Final = re.compile(
    r"(?:[,(]|nr\.\s\d{1,4})\s?tidl(?:igere|egare)\s(§\s?\d[\w-]*(?:\s[a-zæøå](?!\w))?)(?=\s?[),.;]|\s?$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The names of a document and how it stands to other acts.

    `unworded` are the paths below it without any wording: chapters of an act that isn't in force yet. `in_force` and
    `changed` are days (ISO, "" when not known): the first in force, and the last on which its text changed, as it was
    known when the text was read. `amends` names acts, `amended` sections of them
    (`lov/2021-06-18-97/paragraf/1-2`). `moved` tells where sections went that it has no more (`paragraf/4` →
    `paragraf/12`), as the notes have it ("tidligere § 4").
    """

    title: str = ""
    short_title: str = ""
    abbreviations: tuple[str, ...] = ()
    in_force: str = ""
    changed: str = ""
    based_on: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()
    amended: tuple[str, ...] = ()
    unworded: tuple[str, ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)


def to_standing(document: Document, read_on: str, worded: Collection[str] = ()) -> Standing:
    """What a document says of itself; `read_on` is the day (ISO) its text is of, `worded` the paths with wordings."""
    changes = [document.last_change_in_force, *(day for _, day in document.last_changed_by)]
    days = [document.in_force, *changes]
    known = [day[:_DAY] for day in days if day[:4].isdigit()]
    return Standing(
        title=document.title,
        short_title=document.short_title,
        abbreviations=document.abbreviations,
        in_force=next(iter(known), "") if document.in_force[:4].isdigit() else "",
        changed=min(max(known, default=read_on), read_on),
        based_on=tuple(dict.fromkeys(base.document for base in document.based_on if base.kind == "lov")),
        amends=tuple(dict.fromkeys(document.amends)),
        amended=document.amended,
        unworded=tuple(unit.path for unit in document.units if unit.path and unit.path not in worded),
        moved=_list_moved(document),
    )


def _list_moved(document: Document) -> dict[str, str]:
    """The sections that have another number now, by their former path; not where a new section took the number."""
    paths = {unit.path for unit in document.units}
    told = (
        (to_provision_path(found.group(1).replace(" ", "")), unit.path)
        for unit in document.units
        if unit.section
        for note in unit.notes
        for found in _FORMER.finditer(note.text)
    )
    return {former: path for former, path in told if former not in paths}
