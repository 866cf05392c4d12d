"""Words that stand for an act: `denne lova § 4`, `samme lov § 3`, `§ 4 i denne forskriften`."""

from __future__ import annotations

import re
from typing import Final

from hjemmel.law.citations.records import Anaphor, Mention
from hjemmel.law.citations.scan import Scan

_OWN: Final = re.compile(
    r"(?:(?:denne|denna)\s(?P<law>lov(?:en|a)?)s?|(?P<law2>lov(?:en|a)s?)\sher|her\s(?P<law3>i\slova|i\sloven)|i\s(?P<law4>lov(?:en|a)s?)\sher"
    r"|(?:denne\s)(?P<reg>forskrift(?:en|a)?s?)|(?P<reg2>forskrift(?:en|a)s?)\sher"
    r"|(?P<same>(?:samme|same|nevnte|nemnde|nemnte)\s(?:lov(?:en|a)?s?|forskrift(?:en|a)?s?))"
    r"|(?:(?<=[\s,])(?P<its>dens))"
    r"|(?P<law5>endringslov(?:en|a)s?|endringsforskrift(?:en|a)s?)"
    r"|(?<![\w-])(?P<the>lov(?:en|a)s?)|(?<![\w-])(?P<thereg>forskrift(?:en|a)s?))(?:\s?[,(]?)?\s{0,2}$"
)
_CHANGED_BY: Final = re.compile(r",\ssom\s(?:sist\s|senest\s|seinast\s)?endr(?:et|a)\sved\s(?:[\w-]{0,40}\s)?")
_AFTER: Final = re.compile(
    r"\s{1,2}(?:i|av|til)\s(?:(?:denne|denna)\s(?P<law>lov(?:en|a)?)|(?P<law2>lov(?:en|a))\sher|(?:denne)\s(?P<reg>forskrift(?:en|a)?)|"
    r"(?P<reg2>forskrift(?:en|a))\sher|(?P<same>(?:(?:den|dei)\s)?(?:samme|same|nevnte|nemnde|nemnte)\s(?:lov(?:en|a)?|forskrift(?:en|a)?)|den\s(?:loven|lova))|(?P<the>lov(?:en|a))(?!\s?(?:av|om|\d))|(?P<thereg>forskrift(?:en|a))(?!\s?(?:av|om|til|\d)))\b"
)
_WORDS: Final = ("lov", "forskrift", "dens")
"""Cheap to look for, and in all that `_OWN` reads."""


def find_anaphor(scan: Scan, start: int) -> tuple[Anaphor, int]:
    """The pronoun-like words before a section (`lovens § 4`, `samme lov § 3`)."""
    window_start = max(scan.until, start - 26)
    if not any(scan.low.find(word, window_start, start) >= 0 for word in _WORDS):
        return "", start
    found = _OWN.search(scan.low, window_start, start)
    if not found:
        return "", start
    anaphor = _to_anaphor(found)
    return anaphor, found.start()


def _to_anaphor(found: re.Match[str]) -> Anaphor:
    kind = found.lastgroup or ""
    if kind.startswith("law"):
        return "own-act"
    if kind.startswith("reg"):
        return "own-regulation"
    return {"same": "same", "its": "same", "the": "law", "thereg": "regulation"}[kind]  # type: ignore[return-value]


def find_base(scan: Scan, last: Mention, gap: str) -> Mention | None:
    """The rule a change stands behind: `direktiv 2006/43/EF, som endret ved direktiv 2014/56/EU, artikkel 26`.

    Between two commas the change `last` is an aside, and the article is of the rule that was changed.
    """
    base = scan.found[-2] if gap.startswith(",") and len(scan.found) > 1 else None
    if not base or base.level or base.kind != last.kind:
        return None
    return base if base.names and _CHANGED_BY.fullmatch(scan.low, base.end, last.start) else None


def with_after(scan: Scan, mention: Mention) -> Mention:
    """Take in what names the source after the number: `§ 4 i denne lova`."""
    if mention.names or mention.anaphor:
        return mention
    found = _AFTER.match(scan.low, mention.end)
    if not found:
        return mention
    return mention._replace(anaphor=_to_anaphor(found), end=found.end(), act_end=-2)
