"""find: every surface in a plain text that looks like a citation, in order, not yet resolved.

The text is cut into words once, in one pass. Words that can open a citation (a section sign, a
chapter word, a word some name starts with, a month, …) are looked up in a set; only there is
anything parsed, and a parse looks a bounded way ahead. So the time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Final

from hjemmel.law.citations import instruments
from hjemmel.law.citations.names import TOKEN, NameIndex
from hjemmel.law.citations.numbers import is_roman, read_more, read_numeral, read_section
from hjemmel.law.citations.records import Anaphor, Kind, Mention, Name, Unit
from hjemmel.law.citations.subs import read_subs
from hjemmel.law.citations.words import MONTHS

_CHAPTER: Final = frozenset("kap kapittel kapitel kapittelet kapitlet kapitla kapitler kapitlene kapitlane kapittels kapitlets".split())
_ARTICLE: Final = frozenset("art artikkel artikkelen artiklene artiklane artikler artiklar article articles".split())
_SECTION: Final = frozenset("§ §§ §§§ paragraf paragrafen paragrafene paragrafane".split())
_ANNEX: Final = frozenset("vedlegg vedlegget vedleggene protokoll".split())
_PART: Final = frozenset(["del"])
_EU: Final = frozenset("eu ef eøf ec eec euratom jis fusp".split())
_EU_WORD: Final = frozenset("forordning forordningen direktiv direktivet rådsforordning rådsdirektiv kommisjonsforordning dir frd rdir regulation directive".split())
_BILL: Final = frozenset("ot prop meld innst dok st".split())
_CODE: Final = frozenset("lov for forskrift".split())
_CIRCULAR: Final = frozenset("i g q f is hod udir ra a u h p r".split())
_LAW_END: Final = ("loven", "lova", "lovens", "lovas", "forskriften", "forskrifta", "forskriftens")
_NOT_LAWS: Final = frozenset("loven lova lovens lovas forskriften forskrifta forskriftens klova lovlova".split())
_PLURAL: Final = re.compile(r"§\s?§|kapitle|kapitla|artikl|articles|paragrafene|paragrafane")
_ACT_GAP: Final = re.compile(r"(?:,?\s(?:m\.?\s?[vm]|o\.?\s?l)\.?)?\s{0,2}(?:\([^()]{0,90}\)\s{0,2})?,?(?:\s{0,2}(?:kap(?:ittel)?\.?\s[\divxlc]{1,6},?\s)?)\s{0,2}$")
_SHORT_GAP: Final = re.compile(r"(?:,?\s(?:m\.?\s?[vm]|o\.?\s?l)\.?)?\s{0,2}")
_INDEFINITE: Final = re.compile(r"[^\W\d_](?:lov|forskrift)$")
_SIGN_NEXT: Final = re.compile(r"\s{0,2}(?:§|kap\b|kapittel\b)")
_MORE_MARKS: Final = ("m.v", "m.m", " mv", " mm", "o.l")
_ANNEX_SUB: Final = re.compile(
    r",?\s{1,2}(kapittel|kap|del|avsnitt)\.?\s{1,2}([ivxlc]{1,8}|\d{1,2}(?:\.\d{1,2})?)(?!\w)"
)
_TITLE_GAP: Final = re.compile(r",?\s(?:om|til|for|vedrørende|angående|mot)\s[^§;:!?]{3,320}?$")
_STOP_GAP: Final = re.compile(
    r"\b(?:gjelder|gjeld|skal|får|kan|er|jf|jfr|med unntak|unntatt|har|blir|vert|i medhold|ikke|ikkje|dersom|når|samt|"
    r"etter|som nevnt|som nemnd|følger av|følgjer av|bestemmelsene|reglene i|lov|loven|lova|forskrift|forskriften|kapittel|artikkel)\b|\.\s+\w|\n"
)
_YEAR: Final = re.compile(r"\s(?:av\s)?\(?((?:1[6-9]|20)\d\d)\)?(?![\d-])(?!\s{0,2}(?:nr|første|andre|annet|tredje))")
_LOST: Final = re.compile(r"\s(?=\d{1,4}(?:-\d| ?[a-z]\b)?)")
_OWN: Final = re.compile(
    r"(?:(?:denne|denna)\s(?P<law>lov(?:en|a)?)s?|(?P<law2>lov(?:en|a)s?)\sher|her\s(?P<law3>i\slova|i\sloven)|i\s(?P<law4>lov(?:en|a)s?)\sher"
    r"|(?:denne\s)(?P<reg>forskrift(?:en|a)?s?)|(?P<reg2>forskrift(?:en|a)s?)\sher"
    r"|(?P<same>(?:samme|same|nevnte|nemnde)\s(?:lov(?:en|a)?s?|forskrift(?:en|a)?s?))"
    r"|(?P<law5>endringslov(?:en|a)s?|endringsforskrift(?:en|a)s?)"
    r"|(?<![\w-])(?P<the>lov(?:en|a)s?)|(?<![\w-])(?P<thereg>forskrift(?:en|a)s?))(?:\s?[,(]?)?\s{0,2}$"
)
_AFTER: Final = re.compile(
    r"\s{1,2}(?:i|av|til)\s(?:(?:denne|denna)\s(?P<law>lov(?:en|a)?)|(?P<law2>lov(?:en|a))\sher|(?:denne)\s(?P<reg>forskrift(?:en|a)?)|"
    r"(?P<reg2>forskrift(?:en|a))\sher|(?P<same>(?:samme|same|nevnte|nemnde)\s(?:lov(?:en|a)?|forskrift(?:en|a)?))|(?P<the>lov(?:en|a))(?!\s?(?:av|om|\d))|(?P<thereg>forskrift(?:en|a))(?!\s?(?:av|om|til|\d)))\b"
)


@dataclass(slots=True, kw_only=True)
class _Scan:
    """The text of one call, its words, and what was found so far."""

    plain: str
    low: str
    words: list[str]
    starts: list[int]
    index: NameIndex
    found: list[Mention] = field(default_factory=list)
    until: int = 0

    def add(self, mention: Mention) -> None:
        self.found.append(mention)
        self.until = max(self.until, mention.end)


Handler = Callable[[_Scan, int], None]


def find(plain: str, names: NameIndex) -> tuple[Mention, ...]:
    """All mentions in the cleaned text `plain`, by where they start."""
    low = plain.lower()
    words = TOKEN.findall(low)
    starts = [0, *accumulate(map(len, words))]
    scan = _Scan(plain=plain, low=low, words=words, starts=starts, index=names)
    handlers = _list_handlers(set(words), names)
    for at in [at for at, word in enumerate(words) if word in handlers]:
        if starts[at] >= scan.until:
            handlers[words[at]](scan, at)
    return tuple(sorted(scan.found, key=lambda mention: (mention.start, mention.end)))


def _list_handlers(words: set[str], names: NameIndex) -> dict[str, Handler]:
    """What to do at each word of this text that can open a citation."""
    known = {word: _HANDLERS[word] for word in words & _HANDLERS.keys()}
    for word in words - known.keys():
        if word in names.first_words:
            known[word] = _at_name
        elif word.endswith(_LAW_END) and word not in _NOT_LAWS:
            known[word] = _at_unknown
    return known


def _at_section(scan: _Scan, at: int) -> None:
    position = scan.starts[at + 1]
    if scan.low[position : position + 2] == " §":
        position += 2
    _read_list(scan, at, position, level="paragraf")


def _at_chapter(scan: _Scan, at: int) -> None:
    position = scan.starts[at + 1]
    position += scan.low[position : position + 1] == "."
    _read_list(scan, at, position, level="kapittel")


def _at_article(scan: _Scan, at: int) -> None:
    position = scan.starts[at + 1]
    position += scan.low[position : position + 1] == "."
    _read_list(scan, at, position, level="artikkel")


def _at_annex(scan: _Scan, at: int) -> None:
    level = "protokoll" if scan.words[at] == "protokoll" else "vedlegg"
    _read_list(scan, at, scan.starts[at + 1], level=level)


def _at_part(scan: _Scan, at: int) -> None:
    start = scan.starts[at]
    if scan.found and scan.found[-1].names and _ACT_GAP.fullmatch(scan.low[scan.until : start]):
        _read_list(scan, at, scan.starts[at + 1], level="del")
    elif _find_anaphor(scan, start)[0]:
        _read_list(scan, at, scan.starts[at + 1], level="del")


_KINDS: Final[dict[str, Kind]] = {
    "paragraf": "provision",
    "kapittel": "chapter",
    "artikkel": "article",
    "vedlegg": "annex",
    "protokoll": "annex",
    "del": "part",
}


def _read_list(scan: _Scan, at: int, position: int, *, level: str) -> None:
    """One or several numbers after a sign or a word, each with what stands below it."""
    low, start = scan.low, scan.starts[at]
    numeral = level not in {"paragraf", "artikkel"}
    opened = _is_opened(low, start)
    first = (read_numeral if numeral else read_section)(low, position, opened=opened)
    if not first:
        return
    many = bool(_PLURAL.match(low, start))
    plural = many or numeral or level == "artikkel"
    lead = _to_lead(scan, start, level)
    unit, end = first if many else (_to_single(first[0]), first[1])
    mention_start, roman = lead.start, numeral and is_roman(low, position)
    for _ in range(_LONGEST):
        above = _to_above(unit) if plural else 0
        subs, end = _read_below(low, end, level, opened=opened, above=above)
        more = read_more(low, end, unit, plural=plural, numeral=numeral, opened=opened)
        if not more or (roman and not is_roman(low, more[1])):
            break
        following, more_start, more_end = more
        if not following.upper or subs or unit.upper:
            scan.add(_to_member(lead, mention_start, end, unit, subs))
            mention_start = more_start
        unit, end = following, more_end
    scan.add(_with_after(scan, _to_member(lead, mention_start, end, unit, subs)))


def _to_single(unit: Unit) -> Unit:
    """One sign names one section: its hyphen is part of the number, never a range."""
    return replace(unit, compound=False) if unit.compound else unit


def _to_member(
    lead: Mention, start: int, end: int, unit: Unit, subs: tuple[str, ...]
) -> Mention:
    """A member of the list that `lead` opens."""
    first = start == lead.start
    return Mention(
        start=start,
        end=end,
        kind=lead.kind,
        names=lead.names,
        anaphor=lead.anaphor,
        dated=lead.dated,
        year=lead.year,
        unknown=lead.unknown,
        level=lead.level,
        unit=unit,
        subs=subs,
        continues=not first,
        act_end=lead.act_end if first else -1,
    )


def _to_above(unit: Unit) -> int:
    """The section's number, when a bigger number in a list must be a section too."""
    digits = re.match(r"\d{1,6}(?!.*-)", unit.upper or unit.lower)
    return int(digits.group()) if digits else 0


