"""Marks: which words of a text were asked for, and the piece of a text that says most of them.

Marks are places in the text, never markup: who shows them escapes the text as any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hjemmel.search.norwegian import Analyser, find_spans
from hjemmel.search.questions import Question

LONGEST: Final = 220
_LEAD: Final = 60


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and where the words asked for begin and end in it."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()

    @property
    def pieces(self) -> tuple[tuple[str, bool], ...]:
        """The text in pieces, each with whether it is marked."""
        found: list[tuple[str, bool]] = []
        last = 0
        for start, end in self.marks:
            found += [(self.text[last:start], False), (self.text[start:end], True)]
            last = end
        found.append((self.text[last:], False))
        return tuple(piece for piece in found if piece[0])


class Marker:
    """Marks what one question asked for; hits share their words, so each word is judged once."""

    def __init__(self, question: Question, analyser: Analyser) -> None:
        self._analyse = analyser.analyse
        asked = {term for each in question.analyses for term in (*each.terms, *each.parts)}
        self._asked = frozenset(asked | {analyser.stem_english(word) for word in question.words} - {""})
        self._judged: dict[str, bool] = {}

    def mark(self, text: str) -> Marked:
        """Mark the words of a text that were asked for, also as a part of a compound."""
        judged = self._judged
        marks = []
        for start, end, word in find_spans(text):
            is_asked = judged.get(word)
            if is_asked is None:
                is_asked = judged[word] = not self._asked.isdisjoint(self._analyse(word).everything)
            if is_asked:
                marks.append((start, end))
        return Marked(text, tuple(marks))

    def find_snippet(self, text: str) -> Marked:
        """Give the piece of a text around the words asked for, cut at spaces, with marks."""
        marked = self.mark(text)
        if len(text) <= LONGEST:
            return marked
        start = _find_start(marked)
        end = _find_end(text, start)
        before, after = "… " if start else "", " …" if end < len(text) else ""
        shift = len(before) - start
        marks = tuple((a + shift, b + shift) for a, b in marked.marks if start <= a and b <= end)
        return Marked(before + text[start:end] + after, marks)


def _find_start(marked: Marked) -> int:
    """Give where to begin so that most marks are within reach, a little before the first of them."""
    begins = [start for start, _ in marked.marks]
    if not begins or begins[-1] < LONGEST - _LEAD:
        return 0
    best = max(begins, key=lambda begin: (sum(begin <= other < begin + LONGEST - _LEAD for other in begins), -begin))
    return marked.text.rfind(" ", 0, max(best - _LEAD, 1)) + 1


def _find_end(text: str, start: int) -> int:
    """Give where to end: at the last space within reach, or in the middle of a word longer than that."""
    if start + LONGEST >= len(text):
        return len(text)
    space = text.rfind(" ", start + 1, start + LONGEST)
    return space if space > 0 else start + LONGEST
