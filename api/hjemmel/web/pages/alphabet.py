"""Everything that has a name, from A to Å: for who knows what it is called, and for who searches without script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from hjemmel.law.things import Thing
from hjemmel.rdf.formats import HTML
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.pages.paper import Entry, write_page
from hjemmel.web.pages.sheets import to_crumbs, to_entry
from hjemmel.web.pages.words import say

# Amending acts, provisions and sources stand in the lists of what they belong to.
_KINDS: Final = {
    "acts": "acts",
    "actors": "actors",
    "duties": "norms",
    "guidance": "guidance",
    "plan-areas": "plan_areas",
    "quotes": "quotes",
    "situations": "situations",
    "target-groups": "target_groups",
}
_ORDER: Final = str.maketrans({"æ": "{", "ø": "|", "å": "}", "ä": "{", "ö": "|", "é": "e", "è": "e", "ü": "y"})
_FIRST_LETTER: Final = re.compile(r"[^\W\d_]")


def write_alphabet_page(asked: Asked) -> Answer:
    """Write the page."""
    lang = asked.language
    named = sorted(_list_named(asked), key=lambda entry: to_sorting_key(entry.text))
    letters = [
        (letter, tuple(entries)) for letter, entries in groupby(named, key=lambda entry: find_letter(entry.text))
    ]
    return write_page(
        asked,
        "alphabet.html",
        title=say("alphabet", lang),
        lead=say("alphabet-lead", lang),
        letters=letters,
        forms=(HTML,),
        crumbs=to_crumbs(asked),
    )


def to_sorting_key(text: str) -> tuple[str, str]:
    """Give a key that sorts as Norwegians do, æ, ø and å last; marks before the first letter don't count."""
    letter = _FIRST_LETTER.search(text)
    plain = text[letter.start() if letter else 0 :].casefold()
    return plain.translate(_ORDER), text


def find_letter(text: str) -> str:
    """Give the letter that a name stands under."""
    letter = _FIRST_LETTER.search(text)
    return letter[0].upper() if letter else "#"


def _list_named(asked: Asked) -> Iterator[Entry]:
    catalogue = asked.release.catalogue
    for kind, field in _KINDS.items():
        things: tuple[Thing, ...] = tuple(getattr(catalogue, field).values())
        for thing in things:
            if kind != "acts" or catalogue.provisions_of(thing.slug):
                yield to_entry(asked, thing.id, say(kind, asked.language))
