"""Splits Norwegian compounds: krisesentertilbud → krise, senter, tilbud; voldsutsatt → vold, utsatt.

A part is a word of the texts at hand or a lemma of the word lists; -s- and -e- may link. Of several ways the one with
fewest and best known parts is taken. Prefixes are no parts: samarbeid is not about arbeid.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeAlias

from hjemmel.search.words import load_word_lists

Way: TypeAlias = tuple[int, tuple[str, ...]]
_LEAST: Final = 3
_LONGEST: Final = 40
_KNOWN, _LISTED, _SHORT, _LINK, _NEVER = 10, 14, 6, -1, 10_000


class Splitter:
    """Splits words; `find_lemma` gives the lemma of a word of the lists, None for no word.

    `words` are those of the texts at hand, `bases` words that are lemmas though the lists don't say so.
    """

    def __init__(
        self, find_lemma: Callable[[str], str | None], words: Iterable[str] = (), bases: Iterable[str] = ()
    ) -> None:
        self._no_parts = load_word_lists()["no-parts"]
        self._find_lemma = find_lemma
        self._bases = frozenset(bases)
        self._words = self._bases | {word for word in words if word.isalpha() and len(word) >= _LEAST}

    def split(self, word: str) -> tuple[str, ...]:
        """Give the parts of a compound, () for a word that is none."""
        if not 2 * _LEAST <= len(word) <= _LONGEST:
            return ()
        cost, parts = self._find_best(word)
        return parts if cost < _NEVER and len(parts) > 1 else ()

    def _find_best(self, word: str) -> Way:
        """Give the cheapest way to make the word of parts; the whole word itself doesn't count as one."""
        best: dict[int, Way] = {}
        for start in (*range(len(word) - _LEAST, _LEAST - 1, -1), 0):
            rest = word[start:]
            ways: list[Way] = [(self._find_cost(rest, last=True), (rest,)) if start else (_NEVER, ())]
            for end, following, link in _list_cuts(word, start):
                after, parts = best[following]
                if after < _NEVER and (cost := self._find_cost(word[start:end], last=False)) < _NEVER:
                    ways.append((cost + link + after, (word[start:end], *parts)))
            best[start] = min(ways)
        return best[0]

    def _find_cost(self, part: str, *, last: bool) -> int:
        """Give the cost of a part; modifiers are lemmas, the head stands in any form."""
        if len(part) < _LEAST or part in self._no_parts:
            return _NEVER
        lemma = self._find_lemma(part)
        short = _SHORT if len(part) == _LEAST else 0
        if part in self._words and (last or lemma in (None, part) or part in self._bases):
            return _KNOWN + short
        listed = lemma is not None and (last or lemma == part)
        return _LISTED + 2 * short if listed else _NEVER


def _list_cuts(word: str, start: int) -> Iterator[tuple[int, int, int]]:
    """Give where a part can end, where the next begins, and what a link between costs."""
    for end in range(start + _LEAST, len(word) - _LEAST + 1):
        yield end, end, 0
        if word[end] in "se" and end + 1 <= len(word) - _LEAST:
            yield end, end + 1, _LINK
