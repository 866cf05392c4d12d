"""A query as typed, read into what is looked for: words, what may stand for them, what was corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import tantivy

from hjemmel.search.documents import Document
from hjemmel.search.fields import EVEN, IN_ENGLISH, SPLIT, WHOLE, to_key
from hjemmel.search.norwegian import Analyser, Analysis, list_words
from hjemmel.search.spelling import Spelling
from hjemmel.search.words import load_everyday, load_word_lists

MAX_WORDS: Final = 16
_LONGEST_NAME: Final = 3
_SYNONYM_BOOST: Final = 0.55
_EVERY_BOOST: Final = 1.0
_PARTS_BOOST: Final = 0.4
_HEAD_BOOST: Final = 0.15
_GENERAL_BOOST: Final = 0.2
_MODIFIER_BOOST: Final = 0.9
_TIE: Final = 0.1
_EVERYWHERE: Final = {**WHOLE, **SPLIT}
Names: TypeAlias = Mapping[tuple[str, ...], tuple[tuple[str, ...], ...]]
Homes: TypeAlias = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A word that stands nowhere, and the word that was looked for instead."""

    typed: str
    taken: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is looked for: the words that say something, each analysed, and what was corrected on the way."""

    words: tuple[str, ...]
    analyses: tuple[Analysis, ...]
    corrections: tuple[Correction, ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        """What the query comes down to, as a name does."""
        return tuple(analysis.key for analysis in self.analyses)


class Reader:
    """Reads queries; `is_known` says whether a term stands anywhere in the index."""

    def __init__(self, analyser: Analyser, spelling: Spelling, is_known: Callable[[str], bool]) -> None:
        self._analyser = analyser
        self._spelling = spelling
        self._is_known = is_known

    def read(self, text: str) -> Question:
        """Read a query; one of nothing but small words is taken as it is."""
        every = list_words(text)[:MAX_WORDS]
        words = [word for word in every if not self._analyser.is_stop_word(word)] or every
        taken, corrections = [], []
        for word in dict.fromkeys(words):
            fine = self._stands_somewhere(word) or self._analyser.is_listed(word)
            better = None if fine else self._spelling.find_nearest(word)
            taken.append(better or word)
            if better is not None:
                corrections.append(Correction(typed=word, taken=better))
        analyses = tuple(self._analyser.analyse(word) for word in taken)
        return Question(words=tuple(taken), analyses=analyses, corrections=tuple(corrections))

    def _stands_somewhere(self, word: str) -> bool:
        analysis = self._analyser.analyse(word)
        terms = (*analysis.terms, self._analyser.stem_english(word))
        whole = any(self._is_known(term) for term in terms if term)
        return whole or (bool(analysis.parts) and all(self._is_known(part) for part in analysis.parts))


class Asker:
    """Makes a question into a query of the index.

    `names` gives the other names of a name, `homes` the fields a term stands in: elsewhere it isn't looked for;
    `find_rarity` how much it says to find a term.
    """

    def __init__(
        self,
        schema: tantivy.Schema,
        analyser: Analyser,
        names: Names,
        homes: Homes,
        find_rarity: Callable[[str], float],
    ) -> None:
        self._schema = schema
        self._find_rarity = find_rarity
        self._homes = homes
        self._analyser = analyser
        self._names = names
        self._general = load_word_lists()["general"]

    def to_query(self, question: Question) -> tantivy.Query:
        """Give a query that most of the words must match; where all do, that counts for more."""
        words = tuple(zip(question.words, question.analyses, strict=True))
        every = [
            self._widen(question, place, self._to_word(word, analysis, alone=len(words) == 1))
            for place, (word, analysis) in enumerate(words)
        ]
        telling = [place for place, each in enumerate(question.analyses) if each.key not in self._general]
        if len(telling) in {0, len(every)}:
            return self._join(every)
        extra = [query for place, query in enumerate(every) if place not in telling]
        optional = [(tantivy.Occur.Should, tantivy.Query.boost_query(query, _GENERAL_BOOST)) for query in extra]
        needed = self._join([every[place] for place in telling])
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, needed), *optional])

    def _join(self, queries: Sequence[tantivy.Query]) -> tantivy.Query:
        if len(queries) == 1:
            return queries[0]
        some = [(tantivy.Occur.Should, query) for query in queries]
        most = tantivy.Query.boolean_query(some, minimum_number_should_match=(len(queries) + 1) // 2)
        every = tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in queries])
        every = tantivy.Query.boost_query(every, _EVERY_BOOST)
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, most), (tantivy.Occur.Should, every)])

    def _widen(self, question: Question, place: int, query: tantivy.Query) -> tantivy.Query:
        """Let the other names of what begins or ends at a word stand for it."""
        others = [name for key in _list_spans(question.key, place) for name in self._names.get(key, ())]
        if not others:
            return query
        wide = [tantivy.Query.boost_query(self._to_name(name), _SYNONYM_BOOST) for name in others]
        return tantivy.Query.disjunction_max_query([query, *wide])

    def _to_name(self, name: tuple[str, ...]) -> tantivy.Query:
        each = [(tantivy.Occur.Must, self._to_any([(_EVERYWHERE, (term,))])) for term in name]
        return tantivy.Query.boolean_query(each)

    def _to_word(self, word: str, analysis: Analysis, *, alone: bool) -> tantivy.Query:
        """Give a query for a word or, for less, for the parts of a compound; beside others for its head alone too."""
        english = self._analyser.stem_english(word)
        queries = [self._to_any([(WHOLE, analysis.terms), (SPLIT, analysis.terms), (IN_ENGLISH, (english,))])]
        parts = [part for part in analysis.parts if part not in self._general]
        if parts:
            each = [self._to_any([(_EVERYWHERE, (part,))]) for part in parts]
            together = tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in each])
            # Of a compound with a general head the rest says all: samarbeidsplikt is samarbeid.
            boost = _PARTS_BOOST if parts == list(analysis.parts) else _MODIFIER_BOOST
            queries.append(tantivy.Query.boost_query(together, boost))
            queries += [] if alone else [tantivy.Query.boost_query(each[-1], _HEAD_BOOST)]
        return tantivy.Query.disjunction_max_query(queries, _TIE)

    def _to_any(self, wanted: Iterable[tuple[Mapping[str, float], tuple[str, ...]]]) -> tantivy.Query:
        """Give a query for any of some terms in any of some fields, each field with its weight."""
        terms = [
            self._to_term(field, term, boost)
            for fields, words in wanted
            for field, boost in fields.items()
            for term in words
            if field in self._homes.get(term, ())
        ]
        return tantivy.Query.disjunction_max_query(terms, _TIE)

    def _to_term(self, field: str, term: str, boost: float) -> tantivy.Query:
        """Give a query for a term; in fields that most pages lack, how long they are must not count."""
        query = tantivy.Query.term_query(self._schema, field, term, "freq")
        if field in EVEN:
            return tantivy.Query.const_score_query(query, boost * self._find_rarity(term))
        return tantivy.Query.boost_query(query, boost)


def build_names(documents: Iterable[Document], analyser: Analyser, is_common: Callable[[str], bool]) -> Names:
    """Give, for every short name of a document, its other names; a word that stands everywhere names nothing."""
    names: dict[tuple[str, ...], dict[tuple[str, ...], None]] = {}
    for document in documents:
        labels = (text for lang, text in document.labels.items() if lang != "en")
        keys = [to_key(name, analyser) for name in (*labels, *document.alternatives)]
        short = dict.fromkeys(key for key in keys if 0 < len(key) <= _LONGEST_NAME)
        for key in short if document.alternatives else ():
            if not (len(key) == 1 and is_common(key[0])):
                names.setdefault(key, {}).update({other: None for other in short if other != key})
    for said, meant in load_everyday():
        names.setdefault(to_key(said, analyser), {})[to_key(meant, analyser)] = None
    return {key: tuple(others) for key, others in names.items() if others}


def _list_spans(key: tuple[str, ...], place: int) -> list[tuple[str, ...]]:
    """Give the runs of words, up to three, that the word at a place belongs to."""
    lengths = range(1, _LONGEST_NAME + 1)
    starts = [(place - back, length) for length in lengths for back in range(length)]
    return [key[start : start + length] for start, length in starts if 0 <= start <= len(key) - length]
