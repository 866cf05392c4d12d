"""Queries that only describe named nodes, told by their text: `DESCRIBE`, prefixes, IRIs and nothing else."""

from __future__ import annotations

import re
from typing import Final

from hjemmel.graph.prologue import IRI, LOCAL, PREFIX, split_prologue

MOST_NODES: Final = 8

# Stricter than the grammar, so that what is taken here is surely what the engine would read.
_PART: Final = re.compile(
    r"(?P<space>[ \t\r\n]+|#[^\r\n]*+)"
    rf"|<(?P<iri>{IRI})>(?=[ \t\r\n]|\Z)"
    rf"|(?P<short>{PREFIX})?:(?P<local>{LOCAL})(?=[ \t\r\n]|\Z)"
)


def read_nodes(text: str) -> tuple[str, ...]:
    """Give the IRIs of a query that only describes them; none when it is any other query."""
    verb, prefixes, rest = split_prologue(text)
    if verb != "DESCRIBE":
        return ()
    nodes: list[str] = []
    end = len("DESCRIBE")
    for part in _PART.finditer(rest, end):
        if part.start() != end:
            return ()
        end = part.end()
        if part.lastgroup != "space":
            nodes.append(part["iri"] or prefixes.get(part["short"] or "", "") + part["local"])
    known = all(":" in node for node in nodes)
    return tuple(nodes) if end == len(rest) and known and len(nodes) <= MOST_NODES else ()
