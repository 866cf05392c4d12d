"""Read the law of the Union and of the EEA's bodies by its number: `(EF) nr. 178/2002`, `2000/60/EF`, `32015D1959`."""

from __future__ import annotations

import re
from typing import Final

from hjemmel.law.citations.records import Mention, Name
from hjemmel.law.citations.scan import Scan
from hjemmel.law.citations.sources import at_name

_EU_FRONT: Final = re.compile(
    r"\(?(?:eu|ef|eøf|ec|eec|euratom)(?:,\s?euratom)?\)?[ ]{0,2}"
    r"(?:(?:nr|no)\b\.?\s{0,2}(\d{1,4})[/.](\d{1,4})|(\d{4})[/.](\d{1,4})|(\d{1,4})[/.](\d{4}|\d{2}))(?!\d)"
)
_YEARS_LAST: Final = ("1950", "2014")
"""The years in which the number of a regulation stood before its year."""
_EU_REFID: Final = re.compile(r"eu/3\d{4}[rldfh]\d{4}")
_EU_HEAD: Final = re.compile(r"(?<![\d/])\d{1,4}/\d{1,4}/$")
_EU_BACK: Final = re.compile(r"(\d{1,4})/(\d{1,4})/(?:eu|ef|eøf|ec|eec|euratom|jis|fusp|cfsp)(?=\d?(?!\w))")
_SURVEILLANCE: Final = re.compile(r"(\d{1,4})/(\d{4}|\d{2})/col\b")
_EU_NUMBERED: Final = re.compile(r"\b(?:nr|no)\b")
_OPENING: Final = 40
_BESIDE: Final = 4
_JOINT: Final = re.compile(r"eøs-komit[eé]en(?:e)?s\s{1,2}$")
_EU_DECISION: Final = re.compile(r"(?:beslutning|vedtak)\s{1,2}(?:nr\b\.?\s{0,2})?(\d{1,3})/(\d{4}|\d{2})(?!\d)")
_CELEX_HEAD: Final = re.compile(r"(?<!\w)3((?:19|20)\d{2}|\d{2})$")
_CELEX_TAIL: Final = re.compile(r"[rldfh]\d{4}(?!\w)")
_EU_PLAIN: Final = re.compile(r"(?:nr\.?\s{0,2})?(\d{1,4})/(\d{1,4})(?![\d/])")
_EU_KIND: Final = re.compile(
    r"(?=[abdfkrv])(?:(forordning|regulation|\b[rk]?frd\b)|(direktiv|directive|\b[rk]?dir\b)|"
    r"(vedtak(?!else)|(?<!ramme)beslutning|avgjerd|decision|\b[rk]?(?:besl|vedt)\b)|(rammebeslutning)|(rekommandasjon|\bkommisjonsanbefaling))"
)
_STOP: Final = re.compile(r"\.?\s{1,2}")
_EU_STEMS: Final = ("frd", "forord", "reg", "dir", "ved", "besl", "avgj", "dec", "rekom", "anbef")
_EU_LISTED: Final = re.compile(r"(?:,|,? (?:og|eller|samt|and|or)) ")


def at_eu(scan: Scan, start: int, end: int) -> None:
    """`eu`, `ef`: a number of the Union's law; in a list without a word of its own it is what the one before is."""
    mention = _read_eu(scan.low, start)
    if mention and mention.start >= scan.until:
        last = scan.found[-1] if scan.found else None
        if last and _EU_LISTED.fullmatch(scan.low[last.end : mention.start]) and _is_bare_eu(scan, last, mention):
            mention = _to_kind_of(mention, last)
        scan.add(mention)
    elif not mention:
        at_name(scan, start, end)


def _is_bare_eu(scan: Scan, last: Mention, mention: Mention) -> bool:
    """Whether both are numbers whose form doesn't tell their kind (`2000/60/EF`)."""
    return last.kind == "eu" and not last.level and all(scan.low[one.end - 1].isalpha() for one in (last, mention))


def at_eu_word(scan: Scan, start: int, end: int) -> None:
    """`forordning`, `direktiv`: a number straight after it, else a name."""
    mention = _read_eu_word(scan.low, start, end)
    if mention:
        scan.add(mention)
    else:
        at_name(scan, start, end)


def _read_eu(low: str, at: int) -> Mention | None:
    """A number of the Union's law around `eu`, `ef`, `eøf` at `at`; its word tells its kind."""
    start = at - 1 if low[at - 1 : at] == "(" else at
    found = _EU_FRONT.match(low, start)
    if found:
        one, two = (piece for piece in found.groups() if piece)
        return _to_eu(
            low,
            found.start(),
            found.end(),
            _to_year(one, two, first=False, union="eu" in found.group()[:3]),
        )
    back = _EU_HEAD.search(low, max(0, at - 12), at)
    found = _EU_BACK.match(low, back.start()) if back else None
    if not found:
        return None
    numbered = low[max(0, found.start() - 4) : found.start()].rstrip().endswith(("nr.", "nr", "no.", "no"))
    pair = _to_year(found.group(1), found.group(2), first=not (numbered and _is_year(found.group(2))))
    return _to_eu(low, found.start(), found.end(), pair)


