"""Lists of norms: filtered, in a stable order, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from hjemmel.law.bases import list_spans
from hjemmel.law.catalogue import Catalogue
from hjemmel.law.closure import find_closure
from hjemmel.law.norms import OWN_ROLES, ROLES, Norm, Role
from hjemmel.law.things import Thing

T = TypeVar("T")

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """A piece of a list, and how much there is of it; pages count from 1."""

    items: tuple[T, ...]
    total: int
    page: int
    size: int

    @property
    def next_page(self) -> int | None:
        """The number of the page that follows, None on the last."""
        return self.page + 1 if self.page * self.size < self.total else None


@dataclass(frozen=True, slots=True, kw_only=True)
class NormFilter:
    """What a list of norms is narrowed by; what is None doesn't narrow. Things go by slug.

    `actor` finds the norms that reach it, also from broader actors, in one of the `roles`: those in which it must do
    something itself, unless others are named. Without an actor `roles` finds the norms that have somebody in one;
    `situation` those triggered by it, by a broader or by a narrower one; `target_group` those
    that protect it or a broader one; `on` those that hold that day; `q` those whose texts have
    each of its words.
    """

    actor: str | None = None
    roles: tuple[Role, ...] = ()
    situation: str | None = None
    force: str | None = None
    act: str | None = None
    plan_area: str | None = None
    target_group: str | None = None
    on: date | None = None
    q: str | None = None


def list_page(records: Sequence[T], *, page: int = 1, size: int = PAGE_SIZE) -> Page[T]:
    """The page of a list; beyond its end it is empty."""
    first = (page - 1) * size
    found = tuple(records[first : first + size])
    return Page(items=found, total=len(records), page=page, size=size)


def list_norms(catalogue: Catalogue, wanted: NormFilter, *, page: int = 1, size: int = PAGE_SIZE) -> Page[Norm]:
    """The norms and exceptions that pass a filter, in natural order of their slugs.

    Raises:
        NotFoundError: the filter names an actor, situation, act, plan area or target group that
            isn't there.
    """
    tests = _list_tests(catalogue, wanted)
    found = [n for n in catalogue.norms.values() if all(test(n) for test in tests)]
    return list_page(found, page=page, size=size)


def norm_holds_on(catalogue: Catalogue, norm: Norm, day: date) -> bool:
    """Whether the wording of one of its groundings holds on `day`, or its document does."""
    return any(basis.holds_on(day) for basis in catalogue.bases[norm.id])


def list_norm_spans(catalogue: Catalogue, norm: Norm) -> tuple[tuple[date | None, date | None], ...]:
    """The periods in which a norm holds, from and (exclusively) to; none while it is pending."""
    return list_spans(catalogue.bases[norm.id])


Test = Callable[[Norm], bool]


def _list_tests(catalogue: Catalogue, wanted: NormFilter) -> list[Test]:
    tests: list[Test] = []
    if wanted.actor is not None:
        tests.append(_reaches(catalogue, wanted.actor, wanted.roles or OWN_ROLES))
    elif wanted.roles and wanted.roles != ROLES:
        tests.append(lambda norm: any(norm.actors_in(role) for role in wanted.roles))
    if wanted.situation is not None:
        tests.append(_triggered(catalogue, wanted.situation))
    if wanted.force is not None:
        tests.append(lambda norm: norm.force == wanted.force)
    if wanted.act is not None:
        tests.append(_among(catalogue.norms_of_act(catalogue.find_act(wanted.act).id)))
    if wanted.plan_area is not None:
        area = catalogue.find_plan_area(wanted.plan_area).id
        tests.append(lambda norm: area in norm.plan_area)
    if wanted.target_group is not None:
        tests.append(_serves(catalogue, wanted.target_group))
    if wanted.on is not None:
        day = wanted.on
        tests.append(lambda norm: norm_holds_on(catalogue, norm, day))
    if wanted.q:
        words = wanted.q.casefold().split()
        tests.append(lambda norm: _mentions(norm, words))
    return tests


def _reaches(catalogue: Catalogue, slug: str, roles: Sequence[Role]) -> Test:
    actor = catalogue.find_actor(slug).id
    found = {iri for role in roles for iri in catalogue.reach.list_reached(actor, role)}
    return lambda norm: norm.id in found


def _triggered(catalogue: Catalogue, slug: str) -> Test:
    tree, asked = catalogue.situation_tree, catalogue.find_situation(slug).id
    held = tree.close([asked])
    return lambda norm: any(iri in held or asked in tree.close([iri]) for iri in norm.situation)


def _serves(catalogue: Catalogue, slug: str) -> Test:
    broader = {each.id: each.broader for each in catalogue.target_groups.values()}
    closure = find_closure(catalogue.find_target_group(slug).id, broader)
    return lambda norm: not closure.isdisjoint((*norm.target_group, *norm.counterparty))


def _among(norms: Sequence[Norm]) -> Test:
    ids = {norm.id for norm in norms}
    return lambda norm: norm.id in ids


def _mentions(thing: Thing, words: Sequence[str]) -> bool:
    texts = [thing.slug, *thing.labels.values(), *thing.descriptions.values()]
    whole = "\n".join(texts).casefold()
    return all(word in whole for word in words)
