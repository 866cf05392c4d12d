"""What one release says that another doesn't, thing by thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from pyoxigraph import Triple

from hjemmel.graph.snapshot import Kb
from hjemmel.graph.store import to_sorted
from hjemmel.rdf.order import to_natural_key

Facts: TypeAlias = Mapping[str, tuple[Triple, ...]]

_ALL: Final = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Facts by the IRI of their subject, in natural order: those that came and those that went."""

    old: str
    new: str
    added: Facts
    removed: Facts

    @property
    def subjects(self) -> tuple[str, ...]:
        """Every thing of which something changed, in natural order."""
        return tuple(sorted(self.added.keys() | self.removed.keys(), key=to_natural_key))


def compare(old: Kb, new: Kb) -> Comparison:
    """Compare two releases, whatever files their facts stand in."""
    before, after = set(old.store.construct(_ALL)), set(new.store.construct(_ALL))
    return Comparison(
        old=old.release,
        new=new.release,
        added=_to_facts(after - before),
        removed=_to_facts(before - after),
    )


def _to_facts(triples: Iterable[Triple]) -> Facts:
    grouped: dict[str, list[Triple]] = {}
    for triple in to_sorted(triples):
        grouped.setdefault(_to_name(triple), []).append(triple)
    return {name: tuple(grouped[name]) for name in sorted(grouped, key=to_natural_key)}


def _to_name(triple: Triple) -> str:
    return str(triple.subject).strip("<>")
