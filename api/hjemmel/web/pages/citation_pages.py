"""Pages of a text that is sent: the citations in it, and whether it is the wording of a provision. Nothing is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hjemmel.law.citations import Citation, Target, annotate
from hjemmel.law.identifiers import to_iri
from hjemmel.law.verify import Verdict
from hjemmel.rdf.formats import Format
from hjemmel.web.addresses import to_href
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.law_text import find_name, is_imported
from hjemmel.web.pages.paper import Entry, write_page
from hjemmel.web.pages.sheets import to_crumbs, to_entry
from hjemmel.web.pages.words import format_day, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What a citation leads to: our page where there is one, Lovdata's beside it, and what came instead."""

    entry: Entry
    lovdata: str
    successor: Entry | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A citation as the page tells it; `sure` says whether it is settled."""

    text: str
    sure: bool
    status: str
    how: str
    goals: tuple[Goal, ...]


def write_citations_page(  # noqa: PLR0913 -- the form shows all that was sent
    asked: Asked, text: str, found: Sequence[Citation], *, context: str, day: str, forms: tuple[Format, ...]
) -> Answer:
    """Write the page of the citations in a text; `context` and `day` (ISO) are what was sent beside it."""
    return write_page(
        asked,
        "citations.html",
        title=say("citations", asked.language),
        forms=forms,
        crumbs=to_crumbs(asked),
        text=text,
        context=context,
        sent_day=day,
        sent=annotate(text, found),
        lines=tuple(_to_line(asked, citation) for citation in found),
    )


def write_verdict_page(asked: Asked, text: str, verdict: Verdict, *, forms: tuple[Format, ...]) -> Answer:
    """Write the page that says whether a passage is the wording of a provision."""
    return write_page(
        asked,
        "verify.html",
        title=say("verify-quote", asked.language),
        forms=forms,
        crumbs=to_crumbs(asked, "quotes"),
        text=text,
        provision=asked.word("provision") or "",
        sent_day=asked.day.isoformat(),
        found=verdict if text.strip() else None,
        verdict=_say_verdict(asked, verdict),
        wording=_to_known(asked, verdict.wording) if verdict.wording else None,
        near=tuple(replace(_to_known(asked, each.id), note=f"{each.likeness * 100:.0f} %") for each in verdict.near),
    )


def _to_line(asked: Asked, citation: Citation) -> Line:
    return Line(
        text=citation.text,
        sure=citation.status == "exact",
        status=say(f"cited-{citation.status}", asked.language),
        how=say(f"cited-{citation.how}", asked.language) if citation.how else "",
        goals=tuple(_to_goal(asked, target) for target in citation.targets),
    )


def _to_goal(asked: Asked, target: Target) -> Goal:
    successor = to_iri(target.successor) if target.successor else ""
    return Goal(
        entry=_to_known(asked, target.id),
        lovdata=target.lovdata,
        successor=_to_known(asked, successor) if successor else None,
    )


def _to_known(asked: Asked, iri: str) -> Entry:
    """Give a thing of the law as a word, linked only where the release has a page of it."""
    if asked.release.catalogue.find_thing(iri):
        return to_entry(asked, iri)
    if is_imported(asked.release, iri):
        return Entry(text=find_name(asked, iri), href=to_href(asked.root, iri))
    entry = to_entry(asked, iri)
    return Entry(text=entry.text, lang=entry.lang)


def _say_verdict(asked: Asked, verdict: Verdict) -> str:
    first, last = _to_day(verdict.held_from), _to_day(verdict.held_to)
    return say(
        f"verdict-{verdict.status}",
        asked.language,
        day=format_day(asked.day, asked.language),
        first=format_day(first, asked.language) if first else "–",
        last=format_day(last - timedelta(days=1), asked.language) if last else "–",
    )


def _to_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
