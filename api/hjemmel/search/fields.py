"""A document as the terms of its fields, and the schema of the index they go into."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

import tantivy

from hjemmel.search.documents import Document, Texts
from hjemmel.search.norwegian import Analyser, list_words

ENGLISH: Final = "en"
NAME, ABOUT, OTHER, HEADING, CONTEXT, TEXT = "name", "about", "other", "heading", "context", "text"
PARTS, TEXT_PARTS = "parts", "text_parts"
ENGLISH_NAME, ENGLISH_TEXT = "english_name", "english_text"
WHOLE: Final = {NAME: 6.0, ABOUT: 5.0, OTHER: 4.0, HEADING: 3.0, CONTEXT: 1.6, TEXT: 1.6}
EVEN: Final = frozenset({ABOUT, OTHER, HEADING})
"""Fields that few pages have: what stands there counts the same however long they are."""

SPLIT: Final = {PARTS: 2.0, TEXT_PARTS: 0.6}
IN_ENGLISH: Final = {ENGLISH_NAME: 3.0, ENGLISH_TEXT: 0.8}
FIELDS: Final = (*WHOLE, *SPLIT, *IN_ENGLISH)
_BRACKETS: Final = re.compile(r"\s*\([^()]*\)$")
Words: TypeAlias = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A document's terms by field, and the terms of each of its names, for judging how much of a name was asked for."""

    fields: dict[str, list[str]]
    names: tuple[tuple[str, ...], ...]


def build_schema() -> tantivy.Schema:
    """Make the schema: terms come ready, so a field is only cut at spaces."""
    builder = tantivy.SchemaBuilder()
    for name in FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def to_entry(document: Document, analyser: Analyser, words: Words = list_words) -> Entry:
    """Analyse a document; `words` cuts a text into words (the same text stands in many documents)."""
    names = [*_without_english(document.labels), *document.alternatives]
    texts = [text for each in document.texts for text in _without_english(each)]
    labels = [word for text in _without_english(document.labels) for word in words(text)]
    name_words = [word for text in names for word in words(text)]
    text_words = [word for text in dict.fromkeys(texts) for word in words(text)]
    english = [word for each in document.texts for word in words(each.get(ENGLISH, ""))]
    fields = {
        NAME: list_terms(labels, analyser),
        ABOUT: list_subjects(labels, analyser),
        OTHER: list_terms((word for text in document.alternatives for word in words(text)), analyser),
        HEADING: list_terms((word for text in document.headings for word in words(text)), analyser),
        CONTEXT: list_terms((word for text in document.context for word in words(text)), analyser),
        TEXT: list_terms(text_words, analyser),
        PARTS: list_parts(name_words, analyser),
        TEXT_PARTS: list_parts(text_words, analyser),
        ENGLISH_NAME: list_english(words(document.labels.get(ENGLISH, "")), analyser),
        ENGLISH_TEXT: list_english(english, analyser),
    }
    plain = dict.fromkeys((*names, *map(strip_brackets, names)))
    keys = [*(to_key(name, analyser) for name in plain), *_list_subject_keys(document, analyser, words)]
    return Entry(fields, tuple(filter(None, keys)))


def strip_brackets(name: str) -> str:
    """Give a name without what is added in brackets to tell it from others: years, who published it."""
    return _BRACKETS.sub("", name)


def list_terms(words: Iterable[str], analyser: Analyser) -> list[str]:
    """Give every term of every word that says something."""
    return [term for word in words if not analyser.is_stop_word(word) for term in analyser.analyse(word).terms]


def list_parts(words: Iterable[str], analyser: Analyser) -> list[str]:
    """Give the parts of every compound, and the parts of those."""
    return [part for word in words for part in analyser.analyse(word).all_parts]


def list_subjects(words: Iterable[str], analyser: Analyser) -> list[str]:
    """Give what compounds are about whose head says but what kind of thing it is: krisesenter of krisesenterlova."""
    return [term for found in map(analyser.analyse, words) if found.subject for term in found.subject.terms]


def _list_subject_keys(document: Document, analyser: Analyser, words: Words) -> Iterator[tuple[str, ...]]:
    """Give what a thing is about whose name is one such compound: who types no more means it too."""
    for label in _without_english(document.labels):
        named = [analyser.analyse(word) for word in words(label)]
        if len(named) == 1 and named[0].subject is not None:
            yield (named[0].subject.key,)


def list_english(words: Iterable[str], analyser: Analyser) -> list[str]:
    """Give the stems of English words."""
    return [stem for stem in map(analyser.stem_english, words) if stem]


def to_key(text: str, analyser: Analyser) -> tuple[str, ...]:
    """Give the first term of each word that says something: what a name comes down to."""
    return tuple(analyser.analyse(word).key for word in list_words(text) if not analyser.is_stop_word(word))


def count_words(documents: Iterable[Document], words: Words = list_words) -> Counter[str]:
    """Count the words of all documents, those of names ten times: they are what people look for."""
    counts: Counter[str] = Counter()
    for document in documents:
        for name in (*document.labels.values(), *document.alternatives):
            counts.update(dict.fromkeys(words(name), 10))
        for texts in document.texts:
            for text in texts.values():
                counts.update(words(text))
    return counts


def _without_english(texts: Texts) -> list[str]:
    return [text for lang, text in texts.items() if lang != ENGLISH]
