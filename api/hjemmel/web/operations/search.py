"""Search over everything, and suggestions while someone types.

The room of search and what it needs are loaded with the first search, or a while after the start: a server that starts
pays for none of it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

from hjemmel.rdf.formats import HTML, JSON
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.operation import Operation
from hjemmel.web.pages.alphabet import write_alphabet_page
from hjemmel.web.parameters import LANG, ON, PAGE, Parameter
from hjemmel.web.release import Release

DEFAULT_SIZE: Final = 20
_FORMS: Final = (JSON, HTML)
KINDS: Final = (
    "actors", "duties", "acts", "provisions", "plan-areas", "situations", "target-groups", "guidance", "quotes",
    "criteria", "terms", "sources",
)  # fmt: skip


def answer_search(asked: Asked) -> Answer:
    """Answer with the pages that a query finds; a person who cites a provision is led straight to it."""
    from hjemmel.web import finding  # noqa: PLC0415 -- see above

    return finding.answer_search(asked)


def answer_suggest(asked: Asked) -> Answer:
    """Answer with names that begin with what has been typed."""
    from hjemmel.web import finding  # noqa: PLC0415 -- see above

    return finding.answer_suggest(asked)


async def keep_ready(find_release: Callable[[], Release], *, seconds: float = 1.0) -> None:
    """Make the search of each release beside the event loop, a while after it began to be served.

    The while is for the first answers of a server that has just started: they must not share their core.
    """
    made: Release | None = None
    while True:
        await asyncio.sleep(seconds)
        release = find_release()
        if release is not made:
            made = release
            await asyncio.to_thread(_make, release)


def _make(release: Release) -> None:
    from hjemmel.web.searching import find_search  # noqa: PLC0415 -- see above

    find_search(release)


_Q: Final = Parameter(
    name="q", description="What to search for, in the words that come to mind.", example="avvergeplikt"
)
_KIND: Final = Parameter(
    name="kind", kind="choice", choices=KINDS, description="Only pages of this kind.", example="duties"
)
_SIZE: Final = Parameter(
    name="size", kind="number", most=100, default=str(DEFAULT_SIZE), description="Hits a page.", example="10"
)

OPERATIONS = (
    Operation(
        path="/search",
        name="search",
        schema="Found",
        subject="search",
        summary="Search everything",
        description="Finds inflected words, either written form of Norwegian, parts of compounds, other names, and "
        "words with a typing error. A citation (`hol 3-3a`) leads a browser straight to the provision; in JSON it "
        "stands first and in `citation`. `labelMarks` and `snippetMarks` are places of the words asked for. What "
        "doesn't hold on the day ranks lower, and `holds` says so. Of imported law the names of acts and regulations "
        "are searched, not the text.",
        answer=answer_search,
        example="/search?q=avvergeplikt",
        forms=_FORMS,
        parameters=(_Q, _KIND, PAGE, _SIZE, ON),
        slow=True,
    ),
    Operation(
        path="/a-z",
        name="listByName",
        subject="search",
        summary="Everything by name",
        description="A page of all acts, actors, norms, documents, plan areas, situations and target groups by name.",
        answer=write_alphabet_page,
        example="/a-z",
        forms=(HTML,),
    ),
    Operation(
        path="/suggest",
        name="suggest",
        schema="Suggestions",
        subject="search",
        summary="Names that begin so",
        description="At most eight things one of whose names has a word that begins with what has been typed.",
        answer=answer_suggest,
        example="/suggest?q=krise",
        forms=(JSON,),
        parameters=(_Q, LANG),
        slow=True,
    ),
)