def _to_year(one: str, two: str, *, first: bool, union: bool = False) -> tuple[str, str] | None:
    """The year and the number of `2016/679`, `1370/2007`, `94/57`; `first`: the year comes first.

    Before 2015 regulations had the number first, directives the year; since then all the year.
    """
    short = len("99")
    if first and (_is_year(one) or len(one) == short):
        return one, two
    if union and _is_year(one) and (one >= "2015" or not _is_year(two)):
        return one, two
    if _is_year(two) or len(two) == short:
        return two, one
    return (one, two) if _is_year(one) or len(one) == short else None


def _read_eu_word(low: str, at: int, end: int) -> Mention | None:
    """A number straight after `forordning` or `direktiv`: `forordning 834/2007`."""
    found = _STOP.match(low, end)
    number = _EU_PLAIN.match(low, found.end()) if found else None
    if not number:
        return None
    one, two = number.groups()
    new_form = not _YEARS_LAST[0] <= two <= _YEARS_LAST[1]
    pair = _to_year(one, two, first=low[at:end].startswith("dir"), union=new_form)
    return _to_eu(low, number.start(), number.end(), pair)


def _is_year(number: str) -> bool:
    return len(number) == len("1950") and "1950" <= number <= "2050"


def _to_eu(low: str, start: int, end: int, pair: tuple[str, str] | None) -> Mention | None:
    if pair is None:
        return None
    year, number = pair
    letter = _to_letter(low, start, end)
    year = year if len(year) == len("1994") else f"19{year}"
    refid = f"eu/3{year}{letter}{int(number):04}"
    return Mention(
        start=start,
        end=end,
        kind="eu",
        names=(Name(text=refid, kind="date", refid=refid),),
        dated=True,
    )


def _to_letter(low: str, start: int, end: int) -> str:
    """The kind of a rule of the Union: told by the form of its number and the words before it.

    `2000/60/EF` is never a regulation; `(EF) nr. 178/2002` is one unless a decision is named
    right before it. The number of a title's own rule stands alone in parentheses at its end.
    """
    line = max(low.rfind("\n", max(0, start - 260), start) + 1, start - 260, 0)
    window = low[line:start]
    kinds = (
        []
        if not any(stem in window for stem in _EU_STEMS)
        else [(found, "rldfh"[(found.lastindex or 1) - 1]) for found in _EU_KIND.finditer(low, line, start)]
    )
    if low[end - 1].isalpha():
        kinds = [kind for kind in kinds if kind[1] != "r" or start - kind[0].end() < _BESIDE]
        own = low[start - 1 : start] == "(" and low[end : end + 1] == ")"
        if own and kinds and kinds[0][0].start() - line < _OPENING and line > start - 260:
            return kinds[0][1]
        return kinds[-1][1] if kinds else "l"
    if not _EU_NUMBERED.search(low, start, end):
        return kinds[-1][1] if kinds else "r"
    beside = kinds and start - kinds[-1][0].end() < _BESIDE
    return kinds[-1][1] if beside and kinds[-1][1] in "dfh" else "r"


def _to_kind_of(mention: Mention, other: Mention) -> Mention:
    """The rule of the Union that `mention` has the number of, of the kind `other` is (`eu/32000d0245`)."""
    refid, told = mention.names[0].refid, other.names[0].refid
    if not (_EU_REFID.fullmatch(refid) and _EU_REFID.fullmatch(told)):
        return mention
    at = len("eu/32000")
    refid = refid[:at] + told[at] + refid[at + 1 :]
    return mention._replace(names=(Name(text=refid, kind="date", refid=refid),))


def read_joint(low: str, at: int) -> Mention | None:
    """A decision of the EEA Joint Committee: `EØS-komiteens beslutning nr. 93/2017`."""
    back = _JOINT.search(low, max(0, at - 24), at)
    found = _EU_DECISION.match(low, at) if back else None
    if not back or not found:
        return None
    number, year = found.groups()
    full = year if len(year) == len("1994") else f"19{year}"
    refid = f"eu/2{full}d{int(number):04}"
    name = Name(text=refid, kind="date", refid=refid)
    return Mention(start=back.start(), end=found.end(), kind="eu", names=(name,), dated=True)


def read_surveillance(low: str, at: int) -> Mention | None:
    """A decision of the EFTA Surveillance Authority: `vedtak 195/04/COL`."""
    back = _EU_HEAD.search(low, max(0, at - 12), at)
    found = _SURVEILLANCE.match(low, back.start()) if back else None
    if not found:
        return None
    number, year = found.groups()
    refid = f"eu/e{year if len(year) == len('1994') else _to_century(year)}c{int(number):04}"
    name = Name(text=refid, kind="date", refid=refid)
    return Mention(start=found.start(), end=found.end(), kind="eu", names=(name,), dated=True)


def read_celex(low: str, at: int) -> Mention | None:
    """A number of the Union's register of law: `32015D1959`, `399D0472`."""
    back = _CELEX_HEAD.search(low, max(0, at - 6), at)
    found = _CELEX_TAIL.match(low, at) if back else None
    if not back or not found:
        return None
    year = back.group(1) if len(back.group(1)) == len("1994") else _to_century(back.group(1))
    refid = f"eu/3{year}{found.group()}"
    name = Name(text=refid, kind="date", refid=refid)
    return Mention(start=back.start(), end=found.end(), kind="eu", names=(name,), dated=True)


def _to_century(year: str) -> str:
    return ("19" if year >= "50" else "20") + year
