"""The records of one release, each kind read from the graph when it is first asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TypeVar

from hjemmel.graph.store import Store
from hjemmel.law.actors import Actor, TargetGroup, read_actor, read_target_group
from hjemmel.law.acts import Act, Provision, Wording, read_act, read_provision, read_wording
from hjemmel.law.facts import Facts, group_facts
from hjemmel.law.guidance import GuidanceDocument, read_guidance
from hjemmel.law.identifiers import find_legal_name, to_path
from hjemmel.law.norms import EXCEPTION, NORM_TYPES, Norm, read_grounding, read_norm
from hjemmel.law.plan_areas import Criterion, PlanArea, read_criterion, read_plan_area
from hjemmel.law.questions import run_question
from hjemmel.law.quotes import Quote, read_quote
from hjemmel.law.situations import Situation, read_situation
from hjemmel.law.sources import Agent, Concept, Source, read_agent, read_concept, read_source
from hjemmel.law.things import Thing

T = TypeVar("T", bound=Thing)


class Records:
    """The records of the knowledge base by slug, law by path (imported law text stays in the store).

    `things` reads all that hasn't been read; a server calls it before it takes requests.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    @cached_property
    def acts(self) -> Mapping[str, Act]:
        """Acts, regulations and treaties by refid."""
        return self._read(read_act, "Act", "Regulation", "Treaty")

    @cached_property
    def provisions(self) -> Mapping[str, Provision]:
        """Provisions by path."""
        return self._read(read_provision, "Provision")

    @cached_property
    def wordings(self) -> Mapping[str, Wording]:
        """Wordings by path."""
        return self._read(read_wording, "ProvisionVersion")

    @cached_property
    def norms(self) -> Mapping[str, Norm]:
        """Norms and exceptions."""
        ties = (read_grounding(facts) for facts in self._ask("hj:Grounding"))
        groundings = {tie.id: tie for tie in ties}
        norms = self._ask(*(f"hj:{name}" for name in (*NORM_TYPES, EXCEPTION)))
        newer = _invert(norms, "hj:replaces")
        return _by_slug(read_norm(facts, groundings, newer) for facts in norms)

    @cached_property
    def actors(self) -> Mapping[str, Actor]:
        """Actors."""
        return self._read(read_actor, "Actor")

    @cached_property
    def target_groups(self) -> Mapping[str, TargetGroup]:
        """Those who are protected or served."""
        return self._read(read_target_group, "TargetGroup")

    @cached_property
    def situations(self) -> Mapping[str, Situation]:
        """Situations."""
        return self._read(read_situation, "Situation")

    @cached_property
    def plan_areas(self) -> Mapping[str, PlanArea]:
        """Parts of a municipal plan."""
        return self._read(read_plan_area, "PlanArea")

    @cached_property
    def criteria(self) -> Mapping[str, Criterion]:
        """The criteria of all plan areas."""
        return self._read(read_criterion, "Criterion")

    @cached_property
    def guidance(self) -> Mapping[str, GuidanceDocument]:
        """Guidance documents."""
        documents = self._ask("hj:GuidanceDocument")
        newer = _invert(documents, "dct:replaces")
        return _by_slug(read_guidance(facts, newer) for facts in documents)

    @cached_property
    def quotes(self) -> Mapping[str, Quote]:
        """Quoted passages."""
        return self._read(read_quote, "Quote")

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Sources that were read."""
        return _by_slug(read_source(facts) for facts in self._ask("prov:Entity"))

    @cached_property
    def agents(self) -> Mapping[str, Agent]:
        """Those who publish and are no actors."""
        return _by_slug(read_agent(facts) for facts in self._ask("foaf:Agent"))

    @cached_property
    def concepts(self) -> Mapping[str, Concept]:
        """The values of the ontology's vocabularies by path ("force/skal")."""
        rows = run_question(self._store, "records", {"class": "skos:Concept", "folder": "ontology/"})
        return _by_slug(read_concept(facts) for facts in group_facts(rows, {}))

    @cached_property
    def notes(self) -> tuple[tuple[str, str], ...]:
        """Every editorial note: the IRI it stands on, and its text. A record keeps one; some things have several."""
        rows = run_question(self._store, "editorial-notes", {})
        return tuple((str(row["thing"].value), str(row["note"].value)) for row in rows)

    @cached_property
    def things(self) -> Mapping[str, Thing]:
        """Every record by its IRI."""
        kinds: tuple[Mapping[str, Thing], ...] = (
            self.concepts, self.agents, self.sources, self.quotes, self.guidance, self.criteria,
            self.plan_areas, self.situations, self.target_groups, self.actors, self.norms,
            self.wordings, self.provisions, self.acts,
        )  # fmt: skip
        return {thing.id: thing for kind in kinds for thing in kind.values()}

    def find_thing(self, iri: str) -> Thing | None:
        """The record of an IRI, or None; only the kind it is of is read."""
        path = to_path(iri)
        return self._law(path).get(path) if find_legal_name(path) else self._find_other(path)

    def _law(self, path: str) -> Mapping[str, Thing]:
        if "/versjon/" in path:
            return self.wordings
        return self.provisions if path.count("/") > 1 else self.acts

    def _find_other(self, path: str) -> Thing | None:
        place, _, slug = path.partition("/")
        if place == "plan-areas" and "/criteria/" in slug:
            return self.criteria.get(slug.rpartition("/")[2])
        read = _PLACES.get(place)
        return read(self).get(slug) if read else self.concepts.get(path)

    def _read(self, read: Callable[[Facts], T], *classes: str) -> dict[str, T]:
        return _by_slug(read(facts) for facts in self._ask(*(f"hj:{name}" for name in classes)))

    def _ask(self, *classes: str) -> tuple[Facts, ...]:
        rows = (
            row for name in classes for row in run_question(self._store, "records", {"class": name, "folder": "kb/"})
        )
        return group_facts(rows, self._notations)

    @cached_property
    def _notations(self) -> dict[str, str]:
        return {each.id: each.notation for each in self.concepts.values() if each.notation}


_PLACES: Mapping[str, Callable[[Records], Mapping[str, Thing]]] = {
    "duties": lambda records: records.norms,
    "actors": lambda records: records.actors,
    "target-groups": lambda records: records.target_groups,
    "situations": lambda records: records.situations,
    "plan-areas": lambda records: records.plan_areas,
    "guidance": lambda records: records.guidance,
    "quotes": lambda records: records.quotes,
    "sources": lambda records: records.sources,
    "agents": lambda records: records.agents,
}


def _by_slug(records: Iterable[T]) -> dict[str, T]:
    return {record.slug: record for record in records}


def _invert(things: Iterable[Facts], name: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for facts in things:
        for iri in facts.iris(name):
            found[iri].append(facts.id)
    return {iri: tuple(sources) for iri, sources in found.items()}
