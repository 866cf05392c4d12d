"""Is this passage the wording of that provision, on that day, or of another day?

Pure functions: the wordings are given, the day is given. White space, hyphens (a word broken at
the end of a line too) and quotation marks may differ; letters, digits and other signs may not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

VerdictStatus = Literal["current", "past", "coming", "altered", "not-found"]

_UNSEEN: Final = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff\u2010-\u2015\u2212\-\"'«»„“”‚‘’‹›]+")
_LEFT_OUT: Final = re.compile(r"[\[(]? ?(?:…|\. ?\. ?\.|[–-] [–-] [–-]) ?[\])]?")
_INVISIBLE: Final = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]+")
_BROKEN: Final = re.compile(r"(?<=[^\W\d_])[-\u2010\u2011]\s+(?!(?:og|eller|samt|til)\b)(?=[a-zæøå])")
_WORD: Final = re.compile(r"[^\W_]+|§+")
_ALTERED: Final = 0.72
_NEAR: Final = 0.3
_FAR: Final = 0.15
_SHORTEST: Final = 12
_LISTED: Final = 5
_NAMED: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingText:
    """A wording to compare with: half-open interval of days in ISO form, empty when open.

    A wording with no `valid_from` is adopted and not yet in force.
    """

    id: str
    text: str
    valid_from: str = ""
    valid_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One place where the passage departs from the wording; either side may be empty."""

    quoted: str
    wording: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """A wording that resembles the passage; `likeness` from 0 to 1."""

    id: str
    likeness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answer: the wording found (or the likest), its days, and what departs from it.

    `held_from` and `held_to` are the days of the passage itself, which may have stood unchanged in several wordings
    after each other; None where it stands in none, or where a day isn't known.
    """

    status: VerdictStatus
    wording: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    held_from: str | None = None
    held_to: str | None = None
    differences: tuple[Difference, ...] = ()
    near: tuple[NearMiss, ...] = ()


def verify_quote(
    passage: str, wordings: Sequence[WordingText], on: str, *, others: Sequence[WordingText] = ()
) -> Verdict:
    """What the passage is on the day `on` (ISO): current, past, coming, altered, not-found.

    Three dots, with or without brackets, stand for words left out: the pieces must then stand in
    the same wording in that order. The likest wordings are named when none holds the passage, at
    least three if there are so many; `others` are named too, but the passage is never one of them:
    the wordings of other provisions than the one it is said to be from.
    """
    passage = _to_plain(passage)
    pieces = [piece for piece in map(to_key, _LEFT_OUT.split(passage)) if piece]
    if not pieces or sum(map(len, pieces)) < _SHORTEST:
        return Verdict(status="not-found")
    found = [wording for wording in wordings if _is_in(pieces, to_key(wording.text))]
    if found:
        return _to_verdict(found, on)
    return _to_unlike(passage, on, wordings, others)


def _to_plain(passage: str) -> str:
    """The passage on one line, words that were broken at the end of a line whole again."""
    return " ".join(_BROKEN.sub("", _INVISIBLE.sub("", passage)).split())


def to_key(text: str) -> str:
    """The text without what may differ: blanks, hyphens, quotation marks, capital letters."""
    return _UNSEEN.sub("", text).casefold()


def _is_in(pieces: Sequence[str], key: str) -> bool:
    position = 0
    for piece in pieces:
        at = key.find(piece, position)
        if at < 0:
            return False
        position = at + len(piece)
    return True


def _to_verdict(found: Sequence[WordingText], on: str) -> Verdict:
    """Current before past before coming; of several past ones the one that ended last."""
    by_provision: dict[str, WordingText] = {}
    for wording in sorted(found, key=lambda wording: _to_age(wording, on), reverse=True):
        by_provision.setdefault(wording.id.partition("/versjon/")[0], wording)
    best, *others = by_provision.values()
    held_from, held_to = _find_held(best, found)
    return Verdict(
        status=to_status(best, on),
        wording=best.id,
        valid_from=best.valid_from or None,
        valid_to=best.valid_to or None,
        held_from=held_from or None,
        held_to=held_to or None,
        near=tuple(NearMiss(id=other.id, likeness=1.0) for other in others[:_LISTED]),
    )


def _find_held(best: WordingText, found: Sequence[WordingText]) -> tuple[str, str]:
    """The days the passage held without a break around `best`, over the wordings of its provision that have it."""
    provision = best.id.partition("/versjon/")[0]
    same = [wording for wording in found if wording.id.partition("/versjon/")[0] == provision]
    begins = {wording.valid_to: wording.valid_from for wording in same if wording.valid_from < wording.valid_to}
    ends = {wording.valid_from: wording.valid_to for wording in same if wording.valid_from}
    first, last = best.valid_from, best.valid_to
    while first in begins:
        first = begins[first]
    while last and last in ends:
        last = ends[last]
    return first, last


def _to_age(wording: WordingText, on: str) -> tuple[int, str]:
    status = to_status(wording, on)
    return ("coming", "past", "current").index(status), wording.valid_to if status == "past" else ""


def to_status(wording: WordingText, on: str) -> Literal["current", "past", "coming"]:
    """Where the day `on` stands to the wording's interval."""
    if not wording.valid_from or on < wording.valid_from:
        return "coming"
    return "past" if wording.valid_to and wording.valid_to <= on else "current"


