"""Which instrument a bare annex or protocol is of: the agreement the paragraph speaks of, or the text's own act."""

from __future__ import annotations

import re
from typing import Final

from hjemmel.law.citations.candidates import to_annex
from hjemmel.law.citations.records import Mention
from hjemmel.law.citations.state import ANNEXED, REACH, Act, State, carry, is_agreed
from hjemmel.law.citations.targets import has_provision

_OF_UNION: Final = re.compile(
    r"(?:forordning|direktiv|rettsakt|[Rr]egulation|[Dd]irective|EØS-(?![slob])|"
    r"\((?:EU|EF|EØF|EC)\)|tilpasning|dette kapit)"
)
_NAMED_BEFORE: Final = re.compile(r"\b[A-ZÆØÅ]{3,}\s$")
_ANNEX: Final = "avtale/avt-1992-05-02-1-v"
_NEAR: Final = 80
_OF_THE_SAME: Final = re.compile(r"\stil\savtal")
_IN_THE_SAME: Final = re.compile(r"(?:[\s,()]|og|del\s[\d.]+|nr\.\s\w+|\d\w*)*")
_OF_AGREEMENT: Final = re.compile(
    r"(?:\s?(?:,|og)\s(?:vedlegg\s)?[IVX]{1,5})*(?:\s?,|\sog)?(?:\sprotokoll\s\d{1,2})?"
    r"(?:\stil\s(?:EØS-)?avtal|\sog\savtalen\s(?:for\søvrig|elles))"
)
_OF_THAT_AGREEMENT: Final = re.compile(
    r"(?:\skap\S{0,8}\s[IVX]{1,6})?,?\sprotokoll\s\d{1,2}\stil\s(?:EØS-)?avtalen\sog\s(?:EØS-)?avtalen\s(?:for\søvrig|ellers)"
)
"""The words a Norwegian regulation takes a rule of the Union in with; no other agreement is spoken of so."""
_ADAPTED: Final = re.compile(r"\bEØS-tilpasning\w{0,3}\s(?:av\s[\w-]{3,30}\s)?i\ssamsvar\smed\s$")


def settle_next_annex(state: State, mention: Mention, act: Act) -> Act:
    """An annex behind another one of `act` in an enumeration."""
    if act.refids and act.refids[0][0].startswith("avtale/"):
        if mention.level == "protokoll" and _OF_THE_SAME.match(state.plain, mention.end):
            return Act()
        return to_annex(next(iter(ANNEXED)), mention, "carried")
    if mention.level == "protokoll":
        return settle_annex(state, mention)
    return act if act.how == "context" else carry(act)


def settle_annex(state: State, mention: Mention) -> Act:
    """A bare annex: of the agreement the paragraph speaks of, else of the text's own act."""
    plain, own = state.plain, state.own.refids
    if own and own[0] in ANNEXED:
        return to_annex(own[0], mention, "context")
    if is_agreed(state, mention):
        far = mention.level == "vedlegg" and _OF_AGREEMENT.match(plain, mention.end)
        if far or (mention.level == "vedlegg" and "EØS-avtal" in plain[mention.end : mention.end + 40]):
            return to_annex(next(iter(ANNEXED)), mention, "carried")
        return Act()
    if not own:
        return Act()
    before = max(0, mention.start - REACH)
    before = max(before, plain.rfind("\n", before, mention.start))
    after = plain.find("\n", mention.end, mention.end + REACH)
    end = after if after >= 0 else mention.end + REACH
    has = has_provision(state, state.own, mention)
    if mention.level == "vedlegg" and (
        _OF_THAT_AGREEMENT.match(plain, mention.end)
        or (has is not True and _ADAPTED.search(plain, before, mention.start))
    ):
        return to_annex(next(iter(ANNEXED)), mention, "carried")
    foreign = _OF_UNION.search(plain, before, end)
    foreign = foreign or _NAMED_BEFORE.search(plain, before, mention.start)
    return state.own if mention.level == "vedlegg" and has is not False and not foreign else Act()


def find_annex_of(state: State, mention: Mention) -> Act | None:
    """The agreement's annex whose next chapter this is: `vedlegg I kapittel I nr. 11bw, kap. II nr. 31qw`."""
    before, act = state.before, state.before_act
    if before is None or act is None or not is_annex(act):
        return None
    gap = state.plain[before.end : mention.start]
    return carry(act) if len(gap) < _NEAR and _IN_THE_SAME.fullmatch(gap) else None


def is_annex(act: Act) -> bool:
    """Whether it is an annex of the agreement, a document of its own."""
    return bool(act.refids) and act.refids[0][0].startswith(_ANNEX)
