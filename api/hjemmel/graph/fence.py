"""What a stranger's query may not hold, told before it is run.

A lexer, not a parser: the engine parses. Each token of SPARQL 1.1 (section 19.8, terminals) is either a string, an
IRI, a comment, a prefixed name or variable, or a bare word; SERVICE as a bare word can only be a federated call, and
FROM only a dataset clause. So what is refused here is refused however it is spelt, and words inside strings are not.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from hjemmel.errors import QueryRefusedError, QuerySyntaxError

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]
FORMS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
UPDATES: Final = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}
)
MAX_DEPTH: Final = 200
"""Brackets inside brackets: the engine's parser is recursive, and a deep query would end its worker."""

_TOKEN: Final = re.compile(
    r"""
    (?P<comment>\#[^\n\r]*)
  | (?P<long>\"\"\"(?:(?:\"|\"\")?(?:[^\"\\]|\\.))*\"\"\" | '''(?:(?:'|'')?(?:[^'\\]|\\.))*''')
  | (?P<string>"(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<variable>[?$]\w+)
  | (?P<lang>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<name>[\w.\-]*:(?:[\w.\-:]|%[0-9A-Fa-f]{2}|\\.)*)
  | (?P<word>[A-Za-z_]\w*)
  | (?P<open>[({\[])
  | (?P<close>[)}\]])
  | (?P<other>[^\s])
    """,
    re.VERBOSE | re.DOTALL,
)

_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query that may be run: its text, its form, and the graphs it names with FROM and FROM NAMED."""

    text: str
    form: Form
    graphs: tuple[str, ...] = ()


def read_question(text: str) -> Question:
    """Read the query's form and refuse what no stranger may ask.

    Raises:
        QueryRefusedError: it calls another server (SERVICE) or would change the graph.
        QuerySyntaxError: it has no form, or brackets deeper than MAX_DEPTH.
    """
    # \\uXXXX may stand for any character anywhere (section 19.2): `SERV\\u0049CE` is refused like SERVICE.
    plain = _ESCAPE.sub(_to_character, text)
    if plain != text:
        _read_form(plain)
    form, graphs = _read_form(text)
    return Question(text=text, form=form, graphs=graphs)


def _read_form(text: str) -> tuple[Form, tuple[str, ...]]:
    form: Form | None = None
    graphs: list[str] = []
    depth = 0
    before = ""
    for kind, token in _list_tokens(text):
        if kind == "open":
            depth += 1
            _check_depth(depth)
        elif kind == "close":
            depth -= 1
        elif kind in ("iri", "name") and before in ("FROM", "NAMED"):
            graphs.append(token)
        word = token.upper() if kind == "word" else ""
        if word:
            _check_word(word, form, depth)
            form = form or _to_form(word)
        before = word
    if form is None:
        remedy = "Begin it with SELECT, ASK, CONSTRUCT or DESCRIBE, after the prefixes."
        raise QuerySyntaxError("This is no SPARQL query.", remedy=remedy)
    return form, tuple(graphs)


def _to_character(escape: re.Match[str]) -> str:
    number = int(escape.group(1) or escape.group(2), 16)
    return chr(number) if number < sys.maxunicode else escape.group()


def _list_tokens(text: str) -> Iterator[tuple[str, str]]:
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "other"
        if kind != "comment":
            yield kind, match.group()


def _check_depth(depth: int) -> None:
    if depth > MAX_DEPTH:
        remedy = f"Write it with at most {MAX_DEPTH} levels of brackets."
        raise QuerySyntaxError("The query's brackets are too deep.", remedy=remedy)


def _check_word(word: str, form: Form | None, depth: int) -> None:
    if word == "SERVICE":
        remedy = "Ask the other server yourself, or ask both from your machine (Comunica does)."
        raise QueryRefusedError("SERVICE is refused: this server calls no other.", remedy=remedy)
    if form is None and depth == 0 and word in UPDATES:
        remedy = "The graph is changed in its files, by its editors; see CONTRIBUTING."
        raise QueryRefusedError(f"{word} is refused: this endpoint only reads.", remedy=remedy)


def _to_form(word: str) -> Form | None:
    match word:
        case "SELECT" | "ASK" | "CONSTRUCT" | "DESCRIBE":
            return word
        case _:
            return None
