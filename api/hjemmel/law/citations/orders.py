"""Lines that order how an act is changed, and what they leave unsaid.

`§ 7 andre ledd skal lyde:` names a section; `Nåværende tredje ledd blir fjerde ledd.` means the section of
the order before it.
"""

from __future__ import annotations

import re
from typing import Final

from hjemmel.law.citations.records import Mention
from hjemmel.law.citations.scan import Scan
from hjemmel.law.citations.state import Act, State
from hjemmel.law.citations.subs import read_subs, to_hung

_BEFORE: Final = re.compile(
    r"(?:\(?\d{1,2}[.)]\s)?(?:(?:Nåværende|Noverande|Gjeldende|Overskriften|Overskrifta|Tittelen)\s)?"
    r"(?:(?:til|i)\s)?(?:[Nn]ye?\s|Nytt\s|I\s)?"
)
_AFTER: Final = re.compile(
    r"[^.§]{0,90}?\s(?:skal\s(?:lyde|hete|heite|nytt|ny|nye|overskrift\w*)|skal\s[^.:]{0,60}\slyde|"
    r"oppheves|opphevast|blir\s|vert\s|endres)"
)
_WORDED: Final = re.compile(r"[^.:§\n]{0,60}?\sskal\s(?:[^.:§\n]{0,60}\s)?(?:lyde|hete|heite):")
_MOVES: Final = re.compile(r"\s(?:blir|vert)\s(?:nytt?\s|nye\s|ny\s)?(?:\w{4,9}(?:,|\sog|\stil)?\s){1,4}")
_REACH: Final = 100


def is_order(state: State, mention: Mention) -> bool:
    """Whether the line orders how an act is changed: `Ny § 4 a skal lyde:`, `§ 7 oppheves.`."""
    begin = max(0, mention.start - _REACH)
    start = state.plain.rfind("\n", begin, mention.start) + 1
    if begin and not start:
        return False
    return bool(_BEFORE.fullmatch(state.plain[start : mention.start]) and _AFTER.match(state.plain, mention.end))


def is_worded(state: State, mention: Mention) -> bool:
    """Whether the order gives the section new words: `§ 7 andre ledd skal lyde:`."""
    return bool(_WORDED.match(state.plain, mention.end))


def at_current(scan: Scan, start: int, end: int) -> None:
    """`Nåværende` at the start of a line, with what stands below a section: `Nåværende andre punktum blir …`."""
    if start and scan.low[start - 1] != "\n":
        return
    subs, stop = read_subs(scan.low, end)
    if subs and _MOVES.match(scan.low, stop):
        scan.add(Mention(start, stop, "provision", level="paragraf", subs=subs))


def note_order(state: State, mention: Mention, act: Act) -> None:
    """Keep the section of an order for the lines that move what stands below it."""
    entry = state.registry.acts.get(state.own_refid)
    changes = state.frame or (entry and entry.amends)
    if changes and mention.level == "paragraf" and mention.unit and act.refids and is_order(state, mention):
        state.order = (mention, act)


def find_ordered(state: State, mention: Mention) -> tuple[Mention, Act] | None:
    """A mention that only tells what stands below a section, as one of the section last ordered to change."""
    if state.order is None:
        return None
    section, act = state.order
    above = section.subs[0] if section.subs else ""
    subs = tuple(to_hung(above, sub) for sub in mention.subs)
    return mention._replace(unit=section.unit, subs=subs), act._replace(how="carried")