def _read_below(
    low: str, at: int, level: str, *, opened: bool, above: int
) -> tuple[tuple[str, ...], int]:
    if level not in {"vedlegg", "protokoll"}:
        return read_subs(low, at, opened=opened, above=above)
    path = ""
    while found := _ANNEX_SUB.match(low, at):
        word = "kapittel" if found.group(1) == "kap" else found.group(1)
        path += f"/{word}/{found.group(2)}"
        at = found.end()
    return ((path[1:],), at) if path else ((), at)


def _is_opened(low: str, at: int) -> bool:
    window = low[max(0, at - 160) : at]
    return window.rfind("(") > window.rfind(")")


def _to_lead(scan: _Scan, start: int, level: str) -> Mention:
    """The mention so far: where it starts and which source its own words name."""
    kind = _KINDS[level]
    last = scan.found[-1] if scan.found else None
    if last and not last.level and last.end == scan.until and (last.names or last.unknown):
        gap = scan.low[last.end : start]
        if len(gap) < 330 and _is_act_gap(gap, last):
            scan.found.pop()
            return replace(last, kind=kind, level=level, act_end=last.end)
    anaphor, begin = _find_anaphor(scan, start)
    return Mention(start=begin, end=start, kind=kind, level=level, anaphor=anaphor)


