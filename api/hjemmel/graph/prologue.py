"""The prologue of a query whose price is told by its text: prefixes and comments, read once for all that have it.

Stricter than the grammar, so that what is taken here is surely what the engine would read: absolute http(s) IRIs of
plain characters, no BASE, no escapes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

IRI: Final = r"https?://[A-Za-z0-9.-]+(?:/[A-Za-z0-9._~/-]*)?(?:#[A-Za-z0-9._~/-]*)?"
PREFIX: Final = r"[A-Za-z][A-Za-z0-9_-]*"
LOCAL: Final = r"[A-Za-z0-9_][A-Za-z0-9_-]*"
GAP: Final = r"(?:[ \t\r\n]++|#[^\r\n]*+)"
Verb = Literal["DESCRIBE", "SELECT"]
_LONGEST: Final = 2048
_VERB: Final = re.compile(rf"(?i)(?:{GAP}|PREFIX[ \t]++(?:{PREFIX})?+:[ \t]*+<{IRI}>)*+(?=(DESCRIBE|SELECT)[ \t\r\n])")
_DECLARED: Final = re.compile(rf"#[^\r\n]*|(?i:PREFIX)[ \t]+(?P<prefix>{PREFIX})?:[ \t]*<(?P<stem>{IRI})>")


class Split(NamedTuple):
    """A query in two: its verb (None where it isn't one of ours), the prefixes before it, all from the verb on."""

    verb: Verb | None
    prefixes: Mapping[str, str]
    rest: str


_NOTHING: Final = Split(None, MappingProxyType({}), "")


@lru_cache(maxsize=16)
def split_prologue(text: str) -> Split:
    """Split a query before its verb; kept for a moment, since several want to know."""
    match = _VERB.match(text)
    if match is None or match.end() > _LONGEST or "\\" in text:
        return _NOTHING
    verb: Verb = "SELECT" if match[1].upper() == "SELECT" else "DESCRIBE"
    return Split(verb, _read_prefixes(text[: match.end()]), text[match.end() :])


@lru_cache(maxsize=256)
def _read_prefixes(prologue: str) -> Mapping[str, str]:
    found = (match for match in _DECLARED.finditer(prologue) if match["stem"])
    return MappingProxyType({match["prefix"] or "": match["stem"] for match in found})
