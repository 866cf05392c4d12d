"""Nearest words: what someone meant who typed a word that stands nowhere.

Candidates share runs of letters; the nearest by edits (a swap of neighbours is one) wins, then the commonest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from hjemmel.search.norwegian import fold_plain

_CANDIDATES: Final = 24
_LEAST: Final = 4
_SHORT: Final = 8
_LENGTHS: Final = 2


class Spelling:
    """The words of an index with how often they stand there."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._words = sorted(word for word in counts if len(word) >= _LEAST and word.isalpha())
        self._counts = [counts[word] for word in self._words]
        self._plain = [fold_plain(word) for word in self._words]
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, plain in enumerate(self._plain):
            for piece in set(_list_pieces(plain)):
                self._places[piece].append(place)

    def find_nearest(self, word: str) -> str | None:
        """Give the word that was probably meant, None when none is near."""
        plain = fold_plain(word)
        most = 1 if len(plain) < _SHORT else 2
        if len(plain) < _LEAST:
            return None
        ranked = (
            (count_edits(plain, self._plain[place], most), -self._counts[place], self._words[place])
            for place in self._list_candidates(plain)
        )
        edits, _, nearest = min(ranked, default=(most + 1, 0, ""))
        return nearest if edits <= most else None

    def _list_candidates(self, plain: str) -> Iterable[int]:
        shared = Counter(place for piece in _list_pieces(plain) for place in self._places.get(piece, ()))
        near = [
            (-hits, self._plain[place], place)
            for place, hits in shared.items()
            if abs(len(self._plain[place]) - len(plain)) <= _LENGTHS
        ]
        return (place for _, _, place in sorted(near)[:_CANDIDATES])


def count_edits(one: str, other: str, most: int) -> int:
    """Count the edits from one word to another; what is over `most` is given as `most + 1`."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        beyond, before, row = before, row, [i]
        for j, opposite in enumerate(other, 1):
            edits = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != opposite))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == opposite:
                edits = min(edits, beyond[j - 2] + 1)
            row.append(edits)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def _list_pieces(word: str) -> list[str]:
    """Give a word's trigrams; of a short one its pairs too, since one swap may leave it no trigram."""
    padded = f" {word} "
    sizes = (3, 2) if len(word) < _SHORT else (3,)
    return [padded[place : place + size] for size in sizes for place in range(len(padded) - size + 1)]
