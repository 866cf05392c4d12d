"""For a section in an amending act: which of the acts it changes the section is in.

An amending act has no sections of its own (or few); what it quotes are the sections of the acts it
changes. Which these are stands in its head, and comes with imported law.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from hjemmel.law.citations.records import Mention
from hjemmel.law.citations.registry import ActEntry
from hjemmel.law.citations.state import Act, State, carry, is_near
from hjemmel.law.citations.targets import has_provision, may_have

_MOST: Final = 8
_BEYOND: Final = 3


def is_amending(state: State) -> bool:
    """Whether the text's own act has no sections, but changes those of others."""
    return bool(_list_amended(state, state.own_refid))


def find_amended(state: State, mention: Mention, *, ordered: bool) -> Act | None:
    """The act changed that the section is in; several when that can't be told; None when none can have it.

    `ordered` tells that the line itself orders the change. Acts whose sections aren't known count only then,
    and in an act without sections of its own. The act said over the lines goes first, unless only another one is
    said to be changed there.
    """
    entry = state.registry.acts.get(state.own_refid)
    other = is_near(state) and state.last and state.last.refids != state.own.refids
    if entry is None or not entry.amends or other:
        return None
    surface = state.plain[mention.start : mention.end]
    key = (surface, mention.level, mention.unit, ordered, state.frame)
    if key not in state.amended:
        state.amended[key] = _find_changed(state, entry, mention, ordered=ordered)
    return state.amended[key]


def _find_changed(state: State, entry: ActEntry, mention: Mention, *, ordered: bool) -> Act | None:
    acts = [Act(refids=((refid, ""),), how="context") for refid in _list_acts(state, entry)]
    found = [act for act in acts if _is_changed(entry, act, mention)]
    if state.frame:
        return _find_framed(state, state.frame, mention, found, ordered=ordered)
    if len(found) == 1:
        return found[0]
    held = found or _list_holders(state, entry, acts, mention, ordered=ordered)
    return _to_one(held)


def _list_holders(state: State, entry: ActEntry, acts: list[Act], mention: Mention, *, ordered: bool) -> list[Act]:
    """Of the acts changed those that have the section, the one the amending act is named after first."""
    main = _find_main(state, entry, acts)
    open_to = ordered or not state.registry.has_sections(entry.refid)
    has = {act: has_provision(state, act, mention, strict=True) for act in acts}
    held = [act for act in acts if has[act] or (has[act] is None and act is main and _is_alike(entry, act, mention))]
    if open_to and not held:
        unread = [act for act in acts if has[act] is None and may_have(state, act, mention)]
        held = [act for act in unread if not state.registry.list_period(act.refids[0][0])[1]] or unread
    return sorted(held, key=lambda act: act is not main)


def _find_framed(state: State, frame: Act, mention: Mention, found: list[Act], *, ordered: bool) -> Act | None:
    """Of the act said over the lines and those that are `found` to be changed there: the one that is meant."""
    if any(act.refids == frame.refids for act in found):
        return carry(frame)
    has = has_provision(state, frame, mention, strict=True)
    if len(found) == 1 and (ordered or not has):
        return found[0]
    meant = _list_meant(state, frame.refids[0][0])
    if meant != (frame.refids[0][0],):
        inner = [Act(refids=((refid, ""),)) for refid in meant]
        return _to_one(act for act in inner if has_provision(state, act, mention, strict=True) is not False)
    return carry(frame) if has is not False else None


def _to_one(held: Iterable[Act]) -> Act | None:
    """The acts as candidates of one, unless there are none or more than a reader would look up."""
    refids = tuple(act.refids[0] for act in held)
    return Act(refids=refids, how="context") if 0 < len(refids) <= _MOST else None


def _list_acts(state: State, entry: ActEntry) -> tuple[str, ...]:
    """The acts changed, for an act that only changes others those it changes (`I endringen av § 4 skal …`)."""
    acts = (refid for refid in entry.amends if not _is_over(state, entry, refid))
    return tuple(dict.fromkeys(meant for refid in acts for meant in _list_meant(state, refid)))


def _list_meant(state: State, refid: str) -> tuple[str, ...]:
    """The act itself, or the acts it changes when it is known to have no sections of its own."""
    return _list_amended(state, refid) or (refid,)


def _list_amended(state: State, refid: str) -> tuple[str, ...]:
    """The acts changed by one that is known to have no sections of its own, none for any other."""
    entry = state.registry.acts.get(refid)
    empty = state.registry.is_known(refid) and not state.registry.has_sections(refid)
    return entry.amends if entry and empty else ()


def _find_main(state: State, entry: ActEntry, acts: list[Act]) -> Act | None:
    """The act the amending act is named after (`Lov om endringer i barnevernsloven mv.`)."""
    if state.main is None:
        named = _list_named(state, entry.title.lower())
        state.main = tuple(refid for refid in named if refid in entry.amends)
    return next((act for refid in state.main for act in acts if act.refids[0][0] == refid), None)


def _is_alike(entry: ActEntry, act: Act, mention: Mention) -> bool:
    """Whether the section is numbered as those that are changed in an act whose sections aren't known."""
    head = f"{act.refids[0][0]}/{mention.level}/"
    changed = [path.removeprefix(head) for path in entry.amended if path.startswith(head)]
    if not changed or mention.unit is None:
        return False
    firsts = [int(digits.group()) for number in changed if (digits := re.match(r"\d+", number))]
    digits = re.match(r"\d+", mention.unit.lower)
    near = bool(digits and firsts) and int(digits.group() if digits else 0) <= max(firsts, default=0) + _BEYOND
    return near and any(("-" in number) == ("-" in mention.unit.lower) for number in changed)


def _list_named(state: State, title: str) -> list[str]:
    """The acts that a title names, in its order."""
    found: list[str] = []
    at = 0
    for word in re.finditer(r"[^\W\d_]+", title):
        match = state.registry.index.find(title, word.start()) if word.start() >= at else None
        if match:
            found += [name.refid for name in match[0]]
            at = match[1]
    return found


def _is_over(state: State, entry: ActEntry, refid: str) -> bool:
    """Whether the act ended with the act that names it among those it changes: it is repealed there."""
    end = state.registry.list_period(refid)[1]
    return bool(end) and end <= (entry.in_force or entry.refid.partition("/")[2])


def _is_changed(entry: ActEntry, act: Act, mention: Mention) -> bool:
    refid = act.refids[0][0]
    return mention.unit is not None and f"{refid}/{mention.level}/{mention.unit.lower}" in entry.amended
