"""Units under way while a body is read."""

from __future__ import annotations

from collections import Counter

from lxml.etree import _Element

from hjemmel.law.lovdata.records import Block, Unit
from hjemmel.law.lovdata.text import read_text


class Draft:
    """A unit being read."""

    __slots__ = ("blocks", "heading", "ledd", "name", "notes", "number", "parent", "path", "section")

    def __init__(self, path: str, name: str, parent: str, *, section: bool) -> None:
        self.path, self.name, self.parent, self.section = path, name, parent, section
        self.number = self.heading = ""
        self.blocks: list[Block] = []
        self.notes: list[Block] = []
        self.ledd: Counter[str] = Counter()


def to_unit(draft: Draft) -> Unit:
    """The record of a draft; its events are read from the notes later."""
    return Unit(
        path=draft.path,
        name=draft.name,
        parent=draft.parent,
        number=draft.number,
        heading=draft.heading,
        section=draft.section,
        blocks=tuple(draft.blocks),
        notes=tuple(draft.notes),
    )


def read_section_heading(element: _Element) -> tuple[str, str]:
    """The printed number ("§ 3-3 a") and the heading of a section."""
    number = heading = ""
    for span in element.iter("span"):
        if span.get("class") == "legalArticleValue":
            number = read_text(span)[0]
        elif span.get("class") == "legalArticleTitle":
            heading = read_text(span)[0]
    return (number, heading) if number or heading else ("", read_text(element)[0])
