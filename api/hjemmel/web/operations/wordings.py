"""Wordings: what a provision said in a period, what made it, and its neighbours in time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from hjemmel.law.acts import Wording
from hjemmel.law.force import find_state
from hjemmel.law.identifiers import to_path
from hjemmel.law.norms import Norm
from hjemmel.web.answers import Asked
from hjemmel.web.kinds import Kind
from hjemmel.web.law_text import to_text
from hjemmel.web.pages.law_pages import write_wording_page


def to_wording_line(asked: Asked, wording: Wording) -> dict[str, Any]:
    """Give a wording as its provision lists it."""
    return {
        "id": wording.id,
        "validFrom": wording.valid_from,
        "validTo": wording.valid_to,
        "state": find_state(wording.valid_from, wording.valid_to, asked.day),
    }


def _to_wording_extras(asked: Asked, wording: Wording) -> dict[str, Any]:
    before, after = _find_neighbours(asked, wording)
    catalogue = asked.release.catalogue
    return {
        "act": wording.act,
        "citation": catalogue.find_label(wording.is_version_of, asked.language),
        "lovdata": catalogue.find_provision(wording.is_version_of.partition("/hjemmel/")[2]).lovdata,
        "state": find_state(wording.valid_from, wording.valid_to, asked.day),
        "inForce": wording.holds_on(asked.day),
        "lastDay": wording.last_day,
        "predecessor": before.id if before else None,
        "successor": after.id if after else None,
        "norms": [norm.id for norm in catalogue.norms_of_provision(wording.is_version_of) if _rests_on(norm, wording)],
        "text": to_text(replace(asked, on=wording.valid_from or asked.day), to_path(wording.is_version_of)),
    }


def _rests_on(norm: Norm, wording: Wording) -> bool:
    return any(grounding.of == wording.id for grounding in norm.grounding)


def _find_neighbours(asked: Asked, wording: Wording) -> tuple[Wording | None, Wording | None]:
    row = asked.release.catalogue.wordings_of(wording.is_version_of)
    place = row.index(wording)
    return (row[place - 1] if place else None), (row[place + 1] if place + 1 < len(row) else None)


def _to_wording_links(asked: Asked, wording: Wording) -> tuple[str, ...]:
    rels = zip(("predecessor-version", "successor-version"), _find_neighbours(asked, wording), strict=True)
    return tuple(f'<{other.id}>; rel="{rel}"' for rel, other in rels if other)


WORDING: Final[Kind[Wording]] = Kind(
    word="wording",
    collection="acts",
    defaults={"validFrom": None, "validTo": None},
    extras=_to_wording_extras,
    write=write_wording_page,
    links=_to_wording_links,
    nulls=("text",),
)
