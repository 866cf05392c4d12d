"""Which norms reach an actor, in which role, on a day, in a situation; and why.

An actor is reached by the norms on itself and on every broader actor, never by those on the body
it is an organ of. A norm holds on a day when the wording of one of its groundings does, or a
document it is stated in. It applies ("yes") when nothing is left open, else it "depends".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from hjemmel.errors import BadParameterError
from hjemmel.law.answers import Applicability, Applicable, Applies, Condition, Step
from hjemmel.law.bases import Basis
from hjemmel.law.catalogue import Catalogue
from hjemmel.law.norms import OWN_ROLES, ROLES, Role
from hjemmel.law.situations import SituationTree

__all__ = [
    "Applicability",
    "Applicable",
    "Applies",
    "Basis",
    "Condition",
    "Step",
    "list_applicable",
    "parse_roles",
    "parse_situations",
]


def list_applicable(
    catalogue: Catalogue,
    actor_slug: str,
    *,
    on: date | None,
    situations: Sequence[str] = (),
    roles: Sequence[Role] = OWN_ROLES,
) -> Applicability:
    """The norms that reach an actor on a day (`on=None`: on any day), each role on its own.

    Norms of other situations than those asked for are left out, and counted.

    Raises:
        NotFoundError: no such actor.
        BadParameterError: no such situation.
    """
    actor = catalogue.find_actor(actor_slug)
    asked = parse_situations(catalogue, situations)
    wanted = tuple(role for role in ROLES if role in roles)
    lines = catalogue.reach.find_lines(actor.id, wanted)
    items: Sequence[Applicable] = lines.always
    if on is not None:
        items = [spell.item for spell in lines.spells if spell.holds_on(on)]
    kept = _judge(items, catalogue.situation_tree, asked) if asked else tuple(items)
    return Applicability(
        actor=actor.id,
        on=on,
        roles=wanted,
        situations=asked,
        items=kept,
        other_situations=len(items) - len(kept),
    )


def parse_roles(text: str | None) -> tuple[Role, ...]:
    """Read "any", or roles with commas between; nothing means bearer and performer.

    Raises:
        BadParameterError: a word that is no role.
    """
    words = [word.strip() for word in (text or "").split(",") if word.strip()]
    if not words:
        return OWN_ROLES
    if words == ["any"]:
        return ROLES
    unknown = next((word for word in words if word not in ROLES), None)
    if unknown is not None:
        remedy = f"Write any, or some of {', '.join(ROLES)}."
        raise BadParameterError("role", f"“{unknown}” is no role.", remedy=remedy)
    return tuple(role for role in ROLES if role in words)


def parse_situations(catalogue: Catalogue, slugs: Iterable[str]) -> tuple[str, ...]:
    """The IRIs of situations named by slug.

    Raises:
        BadParameterError: no such situation.
    """
    found = []
    for slug in slugs:
        if slug not in catalogue.situations:
            remedy = "Choose one of the list at /situations."
            raise BadParameterError("situation", f"No situation is “{slug}”.", remedy=remedy)
        found.append(catalogue.situations[slug].id)
    return tuple(found)


def _judge(items: Iterable[Applicable], tree: SituationTree, asked: Iterable[str]) -> tuple[Applicable, ...]:
    held = tree.close(asked)
    judged = (_settle(item, tree, held) for item in items)
    return tuple(item for item in judged if item is not None)


def _settle(item: Applicable, tree: SituationTree, held: frozenset[str]) -> Applicable | None:
    if not item.norm.situation:
        return item
    verdicts = {iri: tree.judge(iri, held) for iri in item.norm.situation}
    if "yes" in verdicts.values():
        left = tuple(each for each in item.conditions if each.kind != "situation")
        return replace(item, conditions=left, applies="depends" if left else "yes")
    if "open" not in verdicts.values():
        return None
    left = tuple(each for each in item.conditions if each.id not in verdicts or verdicts[each.id] == "open")
    return replace(item, conditions=left)
