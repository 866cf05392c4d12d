"""The four questions a store answers, and the engine that answers them in memory.

The default graph of every question is the union of the named graphs. Values are bound to variables by
`hjemmel.graph.binding`, never pasted into the text by the caller.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Protocol, TypeAlias, runtime_checkable

from pyoxigraph import Triple

from hjemmel.rdf.namespaces import Term

Bindings: TypeAlias = Mapping[str, Term]
Row: TypeAlias = Mapping[str, Term]

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

    Every question raises ValueError when the query can't be read, is of another kind than the question, or gives a
    value to a variable that it makes itself.
    """

    def select(self, query: str, bindings: Bindings = NO_BINDINGS) -> Rows:
        """Answer a SELECT with rows."""
        ...

    def construct(self, query: str, bindings: Bindings = NO_BINDINGS) -> tuple[Triple, ...]:
        """Answer a CONSTRUCT with triples, each once, in the order of their N-Triples lines."""
        ...

    def ask(self, query: str, bindings: Bindings = NO_BINDINGS) -> bool:
        """Answer an ASK."""
        ...

    def describe(self, iri: str) -> tuple[Triple, ...]:
        """Give what is said of a thing and of the nodes below its path (`<iri>/groundings/…`).

        Only children that the thing's document nests belong to it: see `NESTED`. Unknown things give no triples.
        """
        ...
