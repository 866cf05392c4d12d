"""Read what stands below a section: `første ledd bokstav a og c`, `(2) nr. 3`, `2. ledd litra b`.

A reader stands at a position of the lower-cased plain text and gives back the paths it read and
where it stopped. Nothing is read past a word that isn't part of the citation, and a value that
was written is never left out: it is in a path, or outside the span.
"""

from __future__ import annotations

import re
from typing import Final

from hjemmel.law.citations.words import LEVEL_OF, OPENING, ORDINALS, UNITS, to_words

_ORD: Final = rf"(?:{'|'.join(sorted(ORDINALS, key=len, reverse=True))}|\d{{1,2}}\.)"
_JOIN: Final = (
    r"(?:\s{0,2},\s{0,2}(?:og|eller|samt)\s|\s{0,2}[,/]\s{0,2}|\s{0,2}[–-]\s{0,2}"
    r"|\s+(?:og/eller|og|eller|samt|til\s+og\s+med|t\.?o\.?m\.?|til)\s+)"
)
_LEVEL: Final = rf"({'|'.join(sorted(LEVEL_OF, key=len, reverse=True))})"
_NEW: Final = r"(?:(?:nytt|nye|ny|nåværende|noverande|gjeldende)\s{1,2})?"
_ORDINAL_FIRST: Final = re.compile(rf"\s{{0,3}}{_NEW}({_ORD}(?:{_JOIN}{_ORD}){{0,12}})\s{{0,3}}{_LEVEL}(?![^\W\d_])\.?")
_LEVEL_FIRST: Final = re.compile(rf"\s{{0,3}}{_NEW}{_LEVEL}(?![^\W\d_])(?:\.|\s+nr\.?)?\s{{0,3}}")
_NUMBER: Final = re.compile(
    r"\(?((?:\d{1,3}(?:\.\d{1,2}){0,3})(?:\s?[a-hj-np-zæø](?![\w.)])|[a-zæøå]{1,5}(?!\w))?)\)?(?![\w])"
)
_LETTER: Final = re.compile(r"[(«\"]?([a-zæøå]{1,2})(?![^\W_])[)»\"]?")
_POINT: Final = re.compile(r"(?:pkt\.?|punkt)\s{1,2}[a-hj-n](?![^\W_])")  # `punkt a`: a letter all the same
_ROMAN: Final = re.compile(r"(?:[ivx]{1,6}|\d{1,2})(?!\w)")
_PAREN: Final = re.compile(r"\s{0,2}\((\d{1,2}[a-z]?|[a-zæøå]|[ivx]{1,4})\)")
_BARE_LETTER: Final = re.compile(r"\s{0,2}([a-hj-n])(\)|(?=\s{0,2}(?:[,.;:)]|$|\s(?:og|eller|til|jf|nr)\b)))")
_SEPARATOR: Final = re.compile(
    r"\s{0,2},?\s{0,2}(?:(?:og/eller|og|eller|samt|til\s+og\s+med|t\.?o\.?m\.?|til|jfr?\.?|jamfør|sammenholdt\s+med)\s{1,2}|[,–-]\s{0,2})"
)
_COMMA: Final = re.compile(r",\s(?!\()")
_HYPHENED: Final = re.compile(r"-\d")
_OPENS: Final = re.compile(r"\s{0,3}(?:([^\W\d_]{2,})|[^\W_]|\()")
_JOINER: Final = re.compile(_JOIN)
_DEPTH: Final = {"ledd": 0, "avsnitt": 0, "nummer": 1, "bokstav": 1, "alternativ": 2, "punktum": 3}
_SPAN_LIMIT: Final = 60
_DEEPEST: Final = 8
_RANGE: Final = frozenset({"til", "–", "-", "til og med", "tom", "tom.", "t.o.m", "t.o.m."})
_LOOSE_LETTERS: Final = frozenset("iåo")
_AFTER_LETTER: Final = to_words("og eller til samt jf jfr")

Path = tuple[tuple[str, str], ...]


