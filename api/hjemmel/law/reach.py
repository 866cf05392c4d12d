"""How norms reach actors: every path of a release, walked once for each actor asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from hjemmel.law.actors import Actor
from hjemmel.law.answers import Applicable, Condition, Step
from hjemmel.law.bases import Basis
from hjemmel.law.closure import find_paths
from hjemmel.law.names import Names
from hjemmel.law.norms import EXCEPTION, OWN_ROLES, ROLES, Norm, Role
from hjemmel.law.things import Texts
from hjemmel.rdf.order import to_natural_key

PERSONAL_TYPES: Final = frozenset({"everyone", "person", "profession", "person-group"})
"""Types of actors that are people, and so bear a personal norm themselves."""

PERSONAL: Final[Texts] = {
    "nb": "Normen er personlig: den binder hver enkelt som arbeider der, ikke organet selv.",
    "nn": "Norma er personleg: ho bind kvar einskild som arbeider der, ikkje organet sjølv.",
    "en": "The norm is personal: it binds each person who works there, not the body itself.",
}

Line = tuple[Norm, Role, tuple[str, ...]]
"""A norm, the role in which it reaches an actor, and the actors on the way to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """An answer item and the period in which it is the answer."""

    start: date
    end: date | None
    item: Applicable

    def holds_on(self, day: date) -> bool:
        """Whether the item is the answer on `day`."""
        return self.start <= day and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """What reaches an actor in some roles: the item of every day, and those of each period."""

    always: tuple[Applicable, ...]
    spells: tuple[Spell, ...]


class Reach:
    """Which norms reach which actors. Lines are drawn when first asked for, then kept."""

    def __init__(
        self,
        *,
        actors: Iterable[Actor],
        norms: Iterable[Norm],
        bases: Mapping[str, tuple[Basis, ...]],
        names: Names,
    ) -> None:
        self._actors = {actor.id: actor for actor in actors}
        self._broader = {iri: actor.broader for iri, actor in self._actors.items()}
        self._bases = bases
        self._names = names
        self._named: dict[tuple[Role, str], list[Norm]] = defaultdict(list)
        self._exceptions: dict[str, list[Norm]] = defaultdict(list)
        self._lines: dict[tuple[str, tuple[Role, ...]], Lines] = {}
        for norm in norms:
            self._index(norm)

    def find_lines(self, actor: str, roles: tuple[Role, ...]) -> Lines:
        """Everything that reaches `actor` in one of the roles, ordered by norm, then role."""
        key = (actor, roles)
        found = self._lines.get(key)
        if found is None:
            # Two threads may both draw them; they draw the same.
            found = self._lines[key] = self._draw(actor, roles)
        return found

    def list_exceptions(self, norm: str) -> tuple[Norm, ...]:
        """The exceptions to a norm, whatever the day."""
        return tuple(self._exceptions.get(norm, ()))

    def list_reached(self, actor: str, role: Role) -> dict[str, Line]:
        """The norms that reach `actor` in `role` by IRI, each by the shortest path of actors."""
        reached: dict[str, Line] = {}
        for broader, path in find_paths(actor, self._broader).items():
            for norm in self._named.get((role, broader), ()):
                reached.setdefault(norm.id, (norm, role, path))
        return reached

    def _index(self, norm: Norm) -> None:
        if norm.type == EXCEPTION:
            for iri in norm.exception_to:
                self._exceptions[iri].append(norm)
            return
        for role in ROLES:
            for actor in norm.actors_in(role):
                self._named[role, actor].append(norm)

    def _draw(self, actor: str, roles: tuple[Role, ...]) -> Lines:
        found = [line for role in roles for line in self.list_reached(actor, role).values()]
        found.sort(key=lambda line: (to_natural_key(line[0].slug), ROLES.index(line[1])))
        always = tuple(self._item(*line, None) for line in found)
        spells = tuple(spell for line in found for spell in self._list_spells(*line))
        return Lines(always=always, spells=spells)

    def _list_spells(self, norm: Norm, role: Role, path: tuple[str, ...]) -> list[Spell]:
        bases = self._bases.get(norm.id, ())
        cuts = _list_cuts([*bases, *self._bases_of_exceptions(norm)])
        return [
            Spell(start=start, end=end, item=self._item(norm, role, path, start))
            for start, end in zip(cuts, [*cuts[1:], None], strict=True)
            if any(basis.holds_on(start) for basis in bases)
        ]

    def _bases_of_exceptions(self, norm: Norm) -> list[Basis]:
        found = self.list_exceptions(norm.id)
        return [basis for exception in found for basis in self._bases.get(exception.id, ())]

    def _item(self, norm: Norm, role: Role, path: tuple[str, ...], day: date | None) -> Applicable:
        bases = self._hold(norm, day)
        exceptions = tuple(
            exception for exception in self.list_exceptions(norm.id) if day is None or self._hold(exception, day)
        )
        conditions = (*self._list_conditions(norm, role, path[0]), *map(_to_condition, exceptions))
        return Applicable(
            norm=norm,
            applies="depends" if conditions else "yes",
            role=role,
            because=(*self._walk(norm, role, path), *self._settle(bases)),
            conditions=conditions,
            situations=tuple(self._names.find_ref(iri) for iri in norm.situation),
            basis=bases,
            exceptions=exceptions,
            supervisors=tuple(self._names.find_ref(iri) for iri in norm.supervisor),
        )

    def _hold(self, norm: Norm, day: date | None) -> tuple[Basis, ...]:
        bases = self._bases.get(norm.id, ())
        return tuple(basis for basis in bases if day is None or basis.holds_on(day))

    def _list_conditions(self, norm: Norm, role: Role, actor: str) -> tuple[Condition, ...]:
        found = [Condition(kind="situation", id=iri, labels=self._names.find_labels(iri)) for iri in norm.situation]
        if norm.condition:
            found.append(Condition(kind="condition", labels=norm.condition))
        kind = self._actors[actor].actor_type
        if norm.personal and role in OWN_ROLES and kind not in PERSONAL_TYPES:
            found.append(Condition(kind="personal", labels=PERSONAL))
        return tuple(found)

    def _walk(self, norm: Norm, role: Role, path: Sequence[str]) -> list[Step]:
        labels = self._names.find_labels
        steps = [Step(step="actor", id=path[0], labels=labels(path[0]))]
        steps += [Step(step="broader", id=iri, labels=labels(iri)) for iri in path[1:]]
        return [*steps, Step(step=role, id=norm.id, labels=norm.labels)]

    def _settle(self, bases: Sequence[Basis]) -> list[Step]:
        # The newest words carry the answer; words still pending only when there are no others.
        chosen = next((b for b in reversed(bases) if not b.pending), next(iter(bases), None))
        if chosen is None:
            return []
        if chosen.document:
            return [Step(step="statedIn", id=chosen.document, labels=chosen.labels)]
        wording = chosen.wording or ""
        return [
            Step(step="grounding", id=chosen.grounding or "", labels=chosen.labels),
            Step(step="wording", id=wording, labels=self._names.find_labels(wording)),
        ]


def _to_condition(exception: Norm) -> Condition:
    """An exception leaves the answer open: whether it takes the case out is for the reader to judge."""
    return Condition(kind="exception", id=exception.id, labels=exception.labels)


def _list_cuts(bases: Iterable[Basis]) -> list[date]:
    days = {date.min}
    for basis in bases:
        if not basis.pending:
            days.update(day for day in (basis.valid_from, basis.valid_to) if day)
    return sorted(days)
