"""The index of one set of documents: built once in memory, asked by any number of threads.

tantivy finds and scores; then what only we know weighs in: what the page's kind is worth, whether it holds on the day,
and how much of one of its names was asked for.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

import tantivy

from hjemmel.search.documents import Document
from hjemmel.search.fields import FIELDS, Entry, build_schema, count_words, to_entry
from hjemmel.search.norwegian import Analyser, list_words
from hjemmel.search.questions import Asker, Correction, Question, Reader, build_names
from hjemmel.search.spelling import Spelling
from hjemmel.search.suggestions import Suggestions

MAX_HITS: Final = 2_000
"""More pages than these are not ranked, counted or given: nobody pages so far."""

_WEIGHED: Final = 60
"""What tantivy puts below these no weight of ours lifts to the first page."""

_HEAP: Final = 32_000_000
_ENDED: Final = 0.2
_NAMED: Final = 0.8
"""What has ended comes after what holds, unless it is asked for by its name or by a number that is in it (a year)."""

_WHOLE_NAME: Final = 1.5
_SOME_OF_NAME: Final = 0.6
_COMMON_SHARE: Final = 0.06


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What of the found is wanted: as of a day, of a kind, which page.

    `first` is the id of a document known to be meant: it stands before all others.
    """

    day: date
    kind: str | None = None
    page: int = 1
    size: int = 20
    first: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One page found."""

    document: Document
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a query found: a page of hits, how many there are in all, and how many of each kind."""

    question: Question
    hits: tuple[Hit, ...]
    total: int
    kinds: Mapping[str, int]

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """The words that stand nowhere, each with the word looked for instead."""
        return self.question.corrections


class Index:
    """Documents to be searched."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = tuple(sorted(documents, key=lambda each: each.id))
        self._places = {document.id: place for place, document in enumerate(self._documents)}
        words = lru_cache(maxsize=None)(list_words)
        counts = count_words(self._documents, words)
        self.analyser = Analyser(counts)
        entries = [to_entry(document, self.analyser, words) for document in self._documents]
        self._names = [frozenset(map(frozenset, entry.names)) for entry in entries]
        self._terms = Counter(term for entry in entries for term in _list_distinct(entry))
        schema = build_schema()
        self._searcher = _build(schema, entries)
        names = build_names(self._documents, self.analyser, self._is_common)
        self._asker = Asker(schema, self.analyser, names, _find_homes(entries), self._find_rarity)
        self._reader = Reader(self.analyser, Spelling(counts), self._terms.__contains__)
        self._suggestions = Suggestions(self._documents)

    def __len__(self) -> int:
        """Give the number of documents."""
        return len(self._documents)

    def find(self, text: str, wanted: Wanted) -> Found:
        """Find the pages a query asks for, best first; with a kind only those, but all are counted."""
        question = self._reader.read(text)
        ranked = self._rank(question, wanted.day)
        if wanted.first in self._places:
            meant = self._places[wanted.first]
            ranked = [meant, *(place for place in ranked if place != meant)]
        kinds = Counter(self._documents[place].kind for place in ranked)
        chosen = [place for place in ranked if wanted.kind in (None, self._documents[place].kind)]
        shown = chosen[(wanted.page - 1) * wanted.size : wanted.page * wanted.size]
        hits = tuple(self._to_hit(place, wanted.day) for place in shown)
        return Found(question=question, hits=hits, total=len(chosen), kinds=dict(sorted(kinds.items())))

    def suggest(self, text: str, *, size: int = 8) -> tuple[Document, ...]:
        """Give the pages one of whose names has a word that begins so, the weightiest first."""
        return self._suggestions.find(text, size)

    def _rank(self, question: Question, day: date) -> list[int]:
        """Give the places of what is found, best first."""
        if not question.words:
            return []
        found = self._searcher.search(self._asker.to_query(question), MAX_HITS, count=False).hits
        asked = frozenset(question.key)
        best = ((-score * self._weigh(address.doc, asked, day), address.doc) for score, address in found[:_WEIGHED])
        return [place for _, place in sorted(best)] + [address.doc for _, address in found[_WEIGHED:]]

    def _weigh(self, place: int, asked: frozenset[str], day: date) -> float:
        """Give what a page is worth beside its score."""
        document = self._documents[place]
        share = max((_find_share(name, asked) for name in self._names[place]), default=0.0)
        whole = _WHOLE_NAME if share == 1 else 1.0
        return document.boost * (1 + _SOME_OF_NAME * share) * whole * self._weigh_day(place, asked, day, share)

    def _weigh_day(self, place: int, asked: frozenset[str], day: date, share: float) -> float:
        if self._documents[place].holds_on(day):
            return 1.0
        numbers = {word for word in asked if word.isdigit()}
        named = share == 1 or any(numbers & name for name in self._names[place])
        return _NAMED if named else _ENDED

    def _to_hit(self, place: int, day: date) -> Hit:
        return Hit(document=self._documents[place], holds=self._documents[place].holds_on(day))

    def _find_rarity(self, term: str) -> float:
        """Give how much a term says, as BM25 does for words of texts."""
        having = self._terms[term]
        return 2 * math.log(1 + (len(self._documents) - having + 0.5) / (having + 0.5))

    def _is_common(self, term: str) -> bool:
        return self._terms[term] > max(3, _COMMON_SHARE * len(self._documents))


def _build(schema: tantivy.Schema, entries: Sequence[Entry]) -> tantivy.Searcher:
    """Write the entries into one segment, so that a document's number is its place."""
    index = tantivy.Index(schema)
    writer = index.writer(heap_size=_HEAP, num_threads=1)
    for entry in entries:
        document = tantivy.Document()
        for name in FIELDS:
            document.add_text(name, " ".join(entry.fields[name]))
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    if entries and searcher.num_segments != 1:
        raise RuntimeError("The index has more than one segment; enlarge its heap so that places stay places.")
    return searcher


def _list_distinct(entry: Entry) -> set[str]:
    return {term for terms in entry.fields.values() for term in terms}


def _find_homes(entries: Sequence[Entry]) -> dict[str, frozenset[str]]:
    """Give the fields that each term stands in; terms of the same fields share one set."""
    places = {name: {term for entry in entries for term in entry.fields[name]} for name in FIELDS}
    homes: dict[str, tuple[str, ...]] = {}
    for name, terms in places.items():
        for term in terms:
            homes[term] = (*homes.get(term, ()), name)
    shared = {home: frozenset(home) for home in set(homes.values())}
    return {term: shared[home] for term, home in homes.items()}


def _find_share(name: frozenset[str], asked: frozenset[str]) -> float:
    """Give how much of a name and of a query are the same words: 1 when they are one."""
    both = len(name & asked)
    return both / max(len(name), len(asked)) if both else 0.0
