"""Queries that only describe named nodes, told by their text: `DESCRIBE`, prefixes, IRIs and nothing else."""

from __future__ import annotations

import re
from typing import Final

MOST_NODES: Final = 8

_IRI: Final = r"<(?P<{}>https?://[A-Za-z0-9.-]+(?:/[A-Za-z0-9._~/-]*)?(?:#[A-Za-z0-9._~/-]*)?)>"
# Stricter than the grammar, so that what is taken here is surely what the engine would read.
_PART: Final = re.compile(
    r"(?P<space>[ \t\r\n]+|#[^\r\n]*+)"
    rf"|(?i:PREFIX)[ \t]+(?P<prefix>[A-Za-z][A-Za-z0-9_-]*)?:[ \t]*{_IRI.format('stem')}"
    r"|(?P<verb>(?i:DESCRIBE))(?=[ \t\r\n])"
    rf"|{_IRI.format('iri')}(?=[ \t\r\n]|\Z)"
    r"|(?P<short>[A-Za-z][A-Za-z0-9_-]*)?:(?P<local>[A-Za-z0-9_][A-Za-z0-9_-]*)(?=[ \t\r\n]|\Z)"
)


def read_nodes(text: str) -> tuple[str, ...]:
    """Give the IRIs of a query that only describes them; none when it is any other query."""
    if "DESCRIBE" not in text.upper():
        return ()
    prefixes: dict[str, str] = {}
    nodes: list[str] = []
    end, verb = 0, False
    for part in _PART.finditer(text):
        if part.start() != end:
            return ()
        end = part.end()
        kind = part.lastgroup
        if kind == "stem" and not verb:
            prefixes[part["prefix"] or ""] = part["stem"]
        elif kind == "verb" and not verb:
            verb = True
        elif kind in {"iri", "local"} and verb:
            nodes.append(part["iri"] or prefixes.get(part["short"] or "", "") + part["local"])
        elif kind != "space":
            return ()
    known = all(":" in node for node in nodes)
    return tuple(nodes) if end == len(text) and known and len(nodes) <= MOST_NODES and "\\" not in text else ()