def _is_act_gap(gap: str, last: Mention) -> bool:
    if _ACT_GAP.fullmatch(gap):
        return True
    return last.dated and last.kind in {"act", "regulation"} and bool(
        _TITLE_GAP.fullmatch(gap) and not _STOP_GAP.search(gap)
    )


def _find_anaphor(scan: _Scan, start: int) -> tuple[Anaphor, int]:
    """The pronoun-like words before a section (`lovens § 4`, `samme lov § 3`)."""
    window_start = max(scan.until, start - 26)
    if scan.low.find("lov", window_start, start) < 0 <= window_start and (
        scan.low.find("forskrift", window_start, start) < 0
    ):
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
    return {"same": "same", "the": "law", "thereg": "regulation"}[kind]  # type: ignore[return-value]


def _with_after(scan: _Scan, mention: Mention) -> Mention:
    """Take in what names the source after the number: `§ 4 i denne lova`."""
    if mention.names or mention.anaphor:
        return mention
    found = _AFTER.match(scan.low, mention.end)
    if not found:
        return mention
    return replace(mention, anaphor=_to_anaphor(found), end=found.end(), act_end=-2)


def _at_name(scan: _Scan, at: int) -> None:
    """A word that some name starts with."""
    match = scan.index.find(scan.words, at)
    if not match:
        word = scan.words[at]
        if word.endswith(_LAW_END) and word not in _NOT_LAWS:
            _at_unknown(scan, at)
        return
    names, after = match
    start, end = scan.starts[at], scan.starts[after]
    if scan.low[start - 1 : start] == "(" and _absorb(scan, start, end):
        return
    surface = scan.plain[start:end]
    if after < len(scan.words) and scan.words[after][0].isalpha():
        return
    if names[0].kind == "abbreviation":
        _read_abbreviation(scan, names, start, end)
    elif len(surface) > 4 or surface.isupper():
        _read_name(scan, names, start, end)