def read_subs(low: str, at: int, *, opened: bool = False, above: int = 0) -> tuple[tuple[str, ...], int]:
    """The paths that stand at `at` below a section, in the order written, and where they end.

    `opened` tells that the section stands inside a parenthesis, so `a)` is not a list mark.
    """
    paths: list[Path] = []
    current: Path = ()
    fresh: list[Path] = []
    follows = None
    position, joined, comma_only = at, False, False
    while True:
        group = follows or _read_group(low, position, inside=bool(paths), opened=opened, above=above)
        if group is None and position == at and (comma := _COMMA.match(low, at)):
            group = _read_group(low, comma.end() - 1, inside=False, opened=True, above=above)
        if group is None:
            break
        if not joined and len(current) == _DEEPEST:
            break
        level, values, position = group
        below = not joined or (comma_only and _is_deeper(current, level))
        base = current if below else _to_base(current, level)
        if below and fresh and fresh[-1] == current:
            paths.pop()
        fresh = [(*base, (level, value)) for value in values]
        paths += fresh
        current = fresh[-1]
        separator = _SEPARATOR.match(low, position)
        follows = separator and _read_group(low, separator.end(), inside=False, opened=opened, above=above)
        joined = bool(follows)
        comma_only = separator is not None and separator.group().strip() == ","
        if separator and follows:
            paths += _list_between(separator.group(), current, follows)
            position = separator.end()
            end = follows[2]
        else:
            end = position
    return tuple("/".join(f"{lv}/{value}" for lv, value in path) for path in paths), (at if not paths else end)


def _is_deeper(current: Path, level: str) -> bool:
    """Whether a group after a comma hangs on the one before it: `1. ledd, 2. pkt.`."""
    return bool(current) and _DEPTH.get(level, 1) > _DEPTH.get(current[-1][0], 1)


def _list_between(separator: str, current: Path, follows: tuple[str, list[str], int]) -> list[Path]:
    """What lies inside a range written with the level twice: `bokstav a til bokstav d`."""
    level, values, _ = follows
    if not _is_range(separator) or current[-1][0] != level:
        return []
    return [(*current[:-1], (level, value)) for value in to_range(current[-1][1], values[0])[1:-1]]


def _to_base(current: Path, level: str) -> Path:
    """The path a joined group hangs on: `… bokstav a` and then `bokstav c`, or `tredje ledd`."""
    for index, (known, _) in enumerate(current):
        if known == level or _DEPTH.get(known, 1) > _DEPTH.get(level, 1):
            return current[:index]
    return current


def to_hung(above: str, sub: str) -> str:
    """The path `sub` hung on the path read before it: `punktum/3` behind `ledd/2/punktum/1` is `ledd/2/punktum/3`."""
    steps = above.split("/") if above else []
    current = tuple(zip(steps[::2], steps[1::2], strict=True))
    base = _to_base(current, sub.partition("/")[0])
    return "/".join((*(f"{level}/{value}" for level, value in base), sub))


def _read_group(low: str, at: int, *, inside: bool, opened: bool, above: int) -> tuple[str, list[str], int] | None:
    opening = _OPENS.match(low, at)
    if not opening or (opening.group(1) and opening.group(1) not in OPENING):
        return None
    found = _ORDINAL_FIRST.match(low, at)
    if found:
        level = LEVEL_OF[found.group(2)]
        if level == "nummer":
            level = "punktum"
        end = found.end()
        if low[end - 1] == "." and found.group(2) not in {"pkt", "bokst", "pktm"}:
            end -= 1
        return level, _to_values(found.group(1)), end
    found = _LEVEL_FIRST.match(low, at)
    if found:
        level = LEVEL_OF[found.group(1)]
        if level == "nummer" and _POINT.match(low, found.start(1)):
            level = "bokstav"
        return _read_values(low, level, found.end(), above)
    return _read_marks(low, at, inside=inside, opened=opened)


def _read_marks(low: str, at: int, *, inside: bool, opened: bool) -> tuple[str, list[str], int] | None:
    """Marks without a word: `(1)`, `(2) til (4)`, `a)`, and a bare letter after a subsection."""
    found = _PAREN.match(low, at)
    if found:
        value = found.group(1)
        level = "ledd" if value[0].isdigit() else "bokstav"
        values, end = [value], found.end()
        while joiner := _JOINER.match(low, end):
            more = _PAREN.match(low, joiner.end())
            if not more or more.group(1)[0].isdigit() != value[0].isdigit():
                break
            values += _to_next(joiner.group(), values[-1], more.group(1))
            end = more.end()
        return level, values, end
    found = _BARE_LETTER.match(low, at)
    if not found:
        return None
    marked = found.group(2) == ")" and not opened
    return ("bokstav", [found.group(1)], found.end()) if marked or inside else None


