"""The names of acts, regulations and treaties as one tree of words, read from data files.

`names.tsv` is kept by hand; `titles.tsv` is made from Lovdata's open data (NLOD 2.0) by
`tests/data/citations/make_titles.py`.
Both have the columns name, kind, refid, part, from, to, source. No name stands in program text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Final, cast

from hjemmel.law.citations.records import Name, Numbering
from hjemmel.law.citations.words import to_words

TOKEN: Final = re.compile(r"[^\W\d_]+|\d+|\s+|§+|.", re.DOTALL)
_NEXT: Final = re.compile(r"\s*([^\W\d_]+|\d+|§+|[^\s])")
_LONGEST: Final = 120
_MOST_OPEN: Final = 8
_TITLED: Final = ("lov", "forskrift")
CUT_BEFORE: Final = to_words("§ §§ kap kapittel")
"""What stands behind a title that is cut short: `lov om innskuddspensjon § 2-1`, without `i arbeidsforhold`."""
_TO_ACT: Final = "forskrift til "
_ENDINGS: Final = (
    ("loven", ("loven", "lova", "lov", "lovi")),
    ("lova", ("loven", "lova", "lov", "lovi")),
    ("forskriften", ("forskriften", "forskrifta", "forskrift", "forskriftene")),
    ("forskrifta", ("forskriften", "forskrifta", "forskrift")),
    ("konvensjonen", ("konvensjonen", "konvensjon")),
    ("forordningen", ("forordningen", "forordninga")),
    ("avtalen", ("avtalen", "avtala")),
    ("instruksen", ("instruksen",)),
)
_HEADS: Final = (("lov ", ("lova ", "loven ")), ("forskrift ", ("forskriften ", "forskrifta ")))
_LAW_END: Final = re.compile(r"(?<=\w)(?:loven|lova)$")
_HYPHENED: Final = re.compile(r"(?:(?<=\d)|(?<=/[a-z]{3}))-(?=(?:forskrift(?:en|a)|lov(?:en|a))$)")
"""`covid-19-forskriften`, `CRR/CRD-forskriften` are written with a blank too; `SE-loven` is not."""
_BARE: Final = to_words("lov loven lova forskrift forskriften forskrifta")

Node = dict[str | None, "Node | tuple[Name, ...]"]


class NameIndex:
    """A tree over lower-cased words; it finds the longest name that starts at a word."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._root: Node = {}
        self._bases: dict[str, list[Name]] = {}
        self._shorts: dict[str, list[str]] = {}
        self._under: dict[str, tuple[Name, ...]] | None = None
        for name in names:
            for form in list_forms(name):
                self._add(form, name)
            self._note_base(name)
        self.first_words: frozenset[str] = frozenset(str(word) for word in self._root)

    def find_first(self, word: str) -> Node:
        """The part of the tree below a first word, empty when no name starts with it; None in it ends a name."""
        node = self._root.get(word, {})
        return node if isinstance(node, dict) else {}

    def _add(self, form: str, name: Name) -> None:
        node = self._root
        for word in _list_words(form):
            child = node.setdefault(word, {})
            if not isinstance(child, dict):  # pragma: no cover  (words are never the None key)
                return
            node = child
        known = node.get(None, ())
        known = known if isinstance(known, tuple) else ()
        if all((old.refid, old.part) != (name.refid, name.part) for old in known):
            node[None] = (*known, name)

    def find(self, low: str, at: int) -> tuple[tuple[Name, ...], int] | None:
        """The names of the longest match in `low` from `at`, and where it ends."""
        node, best, position = self._root, None, at
        for _ in range(_LONGEST):
            word = _NEXT.match(low, position)
            child = node.get(word.group(1)) if word else None
            if word is None or not isinstance(child, dict):
                break
            node, position = child, word.end()
            known = node.get(None)
            if isinstance(known, tuple):
                best = (known, position)
                if len(node) == 1:
                    break
        if (
            word
            and word.group(1) in CUT_BEFORE
            and position > (best[1] if best else at)
            and low.startswith(_TITLED, at)
        ):
            return _find_only(node, position) or best
        return best

    def list_under(self, refid: str) -> tuple[Name, ...]:
        """The regulation whose title says it is to an act (`forskrift til vareførselsloven`), by that act."""
        if self._under is None:
            self._under = {}
            for rest, names in self._bases.items():
                found = self.find(rest, 0)
                for base in found[0] if found and found[1] == len(rest) else ():
                    self._under[base.refid] = (*self._under.get(base.refid, ()), *names)
        under = self._under.get(refid, ()) or self._list_by_short(refid)
        return under if len({name.refid for name in under}) == 1 else ()

    def _list_by_short(self, refid: str) -> tuple[Name, ...]:
        """The regulation called after the act's own short name: `vareførselsforskriften` of `vareførselsloven`."""
        stems = dict.fromkeys(_LAW_END.sub("", short) for short in self._shorts.get(refid, ()))
        words = [f"{stem}forskriften" for stem in stems]
        found = ((self.find(word, 0), len(word)) for word in words)
        return tuple(dict.fromkeys(name for match, end in found if match and match[1] == end for name in match[0]))

    def _note_base(self, name: Name) -> None:
        low = name.text.lower()
        if name.kind == "short" and _LAW_END.search(low):
            self._shorts.setdefault(name.refid, []).append(low)
        if name.kind == "title" and low.startswith(_TO_ACT):
            self._bases.setdefault(low[len(_TO_ACT) :], []).append(name)


