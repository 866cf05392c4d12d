"""find: every surface in a plain text that looks like a citation, in order, not yet resolved.

The text is cut into words once, in one pass. Words that can open a citation (a section sign, a
chapter word, a word some name starts with, a month, …) are looked up in a set; only there is
anything parsed, and a parse looks a bounded way ahead. So the time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import accumulate, compress, count
from typing import Final, cast

from hjemmel.law.citations import instruments
from hjemmel.law.citations.names import CUT_BEFORE, NameIndex, Node
from hjemmel.law.citations.orders import at_current
from hjemmel.law.citations.provisions import at_annex, at_article, at_chapter, at_part, at_section
from hjemmel.law.citations.records import Mention
from hjemmel.law.citations.scan import Handler, Scan
from hjemmel.law.citations.sources import (
    LAW_END,
    NOT_LAWS,
    add_read,
    at_law,
    at_name,
    at_unknown,
)
from hjemmel.law.citations.union import at_eu, at_eu_word, read_celex, read_joint, read_surveillance
from hjemmel.law.citations.words import MONTHS, to_words

_WORD: Final = re.compile(r"([^\W\d_]+|\d+|§+)([^\w\s§]?)")
_CHAPTER: Final = to_words(
    "kap kapittel kapitel kapittelet kapitlet kapitla kapitler kapitlene kapitlane kapittels kapitlets"
)
_ARTICLE: Final = to_words("art artikkel artikkelen artiklene artiklane artikler artiklar article articles")
_SECTION: Final = to_words("§ §§ §§§ paragraf paragrafen paragrafene paragrafane")
_ANNEX: Final = to_words("vedlegg vedlegget vedleggene protokoll")
_PART: Final = frozenset(["del"])
_EU: Final = to_words("eu ef eøf ec eec euratom jis fusp cfsp")
_EU_WORD: Final = to_words(
    "forordning forordningen direktiv direktivet rådsforordning rådsdirektiv kommisjonsforordning "
    "gjennomføringsforordning dir frd rdir regulation directive"
)
_BILL: Final = to_words("ot prop meld innst dok st")
_LAW: Final = to_words("lov for forskrift endringslov tilleggslov loven lova forskriften forskrifta")
_DAY_WORDS: Final = to_words("av datert of")
_CURRENT: Final = to_words("nåværende noverande gjeldende")
_CELEX: Final = frozenset("rld")
_CIRCULAR: Final = to_words("i g q f is hod udir ra a u h p r l d")

Opener = tuple[int, int, Handler]
Check = Callable[[list[str], int], bool]
Openers = tuple[list[Opener], Check | None]


def find(plain: str, names: NameIndex) -> tuple[Mention, ...]:
    """All mentions in the cleaned text `plain`, by where they start."""
    low = plain.lower()
    scan = Scan(plain=plain, low=low, index=names)
    pieces = low.replace("\n", " ").split(" ")
    openers = {
        piece: found
        for piece in set(pieces)
        if (not piece.isalpha() or piece in _HANDLERS or piece in names.first_words or piece.endswith(LAW_END))
        and (found := _find_openers(piece, names))
    }
    lengths = list(accumulate(map(len, pieces), initial=0))
    pieces += ("", "")
    for index in compress(count(), map(openers.__contains__, pieces)):
        handlers, is_idle = openers[pieces[index]]
        if is_idle and is_idle(pieces, index):
            continue
        start = lengths[index] + index
        for first, last, handler in handlers:
            if start + first >= scan.until:
                handler(scan, start + first, start + last)
    return scan.to_ordered()


def _find_openers(piece: str, names: NameIndex) -> Openers | None:
    """The words in a piece of text between two blanks that can open a citation, and a check of the words behind it."""
    if piece.isalpha():
        handler = _find_handler(piece, names)
        opens = handler and _may_open(piece, "", handler, names)
        return ([(0, len(piece), handler)], _find_check(piece, names)) if handler and opens else None
    handlers = {
        (word, after): handler
        for word, after in set(_WORD.findall(piece))
        if (handler := _find_handler(word, names)) and _may_open(word, after, handler, names)
    }
    found = list(_list_openers(piece, handlers, names)) if handlers else []
    if not found:
        return None
    start, end, _ = found[0]
    alone = len(found) == 1 and end == len(piece)
    return found, _find_check(piece[start:end], names) if alone else None


def _list_openers(piece: str, handlers: dict[tuple[str, str], Handler], names: NameIndex) -> Iterator[Opener]:
    for found in _WORD.finditer(piece):
        word, after = found.groups()
        handler = handlers.get((word, after))
        if handler and (handler is not _at_circular or _is_circular(piece, found, names)):
            yield *found.span(1), handler


def _may_open(word: str, after: str, handler: Handler, names: NameIndex) -> bool:
    """Whether a word with the sign `after` behind it is more than the start of names that go on otherwise."""
    if handler is _at_circular and (after == "-" or word in _CELEX):
        return True
    if handler is at_name or handler is _at_circular:
        return word.endswith(LAW_END) or _starts_name(word, after, names)
    return True


def _starts_name(word: str, after: str, names: NameIndex) -> bool:
    node = names.find_first(word)
    return bool(node) and (after == "" or None in node or after in node)


def _is_circular(piece: str, found: re.Match[str], names: NameIndex) -> bool:
    """Whether a letter like `i` starts a circular's number (`i-12/2001`), stands in a CELEX number or starts a name."""
    (word, after), start = found.groups(), found.start()
    if after == "-" and instruments.read_circular(piece, start):
        return True
    if start and piece[start - 1].isdigit() and read_celex(piece, start):
        return True
    return _starts_name(word, after, names)


