"""Read provisions: a sign or a word, one or several numbers, what stands below each.

Each handler stands at a word that can open a provision and adds mentions to the scan.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from hjemmel.law.citations.anaphora import find_anaphor, find_base, with_after
from hjemmel.law.citations.gaps import ACT_GAP, TITLE_REACH, is_act_gap, names_section
from hjemmel.law.citations.numbers import (
    ON,
    RUN,
    RUN_OF_MANY,
    SIMPLE,
    SIMPLE_NUMERAL,
    as_members,
    is_compound,
    is_over,
    is_roman,
    read_more,
    read_numeral,
    read_section,
)
from hjemmel.law.citations.records import Anaphor, Kind, Mention, Name, Unit, new_record
from hjemmel.law.citations.scan import Scan
from hjemmel.law.citations.subs import read_subs
from hjemmel.law.citations.words import ORDINALS

_WHOLE: Final = re.compile(r"\d{1,6}(?!.*-)")
_PLURAL: Final = re.compile(r"§\s?§|kapitle|kapitla|artikl|articles|paragrafene|paragrafane")
_ANNEX_SUB: Final = re.compile(
    r",?\s{1,2}(kapittel|kap|del|avsnitt)\.?\s{1,2}([ivxlc]{1,8}|\d{1,2}(?:\.\d{1,2})?)(?!\w)"
)
_SHORTEST: Final = 3
_MOST_ITEMS: Final = 30
"""An article has hardly more numbered paragraphs: what follows `artikkel 93 nr. 2, 99` is an article."""
_ORDINAL: Final = re.compile(r"\b(\w{4,10})\s$")


def at_section(scan: Scan, at: int, end: int) -> None:
    """A section sign or the word `paragraf`."""
    low = scan.low
    position = end + 2 if low.startswith(" §", end) else end
    if not _read_simple(scan, at, position, "paragraf") and low[position : position + 4].lstrip()[:1].isdigit():
        _read_list(scan, at, position, level="paragraf")


def _read_simple(scan: Scan, at: int, position: int, level: str) -> bool:
    """One number, perhaps with a letter and a subsection, and nothing behind it: as most are, read in one look."""
    found = (SIMPLE_NUMERAL if level == "kapittel" else SIMPLE).match(scan.low, position)
    if found is None:
        return False
    number, letter, ordinal, _, word = found.groups()
    if word in ON or (level == "artikkel" and "-" in number):
        return False
    unit = _to_unit(scan, at, number, letter or "")
    subs: tuple[str, ...] = ()
    stop = found.end(2) if letter else found.end(1)
    if ordinal:
        subs, stop = (f"ledd/{ORDINALS.get(ordinal) or ordinal.rstrip('.')}",), found.end(4)
    lead = _to_lead(scan, at, level)
    if lead:
        scan.add(_to_member(lead, lead.start, stop, unit, subs))
    else:
        scan.until = stop
        bare = (at, stop, _KINDS[level], (), "", False, "", "", level, unit, subs, False, -1, 0)
        scan.found.append(new_record(Mention, bare))
    return True


def _to_unit(scan: Scan, at: int, number: str, letter: str) -> Unit:
    """The number of a section that nothing follows, with the letter apart; once for each number of the text."""
    many = "-" in number and (scan.low.startswith("§§", at) or _PLURAL.match(scan.low, at))
    units = scan.ranges if many else scan.units
    key = f"{number} {letter}" if letter else number
    unit = units.get(key)
    if unit is None:
        compound = bool(many) and is_compound(number + letter)
        unit = units[key] = Unit(number + letter, compound=compound, alone=compound, apart=bool(letter))
    return unit


def at_chapter(scan: Scan, at: int, end: int) -> None:
    """`kapittel 3`, `kap. IV`, but no chapter of the state budget: `kap. 765, post 75`."""
    position = end + scan.low.startswith(".", end)
    if _BUDGET.match(scan.low, position) or _read_ordinal(scan, at, end, "kapittel"):
        return
    if not _read_simple(scan, at, position, "kapittel"):
        _read_list(scan, at, position, level="kapittel")


def at_article(scan: Scan, at: int, end: int) -> None:
    """`artikkel 7`, `art. 8`."""
    position = end + scan.low.startswith(".", end)
    if not _read_simple(scan, at, position, "artikkel"):
        _read_list(scan, at, position, level="artikkel")


def at_annex(scan: Scan, at: int, end: int) -> None:
    """`vedlegg II`, `protokoll 1`."""
    level = "protokoll" if scan.low[at:end] == "protokoll" else "vedlegg"
    _read_list(scan, at, end, level=level)


def at_part(scan: Scan, start: int, end: int) -> None:
    """`del II`, `tredje del`: only next to a source or words like `denne lova`."""
    if _read_ordinal(scan, start, end, "del"):
        return
    named = scan.found and scan.found[-1].names
    beside = named and ACT_GAP.fullmatch(scan.low[scan.until : start])
    if beside or find_anaphor(scan, start)[0]:
        _read_list(scan, start, end, level="del")


def _read_ordinal(scan: Scan, start: int, end: int, level: str) -> bool:
    """`lovens andre kapittel`, `tredje del`: an ordinal stands before the word; it counts next to its source only."""
    ordinal = _ORDINAL.search(scan.low, max(scan.until, start - 14), start)
    if not ordinal or ordinal.group(1) not in ORDINALS:
        return False
    lead = _to_lead(scan, ordinal.start(1), level)
    if lead:
        scan.add(_to_member(lead, lead.start, end, Unit(ORDINALS[ordinal.group(1)]), ()))
    return lead is not None


_KINDS: Final[dict[str, Kind]] = {
    "paragraf": "provision",
    "kapittel": "chapter",
    "artikkel": "article",
    "vedlegg": "annex",
    "protokoll": "annex",
    "del": "part",
}


_BUDGET: Final = re.compile(r"\s{0,2}\d{3,4},?\s{1,2}post(?:ane|ene)?\s{0,2}\d")
_NO_LETTER: Final = Unit("0")


class _Lead(NamedTuple):
    """What a list opens with: where it starts and which source its own words name. A tuple, for speed."""

    start: int
    kind: Kind
    level: str
    names: tuple[Name, ...] = ()
    anaphor: Anaphor = ""
    dated: bool = False
    year: str = ""
    unknown: str = ""
    act_end: int = -1


def _read_list(scan: Scan, start: int, position: int, *, level: str) -> None:
    """One or several numbers after a sign or a word, each with what stands below it."""
    low = scan.low
    numeral = level not in {"paragraf", "artikkel"}
    opened = _is_opened(low, start)
    many = bool(_PLURAL.match(low, start))
    first = (read_numeral if numeral else read_section)(low, position, opened=opened, single=not many)
    if not first or (numeral and is_roman(low, position) and scan.plain[position : first[1]].strip()[0].islower()):
        return
    plural = many or numeral or level == "artikkel"
    lead = _to_lead(scan, start, level) or _Lead(start, _KINDS[level], level)
    unit, end = first
    if level in {"artikkel", "protokoll"} and "-" in unit.lower:
        unit = _to_article_range(unit)
    mention_start, roman = lead.start, numeral and is_roman(low, position)
    subs: tuple[str, ...] = ()
    while not is_over(low, end, numeral=numeral):
        run = None if roman or unit.upper else (RUN_OF_MANY if plural else RUN).match(low, end)
        if run:
            scan.add(_to_member(lead, mention_start, run.end(), unit, (), run=end))
            more = read_more(low, run.end(), _NO_LETTER, plural=plural, numeral=numeral)
            if not more:
                return
            unit, mention_start, end = more
            continue
        listed = many or (level == "artikkel" and (mention_start != lead.start or _to_above(unit) > _MOST_ITEMS))
        subs, end = _read_below(low, end, level, opened=opened, above=_to_above(unit) if listed else 0)
        more = read_more(low, end, unit, plural=plural, numeral=numeral)
        if not more or (roman and not is_roman(low, more[1])):
            unit = _to_alone(unit) if many and mention_start == lead.start else unit
            scan.add(with_after(scan, _to_member(lead, mention_start, end, unit, subs)))
            return
        following, more_start, more_end = more
        unit, following = as_members(unit, following)
        if not following.upper or subs or unit.upper:
            scan.add(_to_member(lead, mention_start, end, unit, subs))
            mention_start = more_start
        unit, end, subs = following, more_end, ()
    unit = _to_alone(unit) if many and mention_start == lead.start else unit
    scan.add(_to_member(lead, mention_start, end, unit, subs))


def _to_alone(unit: Unit) -> Unit:
    """The only number behind a sign for several: its hyphen is likelier a range's."""
    return unit._replace(alone=True) if unit.compound else unit


