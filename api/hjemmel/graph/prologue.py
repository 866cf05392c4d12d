"""The prologue of a query whose price is told by its text: prefixes and comments, read once for all that have it.

Stricter than the grammar, so that what is taken here is surely what the engine would read: absolute http(s) IRIs of
plain characters, no BASE, no escapes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final, Literal, NamedTuple, get_args

IRI: Final = r"https?://[A-Za-z0-9.-]+(?:/[A-Za-z0-9._~/-]*)?(?:#[A-Za-z0-9._~/-]*)?"
PREFIX: Final = r"[A-Za-z][A-Za-z0-9_-]*"
LOCAL: Final = r"[A-Za-z0-9_][A-Za-z0-9_-]*"
GAP: Final = r"(?:[ \t\r\n]++|#[^\r\n]*+)"
Verb = Literal["DESCRIBE", "SELECT"]
_VERBS: Final[tuple[Verb, ...]] = get_args(Verb)
_SPACES: Final = frozenset(" \t\r\n")
_MOST_KNOWN: Final = 256
MOST_READ: Final = 4096
"""Characters of a query that may be split where others wait."""

_LONGEST: Final = 2048
_VERB: Final = re.compile(rf"(?i)(?:{GAP}|PREFIX[ \t]++(?:{PREFIX})?+:[ \t]*+<{IRI}>)*+(?=(DESCRIBE|SELECT)[ \t\r\n])")
_DECLARED: Final = re.compile(rf"#[^\r\n]*|(?i:PREFIX)[ \t]+(?P<prefix>{PREFIX})?:[ \t]*<(?P<stem>{IRI})>")


class Split(NamedTuple):
    """A query in two: its verb (None where it isn't one of ours), the prefixes before it, all from the verb on."""

    verb: Verb | None
    prefixes: Mapping[str, str]
    rest: str


_known: dict[str, Mapping[str, str]] = {}
_NOTHING: Final = Split(None, MappingProxyType({}), "")


@lru_cache(maxsize=16)
def split_prologue(text: str) -> Split:
    """Split a query before its verb; kept for a moment, since several want to know."""
    if "\\" in text:
        return _NOTHING
    for verb in _VERBS:
        # Written as most write it, after prefixes that were read before.
        end = text.find(verb)
        prefixes = _known.get(text[:end]) if end >= 0 else None
        if prefixes is not None and text[end + len(verb) : end + len(verb) + 1] in _SPACES:
            return Split(verb, prefixes, text[end:])
    match = _VERB.match(text)
    if match is None or match.end() > _LONGEST:
        return _NOTHING
    prologue = text[: match.end()]
    if len(_known) >= _MOST_KNOWN:
        _known.clear()
    prefixes = _known[prologue] = _read_prefixes(prologue)
    return Split("SELECT" if match[1].upper() == "SELECT" else "DESCRIBE", prefixes, text[match.end() :])


def _read_prefixes(prologue: str) -> Mapping[str, str]:
    found = (match for match in _DECLARED.finditer(prologue) if match["stem"])
    return MappingProxyType({match["prefix"] or "": match["stem"] for match in found})
