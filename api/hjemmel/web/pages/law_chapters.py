"""What stands in an act by the imported law, chapter by chapter, and the pages of what only that law has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hjemmel.law.identifiers import find_legal_name, format_citation, format_provision, to_iri, to_lovdata
from hjemmel.law.lovdata.imported import ImportedLaw
from hjemmel.law.lovdata.wordings import find_held
from hjemmel.law.texts import to_day
from hjemmel.web.addresses import to_href
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.pages.law_page import write_law_text, write_part
from hjemmel.web.pages.paper import Entry, write_page
from hjemmel.web.pages.sheets import to_crumbs
from hjemmel.web.pages.words import format_day, say

if TYPE_CHECKING:
    from markupsafe import Markup

_CHAPTERS: Final = ("kapittel/", "del/", "avsnitt/", "vedlegg", "bok/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter of an act as the imported law has it, and what stands in it; `name` is None before the first."""

    name: Entry | None
    places: tuple[Entry, ...]


def write_law_chapters(asked: Asked, refid: str, level: int) -> Markup:
    """Write all provisions of an act by the imported law, chapter by chapter; nothing where it hasn't the act."""
    from markupsafe import Markup  # noqa: PLC0415 -- comes with Jinja, which is loaded with the first page

    key = ("law-chapters", refid, asked.language, asked.root, asked.day, level)
    body = asked.release.items.find_or_make(
        key, lambda: write_part("chapters", list_chapters(asked, refid), level).encode()
    )
    return Markup(body.decode())  # noqa: S704 -- a template wrote it, which escapes


def write_imported_page(asked: Asked, law: ImportedLaw, path: str) -> Answer:
    """Write the page of an act or provision that only the imported law has."""
    name = find_legal_name(path)
    refid, place = (name.refid, name.provision) if name is not None else (path, None)
    title = law.find_title(refid)
    act = Entry(text=title, href=to_href(asked.root, to_iri(refid)))
    return write_page(
        asked,
        "imported.html",
        danger=False,
        title=format_citation(title, place, asked.language) if place else title,
        iri=to_iri(path),
        crumbs=to_crumbs(asked, "acts", *([act] if place else [])),
        text=write_law_text(asked, path) if place else None,
        read=say("law-read", asked.language, read=_say_day(law.find_day(refid), asked.language)),
        chapters="" if place else write_law_chapters(asked, refid, 2),
        lovdata=to_lovdata(path) or "",
    )


def list_chapters(asked: Asked, refid: str) -> tuple[Chapter, ...]:
    """Give what stands in an act by the imported law, as of the legal day; nothing where it hasn't the act."""
    law = asked.release.law
    found: list[tuple[Entry | None, list[Entry]]] = [(None, [])]
    for path in law.list_provisions(refid) if law is not None else ():
        entry = _to_place(asked, law, f"{refid}/{path}", path) if law is not None else None
        if entry is None:
            continue
        if path.startswith(_CHAPTERS):
            found.append((entry, []))
        else:
            found[-1][1].append(entry)
    return tuple(Chapter(name=name, places=tuple(places)) for name, places in found if name or places)


def _to_place(asked: Asked, law: ImportedLaw, provision: str, path: str) -> Entry | None:
    """Give a provision with its heading; None for one that isn't in force on the day."""
    wordings, day = law.find_wordings(provision), asked.day.isoformat()
    current = find_held(wordings, day)
    if current is None and all(one.begins and one.begins <= day for one in wordings):
        return None
    shown = current or wordings[-1]
    note = shown.heading if current else f"{shown.heading} ({say('coming', asked.language)})".strip()
    return Entry(text=format_provision(path, asked.language), href=to_href(asked.root, to_iri(provision)), note=note)


def _say_day(text: str, lang: str) -> str:
    day = to_day(text)
    return format_day(day, lang) if day else ""
