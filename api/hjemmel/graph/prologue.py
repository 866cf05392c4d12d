"""The prologue of a query whose price is told by its text: prefixes and comments, read once for all queries that have it.

Stricter than the grammar, so that what is taken here is surely what the engine would read: absolute http(s) IRIs of
plain characters, no BASE, no escapes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

IRI: Final = r"https?://[A-Za-z0-9.-]+(?:/[A-Za-z0-9._~/-]*)?(?:#[A-Za-z0-9._~/-]*)?"
PREFIX: Final = r"[A-Za-z][A-Za-z0-9_-]*"
LOCAL: Final = r"[A-Za-z0-9_][A-Za-z0-9_-]*"
GAP: Final = r"(?:[ \t\r\n]++|#[^\r\n]*+)"
_LONGEST: Final = 2048
_VERB: Final = re.compile(rf"(?i)(?:{GAP}|PREFIX[ \t]++(?:{PREFIX})?+:[ \t]*+<{IRI}>)*+(?=(DESCRIBE|SELECT)[ \t\r\n])")
_DECLARED: Final = re.compile(rf"#[^\r\n]*|(?i:PREFIX)[ \t]+(?P<prefix>{PREFIX})?:[ \t]*<(?P<stem>{IRI})>")
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


def split_prologue(text: str) -> tuple[Mapping[str, str], str]:
    """Give the prefixes that are declared, and the query after them; "" where it doesn't begin so."""
    match = _VERB.match(text)
    if match is None or match.end() > _LONGEST or "\\" in text:
        return _NOTHING, ""
    return _read_prefixes(text[: match.end()]), text[match.end() :]


@lru_cache(maxsize=256)
def _read_prefixes(prologue: str) -> Mapping[str, str]:
    found = (match for match in _DECLARED.finditer(prologue) if match["stem"])
    return MappingProxyType({match["prefix"] or "": match["stem"] for match in found})