def _absorb(scan: _Scan, start: int, end: int) -> bool:
    """A short title in parentheses after the act it is the title of: one mention, not two."""
    last = scan.found[-1] if scan.found else None
    if not last or last.level or not last.names or last.kind not in {"act", "regulation"}:
        return False
    if scan.low[end : end + 1] != ")" or start - 1 - last.end > 330:
        return False
    gap = scan.low[last.end : start - 1]
    if _SHORT_GAP.fullmatch(gap) or (last.dated and _TITLE_GAP.fullmatch(gap) and not _STOP_GAP.search(gap)):
        scan.found.pop()
        scan.add(replace(last, end=end + 1))
        return True
    return False


def _read_name(scan: _Scan, names: tuple[Name, ...], start: int, end: int) -> None:
    if names[0].kind == "title":
        end += scan.low[end : end + 1] == "." and scan.low.endswith(_MORE_MARKS, 0, end)
        end = _skip_short(scan.low, end)
    year, end = _read_year(scan.low, end)
    dated = _read_dated_name(scan.low, end)
    if dated:
        refids, end = dated
        named = tuple(name for name in names if _same_day(name.refid, refids))
        names = named or (Name(text=refids, kind="date", refid=_with_kind(names, refids)),)
    first = names[0]
    if first.kind == "short" and _INDEFINITE.search(scan.low[max(start, end - 12) : end]) and not _SIGN_NEXT.match(scan.low, end):
        return
    kind: Kind = "treaty" if first.kind == "treaty" else "act" if first.refid.startswith("lov") else "regulation"
    scan.add(Mention(start=start, end=end, kind=kind, names=names, year=year, dated=bool(dated)))
    _read_lost_sign(scan, strict=True)


