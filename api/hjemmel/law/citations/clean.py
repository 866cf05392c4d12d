"""clean: make a text plain without losing the way back to the code points that were sent.

Blanks of every kind become a space, hyphens of every kind a hyphen, marks that can't be seen go
away and blanks around a line break too, a word that is broken at the end of a line is joined, superscript
note marks become blanks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from html import unescape

from hjemmel.law.citations.markup import list_tags

_BLANKS = "\t\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u202f\u205f\u3000" + "".join(
    chr(point) for point in range(0x2000, 0x200B)
)
_HYPHENS = "\u2010\u2011\u2212\ufe63\uff0d"
_DASHES = "\u2012\u2014\u2015"
_NOTE_MARKS = "¹²³⁰⁴⁵⁶⁷⁸⁹"
_TABLE = {
    **{ord(mark): " " for mark in _BLANKS + _NOTE_MARKS},
    **{ord(mark): "-" for mark in _HYPHENS},
    **{ord(mark): "–" for mark in _DASHES},
    **{point: " " for point in range(32) if point != ord("\n")},
    0x7F: " ",
    0x2028: "\n",
    0x2029: "\n",
    0x130: "I",
}
_SIGNS = tuple((chr(point), new) for point, new in _TABLE.items())
_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff" + "".join(
    chr(point) for point in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
)
_DROP = re.compile(rf"[{_UNSEEN}]+")
_BROKEN = re.compile(r"(?<=[a-zæøå])[-\u2010](?:[ \t\r]{0,9}\n){1,3}[ \t]{0,99}(?=[a-zæøå]{3})(?!og\b)")
_ROUND = re.compile(r"[ \t\r\u00a0]+(?=\n)|(?<=\n)[ \t\u00a0]+")
_ROUNDED = tuple(blank + "\n" for blank in " \t\r\u00a0") + tuple("\n" + blank for blank in " \t\u00a0")
_LINE_ENDS = tuple(hyphen + blank + "\n" for hyphen in "-\u2010" for blank in ("", " ", "\t", "\r"))
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,12});")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A plain text; `plain` is what is read, `sent` what spans are told in."""

    sent: str
    plain: str
    steps: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())

    def to_sent(self, position: int) -> int:
        """The code point in the text as sent that stands at `position` in the plain text."""
        at, shift = self.steps
        if not at:
            return position
        found = bisect_right(at, position)
        return position + (shift[found - 1] if found else 0)

    def to_sent_end(self, position: int) -> int:
        """The same for the end of a span: what was dropped after it is left outside."""
        return self.to_sent(position - 1) + 1 if position else 0


def _to_plain(text: str) -> str:
    """Each odd sign by the one it stands for; looking for one sign is as fast as memory is read."""
    for sign, new in _SIGNS:
        if sign in text:
            text = text.replace(sign, new)
    return text


def _list_drops(text: str) -> list[tuple[int, int, str]]:
    """Where signs that can't be seen stand, blanks around a line break, words broken at the end of a line."""
    drops = []
    if any(sign in text for sign in _UNSEEN):
        drops = [(found.start(), found.end(), "") for found in _DROP.finditer(text)]
    if any(line_end in text for line_end in _LINE_ENDS):
        drops.extend((found.start(), found.end(), "") for found in _BROKEN.finditer(text))
    if any(blanks in text for blanks in _ROUNDED):
        drops.extend((found.start(), found.end(), "") for found in _ROUND.finditer(text))
    return sorted(drops)


def clean(text: str, *, markup: bool = False) -> Text:
    """Make `text` plain; with `markup`, tags become blanks and entities their signs."""
    if markup:
        return _apply(text, _list_markup(text))
    drops = _list_drops(text)
    return _apply(text, drops) if drops else Text(sent=text, plain=_to_plain(text))


def _list_markup(text: str) -> list[tuple[int, int, str]]:
    edits = [(tag.start, tag.end, " ") for tag in list_tags(text)]
    edits.extend((found.start(), found.end(), unescape(found.group())[:1]) for found in _ENTITY.finditer(text))
    return sorted(edits + _list_drops(text))


def _apply(text: str, edits: list[tuple[int, int, str]]) -> Text:
    pieces: list[str] = []
    at: list[int] = []
    shift: list[int] = []
    length = position = 0
    for start, end, new in edits:
        if start < position:
            continue
        pieces += (text[position:start], new)
        length += start - position + len(new)
        position = end
        at.append(length)
        shift.append(end - length)
    pieces.append(text[position:])
    return Text(sent=text, plain=_to_plain("".join(pieces)), steps=(tuple(at), tuple(shift)))
