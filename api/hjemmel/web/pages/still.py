"""Pages of an exported site that the live one hasn't: what isn't there, and what a file can't do."""

from __future__ import annotations

from hjemmel.rdf.formats import HTML
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.pages.paper import write_page
from hjemmel.web.pages.sheets import to_crumbs
from hjemmel.web.pages.words import say


def write_still_page(asked: Asked) -> Answer:
    """Write the page that says what only the live service can do."""
    return _write(asked, "live-only-title", "live-only")


def write_still_search(asked: Asked) -> Answer:
    """Write the page of the search: it asks an index that lies beside it."""
    title = say("search", asked.language)
    return write_page(asked, "still-search.html", title=title, forms=(HTML,), crumbs=to_crumbs(asked))


def write_missing_page(asked: Asked) -> Answer:
    """Write the page for an address that leads nowhere."""
    return _write(asked, "not-found-title", "not-found-text")


def _write(asked: Asked, title: str, text: str) -> Answer:
    lang = asked.language
    return write_page(asked, "prose.html", title=say(title, lang), forms=(HTML,), lead=say(text, lang), sections=[])