def _skip_short(low: str, end: int) -> int:
    """Past `m.v.` and the short title in parentheses after a title."""
    found = re.compile(r"(?:,?\s(?:m\.?\s?v|m\.?\s?m|o\.?\s?l)\b\.?)?\s?\((?:[^()\n\d/]{3,70})\)").match(low, end)
    return found.end() if found and "§" not in found.group() else end


def _read_year(low: str, end: int) -> tuple[str, int]:
    found = _YEAR.match(low, end)
    return (found.group(1), found.end()) if found else ("", end)


def _read_dated_name(low: str, end: int) -> tuple[str, int] | None:
    gap = re.compile(r",?\s{1,2}|\s?\(").match(low, end)
    found = instruments.DATED.match(low, gap.end()) if gap else None
    refid = instruments.to_refid("", found) if found else None
    if not found or not refid:
        return None
    closing = found.end() + (low[found.end() : found.end() + 1] == ")" and "(" in (gap.group() if gap else ""))
    return refid, closing


def _same_day(refid: str, day: str) -> bool:
    known = refid[refid.find("/") :]
    return known == day or (known.startswith(day) and day.count("-") == 2) or (
        day.startswith(known) and known.count("-") == 2
    )


def _with_kind(names: tuple[Name, ...], day: str) -> str:
    return names[0].refid.partition("/")[0] + day


def _read_abbreviation(scan: _Scan, names: tuple[Name, ...], start: int, end: int) -> None:
    """An abbreviation counts only when a provision follows it."""
    stop = end + (scan.low[end : end + 1] == ".")
    after = re.compile(r"\s{0,2}(?:§|kap\b|kapittel\b|art\b|artikkel\b)").match(scan.low, stop)
    kind: Kind = "treaty" if names[0].part else "act" if names[0].refid.startswith("lov") else "regulation"
    mention = Mention(start=start, end=stop, kind=kind, names=names)
    if after:
        scan.add(mention)
        return
    before = scan.until
    scan.add(mention)
    if not _read_lost_sign(scan, strict=stop == end):
        scan.found.pop()
        scan.until = before


def _read_lost_sign(scan: _Scan, *, strict: bool) -> bool:
    """`koml. 77 nr. 5`, `ekomloven 8-1 første ledd`: a number whose section sign was lost."""
    act = scan.found[-1]
    if not _LOST.match(scan.low, act.end) or act.kind == "treaty":
        return False
    read = read_section(scan.low, act.end)
    if not read:
        return False
    unit, end = read
    subs, sub_end = read_subs(scan.low, end)
    hyphened = "-" in unit.lower
    tail = scan.low[end : end + 12].strip().split(" ")[0].strip(".,;)")
    if strict and not (subs or hyphened) or (unit.lower.isdigit() and len(unit.lower) > 3) or tail in MONTHS:
        return False
    scan.found.pop()
    scan.add(
        replace(act, kind="provision", level="paragraf", unit=unit, subs=subs, end=sub_end, act_end=act.end)
    )
    return True


def _at_unknown(scan: _Scan, at: int) -> None:
    """A word made like an act's name that no list has: it counts only with a provision."""
    start, end = scan.starts[at], scan.starts[at + 1]
    end = _skip_note(scan.low, end)
    year, year_end = _read_year(scan.low, end)
    dated = _read_dated_name(scan.low, end)
    kind: Kind = "regulation" if "forskrift" in scan.words[at] else "act"
    if dated:
        refid, stop = dated
        name = Name(text=refid, kind="date", refid=("lov" if kind == "act" else "forskrift") + refid)
        scan.add(Mention(start=start, end=stop, kind=kind, names=(name,), dated=True))
        return
    known = scan.index.find([scan.words[at].rstrip("0123456789")], 0)
    names = known[0] if known else ()
    after = re.compile(r"\s{0,2}(?:§|kap\b|kapittel\b)").match(scan.low, year_end)
    if after:
        scan.add(
            Mention(start=start, end=year_end, kind=kind, names=names, unknown=scan.words[at], year=year)
        )


