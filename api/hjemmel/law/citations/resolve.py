"""resolve: tie each mention to acts and provisions, and say how sure we are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from operator import attrgetter
from typing import Final

from hjemmel.law.citations.clean import Text
from hjemmel.law.citations.leads import note_lead
from hjemmel.law.citations.orders import find_ordered, note_order
from hjemmel.law.citations.records import Citation, How, Mention, Status, Target, Unit, new_record
from hjemmel.law.citations.registry import Registry
from hjemmel.law.citations.settle import is_list, settle
from hjemmel.law.citations.state import REACH, Act, State, is_silent, mark_break, remember
from hjemmel.law.citations.targets import to_targets

_AFTER_GAP: Final = re.compile(
    r"(?:\s\([^()\n]{3,60}\))?\s(?:i|av|til|in|of)\s(?:(?:den|dei|gjeldende|ny|the|delegert|tidligere)\s)?"
    r"(?:(?:gamle|nye|dagjeldende|dagjeldande|tidligere|tidlegare)\s)?"
    r"(?:(?:[\w-]{1,24}\s(?:og\s(?:[\w-]{1,24}\s)?)?)?[\w-]{0,24}(?:forordning(?:en)?|direktiv(?:et)?|vedtak|beslutning|[Rr]egulation|[Dd]irective)\s(?:nr\.\s)?)?"
)
_AMENDING_TITLE: Final = re.compile(r"\som\sendr(?:ing|ingar|inger)\s(?:av|i)\s[^.;:§\n]{0,300}")
_ENCLOSED: Final = ("paragraf", "artikkel")
_NOTHING: Final = Mention(0, 0, "act")
_DIGITS: Final = re.compile(r"\d{1,6}")
_LEVELS: Final = frozenset(["paragraf", "kapittel", "artikkel", "del"])
_RUN: Final = attrgetter("run")
_GAP: Final = REACH // 4


def resolve(
    text: Text,
    mentions: tuple[Mention, ...],
    registry: Registry,
    *,
    context: str | None = None,
    on: str | None = None,
) -> tuple[Citation, ...]:
    """Citations of `mentions`; `context` is the citing act's refID, `on` the text's day."""
    if any(map(_RUN, mentions)) and (context or not all(map(_is_bare, mentions))):
        mentions = tuple(member for mention in mentions for member in _list_members(text.plain, mention))
    state = _to_state(text.plain, registry, context=context, on=on or "")
    answer = _Answer(text)
    after = _list_after(text.plain, mentions)
    known: dict[tuple[Act, str, Unit | None, tuple[str, ...]], tuple[Status, tuple[Target, ...]]] = {}
    silent = is_silent(state)
    for index, surface in enumerate(mentions):
        if silent and index not in after and _is_bare(surface):
            if surface.level == "paragraf" and surface.unit:
                answer.add(surface, "needs-context", None, (), behind=False)
            continue
        if _is_in_title(text.plain, mentions, index):
            continue
        mark_break(state, surface)
        whole = _find_section(state, surface, after.get(index))
        if whole is None:
            continue
        mention, act = whole
        key = (act, mention.level, mention.unit, mention.subs)
        found = known.get(key)
        if found is None:
            found = known[key] = to_targets(state, mention, act)
        status, targets = found
        if not _is_left_out(mention, act, status):
            answer.add(mention, status, act.how if targets else None, targets, behind=after.get(index - 1) is surface)
        remember(state, mention, act)
        note_lead(state, mention, act)
        note_order(state, mention, act)
        silent = is_silent(state)
    return answer.to_citations()


def _to_state(plain: str, registry: Registry, *, context: str | None, on: str) -> State:
    """What is known before the first mention: the text's own act, and the day its names are of."""
    own = Act(refids=((context, ""),), how="context") if context else Act()
    entry = registry.acts.get(context or "")
    days = [day for day in (on, entry.changed if entry else "") if day]
    return State(plain=plain, registry=registry, on=on, own=own, written=min(days, default=""))


def _find_section(state: State, mention: Mention, after: Mention | None) -> tuple[Mention, Act] | None:
    """A mention with its act; one without a number (`Nåværende andre punktum`) with the section it is of, if known."""
    if mention.level == "paragraf" and mention.unit is None:
        return find_ordered(state, mention)
    return mention, settle(state, mention, after)


def _list_members(plain: str, mention: Mention) -> Iterator[Mention]:
    """Each section of a list of bare numbers; the same number said twice in a row is one."""
    if not mention.run:
        yield mention
        return
    last = mention._replace(end=mention.run, run=0)
    for found in _DIGITS.finditer(plain, mention.run, mention.end):
        if last.unit and found.group() == last.unit.lower:
            last = last._replace(end=found.end())
        else:
            yield last
            start, end = found.span()
            last = last._replace(start=start, end=end, unit=Unit(found.group()), continues=True, act_end=-1)
    yield last


