"""Pages of guidance documents and quotes: does it still hold, and what came instead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from hjemmel.law.force import find_state
from hjemmel.law.guidance import GuidanceDocument
from hjemmel.law.norm_lists import Page
from hjemmel.law.quotes import Quote, QuoteStatus
from hjemmel.web.addresses import to_href, to_next, to_outward
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.pages.cards import list_cards
from hjemmel.web.pages.drifting import find_quote_check, list_drifted
from hjemmel.web.pages.paper import Entry, write_page
from hjemmel.web.pages.sheets import find_class_label, list_entries, list_rows, to_crumbs, to_entry, to_passage
from hjemmel.web.pages.words import format_day, format_span, say

_TOLD_QUOTE: Final = ("hj:text",)
_TOLD_DOCUMENT: Final = ("hj:validFrom", "hj:validTo", "foaf:page")


def find_document_state(document: GuidanceDocument, day: date) -> str:
    """Say how a document stands to a day; one without a first day always was there: it is never pending."""
    if document.valid_from is None:
        return "in-force" if document.holds_on(day) else "ended"
    return find_state(document.valid_from, document.valid_to, day)


def to_document_entry(asked: Asked, iri: str) -> Entry:
    """Give a document as a linked word; one that has expired says so."""
    document = asked.release.catalogue.find_thing(iri)
    if not isinstance(document, GuidanceDocument):
        return to_entry(asked, iri)
    state = find_document_state(document, asked.day)
    note = "" if state == "in-force" else say(f"document-{state}", asked.language)
    return replace(to_entry(asked, iri, note), printed=iri)


def write_guidance_page(asked: Asked, document: GuidanceDocument) -> Answer:
    """Write the page of a guidance document."""
    lang, catalogue = asked.language, asked.release.catalogue
    stated = catalogue.norms_naming(document.id, "stated_in")
    pointing = tuple(norm.id for norm in catalogue.norms_naming(document.id, "guidance"))
    return write_page(
        asked,
        "guidance.html",
        title=document.label(lang),
        iri=document.id,
        description=document.description(lang),
        crumbs=to_crumbs(asked, "guidance"),
        kind=find_class_label(asked.release, document.type, lang),
        name=to_passage(catalogue.find_labels(document.id), lang),
        lead=to_passage(document.descriptions, lang),
        state=find_document_state(document, asked.day),
        verdict=_say_verdict(document, asked.day, lang),
        replaced_by=list_entries(asked, document.replaced_by),
        page=to_outward(document.page),
        rows=list_rows(asked, document.id, but=_TOLD_DOCUMENT),
        drifted=list_drifted(asked, (*stated, *catalogue.norms_naming(document.id, "guidance"))),
        cards=list_cards(asked, stated),
        pointing=list_entries(asked, pointing),
    )


def write_guidance_list(asked: Asked, page: Page[GuidanceDocument]) -> Answer:
    """Write the page of all documents: those that hold, then those that don't."""
    groups: dict[str, list[Entry]] = {"in-force": [], "coming": [], "ended": []}
    for document in sorted(page.items, key=lambda each: each.label(asked.language).casefold()):
        state = find_document_state(document, asked.day)
        span = format_span(document.valid_from, document.valid_to, asked.language)
        groups.setdefault(state, []).append(to_entry(asked, document.id, span))
    sections = [(say(f"documents-{state}", asked.language), entries) for state, entries in groups.items() if entries]
    title = say("guidance", asked.language)
    return write_page(
        asked,
        "sections.html",
        title=title,
        lead=say("guidance-lead", asked.language),
        sections=sections,
        next=to_next(asked, page.total),
        crumbs=to_crumbs(asked),
        danger=False,
    )


def _say_verdict(document: GuidanceDocument, day: date, lang: str) -> str:
    state = find_document_state(document, day)
    span = format_span(document.valid_from, document.valid_to, lang)
    if state == "ended":
        return say("document-ended-in", lang, span=span)
    if state == "coming" and document.valid_from:
        return say("document-coming-on", lang, day=format_day(document.valid_from, lang))
    return say("document-holds-in", lang, span=span) if span else say("document-holds", lang)


def write_quote_page(asked: Asked, quote: Quote) -> Answer:
    """Write the page of a quote: is it still the law?"""
    lang, catalogue = asked.language, asked.release.catalogue
    status = catalogue.quote_status(quote, asked.day)
    told = quote.quotes or quote.stated_in or ""
    return write_page(
        asked,
        "quote.html",
        title=quote.label(lang),
        iri=quote.id,
        description=quote.description(lang),
        crumbs=to_crumbs(asked, "quotes"),
        kind=find_class_label(asked.release, quote.type, lang),
        text=Entry(text=quote.text, lang="" if quote.language == lang else quote.language),
        attribution=quote.attribution or "",
        origin=to_entry(asked, told) if told else None,
        lead=to_passage(quote.descriptions, lang),
        current=status.wording_status == "current",
        check=find_quote_check(asked, quote),
        verdict=say_quote_verdict(quote, status, lang),
        replaced_by=to_entry(asked, status.replaced_by) if status.replaced_by else None,
        wordings=list_entries(asked, quote.quoted_wording),
        norms=list_cards(asked, [norm for norm in catalogue.norms.values() if norm.id in quote.illustrates]),
        rows=list_rows(asked, quote.id, but=_TOLD_QUOTE),
    )


def say_quote_verdict(quote: Quote, status: QuoteStatus, lang: str) -> str:
    """Say in a sentence whether a quote is still the law, or its document still holds."""
    kind = "law" if quote.quotes else "document"
    key = f"quote-{kind}-{status.wording_status}"
    first = format_day(status.valid_from, lang) if status.valid_from else "–"
    last = format_day(status.valid_to - timedelta(days=1), lang) if status.valid_to else "–"
    return say(key, lang, first=first, last=last)


def write_quote_list(asked: Asked, page: Page[Quote]) -> Answer:
    """Write the page of all quotes, each with whether it is still the law."""
    lang, catalogue = asked.language, asked.release.catalogue
    quotes = [
        {
            "title": Entry(text=quote.label(lang), href=to_href(asked.root, quote.id)),
            "text": Entry(text=quote.text, lang="" if quote.language == lang else quote.language),
            "verdict": say_quote_verdict(quote, catalogue.quote_status(quote, asked.day), lang),
            "current": catalogue.quote_status(quote, asked.day).wording_status == "current",
        }
        for quote in page.items
    ]
    title = say("quotes", lang)
    lead = say("quotes-lead", lang)
    return write_page(
        asked, "quotes.html", title=title, lead=lead, quotes=quotes, crumbs=to_crumbs(asked), danger=False
    )
