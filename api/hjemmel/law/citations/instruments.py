"""Read sources that are named by day and number: `lov 19. juni 2009 nr. 44`, `Prop. 96 L (2008–2009)`.

Each reader is called at a trigger word and gives back one mention or None.
"""

from __future__ import annotations

import re
from typing import Final

from hjemmel.law.citations.records import Kind, Mention, Name, Unit
from hjemmel.law.citations.words import MONTHS

_MONTH: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY: Final = (
    rf"(?:(?P<d>\d{{1,2}})(?:\.|de|ste|th|st)?\s{{0,2}}(?P<m>{_MONTH})\.?\s{{0,2}}(?P<y>\d{{4}})"
    r"|(?P<d2>\d{1,2})[./]\s?(?P<m2>\d{1,2})[./]\s?(?P<y2>\d{4})"
    r"|(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2}))"
)
_NUMBER: Final = r"(?:\s{0,2},?\s{0,2}(?:nr|no|nummer)\b\.?\s{0,2}(?P<n>\d{1,5})|-(?P<n2>\d{1,5})(?!\d))"
DATED: Final = re.compile(rf"(?:av\s{{1,2}}|datert\s{{1,2}}|of\s{{1,2}})?{_DAY}{_NUMBER}?")
_CODE: Final = re.compile(r"(lov|for|forskrift)[-/](\d{4})-(\d{2})-(\d{2})(?:-(\d{1,5}))?(?![\w-]*\d)")
_KIND_BACK: Final = re.compile(
    r"(?P<law>(?:endrings|tilleggs|innførings)?lov(?:en|a)?|act)|(?P<reg>forskrift(?:en|a|er)?|resolusjon|res|vedtak|"
    r"reglement|instruks|delegering\w*|bestemmelser|departementet|dep|fastsatt|regulations?)"
)
_TREATY_BACK: Final = re.compile(
    r"(?:overenskomst|avtale|konvensjon|traktat|protokoll)(?:en|a|er)?(?:\smellom\s[^.;:()]{3,80})?\s{1,2}(?:(?:av|fra|frå)\s{1,2})?$"
)
_LAW_TITLE: Final = re.compile(r"\b(?:lov(?:en|a)?|forskrift(?:en|a)?)\s(?:om|til|for)\b")
_EU_FRONT: Final = re.compile(
    r"\(?(?:eu|ef|eøf|ec|eec|euratom)(?:,\s?euratom)?\)?[ ]{0,2}"
    r"(?:(?:nr|no)\b\.?\s{0,2}(\d{1,4})[/.](\d{1,4})|(\d{4})[/.](\d{1,4})|(\d{1,4})[/.](\d{4}|\d{2}))(?!\d)"
)
_EU_HEAD: Final = re.compile(r"(?<![\d/])\d{1,4}/\d{1,4}/$")
_EU_BACK: Final = re.compile(r"(\d{1,4})/(\d{1,4})/(?:eu|ef|eøf|ec|eec|euratom|jis|fusp|cfsp)\b")
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
_DAY_BEFORE: Final = re.compile(r"(\d{1,2})(?:\.|de|ste)?\s{0,2}$")
_STOP: Final = re.compile(r"\.?\s{1,2}")
_EU_STEMS: Final = ("frd", "forord", "reg", "dir", "ved", "besl", "avgj", "dec", "rekom", "anbef")
_SESSION: Final = r"\((\d{4})\s?[–/-]\s?(\d{4}|\d{2})\)"
_BILL: Final = re.compile(
    rf"(ot|prop|meld|innst|dok|st)\b\.?\s{{0,2}}(?:(prp|meld|st|o|s|l|dok)\b\.?\s{{0,2}})?(?:(st|s|l|o)\b\.?\s{{0,2}})?(?:nr\b\.?\s{{0,2}})?"
    rf"(\d{{1,3}})\s{{0,2}}([lsn]{{1,2}}\b)?\s{{0,2}}{_SESSION}"
)
_NOU: Final = re.compile(r"nou\s{0,2}(\d{4})\s?[:]\s?(?:nr\.?\s?)?(\d{1,3})(?!\d)")
_PAGE: Final = re.compile(r",?\s(?:på\s)?(?:side|s\.)\s?(\d{1,4})(?!\d)")
_CIRCULAR: Final = re.compile(r"([a-zæøå]{1,3}|is|udir|ra)-(?:(\d{4})-(\d{1,3})|(\d{1,4})/(\d{2,4}))(?![\w/-])")


def to_refid(kind: str, found: re.Match[str]) -> str | None:
    """The refID of a day and number, None when it is no day."""
    groups = found.groupdict()
    day = groups["d"] or groups["d2"] or groups["d3"] or ""
    month = MONTHS.get(groups["m"] or "") or (groups["m2"] or groups["m3"] or "").zfill(2)
    year = groups["y"] or groups["y2"] or groups["y3"]
    number = groups["n"] or groups["n2"]
    if not ("01" <= month <= "12" and "01" <= day.zfill(2) <= "31" and "1600" <= year <= "2100"):
        return None
    return f"{kind}/{year}-{month}-{day.zfill(2)}" + (f"-{int(number)}" if number else "")


