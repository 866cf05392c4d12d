"""The records and the SPARQL agree on invented worlds, not only on the one that is written down."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from hjemmel.graph.store import EmbeddedStore
from hjemmel.law.applicability import list_applicable
from hjemmel.law.catalogue import Catalogue
from hjemmel.law.norms import NORM_TYPES
from hjemmel.law.questions import run_question
from hjemmel.rdf.namespaces import GRAPHS, node

START = date(2100, 1, 1)
DATE = node("xsd:date")
TYPES = ("person", "profession", "person-group", "service", "everyone")
DAYS = st.integers(0, 20)
FEW = st.integers(0, 5)

ACTORS = st.lists(
    st.tuples(st.sampled_from(TYPES), st.sets(FEW, max_size=2), st.sets(FEW, max_size=1)), min_size=1, max_size=6
)
WORDINGS = st.lists(st.tuples(st.none() | DAYS, st.none() | DAYS), min_size=1, max_size=5)
NORMS = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from([*NORM_TYPES, "Exception"]),
            "bearer": st.sets(FEW, min_size=1, max_size=2),
            "performer": st.sets(FEW, max_size=2),
            "grounding": st.sets(FEW, max_size=3),
            "statedIn": st.sets(FEW, max_size=2),
            "personal": st.booleans(),
            "condition": st.booleans(),
            "situation": st.booleans(),
        }
    ),
    max_size=6,
)


def to_day(offset: int) -> Literal:
    return Literal((START + timedelta(days=offset)).isoformat(), datatype=DATE)


class World:
    """Statements about things that are named by number; a number beyond the last means the first again."""

    def __init__(self) -> None:
        self.quads: list[Quad] = []

    def say(self, subject: str, predicate: str, value: NamedNode | Literal, folder: str = "kb") -> None:
        graph = NamedNode(f"{GRAPHS}{folder}/world")
        self.quads.append(Quad(node(subject), node(predicate), value, graph))

    def add_period(self, subject: str, period: tuple[int | None, int | None]) -> None:
        for name, offset in zip(("hj:validFrom", "hj:validTo"), period, strict=True):
            if offset is not None:
                self.say(subject, name, to_day(offset))

    def add_norm(self, number: int, norm, actors: int, wordings: int) -> None:
        name = f"duties/n{number}"
        self.say(name, "rdf:type", node(f"hj:{norm['kind']}"))
        for role in ("bearer", "performer"):
            for actor in norm[role]:
                self.say(name, f"hj:{role}", node(f"actors/a{actor % actors}"))
        for tie in norm["grounding"]:
            ground = f"{name}/groundings/{tie}"
            self.say(name, "hj:grounding", node(ground))
            self.say(ground, "rdf:type", node("hj:Grounding"))
            self.say(ground, "hj:of", node(f"lov/2099-01-01-1/paragraf/{tie % wordings}/versjon/1"))
        for document in norm["statedIn"]:
            self.say(name, "hj:statedIn", node(f"guidance/g{document % wordings}"))
        if norm["personal"]:
            self.say(name, "hj:personal", Literal("true", datatype=node("xsd:boolean")))
        if norm["condition"]:
            self.say(name, "hj:condition", Literal("når det trengs", language="nb"))
        if norm["situation"]:
            self.say(name, "hj:situation", node("situations/sak"))


def build_world(actors, wordings, norms) -> EmbeddedStore:
    world = World()
    for kind in TYPES:
        world.say(f"actor-type/{kind}", "rdf:type", node("skos:Concept"), "ontology")
        world.say(f"actor-type/{kind}", "skos:notation", Literal(kind), "ontology")
    for number, (kind, broader, organ) in enumerate(actors):
        name = f"actors/a{number}"
        world.say(name, "rdf:type", node("hj:Actor"))
        world.say(name, "hj:actorType", node(f"actor-type/{kind}"))
        for up in broader:
            world.say(name, "skos:broader", node(f"actors/a{up % len(actors)}"))
        for body in organ:
            world.say(name, "hj:organOf", node(f"actors/a{body % len(actors)}"))
    for number, period in enumerate(wordings):
        wording = f"lov/2099-01-01-1/paragraf/{number}/versjon/1"
        world.say(wording, "rdf:type", node("hj:ProvisionVersion"))
        world.add_period(wording, period)
        world.say(f"guidance/g{number}", "rdf:type", node("hj:GuidanceDocument"))
        world.add_period(f"guidance/g{number}", period)
    for number, norm in enumerate(norms):
        world.add_norm(number, norm, len(actors), len(wordings))
    return EmbeddedStore.load(world.quads)


def ask_records(catalogue: Catalogue, slug: str, day: date) -> set[tuple[str, str, str]]:
    return {(item.norm.id, item.role, item.applies) for item in list_applicable(catalogue, slug, on=day).items}


@settings(max_examples=60, deadline=None)
@given(ACTORS, WORDINGS, NORMS, st.lists(DAYS, min_size=1, max_size=2))
def test_records_and_graph_give_the_same_answer_in_any_world(actors, wordings, norms, days):
    store = build_world(actors, wordings, norms)
    catalogue = Catalogue(store)
    for slug in catalogue.actors:
        for offset in days:
            day = START + timedelta(days=offset)
            rows = run_question(store, "duties-of-actor", {"actor": slug, "day": day.isoformat()})
            asked = {(row["norm"].value, row["role"].value, row["applies"].value) for row in rows}
            assert ask_records(catalogue, slug, day) == asked
