"""What a stranger's query may not hold, told before it is run, and what it looks like to the pool.

This is where the caller gets a word on why; it isn't what keeps the server safe. Workers can open no socket and no
file (`hjemmel.graph.worker`), the engine's query call can't update, and every worker can be killed.

The engine's grammar has no words: it reads `SERVICEex:a`, `2SERVICE<x:>` and `?a<5+'>'` as a careless lexer doesn't.
So whatever begins with SERVICE outside strings, comments and IRIs is refused, and so is a `<…>` that may hide one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Final, Literal
from urllib.parse import urljoin

from hjemmel.errors import QueryRefusedError, QuerySyntaxError
from hjemmel.graph.nodes import read_nodes
from hjemmel.graph.prologue import split_prologue
from hjemmel.graph.words import PATTERNS, write_pattern
from hjemmel.rdf.namespaces import BASE

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]
UPDATES: Final = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})
VOLATILE: Final = frozenset({"NOW", "RAND", "UUID", "STRUUID", "BNODE"})
MAX_DEPTH: Final = 100
"""Brackets inside brackets: the engine's parser is recursive, and a deep query would end its worker."""

_TOKEN: Final = re.compile(write_pattern(PATTERNS), re.DOTALL)
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# A query that holds none of these, and begins as queries do, has nothing that must be read word by word.
_TELLING: Final = re.compile("SERVICE|FROM|NOW|RAND|STRUUID|UUID|BNODE")
_INSIDE: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ_:")
_BEGINNING: Final = re.compile(
    # Atomic and possessive: nothing here is worth a second try, and a hostile text would have millions of them.
    rf"(?>\s+|{PATTERNS['comment']}|PREFIX\s+[A-Z0-9_-]*:\s*{PATTERNS['iri']}|BASE\s*{PATTERNS['iri']})*+"
    r"(SELECT|ASK|CONSTRUCT|DESCRIBE)(?![\w:%.-])"
)
_VALUE: Final = re.compile("|".join(PATTERNS[kind] for kind in ("comment", "iri", "string")), re.DOTALL)
_VARIABLE: Final = re.compile(r"([?$]\w+)")
_DIGITS: Final = re.compile(r"[0-9][0-9.]*")
_OPERANDS: Final = frozenset({"variable", "string", "number", "iri", "word"})
_HIDING: Final = re.compile("['#]")
_LAST: Final = 0x10FFFF
_FIRST: Final = 0x20000
_LETTERS: Final = 40_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query that may be run.

    `graphs` are those it names with FROM and FROM NAMED; `volatile` says that asking again may give another answer;
    `shape` is the same for queries that differ in names of variables and in values only.
    """

    text: str
    form: Form
    graphs: tuple[str, ...] = ()
    volatile: bool = False
    shape: bytes = b""


@dataclass(slots=True)
class _Reading:
    """What is known of a query up to the word that is read."""

    form: Form | None = None
    graphs: list[str] = field(default_factory=list)
    prefixes: dict[str, str] = field(default_factory=dict)
    base: str = BASE
    volatile: bool = False
    ambiguous: bool = False
    depth: int = 0
    parens: int = 0
    before: tuple[str, str] = ("", "")
    second: str = ""


def read_question(text: str) -> Question:
    """Read the query's form and refuse what no stranger may ask.

    Raises:
        QueryRefusedError: it calls another server (SERVICE) or would change the graph.
        QuerySyntaxError: it has no form, or brackets deeper than MAX_DEPTH.
    """
    if read_nodes(text):
        return Question(text=text, form="DESCRIBE", shape=b"nodes")
    split = split_prologue(text)
    if split.verb is not None and is_plain(rest := split.rest.upper()):
        return Question(text=text, form=split.verb, shape=_to_shape(rest))
    # \\uXXXX may stand for any character anywhere (section 19.2): `SERV\\u0049CE` is refused like SERVICE.
    plain = _ESCAPE.sub(_to_character, text) if "\\u" in text or "\\U" in text else text
    upper = plain.upper()
    beginning = _BEGINNING.match(upper)
    form = _to_form(beginning[1]) if beginning else None
    shape = _to_shape(upper[beginning.start(1) if beginning else 0 :])
    if form is not None and is_plain(upper):
        return Question(text=text, form=form, shape=shape)
    reading = _Reading()
    for kind, token in _list_tokens(plain):
        _read_token(reading, kind, token)
    if reading.ambiguous and "SERVICE" in upper:
        raise _refuse_service()
    if reading.form is None:
        remedy = "Begin it with SELECT, ASK, CONSTRUCT or DESCRIBE, after the prefixes."
        raise QuerySyntaxError("This is no SPARQL query.", remedy=remedy)
    return Question(
        text=text,
        form=reading.form,
        graphs=tuple(reading.graphs),
        volatile=reading.volatile,
        shape=shape,
    )


def is_plain(upper: str) -> bool:
    """Say whether nothing in a query, in capitals, needs reading word by word.

    Most queries are such, and a cheap one should not cost more to read than to answer.
    """
    for word in _TELLING.finditer(upper):
        # `hj:validFrom` tells nothing; of SERVICE even half a word is looked at.
        if word[0] == "SERVICE" or upper[word.start() - 1 : word.start()] not in _INSIDE:
            return False
    return upper.count("(") + upper.count("{") + upper.count("[") <= MAX_DEPTH


def _read_token(reading: _Reading, kind: str, token: str) -> None:
    match kind:
        case "word":
            _read_word(reading, token)
        case "iri":
            _read_iri(reading, token)
        case "other":
            _count(reading, token)
    reading.second = reading.before[1].upper()
    reading.before = (kind, token)


def _list_tokens(text: str) -> Iterator[tuple[str, str]]:
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "other"
        # `lastgroup` is the innermost for a variable: its name.
        if kind not in {"space", "comment"}:
            yield ("variable" if kind == "name" else kind), match.group()


def _read_word(reading: _Reading, token: str) -> None:
    word = token.upper()
    if word.startswith("SERVICE"):
        raise _refuse_service()
    if reading.form is None and reading.depth == 0 and word in UPDATES:
        remedy = "The graph is changed in its files, by its editors; see CONTRIBUTING."
        raise QueryRefusedError(f"{word} is refused: this endpoint only reads.", remedy=remedy)
    if reading.form is None and word in {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}:
        reading.form = _to_form(word)
    elif word in VOLATILE:
        reading.volatile = True
    elif ":" in word and _names_graph(reading):
        prefix, _, local = token.partition(":")
        reading.graphs.append(reading.prefixes.get(prefix, prefix + ":") + local)


def _read_iri(reading: _Reading, token: str) -> None:
    kind, before = reading.before
    if reading.second == "PREFIX" and kind == "word":
        reading.prefixes[before[:-1]] = _resolve(reading, token)
    elif before.upper() == "BASE":
        reading.base = _resolve(reading, token)
    elif _names_graph(reading):
        reading.graphs.append(_resolve(reading, token))
    elif reading.parens and (kind in _OPERANDS or before == ")") and _HIDING.search(token):
        # Here `<` may be "less than", and a string or a comment may begin before the `>`.
        reading.ambiguous = True


def _resolve(reading: _Reading, token: str) -> str:
    return urljoin(reading.base, token[1:-1])


def _names_graph(reading: _Reading) -> bool:
    kind, before = reading.before[0], reading.before[1].upper()
    return kind == "word" and (before == "FROM" or (before == "NAMED" and reading.second == "FROM"))


def _count(reading: _Reading, mark: str) -> None:
    if mark in "({[":
        reading.depth += 1
    elif mark in ")}]":
        reading.depth -= 1
    reading.parens = max(0, reading.parens + {"(": 1, ")": -1}.get(mark, 0))
    if reading.depth > MAX_DEPTH:
        remedy = f"Write it with at most {MAX_DEPTH} levels of brackets."
        raise QuerySyntaxError("The query's brackets are too deep.", remedy=remedy)


def _to_shape(upper: str) -> bytes:
    """Give what is the same for queries that differ in prefixes, values, names of variables, case and spaces only.

    `upper` is the query in capitals, from its verb on.
    """
    pieces = _VARIABLE.split(_VALUE.sub("", upper))
    names: dict[str, str] = {}
    for place in range(1, len(pieces), 2):
        # A letter of its own for each variable, of a script without capitals or digits.
        pieces[place] = names.setdefault(pieces[place], chr(_FIRST + len(names) % _LETTERS))
    shape = _DIGITS.sub("0", "".join(pieces))
    return blake2b("".join(shape.split()).encode("utf-8", "replace"), digest_size=16).digest()


def _to_character(escape: re.Match[str]) -> str:
    number = int(escape.group(1) or escape.group(2), 16)
    return chr(number) if number <= _LAST else escape.group()


def _to_form(word: str) -> Form | None:
    match word:
        case "SELECT" | "ASK" | "CONSTRUCT" | "DESCRIBE":
            return word
        case _:
            return None


def _refuse_service() -> QueryRefusedError:
    remedy = "Ask the other server yourself, or ask both from your machine (Comunica does)."
    return QueryRefusedError("SERVICE is refused: this server calls no other.", remedy=remedy)
