"""Values for the variables of a query, the same for every engine.

A bound variable stands for its value everywhere: in patterns, filters, subqueries and NOT EXISTS alike, as SPARQL-dev
SEP-0007 has it. pyoxigraph's own `substitutions` (0.5.13) refuses ASK, and any variable that isn't projected; a
SPARQL 1.1 endpoint has nothing of the kind. So the words of the query are read, and whole terms take the place of
variables. A term is written by pyoxigraph with its escapes: no value can end its own quotes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from pyoxigraph import BlankNode, NamedNode

from hjemmel.graph.words import PATTERNS, write_pattern
from hjemmel.rdf.namespaces import Term

_BOUND: Final = r"(?i:\bBOUND)\s*\(\s*[?$](?P<tested>\w+)\s*\)"
_TOKEN: Final = re.compile(write_pattern({"bound": _BOUND, **PATTERNS}), re.DOTALL)
# The clause that a word begins; the empty one is where a value can stand as it is.
_CLAUSES: Final = {
    "SELECT": "projection",
    "BY": "modifier",
    "VALUES": "values",
    **dict.fromkeys(("WHERE", "FROM", "GROUP", "ORDER", "HAVING", "LIMIT", "OFFSET"), ""),
}


def write_bound(query: str, bindings: Mapping[str, Term]) -> str:
    """Give the query with its variables' values in their place.

    Raises:
        ValueError: a variable isn't in the query, or the query makes its value itself (AS, VALUES); a value is a
            blank node, which would mean "anything".
    """
    if not bindings:
        return query
    writer = _Writer({name: _to_text(name, term) for name, term in bindings.items()})
    text = "".join(writer.write(match) for match in _TOKEN.finditer(query))
    missing = sorted(bindings.keys() - writer.seen)
    if missing:
        names = ", ".join(f"?{name}" for name in missing)
        raise ValueError(f"The query has no variable {names} to give a value to.")
    return text


def _to_text(name: str, term: Term) -> str:
    if isinstance(term, BlankNode):
        detail = f"?{name} can't stand for a blank node: it would mean anything."
        raise ValueError(detail)  # noqa: TRY004 (callers expect one kind of error)
    return f"<{term.value}>" if isinstance(term, NamedNode) else str(term)


class _Writer:
    """Walks over the words of a query and knows in which clause it is."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.seen: set[str] = set()
        self._values = values
        self._clause = ""
        self._before = ""
        self._braces = 0
        self._parens = 0

    def write(self, match: re.Match[str]) -> str:
        kind, text = match.lastgroup, match.group()
        if kind in {"space", "comment"}:
            return text
        if kind == "word":
            self._enter(text.upper())
        elif kind == "other":
            self._count(text)
        elif match["bound"] and match["tested"] in self._values:
            self.seen.add(match["tested"])
            text = "true"
        elif match["variable"] and match["name"] in self._values:
            self.seen.add(match["name"])
            text = self._write_value(match["name"])
        self._before = match.group().upper()
        return text

    def _enter(self, word: str) -> None:
        if word in _CLAUSES:
            self._clause, self._parens = _CLAUSES[word], 0

    def _count(self, mark: str) -> None:
        self._parens += {"(": 1, ")": -1}.get(mark, 0)
        self._braces += {"{": 1, "}": -1}.get(mark, 0)
        if mark in "{}":
            self._clause, self._parens = "", 0

    def _write_value(self, name: str) -> str:
        if self._before == "AS" or self._clause == "values":
            raise ValueError(f"The query makes ?{name} itself, so it can't be given a value.")
        value = self._values[name]
        if self._parens or not self._clause:
            return value
        if self._clause == "modifier":
            return f"({value})"
        # In a subquery the name must not come out: outside it the value stands in its place.
        return f"({value} AS ?{name if not self._braces else name + '_bound'})"
