"""Queries whose price is known before they are run: a SELECT over one pattern whose facts are few.

Two things are told here: what such a query looks like (`read_lookup`, a small part of the grammar, read strictly), and
how much work it can be at most (`Sizes.count_steps`, from how often each property is used in the release). What isn't
surely cheap goes to a worker like every other query. See docs/decisions/0024-lookups-beside-the-workers.md.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Final, NamedTuple

import pyoxigraph as ox

from hjemmel.graph.prologue import GAP, IRI, LOCAL, PREFIX, split_prologue
from hjemmel.rdf.namespaces import BASE

MOST_STEPS: Final = 2000
"""A step is half a microsecond at most: one fact that is read, one value that is written."""

_PER_COMPARISON: Final = 0.75
_MOST_COLUMNS: Final = 4
_SOME: Final = 64
_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

_W: Final = rf"{GAP}*+"
_VARIABLE: Final = r"\?[A-Za-z][A-Za-z0-9_]*+"
_COUNTED: Final = (
    rf"\({_W}(?:(?i:COUNT)\({_W}\*|(?i:COUNT|MIN|MAX|SAMPLE)\({_W}(?:(?i:DISTINCT){GAP}++)?+{_VARIABLE}){_W}\)"
    rf"{GAP}++(?i:AS){GAP}++{_VARIABLE}{_W}\)"
)
_NAME: Final = rf"<{IRI}>|(?:{PREFIX})?:{LOCAL}"
_KEY: Final = rf"(?:(?i:ASC|DESC){_W}\({_W}{_VARIABLE}{_W}\)|{_VARIABLE})"
_WHOLE: Final = re.compile(
    rf"(?i:SELECT){GAP}++(?P<distinct>(?i:DISTINCT){GAP}++)?+"
    rf"(?P<columns>\*|(?:{_VARIABLE}|{_COUNTED})(?:{GAP}++(?:{_VARIABLE}|{_COUNTED}))*+){GAP}++"
    rf"(?:(?i:WHERE){_W})?+\{{{_W}"
    rf"(?P<subject>{_VARIABLE}|{_NAME}){GAP}++(?P<predicate>{_VARIABLE}|{_NAME}|a){GAP}++(?P<object>{_VARIABLE}|{_NAME})"
    rf"{_W}(?:\.{_W})?+\}}{_W}"
    rf"(?:(?i:GROUP){GAP}++(?i:BY){GAP}++(?P<groups>{_VARIABLE}(?:{GAP}++{_VARIABLE})*+){_W})?+"
    rf"(?:(?i:ORDER){GAP}++(?i:BY){GAP}++(?P<keys>{_KEY}(?:{GAP}++{_KEY})*+){_W})?+"
    rf"(?:(?i:LIMIT){GAP}++(?P<limit>[0-9]{{1,6}}+){_W})?+(?:(?i:OFFSET){GAP}++(?P<offset>[0-9]{{1,6}}+){_W})?+\Z"
)
_NAMES: Final = re.compile(_VARIABLE)


class Lookup(NamedTuple):
    """A SELECT over one pattern: its terms (variables with their `?`), how it is grouped, ordered and cut."""

    subject: str
    predicate: str
    object: str
    columns: int
    counted: int
    groups: frozenset[str] | None
    keys: int
    most: int | None

    @property
    def is_cut(self) -> bool:
        """Whether the engine stops by itself when it has enough rows."""
        return self.most is not None and self.groups is None and not self.keys


def read_lookup(text: str) -> Lookup | None:
    """Read a query as a lookup; None when it is anything else."""
    verb, prefixes, rest = split_prologue(text)
    match = _WHOLE.match(rest) if verb == "SELECT" else None
    if match is None:
        return None
    terms = [_to_term(match[place], prefixes) for place in ("subject", "predicate", "object")]
    columns, keys = match["columns"], match["keys"]
    counted = columns.count("(") // 2
    count = 3 if columns == "*" else columns.count("?") + columns.count("*") - counted
    groups = frozenset(_NAMES.findall(match["groups"] or "")) if counted or match["groups"] else None
    variables = [term for term in terms if term[:1] == "?"]
    # One variable in two places is a condition: to meet it, facts are read that no row tells of.
    if "" in terms or len(set(variables)) < len(variables) or count > _MOST_COLUMNS:
        return None
    limit = match["limit"]
    return Lookup(
        subject=terms[0],
        predicate=terms[1],
        object=terms[2],
        columns=count,
        counted=counted,
        groups=groups,
        keys=(keys or "").count("?") + (1 if match["distinct"] else 0),
        most=None if limit is None else int(limit) + int(match["offset"] or 0),
    )


def _to_term(word: str, prefixes: Mapping[str, str]) -> str:
    """Give a variable as it stands, a name as its IRI, "" for one that isn't declared."""
    if word[0] == "?":
        return word
    if word == "a":
        return _TYPE
    if word[0] == "<":
        return word[1:-1]
    prefix, _, local = word.partition(":")
    stem = prefixes.get(prefix, "")
    return stem and stem + local


