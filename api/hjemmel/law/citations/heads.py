"""The names in the head of a document of Lovdata's: its title, its short titles, its abbreviations.

Lov om kommunale krisesentertilbod (krisesenterlova)   title, and krisesenterlova
Byggteknisk forskrift (TEK17)                          byggteknisk forskrift, and TEK17
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from hjemmel.law.citations.words import to_words

_ACT: Final = re.compile(r"(?:lov|loven|lova|instruksen|reglementet)$")
_REGULATION: Final = re.compile(r"(?:forskrift|forskriften|forskrifta|instruks|instruksen|reglement|reglementet)$")
_GENERIC: Final = to_words(
    "loven lova forskriften forskrifta lov forskrift instruks instruksen reglement reglementet endringslov "
    "endringsloven tilleggslov straffelov skattelov"
)
_AMENDING: Final = re.compile(r"\bendring(?:er|ar)?\si|\bendringslov|\bopphev|\bendr\.")
_INNER: Final = re.compile(r"[(\[]([^()\[\]]{4,80})[)\]]")
_LAST: Final = re.compile(r"(?:\s*[(\[][^()\[\]]*[)\]])+\s*\.?$")
_MORE: Final = re.compile(r",?\s+(?:m\.?\s?v|m\.?\s?m|o\.?\s?l|o\.\s?a|med mer|med meir)\b\.?$")
_MORE_INSIDE: Final = re.compile(r",?\s(?:m\.\s?[mv]\.?|mv\.|mm\.)(?=\s)")
_CODE: Final = re.compile(r"\s?\([A-ZÆØÅ]{3,8}\d{0,2}\)$|^[A-ZÆØÅ]{4,6}\s(?=[A-ZÆØÅ])|^[A-ZÆØÅ]{3,6}$")
_AVIATION: Final = re.compile(r"\bBSL [A-Z] \d{1,2}-\d{1,2}[a-z]?\b")
_TITLED: Final = (
    *("lov om ", "lov til ", "lov for "),
    *("forskrift om ", "forskrift til ", "forskrift for ", "instruks for "),
)
_FEWEST: Final = 3
_LONGEST: Final = 11

Named = tuple[str, str]
"""What kind of name it is (`title`, `short`, `abbreviation`), and the name."""


def list_head_names(title: str, short_title: str, abbreviations: Iterable[str], *, law: bool) -> Iterator[Named]:
    """The names of a document by what its head tells; `law` for an act, else a regulation."""
    word = _ACT if law else _REGULATION
    found = (*_list_titles(title, word), *_list_shorts(short_title, word))
    for short in abbreviations:
        bare = short.rstrip(".")
        if bare.isalpha() and len(bare) <= _LONGEST and (law or bare.isupper()):
            found = (*found, ("abbreviation", bare))
    return ((kind, name) for kind, name in found if name.lower() not in _GENERIC)


def _list_titles(title: str, word: re.Pattern[str]) -> Iterator[Named]:
    """The title, and the short titles in parentheses at its end; an amending document's names are another's."""
    if _AMENDING.search(title.lower()):
        return
    tail = _LAST.search(title)
    for inner in _INNER.findall(tail.group()) if tail else ():
        for piece in re.split(r"\s+[-–]\s+|,\s|\seller\s", inner):
            if word.search(piece.strip().lower()):
                yield "short", piece.strip()
    plain = _LAST.sub("", title).strip().rstrip(".")
    for form in dict.fromkeys((plain, _MORE.sub("", plain), _MORE_INSIDE.sub("", plain))):
        if _is_titled(form):
            yield "title", form


def _list_shorts(short_title: str, word: re.Pattern[str]) -> Iterator[Named]:
    for piece in re.split(r"\s+[–-]\s+", short_title):
        code = _CODE.search(piece)
        if code and "BSL" not in piece:
            yield "abbreviation", code.group(0).strip("() ")
        yield from (("abbreviation", found) for found in _AVIATION.findall(piece))
        bare = _CODE.sub("", piece).strip(" ,")
        if "ndr" in bare:
            continue
        if _is_titled(bare):
            yield "title", bare
        elif word.search(bare.lower()) and len(bare) > len("forskr") and not bare.lower().startswith(_TITLED):
            yield "short", bare


def _is_titled(name: str) -> bool:
    return name.lower().startswith(_TITLED) and len(name.split()) >= _FEWEST