def read_lost_list(scan: Scan, position: int) -> None:
    """The sections of `straffeloven 231, 232 eller 257`: a list whose sign was left out."""
    lead = _to_led(scan.found.pop(), "provision", "paragraf")
    scan.until = lead.start
    read = read_section(scan.low, position)
    start = lead.start
    while read:
        unit, end = read
        scan.add(_to_member(lead, start, end, unit, ()))
        more = read_more(scan.low, end, unit, plural=True, numeral=False)
        if not more:
            return
        unit, start, end = more
        read = (unit, end)


def _to_member(  # noqa: PLR0913 -- the fields of a record, made where one is read
    lead: _Lead, start: int, end: int, unit: Unit, subs: tuple[str, ...], *, run: int = 0
) -> Mention:
    """A member of the list that `lead` opens; with `run` it is the first of several, and ends there itself."""
    lead_start, kind, level, names, anaphor, dated, year, unknown, act_end = lead
    first = start == lead_start
    own = (kind, names, anaphor, dated, year, unknown, level, unit, subs)
    return Mention(start, end, *own, continues=not first, act_end=act_end if first else -1, run=run)


def _to_article_range(unit: Unit) -> Unit:
    """Articles have whole numbers: the hyphen of `artikkel 53-60` is a range."""
    lower, _, upper = unit.lower.partition("-")
    return Unit(lower=lower, upper=upper) if lower.isdigit() and upper.isdigit() else unit