def _find_only(node: Node, end: int) -> tuple[tuple[Name, ...], int] | None:
    """The one instrument whose title starts with the words that led to `node`: a title may be cut short."""
    open_nodes = [node]
    found: list[Name] = []
    while open_nodes and len(open_nodes) < _MOST_OPEN:
        for key, child in open_nodes.pop().items():
            if key is None:
                found += cast("tuple[Name, ...]", child)
            else:
                open_nodes.append(cast("Node", child))
    only = not open_nodes and len({name.refid for name in found}) == 1 and len(found) == found.count(found[0])
    return ((found[0],), end) if only else None


def _list_words(form: str) -> Iterator[str]:
    return (word for word in TOKEN.findall(form) if not word.isspace())


def list_forms(name: Name) -> Iterator[str]:
    """The name as it may stand in a text: both written forms, with and without genitive s."""
    text = re.sub(r"\s+", " ", name.text.lower().strip().rstrip("."))
    if name.kind == "abbreviation":
        yield text
        return
    stems = {text}
    for head, heads in _HEADS:
        if text.startswith(head) and name.kind == "title":
            stems |= {other + text[len(head) :] for other in heads}
    for ending, others in _ENDINGS:
        if text.endswith(ending) and text not in _BARE:
            stems |= {text[: -len(ending)] + other for other in others}
    for stem in [*stems, *(_HYPHENED.sub(" ", stem) for stem in stems if _HYPHENED.search(stem))]:
        if stem not in _BARE:
            yield stem
            if not stem.endswith("s"):
                yield stem + "s"


def read_names(text: str) -> Iterator[Name]:
    """The names of a TSV file with a head line; lines that start with # are remarks."""
    for line in text.splitlines()[1:]:
        if line and not line.startswith("#"):
            name, kind, refid, part, valid_from, valid_to, *_ = line.split("\t")
            yield Name(
                text=name,
                kind=kind,
                refid=refid,
                part=part,
                valid_from=valid_from,
                valid_to=valid_to,
            )


@cache
def load_names() -> tuple[Name, ...]:
    """The names that come with the package, those kept by hand first."""
    folder = files("hjemmel.law.citations")
    return tuple(
        name
        for file in ("names.tsv", "titles.tsv")
        for name in read_names(folder.joinpath(file).read_text(encoding="utf-8"))
    )


@cache
def load_numbering() -> dict[str, Numbering]:
    """How ended acts number their sections, by refID."""
    text = files("hjemmel.law.citations").joinpath("numbering.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:] if line and not line.startswith("#"))
    return {refid: Numbering(chapter=told == "chapter", last=int(last or 0)) for refid, told, last, _ in rows}
