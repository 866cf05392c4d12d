"""The index that an exported site is searched with: made by the live one's analysis, read by `site-search.js`.

One file for each language. It says which page each term is of and how near to its name, and how every word of the
texts is read, so that the script needs no word lists of its own. Written as JSON, packed with gzip so that it is as
small on a host that packs nothing.
"""

from __future__ import annotations

import gzip
import math
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import orjson
import Stemmer

from hjemmel.law.catalogue import Catalogue
from hjemmel.law.identifiers import to_path
from hjemmel.law.things import find_text
from hjemmel.search.documents import Document
from hjemmel.search.fields import (
    ABOUT,
    CONTEXT,
    ENGLISH_NAME,
    ENGLISH_TEXT,
    HEADING,
    NAME,
    OTHER,
    PARTS,
    TEXT,
    Entry,
    count_words,
    strip_brackets,
    to_entry,
)
from hjemmel.search.norwegian import Analyser, fold, list_words
from hjemmel.search.words import load_everyday, load_pairs, load_word_lists
from hjemmel.web.citing import build_names
from hjemmel.web.pages.words import say
from hjemmel.web.searching import list_documents

_NEARNESS: Final = {
    "nb": {TEXT: 1, CONTEXT: 1, PARTS: 1, HEADING: 2, ABOUT: 2, OTHER: 2, NAME: 3},
    "en": {ENGLISH_TEXT: 0, TEXT: 0, CONTEXT: 0, PARTS: 0, HEADING: 0, ENGLISH_NAME: 3, ABOUT: 2, OTHER: 2, NAME: 2},
}
_NEARNESS["nn"] = _NEARNESS["nb"]
_FIRST: Final = 35
"""Postings are written as characters, from `#` on; `"` before one says that it is so many documents further."""

_LEFT_OUT: Final = frozenset({"sources", "terms"})
_MARK: Final = '"'
_FAR: Final = 8192
_STEM: Final = Stemmer.Stemmer("norwegian", 0).stemWord
_ENGLISH: Final = "en"
_SIXTEENTHS: Final = 16
_SAID: Final = ("found-nothing", "searched-instead", "count", "not-in-force-on-day")


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysed:
    """What there is to find, as the live search sees it: the same for every language."""

    documents: tuple[Document, ...]
    entries: tuple[Entry, ...]
    words: tuple[str, ...]
    analyser: Analyser
    acts: Mapping[str, str]

    def __len__(self) -> int:
        """Give the number of documents."""
        return len(self.documents)


def analyse(catalogue: Catalogue) -> Analysed:
    """Analyse the pages of a release."""
    found = (document for document in list_documents(catalogue) if _is_wanted(catalogue, document))
    documents = tuple(sorted(found, key=lambda document: document.id))
    counts = count_words(documents)
    analyser = Analyser(counts)
    acts = build_names(catalogue).items()
    return Analysed(
        documents=documents,
        entries=tuple(to_entry(document, analyser) for document in documents),
        words=tuple(sorted(counts)),
        analyser=analyser,
        acts={name: act.slug for name, act in acts if catalogue.provisions_of(act.refid)},
    )


def write_index(found: Analysed, language: str, day: date) -> bytes:
    """Write the index of a language; it says what doesn't hold on the day, which counts for less."""
    kinds = sorted({document.kind for document in found.documents})
    terms = _list_terms(found.entries, language)
    record = {
        "kinds": {kind: say(kind, language) for kind in kinds},
        "documents": [_to_row(document, found.analyser, kinds, language, day) for document in found.documents],
        "terms": {term: _write_postings(places) for term, places in terms.items()},
        "words": _list_words(found.words, found.analyser, terms, language),
        "acts": found.acts,
        "pairs": dict(load_pairs()),
        "everyday": {fold(said): meant for said, meant in load_everyday()},
        "small": " ".join(sorted(load_word_lists()["small"] | load_word_lists()["small-english"])),
        "says": {key: say(key, language) for key in _SAID},
    }
    return gzip.compress(orjson.dumps(record), compresslevel=9, mtime=0)


def _is_wanted(catalogue: Catalogue, document: Document) -> bool:
    """Leave out what few look for by words: a quarter of the index is of acts that only amend others, and sources."""
    amends = document.kind == "acts" and not catalogue.provisions_of(to_path(document.id))
    return document.kind not in _LEFT_OUT and not amends


def _to_row(document: Document, analyser: Analyser, kinds: list[str], language: str, day: date) -> list[Any]:
    """Give path, kind, sixteenths of weight, label, words of the label, words of the shortest other name, in force."""
    holds = document.holds_on(day)
    label = find_text(document.labels, language)
    others = [_count_words(name, analyser) for name in document.alternatives]
    weight = math.ceil(document.boost * _SIXTEENTHS)
    kind = kinds.index(document.kind)
    path = to_path(document.id)
    own = _count_words(strip_brackets(label), analyser)
    return [path, kind, weight, label, own, min(others, default=0), *([] if holds else [0])]


def _count_words(name: str, analyser: Analyser) -> int:
    return sum(not analyser.is_stop_word(word) for word in list_words(name))


def _list_terms(entries: Iterable[Entry], language: str) -> dict[str, dict[int, int]]:
    """Give for each term the places of the documents it is in, each with how near to the name."""
    nearness = _NEARNESS[language]
    terms: dict[str, dict[int, int]] = defaultdict(dict)
    for place, entry in enumerate(entries):
        for name, near in nearness.items():
            for term in entry.fields[name]:
                terms[term][place] = max(near, terms[term].get(place, 0))
    return dict(sorted(terms.items()))


def _write_postings(found: Mapping[int, int]) -> str:
    """Write places as the steps between them, four for each, with the nearness added."""
    before, letters = 0, []
    for place in sorted(found):
        far, step = divmod(place - before, _FAR)
        letters += [_MARK * far, chr(_FIRST + step * 4 + found[place])]
        before = place
    return "".join(letters)


def _list_words(words: Iterable[str], analyser: Analyser, terms: Container[str], language: str) -> Mapping[str, str]:
    """Give every word of the texts with its terms and, after a stroke, its parts; "" where its own stem says it all."""
    found: dict[str, str] = {}
    for word in words:
        analysis = analyser.analyse(word)
        english = (analyser.stem_english(word),) if language == _ENGLISH else ()
        said = [term for term in dict.fromkeys((*analysis.terms, *english)) if term in terms]
        parts = [part for part in analysis.parts if part in terms]
        if said or parts:
            told = "|".join(filter(None, (" ".join(said), " ".join(parts))))
            found[word] = "" if told == _STEM(word) else told
    return found
