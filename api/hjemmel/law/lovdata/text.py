"""Text of an element with its links, white space folded, offsets in code points.

Note marks and pictures are dropped, a line break counts as a space: this is the text that the citations of the corpus
are counted in.
"""

from __future__ import annotations

from typing import Final

from lxml.etree import _Element

from hjemmel.law.lovdata.names import find_target
from hjemmel.law.lovdata.records import Link

INLINE: Final = frozenset({"a", "i", "em", "b", "strong", "sup", "sub", "span", "br", "img", "s", "u"})
Found = tuple[str, tuple[Link, ...]]


class Run:
    """Text under way: pieces, and the links met in them."""

    __slots__ = ("length", "links", "pieces")

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.links: list[tuple[int, int, str]] = []
        self.length = 0

    def add(self, text: str | None) -> None:
        """Add plain text."""
        if text:
            self.pieces.append(text)
            self.length += len(text)

    def add_inline(self, element: _Element) -> None:
        """Add an element and all that is in it, but not its tail."""
        tag = element.tag
        if tag == "br":
            self.add(" ")
        elif tag == "a":
            start = self.length
            self.add_content(element)
            self.links.append((start, self.length, element.get("href", "")))
        elif isinstance(tag, str) and element.get("class") != "footnotereference":
            self.add_content(element)

    def add_content(self, element: _Element) -> None:
        """Add what is inside an element, whatever it is."""
        if element.text:
            self.add(element.text)
        if not len(element):
            return
        for child in element:
            if child.tag not in INLINE:
                self.add(" ")
            self.add_inline(child)
            self.add(child.tail)

    def read(self) -> Found:
        """The folded text and its links."""
        raw = "".join(self.pieces)
        text = " ".join(raw.split())
        if not self.links:
            return text, ()
        links = []
        for start, end, href in self.links:
            target = find_target(href)
            if target is not None:
                last = _fold_end(raw, end, text)
                # A link without words of its own may stand where nothing follows.
                links.append(Link(start=min(_fold_start(raw, start, text), last), end=last, target=target))
        return text, tuple(links)


def read_text(element: _Element) -> Found:
    """The folded text of an element and the links in it."""
    run = Run()
    run.add_content(element)
    return run.read()


def _fold_end(raw: str, end: int, text: str) -> int:
    """The place in the folded text where raw[:end] ends, without white space at its end."""
    return end if raw[:end] == text[:end] else len(" ".join(raw[:end].split()))


def _fold_start(raw: str, start: int, text: str) -> int:
    """The place in the folded text where what follows raw[:start] begins."""
    if raw[:start] == text[:start] and not raw[start : start + 1].isspace():
        return start
    folded = len(" ".join(raw[:start].split()))
    gap = raw[start - 1 : start].isspace() or raw[start : start + 1].isspace()
    return folded + 1 if folded and gap else folded
