"""Amendment notes → events.

    Endra med lover 24 juni 2011 nr. 30 (ikr. 1 jan 2012 iflg. res. 16 des 2011 nr. 1252), 11 juni 2021 nr. 78 …
    └ verb          └ by                    └ in force           └ resolution              └ the next event

Links outside parentheses name the amending acts; the nearest verb before one says what it did; the parentheses
after it say since when and by which decision. An act that amended the amending act ("som endret ved …") is no event.
"""

from __future__ import annotations

import re
from typing import Final

from hjemmel.law.lovdata.records import Block, DateKind, Event, EventKind, Link

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan januar",
            "feb febr februar",
            "mars mar",
            "apr april",
            "mai",
            "juni jun",
            "juli jul",
            "aug august",
            "sep september",
            "okt oktober",
            "nov november",
            "des desember",
        ),
        start=1,
    )
    for name in names.split()
}
_DATE = re.compile(r"\b(\d{1,2})\.? (" + "|".join(_MONTHS) + r")\b\.? (\d{4})\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_VERB = re.compile(
    r"(?P<former>\btidligere (?=§|kap))"
    r"|(?P<moved>\b(?:over)?flytt(?:et|a|es)\b)"
    r"|(?P<repealed>\bopp?h(?:evet|eves|eva|evd|vet)\w*)"
    r"|(?P<added>\b(?:tilføy(?:d|et|es|d)|føyd\s+til)\b)"
    r"|(?P<amended>\bend(?:ret|res|ra|rt)\b)",
    re.IGNORECASE,
)
_KINDS: Final[dict[str, EventKind]] = {
    "former": "former number",
    "moved": "moved",
    "repealed": "repealed",
    "added": "added",
    "amended": "amended",
}
_PENDING = re.compile(r"\b(?:endres|oppheves|tilføyes|vert|blir)\b", re.IGNORECASE)
_INDIRECT = re.compile(
    r"\b(?:som|sist|igjen|også|endring|endringen|endringslov) (?:sist |igjen )?(?:vert )?"
    r"(?:endret|endra|oppheva|opphevet) (?:ved|med)\s+(?:lov(?:er)?|forskrift(?:er)?|res\.?)?\s*$",
    re.IGNORECASE,
)
_REACH: Final = 60
_FORCE = re.compile(r"\b(?:ikr\b|(?:i )?kraft\b|ikraft)", re.IGNORECASE)
_EFFECT = re.compile(r"\b(?:fom\b|f\.? ?o\.? ?m\b|med (?:virkning|verknad)|(?:fra|frå) (?=\d|vår|høst))", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?:den tid|når|fra den|frå den)\b.*\b(?:Kongen|departementet|bestem|fastset)|\bKongen bestem",
    re.IGNORECASE,
)
_DECISION = re.compile(r",? (?:iflg|ifølge|etter) ?\b")
_DECIDED_BY = re.compile(r"\b(?:iflg|ifølge|etter|jfr?)\.?\s*$")
_FORMER = re.compile(r"\btidl(?:igere|egare) (§+ ?\d[\w-]*(?: [a-zæøå])?|kap\w* [\w-]+)", re.IGNORECASE)


def list_events(note: Block) -> tuple[Event, ...]:
    """The events a note tells, in its order."""
    text = note.text
    depths = _list_depths(text)
    mains = [link for link in note.links if _is_event(link, text, depths)]
    verbs = list(_VERB.finditer(text))
    events = []
    for position, link in enumerate(mains):
        stop = mains[position + 1].start if position + 1 < len(mains) else len(text)
        events.append(_read_event(note, link, stop, verbs))
    return tuple(events)


def parse_day(text: str) -> str:
    """The first day written in a text ("1 jan 2012" → "2012-01-01"); "" when there is none."""
    days = _list_days(text)
    return days[0] if days else ""


def _is_event(link: Link, text: str, depths: list[int]) -> bool:
    own = link.target.kind in {"lov", "forskrift"}
    before = text[max(0, link.start - _REACH) : link.start]
    return own and not depths[link.start] and not _INDIRECT.search(before)


def _read_event(note: Block, link: Link, stop: int, verbs: list[re.Match[str]]) -> Event:
    text = note.text
    kind, pending = _find_verb(text, [verb for verb in verbs if verb.end() <= link.start])
    start, told = _find_parentheses(text, link.end, stop)
    date_kind, in_force = _find_force(told)
    former = _FORMER.search(told) or _FORMER.search(text, 0, link.start)
    return Event(
        kind=kind,
        pending=pending,
        by=link.target.document,
        date_kind=date_kind,
        in_force=in_force,
        resolution=_find_resolution(note, start, start + len(told)),
        former=former.group(1) if former else "",
        also=_list_also(note, link, stop),
    )


def _list_also(note: Block, main: Link, stop: int) -> tuple[str, ...]:
    """The acts that amended the amending act, named after it and before the next event."""
    after = (link for link in note.links if main.end <= link.start < stop)
    return tuple(
        link.target.document
        for link in after
        if link.target.kind in {"lov", "forskrift"} and _INDIRECT.search(note.text, main.end, link.start)
    )


def _list_depths(text: str) -> list[int]:
    """How deep in parentheses each character is, and the place after the last: an empty link may stand there."""
    depth, depths = 0, []
    for character in text:
        if character == "(":
            depth += 1
        depths.append(depth)
        if character == ")" and depth:
            depth -= 1
    return [*depths, depth]


def _find_verb(text: str, verbs: list[re.Match[str]]) -> tuple[EventKind, bool]:
    if not verbs:
        return "", False
    last = verbs[-1]
    words = text[max(0, last.start() - 5) : last.end()]
    return _KINDS[last.lastgroup or "amended"], bool(_PENDING.search(words))


def _find_parentheses(text: str, start: int, stop: int) -> tuple[int, str]:
    """The first parentheses between two events: where they start, and what is in them."""
    first = text.find("(", start, stop)
    if first < 0:
        return stop, ""
    depth = 0
    for place in range(first, len(text)):
        depth += (text[place] == "(") - (text[place] == ")")
        if depth == 0:
            return first + 1, text[first + 1 : place]
    return first + 1, text[first + 1 : stop]


def _find_force(told: str) -> tuple[DateKind, str]:
    force = _FORCE.search(told)
    if force is None:
        effect = _EFFECT.search(told)
        return ("effect from", _find_effect(told)) if effect else ("", "")
    days = _list_days(_DECISION.split(told)[0])
    if days:
        return "in force", ";".join(dict.fromkeys(days))
    return ("undecided" if _OPEN.search(told) else "other"), ""


def _find_effect(told: str) -> str:
    days = _list_days(told)
    year = _YEAR.search(told)
    return days[0] if days else year.group() if year else ""


def _list_days(text: str) -> list[str]:
    return [f"{year}-{_MONTHS[month.lower()]:02}-{int(day):02}" for day, month, year in _DATE.findall(text)]


def _find_resolution(note: Block, start: int, stop: int) -> str:
    inside = [link for link in note.links if start <= link.start < stop]
    for link in inside:
        before = note.text[max(start, link.start - 24) : link.start]
        if _DECIDED_BY.search(before):
            return link.target.document
    return ""
