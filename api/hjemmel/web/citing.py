"""A query that is a citation: "hol 3-3a", "krsl § 4", "§ 13-2 barnevernsloven", "LOV-2009-06-19-44".

Who searches writes the name of an act more freely than who writes law, and leaves the sign out. That is
seen to here; numbers, letters and what stands below them are read as in any other text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from hjemmel.law.acts import Act
from hjemmel.law.catalogue import Catalogue
from hjemmel.law.citations import Registry, Target, list_citations
from hjemmel.law.citations.known import build_known
from hjemmel.law.things import find_text
from hjemmel.search.norwegian import fold

_LAW: Final = re.compile(r"(?:lova|loven|lov)\b")
_SIGN: Final = re.compile(r"§|\d|par|art|kap", re.IGNORECASE)
_SHORT_SIGN: Final = re.compile(r"^par\.?\s", re.IGNORECASE)
_LEVELS: Final = frozenset(["paragraf", "artikkel", "kapittel"])
_BETWEEN: Final = re.compile(r"\s(?:i|av)$", re.IGNORECASE)
_LETTERED: Final = re.compile(r"(.*\d)[a-zæøå]")
_LONGEST: Final = 12
"""Words that the name of an act can have in a query."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """What a query cites: `id` is the act or provision; `whole` says that the query is nothing else and is known."""

    id: str
    whole: bool


class Citations:
    """The names of a release's acts, for reading what queries cite; `registry` is what citations are resolved by."""

    def __init__(self, catalogue: Catalogue, registry: Registry | None = None) -> None:
        self._registry = registry or build_known(catalogue)
        self._acts = build_names(catalogue)
        self._by_refid = catalogue.acts
        self._provisions = {path.lower(): each.id for path, each in catalogue.provisions.items()}

    def find(self, text: str) -> Cited | None:
        """Give what a query cites, None when it is no citation."""
        words = text.split()
        named = self._find_named(words)
        if named is None:
            return self._read(" ".join(words), None)
        act, place = named
        if not place:
            return Cited(id=act.id, whole=False)
        if not _SIGN.match(place):
            return None
        sign = "" if not place[0].isdigit() else "artikkel " if act.slug.startswith("traktat/") else "§ "
        head = act.slug if act.slug.startswith(("lov/", "forskrift/")) else find_text(act.labels, "nb")
        return self._read(f"{head} {sign}{_SHORT_SIGN.sub('§ ', place)}", act) or Cited(id=act.id, whole=False)

    def _read(self, text: str, named: Act | None) -> Cited | None:
        """What a text that is one citation cites: a provision of `named`, else of the act it names itself."""
        found = list_citations(text, self._registry)
        targets = found[0].targets if found and found[0].start == 0 else ()
        acts = ((named or self._by_refid.get(target.refid), target) for target in targets)
        act, target = next(((act, target) for act, target in acts if act), (None, None))
        if act is None or target is None:
            return None
        whole = len(found) == len(targets) == 1 and found[0].end == len(text.rstrip(" .,;"))
        section = _to_section(target)
        if section is None:
            return Cited(id=act.id, whole=whole and named is None)
        return self._find_provision(f"{act.slug}/{section}".lower(), whole=whole) or Cited(id=act.id, whole=False)

    def _find_provision(self, path: str, *, whole: bool) -> Cited | None:
        """The provision, or the one its letter stands under where the release hasn't got it."""
        known = self._provisions.get(path)
        if known is not None:
            return Cited(id=known, whole=whole)
        lettered = _LETTERED.fullmatch(path)
        known = self._provisions.get(lettered[1]) if lettered else None
        return Cited(id=known, whole=False) if known is not None else None

    def _find_named(self, words: list[str]) -> tuple[Act, str] | None:
        """The act whose name the query begins or ends with, and the rest."""
        for cut in range(min(len(words), _LONGEST), 0, -1):
            act = self._acts.get(to_plain_name(" ".join(words[:cut])))
            if act is not None:
                return act, " ".join(words[cut:])
        for cut in range(max(1, len(words) - _LONGEST), len(words)):
            act = self._acts.get(to_plain_name(" ".join(words[cut:])))
            if act is not None:
                return act, _BETWEEN.sub("", " ".join(words[:cut]))
        return None


def _to_section(target: Target) -> str | None:
    """The section a target lies in, without the text inside an act it may stand in: `artikkel/8`."""
    steps = (target.provision or "").split("/")
    at = next((at for at, step in enumerate(steps) if step in _LEVELS), None)
    return None if at is None else "/".join(steps[at : at + 2])


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
