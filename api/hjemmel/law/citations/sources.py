"""Read sources: names, abbreviations, titles, days and numbers, names no list has."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from hjemmel.law.citations import instruments
from hjemmel.law.citations.gaps import MORE, STOP_GAP, TITLE_GAP, TITLE_REACH, names_section
from hjemmel.law.citations.numbers import read_section
from hjemmel.law.citations.provisions import read_lost_list
from hjemmel.law.citations.records import Kind, Mention, Name
from hjemmel.law.citations.scan import Handler, Scan
from hjemmel.law.citations.subs import read_subs
from hjemmel.law.citations.words import MONTHS, to_words

LAW_END: Final = (
    *("loven", "lova", "lovens", "lovas", "forskriften", "forskrifta", "forskriftens"),
    *("lov", "forskrift", "forskrifts"),
)
NOT_LAWS: Final = to_words(
    "loven lova lovens lovas forskriften forskrifta forskriftens klova lovlova lov forskrift forskrifts "
    "endringslov tilleggslov endringsforskrift"
)
_TO_ACT: Final = re.compile(r"forskrift(?:en|a|er)?\stil\s$")
_SHORT_GAP: Final = re.compile(r"(?:,?\s(?:m\.?\s?[vm]|o\.?\s?l)\.?)?\s{0,2}")
_OPEN_TITLE: Final = re.compile(r"\s(?:om|til|for)\s[^§;:!?]{0,320}")
_OF_WHAT: Final = re.compile(r"\som\s(?:\w+\s){1,4}(?:etter|i\smedhold\sav)\s")
_ON_IN_TITLE: Final = re.compile(r"(?:,|,? (?:og|eller)) ")
_TITLE_OF: Final = re.compile(r"\d\s(?:om|til|for)\s")
_DAY_WORDS: Final = ("av", "datert", "of")
_INDEFINITE: Final = re.compile(r"[^\W\d_](?:lov|forskrift)$")
_SHORT_TITLE: Final = re.compile(r"(?:,?\s(?:m\.?\s?v|m\.?\s?m|o\.?\s?l)\b\.?)?\s?\((?:[^()\n\d/]{3,70})\)")
_PROVISION_NEXT: Final = re.compile(r"\s{0,2}(?:§|paragraf\b|kap\b|kapittel\b|vedlegg|art\b|artikkel\b)")
_NOTE: Final = re.compile(r"\d{1,2}(?=\s{0,2}(?:§|paragraf\b))")
_BLANK: Final = re.compile(r"\s{1,2}")
_SIGN_NEXT: Final = re.compile(r"\s{0,2}(?:§|kap\b|kapittel\b)")
_LEAST_ABBREVIATION: Final = 3
_MORE_MARKS: Final = ("m.v", "m.m", " mv", " mm", "o.l", "m.fl")
_LOST_LIST: Final = re.compile(r"\s(?:\d{1,3}(?:\s?[a-h](?!\w))?(?:,|\s(?:eller|og|jf\.))\s){2,}\d{1,3}(?![\w/.])")
_LOST: Final = re.compile(r"\s{1,2}(?=\d{1,4}(?:-\d| ?[a-z]\b)?)")


def at_name(scan: Scan, start: int, stop: int) -> None:
    """A word that some name starts with."""
    match = scan.index.find(scan.low, start)
    if not match:
        word = scan.low[start:stop]
        if word.endswith(LAW_END) and word not in NOT_LAWS:
            at_unknown(scan, start, stop)
        return
    names, end = match
    if scan.low[start - 1 : start] == "(" and _absorb(scan, start, end):
        return
    surface = scan.plain[start:end]
    if names[0].kind == "abbreviation":
        _read_abbreviation(scan, names, start, end)
    elif len(surface) > len("TEUV") or surface.isupper():
        _read_name(scan, names, start, end)


def _absorb(scan: Scan, start: int, end: int) -> bool:
    """A short title in parentheses after the act it is the title of: one mention, not two."""
    last = scan.found[-1] if scan.found else None
    if not last or last.level or not last.names or last.kind not in {"act", "regulation"}:
        return False
    closed = scan.low[end : end + 1] == ")"
    if not (closed or _SIGN_NEXT.match(scan.low, end)) or start - 1 - last.end > TITLE_REACH:
        return False
    gap = scan.low[last.end : start - 1]
    if _SHORT_GAP.fullmatch(gap) or (last.dated and TITLE_GAP.fullmatch(gap) and not STOP_GAP.search(gap)):
        scan.found.pop()
        scan.add(last._replace(end=end + closed))
        return True
    return False


def _read_name(scan: Scan, names: tuple[Name, ...], start: int, end: int) -> None:
    end = _skip_note(scan.low, end)
    if names[0].kind == "title":
        end += scan.low[end : end + 1] == "." and scan.low.endswith(_MORE_MARKS, 0, end)
        end = _skip_short(scan.low, end)
    signed = scan.low.startswith(" §", end)
    year, end = ("", end) if signed else instruments.read_year(scan.low, end)
    dated = None if signed else instruments.read_dated_name(scan.low, end)
    if dated:
        refids, end = dated
        named = tuple(name for name in names if instruments.is_same_day(name.refid, refids))
        names = named or (Name(text=refids, kind="date", refid=_with_kind(names, refids)),)
    first = names[0]
    if (
        first.refid.startswith("lov")
        and _SIGN_NEXT.match(scan.low, end)
        and _TO_ACT.search(scan.low, start - 16, start)
    ):
        names = scan.index.list_under(first.refid)
        unknown = "" if names else scan.low[start:end]
        scan.add(Mention(start=start, end=end, kind="regulation", names=names, unknown=unknown))
        return
    if _is_in_title(scan, start, end, dated=bool(dated)):
        scan.add(scan.found.pop()._replace(end=end))
        return
    if (
        first.kind == "short"
        and " " not in first.text
        and _INDEFINITE.search(scan.low[max(start, end - 12) : end])
        and not _SIGN_NEXT.match(scan.low, end)
    ):
        return
    scan.add(Mention(start=start, end=end, kind=_to_kind(first), names=names, year=year, dated=bool(dated)))
    if not signed:
        _read_lost_sign(scan, strict=True)


def _to_kind(name: Name) -> Kind:
    if name.refid.startswith("eu/"):
        return "eu"
    return "treaty" if name.kind == "treaty" else "act" if name.refid.startswith("lov") else "regulation"


def _is_in_title(scan: Scan, start: int, end: int, *, dated: bool) -> bool:
    """Whether the name stands in the title of a regulation: `forskrift … nr. 1158 til skatteloven`."""
    last = scan.found[-1] if scan.found else None
    if not last or not last.dated or last.kind != "regulation" or start - last.end > TITLE_REACH:
        return False
    gap = MORE.sub("", scan.low[last.end : start])
    if _ON_IN_TITLE.fullmatch(gap) or _OF_WHAT.fullmatch(gap):
        titled = _OF_WHAT.fullmatch(gap) or _TITLE_OF.search(scan.low, last.start, last.end)
        return bool(titled) and not dated and not _PROVISION_NEXT.match(scan.low, end)
    return bool(_OPEN_TITLE.fullmatch(gap)) and not STOP_GAP.search(gap)


def _skip_short(low: str, end: int) -> int:
    """Past `m.v.` and the short title in parentheses after a title."""
    found = _SHORT_TITLE.match(low, end)
    return found.end() if found and "§" not in found.group() and " kap" not in found.group() else end


def _with_kind(names: tuple[Name, ...], day: str) -> str:
    return names[0].refid.partition("/")[0] + day


def _read_abbreviation(scan: Scan, names: tuple[Name, ...], start: int, end: int) -> None:
    """An abbreviation counts only when a provision follows it, or stands before it (`§ 4 i krsl.`)."""
    stop = _skip_note(scan.low, end + (scan.low[end : end + 1] == "."))
    year, dated = instruments.read_year(scan.low, stop)
    after = _PROVISION_NEXT.match(scan.low, dated)
    stop = dated if after else stop
    kind: Kind = "treaty" if names[0].part else "act" if names[0].refid.startswith("lov") else "regulation"
    mention = Mention(start=start, end=stop, kind=kind, names=names, year=year if after else "")
    if after or (scan.found and names_section(scan.low, scan.found[-1], start)):
        scan.add(mention)
        return
    before = scan.until
    scan.add(mention)
    if not _read_lost_sign(scan, strict=stop == end and not _is_of_act(scan.plain[start:end])):
        scan.found.pop()
        scan.until = before


def _is_of_act(surface: str) -> bool:
    """Whether it is made like the abbreviation of an act, `fvl`, `hol`: a number behind it is a section's."""
    return len(surface) >= _LEAST_ABBREVIATION and surface.islower() and surface.endswith("l")


