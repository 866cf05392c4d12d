"""Actors: the classes of bodies and people that norms fall on, and those they protect."""

from __future__ import annotations

from dataclasses import dataclass, field

from hjemmel.law.things import Texts, Thing

EVERYONE = "alle"
"""Slug of the top actor: a norm on everyone reaches every actor."""


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

    definitions: Texts = field(hash=False, default_factory=dict)
    broader: tuple[str, ...] = ()
