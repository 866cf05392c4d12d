"""The four questions a store answers, and the engine that answers them in memory.

The default graph of every question is the union of the named graphs. Values for variables are
given apart from the query (`bindings`); no caller pastes them into its text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Protocol, TypeAlias, get_args, runtime_checkable

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad, Triple

from hjemmel.graph.binding import write_bound
from hjemmel.rdf.namespaces import Term

Bindings: TypeAlias = Mapping[str, Term]
Row: TypeAlias = Mapping[str, Term]
Answer: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
Tied: TypeAlias = Callable[[NamedNode], Iterable[Triple]]

# The folders below a thing's path whose nodes its document nests.
_TERMS: Final = get_args(Term)
NESTED: Final = frozenset({"groundings", "criteria", "exceptions", "versjon"})
NO_BINDINGS: Final[Bindings] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The answer to a SELECT: names of variables, and rows that leave out what is unbound."""

    variables: tuple[str, ...]
    rows: tuple[Row, ...]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


@runtime_checkable
class Store(Protocol):
    """A graph that can be asked; both engines pass the same tests.

    Every question raises ValueError when the query can't be read, is of another kind than the
    question, or when a binding doesn't fit it (see `hjemmel.graph.binding`).
    """

    def select(self, query: str, bindings: Bindings = NO_BINDINGS) -> Rows:
        """Answer a SELECT with rows."""
        ...

    def construct(self, query: str, bindings: Bindings = NO_BINDINGS) -> tuple[Triple, ...]:
        """Answer a CONSTRUCT or DESCRIBE with triples, each once, in the order of N-Triples."""
        ...

    def ask(self, query: str, bindings: Bindings = NO_BINDINGS) -> bool:
        """Answer an ASK."""
        ...

    def describe(self, iri: str) -> tuple[Triple, ...]:
        """Give what is said of a thing and of the nodes its document nests, in their order.

        Nested are nodes below its path, tied to it in either direction: `<iri>/groundings/…` and
        so on, see `NESTED`. An unknown thing gives no triples.
        """
        ...


class EmbeddedStore:
    """The graph in this process's memory, asked by pyoxigraph."""

    __slots__ = ("engine",)

    def __init__(self, engine: ox.Store) -> None:
        self.engine = engine

    @classmethod
    def load(cls, quads: Iterable[Quad]) -> EmbeddedStore:
        """Make a store of quads; each fact is kept in the first graph that says it."""
        engine = ox.Store()
        engine.extend(to_distinct(quads))
        return cls(engine)

    def select(self, query: str, bindings: Bindings = NO_BINDINGS) -> Rows:
        """Answer a SELECT with rows."""
        return to_rows(self._query(query, bindings))

    def construct(self, query: str, bindings: Bindings = NO_BINDINGS) -> tuple[Triple, ...]:
        """Answer a CONSTRUCT or DESCRIBE with triples, each once, in the order of N-Triples."""
        return to_triples(self._query(query, bindings))

    def ask(self, query: str, bindings: Bindings = NO_BINDINGS) -> bool:
        """Answer an ASK."""
        return to_bool(self._query(query, bindings))

    def describe(self, iri: str) -> tuple[Triple, ...]:
        """Give what is said of a thing and of the nodes its document nests, in their order."""
        return describe_nested(iri, self._list_said, self._list_tied)

    def _list_said(self, node: NamedNode) -> Iterator[Triple]:
        return (quad.triple for quad in self.engine.quads_for_pattern(node, None, None))

    def _list_tied(self, node: NamedNode) -> Iterator[Triple]:
        return (quad.triple for quad in self.engine.quads_for_pattern(None, None, node))

    def _query(self, query: str, bindings: Bindings) -> Answer:
        try:
            bound = write_bound(query, bindings)
            return self.engine.query(bound, use_default_graph_as_union=True)
        except SyntaxError as error:
            raise ValueError(f"The query can't be read: {error.msg}") from error


def to_distinct(quads: Iterable[Quad]) -> Iterable[Quad]:
    """Leave out what an earlier graph has said.

    pyoxigraph's union of graphs (0.5.13) is no set: a fact in two graphs gives two rows, and counts go wrong.
    """
    first: dict[Triple, Quad] = {}
    for quad in quads:
        first.setdefault(quad.triple, quad)
    return first.values()


def to_rows(answer: Answer) -> Rows:
    """Turn solutions of either engine into rows.

    Raises:
        ValueError: they are no solutions.
    """
    if isinstance(answer, ox.QuerySolutions):
        names = tuple(variable.value for variable in answer.variables)
        return Rows(variables=names, rows=tuple(_to_row(names, solution) for solution in answer))
    raise ValueError("This is no SELECT: it answers with no rows.")


def to_triples(answer: Answer) -> tuple[Triple, ...]:
    """Turn the graph that an engine answered with into triples.

    Raises:
        ValueError: it is no graph.
    """
    if isinstance(answer, ox.QueryTriples):
        return to_sorted(answer)
    raise ValueError("This is no CONSTRUCT or DESCRIBE: it answers with no triples.")


def to_bool(answer: Answer) -> bool:
    """Turn the answer of either engine into yes or no.

    Raises:
        ValueError: it is neither.
    """
    if isinstance(answer, ox.QueryBoolean):
        return bool(answer)
    raise ValueError("This is no ASK: it answers with neither yes nor no.")


def to_sorted(triples: Iterable[Triple]) -> tuple[Triple, ...]:
    """Give each triple once, in the order of their N-Triples lines."""
    return tuple(sorted(set(triples), key=str))


def describe_nested(iri: str, list_said: Tied, list_tied: Tied) -> tuple[Triple, ...]:
    """Walk from a thing to the nodes nested below it; the engine says what is said and tied."""
    try:
        waiting = [NamedNode(iri)]
    except ValueError:
        return ()
    found: dict[NamedNode, tuple[Triple, ...]] = {}
    while waiting:
        node = waiting.pop()
        if node not in found:
            found[node] = to_sorted(list_said(node))
            for triple in (*found[node], *list_tied(node)):
                waiting += list_nested(node.value, (triple.subject, triple.object))
    return tuple(triple for node in sorted(found) for triple in found[node])


def list_nested(parent: str, terms: Iterable[object]) -> list[NamedNode]:
    """Give those of the terms that the parent's document nests."""
    start = f"{parent}/"
    return [
        term
        for term in terms
        if isinstance(term, NamedNode) and term.value.startswith(start) and _is_nested(term.value.removeprefix(start))
    ]


def _is_nested(path: str) -> bool:
    room, _, name = path.partition("/")
    return room in NESTED and bool(name) and "/" not in name


def _to_row(names: Iterable[str], solution: ox.QuerySolution) -> Row:
    # A release is read in some thirty thousand rows before the first answer: a row is walked once, by place.
    return {name: value for name, value in zip(names, solution, strict=True) if isinstance(value, _TERMS)}
