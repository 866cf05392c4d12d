"""find: every surface in a plain text that looks like a citation, in order, not yet resolved.

The text is cut into words once, in one pass. Words that can open a citation (a section sign, a
chapter word, a word some name starts with, a month, …) are looked up in a set; only there is
anything parsed, and a parse looks a bounded way ahead. So the time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from itertools import accumulate, compress, count
from typing import Final, cast

from hjemmel.law.citations import instruments
from hjemmel.law.citations.names import NameIndex, Node
from hjemmel.law.citations.provisions import at_annex, at_article, at_chapter, at_part, at_section
from hjemmel.law.citations.records import Mention
from hjemmel.law.citations.scan import Handler, Scan
from hjemmel.law.citations.sources import (
    LAW_END,
    NOT_LAWS,
    add_read,
    at_eu_word,
    at_law,
    at_name,
    at_unknown,
)
from hjemmel.law.citations.words import MONTHS, to_words

_WORD: Final = re.compile(r"[^\W\d_]+|\d+|§+")
_CHAPTER: Final = to_words(
    "kap kapittel kapitel kapittelet kapitlet kapitla kapitler kapitlene kapitlane kapittels kapitlets"
)
_ARTICLE: Final = to_words("art artikkel artikkelen artiklene artiklane artikler artiklar article articles")
_SECTION: Final = to_words("§ §§ §§§ paragraf paragrafen paragrafene paragrafane")
_ANNEX: Final = to_words("vedlegg vedlegget vedleggene protokoll")
_PART: Final = frozenset(["del"])
_EU: Final = to_words("eu ef eøf ec eec euratom jis fusp")
_EU_WORD: Final = to_words(
    "forordning forordningen direktiv direktivet rådsforordning rådsdirektiv kommisjonsforordning "
    "dir frd rdir regulation directive"
)
_BILL: Final = to_words("ot prop meld innst dok st")
_LAW: Final = to_words("lov for forskrift endringslov tilleggslov loven lova forskriften forskrifta")
_DAY_WORDS: Final = to_words("av datert of")
_CIRCULAR: Final = to_words("i g q f is hod udir ra a u h p r")


def find(plain: str, names: NameIndex) -> tuple[Mention, ...]:
    """All mentions in the cleaned text `plain`, by where they start."""
    low = plain.lower()
    scan = Scan(plain=plain, low=low, index=names)
    pieces = low.replace("\n", " ").split(" ")
    openers = {piece: (found, _find_check(piece, names)) for piece in set(pieces) if (found := _list_openers(piece, names))}
    lengths = list(accumulate(map(len, pieces), initial=0))
    pieces += ("", "")
    for index in compress(count(), map(openers.__contains__, pieces)):
        found, is_idle = openers[pieces[index]]
        if is_idle and is_idle(pieces, index):
            continue
        start = lengths[index] + index
        for first, last, handler in found:
            if start + first >= scan.until:
                handler(scan, start + first, start + last)
    return scan.to_ordered()


Check = Callable[[list[str], int], bool]


def _find_check(piece: str, names: NameIndex) -> Check | None:
    """What tells from the words behind a word like `de`, `i`, `lov` or `§` that it opens nothing.

    Walking from word to word costs a fraction of what a handler does, and most such words open nothing. None when
    the word may be all of a citation's words, or when its handler reads something else than names.
    """
    if piece in {"§", "§§"}:
        return _is_lone
    if piece in _READ_ON or not (piece in names.first_words or piece in _HANDLERS):
        return None
    node = names.find_first(piece)
    return None if None in node else partial(_is_undated if piece in _LAW else _is_other, node)


def _is_undated(node: Node, pieces: list[str], index: int) -> bool:
    """Whether no name of `node` stands at `index`, nor the day of an act."""
    after = pieces[index + 1]
    return after.isalpha() and after not in _DAY_WORDS and _is_other(node, pieces, index)


def _is_other(node: Node, pieces: list[str], index: int) -> bool:
    """Whether the words at `index` are surely none of the names of `node`."""
    while None not in node:
        index += 1
        word = pieces[index]
        child = node.get(word)
        if child is None:
            word = word.rstrip(_AFTER_WORD)
            return word not in node and (word.isalpha() or word.isdigit())
        node = cast("Node", child)
    return False


def _is_lone(pieces: list[str], index: int) -> bool:
    """Whether a section sign at `index` surely has no number."""
    following = pieces[index + 1]
    if following == "§":
        following = pieces[index + 2]
    return following != "" and not following[0].isdigit()


def _list_openers(piece: str, names: NameIndex) -> list[tuple[int, int, Handler]]:
    """The words in a piece of text between two blanks that can open a citation."""
    core = piece.strip(_AROUND)
    if core.isalpha():
        handler = _find_handler(core, names)
        start = piece.find(core)
        return [(start, start + len(core), handler)] if handler else []
    handlers = {word: handler for word in set(_WORD.findall(piece)) if (handler := _find_handler(word, names))}
    if not handlers:
        return []
    return [
        (word.start(), word.end(), handlers[word.group()]) for word in _WORD.finditer(piece) if word.group() in handlers
    ]


def _find_handler(word: str, names: NameIndex) -> Handler | None:
    handler = _HANDLERS.get(word)
    if handler is None and word in names.first_words:
        return at_name
    if handler is None and word.endswith(LAW_END) and word not in NOT_LAWS:
        return at_unknown
    return handler


def _at_celex(scan: Scan, start: int, end: int) -> None:
    """A letter that may stand inside a CELEX number or open a circular's."""
    mention = instruments.read_celex(scan.low, start) or instruments.read_circular(scan.low, start)
    if mention and mention.start >= scan.until:
        scan.add(mention)
    else:
        at_name(scan, start, end)


_HANDLERS: Final[dict[str, Handler]] = {
    **dict.fromkeys(MONTHS, add_read(instruments.read_month, fallback=True)),
    **dict.fromkeys(_EU, add_read(instruments.read_eu, fallback=True)),
    **dict.fromkeys(_EU_WORD, at_eu_word),
    **dict.fromkeys(_BILL, add_read(instruments.read_bill, fallback=True)),
    **dict.fromkeys(_CIRCULAR, add_read(instruments.read_circular, fallback=True)),
    **dict.fromkeys("rld", _at_celex),
    **dict.fromkeys(("beslutning", "vedtak"), add_read(instruments.read_joint, fallback=True)),
    "nou": add_read(instruments.read_nou),
    **dict.fromkeys(_CHAPTER, at_chapter),
    **dict.fromkeys(_ARTICLE, at_article),
    **dict.fromkeys(_ANNEX, at_annex),
    **dict.fromkeys(_PART, at_part),
    **dict.fromkeys(_SECTION, at_section),
    **dict.fromkeys(_LAW, at_law),
}

_AROUND: Final = ".,;:()«»\"!?"
_AFTER_WORD: Final = ",.;:)"
_READ_ON: Final = frozenset(_HANDLERS) - _CIRCULAR - _LAW
"""Words whose handler reads more than a name; those of circulars (`i-12/2001`) stand in one piece with their number."""
