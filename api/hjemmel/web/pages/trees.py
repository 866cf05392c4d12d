"""Pages of trees: actors, situations, target groups, each below what it is a kind of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from hjemmel.law.actors import Actor, TargetGroup
from hjemmel.law.norm_lists import Page
from hjemmel.law.situations import Situation
from hjemmel.law.things import Thing
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.bases import list_bases
from hjemmel.web.pages.cards import MOST_OPEN, group_by_area, list_cards, to_card
from hjemmel.web.pages.paper import Entry, write_page
from hjemmel.web.pages.sheets import find_class_label, list_entries, list_rows, to_crumbs, to_entry
from hjemmel.web.pages.words import say

Branching = Actor | Situation | TargetGroup
B = TypeVar("B", Actor, Situation, TargetGroup)
_MOST_TOGETHER = 20
"""More norms than these are grouped by plan area."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """One thing of a tree and what is below it."""

    entry: Entry
    below: tuple[Branch, ...] = ()


def write_actor_list(asked: Asked, _: Page[Actor]) -> Answer:
    """Write the page of all actors as a tree."""
    return _write_tree(asked, tuple(asked.release.catalogue.actors.values()), "actors")


def write_situation_list(asked: Asked, _: Page[Situation]) -> Answer:
    """Write the page of all situations as a tree."""
    return _write_tree(asked, tuple(asked.release.catalogue.situations.values()), "situations")


def write_target_group_list(asked: Asked, _: Page[TargetGroup]) -> Answer:
    """Write the page of all target groups as a tree."""
    return _write_tree(asked, tuple(asked.release.catalogue.target_groups.values()), "target-groups")


def write_branch_page(asked: Asked, thing: Situation | TargetGroup) -> Answer:
    """Write the page of a situation or target group, with the norms it sets off or is protected by."""
    catalogue, lang = asked.release.catalogue, asked.language
    is_situation = isinstance(thing, Situation)
    kin: Sequence[Branching] = tuple((catalogue.situations if is_situation else catalogue.target_groups).values())
    norms = catalogue.norms_naming(thing.id, "situation", "target_group", "counterparty")
    holding = [norm for norm in norms if list_bases(asked.release, norm, asked.on)]
    many = len(holding) > _MOST_TOGETHER
    pairs = [(norm, to_card(asked, norm, list_bases(asked.release, norm, asked.on))) for norm in holding if many]
    return write_page(
        asked,
        "branch.html",
        title=thing.label(lang),
        iri=thing.id,
        description=thing.description(lang),
        crumbs=to_crumbs(asked, "situations" if is_situation else "target-groups"),
        kind=find_class_label(asked.release, thing.type, lang),
        lead=thing.description(lang),
        broader=list_entries(asked, thing.broader),
        narrower=list_entries(asked, tuple(other.id for other in kin if thing.id in other.broader)),
        total=len(holding),
        cards=() if many else list_cards(asked, holding),
        groups=group_by_area(asked, pairs),
        folded=len(holding) > MOST_OPEN,
        past=tuple(to_entry(asked, norm.id) for norm in norms if norm not in holding),
        rows=list_rows(asked, thing.id),
    )


def _write_tree(asked: Asked, things: Sequence[Branching], title: str) -> Answer:
    known = {thing.id for thing in things}
    ordered = sorted(things, key=lambda thing: thing.label(asked.language).casefold())
    tops = [thing for thing in ordered if not known.intersection(thing.broader)]
    branches = tuple(_to_branch(asked, top, ordered, frozenset()) for top in tops)
    lang = asked.language
    return write_page(
        asked,
        "tree.html",
        title=say(title, lang),
        lead=say(f"{title}-lead", lang),
        branches=branches,
        total=len(things),
        crumbs=to_crumbs(asked),
    )


def _to_branch(asked: Asked, thing: Thing, things: Sequence[Branching], above: frozenset[str]) -> Branch:
    path = above | {thing.id}
    below = (each for each in things if thing.id in each.broader and each.id not in path)
    entry = to_entry(asked, thing.id)
    return Branch(entry=entry, below=tuple(_to_branch(asked, each, things, path) for each in below))
