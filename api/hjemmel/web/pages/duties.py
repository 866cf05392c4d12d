"""The page of an actor's norms: what must be done, how binding, who, on which words, since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hjemmel.law.actors import Actor
from hjemmel.law.answers import Applicable
from hjemmel.law.bases import Basis
from hjemmel.law.norm_lists import list_page
from hjemmel.law.things import find_text
from hjemmel.rdf.namespaces import BASE
from hjemmel.web.addresses import to_href, to_next
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.applicability import Wanted, find_applicability
from hjemmel.web.pages.paper import Entry, write_page
from hjemmel.web.pages.words import say
from hjemmel.web.parameters import split_query

_GIVEN_ANEW = ("on", "page")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One basis of a norm, as the page says it."""

    provision: Entry
    lovdata: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One norm of the page."""

    norm: Entry
    force: str
    text: str
    role: str
    path: tuple[Entry, ...]
    basis: tuple[Ground, ...]
    conditions: tuple[Entry, ...]
    deadline: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The norms that apply, or those that depend on something."""

    title: str
    items: tuple[Line, ...]


def write_duties_page(asked: Asked, actor: Actor, wanted: Wanted) -> Answer:
    """Write the page of the norms that reach an actor."""
    lang = asked.language
    found = find_applicability(asked, wanted, asked.on)
    page = list_page(found.items, page=asked.page, size=asked.size)
    lines = [(item.applies, _to_line(asked, item)) for item in page.items]
    groups = (("yes", "must-do"), ("depends", "may-depend"))
    return write_page(
        asked,
        "duties.html",
        title=say("duties-of", lang, name=actor.label(lang)),
        action=f"{asked.root}{asked.path}",
        on=asked.on_text if asked.on else "",
        kept=[pair for pair in split_query(asked.query) if pair[0] not in _GIVEN_ANEW],
        count=say("count", lang, total=page.total),
        groups=[
            Group(title=say(title, lang), items=tuple(line for kind, line in lines if kind == applies))
            for applies, title in groups
        ],
        other=found.other_situations,
        next=to_next(asked, page.total),
    )


def _to_line(asked: Asked, item: Applicable) -> Line:
    lang, norm = asked.language, item.norm
    return Line(
        norm=Entry(text=norm.label(lang), href=to_href(asked.root, norm.id)),
        force=_find_force(asked, norm.force),
        text=norm.description(lang),
        role=say(item.role, lang),
        path=tuple(
            Entry(text=step.label(lang), href=to_href(asked.root, step.id))
            for step in item.because
            if step.step in ("actor", "broader")
        ),
        basis=tuple(_to_ground(asked, basis) for basis in item.basis),
        conditions=tuple(
            Entry(text=each.label(lang), href=to_href(asked.root, each.id or "")) for each in item.conditions
        ),
        deadline=find_text(norm.deadline_text, lang) or norm.deadline or "",
    )


def _to_ground(asked: Asked, basis: Basis) -> Ground:
    iri = basis.wording or basis.document or ""
    return Ground(
        provision=Entry(text=basis.label(asked.language), href=to_href(asked.root, iri)),
        lovdata=basis.lovdata or "",
        since=basis.valid_from,
        until=basis.valid_to,
    )


def _find_force(asked: Asked, force: str | None) -> str:
    concepts = asked.release.catalogue.concepts.values()
    found = (each for each in concepts if each.notation == force and each.in_scheme == f"{BASE}force")
    return next((each.label(asked.language) for each in found), force or "")
