"""The words of the law on a page: the text of the day with its citations, the wordings side by side, what differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hjemmel.law.force import State, find_state
from hjemmel.law.identifiers import find_legal_name, format_citation, format_provision, to_iri, to_lovdata
from hjemmel.law.lovdata.imported import ImportedLaw
from hjemmel.law.lovdata.triples import ATTRIBUTION, NLOD
from hjemmel.law.lovdata.wordings import Wording
from hjemmel.law.provision_text import Block, Difference, list_differences
from hjemmel.law.texts import to_day
from hjemmel.web.addresses import to_href
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.law_text import find_law_text, list_notices, say_missing
from hjemmel.web.pages.paper import Entry, write_page
from hjemmel.web.pages.words import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A subsection or item: plain runs and citations, in order; `depth` is how far in it stands."""

    depth: int
    runs: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A wording as the imported law has it, and how its words differ from those before."""

    name: Entry
    state: State
    changed_by: tuple[Entry, ...]
    differences: tuple[Difference, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What a page shows of the law's words; without paragraphs `notices` say why."""

    lang: str
    notices: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...] = ()
    wordings: tuple[Told, ...] = ()
    heading: str = ""
    stale: bool = False
    lovdata: str = ""
    attribution: str = ATTRIBUTION
    license: str = NLOD


def find_page_text(asked: Asked, provision: str) -> Text:
    """Give the words of a provision (path) for a page, or the reason that there are none."""
    found, law, lovdata = find_law_text(asked, provision), asked.release.law, to_lovdata(provision) or ""
    if found is None or law is None:
        return Text(lang="", notices=(say_missing(asked, provision),), lovdata=lovdata)
    return Text(
        lang=found.language,
        notices=list_notices(asked, found),
        paragraphs=tuple(_to_paragraph(asked, block) for block in found.blocks),
        wordings=_list_told(asked, law, provision),
        heading=found.wording.heading,
        stale=found.staleness == "due",
        lovdata=lovdata,
    )


def write_imported_page(asked: Asked, law: ImportedLaw, path: str) -> Answer:
    """Write the page of an act or provision that only the imported law has."""
    name = find_legal_name(path)
    refid, place = (name.refid, name.provision) if name is not None else (path, None)
    title = law.find_title(refid)
    return write_page(
        asked,
        "imported.html",
        title=format_citation(title, place, asked.language) if place else title,
        iri=to_iri(path),
        text=find_page_text(asked, path) if place else None,
        act=Entry(text=title, href=to_href(asked.root, to_iri(refid))),
        entries=() if place else _list_places(asked, law, refid),
        lovdata=to_lovdata(path) or "",
    )


def _list_places(asked: Asked, law: ImportedLaw, refid: str) -> tuple[Entry, ...]:
    return tuple(
        Entry(text=format_provision(path, asked.language), href=to_href(asked.root, to_iri(f"{refid}/{path}")))
        for path in law.list_provisions(refid)
    )


def _to_paragraph(asked: Asked, block: Block) -> Paragraph:
    return Paragraph(depth=max(block.path.count("/") // 2, 0), runs=tuple(_list_runs(asked, block)))


def _list_runs(asked: Asked, block: Block) -> Iterator[Entry]:
    place = 0
    for citation in sorted(block.citations, key=lambda one: one.start):
        if citation.start < place:
            continue
        yield Entry(text=block.text[place : citation.start])
        yield Entry(text=block.text[citation.start : citation.end], href=to_href(asked.root, citation.id))
        place = citation.end
    yield Entry(text=block.text[place:])


def _list_told(asked: Asked, law: ImportedLaw, provision: str) -> tuple[Told, ...]:
    """Give the wordings, newest first."""
    wordings = law.find_wordings(provision)
    name, unit = find_legal_name(provision), law.find_unit(provision)
    section = f"{name.refid}/{unit}" if name is not None else provision
    told = [_to_told(asked, section, wordings, place) for place in range(len(wordings))]
    return tuple(reversed(told))


def _to_told(asked: Asked, section: str, wordings: Sequence[Wording], place: int) -> Told:
    wording = wordings[place]
    before = wordings[place - 1] if place else None
    known = wording.text is not None and before is not None and before.text is not None
    return Told(
        name=Entry(
            text=f"{wording.begins or say('changes-undated', asked.language)} – {wording.ends}".strip(" –"),
            href=to_href(asked.root, to_iri(f"{section}/versjon/{wording.version}")),
        ),
        state=find_state(to_day(wording.begins), to_day(wording.ends), asked.day),
        changed_by=tuple(_to_act(asked, act) for act in wording.changed_by),
        differences=list_differences(before.text or "", wording.text or "") if known and before else (),
        note=_find_note(asked, wording, before),
    )


def _to_act(asked: Asked, refid: str) -> Entry:
    known = asked.release.catalogue.acts.get(refid)
    return Entry(text=known.label(asked.language) if known else refid, href=to_href(asked.root, to_iri(refid)))


def _find_note(asked: Asked, wording: Wording, before: Wording | None) -> str:
    if wording.text is None:
        return say("law-words-unknown", asked.language)
    same = before is not None and before.text == wording.text
    return say("law-no-difference", asked.language) if same else ""
