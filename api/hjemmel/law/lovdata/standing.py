"""What the head of a document says that citations are read by: its names, its days, its bases, what it changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hjemmel.law.lovdata.records import Document

_DAY: Final = len("2010-01-01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The names of a document and how it stands to other acts.

    `in_force` and `changed` are days (ISO, "" when not known): the first in force, and the last on which its text
    changed, as it was known when the text was read. `amends` names acts, `amended` sections of them
    (`lov/2021-06-18-97/paragraf/1-2`).
    """

    title: str = ""
    short_title: str = ""
    abbreviations: tuple[str, ...] = ()
    in_force: str = ""
    changed: str = ""
    based_on: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()
    amended: tuple[str, ...] = ()


def to_standing(document: Document, read_on: str) -> Standing:
    """What a document says of itself; `read_on` is the day (ISO) its text is of."""
    days = [document.in_force, *(day for _, day in document.last_changed_by)]
    known = [day[:_DAY] for day in days if day[:4].isdigit()]
    return Standing(
        title=document.title,
        short_title=document.short_title,
        abbreviations=document.abbreviations,
        in_force=next(iter(known), "") if document.in_force[:4].isdigit() else "",
        changed=min(max(known, default=read_on), read_on),
        based_on=tuple(dict.fromkeys(base.document for base in document.based_on if base.kind == "lov")),
        amends=document.amends,
        amended=document.amended,
    )
