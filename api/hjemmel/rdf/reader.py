"""Turtle with its lines and comments: facts in the order they stand, and every comment where it belongs.

pyoxigraph gives the facts, in the order of the text; the words give the lines. Without blank nodes each object is
exactly one fact, so the two are told off against each other. Blank nodes are refused: what has no name can't be
cited, compared or linked. Facts, blocks and the document are put together word by word, hence not frozen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph as ox
from pyoxigraph import NamedNode, Triple

from hjemmel.rdf.namespaces import BASE
from hjemmel.rdf.tokens import Token, TurtleError, read_tokens

_NAMELESS: Final = {"[": "A blank node", "_": "A blank node", "(": "A list"}
_NO_NAME: Final = "Give it a name below its subject's, as <duties/x/groundings/2022-08-01>."
_NO_TURTLE: Final = "Look at the line above too: a missing ; or . is found one line late."
_AFTER: Final = {".": "subject", ";": "predicate", ",": "object"}
# How many words each directive has after its first.
_DIRECTIVES: Final = {"@PREFIX": 3, "@BASE": 2, "@VERSION": 2, "PREFIX": 2, "BASE": 1, "VERSION": 1}


@dataclass(slots=True, kw_only=True)
class Fact:
    """One fact, the first and last line of its object, the comments above it and beside it."""

    triple: Triple
    line: int
    last: int
    above: list[str] = field(default_factory=list)
    beside: str = ""


@dataclass(slots=True, kw_only=True)
class Block:
    """What one statement says of its subject; `end` is the comment beside its full stop."""

    line: int
    above: list[str] = field(default_factory=list)
    beside: str = ""
    facts: list[Fact] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    end: str = ""

    @property
    def subject(self) -> NamedNode:
        """The thing the block is about."""
        subject = self.facts[0].triple.subject
        if isinstance(subject, NamedNode):
            return subject
        raise TurtleError(self.line, "A blank node has no name.", remedy=_NO_NAME)


@dataclass(slots=True, kw_only=True)
class Document:
    """A text: its head comment (an empty string is an empty line), its blocks, the comments after the last."""

    head: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    foot: list[str] = field(default_factory=list)
    has_directives: bool = False

    @property
    def facts(self) -> Iterator[Fact]:
        """Every fact in the order of the text."""
        return (fact for block in self.blocks for fact in block.facts)


def read_turtle(text: str) -> Document:
    """Read a Turtle text; relative names are below BASE unless it says another base.

    Raises:
        TurtleError: it is no Turtle, or holds blank nodes, lists or triple terms.
    """
    return _Reader(_read_triples(text)).read(read_tokens(text))


def _read_triples(text: str) -> list[Triple]:
    try:
        return [quad.triple for quad in ox.parse(text, ox.RdfFormat.TURTLE, base_iri=BASE)]
    except SyntaxError as error:
        what = (error.msg or "").rpartition("column")[2].partition(": ")[2] or error.msg
        detail = f"This is no Turtle: {what}."
        raise TurtleError(error.lineno or 1, detail, remedy=_NO_TURTLE) from error


class _Reader:
    """Walks over the words, statement by statement, and takes one fact for each object."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._triples = iter(triples)
        self._document = Document()
        self._block = Block(line=1)
        self._expect = "subject"
        self._directive = 0
        self._in_directive = False
        self._waiting: list[Token] = []
        self._previous = Token(kind="start", text="", line=0, last=0)

    def read(self, tokens: Iterable[Token]) -> Document:
        for token in tokens:
            if token.kind == "comment":
                self._take_comment(token)
            else:
                self._take_word(token)
                self._previous = token
        if self._document.blocks or self._document.has_directives:
            self._document.foot = self._take_waiting()
        else:
            self._add_to_head(self._waiting)
        return self._document

    def _take_word(self, token: Token) -> None:
        if token.kind in {"other", "blank"}:
            what = _NAMELESS.get(token.text[0], "A triple term")
            raise TurtleError(token.line, f"{what} has no name.", remedy=_NO_NAME)
        if self._directive:
            self._directive -= 1
        elif token.kind == "mark":
            self._take_mark(token)
        elif self._expect == "subject":
            self._open(token)
        elif self._expect == "predicate":
            self._expect = "object"
        elif self._expect == "object":
            self._take_object(token)
        # What is left is the language or datatype of the object just taken.

    def _open(self, token: Token) -> None:
        self._directive = _DIRECTIVES.get(token.text.upper(), 0)
        self._in_directive = self._directive > 0
        if self._in_directive:
            self._document.has_directives = True
            self._add_to_head(self._waiting)
            self._waiting = []
            return
        if not (self._document.has_directives or self._document.blocks):
            self._split_head(token.line)
        self._block = Block(line=token.line, above=self._take_waiting())
        self._expect = "predicate"

    def _take_object(self, token: Token) -> None:
        fact = Fact(triple=next(self._triples), line=token.line, last=token.last)
        fact.above = self._take_waiting()
        self._block.facts.append(fact)
        self._expect = "mark"

    def _take_mark(self, token: Token) -> None:
        self._expect = _AFTER.get(token.text, self._expect)
        if token.text == ".":
            self._block.below = self._take_waiting()
            self._document.blocks.append(self._block)

    def _take_comment(self, token: Token) -> None:
        facts = self._block.facts
        if token.line != self._previous.last:
            self._waiting.append(token)
        elif self._expect == "subject":
            self._take_end_comment(token)
        elif self._expect == "predicate" and not facts:
            self._block.beside = token.text
        elif self._previous.text == "," or self._expect != "object":
            facts[-1].beside = f"{facts[-1].beside} {token.text}".lstrip()
        else:
            self._waiting.append(token)

    def _take_end_comment(self, token: Token) -> None:
        if self._in_directive:
            self._add_to_head([token])
        elif self._block.facts[-1].last == token.line:
            self._block.facts[-1].beside = token.text
        else:
            self._block.end = token.text

    def _take_waiting(self) -> list[str]:
        waiting, self._waiting = self._waiting, []
        return [token.text.rstrip() for token in waiting]

    def _split_head(self, line: int) -> None:
        """Without directives, only what stands directly above the first block belongs to it."""
        start = len(self._waiting)
        while start and self._waiting[start - 1].line == line - 1:
            start, line = start - 1, line - 1
        self._add_to_head(self._waiting[:start])
        self._waiting = self._waiting[start:]

    def _add_to_head(self, comments: list[Token]) -> None:
        head, previous = self._document.head, comments[0].line if comments else 0
        for comment in comments:
            if comment.line > previous + 1:
                head.append("")
            head.append(comment.text.rstrip())
            previous = comment.line
