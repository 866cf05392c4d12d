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
_BEFORE_DAY: Final = re.compile(r",?\s{1,2}|\s?\(")
_YEAR: Final = re.compile(
    r"\s(?:(?:av|fra|frå)\s)?\(?((?:1[6-9]|20)\d\d)\)?(?![\d-])(?!\s{0,2}(?:nr|første|andre|annet|tredje))"
)
_DAY_SIGNS: Final = 2
_CODE: Final = re.compile(r"(lov|for|forskrift)[-/](\d{4})-(\d{2})-(\d{2})(?:-(\d{1,5}))?(?![\w-]*\d)")
_KIND_BACK: Final = re.compile(
    r"(?P<law>(?:endrings|tilleggs|innførings)?lov(?:en|a)?|act)|(?P<reg>forskrift(?:en|a|er)?|resolusjon|res|vedtak|"
    r"reglement|instruks|delegering\w*|bestemmelser|departementet|dep|fastsatt|regulations?)"
)
_TREATY_BACK: Final = re.compile(
    r"(?:overenskomst|avtale|konvensjon|traktat|protokoll)(?:en|a|er)?(?:\smellom\s[^.;:()]{3,80})?\s{1,2}(?:(?:av|fra|frå)\s{1,2})?$"
)
_LAW_TITLE: Final = re.compile(r"\b(?:lov(?:en|a)?|forskrift(?:en|a)?)\s(?:om|til|for)\b")
_DAY_BEFORE: Final = re.compile(r"(\d{1,2})(?:\.|de|ste)?\s{0,2}$")
_SESSION: Final = r"\((\d{4})\s?[–/-]\s?(\d{4}|\d{2})\)"
_BILL: Final = re.compile(
    rf"(ot|prop|meld|innst|dok|st)\b\.?\s{{0,2}}(?:(prp|meld|st|o|s|l|dok)\b\.?\s{{0,2}})?(?:(st|s|l|o)\b\.?\s{{0,2}})?(?:nr\b\.?\s{{0,2}})?"
    rf"(\d{{1,3}})\s{{0,2}}([lsn]{{1,2}}\b)?\s{{0,2}}{_SESSION}"
)
_NOU: Final = re.compile(r"nou\s{0,2}(\d{4})\s?[:]\s?(?:nr\.?\s?)?(\d{1,3})(?!\d)")
_PAGE: Final = re.compile(r",?\s(?:på\s)?(?:sidene|side|s\.)\s?(\d{1,4})(?!\d)")
_POINT: Final = re.compile(r",?\s(?:i\s)?(?:punkt|pkt\.?)\s(\d{1,2}(?:\.\d{1,2}){0,4})(?![\w/])")
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
    """Take the page or the point in: `Ot.prp. nr. 52 (2008–2009) side 398`, `NOU 2017: 12 punkt 7.2`."""
    page = _PAGE.match(low, work.end)
    place = page or _POINT.match(low, work.end)
    if not place:
        return work
    return work._replace(end=place.end(), level="side" if page else "kapittel", unit=Unit(lower=place.group(1)))


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


def read_year(low: str, end: int) -> tuple[str, int]:
    """The year behind a name (`av 1998`), empty when there is none, and where it ends."""
    found = _YEAR.match(low, end)
    return (found.group(1), found.end()) if found else ("", end)


def read_dated_name(low: str, end: int) -> tuple[str, int] | None:
    """The day and number behind a name, without its kind (`/2009-06-19-44`), and where they end."""
    gap = _BEFORE_DAY.match(low, end)
    found = DATED.match(low, gap.end()) if gap else None
    refid = to_refid("", found) if found else None
    if not found or not refid:
        return None
    closing = found.end() + (low[found.end() : found.end() + 1] == ")" and "(" in (gap.group() if gap else ""))
    return refid, closing


def is_same_day(refid: str, day: str) -> bool:
    """Whether a refID may be of the day, with or without a number on either side."""
    known = refid[refid.find("/") :]
    return (
        known == day
        or (known.startswith(day) and day.count("-") == _DAY_SIGNS)
        or (day.startswith(known) and known.count("-") == _DAY_SIGNS)
    )
