"""What may stand between a source and its provision, and how far apart they may be."""

from __future__ import annotations

import re
from typing import Final

from hjemmel.law.citations.records import Mention

TITLE_REACH: Final = 330
ACT_GAP: Final = re.compile(
    r"(?:\)(?=\s{1,2}$))?(?:,?\s(?:m\.?\s?[vm]|o\.?\s?l)\.?)?\s{0,2}(?:\([^()]{0,90}\)\s{0,2})?,?(?:\s{0,2}(?:kap(?:ittel)?\.?\s[\divxlc]{1,6},?\s)?)\s{0,2}$"
)
BEHIND: Final = re.compile(r"\s(?:i|av|til)\s(?:den\s)?(?:(?:gamle|nye)\s)?")
"""What stands between a section and the source behind it."""
TITLE_GAP: Final = re.compile(r",?\s(?:om|til|for|vedrørende|angående|mot)\s[^§;:!?]{3,320}?$")
STOP_GAP: Final = re.compile(
    r"\b(?:gjelder|gjeld|skal|får|kan|er|jf|jfr|med unntak|unntatt|har|blir|vert|i medhold|ikke|ikkje|dersom|når|samt|"
    r"etter|som nevnt|som nemnd|følger av|følgjer av|i henhold til|i samsvar med|hjemlet|heimla|"
    r"bestemmelsene|reglene i|lov|loven|lova|forskrift|forskriften|kapittel|artikkel)\b|\.\s+\w|\n"
)
MORE: Final = re.compile(r"\bm\.?\s?[vm]\.")


def is_act_gap(gap: str, last: Mention) -> bool:
    """Whether `gap` ties a provision to the source `last` before it."""
    if ACT_GAP.fullmatch(gap):
        return True
    return (
        last.dated
        and last.kind in {"act", "regulation"}
        and bool(TITLE_GAP.fullmatch(gap) and not STOP_GAP.search(MORE.sub("", gap)))
    )


def names_section(low: str, section: Mention, start: int) -> bool:
    """Whether the source at `start` is that of the section before it: `§ 4 i krisesenterlova`."""
    return bool(section.level) and not section.names and BEHIND.fullmatch(low, section.end, start) is not None