def _to_above(unit: Unit) -> int:
    """The section's number, when a bigger number in a list must be a section too."""
    digits = _WHOLE.match(unit.upper or unit.lower)
    return int(digits.group()) if digits else 0


def _read_below(low: str, at: int, level: str, *, opened: bool, above: int) -> tuple[tuple[str, ...], int]:
    if level not in {"vedlegg", "protokoll"}:
        return read_subs(low, at, opened=opened, above=above)
    path = ""
    while found := _ANNEX_SUB.match(low, at):
        word = "kapittel" if found.group(1) == "kap" else found.group(1)
        path += f"/{word}/{found.group(2)}"
        at = found.end()
    subs, end = read_subs(low, at) if path else ((), at)
    if subs and subs[0].startswith("nummer"):
        return tuple(f"{path[1:]}/{sub}" for sub in subs), end
    return ((path[1:],), at) if path else ((), at)


def _is_opened(low: str, at: int) -> bool:
    begin = max(0, at - 160)
    opening = low.rfind("(", begin, at)
    return opening >= 0 and opening > low.rfind(")", begin, at)


def _is_of_section(scan: Scan) -> bool:
    """Whether the source just read is that of the section before it: `§ 4 i krisesenterlova, § 3 a i …`."""
    return len(scan.found) > 1 and names_section(scan.low, scan.found[-2], scan.found[-1].start)


def _to_lead(scan: Scan, start: int, level: str) -> _Lead | None:
    """The mention so far, when the words before it name its source: where it starts and which source it is."""
    last = scan.found[-1] if scan.found else None
    if last and not last.level and last.end == scan.until and (last.names or last.unknown):
        gap = scan.low[last.end : start]
        if len(gap) < TITLE_REACH and is_act_gap(gap, last) and not ("," in gap and _is_of_section(scan)):
            if base := find_base(scan, last, gap):
                return _Lead(start, _KINDS[level], level, base.names)
            return _to_led(scan.found.pop(), _KINDS[level], level)
    if start - scan.until < _SHORTEST:
        return None
    anaphor, begin = find_anaphor(scan, start)
    return _Lead(begin, _KINDS[level], level, anaphor=anaphor) if anaphor else None


def _to_led(act: Mention, kind: Kind, level: str) -> _Lead:
    return _Lead(act.start, kind, level, act.names, act.anaphor, act.dated, act.year, act.unknown, act.end)
