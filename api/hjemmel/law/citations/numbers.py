"""Read the numbers that stand after a sign or a word: `§§ 2, 3 og 5 til 7`, `kapittel IV–VI`.

Whether `4-6` is one section or a range, and whether a letter that stands apart belongs to the
number, only the act can tell: the `Unit` says so and resolve settles it.
"""

from __future__ import annotations

import re
from typing import Final

from hjemmel.law.citations.records import Unit
from hjemmel.law.citations.words import LEVEL_OF, OPENING, ORDINALS, UNITS, to_arabic, to_words

_SECTION: Final = re.compile(
    r"\s{0,3}(\d{1,6}(?:[a-zæøå](?![^\W\d_]))?(?:\s?[a-zæøå](?=-\d))?"
    r"(?:-\d{1,6}(?:[a-zæøå](?![^\W\d_]))?(?:\s?[a-zæøå](?=-\d))?){0,5})"
    r"(?:(?<=\d)\s{1,2}([a-zæøå])(?:(?=\d{1,2}(?!\w))|(?![^\W_]))(?!-\w{2})(?!\.\s?\d|\.[^\W\d_]{1,3}(?![^\W\d_])))?"
)
_APART: Final = re.compile(r"\s{1,2}([a-zæøå])(?![^\W_])(?!-\w{2})(?!\.\s?\d|\.[^\W\d_]{1,3}(?![^\W\d_]))")
_ROMAN: Final = re.compile(r"\s{0,3}([ivxlc]{1,8}(?:-\d{1,2}(?!\w))?|\d{1,3})(?![^\W\d_])")
_DOTTED: Final = re.compile(r"\s{0,3}(\d{1,2}(?:\.\d{1,2}){1,4})(?![\w/]|-\d)")
_ROMAN_FUSED: Final = re.compile(r"\s{0,3}([ivxlc]{1,8}[a-h])(?!\w)")
_ROMAN_ONLY: Final = re.compile(r"\s{0,3}([ivxlc]{1,8})(?![^\W_])")
_JOIN: Final = re.compile(
    r"(?:\s{1,2}(?:flg|ff)\.?)?(?:\s{0,2},\s{0,2}(?:(?:og|eller|samt|jfr?\.?)\s{1,2})?|\s{0,2}/\s{0,2}|\s{0,2}–\s{0,2}|\s{1,2}-\s{1,2}|-(?=[ivxlc]{1,8}(?!\w))"
    r"|\s{1,2}jfr?\.?\s{1,2}|\s{1,2}(?:og/eller|og|eller|samt|til\s+og\s+med|t\.?o\.?m\.?|til)\s{1,2})"
)
_BOTH_ENDS: Final = re.compile(r"((\d{1,3}-)\d{1,3}[a-zæøå]?)-(\2\d{1,3}[a-zæøå]?)")
"""`§§ 6-35-6-37`: two section numbers of one chapter with the hyphen of a range between."""
_WIDEST: Final = 400
_RANGE_JOIN: Final = frozenset({"til", "–", "-", "til og med", "tom", "t.o.m", "t.o.m.", "tom."})
_LAST_LETTER: Final = re.compile(r"\s{0,2}i(?![^\W_])")
_ASIDE: Final = re.compile(r"\s\([^()§\d]{2,90}\)(?=\s(?:og|eller|til)\s\d|,\s\d)")
_AND: Final = r"\s{1,2}(?:og|eller|samt)\s{1,2}"
RUN: Final = re.compile(rf"(?:(?:,\s{{0,2}}|{_AND})\d{{1,6}}(?=,|{_AND}))++")
RUN_OF_MANY: Final = re.compile(rf"(?:(?:,\s{{0,2}}|{_AND})(?!(?:19|20)\d\d(?!\d))\d{{1,6}}(?=,|{_AND}))++")
"""Bare numbers between joining words, with one more to come: an endless list of them is read in one look."""
_NUMBER: Final = r"(\d{1,6}(?:[a-zæøå](?![^\W\d_]))?(?:-\d{1,6}(?:[a-zæøå](?![^\W\d_]))?)?)"
_WORD: Final = r"(?:§|([^\W\d_]{2,}))"
_ALSO: Final = r"(?:(?:og|eller|samt|jfr?\.?)\s{1,3})?"
_ORDINAL: Final = rf"(?:{'|'.join(sorted(ORDINALS, key=len, reverse=True))}|\d{{1,2}}\.)"
SIMPLE: Final = re.compile(
    rf"\s{{0,3}}{_NUMBER}(?:(?<=\d)\s{{1,2}}([a-hj-zæø])(?=\s))?(?:\s{{1,2}}({_ORDINAL})\s{{1,2}}ledd\b())?"
    rf"(?:[.;:)§]|,?\s{{1,3}}{_ALSO}{_WORD})"
)
SIMPLE_NUMERAL: Final = re.compile(rf"\s{{0,3}}{_NUMBER}()()()(?:[;:)§]|\.(?!\d)|\s{{1,3}}{_WORD})")
"""A number, perhaps a letter and a subsection, and what comes then: told apart from the rest by `ON`."""
_OVER: Final = re.compile(rf"(?:[.;:)]|,?\s{{0,3}}{_ALSO}{_WORD})")
_OVER_NUMERAL: Final = re.compile(rf"(?:[.;:)]|\s{{0,3}}{_WORD})")
_LETTER: Final = re.compile(r"([a-zæøå])(?![^\W_])(?!\.[^\W\d_])")
_NEXT_WORD: Final = re.compile(r"\s{1,3}([^\W\d_]+)")
_CONNECTORS: Final = to_words(
    "og eller til samt jf jfr kan skal gjelder gjeld "
    "første andre annet annen tredje fjerde femte "
    "sjette sjuende syvende åttende niende tiende ledd nr nummer bokstav litra punktum er har får "
    "om som ved"
)