class Sizes:
    """How much a store says by each property: facts, different subjects and objects, and objects that many have."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self._facts: Counter[str] = Counter()
        subjects: defaultdict[str, set[object]] = defaultdict(set)
        objects: defaultdict[str, Counter[object]] = defaultdict(Counter)
        for quad in quads:
            name = quad.predicate.value
            self._facts[name] += 1
            subjects[name].add(quad.subject)
            objects[name][quad.object] += 1
        self._subjects = {name: len(found) for name, found in subjects.items()}
        self._objects = {name: len(found) for name, found in objects.items()}
        self._common = {
            (name, term.value): count
            for name, found in objects.items()
            for term, count in found.items()
            if count > _SOME and isinstance(term, ox.NamedNode)
        }

    def count_steps(self, lookup: Lookup, engine: ox.Store) -> float:
        """Give how many steps a lookup takes at most; infinite when that isn't known."""
        facts = self._count_facts(lookup, engine)
        if lookup.is_cut and lookup.most is not None:
            facts = lookup.most if facts is None else min(facts, lookup.most)
        if facts is None:
            return float("inf")
        rows = facts if lookup.groups is None else min(facts, self._count_groups(lookup, facts))
        comparisons = rows * rows.bit_length() * lookup.keys * _PER_COMPARISON
        return facts * (1 + lookup.counted / 2) + rows * lookup.columns + comparisons

    def _count_facts(self, lookup: Lookup, engine: ox.Store) -> int | None:
        """How many facts the pattern has at most, None when that isn't known."""
        if lookup.subject[0] != "?":
            names = (lookup.subject, lookup.predicate, lookup.object)
            found = engine.quads_for_pattern(*(None if name[0] == "?" else ox.NamedNode(name) for name in names))
            count = sum(1 for _ in islice(found, _SOME + 1))
            return count if count <= _SOME else None
        if lookup.predicate[0] == "?":
            return None
        facts = self._facts.get(lookup.predicate, 0)
        if lookup.object[0] == "?":
            return facts
        return min(facts, self._common.get((lookup.predicate, lookup.object), _SOME))

    def _count_groups(self, lookup: Lookup, facts: int) -> int:
        """How many groups there are at most: as many as the grouped variables can have values."""
        sizes = {lookup.subject: self._subjects, lookup.object: self._objects}
        count = 1
        for name in lookup.groups or ():
            known = sizes.get(name)
            count *= facts if known is None else known.get(lookup.predicate, 0) if lookup.predicate[0] != "?" else facts
        return count


def answer_lookup(engine: ox.Store, sizes: Sizes, text: str, form: ox.QueryResultsFormat, *, most: int) -> bytes | None:
    """Answer a lookup that is surely cheap; None when a worker must answer, or word what is wrong."""
    lookup = read_lookup(text)
    if lookup is None or sizes.count_steps(lookup, engine) > MOST_STEPS:
        return None
    try:
        found = engine.query(text, base_iri=BASE, use_default_graph_as_union=True)
        body = found.serialize(format=form) if isinstance(found, ox.QuerySolutions) else None
    except (SyntaxError, ValueError):
        return None
    return None if body is None or len(body) > most else body
