"""Suggestions while someone types: names with a word that begins so, the weightiest first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Final

from hjemmel.search.documents import Document
from hjemmel.search.norwegian import fold_plain, list_words

_LOOKED_AT: Final = 400
_FROM_START: Final = 1.5


class Suggestions:
    """The names of documents, each from the beginning of each of its words, in order."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents
        rows = {
            (" ".join(words[start:]), start, place)
            for place, document in enumerate(documents)
            for words in _list_names(document)
            for start in range(len(words))
        }
        self._rows = sorted(rows)

    def find(self, text: str, size: int) -> tuple[Document, ...]:
        """Give the documents one of whose names has words that begin so."""
        beginning = " ".join(_to_words(text))
        if not beginning:
            return ()
        first = bisect_left(self._rows, (beginning,))
        best: dict[int, tuple[float, int]] = {}
        for name, start, place in self._rows[first : first + _LOOKED_AT]:
            if not name.startswith(beginning):
                break
            weight = self._documents[place].boost * (1 if start else _FROM_START)
            best[place] = min(best.get(place, (0.0, 0)), (-weight, len(name)))
        places = sorted(best, key=lambda place: (*best[place], place))
        return tuple(self._documents[place] for place in places[:size])


def _list_names(document: Document) -> Iterable[list[str]]:
    names = dict.fromkeys((*document.labels.values(), *document.alternatives))
    return (_to_words(name) for name in names)


def _to_words(text: str) -> list[str]:
    return [fold_plain(word) for word in list_words(text)]
