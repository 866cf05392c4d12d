"""Turtle's words with their lines: what a parser throws away and an editor's tool needs.

pyoxigraph reads what a file says; this reads where it says it, and its comments. It is only run on text that
pyoxigraph has accepted, so it needs to tell words apart, not to judge them.
Source: RDF 1.1 Turtle section 6.5.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final


class TurtleError(ValueError):
    """A text that isn't the Turtle we write; `line` (from 1) says where, `remedy` how to mend it."""

    def __init__(self, line: int, detail: str, *, remedy: str = "") -> None:
        super().__init__(f"line {line}: {detail}")
        self.line = line
        self.detail = detail
        self.remedy = remedy


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One word: its kind, its text, the lines of its first and last character."""

    kind: str
    text: str
    line: int
    last: int


# Only ASCII space parts words: an IRI or a name may hold other spaces.
_WORD_CHAR = r"""[^\x00-\x20<>"'\[\](){};,.#\\@^~|]"""
_PATTERNS: Final = {
    "newline": r"\n",
    "space": r"[\x00-\x09\x0b-\x20]+",
    "comment": r"#[^\r\n]*",
    "iri": r'<[^\x00-\x20<>"{}|^`]*>',
    "string": r'"""(?:"{0,2}(?:[^"\\]|\\.))*"""'
    r"|'''(?:'{0,2}(?:[^'\\]|\\.))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*'",
    "at": r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[a-z]+)?",
    "blank": r"_:[^\x00-\x20<>\"'\[\](){};,]+",
    "number": r"[+-]?(?:\d+\.\d*[eE][+-]?\d+|\.?\d+[eE][+-]?\d+|\d*\.\d+|\d+)",
    "mark": r"\^\^|[;,.]",
    "word": rf"(?:\\.|{_WORD_CHAR}|\.+(?={_WORD_CHAR}|\\))+",
    "other": r".",
}
_TOKEN: Final = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PATTERNS.items()), re.DOTALL)


def read_tokens(text: str) -> Iterator[Token]:
    """Give every word and comment of the text in order, without spaces."""
    line = 1
    for match in _TOKEN.finditer(text):
        kind, word = str(match.lastgroup), match.group()
        first = line
        line += word.count("\n")
        if kind not in {"newline", "space"}:
            yield Token(kind=kind, text=word, line=first, last=line)
