"""Norwegian words as search terms: bokmål and nynorsk, whatever the inflection, and compounds by their parts.

A word's terms are the Snowball stems of itself and of its lemmas (simplemma's lists for nb and nn), nynorsk respelled
as bokmål by a table of pairs and some endings. A compound has its parts joined by "-" as one more term, so that
"valdsutsette" and "voldsutsatt" meet though no list has them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Final

import Stemmer

from hjemmel.search.compounds import Splitter
from hjemmel.search.words import load_pairs, load_word_lists

_WORD: Final = re.compile(r"\d+(?:-\d+)+[a-zæøå]?(?![a-zæøå\d])|[^\W_]+")
_ACCENTS: Final = str.maketrans("éèêëàáâôòóöüúùíìïñçäð", "eeeeaaaoooøuuuiiinçæd")
_PLAIN: Final = str.maketrans("æøå", "aoa")
_DIGRAPHS: Final = re.compile("aa|ae|oe")
# Nynorsk endings and what bokmål has for them; used only when the result is a word of bokmål.
_ENDINGS: Final = (
    ("gjevar", "giver"), ("gjevar", "gjever"), ("ar", "er"), ("leg", "lig"), ("leik", "lighet"), ("heit", "het"),
    ("sam", "som"), ("semd", "somhet"), ("else", "ing"), ("ing", "else"), ("a", "e"), ("ande", "ende"),
)  # fmt: skip
_SPELLINGS: Final = (
    ("kv", "hv"), ("gje", "gi"), ("kje", "ke"), ("ei", "e"), ("au", "ø"), ("øy", "ø"), ("jø", "e"), ("y", "ø"),
    ("å", "o"), ("ff", "ft"),
)  # fmt: skip
_FORMS: Final = ("ane", "ene", "ar", "er", "et", "en", "a", "e", "n", "s")
_LEAST_NOUN: Final = 6
_PAIR: Final = 2


@dataclass(frozen=True, slots=True)
class Analysis:
    """A word as terms: any of `terms` is the word.

    `subject` is what a compound is about whose head says but what kind of thing it is: krisesenter of krisesenterlova.
    `parts` are those of its compound, () when it is none; `all_parts` are they and the parts of those. `everything`
    are all of these and its English stem: whatever may have been asked for where it stands.
    """

    terms: tuple[str, ...]
    parts: tuple[str, ...] = ()
    all_parts: tuple[str, ...] = ()
    everything: frozenset[str] = frozenset()
    subject: Analysis | None = None

    @property
    def key(self) -> str:
        """The one term that stands for the word where words are compared: that of the compound, else the first."""
        return self.terms[-1] if self.parts else self.terms[0]


def fold(text: str) -> str:
    """Give a text in small letters, one form of each letter, no accents; æ, ø and å stay."""
    small = unicodedata.normalize("NFC", text).lower()
    return small if small.isascii() else small.translate(_ACCENTS).replace("\u00ad", "")


def fold_plain(word: str) -> str:
    """Give a word as one types it who hasn't æ, ø and å: they and aa, ae, oe become a and o."""
    return _DIGRAPHS.sub(lambda pair: pair[0][0], fold(word).translate(_PLAIN))


def list_words(text: str) -> list[str]:
    """Give the words of a text, folded; a section's number (3-3a) is one word."""
    return _WORD.findall(fold(text))


@lru_cache(maxsize=1024)
def find_spans(text: str) -> tuple[tuple[int, int, str], ...]:
    """Give the words of a text with where each begins and ends; kept, since the same texts are found often."""
    folded = fold(text)
    if len(folded) != len(text):
        # A letter written as two characters: places would shift, so words are taken unfolded.
        folded = text.lower() if len(text.lower()) == len(text) else text
    return tuple((match.start(), match.end(), match[0]) for match in _WORD.finditer(folded))


