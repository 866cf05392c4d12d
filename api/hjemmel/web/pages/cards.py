"""A norm as a card: how binding, what, on which words, since when, what it depends on; and cards in groups."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from hjemmel.law.answers import Applicable
from hjemmel.law.bases import Basis
from hjemmel.law.norms import Norm
from hjemmel.law.plan_areas import PlanArea
from hjemmel.rdf.namespaces import BASE
from hjemmel.web.addresses import to_href, to_outward
from hjemmel.web.answers import Asked
from hjemmel.web.bases import list_bases
from hjemmel.web.pages.paper import Entry
from hjemmel.web.pages.sheets import to_entry, to_passage
from hjemmel.web.pages.words import say

STRENGTHS: Final = {"must": ("skal", "skal-ikkje"), "may": ("har-rett-til", "kan"), "advice": ("bør",)}
"""How binding a norm is, in three steps that a page keeps apart; the words are those of the graph."""

MOST_OPEN: Final = 60
"""With more norms than these the groups are folded: a phone's reader shall not scroll past sixty screens."""

_STEPS: Final = {force: step for step, forces in STRENGTHS.items() for force in forces}
_ORDER: Final = tuple(_STEPS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One basis of a norm, as a page says it."""

    citation: Entry
    lovdata: str
    since: date | None
    until: date | None
    pending: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One norm in a list; `open` is what it depends on, `via` whom it reaches the actor through."""

    norm: Entry
    iri: str
    step: str
    word: str
    text: Entry
    basis: tuple[Ground, ...]
    open: tuple[Entry, ...] = ()
    deadline: Entry | None = None
    recurrence: Entry | None = None
    draft: bool = False
    via: Entry | None = None
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """The cards of one step: must, may or advice."""

    step: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The norms of a part of a municipal plan: in full here, or by name when they stand in full further up."""

    slug: str
    title: Entry
    counts: tuple[int, int, int]
    strengths: tuple[Strength, ...]
    others: tuple[Entry, ...]


def find_step(norm: Norm) -> str:
    """Give how binding a norm is: must, may or advice."""
    return _STEPS.get(norm.force or "", "may")


def find_force_word(asked: Asked, force: str | None) -> str:
    """Give the graph's word for a force in the language of the page."""
    concepts = asked.release.catalogue.concepts.values()
    found = (each for each in concepts if each.notation == force and each.in_scheme == f"{BASE}force")
    return next((each.label(asked.language) for each in found), force or "")


def to_card(asked: Asked, norm: Norm, bases: Iterable[Basis]) -> Card:
    """Give a norm as a card."""
    lang = asked.language
    return Card(
        norm=to_entry(asked, norm.id),
        iri=norm.id,
        step=find_step(norm),
        word=find_force_word(asked, norm.force),
        text=to_passage(norm.descriptions, lang),
        basis=tuple(to_ground(asked, basis) for basis in bases),
        open=(to_passage(norm.condition, lang),) if norm.condition else (),
        deadline=to_passage(norm.deadline_text, lang) if norm.deadline_text else None,
        recurrence=to_passage(norm.recurrence_text, lang) if norm.recurrence_text else None,
        draft=norm.review_status != "reviewed",
    )


def list_cards(asked: Asked, norms: Iterable[Norm]) -> tuple[Card, ...]:
    """Give norms as cards, the most binding first, each with what it rests on on the day (or ever)."""
    ordered = sorted(norms, key=_rank)
    return tuple(to_card(asked, norm, _list_shown(asked, norm)) for norm in ordered)


def to_reached_card(asked: Asked, items: Sequence[Applicable]) -> Card:
    """Give a norm that reaches an actor, in one or several roles, as a card."""
    first, lang = items[0], asked.language
    card = to_card(asked, first.norm, first.basis)
    steps = [step for step in first.because if step.step == "broader"]
    return Card(
        norm=card.norm,
        iri=card.iri,
        step=card.step,
        word=card.word,
        text=card.text,
        basis=card.basis,
        open=tuple(to_passage(each.labels, lang, href=to_href(asked.root, each.id or "")) for each in first.conditions),
        deadline=card.deadline,
        recurrence=card.recurrence,
        draft=card.draft,
        via=to_entry(asked, steps[-1].id) if steps else None,
        roles=tuple(say(item.role, lang) for item in items) if any(item.role != "bearer" for item in items) else (),
    )


def to_ground(asked: Asked, basis: Basis) -> Ground:
    """Give a basis as a page says it."""
    return Ground(
        citation=to_passage(
            basis.labels, asked.language, href=to_href(asked.root, basis.wording or basis.document or "")
        ),
        lovdata=to_outward(basis.lovdata),
        since=basis.valid_from,
        until=basis.valid_to,
        pending=basis.pending,
    )


def group_by_area(asked: Asked, pairs: Sequence[tuple[Norm, Card]]) -> tuple[Group, ...]:
    """Group cards by plan area, in the plan's order; a norm of several areas stands in full in the first."""
    areas = sorted(asked.release.catalogue.plan_areas.values(), key=lambda area: (area.position, area.slug))
    told: set[str] = set()
    groups = [_to_group(asked, area, pairs, told) for area in areas]
    rest = [(norm, card) for norm, card in pairs if norm.id not in told]
    title = Entry(text=say("other-norms", asked.language))
    groups.append(_gather("other", title, rest, rest))
    return tuple(group for group in groups if sum(group.counts))


def count_steps(norms: Iterable[Norm]) -> tuple[int, int, int]:
    """Count norms by how binding they are: must, may, advice."""
    steps = [find_step(norm) for norm in norms]
    return steps.count("must"), steps.count("may"), steps.count("advice")


def gather_strengths(cards: Sequence[Card]) -> tuple[Strength, ...]:
    """Part cards by how binding they are."""
    found = (Strength(step=step, cards=tuple(card for card in cards if card.step == step)) for step in STRENGTHS)
    return tuple(strength for strength in found if strength.cards)


def _to_group(asked: Asked, area: PlanArea, pairs: Sequence[tuple[Norm, Card]], told: set[str]) -> Group:
    own = [(norm, card) for norm, card in pairs if area.id in norm.plan_area]
    new = [(norm, card) for norm, card in own if norm.id not in told]
    told.update(norm.id for norm, _ in new)
    return _gather(area.slug, to_entry(asked, area.id), own, new)


def _gather(slug: str, title: Entry, own: Sequence[tuple[Norm, Card]], new: Sequence[tuple[Norm, Card]]) -> Group:
    shown = {norm.id for norm, _ in new}
    cards = [card for _, card in sorted(new, key=lambda pair: _rank(pair[0]))]
    others = sorted(((n, c) for n, c in own if n.id not in shown), key=lambda pair: _rank(pair[0]))
    return Group(
        slug=slug,
        title=title,
        counts=count_steps(norm for norm, _ in own),
        strengths=gather_strengths(cards),
        others=tuple(Entry(text=c.norm.text, href=c.norm.href, lang=c.norm.lang, note=c.word) for _, c in others),
    )


def _list_shown(asked: Asked, norm: Norm) -> tuple[Basis, ...]:
    return list_bases(asked.release, norm, asked.on) or list_bases(asked.release, norm, None)


def _rank(norm: Norm) -> int:
    return _ORDER.index(norm.force) if norm.force in _ORDER else len(_ORDER)
