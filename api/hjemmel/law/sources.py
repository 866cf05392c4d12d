"""Sources that were read, who published them, and the values of vocabularies."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from hjemmel.law.facts import Facts, read_common
from hjemmel.law.things import Texts, Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Thing):
    """A source that was read, with the day it was read (prov:Entity)."""

    title: Texts = field(hash=False, default_factory=dict)
    page: str | None = None
    read_on: date | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent(Thing):
    """Someone who publishes and isn't an actor of the graph (foaf:Agent); its name serves as label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept(Thing):
    """A value of a vocabulary (force, rank …); `notation` is the word used in JSON."""

    notation: str | None = None
    in_scheme: str | None = None


def read_source(facts: Facts) -> Source:
    """Read a source; its title serves as label."""
    common = read_common(facts)
    title = facts.texts("dct:title")
    common["labels"] = common["labels"] or title
    return Source(
        **common,
        title=title,
        page=facts.link("foaf:page"),
        read_on=facts.day("hj:readOn"),
        publisher=facts.iri("dct:publisher"),
    )


def read_agent(facts: Facts) -> Agent:
    """Read who publishes; names have no language."""
    common = read_common(facts)
    common["labels"] = facts.texts("foaf:name")
    return Agent(**common)


def read_concept(facts: Facts) -> Concept:
    """Read a value of a vocabulary; its slug is its path ("force/skal")."""
    return Concept(
        **read_common(facts, slug=facts.path),
        notation=facts.literal("skos:notation"),
        in_scheme=facts.iri("skos:inScheme"),
    )
