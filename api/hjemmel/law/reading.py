"""Reading the graph into records, one question for each kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, TypedDict, TypeVar

from hjemmel.graph.store import Store
from hjemmel.law.actors import Actor, TargetGroup, read_actor, read_target_group
from hjemmel.law.acts import Act, Provision, Wording, read_act, read_provision, read_wording
from hjemmel.law.facts import Facts, group_facts
from hjemmel.law.guidance import GuidanceDocument, read_guidance
from hjemmel.law.norms import EXCEPTION, NORM_TYPES, Norm, read_grounding, read_norm
from hjemmel.law.plan_areas import Criterion, PlanArea, read_criterion, read_plan_area
from hjemmel.law.questions import run_question
from hjemmel.law.quotes import Quote, read_quote
from hjemmel.law.situations import Situation, read_situation
from hjemmel.law.sources import Concept, Source, read_concept, read_source
from hjemmel.law.things import Thing

_LEGAL: Final = ("Act", "Regulation", "Treaty")

T = TypeVar("T", bound=Thing)


class Records(TypedDict):
    """The records of a release by slug."""

    acts: Mapping[str, Act]
    provisions: Mapping[str, Provision]
    wordings: Mapping[str, Wording]
    norms: Mapping[str, Norm]
    actors: Mapping[str, Actor]
    target_groups: Mapping[str, TargetGroup]
    situations: Mapping[str, Situation]
    plan_areas: Mapping[str, PlanArea]
    criteria: Mapping[str, Criterion]
    guidance: Mapping[str, GuidanceDocument]
    quotes: Mapping[str, Quote]
    sources: Mapping[str, Source]
    concepts: Mapping[str, Concept]


class Reader:
    """Asks the store for the facts of one kind of thing after the other."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._notations: dict[str, str] = {}
        self.concepts = _by_slug(read_concept(facts) for facts in self._list_concepts())
        self._notations |= {each.id: each.notation for each in self.concepts.values() if each.notation}

    def list_facts(self, *classes: str) -> tuple[Facts, ...]:
        """The facts of the knowledge base's things of our own classes."""
        return self._ask("kb/", *(f"hj:{name}" for name in classes))

    def list_sources(self) -> tuple[Facts, ...]:
        """The facts of the sources that were read."""
        return self._ask("kb/", "prov:Entity")

    def _list_concepts(self) -> tuple[Facts, ...]:
        return self._ask("ontology/", "skos:Concept")

    def _ask(self, folder: str, *classes: str) -> tuple[Facts, ...]:
        rows = (
            row for name in classes for row in run_question(self._store, "records", {"class": name, "folder": folder})
        )
        return group_facts(rows, self._notations)


def read_records(store: Store) -> Records:
    """Read every record of the knowledge base (imported law text stays in the store)."""
    reader = Reader(store)
    ask = reader.list_facts
    documents = ask("GuidanceDocument")
    newer = _invert(documents, "dct:replaces")
    return Records(
        acts=_by_slug(read_act(each) for each in ask(*_LEGAL)),
        provisions=_by_slug(read_provision(each) for each in ask("Provision")),
        wordings=_by_slug(read_wording(each) for each in ask("ProvisionVersion")),
        norms=_read_norms(reader),
        actors=_by_slug(read_actor(each) for each in ask("Actor")),
        target_groups=_by_slug(read_target_group(each) for each in ask("TargetGroup")),
        situations=_by_slug(read_situation(each) for each in ask("Situation")),
        plan_areas=_by_slug(read_plan_area(each) for each in ask("PlanArea")),
        criteria=_by_slug(read_criterion(each) for each in ask("Criterion")),
        guidance=_by_slug(read_guidance(each, newer) for each in documents),
        quotes=_by_slug(read_quote(each) for each in ask("Quote")),
        sources=_by_slug(read_source(each) for each in reader.list_sources()),
        concepts=reader.concepts,
    )


def _read_norms(reader: Reader) -> dict[str, Norm]:
    ties = [read_grounding(facts) for facts in reader.list_facts("Grounding")]
    groundings = {tie.id: tie for tie in ties}
    norms = reader.list_facts(*NORM_TYPES, EXCEPTION)
    newer = _invert(norms, "hj:replaces")
    return _by_slug(read_norm(facts, groundings, newer) for facts in norms)


def _by_slug(records: Iterable[T]) -> dict[str, T]:
    return {record.slug: record for record in records}


def _invert(things: Iterable[Facts], name: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for facts in things:
        for iri in facts.iris(name):
            found[iri].append(facts.id)
    return {iri: tuple(sources) for iri, sources in found.items()}
