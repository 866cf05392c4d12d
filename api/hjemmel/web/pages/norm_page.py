"""The page of a norm: one sentence, who and when, the words it rests on, since when, and how to cite it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Final

from hjemmel.law.bases import list_spans
from hjemmel.law.norm_lists import Page
from hjemmel.law.norms import Norm
from hjemmel.law.quotes import Quote
from hjemmel.law.sources import Source
from hjemmel.law.things import Texts
from hjemmel.rdf.formats import NT
from hjemmel.web.addresses import to_href, to_next, to_outward
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.bases import list_bases
from hjemmel.web.graphs import write_graph
from hjemmel.web.pages.cards import Ground, find_force_word, find_step, list_cards, to_ground
from hjemmel.web.pages.drifting import list_drifted
from hjemmel.web.pages.guidance_pages import to_document_entry
from hjemmel.web.pages.linked import to_statement
from hjemmel.web.pages.paper import Entry, Row, write_page
from hjemmel.web.pages.sheets import find_class_label, list_entries, to_crumbs, to_entry, to_passage
from hjemmel.web.pages.timeline import to_timeline
from hjemmel.web.pages.words import format_day, say
from hjemmel.web.release import Release

_POINTERS: Final = {
    "see-plan-areas": "plan_area",
    "see-provisions": "related_provision",
    "see-overrides": "overrides",
    "see-mirrors": "mirrors",
    "see-norms": "relation",
    "exception-to": "exception_to",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Whether a norm holds on the day: since when it has, since when with the present words, until when."""

    holds: bool
    since: date | None
    worded: date | None
    until: date | None
    coming: date | None
    ended: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A passage quoted from the law that shows the norm, and how it stands."""

    text: Entry
    by: Entry
    status: str


def write_norm_page(asked: Asked, norm: Norm) -> Answer:
    """Write the page of a norm."""
    lang, catalogue = asked.language, asked.release.catalogue
    bases = list_bases(asked.release, norm, None)
    grounds = tuple(to_ground(asked, basis) for basis in bases)
    return write_page(
        asked,
        "norm.html",
        title=norm.label(lang),
        iri=norm.id,
        description=norm.description(lang),
        crumbs=to_crumbs(asked, "duties"),
        linked=to_statement(norm.id, norm.label(lang), norm.description(lang), _list_laws(bases)),
        kind=find_class_label(asked.release, norm.type, lang),
        step=find_step(norm),
        word=find_force_word(asked, norm.force),
        lead=to_passage(norm.descriptions, lang),
        standing=find_standing(asked, norm),
        drifted=list_drifted(asked, [norm], named=False),
        rows=_list_rows(asked, norm),
        lacking=_list_lacking(asked, norm),
        grounds=grounds,
        place=norm.place,
        timeline=to_timeline([(each.since, each.until) for each in grounds], asked.day),
        replaces=list_entries(asked, norm.replaces),
        replaced_by=list_entries(asked, norm.replaced_by),
        said=tuple(_to_said(asked, quote) for quote in catalogue.quotes.values() if norm.id in quote.illustrates),
        guidance=tuple(to_document_entry(asked, iri) for iri in norm.guidance),
        pointers=[
            (word, list_entries(asked, getattr(norm, name))) for word, name in _POINTERS.items() if getattr(norm, name)
        ],
        cite=_write_citation(asked, norm, grounds),
        sources=tuple(to_source_entry(asked, iri) for iri in norm.source),
        reviewed=norm.reviewed_on,
        draft=norm.review_status != "reviewed",
        note=norm.editorial_note,
    )


def write_norm_list(asked: Asked, page: Page[Norm]) -> Answer:
    """Write the page of a list of norms."""
    return write_page(
        asked,
        "norms.html",
        title=say("duties", asked.language),
        crumbs=to_crumbs(asked),
        count=page.total,
        cards=list_cards(asked, page.items),
        next=to_next(asked, page.total),
    )


def find_standing(asked: Asked, norm: Norm) -> Standing:
    """Give how a norm stands to the legal day."""
    bases, day = asked.release.catalogue.bases[norm.id], asked.day
    spans = list_spans(bases)
    around = [span for span in spans if (span[0] or date.min) <= day and (span[1] is None or day < span[1])]
    worded = [basis.valid_from for basis in bases if basis.holds_on(day) and basis.valid_from]
    before = [span[1] for span in spans if span[1] and span[1] <= day]
    after = [span[0] for span in spans if span[0] and span[0] > day]
    return Standing(
        holds=bool(around),
        since=around[0][0] if around else None,
        worded=max(worded, default=None),
        until=around[0][1] if around else None,
        coming=min(after, default=None),
        ended=max(before, default=None),
    )


def to_source_entry(asked: Asked, iri: str) -> Entry:
    """Give a source with the day it was read, and its own address for paper."""
    source = asked.release.catalogue.find_thing(iri)
    read = source.read_on if isinstance(source, Source) else None
    note = say("read-on", asked.language, day=format_day(read, asked.language)) if read else ""
    page = source.page if isinstance(source, Source) else None
    return replace(to_entry(asked, iri, note), printed=to_outward(page) or iri)


def _list_laws(bases: Iterable[object]) -> list[str]:
    found = (getattr(basis, "wording", None) for basis in bases)
    return [iri for iri in dict.fromkeys(found) if iri]


def _list_rows(asked: Asked, norm: Norm) -> tuple[Row, ...]:
    catalogue = asked.release.catalogue
    exceptions = tuple(other.id for other in catalogue.exceptions_to(norm.id))
    rows = (
        ("who", list_entries(asked, norm.bearer)),
        ("performed-by", list_entries(asked, norm.performer)),
        ("personally", (Entry(text=say("personal-duty", asked.language)),) if norm.personal else ()),
        ("towards", list_entries(asked, norm.counterparty)),
        ("protects", list_entries(asked, norm.target_group)),
        ("when", list_entries(asked, norm.situation)),
        ("condition", _list_texts(asked, norm.condition)),
        ("deadline", _list_deadline(asked, norm)),
        ("recurrence", _list_texts(asked, norm.recurrence_text) or _list_words(norm.recurrence)),
        ("exceptions", list_entries(asked, exceptions)),
        ("supervision", list_entries(asked, norm.supervisor)),
        ("sanction", (*_list_texts(asked, norm.sanction), *list_entries(asked, norm.sanction_basis))),
    )
    return tuple(Row(label=say(word, asked.language), values=values) for word, values in rows if values)


def _list_lacking(asked: Asked, norm: Norm) -> tuple[str, ...]:
    """Give what a reader would look for and the release doesn't say: nothing written isn't nothing in the law."""
    exceptions = asked.release.catalogue.exceptions_to(norm.id)
    found = {
        "deadline": norm.deadline_text or norm.deadline,
        "exceptions": exceptions,
        "supervision": norm.supervisor,
        "sanction": norm.sanction or norm.sanction_basis,
    }
    return tuple(say(word, asked.language) for word, value in found.items() if not value)


def _list_texts(asked: Asked, texts: Texts) -> tuple[Entry, ...]:
    return (to_passage(texts, asked.language),) if texts else ()


def _list_deadline(asked: Asked, norm: Norm) -> tuple[Entry, ...]:
    texts = (*_list_texts(asked, norm.deadline_text), *_list_texts(asked, norm.deadline_start))
    days = norm.deadline_working_days
    return texts or _list_words(say("working-days", asked.language, number=days) if days else norm.deadline)


def _list_words(words: str | None) -> tuple[Entry, ...]:
    return (Entry(text=words),) if words else ()


def _to_said(asked: Asked, quote: Quote) -> Said:
    status = asked.release.catalogue.quote_status(quote, asked.day)
    lang = "" if quote.language == asked.language else quote.language
    return Said(
        text=Entry(text=quote.text, lang=lang),
        by=Entry(text=quote.label(asked.language), href=to_href(asked.root, quote.id)),
        status=say(status.wording_status, asked.language),
    )


def _write_citation(asked: Asked, norm: Norm, grounds: Iterable[Ground]) -> str:
    lang = asked.language
    basis = "; ".join(dict.fromkeys(ground.citation.text for ground in grounds))
    when = format_day(asked.day, lang)
    content = find_content(asked.release, norm.id)
    return say("cite-form", lang, title=norm.label(lang), basis=basis, day=when, content=content, iri=norm.id)


def find_content(release: Release, iri: str) -> str:
    """Give the digest a thing is cited by: the first 12 digits of the SHA-256 of its N-Triples."""
    return sha256(write_graph(release.kb.store.describe(iri), NT)).hexdigest()[:12]