def read_code(low: str, at: int) -> Mention | None:
    """`LOV-2009-06-19-44`, `forskrift/2017-03-07-282`."""
    found = _CODE.match(low, at)
    if not found:
        return None
    law, year, month, day, number = found.groups()
    kind = "lov" if law == "lov" else "forskrift"
    refid = f"{kind}/{year}-{month}-{day}" + (f"-{int(number)}" if number else "")
    return to_dated(found.start(), found.end(), refid)


def to_dated(start: int, end: int, refid: str) -> Mention:
    """A mention of a source by its day (and number)."""
    kind: Kind = "act" if refid.startswith("lov") else "treaty" if refid.startswith("traktat") else "regulation"
    name = Name(text=refid, kind="date", refid=refid)
    return Mention(start=start, end=end, kind=kind, names=(name,), dated=True)


def read_month(low: str, at: int) -> Mention | None:
    """A day with a number around the month at `at`: `res. 12 des 1986 nr. 2175`."""
    back = _DAY_BEFORE.search(low, max(0, at - 8), at)
    if not back:
        return None
    found = DATED.match(low, back.start())
    if not found or not found.group("n"):
        return None
    window = low[max(0, back.start() - 60) : back.start()]
    window = re.split(r"[;()]|\.\s(?=lov|forskrift)", window)[-1]
    treaty = _TREATY_BACK.search(window)
    if treaty and not _LAW_TITLE.search(window):
        refid = to_refid("traktat", found)
        start = back.start() - len(window) + treaty.start()
        return to_dated(start, found.end(), refid) if refid else None
    kinds = list(_KIND_BACK.finditer(window))
    law = bool(kinds) and kinds[-1].group("law") is not None
    refid = to_refid("lov" if law else "forskrift", found)
    start = back.start()
    if kinds and re.fullmatch(r"\.?\s{0,2}(?:av\s{1,2})?", window[kinds[-1].end() :]):
        start -= len(window) - kinds[-1].start()
    return to_dated(start, found.end(), refid) if refid else None


def read_eu(low: str, at: int) -> Mention | None:
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


def read_eu_word(low: str, at: int, end: int) -> Mention | None:
    """A number straight after `forordning` or `direktiv`: `forordning 834/2007`."""
    found = _STOP.match(low, end)
    number = _EU_PLAIN.match(low, found.end()) if found else None
    if not number:
        return None
    pair = _to_year(*number.groups(), first=low[at:end].startswith("dir"))
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


def read_bill(low: str, at: int) -> Mention | None:
    """`Ot.prp. nr. 96 (2008–2009)`, `Prop. 73 L (2016–2017)`, `Meld. St. 15 (2012–2013)`."""
    found = _BILL.match(low, at)
    if not found:
        return None
    one, two, three, number, letter, year, until = found.groups()
    head = one + (two or "") + (three or "")
    head = {"innsto": "inns-o", "innsts": "inns-s"}.get(head, head)
    slug = f"{head}-{number}" + (f"-{letter}" if letter else "") + f"-{year}{until[-2:]}"
    return _with_page(low, _to_work(found, f"forarbeid/{slug}", "preparatory-work"))


def _with_page(low: str, work: Mention) -> Mention:
    """Take the page in: `Ot.prp. nr. 52 (2008–2009) side 398`."""
    page = _PAGE.match(low, work.end)
    if not page:
        return work
    return work._replace(end=page.end(), level="side", unit=Unit(lower=page.group(1)))


def read_nou(low: str, at: int) -> Mention | None:
    """`NOU 2017: 12`."""
    found = _NOU.match(low, at)
    if not found:
        return None
    return _with_page(low, _to_work(found, f"forarbeid/nou-{found[1]}-{int(found[2])}", "preparatory-work"))


def read_circular(low: str, at: int) -> Mention | None:
    """`rundskriv I-12/2001`, `G-03/2007`, `IS-10/2015`."""
    found = _CIRCULAR.match(low, at)
    if not found:
        return None
    letters, one, two = (piece for piece in found.groups() if piece)
    year, number = (one, two) if len(one) == len("2001") else (two, one)
    if len(year) == len("01"):
        year = ("19" if year > "60" else "20") + year
    if len(year) != len("2001"):
        return None
    return _to_work(found, f"rundskriv/{letters}-{year}-{int(number)}", "circular")


def _to_work(found: re.Match[str], refid: str, kind: Kind) -> Mention:
    name = Name(text=refid, kind="date", refid=refid)
    return Mention(start=found.start(), end=found.end(), kind=kind, names=(name,), dated=True)