def _read_values(low: str, level: str, at: int, above: int) -> tuple[str, list[str], int] | None:
    value_of = {"bokstav": _LETTER, "alternativ": _ROMAN, "avsnitt": _ROMAN}.get(level, _NUMBER)
    found = value_of.match(low, at)
    if not found or (level == "bokstav" and found.group(1) in ORDINALS):
        return None
    values, end = [_to_value(found)], found.end()
    while joiner := _JOINER.match(low, end):
        more = value_of.match(low, joiner.end())
        ranged = (
            more is not None
            and _is_range(joiner.group())
            and values[-1].isalpha()
            and _to_value(more) == "i" > values[-1]
        )
        tight = joiner.group() in {"-", "–"}
        if not more or not (ranged or _is_value(low, more, level, above, tight=tight)):
            break
        values += _to_next(joiner.group(), values[-1], _to_value(more))
        end = more.end()
    return level, values, end


def _is_value(low: str, found: re.Match[str], level: str, above: int, *, tight: bool) -> bool:
    """Whether what follows a joiner is one more value, not a word or an amount; `tight` for `nr. 3-4`."""
    value = _to_value(found)
    after = low[found.end() : found.end() + 24].split(None, 1)
    word = after[0].strip(".,;:)") if after and low[found.end() : found.end() + 1] == " " else ""
    if level == "bokstav":
        plain = value not in _LOOSE_LETTERS or not word.isalpha() or word in _AFTER_LETTER
        return plain if len(value) == 1 else value[0] == value[1]
    ordinal = low[found.end() : found.end() + 1] == "." and (
        word in LEVEL_OF or low[found.end() + 1 : found.end() + 6].strip() in LEVEL_OF
    )
    if tight:
        return word not in UNITS and not ordinal and not _HYPHENED.match(low, found.end())
    if low[found.end() : found.end() + 2].strip()[:1] in {"/", "%"} or _HYPHENED.match(low, found.end()):
        return False
    if level == "nummer" and LEVEL_OF.get(word) == "nummer":
        return False
    digits = re.match(r"\d+", value)
    if above and digits and (int(digits.group()) > above or (digits.group() != value and int(digits.group()) == above)):
        return False
    return word not in UNITS and not ordinal and not _is_loose_letter(value)


def _is_range(joiner: str) -> bool:
    return " ".join(joiner.split()) in _RANGE


def _is_loose_letter(value: str) -> bool:
    return value.isalpha() and value in _LOOSE_LETTERS


def _to_value(found: re.Match[str]) -> str:
    return (found.group(1) if found.re.groups else found.group()).replace(" ", "")


def _to_next(joiner: str, last: str, value: str) -> list[str]:
    if _is_range(joiner):
        return to_range(last, value)[1:]
    return [value]


def _to_values(words: str) -> list[str]:
    if words in ORDINALS:
        return [ORDINALS[words]]
    values: list[str] = []
    position = 0
    for joiner in _JOINER.finditer(words):
        values += _to_next_ordinal(words[:position], values, words[position : joiner.start()])
        position = joiner.end()
    return values + _to_next_ordinal(words[:position], values, words[position:])


def _to_next_ordinal(before: str, values: list[str], word: str) -> list[str]:
    value = ORDINALS.get(word.strip(), word.strip().rstrip("."))
    is_range = values and before.rstrip().endswith(("til", "–", "-", "med"))
    return to_range(values[-1], value)[1:] if is_range else [value]


def to_range(lower: str, upper: str) -> list[str]:
    """Every value from `lower` to `upper`, both ends kept; only the ends when it can't be told."""
    if lower.isdigit() and upper.isdigit() and 0 < int(upper) - int(lower) <= _SPAN_LIMIT:
        return [str(value) for value in range(int(lower), int(upper) + 1)]
    if len(lower) == len(upper) == 1 and lower.isalpha() and "a" <= lower < upper <= "z":
        return [chr(value) for value in range(ord(lower), ord(upper) + 1)]
    return [lower, upper]
