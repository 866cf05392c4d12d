"""What the engine says of a query it can't read, in words a person can use.

The engine (Oxigraph 0.5.13) tells where it stopped and everything its grammar could have gone on with, characters by
their numbers and all. Of that the place is kept, and what can be said for sure: which prefix isn't declared, that an
IRI is none, that a variable is neither grouped nor counted.
"""

from __future__ import annotations

import re
from typing import Final

from hjemmel.errors import QuerySyntaxError
from hjemmel.graph.words import PATTERNS, write_pattern
from hjemmel.rdf.namespaces import PREFIXES

_TOKEN: Final = re.compile(write_pattern(PATTERNS), re.DOTALL)
_PLACE: Final = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_NAME: Final = re.compile(r"([A-Za-z][\w.-]*)?:")
_SHOWN: Final = 30


def to_readable(error: QuerySyntaxError, query: str) -> QuerySyntaxError:
    """Give the same error in words; one that isn't the engine's is given back as it is."""
    match = _PLACE.match(error.detail)
    if match is None:
        return error
    line, column, expected = int(match[1]), int(match[2]), match[3]
    missing = list_undeclared(query)
    if missing and "Prefix not found" in expected:
        return _tell_prefixes(missing)
    place = f"at line {line}, column {column}{_show_before(query, line, column)}"
    if "IRI parsing failed" in expected:
        return QuerySyntaxError(
            f"An IRI can't be read {place}.", remedy="Write it whole, or below a BASE that is whole."
        )
    if "contains a variable that is unbound" in expected:
        detail = f"A variable of SELECT is neither grouped nor aggregated ({place})."
        return QuerySyntaxError(detail, remedy="Name it in GROUP BY, or take it into COUNT, SAMPLE or the like.")
    remedy = "Look just before that place; what is missing there is often a }, a . or a quotation mark."
    return QuerySyntaxError(f"The query can't be read {place}.", remedy=remedy)


def list_undeclared(query: str) -> tuple[str, ...]:
    """Give the prefixes that are used and not declared, in the order of their use."""
    declared: set[str] = set()
    used: dict[str, None] = {}
    before = ""
    for match in _TOKEN.finditer(query):
        kind, token = match.lastgroup, match.group()
        if kind in {"space", "comment"}:
            continue
        name = _NAME.match(token) if kind == "word" else None
        if name is not None:
            (declared.add if before == "PREFIX" else used.setdefault)(name[1] or "")
        before = token.upper()
    return tuple(name for name in used if name not in declared)


def _tell_prefixes(missing: tuple[str, ...]) -> QuerySyntaxError:
    names = ", ".join(f"“{name}:”" for name in missing)
    verb = "isn't" if len(missing) == 1 else "aren't"
    known = [f"PREFIX {name}: <{PREFIXES[name]}>" for name in missing if name in PREFIXES]
    remedy = f"Begin the query with {' '.join(known)}" if known else "Declare it first: PREFIX name: <IRI>"
    return QuerySyntaxError(f"The prefix {names} {verb} declared.", remedy=f"{remedy}.")


def _show_before(query: str, line: int, column: int) -> str:
    """The last words before the place, as they were written."""
    lines = query.splitlines()
    text = lines[line - 1][: column - 1] if line <= len(lines) else ""
    shown = text.strip()[-_SHOWN:]
    return f", after “{shown}”" if shown else ""
