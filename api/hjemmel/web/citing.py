"""A query that is a citation: "hol 3-3a", "krsl § 4", "§ 13-2 barnevernsloven", "LOV-2009-06-19-44".

Only for going straight to a page; reading citations in running text is another room's work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from hjemmel.law.acts import Act
from hjemmel.law.catalogue import Catalogue
from hjemmel.search.norwegian import fold

_NUMBER: Final = r"(?P<number>\d+(?:\s?-\s?\d+)*)\s?(?!i\s)(?P<letter>[a-zæøå]?)(?![a-zæøå\d])"
_SIGN: Final = r"(?P<sign>§{1,2}|paragraf(?:en)?|par\.?|artikkel|art\.?|kapittel|kap\.?)?"
_TAIL: Final = r"(?P<tail>(?:[\s,]+.*)?)"
_AFTER: Final = re.compile(rf"(?P<name>.*?\S)[\s,]*{_SIGN}\s*{_NUMBER}{_TAIL}")
_BEFORE: Final = re.compile(rf"{_SIGN}\s*{_NUMBER}\s+(?:i\s+)?(?P<name>\D+)(?P<tail>)")
_REFID: Final = re.compile(
    r"(?P<kind>lov|for|forskrift)\s?[-/ ]\s?(?P<day>\d{4}-\d{2}-\d{2})(?:[- ](?:nr\.? ?)?(?P<no>\d+))?"
)
_PART: Final = re.compile(r"[\s,]*(?:(?:\w+|\d+\.?) (?:ledd|punktum)|(?:bokstav|nr\.?|nummer|ledd) \w+)?(?:[\s,].*)?")
_KINDS: Final = {"art": "artikkel", "kap": "kapittel"}
_LAW: Final = re.compile(r"(?:lova|loven|lov)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """What a query cites: `id` is the act or provision; `whole` says that the query is nothing else and is known."""

    id: str
    whole: bool


class Citations:
    """The names of a release's acts, for reading what queries cite."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._acts = build_names(catalogue)

    def find(self, text: str) -> Cited | None:
        """Give what a query cites, None when it is no citation."""
        plain = " ".join(fold(text).split())
        refid = _REFID.fullmatch(plain)
        if refid is not None:
            return self._find_refid(refid)
        for pattern in (_AFTER, _BEFORE):
            match = pattern.fullmatch(plain)
            act = self._acts.get(to_plain_name(match["name"])) if match else None
            if match is not None and act is not None:
                return self._find_provision(act, match)
        act = self._acts.get(to_plain_name(plain))
        return Cited(id=act.id, whole=False) if act else None

    def _find_refid(self, match: re.Match[str]) -> Cited | None:
        kind = "lov" if match["kind"] == "lov" else "forskrift"
        refid = f"{kind}/{match['day']}" + (f"-{int(match['no'])}" if match["no"] else "")
        act = self._catalogue.acts.get(refid)
        return Cited(id=act.id, whole=True) if act else None

    def _find_provision(self, act: Act, match: re.Match[str]) -> Cited:
        """Give the provision, or its act where the release hasn't got the provision."""
        number = re.sub(r"\s", "", match["number"])
        treaty = act.slug.startswith("traktat/")
        kind = _KINDS.get((match["sign"] or "")[:3], "artikkel" if treaty else "paragraf")
        letters = (match["letter"], "") if match["letter"] else ("",)
        for letter in letters:
            provision = self._catalogue.provisions.get(f"{act.slug}/{kind}/{number}{letter}")
            if provision is not None:
                return Cited(id=provision.id, whole=_PART.fullmatch(match["tail"]) is not None and letter == letters[0])
        return Cited(id=act.id, whole=False)


def build_names(catalogue: Catalogue) -> Mapping[str, Act]:
    """Give the acts by each of their names, written plainly; a name of several acts names none."""
    found: dict[str, set[str]] = {}
    for act in catalogue.acts.values():
        for name in _list_names(act):
            found.setdefault(to_plain_name(name), set()).add(act.slug)
    single = ((name, slugs) for name, slugs in found.items() if name and len(slugs) == 1)
    return {name: catalogue.acts[next(iter(slugs))] for name, slugs in single}


def to_plain_name(name: str) -> str:
    """Write the name of an act so that its spellings meet: small letters, no stops or hyphens, -loven as -lov."""
    plain = re.sub(r"[.\-,\s]+", " ", fold(name)).strip()
    return _LAW.sub("lov", plain).replace("tenestelov", "tjenestelov")


def _list_names(act: Act) -> Iterator[str]:
    yield from (text for lang, text in act.labels.items() if lang != "en")
    for names in act.alt_labels.values():
        yield from names