def _to_unlike(passage: str, on: str, wordings: Sequence[WordingText], others: Sequence[WordingText]) -> Verdict:
    words = _WORD.findall(passage.casefold())
    ranked = _rank(words, on, [*wordings, *others])
    near = _list_near(ranked)
    said = {wording.id for wording in wordings}
    likeness, best = next((pair for pair in ranked if pair[1].id in said), (0.0, None))
    if best is None or likeness < _ALTERED:
        return Verdict(status="not-found", near=near)
    return Verdict(
        status="altered",
        wording=best.id,
        valid_from=best.valid_from or None,
        valid_to=best.valid_to or None,
        differences=tuple(list_differences(passage, best.text)),
        near=near,
    )


def _rank(words: Sequence[str], on: str, wordings: Sequence[WordingText]) -> list[tuple[float, WordingText]]:
    """The wordings that share words with the passage, the likest first, of equals the one that holds on the day."""
    newest_first = sorted(wordings, key=lambda wording: _to_age(wording, on), reverse=True)
    weighed = ((_to_likeness(words, wording.text), wording) for wording in newest_first)
    return sorted((pair for pair in weighed if pair[0]), key=lambda pair: -pair[0])


def _list_near(ranked: Sequence[tuple[float, WordingText]]) -> tuple[NearMiss, ...]:
    """Those like enough; when there is one, three at least, so that one sees how it stands out."""
    like = sum(likeness >= _NEAR for likeness, _ in ranked)
    most = min(_LISTED, max(like, _NAMED)) if like else 0
    return tuple(NearMiss(id=wording.id, likeness=round(likeness, 3)) for likeness, wording in ranked[:most])


def _to_likeness(words: Sequence[str], text: str) -> float:
    """The share of the passage's words that stand in the text in the same order.

    Zero where they share too few words in any order, a passage many times as long as the text included: what
    follows would take long and say the same.
    """
    others = _WORD.findall(text.casefold())
    most = len(words) * _FAR
    if not words or len(others) < most or (Counter(words) & Counter(others)).total() < most:
        return 0.0
    start, end = _find_window(words, others)
    blocks = SequenceMatcher(None, words, others[start:end], autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(words)


def _find_window(words: Sequence[str], others: Sequence[str]) -> tuple[int, int]:
    """The part of the text that the passage most likely quotes, with some room on each side."""
    if len(others) <= 2 * len(words):
        return 0, len(others)
    block = SequenceMatcher(None, words, others, autojunk=False).find_longest_match()
    start = max(0, block.b - block.a - 3)
    return start, min(len(others), start + len(words) + 8)


def list_differences(passage: str, text: str) -> Iterable[Difference]:
    """Each place where the passage has other words than the part of the text it quotes."""
    words, others = ([word for word in each.split() if to_key(word)] for each in (passage, text))
    keys, other_keys = [to_key(word) for word in words], [to_key(word) for word in others]
    start, end = _find_window(keys, other_keys)
    matcher = SequenceMatcher(None, keys, other_keys[start:end], autojunk=False)
    codes = matcher.get_opcodes()
    for index, (tag, a, b, c, d) in enumerate(codes):
        edge = tag == "insert" and index in {0, len(codes) - 1}
        if tag != "equal" and not edge:
            yield Difference(quoted=" ".join(words[a:b]), wording=" ".join(others[start + c : start + d]))
