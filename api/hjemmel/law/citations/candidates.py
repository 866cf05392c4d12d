"""Which acts a name may mean, narrowed by year, day and by which of them has the section."""

from __future__ import annotations

import re
from typing import Final

from hjemmel.law.citations.numbers import to_units
from hjemmel.law.citations.records import How, Mention, Name
from hjemmel.law.citations.registry import Registry
from hjemmel.law.citations.state import ANNEXED, Act, State
from hjemmel.law.citations.targets import ANNEX_SIGN, has_provision, may_have
from hjemmel.law.citations.words import to_arabic

_RECENT: Final = "2020"  # an older act without a known first day has long been in force
_NEXT: Final = 2
_AGED: Final = re.compile(r"\b(?:(gamle|tidligere|tidlegare|dagjeldende|dagjeldande)|nye)\s{1,2}$", re.IGNORECASE)
_AGED_REACH: Final = 16
Pairs = tuple[tuple[str, str], ...]


def to_act(state: State, mention: Mention) -> Act:
    """The act of a name, or the acts it may mean when nothing settles which."""
    if not mention.names:
        return Act(how="named", unknown=True)
    pairs = tuple(dict.fromkeys((name.refid, name.part) for name in mention.names))
    if mention.unit and mention.level in ANNEX_SIGN and pairs[0] in ANNEXED:
        return to_annex(pairs[0], mention, "named")
    mine = tuple(pair for pair in pairs if pair[0] == state.own_refid)
    if mine and not mention.year:
        return Act(refids=mine[:1], how="context")
    if len(pairs) > 1:
        return _to_narrowed(state, mention, _list_numbered(state, mention, pairs) or pairs)
    return Act(refids=_to_known_day(state.registry, pairs[0]) if mention.dated else pairs, how="named")


def _to_narrowed(state: State, mention: Mention, pairs: Pairs) -> Act:
    """Of several acts of one name: by the year written, by the day, by which has the section."""
    if mention.year:
        dated = tuple(pair for pair in pairs if f"/{mention.year}" in pair[0])
        return Act(refids=dated or pairs, how="named")
    aged = _list_aged(state, mention, pairs)
    if aged:
        return Act(refids=aged, how="named")
    told = _list_changed(state, pairs) or _list_basis(state, pairs) or _list_twins(state, pairs)
    held = told or _list_held(state, mention, pairs)
    if not held or len(held) == len(pairs):
        ranked = sorted(pairs, key=lambda pair: _to_rank(state, pair))
        return Act(refids=tuple(ranked), how="named")
    others = tuple(pair for pair in pairs if pair not in held)
    if (
        mention.unit
        and has_provision(state, Act(refids=held), mention) is False
        and has_provision(state, Act(refids=others), mention) is not False
    ):
        return Act(refids=others, how="named")
    return Act(refids=held, how="date" if state.written else "named")


def _list_aged(state: State, mention: Mention, pairs: Pairs) -> Pairs:
    """What `den gamle` or `den nye` before the name leaves: the candidates that have ended, or those that haven't."""
    found = _AGED.search(state.plain, max(0, mention.start - _AGED_REACH), mention.start)
    if found is None:
        return ()
    ended = tuple(pair for pair in pairs if state.registry.list_period(pair[0])[1])
    return ended if found.group(1) else tuple(pair for pair in pairs if pair not in ended)


def _list_numbered(state: State, mention: Mention, pairs: Pairs) -> Pairs:
    """The candidates that may have a section of such a number: `§ 14-2` is none of an act that has § 14 and § 15."""
    return tuple(pair for pair in pairs if may_have(state, Act(refids=(pair,)), mention))


def _list_changed(state: State, pairs: Pairs) -> Pairs:
    """The one candidate that the citing act changes."""
    entry = state.registry.acts.get(state.own_refid)
    changed = tuple(pair for pair in pairs if entry and pair[0] in entry.amends)
    return changed if len(changed) == 1 else ()


def _list_basis(state: State, pairs: Pairs) -> Pairs:
    """The act not yet in force that the citing regulation was made under: its name means that act."""
    entry = state.registry.acts.get(state.own_refid)
    if entry is None:
        return ()
    day = state.own_refid.partition("/")[2]
    based = (pair for pair in pairs if pair[0] in entry.based_on and pair[0].partition("/")[2] <= day)
    return tuple(pair for pair in based if state.registry.list_period(pair[0])[0] > (state.written or "9"))[:1]


def _list_twins(state: State, pairs: Pairs) -> Pairs:
    """The acts passed next to a citing act that isn't in force yet (one bill's): they come into force together."""
    own = state.own_refid
    start = state.registry.list_period(own)[0] if own else ""
    waits = start > (state.written or start) or (not start and own[4:8] >= _RECENT)
    return tuple(pair for pair in pairs if _is_next(pair[0], own)) if waits else ()


def _is_next(one: str, other: str) -> bool:
    """Whether two acts are of one day with numbers next to each other."""
    (day, _, number), (same, _, following) = one.rpartition("-"), other.rpartition("-")
    numbered = number.isdigit() and following.isdigit()
    return day == same and numbered and abs(int(number) - int(following)) <= _NEXT


def _list_held(state: State, mention: Mention, pairs: Pairs) -> Pairs:
    """The candidates in force on the day the text is of; all that ever were when it isn't known."""
    if not state.written:
        return tuple(pair for pair in pairs if state.registry.list_period(pair[0])[0] < "9")
    return tuple(pair for pair in pairs if _is_held(state, pair[0], mention.names))


def to_annex(pair: tuple[str, str], mention: Mention, how: How) -> Act:
    """The annex or protocol of an agreement, which is a document of its own at Lovdata; each one of a range."""
    head = f"{ANNEXED[pair]}-{ANNEX_SIGN[mention.level]}"
    ends = (mention.unit.lower, mention.unit.upper) if mention.unit else ("",)
    numbers = [str(to_arabic(number) or number) for number in ends if number]
    if len(numbers) > 1 and all(map(str.isdigit, numbers)):
        numbers = to_units(*numbers)
    return Act(refids=tuple((head + number, "") for number in numbers), how=how)


def _to_known_day(registry: Registry, pair: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """The acts of a day when the number is missing, or when the act has none in the register."""
    refid, part = pair
    day = refid[: refid.find("/") + 11]
    if refid in registry.periods or refid in registry.acts:
        return (pair,)
    known = registry.by_day.get(day, ())
    if refid == day and known:
        return tuple((other, part) for other in known)
    return ((day, part),) if day in known else (pair,)


def _is_held(state: State, refid: str, names: tuple[Name, ...]) -> bool:
    for name in names:
        if name.refid == refid and name.valid_from[:1] != "9" and (name.valid_from or name.valid_to):
            return name.valid_from <= state.written and (not name.valid_to or state.written < name.valid_to)
    start, end = state.registry.list_period(refid)
    return start <= state.written and (not end or state.written < end)


def _to_rank(state: State, pair: tuple[str, str]) -> tuple[bool, str]:
    """Acts in force first, the newest before the older."""
    start, end = state.registry.list_period(pair[0])
    inverted = "".join(chr(255 - ord(sign)) for sign in pair[0])
    return bool(end) or start > "9000", inverted
