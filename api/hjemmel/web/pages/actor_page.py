"""The page of an actor: what it must do, grouped by plan area and by how binding it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from hjemmel.law.actors import Actor
from hjemmel.law.answers import Applicable
from hjemmel.law.norm_lists import list_page
from hjemmel.law.norms import OWN_ROLES
from hjemmel.law.related import list_related
from hjemmel.law.situations import Situation
from hjemmel.law.things import Thing
from hjemmel.web.addresses import to_next
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.applicability import Wanted, find_applicability
from hjemmel.web.pages.cards import MOST_OPEN, count_steps, group_by_area, to_reached_card
from hjemmel.web.pages.changing import list_news
from hjemmel.web.pages.paper import Entry, write_page
from hjemmel.web.pages.sheets import find_class_label, to_crumbs, to_entry
from hjemmel.web.pages.words import say
from hjemmel.web.parameters import split_query

_ASKED_ANEW: Final = ("on", "page", "situation", "lang", "size")
_MOST_CHANGES: Final = 20
_JUMPS: Final = (("overview", "overview"), ("changes", "what-changed"), ("ties", "ties"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One situation in the filter."""

    slug: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """The situations of one facet: who it is about, what has happened, which task."""

    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Actors tied to this one, and what the tie means for their duties; `word` is a word of the interface."""

    word: str
    entries: tuple[Entry, ...]


def write_actor_page(asked: Asked, actor: Actor) -> Answer:
    """Write the page of an actor, with all the norms it has to carry out itself."""
    title = asked.release.catalogue.find_label(actor.id, asked.language)
    return _write(asked, actor, Wanted(actor.slug, OWN_ROLES, ()), title=title, iri=actor.id)


def write_duties_page(asked: Asked, actor: Actor, wanted: Wanted) -> Answer:
    """Write the page of the norms that reach an actor in a situation, in a role."""
    title = say("duties-of", asked.language, name=actor.label(asked.language))
    return _write(asked, actor, wanted, title=title)


def _write(asked: Asked, actor: Actor, wanted: Wanted, *, title: str, iri: str = "") -> Answer:
    found = find_applicability(asked, wanted, asked.on)
    page = list_page(found.items, page=asked.page, size=asked.size if not iri else len(found.items) or 1)
    reached = _join_roles(page.items)
    pairs = [(items[0].norm, to_reached_card(asked, items)) for items in reached]
    lang, ties, changes = asked.language, _list_ties(asked, actor), list_news(asked, actor.slug)[:_MOST_CHANGES]
    return write_page(
        asked,
        "actor.html",
        title=title,
        iri=iri,
        kind=find_class_label(asked.release, actor.type, lang),
        lead=actor.description(lang),
        draft=actor.review_status == "draft",
        description=actor.description(lang) or say("actor-lead", lang, name=actor.label(lang)),
        crumbs=to_crumbs(asked, "actors", *(() if iri else (to_entry(asked, actor.id),))),
        action=f"{asked.root}/actors/{actor.slug}/duties",
        kept=[pair for pair in split_query(asked.query) if pair[0] not in _ASKED_ANEW],
        facets=list_facets(asked, wanted.situations),
        chosen=tuple(to_entry(asked, each) for each in found.situations),
        totals=count_steps(norm for norm, _ in pairs),
        groups=group_by_area(asked, pairs),
        folded=len(pairs) > MOST_OPEN,
        jumps=_list_jumps(pairs, changes, ties),
        ties=ties,
        changes=changes,
        other=found.other_situations,
        next=to_next(asked, page.total) if not iri else None,
    )


def _list_jumps(*parts: Sequence[object]) -> list[tuple[str, str]]:
    """Give the places on the page that can be jumped to: those that have something."""
    return [jump for part, jump in zip(parts, _JUMPS, strict=True) if part]


def _join_roles(items: Sequence[Applicable]) -> list[list[Applicable]]:
    joined: dict[str, list[Applicable]] = {}
    for item in items:
        joined.setdefault(item.norm.id, []).append(item)
    return list(joined.values())


def _list_ties(asked: Asked, actor: Actor) -> tuple[Tie, ...]:
    actors = asked.release.catalogue.actors.values()
    more = {each.actor.id: each.norms for each in list_related(asked.release.catalogue, actor.slug, on=asked.on)}
    below = {name: [each for each in actors if actor.id in getattr(each, name)] for name in _DOWN.values()}
    ties = [Tie(word=word, entries=_list_sorted(asked, below[name], more)) for word, name in _DOWN.items()]
    ties += [
        Tie(word=word, entries=tuple(_to_tied(asked, iri, more) for iri in getattr(actor, name)))
        for word, name in _UP.items()
    ]
    return tuple(tie for tie in ties if tie.entries)


_DOWN: Final = {"tie-organs": "organ_of", "tie-members": "member_of", "tie-narrower": "broader"}
_UP: Final = {"tie-organ-of": "organ_of", "tie-member-of": "member_of", "tie-broader": "broader"}


def _list_sorted(asked: Asked, things: Sequence[Thing], more: Mapping[str, int]) -> tuple[Entry, ...]:
    ordered = sorted(things, key=lambda thing: thing.label(asked.language).casefold())
    return tuple(_to_tied(asked, thing.id, more) for thing in ordered)


def _to_tied(asked: Asked, iri: str, more: Mapping[str, int]) -> Entry:
    """Give an actor beside this one, with how many norms it has that this one hasn't."""
    return to_entry(asked, iri, say("more-norms", asked.language, total=more[iri]) if iri in more else "")


def list_facets(asked: Asked, chosen: Sequence[str]) -> tuple[Facet, ...]:
    """Give the situations one can choose, by facet; `chosen` are slugs."""
    situations = asked.release.catalogue.situations
    heads = _list_heads(tuple(situations.values()))
    tree, lang = asked.release.catalogue.situation_tree, asked.language
    found: dict[str, list[Choice]] = {head.id: [] for head in heads}
    for each in sorted(situations.values(), key=lambda situation: situation.label(lang).casefold()):
        above = [head for head in heads if head.id in tree.close([each.id]) and head.id != each.id]
        if above:
            choice = Choice(slug=each.slug, label=each.label(lang), chosen=each.slug in chosen)
            found[above[-1].id].append(choice)
    facets = (Facet(title=head.label(lang), choices=tuple(found[head.id])) for head in heads)
    return tuple(facet for facet in facets if facet.choices)


def _list_heads(situations: Sequence[Situation]) -> list[Situation]:
    """Give the heads of facets: below each top those that have something below them, else the top itself."""
    below: dict[str, list[Situation]] = {}
    for each in situations:
        for broader in each.broader:
            below.setdefault(broader, []).append(each)
    heads: list[Situation] = []
    for top in (each for each in situations if not each.broader):
        facets = [each for each in below.get(top.id, ()) if each.id in below]
        heads += sorted(facets, key=lambda each: each.slug, reverse=True) or [top]
    return heads