def _read_lost_sign(scan: Scan, *, strict: bool) -> bool:
    """`koml. 77 nr. 5`, `ekomloven 8-1 første ledd`: a number whose section sign was lost."""
    act = scan.found[-1]
    if not _LOST.match(scan.low, act.end) or act.kind == "treaty":
        return False
    read = read_section(scan.low, act.end)
    if not read:
        return False
    unit, end = read
    if act.names[0].kind == "short" and _LOST_LIST.match(scan.low, act.end):
        read_lost_list(scan, act.end)
        return True
    subs, sub_end = read_subs(scan.low, end)
    hyphened = "-" in unit.lower
    tail = scan.low[end : end + 12].strip().split(" ")[0].strip(".,;)")
    amount = len(tail) == len("000") and tail.isdigit()
    if (
        amount
        or scan.low[end : end + 1] == ":"
        or (strict and not (subs or hyphened))
        or (unit.lower.isdigit() and len(unit.lower) > len("999"))
        or tail in MONTHS
    ):
        return False
    scan.found.pop()
    scan.add(
        act._replace(
            kind="provision",
            level="paragraf",
            unit=unit,
            subs=subs,
            end=sub_end,
            act_end=act.end,
        )
    )
    return True


def at_unknown(scan: Scan, start: int, stop: int) -> None:
    """A word made like an act's name that no list has: it counts only with a provision."""
    word = scan.low[start:stop]
    end = _skip_note(scan.low, stop)
    year, year_end = instruments.read_year(scan.low, end)
    dated = instruments.read_dated_name(scan.low, end)
    kind: Kind = "regulation" if "forskrift" in word else "act"
    if dated:
        refid, stop = dated
        name = Name(text=refid, kind="date", refid=("lov" if kind == "act" else "forskrift") + refid)
        scan.add(Mention(start=start, end=stop, kind=kind, names=(name,), dated=True))
        return
    known = scan.index.find(word, 0)
    names = known[0] if known else ()
    after = _SIGN_NEXT.match(scan.low, year_end)
    if after:
        scan.add(Mention(start=start, end=year_end, kind=kind, names=names, unknown=word, year=year))


