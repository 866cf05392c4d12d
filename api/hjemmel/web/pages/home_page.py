"""The front page: search first, then the actors as doors, then what changed; for developers at the foot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from hjemmel.law.applicability import list_applicable
from hjemmel.law.norm_lists import norm_holds_on
from hjemmel.rdf.formats import Format
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.pages.changing import list_news
from hjemmel.web.pages.paper import Entry, write_page
from hjemmel.web.pages.sheets import list_tries, to_entry
from hjemmel.web.pages.words import say

_MOST_DOORS: Final = 18
_MOST_CHANGES: Final = 6


def write_home_page(
    asked: Asked, *, forms: tuple[Format, ...], counts: Mapping[str, int], examples: Mapping[str, str]
) -> Answer:
    """Write the front page."""
    lang, catalogue = asked.language, asked.release.catalogue
    areas = sorted(catalogue.plan_areas.values(), key=lambda area: (area.position, area.slug))
    return write_page(
        asked,
        "home.html",
        title=say("tagline", lang),
        forms=forms,
        description=say("about", lang),
        doors=_list_doors(asked),
        areas=tuple(to_entry(asked, area.id) for area in areas),
        changes=list_news(asked)[:_MOST_CHANGES],
        tries=list_tries(asked),
        examples=tuple(Entry(text=say(key, lang), href=href) for key, href in examples.items()),
        numbers=tuple(
            (Entry(text=say(name, lang), href=f"{asked.root}/{name}"), count) for name, count in counts.items()
        ),
        linked={"@type": "WebSite", "name": say("site", lang), "description": say("about", lang), "inLanguage": lang},
    )


def _list_doors(asked: Asked) -> tuple[Entry, ...]:
    """Give the actors that most norms in force name as the ones to carry them out."""
    catalogue = asked.release.catalogue
    norms = (norm for norm in catalogue.norms.values() if norm_holds_on(catalogue, norm, asked.day))
    counts = Counter(iri for norm in norms for iri in {*norm.bearer, *norm.performer})
    first = sorted(counts, key=lambda iri: (-counts[iri], iri))[:_MOST_DOORS]
    shown = {iri: _count_norms(asked, iri) for iri in first}
    return tuple(to_entry(asked, iri, str(shown[iri])) for iri in sorted(first, key=lambda iri: (-shown[iri], iri)))


def _count_norms(asked: Asked, iri: str) -> int:
    """Count what the actor's own page lists: also the norms that reach it from broader actors."""
    found = list_applicable(asked.release.catalogue, iri.rpartition("/")[2], on=asked.day)
    return len({item.norm.id for item in found.items})
