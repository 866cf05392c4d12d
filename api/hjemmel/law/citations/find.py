"""find: every surface in a plain text that looks like a citation, in order, not yet resolved.

The text is cut into words once, in one pass. Words that can open a citation (a section sign, a
chapter word, a word some name starts with, a month, …) are looked up in a set; only there is
anything parsed, and a parse looks a bounded way ahead. So the time is linear in the text.
"""

from __future__ import annotations

from itertools import accumulate
from typing import Final

from hjemmel.law.citations import instruments
from hjemmel.law.citations.names import TOKEN, NameIndex
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
_CODE: Final = to_words("lov for forskrift")
_CIRCULAR: Final = to_words("i g q f is hod udir ra a u h p r")


def find(plain: str, names: NameIndex) -> tuple[Mention, ...]:
    """All mentions in the cleaned text `plain`, by where they start."""
    low = plain.lower()
    words = TOKEN.findall(low)
    starts = [0, *accumulate(map(len, words))]
    scan = Scan(plain=plain, low=low, words=words, starts=starts, index=names)
    handlers = _list_handlers(set(words), names)
    for at in [at for at, word in enumerate(words) if word in handlers]:
        if starts[at] >= scan.until:
            handlers[words[at]](scan, at)
    return tuple(sorted(scan.found, key=lambda mention: (mention.start, mention.end)))


def _list_handlers(words: set[str], names: NameIndex) -> dict[str, Handler]:
    """What to do at each word of this text that can open a citation."""
    known = {word: _HANDLERS[word] for word in words & _HANDLERS.keys()}
    for word in words - known.keys():
        if word in names.first_words:
            known[word] = at_name
        elif word.endswith(LAW_END) and word not in NOT_LAWS:
            known[word] = at_unknown
    return known


_HANDLERS: Final[dict[str, Handler]] = {
    **dict.fromkeys(MONTHS, add_read(instruments.read_month, fallback=True)),
    **dict.fromkeys(_EU, add_read(instruments.read_eu, fallback=True)),
    **dict.fromkeys(_EU_WORD, at_eu_word),
    **dict.fromkeys(_BILL, add_read(instruments.read_bill, fallback=True)),
    **dict.fromkeys(_CIRCULAR, add_read(instruments.read_circular, fallback=True)),
    "nou": add_read(instruments.read_nou),
    **dict.fromkeys(_CHAPTER, at_chapter),
    **dict.fromkeys(_ARTICLE, at_article),
    **dict.fromkeys(_ANNEX, at_annex),
    **dict.fromkeys(_PART, at_part),
    **dict.fromkeys(_SECTION, at_section),
    **dict.fromkeys(_CODE | {"endringslov", "tilleggslov", "loven", "lova", "forskriften", "forskrifta"}, at_law),
}
