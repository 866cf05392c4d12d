"""Actors: the classes of bodies and people that norms fall on, and those they protect."""

from __future__ import annotations

from dataclasses import dataclass

from hjemmel.law.facts import Facts, read_common
from hjemmel.law.things import Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Thing):
    """A class of bearers. Norms pass down along `broader`, never along `organ_of`."""

    broader: tuple[str, ...] = ()
    organ_of: tuple[str, ...] = ()
    member_of: tuple[str, ...] = ()
    actor_type: str | None = None
    organisation_number: str | None = None
    homepage: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetGroup(Thing):
    """People who are protected or served."""

    broader: tuple[str, ...] = ()


def read_actor(facts: Facts) -> Actor:
    """Read an actor."""
    return Actor(
        **read_common(facts),
        broader=facts.iris("skos:broader"),
        organ_of=facts.iris("hj:organOf"),
        member_of=facts.iris("org:memberOf"),
        actor_type=facts.word("hj:actorType"),
        organisation_number=facts.literal("hj:organisationNumber"),
        homepage=facts.link("foaf:homepage"),
    )


def read_target_group(facts: Facts) -> TargetGroup:
    """Read a group of people who are protected or served."""
    return TargetGroup(
        **read_common(facts),
        broader=facts.iris("skos:broader"),
    )
