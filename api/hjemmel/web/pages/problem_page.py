"""A problem as a page: what went wrong in the reader's language, what may have been meant, ways back, and search."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from hjemmel.law.things import find_text
from hjemmel.rdf.formats import HTML
from hjemmel.search.index import Wanted
from hjemmel.web.addresses import to_href
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.pages.paper import Entry, write_page
from hjemmel.web.pages.words import find_error_texts, say
from hjemmel.web.searching import find_search

_NOT_FOUND: Final = "not-found"
_WORDS: Final = re.compile(r"[^\W_]+")
_MOST_NEAR: Final = 5
_MOST_WORDS: Final = 100
# Where the things below a path are listed.
_LISTS: Final = {"lov": "acts", "forskrift": "acts", "traktat": "acts"}
_LISTED: Final = (
    "acts", "actors", "duties", "guidance", "plan-areas", "questions", "quotes", "situations", "sources",
    "target-groups", "vocabularies",
)  # fmt: skip


def write_problem_page(asked: Asked, problem: Mapping[str, Any], *, wait: str = "") -> Answer:
    """Write the page of a problem (its JSON, read); `wait` is how many seconds to wait before asking again."""
    slug = str(problem["type"]).rpartition("/")[2]
    texts = find_error_texts(slug, asked.language)
    missing = slug == _NOT_FOUND
    words = " ".join(_WORDS.findall(asked.path.rpartition("/")[2]))[:_MOST_WORDS] if missing else ""
    return write_page(
        asked,
        "problem.html",
        title=texts["title"],
        forms=(HTML,),
        status=problem["status"],
        slug=slug,
        texts=texts,
        wait=wait,
        near=_list_near(asked, words) if words else (),
        words=words,
        ways=_list_ways(asked),
        detail=problem["detail"],
        remedy=problem.get("remedy", ""),
        faults=problem.get("errors", ()),
    )


def _list_near(asked: Asked, words: str) -> tuple[Entry, ...]:
    """Give the things that the words of an address find."""
    hits = find_search(asked.release).index.find(words, Wanted(day=asked.day, size=_MOST_NEAR)).hits
    return tuple(
        Entry(
            text=find_text(hit.document.labels, asked.language),
            href=to_href(asked.root, hit.document.id),
            note=say(hit.document.kind, asked.language),
        )
        for hit in hits
    )


def _list_ways(asked: Asked) -> tuple[Entry, ...]:
    """Give the ways back: the front page, and the list that the address would belong to."""
    first = asked.path.split("/", 2)[1] if "/" in asked.path else ""
    name = _LISTS.get(first, first)
    home = Entry(text=say("to-front-page", asked.language), href=f"{asked.root}/")
    above = Entry(text=say(name, asked.language), href=f"{asked.root}/{name}")
    return (home, above) if name in _LISTED else (home,)
