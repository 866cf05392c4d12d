"""The canonical Turtle: one fact a line, so that a change of one fact is a change of one line.

`format_turtle` is to kb/ what a code formatter is to code: it changes the form of a text and nothing that it says,
keeps every comment, and leaves its own output as it is. `write_turtle` gives the same form to bare triples.
Decision: docs/decisions/0002-canonical-turtle.md.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from hjemmel.rdf.namespaces import BASE, PREFIXES, RDF, XSD, to_prefixed
from hjemmel.rdf.order import to_natural_key, to_object_key, to_predicate_key
from hjemmel.rdf.reader import Block, Document, Fact, read_turtle

_INDENT: Final = "    "
# Below BASE, what resolves to itself without a second thought: no scheme, query, fragment or dot segments.
_RELATIVE: Final = re.compile(r"(?!\.)[\w.~%§-]+(?:/(?!\.)[\w.~%§-]+)*/?")
_BARE: Final = {
    XSD + "boolean": re.compile(r"true|false"),
    XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
}
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
# Control and format marks, line and paragraph separators.
_INVISIBLE: Final = {"Cc", "Cf", "Zl", "Zp"}
_LAST_SHORT: Final = 0xFFFF


def format_turtle(text: str) -> str:
    """Give the text in the canonical form.

    Raises:
        TurtleError: it is no Turtle, or holds blank nodes, lists or triple terms; the error names the line.
    """
    return _write(read_turtle(text))


def write_turtle(triples: Iterable[Triple], *, head: str = "") -> str:
    """Write triples in the canonical form, below a head comment of any number of lines.

    Raises:
        ValueError: a blank node or a triple term.
    """
    blocks: dict[object, Block] = {}
    for triple in triples:
        block = blocks.setdefault(triple.subject, Block(line=0))
        block.facts.append(Fact(triple=triple, line=0, last=0))
    comment = [f"# {line}".rstrip() for line in head.splitlines()]
    return _write(Document(head=comment, blocks=list(blocks.values())))


def _write(document: Document) -> str:
    writer = _Writer()
    blocks = [writer.write_block(block) for block in _to_merged(document.blocks)]
    prefixes = [f"@prefix {name}: <{PREFIXES[name]}> ." for name in sorted(writer.used)]
    top = "\n".join([*document.head, f"@base <{BASE}> .", *prefixes])
    return "\n\n".join([top, *blocks, *(["\n".join(document.foot)] if document.foot else [])]) + "\n"


def _to_merged(blocks: Iterable[Block]) -> list[Block]:
    """One block a subject and one fact a triple, in order; what comments stood at the others move along."""
    merged: dict[NamedNode, Block] = {}
    for block in blocks:
        first = merged.setdefault(block.subject, block)
        if first is not block:
            first.above += block.above
            first.beside = _join(first.beside, block.beside)
            first.facts += block.facts
            first.below += block.below
            first.end = _join(first.end, block.end)
    for block in merged.values():
        block.facts = _to_merged_facts(block.facts)
    return sorted(merged.values(), key=lambda block: to_natural_key(block.subject.value))


def _to_merged_facts(facts: Iterable[Fact]) -> list[Fact]:
    merged: dict[Triple, Fact] = {}
    for fact in facts:
        first = merged.setdefault(fact.triple, fact)
        if first is not fact:
            first.above += fact.above
            first.beside = _join(first.beside, fact.beside)
    # Most predicates have one object, and the key of an object is dear.
    facts_by_predicate: dict[NamedNode, list[Fact]] = {}
    for fact in merged.values():
        facts_by_predicate.setdefault(fact.triple.predicate, []).append(fact)
    ordered = (facts_by_predicate[predicate] for predicate in sorted(facts_by_predicate, key=to_predicate_key))
    return [fact for group in ordered for fact in _to_ordered(group)]


def _to_ordered(facts: list[Fact]) -> list[Fact]:
    return sorted(facts, key=lambda fact: to_object_key(fact.triple.object)) if len(facts) > 1 else facts


def _join(first: str, second: str) -> str:
    return f"{first} {second}".strip()


class _Writer:
    """Writes blocks and remembers which prefixes they used."""

    def __init__(self) -> None:
        self.used: set[str] = set()
        self._names: dict[str, str] = {}

    def write_block(self, block: Block) -> str:
        facts = [line for fact in block.facts for line in self._write_fact(fact)]
        below = [_INDENT + comment for comment in block.below]
        subject = _join(self._write_name(block.subject.value), block.beside)
        return "\n".join([*block.above, subject, *facts, *below, _join(".", block.end)])

    def _write_fact(self, fact: Fact) -> list[str]:
        name, term = fact.triple.predicate.value, fact.triple.object
        predicate = "a" if name == RDF + "type" else self._write_name(name)
        line = _join(f"{predicate} {self._write_term(term)} ;", fact.beside)
        return [_INDENT + text for text in (*fact.above, line)]

    def _write_term(self, term: NamedNode | BlankNode | Literal | Triple) -> str:
        if isinstance(term, NamedNode):
            return self._write_name(term.value)
        if isinstance(term, Literal):
            return self._write_literal(term)
        raise ValueError(f"{term} has no name: the canonical Turtle holds only named things")

    def _write_name(self, iri: str) -> str:
        if iri not in self._names:
            prefixed = to_prefixed(iri)
            self._names[iri] = prefixed or _to_reference(iri)
            if prefixed:
                self.used.add(prefixed.partition(":")[0])
        return self._names[iri]

    def _write_literal(self, term: Literal) -> str:
        datatype = term.datatype.value
        bare = _BARE.get(datatype)
        if bare and bare.fullmatch(term.value):
            return term.value
        text = f'"{_escape(term.value, _ESCAPES)}"'
        if term.language:
            return f"{text}@{term.language}{_to_direction(term)}"
        return text if datatype == XSD + "string" else f"{text}^^{self._write_name(datatype)}"


def _to_direction(term: Literal) -> str:
    return f"--{term.direction.value}" if term.direction else ""


def _to_reference(iri: str) -> str:
    local = iri.removeprefix(BASE)
    is_below = local != iri and _RELATIVE.fullmatch(local)
    return f"<{_escape(local if is_below else iri, {})}>"


def _escape(text: str, escapes: Mapping[str, str]) -> str:
    """Escape what the grammar wants and what nobody can see; a fact stays on its line."""
    if text.isprintable() and not any(mark in text for mark in escapes):
        return text
    return "".join(escapes.get(mark) or _to_visible(mark) for mark in text)


def _to_visible(mark: str) -> str:
    if unicodedata.category(mark) not in _INVISIBLE:
        return mark
    code = ord(mark)
    return f"\\u{code:04X}" if code <= _LAST_SHORT else f"\\U{code:08X}"