def _is_bare(mention: Mention) -> bool:
    """Whether nothing in the mention's own words speaks of an act."""
    return mention.level in _LEVELS and not (mention.names or mention.anaphor or mention.unknown)


def _is_left_out(mention: Mention, act: Act, status: Status) -> bool:
    """Whether it is no citation of law at all: `kapittel 3` of the text itself."""
    if mention.level in {"", "paragraf"}:
        return False
    bare = act.how == "context" and not mention.anaphor and status == "unknown-provision"
    return bare or status == "needs-context"


class _Answer:
    """The citations so far. One list behind one sign, or `§ 4 i forvaltningsloven`, is one citation.

    Members that are settled otherwise than the first stay citations of their own, so a status is never
    hidden by its neighbours. The last one is put together when the next begins: joining at each member
    would copy an endless list again and again.
    """

    def __init__(self, text: Text) -> None:
        self._text, self._sent = text, text.sent
        self._moved = bool(text.steps[0])
        self._found: list[Citation] = []
        self._end = 0
        self._more: list[tuple[Target, ...]] = []

    def add(
        self, mention: Mention, status: Status, how: How | None, targets: tuple[Target, ...], *, behind: bool
    ) -> None:
        """Put the next one in; `behind` tells that its words name the act of the provisions before them."""
        start, end = mention.start, mention.end
        if self._moved:
            start, end = self._text.to_sent(start), self._text.to_sent_end(end)
        if (behind or mention.continues) and self._joins(mention, status, how, behind=behind):
            self._end = end
            if mention.continues:
                self._more.append(targets)
            return
        if self._end:
            self._close()
        self._found.append(
            new_record(Citation, (start, end, self._sent[start:end], mention.kind, status, how, targets))
        )

    def _joins(self, mention: Mention, status: Status, how: How | None, *, behind: bool) -> bool:
        """Whether the next one is part of the last."""
        if not self._found:
            return False
        last = self._found[-1]
        if behind and not mention.level:
            apart = bool(last.targets) and last.targets[0].refid.startswith("avtale/")
            return last.status != "needs-context" and not apart
        return mention.continues and (last.status, last.how, last.kind) == (status, how, mention.kind)

    def to_citations(self) -> tuple[Citation, ...]:
        """All of them, in the order of the text."""
        self._close()
        return tuple(self._found)

    def _close(self) -> None:
        if self._end:
            last = self._found[-1]
            targets = tuple(dict.fromkeys(chain(last.targets, *self._more)))
            self._found[-1] = last._replace(end=self._end, text=self._sent[last.start : self._end], targets=targets)
            self._end, self._more = 0, []


def _is_in_title(plain: str, mentions: tuple[Mention, ...], index: int) -> bool:
    """Whether a name stands inside the title of an amending act that is cited by its number."""
    mention = mentions[index]
    if mention.level or mention.dated or not mention.names:
        return False
    for other in reversed(mentions[max(0, index - 6) : index]):
        if other.dated and not other.level:
            return bool(_AMENDING_TITLE.fullmatch(plain[other.end : mention.start]))
        if other.level:
            return False
    return False


def _list_after(plain: str, mentions: tuple[Mention, ...]) -> dict[int, Mention]:
    """For each provision whose source is named behind it: the mention that names the source.

    It reaches back along an enumeration: `§§ 3 og 4 og § 6 i forskrift …`.
    """
    after: dict[int, Mention] = {}
    following, named = _NOTHING, None
    for index in range(len(mentions) - 1, -1, -1):
        mention = mentions[index]
        if named or following.names or following.anaphor:
            named = _find_after(plain, mention, following, named)
            if named:
                after[index] = named
        following = mention
    return after


def _find_after(plain: str, mention: Mention, following: Mention, named: Mention | None) -> Mention | None:
    """The mention behind `mention` that names its source: `following`, or the one that is named behind that."""
    if not mention.level or mention.names or mention.unknown or following.start - mention.end > _GAP:
        return None
    gap = plain[mention.end : following.start]
    enclosed = (
        gap == " (" and plain.startswith(")", following.end) and mention.level in _ENCLOSED and not mention.anaphor
    )
    if following.names and not following.level and (enclosed or _AFTER_GAP.fullmatch(gap)):
        return following
    if mention.anaphor or not is_list(gap):
        return None
    return named or (following if _is_own_after(following) else None)


def _is_own_after(mention: Mention) -> bool:
    """Whether a provision has its `i denne lova` behind it, not before."""
    return bool(mention.anaphor) and mention.act_end == -2  # noqa: PLR2004  (set by find)