def _skip_note(low: str, end: int) -> int:
    """Past a note's digits that run into the name: `krisesenterlova2 § 4`."""
    found = re.compile(r"\d{1,2}(?=\s{0,2}§)").match(low, end)
    return found.end() if found else end


def _at_law(scan: _Scan, at: int) -> None:
    """`lov`, `forskrift`: a title, a day and number, or a code."""
    low, start, end = scan.low, scan.starts[at], scan.starts[at + 1]
    mention = instruments.read_code(low, start)
    if mention is None:
        gap = re.compile(r"\s{1,2}").match(low, end)
        found = instruments.DATED.match(low, gap.end()) if gap else None
        kind = "lov" if scan.words[at].startswith(("lov", "endringslov", "tilleggslov")) else "forskrift"
        refid = instruments.to_refid(kind, found) if found else None
        mention = instruments.to_dated(start, found.end(), refid) if found and refid else None
    if mention is None:
        _at_name(scan, at)
        return
    scan.add(_with_title(scan, mention))


def _with_title(scan: _Scan, mention: Mention) -> Mention:
    """Take the title in when the act's title is known: `lov … nr. 44 om kommunale …`."""
    end = mention.end
    at = _find_word(scan, end)
    gap_end = at + 1 if at < len(scan.words) and scan.words[at].isspace() else at
    head = "lov" if mention.kind == "act" else "forskrift"
    tail = [head, " ", *scan.words[gap_end : gap_end + 90]]
    match = scan.index.find(tail, 0)
    if match and any(name.refid == mention.names[0].refid for name in match[0]):
        end = scan.starts[gap_end + match[1] - 2]
        end += scan.low[end : end + 1] == "." and scan.low.endswith(_MORE_MARKS, 0, end)
    return replace(mention, end=_skip_short(scan.low, end) if end > mention.end else end)


def _find_word(scan: _Scan, position: int) -> int:
    low, high = 0, len(scan.starts) - 1
    while low < high:
        middle = (low + high) // 2
        if scan.starts[middle] < position:
            low = middle + 1
        else:
            high = middle
    return low


def _add_read(reader: Callable[[str, int], Mention | None], *, fallback: bool = False) -> Handler:
    def handle(scan: _Scan, at: int) -> None:
        mention = reader(scan.low, scan.starts[at])
        if mention and mention.start >= scan.until:
            scan.add(mention)
        elif fallback:
            _at_name(scan, at)

    return handle


def _at_eu_word(scan: _Scan, at: int) -> None:
    mention = instruments.read_eu_word(scan.low, scan.starts[at], scan.starts[at + 1])
    if mention:
        scan.add(mention)
    else:
        _at_name(scan, at)


_LONGEST: Final = 500
_HANDLERS: Final[dict[str, Handler]] = {
    **dict.fromkeys(MONTHS, _add_read(instruments.read_month, fallback=True)),
    **dict.fromkeys(_EU, _add_read(instruments.read_eu, fallback=True)),
    **dict.fromkeys(_EU_WORD, _at_eu_word),
    **dict.fromkeys(_BILL, _add_read(instruments.read_bill, fallback=True)),
    **dict.fromkeys(_CIRCULAR, _add_read(instruments.read_circular, fallback=True)),
    "nou": _add_read(instruments.read_nou),
    **dict.fromkeys(_CHAPTER, _at_chapter),
    **dict.fromkeys(_ARTICLE, _at_article),
    **dict.fromkeys(_ANNEX, _at_annex),
    **dict.fromkeys(_PART, _at_part),
    **dict.fromkeys(_SECTION, _at_section),
    **dict.fromkeys(_CODE | {"endringslov", "tilleggslov", "loven", "lova", "forskriften", "forskrifta"}, _at_law),
}
