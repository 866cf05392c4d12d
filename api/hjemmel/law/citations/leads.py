"""Acts said once for a list below: `Følgende bestemmelser i plan- og bygningsloven gjelder:` and its lines."""

from __future__ import annotations

import re
from typing import Final

from hjemmel.law.citations.records import Mention
from hjemmel.law.citations.state import REACH, Act, State

_FOLLOWING: Final = re.compile(
    r"\b(?:følgende|følgjande|disse|desse)\s(?:[\w-]{2,20},?\s(?:og\s)?){0,3}(?:bestemmels\w*|føresegn\w*|regl\w+|"
    r"paragraf\w*|kapitl\w*|del\w*)\si\s(?:[\w,-]+\s){0,2}$"
)
_BEFORE: Final = 60
_ENDS: Final = re.compile(r"\n(?![§a-zæøå\d(•*–-]|Kap)")
"""A line that is no item: it begins as a sentence does."""


def is_opening(state: State, start: int) -> bool:
    """Whether the words before the act at `start` say that some of its provisions follow."""
    return bool(_FOLLOWING.search(state.plain[max(0, start - _BEFORE) : start].lower()))


def note_lead(state: State, mention: Mention, act: Act) -> None:
    """Keep the act of a lead: some of its provisions follow, and the line doesn't end as a sentence does."""
    end = state.plain.find("\n", mention.end, mention.end + REACH) if not mention.level and act.refids else -1
    if end < 0 or state.plain[end - 1] in ".;" or "§" in state.plain[mention.end : end]:
        return
    if is_opening(state, mention.start):
        state.lead, state.lead_end = act, end


def find_lead(state: State, mention: Mention) -> Act | None:
    """The act of the list that the mention stands in; every line is looked at once."""
    if state.lead is None or mention.start < state.lead_end:
        return None
    if _ENDS.search(state.plain, state.lead_end, mention.start + len("Kap")):
        state.lead = None
        return None
    state.lead_end = max(state.lead_end, state.plain.rfind("\n", state.lead_end, mention.start))
    return state.lead