def _find_check(word: str, names: NameIndex) -> Check | None:
    """What tells from the words behind a word like `de`, `lov`, `12` or `§` that it opens nothing.

    Walking from word to word costs a fraction of what a handler does, and most such words open nothing. None when
    the word may be all of a citation's words, or when its handler reads something else than names.
    """
    if word in {"§", "§§"}:
        return _is_lone
    node = names.find_first(word)
    if word in _READ_ON or None in node or (not node and word not in _LAW):
        return None
    if word in _LAW:
        return partial(_is_undated, node)
    return None if word.endswith(LAW_END) else partial(_is_other, node)


def _is_undated(node: Node, pieces: list[str], index: int) -> bool:
    """Whether no name of `node` stands at `index`, nor the day of an act."""
    after = pieces[index + 1]
    return after.isalpha() and after not in _DAY_WORDS and _is_other(node, pieces, index)


def _is_other(node: Node, pieces: list[str], index: int) -> bool:
    """Whether the words at `index` are surely none of the names of `node`, nor a title cut short before a section."""
    while None not in node:
        index += 1
        word = pieces[index]
        child = node.get(word)
        if child is None:
            if not word[:1].isalnum():
                return word != "" and word[0] not in node and word[0] != "§"
            word = word.rstrip(_AFTER_WORD)
            return word not in node and word not in CUT_BEFORE and (word.isalpha() or word.isdigit())
        node = cast("Node", child)
    return False


def _is_lone(pieces: list[str], index: int) -> bool:
    """Whether a section sign at `index` surely has no number."""
    following = pieces[index + 1]
    if following[:1].isdigit():
        return False
    if following == "§":
        following = pieces[index + 2]
    return following != "" and not following[0].isdigit()


def _find_handler(word: str, names: NameIndex) -> Handler | None:
    handler = _HANDLERS.get(word)
    if handler is None and word in names.first_words:
        return at_name
    if handler is None and word.endswith(LAW_END) and word not in NOT_LAWS:
        return at_unknown
    return handler


def _at_circular(scan: Scan, start: int, end: int) -> None:
    """A letter that may open a circular's number or stand inside a CELEX number."""
    mention = read_celex(scan.low, start) or instruments.read_circular(scan.low, start)
    if mention and mention.start >= scan.until:
        scan.add(mention)
    else:
        at_name(scan, start, end)


_HANDLERS: Final[dict[str, Handler]] = {
    **dict.fromkeys(MONTHS, add_read(instruments.read_month, fallback=True)),
    **dict.fromkeys(_EU, at_eu),
    **dict.fromkeys(_EU_WORD, at_eu_word),
    **dict.fromkeys(_BILL, add_read(instruments.read_bill, fallback=True)),
    **dict.fromkeys(_CIRCULAR, _at_circular),
    **dict.fromkeys(("beslutning", "vedtak"), add_read(read_joint, fallback=True)),
    "col": add_read(read_surveillance),
    "nou": add_read(instruments.read_nou),
    **dict.fromkeys(_CHAPTER, at_chapter),
    **dict.fromkeys(_ARTICLE, at_article),
    **dict.fromkeys(_ANNEX, at_annex),
    **dict.fromkeys(_PART, at_part),
    **dict.fromkeys(_SECTION, at_section),
    **dict.fromkeys(_LAW, at_law),
    **dict.fromkeys(_CURRENT, at_current),
}

_AFTER_WORD: Final = ",.;:)"
_READ_ON: Final = frozenset(_HANDLERS) - _CIRCULAR - _LAW
"""Words whose handler reads more than a name; `_may_open` has seen to those of circulars (`i-12/2001`)."""