def _skip_note(low: str, end: int) -> int:
    """Past a note's digits that run into the name: `krisesenterlova2 § 4`."""
    found = _NOTE.match(low, end)
    return found.end() if found else end


def at_law(scan: Scan, start: int, end: int) -> None:
    """`lov`, `forskrift`: a title, a day and number, or a code."""
    low = scan.low
    if low[end : end + 1] == " " and low[end + 1 : end + 2].isalpha() and not low.startswith(_DAY_WORDS, end + 1):
        at_name(scan, start, end)
        return
    mention = instruments.read_code(low, start)
    if mention is None:
        gap = _BLANK.match(low, end) if low[start:end] != "for" else None
        found = instruments.DATED.match(low, gap.end()) if gap else None
        kind = "lov" if low[start:end].startswith(("lov", "endringslov", "tilleggslov")) else "forskrift"
        refid = instruments.to_refid(kind, found) if found else None
        mention = instruments.to_dated(start, found.end(), refid) if found and refid else None
    if mention is None:
        at_name(scan, start, end)
        return
    scan.add(_with_title(scan, mention))


def _with_title(scan: Scan, mention: Mention) -> Mention:
    """Take the title in when the act's title is known: `lov … nr. 44 om kommunale …`."""
    end = mention.end
    head = "lov" if mention.kind == "act" else "forskrift"
    match = scan.index.find(f"{head} {scan.low[end : end + TITLE_REACH * 3]}", 0)
    if match and any(name.refid == mention.names[0].refid for name in match[0]):
        end += match[1] - len(head) - 1
        end += scan.low[end : end + 1] == "." and scan.low.endswith(_MORE_MARKS, 0, end)
    return mention._replace(end=_skip_short(scan.low, end) if end > mention.end else end)


def add_read(reader: Callable[[str, int], Mention | None], *, fallback: bool = False) -> Handler:
    """A handler that adds what `reader` reads; with `fallback` a name is tried when it reads none."""

    def handle(scan: Scan, start: int, end: int) -> None:
        mention = reader(scan.low, start)
        if mention and mention.start >= scan.until:
            scan.add(mention)
        elif fallback:
            at_name(scan, start, end)

    return handle
