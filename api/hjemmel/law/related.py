"""Where else to look: the actors beside one that bear norms of their own.

Norms never pass along hj:organOf or org:memberOf. Who asks about a kindergarten gets what the kindergarten must do;
what falls on each of its staff is found by asking about the staff. These pointers say whom else to ask about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from hjemmel.law.actors import Actor
from hjemmel.law.applicability import list_applicable
from hjemmel.law.catalogue import Catalogue

Tie = Literal["organ", "organOf", "member", "memberOf", "narrower"]
"""How the other actor stands to the one asked for: its organ, the body it is an organ of …"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another actor, how it stands to the one asked for, and how many norms it has that the one asked for hasn't."""

    actor: Actor
    tie: Tie
    norms: int


def list_related(catalogue: Catalogue, actor_slug: str, *, on: date | None) -> tuple[Related, ...]:
    """The actors beside one that bear or perform norms it doesn't, those with most first.

    Raises:
        NotFoundError: no such actor.
    """
    actor = catalogue.find_actor(actor_slug)
    own = _list_norms(catalogue, actor, on)
    found = (
        Related(actor=other, tie=tie, norms=len(_list_norms(catalogue, other, on) - own))
        for other, tie in _list_beside(catalogue, actor)
    )
    return tuple(sorted((each for each in found if each.norms), key=lambda each: (-each.norms, each.actor.slug)))


def _list_norms(catalogue: Catalogue, actor: Actor, on: date | None) -> frozenset[str]:
    return frozenset(item.norm.id for item in list_applicable(catalogue, actor.slug, on=on).items)


def _list_beside(catalogue: Catalogue, actor: Actor) -> Iterator[tuple[Actor, Tie]]:
    for other in catalogue.actors.values():
        tie = _find_tie(actor, other)
        if tie:
            yield other, tie


def _find_tie(actor: Actor, other: Actor) -> Tie | None:
    ties: tuple[tuple[Tie, bool], ...] = (
        ("member", actor.id in other.member_of),
        ("organ", actor.id in other.organ_of),
        ("memberOf", other.id in actor.member_of),
        ("organOf", other.id in actor.organ_of),
        ("narrower", actor.id in other.broader),
    )
    return next((tie for tie, holds in ties if holds), None)
