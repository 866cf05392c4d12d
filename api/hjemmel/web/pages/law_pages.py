"""Pages of the law: an act and its structure, a provision and its wordings through time, one wording."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hjemmel.law.acts import Act, Provision, Wording
from hjemmel.law.force import State, find_state
from hjemmel.law.norm_lists import Page, list_page
from hjemmel.law.norms import Norm
from hjemmel.law.quotes import Quote
from hjemmel.law.things import Thing
from hjemmel.web.addresses import to_href, to_next, to_outward
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.bases import list_norms_of_part
from hjemmel.web.pages.cards import find_force_word, list_cards
from hjemmel.web.pages.drifting import list_drifted, list_drifted_quotes
from hjemmel.web.pages.law_chapters import write_law_chapters
from hjemmel.web.pages.law_page import write_law_text
from hjemmel.web.pages.linked import to_legislation, to_provision
from hjemmel.web.pages.paper import Entry, write_page
from hjemmel.web.pages.sheets import (
    find_class_label,
    list_entries,
    list_rows,
    say_wording,
    to_crumbs,
    to_entry,
    to_passage,
)
from hjemmel.web.pages.timeline import to_timeline
from hjemmel.web.pages.words import format_span, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A provision in the structure of its act."""

    name: Entry
    heading: Entry
    state: str
    norms: int
    wordings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A wording as a page tells it; `gained` and `lost` are the norms that came and went with it."""

    name: Entry
    span: str
    state: State
    heading: Entry
    text: Entry
    changed_by: tuple[Entry, ...]
    commenced_by: tuple[Entry, ...]
    repealed_by: tuple[Entry, ...]
    kept: tuple[Entry, ...]
    gained: tuple[Entry, ...]
    lost: tuple[Entry, ...]
    note: str


def write_act_page(asked: Asked, act: Act) -> Answer:
    """Write the page of an act: what it is, its provisions, the norms that rest on it."""
    lang, catalogue = asked.language, asked.release.catalogue
    provisions = catalogue.provisions_of(act.refid)
    return write_page(
        asked,
        "act.html",
        title=act.label(lang),
        iri=act.id,
        description=act.description(lang),
        crumbs=to_crumbs(asked, "acts"),
        linked=to_legislation(asked, act),
        kind=find_class_label(asked.release, act.type, lang),
        name=to_passage(act.title, lang),
        lead=to_passage(act.descriptions, lang),
        in_force=catalogue.act_in_force(act, asked.day),
        start=act.first_date_entry_in_force,
        lovdata=to_outward(act.lovdata),
        places=tuple(_to_place(asked, provision) for provision in provisions),
        whole=write_law_chapters(asked, act.slug, 3),
        rows=list_rows(asked, act.id),
        norms=len(catalogue.norms_of_act(act.refid)),
        amended=list_entries(asked, tuple(_list_amended(asked, act))),
    )


def write_act_list(asked: Asked, page: Page[Act]) -> Answer:
    """Write the page of acts: those that norms rest on first, then the others."""
    catalogue, lang = asked.release.catalogue, asked.language
    groups: dict[str, list[Entry]] = {"acts-covered": [], "acts-named": []}
    counts = {act.id: len(catalogue.norms_of_act(act.refid)) for act in catalogue.acts.values()}
    # Over all pages of the list: by number, the first would hold little but orders that put others in force.
    ordered = sorted(catalogue.acts.values(), key=lambda act: (counts[act.id] == 0, act.label(lang).casefold()))
    for act in list_page(tuple(ordered), page=page.page, size=page.size).items:
        count = counts[act.id]
        note = say("count-norms", lang, total=count) if count else (act.id_local or "")
        groups["acts-covered" if count else "acts-named"].append(to_entry(asked, act.id, note))
    sections = [(say(word, lang), entries) for word, entries in groups.items() if entries]
    return write_page(
        asked,
        "sections.html",
        title=say("acts", lang),
        lead=say("acts-lead", lang),
        sections=sections,
        next=to_next(asked, page.total),
        crumbs=to_crumbs(asked),
        danger=False,
    )


def write_provision_page(asked: Asked, provision: Provision) -> Answer:
    """Write the page of a provision: its wordings through time, and the norms that rest on each."""
    catalogue, lang = asked.release.catalogue, asked.language
    part = asked.path.partition(f"/{provision.slug}/")[2]
    cited = catalogue.names.cite(provision.id, part or None).get(lang) or provision.slug
    wordings = catalogue.wordings_of(provision.id)
    current = catalogue.wording_on(provision.id, asked.day)
    resting = list_norms_of_part(asked.release, provision, part)
    norms = [norm for norm in resting if current and _rests_on(norm, current)]
    heading = to_passage(current.title, lang) if current else Entry(text="")
    return write_page(
        asked,
        "provision.html",
        title=cited,
        iri=provision.id,
        description=current.description(lang) if current else provision.description(lang),
        crumbs=to_crumbs(asked, "acts", to_entry(asked, provision.act)),
        linked=to_provision(asked, provision, heading.text),
        kind=find_class_label(asked.release, provision.type, lang),
        whole=to_entry(asked, provision.id) if part else None,
        heading=heading,
        current=_to_told(asked, wordings, wordings.index(current)) if current else None,
        lovdata=to_outward(provision.lovdata),
        wordings=tuple(_to_told(asked, wordings, place) for place in range(len(wordings))),
        timeline=to_timeline([(each.valid_from, each.valid_to) for each in wordings], asked.day),
        cards=list_cards(asked, norms),
        related=_list_related(asked, provision),
        parts=_list_parts(asked, provision),
        rows=list_rows(asked, provision.id),
        drifted=(*list_drifted(asked, resting), *list_drifted_quotes(asked, _list_quotes(asked, provision))),
        text=write_law_text(asked, asked.path[1:]),
    )


def write_wording_page(asked: Asked, wording: Wording) -> Answer:
    """Write the page of one wording, with the one before and the one after."""
    catalogue, lang = asked.release.catalogue, asked.language
    row = catalogue.wordings_of(wording.is_version_of)
    place = row.index(wording)
    provision = catalogue.find_provision(wording.is_version_of.partition("/hjemmel/")[2])
    return write_page(
        asked,
        "wording.html",
        title=say_wording(asked, wording),
        iri=wording.id,
        description=wording.description(lang),
        crumbs=to_crumbs(asked, "acts", to_entry(asked, wording.act), to_entry(asked, provision.id)),
        linked=to_provision(asked, provision, to_passage(wording.title, lang).text),
        kind=find_class_label(asked.release, wording.type, lang),
        told=_to_told(asked, row, place),
        before=_to_told(asked, row, place - 1) if place else None,
        after=_to_told(asked, row, place + 1) if place + 1 < len(row) else None,
        text=write_law_text(replace(asked, on=wording.valid_from or asked.day), provision.slug),
        lovdata=to_outward(provision.lovdata),
        cards=list_cards(asked, _list_norms(asked, wording)),
    )


def _to_told(asked: Asked, row: Sequence[Wording], place: int) -> Told:
    wording, lang = row[place], asked.language
    own = _list_norms(asked, wording)
    past = _list_norms(asked, row[place - 1]) if place else ()
    return Told(
        name=Entry(text=say_wording(asked, wording), href=to_href(asked.root, wording.id)),
        span=format_span(wording.valid_from, wording.valid_to, lang),
        state=find_state(wording.valid_from, wording.valid_to, asked.day),
        heading=to_passage(wording.title, lang),
        text=to_passage(wording.descriptions, lang),
        changed_by=list_entries(asked, wording.changed_by),
        commenced_by=list_entries(asked, wording.commenced_by),
        repealed_by=list_entries(asked, wording.repealed_by),
        kept=_list_named(asked, [norm for norm in own if norm in past or not place]),
        gained=_list_named(asked, [norm for norm in own if place and norm not in past]),
        lost=_list_named(asked, [norm for norm in past if norm not in own]),
        note=wording.editorial_note or "",
    )


def _list_named(asked: Asked, norms: Sequence[Norm]) -> tuple[Entry, ...]:
    return tuple(to_entry(asked, norm.id, find_force_word(asked, norm.force)) for norm in norms)


def _list_norms(asked: Asked, wording: Wording) -> tuple[Norm, ...]:
    norms = asked.release.catalogue.norms_of_provision(wording.is_version_of)
    return tuple(norm for norm in norms if _rests_on(norm, wording))


def _rests_on(norm: Norm, wording: Wording) -> bool:
    return any(grounding.of == wording.id for grounding in norm.grounding)


def _to_place(asked: Asked, provision: Provision) -> Place:
    catalogue = asked.release.catalogue
    wordings = catalogue.wordings_of(provision.id)
    wording = catalogue.wording_on(provision.id, asked.day)
    shown = wording or (wordings[-1] if wordings else None)
    state = find_state(shown.valid_from, shown.valid_to, asked.day) if shown else "in-force"
    name = provision.number or asked.release.catalogue.find_label(provision.id, asked.language)
    return Place(
        name=Entry(text=name, href=to_href(asked.root, provision.id)),
        heading=to_passage(shown.title, asked.language) if shown else Entry(text=""),
        state="" if state == "in-force" else say(state, asked.language),
        norms=len(catalogue.norms_of_provision(provision.id)),
        wordings=len(wordings),
    )


def _list_amended(asked: Asked, act: Act) -> list[str]:
    """Give the wordings that an act made in other acts."""
    wordings = asked.release.catalogue.wordings.values()
    return [each.id for each in wordings if act.id in each.changed_by and each.act != act.id]


def _list_related(asked: Asked, provision: Provision) -> tuple[Entry, ...]:
    norms = asked.release.catalogue.norms_naming(provision.id, "related_provision")
    return list_entries(asked, tuple(norm.id for norm in norms))


def _list_quotes(asked: Asked, provision: Provision) -> list[Quote]:
    """Give the quotes of a provision's words."""
    return [quote for quote in asked.release.catalogue.quotes.values() if quote.quotes == provision.id]


def _list_parts(asked: Asked, provision: Provision) -> tuple[Entry, ...]:
    parts: list[Thing] = [
        each for each in asked.release.catalogue.provisions_of(provision.act) if each.is_part_of == provision.id
    ]
    return list_entries(asked, tuple(part.id for part in parts))
