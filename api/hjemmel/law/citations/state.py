"""What the text has said so far while its mentions are resolved one after the other."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from hjemmel.law.citations.records import How, Mention
from hjemmel.law.citations.registry import Registry

_SENTENCE: Final = re.compile(r"[.!?;:]\s+[A-ZÆØÅ«\"(\d]")
_AMENDS: Final = re.compile(
    r"(?:gj[øe]r(?:es|ast)|vert|blir)?\s?(?:det\s)?(?:gjort\s)?(?<!\bmed\s)f[øo]l(?:gende|gjande)\send(?:ringer|ringar)"
)
_COMMENCES: Final = re.compile(
    r"(?:Fra|Frå)\s(?:og\smed\s)?\d|(?:Lov(?:en|a)|Endringslov(?:en|a))\str(?:er|år)\si\skraft"
)
"""A line about when the text comes into force: it speaks of all of it, not of the act said over the lines before."""
_PARAGRAPH: Final = 3000
_LINE_END: Final = re.compile(r":?[ \t]{0,3}\n")
_HEADING: Final = 90
REACH: Final = 400
# Lovdata keeps the annexes of the EEA agreement apart from the act that carries the agreement.
ANNEXED: Final = {
    ("lov/1992-11-27-109", "eøsl"): "avtale/avt-1992-05-02-1",
    ("lov/1992-11-27-109", ""): "avtale/avt-1992-05-02-1",
}


class Act(NamedTuple):
    """The source a mention is tied to: its candidates, and how it was settled."""

    refids: tuple[tuple[str, str], ...] = ()
    how: How | None = None
    unknown: bool = False


@dataclass(slots=True, kw_only=True)
class State:
    """What the text has said so far."""

    plain: str
    registry: Registry
    on: str
    own: Act
    written: str = ""
    last: Act | None = None
    last_start: int = -1
    last_end: int = -1
    last_is_name: bool = False
    before: Mention | None = None
    before_act: Act | None = None
    frame: Act | None = None
    lead: Act | None = None
    order: tuple[Mention, Act] | None = None
    lead_end: int = -1
    seen: int = 0
    broken: int = 0
    law: Act | None = None
    agreement_end: int = -1
    regulation: Act | None = None
    main: tuple[str, ...] | None = None
    amended: dict[tuple[object, ...], Act | None] = field(default_factory=dict)

    @property
    def own_refid(self) -> str:
        """The act the text comes from, empty when it isn't known."""
        return self.own.refids[0][0] if self.own.refids else ""


def carry(act: Act) -> Act:
    """The same act, settled by what was said before."""
    return act._replace(how="carried") if act.how != "context" else act


def mark_break(state: State, mention: Mention) -> None:
    """Note a sentence that ends between the mention before and this one; each gap is read once."""
    gap = mention.start - state.seen
    line = state.plain.rfind("\n", state.seen, mention.start)
    if state.frame and line >= 0 and _COMMENCES.match(state.plain, line + 1):
        state.frame = None
    if gap > REACH or line >= 0 or (gap > 1 and _SENTENCE.search(state.plain, state.seen, mention.start)):
        state.broken = mention.start
    state.seen = mention.end


def is_silent(state: State) -> bool:
    """Whether nothing that was said so far, nor the citing act, can lend its act to a bare section."""
    return (
        state.last is None
        and state.frame is None
        and not state.own.refids
        and (state.before_act is None or not state.before_act.refids)
    )


def is_near(state: State) -> bool:
    """Whether the act last named stands in the same sentence."""
    return state.last is not None and state.broken <= state.last_end


def is_paragraph(state: State, mention: Mention) -> bool:
    """Whether the act last named stands in the same paragraph."""
    if state.last is None or mention.start - state.last_end > _PARAGRAPH:
        return False
    return "\n" not in state.plain[state.last_end : mention.start]


def is_agreed(state: State, mention: Mention) -> bool:
    """Whether the paragraph speaks of the EEA agreement; each part of it is searched for its end once."""
    if state.agreement_end < 0:
        return False
    if state.plain.find("\n", state.agreement_end, mention.start) >= 0:
        state.agreement_end = -1
        return False
    state.agreement_end = max(state.agreement_end, mention.start)
    return True


def remember(state: State, mention: Mention, act: Act) -> None:  # noqa: C901 -- one line for each thing kept
    """Keep what the mentions to come may lean on."""
    if mention.level:
        state.before, state.before_act = mention, act
    if act.unknown:
        state.last = None
    if not act.refids:
        return
    if act.refids[0] in ANNEXED or act.refids[0][0].startswith("avtale/"):
        state.agreement_end = mention.end
    outside = act.how in {"named", "carried", "date"} or mention.anaphor or mention.names
    if not outside or mention.kind in {"preparatory-work", "circular"}:
        return
    if not mention.level and (_is_aside(state, mention) or _is_resolution(state, mention)):
        return
    state.last, state.last_start, state.last_end, state.last_is_name = (
        act,
        mention.start,
        mention.end,
        not mention.level,
    )
    if act.refids[0][0].startswith("lov") and not act.refids[0][1]:
        state.law = act
    elif act.refids[0][0].startswith("forskrift"):
        state.regulation = act
    if not mention.level:
        state.before = None
    if _is_heading(state, mention) if mention.level else _is_frame(state, mention):
        state.frame = act


def _is_aside(state: State, mention: Mention) -> bool:
    """Whether a name only describes the section before it: `§ 7-2 (sikkerhetslovens anvendelse)`."""
    before = state.before
    return before is not None and state.plain[before.end : mention.start].strip() == "("


def _is_resolution(state: State, mention: Mention) -> bool:
    """Whether it is what brings an act into force (`iflg. res. 5 apr 2013 nr. 338, med unntak av § 51`)."""
    return state.plain.startswith(("res.", "res ", "kgl.res."), mention.start)


def _is_heading(state: State, mention: Mention) -> bool:
    """Whether the act stands alone on the line over its first section, as a heading over the sections below."""
    if mention.act_end < 0 or state.own.refids or not _LINE_END.match(state.plain, mention.act_end):
        return False
    return mention.start == 0 or state.plain[mention.start - 1] == "\n"


def _is_frame(state: State, mention: Mention) -> bool:
    """Whether the act is said once for the lines below: an amending line, a heading, a lead."""
    line_end = state.plain.find("\n", mention.end, mention.end + REACH)
    rest = state.plain[mention.end : line_end if line_end >= 0 else mention.end + REACH][:REACH]
    if "endring" in rest and _AMENDS.search(rest.lower()):
        return True
    is_lead = line_end >= 0 and rest.strip() in {"", ":", "):", "?"} and not state.own.refids
    before = max(0, mention.start - _HEADING)
    return is_lead and (before == 0 or state.plain.find("\n", before, mention.start) >= 0)
