"""Situations that trigger norms, and whether a set of them satisfies a norm's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from hjemmel.law.closure import find_closure
from hjemmel.law.facts import Facts, read_common
from hjemmel.law.things import Thing

Verdict = Literal["yes", "open", "excluded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation(Thing):
    """A situation; with several `broader` it is composite, and all of them must be there."""

    broader: tuple[str, ...] = ()
    disjoint_with: tuple[str, ...] = ()


def read_situation(facts: Facts) -> Situation:
    """Read a situation."""
    return Situation(
        **read_common(facts),
        broader=facts.iris("skos:broader"),
        disjoint_with=facts.iris("hj:disjointWith"),
    )


class SituationTree:
    """All situations of a release, closed upwards; answers whether some satisfy others."""

    def __init__(self, situations: Mapping[str, Situation]) -> None:
        broader = {iri: [up for up in s.broader if up in situations] for iri, s in situations.items()}
        self._closure = {iri: find_closure(iri, broader) for iri in situations}
        # A circle (which the house rules refuse) must not hang a server that is running.
        self._parents = {iri: [up for up in ups if iri not in self._closure[up]] for iri, ups in broader.items()}
        self._disjoint: dict[str, set[str]] = {iri: set() for iri in situations}
        for iri, situation in situations.items():
            for other in situation.disjoint_with:
                self._disjoint[iri].add(other)
                self._disjoint.setdefault(other, set()).add(iri)

    def close(self, asked: Iterable[str]) -> frozenset[str]:
        """Everything that is so when the `asked` situations are: they and all broader ones."""
        return frozenset(up for iri in asked for up in self._closure.get(iri, (iri,)))

    def judge(self, situation: str, held: frozenset[str]) -> Verdict:
        """Whether `situation` is so ("yes"), can't be so ("excluded") or isn't known ("open").

        `held` is a closed set (see close); with nothing held, everything is open, and so is what
        the release doesn't know: it must hide no norm.
        """
        if not held or situation not in self._parents:
            return "open"
        if self._satisfied(situation, held):
            return "yes"
        return "excluded" if self._excluded(situation, held) else "open"

    def _satisfied(self, situation: str, held: frozenset[str]) -> bool:
        parts = self._parents[situation]
        return situation in held or (len(parts) > 1 and all(self._satisfied(part, held) for part in parts))

    def _excluded(self, situation: str, held: frozenset[str]) -> bool:
        if self._satisfied(situation, held):
            return False
        parts = self._parents[situation]
        if not parts or not held.isdisjoint(self._disjoint[situation]):
            return True  # the facet or root asked for is another one
        return any(self._excluded(part, held) for part in parts)
