"""Pages of a municipal plan: each part's criteria as a checklist to print, what the law requires set apart."""

from __future__ import annotations

from dataclasses import dataclass

from hjemmel.law.norm_lists import Page
from hjemmel.law.norms import Norm
from hjemmel.law.plan_areas import Criterion, PlanArea
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.bases import list_bases
from hjemmel.web.pages.cards import count_steps, find_force_word, gather_strengths, list_cards
from hjemmel.web.pages.drifting import list_drifted
from hjemmel.web.pages.guidance_pages import to_document_entry
from hjemmel.web.pages.paper import Entry, write_page
from hjemmel.web.pages.sheets import find_class_label, list_rows, to_crumbs, to_entry, to_passage
from hjemmel.web.pages.words import say

REQUIRED = "must"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A criterion as a line of the checklist: the question, and the norms and documents that ask it."""

    name: Entry
    iri: str
    reasons: tuple[Entry, ...]
    guidance: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A plan area in the list of all."""

    name: Entry
    text: Entry
    required: int
    advised: int


def write_plan_area_page(asked: Asked, area: PlanArea) -> Answer:
    """Write the page of a plan area."""
    catalogue, lang = asked.release.catalogue, asked.language
    criteria = catalogue.criteria_of(area.id)
    norms = catalogue.norms_in(area.id)
    holding = [norm for norm in norms if list_bases(asked.release, norm, asked.on)]
    return write_page(
        asked,
        "plan-area.html",
        title=area.label(lang),
        iri=area.id,
        description=area.description(lang),
        crumbs=to_crumbs(asked, "plan-areas"),
        kind=find_class_label(asked.release, area.type, lang),
        lead=to_passage(area.descriptions, lang),
        drifted=list_drifted(asked, norms),
        required=tuple(to_question(asked, each) for each in criteria if each.strength == REQUIRED),
        advised=tuple(to_question(asked, each) for each in criteria if each.strength != REQUIRED),
        strengths=gather_strengths(list_cards(asked, holding)),
        totals=count_steps(holding),
        rows=list_rows(asked, area.id),
        danger=False,
    )


def write_plan_area_list(asked: Asked, page: Page[PlanArea]) -> Answer:
    """Write the page of all plan areas, in the order of the plan."""
    lines = tuple(_to_line(asked, area) for area in page.items)
    title, lead = say("plan-areas", asked.language), say("plan-areas-lead", asked.language)
    return write_page(
        asked, "plan-areas.html", title=title, lead=lead, lines=lines, crumbs=to_crumbs(asked), danger=False
    )


def write_criterion_page(asked: Asked, criterion: Criterion) -> Answer:
    """Write the page of one criterion."""
    area = asked.release.catalogue.find_ref(criterion.criterion_of)
    question = to_question(asked, criterion)
    return write_page(
        asked,
        "criterion.html",
        title=question.name.text,
        iri=criterion.id,
        crumbs=to_crumbs(asked, "plan-areas", to_entry(asked, area.id)),
        kind=find_class_label(asked.release, criterion.type, asked.language),
        required=criterion.strength == REQUIRED,
        question=question,
        cards=list_cards(asked, _list_norms(asked, criterion)),
        rows=list_rows(asked, criterion.id),
        danger=False,
    )


def to_question(asked: Asked, criterion: Criterion) -> Question:
    """Give a criterion as a line of the checklist."""
    catalogue = asked.release.catalogue
    return Question(
        name=to_entry(asked, criterion.id),
        iri=criterion.id,
        reasons=tuple(_to_reason(asked, norm) for norm in _list_norms(asked, criterion)),
        guidance=tuple(to_document_entry(asked, iri) for iri in criterion.guidance if catalogue.find_thing(iri)),
    )


def _to_line(asked: Asked, area: PlanArea) -> Line:
    criteria = asked.release.catalogue.criteria_of(area.id)
    required = sum(each.strength == REQUIRED for each in criteria)
    name, text = to_entry(asked, area.id), to_passage(area.descriptions, asked.language)
    return Line(name=name, text=text, required=required, advised=len(criteria) - required)


def _list_norms(asked: Asked, criterion: Criterion) -> list[Norm]:
    found = (asked.release.catalogue.find_thing(iri) for iri in criterion.basis)
    return [each for each in found if isinstance(each, Norm)]


def _to_reason(asked: Asked, norm: Norm) -> Entry:
    """Give a norm with the words it rests on on the day, or ever."""
    bases = list_bases(asked.release, norm, asked.on) or list_bases(asked.release, norm, None)
    cited = dict.fromkeys(basis.label(asked.language) for basis in bases)
    word = find_force_word(asked, norm.force)
    return to_entry(asked, norm.id, f"{word} – {'; '.join(cited)}" if cited else word)