ON: Final = OPENING | to_words("og eller samt til tom jf jfr av kap kapittel del flg ff")
"""The words that may go on with a provision after its number; `is_over` says why one looks."""
Read = tuple[Unit, int]


def is_over(low: str, at: int, *, numeral: bool = False) -> bool:
    """Whether what stands at `at` can't go on with a provision: a word that is none of its words, or a full stop.

    Most provisions end like this, and one look is cheaper than all the readers that would find nothing.
    """
    found = (_OVER_NUMERAL if numeral else _OVER).match(low, at)
    return found is not None and found.group(1) not in ON


def read_section(low: str, at: int, *, opened: bool = False, single: bool = False) -> Read | None:
    """One section number at `at`, letters kept (`3-3 a` → `3-3a`), and where it ends.

    `single` tells that its hyphen can't be that of a range.
    """
    found = _SECTION.match(low, at)
    if not found:
        return None
    number, letter = found.groups()
    if " " in number or "\n" in number:
        number = "".join(number.split())
    if letter and _is_suffix(low, letter, found.end(), opened=opened):
        whole = number + letter
        compound = not single and is_compound(whole)
        return Unit(whole, "", compound, loose=_is_loose(low, letter, found.end()), apart=True), found.end()
    ends = None if single else _BOTH_ENDS.fullmatch(number)
    if ends:
        return Unit(ends.group(1), ends.group(3)), found.end(1)
    return Unit(number, "", not single and is_compound(number)), found.end(1)


def as_members(unit: Unit, following: Unit) -> tuple[Unit, Unit]:
    """Two members of a list: `§§ 5-6 og 5-8` are two sections of chapter 5, not ranges that both begin with § 5."""
    head = unit.lower.partition("-")[0]
    if unit.compound and "-" in following.lower and head == following.lower.partition("-")[0]:
        return unit._replace(compound=False), following._replace(compound=False)
    return unit, following


def is_compound(number: str) -> bool:
    """Whether `4-6` may be a range: two numbers, the second one the greater."""
    lower, sign, upper = number.partition("-")
    if not sign or "-" in upper:
        return False
    return _to_int(upper) > _to_int(lower) or (_to_int(upper) == _to_int(lower) and upper > lower)


def _to_int(number: str) -> int:
    return int(number if number.isdigit() else number.rstrip("abcdefghijklmnopqrstuvwxyzæøå") or 0)


def _is_suffix(low: str, letter: str, end: int, *, opened: bool) -> bool:
    """Whether a letter that stands apart, up to `end`, can belong to the number at all."""
    if not opened and low[end : end + 1] == ")":
        return False
    if letter in "iå":
        word = _NEXT_WORD.match(low, end)
        return letter == "i" and (word is None or word.group(1) in _CONNECTORS)
    return True


def _is_loose(low: str, letter: str, end: int) -> bool:
    return letter in "iå" or (letter == "f" and low[end : end + 1] == ".")


def read_numeral(low: str, at: int, *, opened: bool = False, single: bool = False) -> Read | None:
    """A chapter or part number at `at`: `6`, `9 a`, `3A`, `VII`, `IV A`, `Va`, `2-3`, `4.1`."""
    dotted = _DOTTED.match(low, at)
    if dotted:
        return Unit(lower=dotted.group(1)), dotted.end()
    fused = _ROMAN_FUSED.match(low, at)
    if fused and _is_fused(fused):
        return Unit(lower=fused.group(1)), fused.end()
    found = _ROMAN.match(low, at)
    word = found.group(1) if found else ""
    if found and not word.isdigit() and to_arabic(word.partition("-")[0]):
        apart = _APART.match(low, found.end())
        if apart and _is_suffix(low, apart.group(1), apart.end(), opened=opened) and low[found.end()] == " ":
            return Unit(lower=word + apart.group(1)), apart.end()
        return Unit(lower=word), found.end()
    return read_section(low, at, opened=opened, single=single)