class Analyser:
    """Turns words into terms; what it has seen it keeps.

    `words` are those of the texts to be indexed: compounds are split into them before into others.
    """

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._bokmaal, self._nynorsk = load_lemmas()
        self._pairs = load_pairs()
        lists = load_word_lists()
        self._small, self._small_english = lists["small"], lists["small-english"]
        self._kinds = lists["kinds"]
        self._stem = Stemmer.Stemmer("norwegian", 0).stemWord
        self._stem_english = Stemmer.Stemmer("english", 0).stemWord
        self._splitter = Splitter(self._find_lemma, words, self._pairs)
        self._seen: dict[str, Analysis] = {}
        self._capacity = 50_000

    def analyse(self, word: str) -> Analysis:
        """Give the terms and parts of a folded word."""
        seen = self._seen.get(word)
        if seen is None:
            found = self._analyse(word)
            everything = {*found.terms, *found.all_parts, self.stem_english(word)} - {""}
            seen = replace(found, everything=frozenset(everything))
            # Strangers' words too come here: no more than so many are kept.
            if len(self._seen) < self._capacity:
                self._seen[word] = seen
        return seen

    def is_stop_word(self, word: str) -> bool:
        """Whether a folded word says nothing about what is looked for."""
        return word in self._small or word in self._small_english

    def is_listed(self, word: str) -> bool:
        """Whether a folded word is in a list of bokmål or nynorsk: it may stand nowhere, but it is no typing error."""
        return word in self._bokmaal or word in self._nynorsk

    def stem_english(self, word: str) -> str:
        """Give the stem of a folded English word, "" for one that says nothing."""
        return "" if word in self._small_english else str(self._stem_english(word))

    def _analyse(self, word: str) -> Analysis:
        if not word.isalpha():
            return Analysis((word,))
        pieces = self._splitter.split(word)
        if not pieces:
            return Analysis(self._to_terms(word))
        parts = tuple(self._to_terms(piece)[0] for piece in pieces)
        deeper = (part for piece in pieces for part in self.analyse(piece).all_parts)
        terms = dict.fromkeys((*self._to_terms(word), "-".join(parts)))
        subject = self.analyse(pieces[0]) if len(parts) == _PAIR and parts[1] in self._kinds else None
        return Analysis(tuple(terms), parts, tuple(dict.fromkeys((*parts, *deeper))), subject=subject)

    def _to_terms(self, word: str) -> tuple[str, ...]:
        """Give the stems of a word's lemmas and of itself, bokmål's first."""
        lemmas = (self._find_pair(word), self._find_verb(word), self._bokmaal.get(word), self._nynorsk.get(word))
        genitive = word[:-1] if self._is_genitive(word) else None
        known = [fold(form) for form in (*lemmas, genitive) if form]
        # A listed word is its lemmas alone: its own stem (krisesentr- of krisesentre) is often no other form's.
        forms = known or [word]
        return tuple(dict.fromkeys(str(self._stem(self._respell(form))) for form in forms))

    def _find_verb(self, word: str) -> str | None:
        """Give the verb of a noun in -ing, so that melding and melde, avverging and avverge meet."""
        noun = self._find_lemma(word) or word
        verb = noun[:-3] + "e" if noun.endswith("ing") and len(noun) > _LEAST_NOUN else ""
        return verb if verb and self._bokmaal.get(verb) == verb else None

    def _is_genitive(self, word: str) -> bool:
        return word.endswith("s") and word not in self._bokmaal and self._find_lemma(word[:-1]) is not None

    def _respell(self, word: str) -> str:
        """Give the bokmål spelling of a nynorsk word; any other as it is."""
        paired = self._pairs.get(word)
        if paired is not None:
            return paired
        if word in self._bokmaal or word not in self._nynorsk:
            return word
        changed = (word[: -len(old)] + new for old, new in _ENDINGS if word.endswith(old))
        respelled = (word.replace(old, new, 1) for old, new in _SPELLINGS if old in word)
        return next((each for each in (*changed, *respelled) if each in self._bokmaal), word)

    def _find_lemma(self, word: str) -> str | None:
        return self._bokmaal.get(word) or self._nynorsk.get(word) or self._find_pair(word)

    def _find_pair(self, word: str) -> str | None:
        """Give bokmål's word for a nynorsk word of the table, in any of its forms."""
        pairs = self._pairs
        if word in pairs:
            return pairs[word]
        stems = (word[: -len(ending)] for ending in _FORMS if word.endswith(ending))
        return next((pairs[stem] for stem in stems if stem in pairs), None)


@cache
def load_lemmas() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Read simplemma's lists for bokmål and nynorsk; a second, and 70 MB, so only once and when first asked for."""
    from simplemma.strategies import DefaultDictionaryFactory  # noqa: PLC0415 -- 55 ms: a server that starts waits for none

    factory = DefaultDictionaryFactory()
    return factory.get_dictionary("nb"), factory.get_dictionary("nn")
