"""Pages of plain words: about, data licence, accessibility statement, privacy. Their text is in prose.toml."""

from __future__ import annotations

from typing import Final

from hjemmel.rdf.formats import HTML
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.pages.paper import Entry, write_page
from hjemmel.web.pages.sheets import to_crumbs
from hjemmel.web.pages.words import load_messages, say

PAGES: Final = ("about", "data-licence", "accessibility", "privacy")


def write_prose_page(asked: Asked) -> Answer:
    """Write one of the pages of plain words."""
    name, lang = asked.path[1:], asked.language
    page = load_messages()["prose"][name]
    sections = [
        (section["title"][lang], section["text"][lang].strip().split("\n\n"), _list_links(asked, section))
        for section in page["sections"]
    ]
    return write_page(
        asked,
        "prose.html",
        title=say(f"page-{name}", lang),
        forms=(HTML,),
        lead=page["lead"][lang],
        description=page["lead"][lang],
        sections=sections,
        crumbs=to_crumbs(asked),
    )


def _list_links(asked: Asked, section: dict[str, dict[str, str]]) -> list[Entry]:
    """Give the links of a section: addresses of this server by their path, others as they are."""
    found = section.get("links", {}).items()
    return [
        Entry(text=say(key, asked.language), href=href if "//" in href else f"{asked.root}{href}")
        for key, href in found
    ]
