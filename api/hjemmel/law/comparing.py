"""Two wordings side by side: which parts answer to each other, and what differs in them, so that a person can read it.

A word-for-word difference of two texts that share nothing but "the" and "of" is a tangle. Parts are paired first; in a
pair the words are compared, and where too little is shared the one is told as gone and the other as new, whole.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final, Literal

from hjemmel.law.lovdata.wordings import Wording
from hjemmel.law.provision_text import Block, list_blocks

Step = Literal["same", "gone", "new"]
_PIECES: Final = re.compile(r"\w+|\s|[^\w\s]")
_WORD: Final = re.compile(r"\w+")
_ALIKE: Final = 0.5
_MOST_PAIRS: Final = 4000
"""Beyond this, as in an annex written anew, pairing would cost more than the page is worth."""
_ISLAND: Final = 2
"""So few shared words between two changes read as part of the change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A run of words that two wordings share, or that one of them lacks."""

    step: Step
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A part that was changed, before and after: its paths and its words; nothing on the side that lacks it."""

    before_path: str = ""
    after_path: str = ""
    before: tuple[Difference, ...] = ()
    after: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The parts that differ, in order, and how many don't."""

    pairs: tuple[Pair, ...]
    unchanged: int


def compare_wordings(before: Wording, after: Wording) -> Comparison:
    """Compare two wordings part by part; the words of both must be known."""
    old, new = list_blocks(before), list_blocks(after)
    matcher = difflib.SequenceMatcher(None, [one.text for one in old], [one.text for one in new], autojunk=False)
    pairs: list[Pair] = []
    unchanged = 0
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            unchanged += b - a
        else:
            pairs.extend(_to_pair(left, right) for left, right in _match_blocks(old[a:b], new[c:d]))
    return Comparison(pairs=tuple(pairs), unchanged=unchanged)


def list_differences(before: str, after: str) -> tuple[Difference, ...]:
    """What of two texts is the same, gone and new, word by word, in order."""
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    found: list[Difference] = []
    for kind, a, b, c, d in _list_steps(old, new):
        if kind == "equal":
            found.append(Difference(step="same", text="".join(old[a:b])))
            continue
        sides: tuple[tuple[Step, Sequence[str]], ...] = (("gone", old[a:b]), ("new", new[c:d]))
        found.extend(Difference(step=step, text="".join(words)) for step, words in sides if words)
    return tuple(found)


def _list_steps(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """How one row of words becomes the other; a word or two shared between two changes are taken into the change."""
    codes = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    steps: list[tuple[str, int, int, int, int]] = []
    for place, (kind, a, b, c, d) in enumerate(codes):
        island = kind == "equal" and 0 < place < len(codes) - 1 and _count_words(old[a:b]) <= _ISLAND
        told = "replace" if island or kind != "equal" else "equal"
        if told == "replace" and steps and steps[-1][0] == "replace":
            _, first, _, start, _ = steps.pop()
            steps.append(("replace", first, b, start, d))
        else:
            steps.append((told, a, b, c, d))
    return steps


def _match_blocks(old: Sequence[Block], new: Sequence[Block]) -> Iterator[tuple[Block | None, Block | None]]:
    """Parts that answer to each other, in order; None on the side that has no such part.

    Between two that are alike, what is left on one side stands beside what is left on the other.
    """
    left = right = 0
    for at, other in [*_list_alike(old, new), (len(old), len(new))]:
        yield from zip_longest(old[left:at], new[right:other])
        if at < len(old):
            yield old[at], new[other]
        left, right = at + 1, other + 1


def _list_alike(old: Sequence[Block], new: Sequence[Block]) -> list[tuple[int, int]]:
    """The places of parts that share most of their words, in order: those that together share the most."""
    if len(old) * len(new) > _MOST_PAIRS:
        return []
    words = [_to_words(block.text) for block in (*old, *new)]
    table = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    likeness = [
        [_find_likeness(words[at], words[len(old) + other]) for other in range(len(new))] for at in range(len(old))
    ]
    for at in range(len(old) - 1, -1, -1):
        for other in range(len(new) - 1, -1, -1):
            both = likeness[at][other]
            alone = max(table[at + 1][other], table[at][other + 1])
            table[at][other] = max(alone, table[at + 1][other + 1] + both if both >= _ALIKE else 0.0)
    return list(_walk(table, likeness))


def _walk(table: Sequence[Sequence[float]], likeness: Sequence[Sequence[float]]) -> Iterator[tuple[int, int]]:
    """The pairs that a table of best sums stands for."""
    at = other = 0
    while at < len(table) - 1 and other < len(table[0]) - 1:
        both = likeness[at][other]
        if both >= _ALIKE and table[at][other] == table[at + 1][other + 1] + both:
            yield at, other
            at, other = at + 1, other + 1
        elif table[at][other] == table[at + 1][other]:
            at += 1
        else:
            other += 1


def _find_likeness(old: Counter[str], new: Counter[str]) -> float:
    """The share of their words that two texts have in common, whatever the order (0 to 1)."""
    total = old.total() + new.total()
    return 2 * (old & new).total() / total if total else 1.0


def _to_pair(old: Block | None, new: Block | None) -> Pair:
    if old is None or new is None or not _is_alike(old, new):
        return Pair(
            before_path=old.path if old else "",
            after_path=new.path if new else "",
            before=(Difference(step="gone", text=old.text),) if old else (),
            after=(Difference(step="new", text=new.text),) if new else (),
        )
    told = list_differences(old.text, new.text)
    return Pair(
        before_path=old.path,
        after_path=new.path,
        before=tuple(one for one in told if one.step != "new"),
        after=tuple(one for one in told if one.step != "gone"),
    )


def _to_words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


def _is_alike(old: Block, new: Block) -> bool:
    return _find_likeness(_to_words(old.text), _to_words(new.text)) >= _ALIKE


def _count_words(pieces: Sequence[str]) -> int:
    return sum(1 for piece in pieces if piece[0].isalnum())