def read_more(low: str, at: int, last: Unit, *, plural: bool, numeral: bool) -> tuple[Unit, int, int] | None:
    """The next number of a list: the unit, its start and its end; a range swallows its start.

    An amount (`§ 4 og 14 dager`), a subsection written as a number (`1. ledd`) or a year is none.
    """
    aside = _ASIDE.match(low, at) if plural else None
    joiner = _JOIN.match(low, aside.end() if aside else at)
    if not joiner:
        return None
    read = read_numeral if numeral else read_section
    found = read(low, joiner.end())
    ranged = _is_range(joiner)
    if not found:
        return _read_letter(low, joiner, last) if not numeral else None
    unit, end = found
    if ranged and f"{unit.lower}i" > last.lower and unit.lower == last.lower[:-1]:
        unit, end = _with_last_letter(low, unit, end)
    follows = unit.lower.isdigit() and last.lower.isdigit() and int(unit.lower) == int(last.lower) + 1
    if not _is_member(low, end, plural=plural or follows, unit=unit):
        return None
    if ranged:
        unit = Unit(lower=last.lower, upper=unit.lower)
    return unit, _skip_blanks(low, joiner.end()), end


def _is_range(joiner: re.Match[str]) -> bool:
    return " ".join(joiner.group().strip(" ,\n").split()) in _RANGE_JOIN


def _with_last_letter(low: str, unit: Unit, end: int) -> Read:
    """Take the letter `i` in where it ends a range of letters (`§§ 27 d til 27 i`): it is no word there."""
    found = _LAST_LETTER.match(low, end)
    return (Unit(unit.lower + "i"), found.end()) if found else (unit, end)


def _read_letter(low: str, joiner: re.Match[str], last: Unit) -> tuple[Unit, int, int] | None:
    """`§§ 216 a og b`: a letter that shares the number before it."""
    found = _LETTER.match(low, joiner.end())
    stem = last.lower[:-1]
    if not found or not last.lower[-1].isalpha() or not stem[-1:].isdigit():
        return None
    letter = found.group(1)
    if letter in "iå" or letter <= last.lower[-1] or low[found.end() : found.end() + 1] == ")":
        return None
    upper = stem + letter
    lower, end = (last.lower, upper) if _is_range(joiner) else (upper, "")
    return Unit(lower, end, apart=last.apart), found.start(), found.end()


def _skip_blanks(low: str, at: int) -> int:
    while low[at : at + 1].isspace():
        at += 1
    return at


def _is_member(low: str, end: int, *, plural: bool, unit: Unit) -> bool:
    word = _NEXT_WORD.match(low, end)
    after = word.group(1) if word else ""
    if after in UNITS or low[end : end + 2].strip()[:1] in {"%", "/"}:
        return False
    if unit.lower[-1].isdigit() and low[end : end + 1] == "." and low[end + 1 : end + 2] == " ":
        following = low[end + 1 : end + 16].split(None, 1)
        if following and (following[0].strip(".,") in LEVEL_OF or following[0] in ORDINALS):
            return False
    if plural or "-" in unit.lower:
        return not (len(unit.lower) == len("1992") and unit.lower.isdigit() and unit.lower[:2] in {"19", "20"})
    return not after or after in _CONNECTORS or after in LEVEL_OF or unit.lower[-1].isalpha()


def _is_fused(found: re.Match[str]) -> bool:
    """Whether it is a Roman numeral with a letter, not a longer numeral (`XC`)."""
    return to_arabic(found.group(1)) is None and to_arabic(found.group(1)[:-1]) is not None


def is_roman(low: str, at: int) -> bool:
    """Whether a Roman numeral stands at `at`, perhaps with a letter (`Va`)."""
    fused = _ROMAN_FUSED.match(low, at)
    if fused and _is_fused(fused):
        return True
    found = _ROMAN_ONLY.match(low, at)
    return bool(found and to_arabic(found.group(1)))


def to_units(lower: str, upper: str) -> list[str]:
    """Every number between the ends that counting gives: `5`, `6`, `7`; `13a` … `13f`; `3-2`, `3-3`, `3-3a`."""
    low_digits, high_digits = (
        lower.rstrip("abcdefghijklmnopqrstuvwxyzæøå"),
        upper.rstrip("abcdefghijklmnopqrstuvwxyzæøå"),
    )
    low_head, low_last = _to_parts(low_digits)
    high_head, high_last = _to_parts(high_digits)
    if low_head != high_head or not 0 <= high_last - low_last <= _WIDEST:
        return [lower, upper]
    if low_last == high_last:
        first = ord(lower[-1]) if lower[-1].isalpha() else ord("a") - 1
        letters = [chr(code) for code in range(max(first, 97), ord(upper[-1]) + 1)]
        return ([] if lower[-1].isalpha() else [lower]) + [low_digits + sign for sign in letters]
    middle = [f"{low_head}{number}" for number in range(low_last + 1, high_last)]
    return [lower, *middle, *([upper] if upper == high_digits else to_units(high_digits, upper))]


def _to_parts(number: str) -> tuple[str, int]:
    head, sign, last = number.rpartition("-")
    return head + sign, int(last) if last.isdigit() else 0
