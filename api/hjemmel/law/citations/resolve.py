"""resolve: tie each mention to acts and provisions, and say how sure we are."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from hjemmel.law.citations.clean import Text
from hjemmel.law.citations.records import Citation, Mention, Target
from hjemmel.law.citations.registry import Registry
from hjemmel.law.citations.settle import is_list, settle
from hjemmel.law.citations.state import REACH, Act, State, mark_break, remember
from hjemmel.law.citations.targets import to_targets

_AFTER_GAP: Final = re.compile(
    r"\s(?:i|av|til|in|of)\s(?:(?:den|dei|gjeldende|ny|the|delegert|tidligere)\s)?"
    r"(?:(?:[\w-]{1,24}\s(?:og\s(?:[\w-]{1,24}\s)?)?)?[\w-]{0,24}(?:forordning(?:en)?|direktiv(?:et)?|vedtak|beslutning|[Rr]egulation|[Dd]irective)\s(?:nr\.\s)?)?"
)
_AMENDING_TITLE: Final = re.compile(r"\som\sendr(?:ing|ingar|inger)\s(?:av|i)\s[^.;:§\n]{0,300}")
_MOST: Final = 200


def resolve(
    text: Text,
    mentions: tuple[Mention, ...],
    registry: Registry,
    *,
    context: str | None = None,
    on: str | None = None,
) -> tuple[Citation, ...]:
    """Citations of `mentions`; `context` is the citing act's refID, `on` the text's day."""
    own = Act(refids=((context, ""),), how="context") if context else Act()
    entry = registry.acts.get(context or "")
    days = [day for day in (on, entry.changed if entry else "") if day]
    state = State(plain=text.plain, registry=registry, on=on or "", own=own, written=min(days, default=""))
    found: list[Citation] = []
    after = _list_after(text.plain, mentions)
    for index, mention in enumerate(mentions):
        if _is_in_title(text.plain, mentions, index):
            continue
        mark_break(state, mention)
        act = settle(state, mention, after.get(index))
        citation = _to_citation(state, text, mention, act)
        if citation:
            _add(found, text.sent, citation, mention, behind=after.get(index - 1) is mention)
        remember(state, mention, act)
    return tuple(found)


def _add(found: list[Citation], sent: str, citation: Citation, mention: Mention, *, behind: bool) -> None:
    """Put the next citation in; one list behind one sign, or `§ 4 i forvaltningsloven`, is one.

    Members that are settled otherwise than the first stay citations of their own, so a status
    is never hidden by its neighbours.
    """
    last = found[-1] if found else None
    if last and behind and not mention.level and last.status != "needs-context":
        found[-1] = _join(sent, last, citation, last.targets)
    elif (
        last
        and mention.continues
        and len(last.targets) < _MOST
        and (last.status, last.how, last.kind) == (citation.status, citation.how, citation.kind)
    ):
        found[-1] = _join(sent, last, citation, last.targets + citation.targets)
    else:
        found.append(citation)


def _join(sent: str, first: Citation, second: Citation, targets: tuple[Target, ...]) -> Citation:
    text = sent[first.start : second.end]
    return replace(first, end=second.end, text=text, targets=tuple(dict.fromkeys(targets)))


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
    for index in range(len(mentions) - 2, -1, -1):
        mention, following = mentions[index], mentions[index + 1]
        if not mention.level or mention.names or mention.unknown:
            continue
        gap = plain[mention.end : following.start]
        if len(gap) > REACH // 4:
            continue
        if following.names and not following.level and _AFTER_GAP.fullmatch(gap):
            after[index] = following
        elif not mention.anaphor and index + 1 in after and is_list(gap):
            after[index] = after[index + 1]
        elif not mention.anaphor and _is_own_after(following) and is_list(gap):
            after[index] = following
    return after


def _is_own_after(mention: Mention) -> bool:
    """Whether a provision has its `i denne lova` behind it, not before."""
    return bool(mention.anaphor) and mention.act_end == -2  # noqa: PLR2004  (set by find)


def _to_citation(state: State, text: Text, mention: Mention, act: Act) -> Citation | None:
    status, targets = to_targets(state, mention, act)
    if mention.level not in {"", "paragraf"}:
        bare = act.how == "context" and not mention.anaphor and status == "unknown-provision"
        if bare or status == "needs-context":
            return None
    start, end = text.to_sent(mention.start), text.to_sent_end(mention.end)
    return Citation(
        start=start,
        end=end,
        text=text.sent[start:end],
        kind=mention.kind,
        status=status,
        how=act.how if targets else None,
        targets=targets,
    )
