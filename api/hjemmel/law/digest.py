"""The words of a part of the law, and the digest a grounding keeps of them (design section 2, rule 3).

Normalised text, so that the same words always give the same digest:
1. Unicode NFC; soft hyphens, zero-width characters and byte order marks dropped;
2. white space of every kind, non-breaking too, folded to one space, none at either end;
3. printed numbers of subsections and items ("(1)", "2.", "a)") and note marks are no part of the words;
4. hyphens, dashes and quotation marks stay as printed: they can carry meaning in law.
A part is what its path names and all below it, in printed order, joined by one space. The digest is
SHA-256 of the normalised text in UTF-8, as 64 lower-case hexadecimal digits.

A wording is kept as `text`, one line for each block, and `outline`, one word for each line: the path of
the block ("-" for the section as a whole) and, after "+", how many code points of a printed number lead.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from hjemmel.errors import NotFoundError

_DROPPED = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_END = re.compile(r"(?<=[.!?])(?P<quote>[»”\")\]]*)\s+(?=[«“\"(§]?\s?[A-ZÆØÅÉ0-9§])")
_ABBREVIATIONS: Final = frozenset(
    (  # noqa: SIM905 (a word list reads best as words)
        "jf jfr nr bl f.eks eks m.v mv m.m mm m.fl mfl o.l ol osv bla ca dvs evt ev fork pkt art kap kgl "
        "res sml st prp ot innst inst dok prop meld s p pr f ff cf nv a.s kr st.meld ot.prp t.o.m tom "
        "f.o.m fom e.l el d d.v.s i.e iht ift vedr tlf adm dir avd bd bok ad sk ss resp inkl ekskl maks "
        "min ref vol jan feb mar apr jun jul aug sep sept okt nov des tilf mill mrd §§ fvl hol krsl "
    ).split()
)
_LAST_WORD = re.compile(r"([\w.§-]+)\.[»”\")\]]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A block of a wording: its path in the section and its words, without the printed number."""

    path: str
    words: str


def normalise_text(text: str) -> str:
    """The text as it is compared and digested: see the head of this module."""
    return " ".join(unicodedata.normalize("NFC", _DROPPED.sub("", text)).split())


def to_digest(text: str) -> str:
    """SHA-256 of the normalised text, in hexadecimal."""
    return hashlib.sha256(normalise_text(text).encode()).hexdigest()


def list_sentences(text: str) -> tuple[str, ...]:
    """The sentences (punktum) of a text; abbreviations and ordinals don't end one.

    "Departementet kan, jf. § 3 nr. 2, gi forskrift. Det gjelder m.m." has two.
    """
    sentences, start = [], 0
    for match in _END.finditer(text):
        before = text[start : match.start()]
        if not _goes_on(before, text[match.end() :]):
            sentences.append(text[start : match.end()].strip())
            start = match.end()
    rest = text[start:].strip()
    return tuple([*sentences, rest] if rest else sentences)


def read_parts(text: str, outline: str) -> tuple[Part, ...]:
    """The blocks of a wording as it is kept in the graph (`hj:text` and `hj:outline`)."""
    parts = []
    for line, word in zip(text.split("\n"), outline.split(" "), strict=False):
        path, _, lead = word.partition("+")
        parts.append(Part(path="" if path == "-" else path, words=line[int(lead or 0) :]))
    return tuple(parts)


def find_part(parts: Iterable[Part], part: str) -> str:
    """The normalised words of a part ("ledd/2/punktum/1"; "" is the whole provision).

    Raises:
        NotFoundError: the wording has no such part.
    """
    path, sentence = _split_sentence(part.strip("/").lower())
    below = [one for one in parts if not path or one.path == path or one.path.startswith(path + "/")]
    if not below:
        raise NotFoundError(
            f"The wording has no part “{part}”.",
            remedy="Count subsections, items and sentences as they are printed.",
        )
    if sentence is None:
        return normalise_text(" ".join(one.words for one in below))
    return normalise_text(_find_sentence(below, path, sentence))


def digest_of_part(text: str, outline: str, part: str = "") -> str:
    """The digest of a part of a wording as the graph keeps it.

    Raises:
        NotFoundError: the wording has no such part.
    """
    return to_digest(find_part(read_parts(text, outline), part))


def _goes_on(before: str, after: str) -> bool:
    """Whether the full stop at the end of `before` ends no sentence."""
    match = _LAST_WORD.search(before)
    if match is None:
        return False
    word = match.group(1).lower().rstrip(".")
    if word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha() and not after[:1].isupper()):
        return True
    ordinal = word.isdigit() and len(word) <= 2  # noqa: PLR2004 (a day or an item: "1. januar", "nr. 3.")
    return ordinal and not re.search(r"(?:nr|nummer|ledd|§+|kapittel|artikkel|til|og|,)\.? ?\d+\.$", before)


def _split_sentence(part: str) -> tuple[str, int | None]:
    steps = part.split("/")
    if len(steps) >= 2 and steps[-2] == "punktum" and steps[-1].isdigit():  # noqa: PLR2004 (a pair of steps)
        return "/".join(steps[:-2]), int(steps[-1])
    return part, None


def _find_sentence(below: Sequence[Part], path: str, number: int) -> str:
    """A sentence of a part; a list below it belongs to the sentence that leads into it."""
    sentences: list[str] = []
    for one in below:
        if one.path != path and sentences:
            sentences[-1] += " " + one.words
        elif sentences and one.words[:1].islower():
            first, *rest = list_sentences(one.words)
            sentences[-1] += " " + first
            sentences.extend(rest)
        else:
            sentences.extend(list_sentences(one.words))
    if not 0 < number <= len(sentences):
        raise NotFoundError(
            f"The part has {len(sentences)} sentences, not {number}.",
            remedy="Count the sentences as they are printed; a list belongs to the sentence above it.",
        )
    return sentences[number - 1]
