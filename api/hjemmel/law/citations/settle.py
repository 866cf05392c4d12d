"""Which act a provision belongs to when its own words don't name one.

The order: words like `denne lova` and `samme lov`, a source named after it (`§ 4 i
forvaltningsloven`), the enumeration it stands in, the act the text comes from (`context`), the
act last named in the sentence, the heading over it. What none of these settles needs context.
"""

from __future__ import annotations

import re
from typing import Final

from hjemmel.law.citations.amending import find_amended, is_order
from hjemmel.law.citations.candidates import to_act, to_annex
from hjemmel.law.citations.provisions import STOP_GAP
from hjemmel.law.citations.records import Anaphor, Mention
from hjemmel.law.citations.state import ANNEXED, REACH, Act, State, carry, is_agreed, is_near, is_paragraph
from hjemmel.law.citations.targets import ANNEX_SIGN, has_provision
from hjemmel.law.citations.words import LEVEL_OF, ORDINALS

_SMALL: Final = "|".join(sorted({*LEVEL_OF, *ORDINALS}, key=len, reverse=True))
_CONNECTED: Final = re.compile(
    r"(?:[\s,/()–-]|og|eller|samt|til|jfr?\.?|jamfør|sammenholdt med|henholdsvis|hhv\.?|både|enten|så vel som|unntatt|"
    rf"med unntak av|unntak for|bortsett fra|kun|også|herunder|ny|nye|nytt|"
    rf"(?:{_SMALL})\b\.?|\d{{1,2}}\b|\([a-z\d]\)|[a-z]\)|cf\.?|and|or)*"
)
_EXCEPT: Final = re.compile(r"[^.;:\n]{0,90}\b(?:med unntak av|unntatt|bortsett fra|unntak for|med unntak for)\s{1,2}$")
_OF_UNION: Final = re.compile(
    r"(?:forordning|direktiv|rettsakt|[Rr]egulation|[Dd]irective|EØS|\((?:EU|EF|EØF|EC)\)|tilpasning|dette kapit)"
)
_DESCRIBED: Final = re.compile(r"\s(?:om|\(|[«\"])\s?[^.;:§\n]{3,110}(?:,|og|eller|samt)\s{1,2}$")
_SHALL: Final = re.compile(
    r"(?:,?\s(?:om|til)\s[^.;:§\n]{0,300})?\s(?:skal|oppheves|opphevast|opphører|endres|endrast)\s(?:nytt?\s|nye\s)?$"
)
_WITHIN: Final = re.compile(
    r"(?:\s[^.;:,§()\n]{0,90})?(?:\si|,\s(?:herunder|særlig|særleg|mellom anna|blant annet)|\s\(|,\s(?:hhv\.|henholdsvis))"
    r"\s{0,2}(?:bestemmelsen[e]?\si\s)?$"
)
_FINITE: Final = re.compile(
    r"\b(?:gjelder|gjeld|skal|får|kan|er|har|blir|vert|etter|som|når|dersom|må|og|eller|samt|jf|at|ikke|ikkje|her)\b"
)
_LISTED: Final = re.compile(r"[^.;§\n]{0,200}:\s{0,2}$")
_FOLLOWING: Final = re.compile(
    r"\b(?:følgende|følgjande|disse|desse)\s(?:[\w-]{3,20},?\s(?:og\s)?){0,3}(?:bestemmelsene?|bestemmelser|føresegn\w*|regler|"
    r"reglar|paragraf\w*|kapitl\w*|del\w*)\si\s(?:[\w,-]+\s){0,2}$"
)
_NEXT: Final = 3
_TITLE_REACH: Final = 240
_TITLE: Final = re.compile(
    r"(?:^|\b(?:jf\.?|etter|i|av|til|og|eller|med|frå|fra|at)\s)(?:[Ll]ov(?:en|a)?|[Ff]orskrift(?:en|a)?)"
    r"\s(?:om|til|for)\s([^.;:§\n()]{4,220}),?\s{1,2}$",
    re.MULTILINE,
)
_OPEN_END: Final = re.compile(
    r"\b(?:i|etter|av|fra|frå|til|som|med|og|eller|for|om|på|ved|under|skal|jf|samt|at|gjelder|nytt?|nye|ledd|kan|enn)$"
)
_IN_ANNEX: Final = re.compile(
    r"\s(?:del\s\w{1,3}\s)?i\svedlegg\s\w{1,6}\s(?:til|i)\s[^.;§\n]{0,60}(?:forordning|direktiv)"
)
_NAMED_BEFORE: Final = re.compile(r"\b[A-ZÆØÅ]{3,}\s$")
_OF_THE_SAME: Final = re.compile(r"\stil\savtal")
_OF_AGREEMENT: Final = re.compile(
    r"(?:\s?(?:,|og)\s(?:vedlegg\s)?[IVX]{1,5})*(?:\s?,|\sog)?(?:\sprotokoll\s\d{1,2})?"
    r"\stil\s(?:EØS-)?avtal"
)


def is_list(gap: str) -> bool:
    """Whether nothing but joining words and subsections stands between two provisions."""
    return len(gap) < REACH // 4 and bool(_CONNECTED.fullmatch(gap.lower()))


def settle(state: State, mention: Mention, after: Mention | None) -> Act:
    """The act of a mention; `after` is the mention that names its source behind it."""
    if mention.names or mention.unknown:
        return to_act(state, mention)
    if after is not None:
        if after.names:
            return _settle_named_after(state, mention, after)
        return _settle_anaphor(state, mention, after.anaphor)
    if mention.anaphor:
        return _settle_anaphor(state, mention, mention.anaphor)
    return _settle_bare(state, mention)


def _settle_named_after(state: State, mention: Mention, after: Mention) -> Act:
    """The source named behind; the agreement's annexes are documents of their own."""
    pair = (after.names[0].refid, after.names[0].part)
    if mention.unit and mention.level in ANNEX_SIGN and pair in ANNEXED:
        return to_annex(pair, mention, "named")
    return to_act(state, after)


def _settle_anaphor(state: State, mention: Mention, anaphor: Anaphor) -> Act:
    own_kind = state.own.refids[0][0].partition("/")[0] if state.own.refids else ""
    if anaphor == "same" and own_kind == "forskrift" and state.last is None and _speaks_of_law(state, mention):
        return _settle_law(state, own_kind)
    if anaphor == "same":
        return carry(state.last or state.own)
    speaks_of_own = anaphor.startswith("own") or (anaphor, own_kind) in {("law", "lov"), ("regulation", "forskrift")}
    if own_kind and speaks_of_own and has_provision(state, state.own, mention, strict=True) is False:
        amended = find_amended(state, mention, ordered=True)
        if amended:
            return amended
    if anaphor == "own-act":
        return state.own if own_kind else carry(state.last or Act())
    if anaphor == "own-regulation":
        return state.own if own_kind else carry(state.regulation or state.last or Act())
    if anaphor == "law":
        return _settle_law(state, own_kind)
    if own_kind == "forskrift":
        return state.own
    return carry(state.regulation or state.last or state.own)


def _speaks_of_law(state: State, mention: Mention) -> bool:
    return "lov" in state.plain[mention.start : mention.end].lower()


def _settle_law(state: State, own_kind: str) -> Act:
    if own_kind == "lov":
        return state.own
    if own_kind == "forskrift":
        if is_near(state) and state.last and state.last is state.law:
            return carry(state.law)
        entry = state.registry.acts.get(state.own.refids[0][0])
        base = tuple(dict.fromkeys(refid for refid in (entry.based_on if entry else ()) if refid.startswith("lov")))
        if state.law and state.law.refids and (not base or state.law.refids[0][0] in base):
            return carry(state.law)
        if base:
            return Act(refids=tuple((refid, "") for refid in base), how="context")
    return carry(state.law or Act())


def _settle_bare(state: State, mention: Mention) -> Act:
    listed = _settle_next(state, mention)
    if listed is not None:
        return listed
    if mention.level in ANNEX_SIGN:
        return _settle_annex(state, mention)
    if _is_titled(state, mention):
        return Act(how="named", unknown=True)
    if state.own.refids:
        return _settle_in_context(state, mention, near=is_near(state))
    last = state.last
    close = is_near(state) or is_paragraph(state, mention)
    if last and close and has_provision(state, last, mention) is not False:
        return carry(last)
    return carry(state.frame) if state.frame else Act()


def _is_titled(state: State, mention: Mention) -> bool:
    """Whether the title of an instrument that no list has stands before the provision: `forskrift om … § 4`."""
    plain = state.plain
    begin = max(mention.start - _TITLE_REACH, state.last_end, state.before.end if state.before else 0, 0)
    if max(plain.rfind("lov", begin, mention.start), plain.rfind("orskrift", begin, mention.start)) < 0:
        return False
    found = _TITLE.search(plain, begin, mention.start)
    title = found.group(1).lower().rstrip(" ,") if found else ""
    return bool(title) and not STOP_GAP.search(title) and not _OPEN_END.search(title)


def _settle_next(state: State, mention: Mention) -> Act | None:
    """The act of the enumeration the mention goes on with, None when it opens one."""
    before, act = state.before, state.before_act
    if before is None or act is None or not (act.refids or act.unknown):
        return None
    if before.level == "side" or (
        mention.level == "paragraf" and has_provision(state, act, mention) is False and not state.own.refids
    ):
        return None
    gap = state.plain[before.end : mention.start]
    if mention.continues or (is_list(gap) and _is_same_kind(before, mention)):
        if act.unknown:
            return act
        if mention.level in ANNEX_SIGN:
            return _settle_next_annex(state, mention, act)
        return _settle_list(state, mention, act)
    if act.how in {"named", "carried", "date"} and _DESCRIBED.fullmatch(gap):
        return _settle_list(state, mention, act)
    return None


def _is_same_kind(before: Mention, mention: Mention) -> bool:
    """Whether a list may go on from one to the other: `§ 4 og kapittel 6`, not `… og vedlegg 2`."""
    same = (mention.level in ANNEX_SIGN) == (before.level in ANNEX_SIGN)
    return same or mention.level == "kapittel"


def _settle_next_annex(state: State, mention: Mention, act: Act) -> Act:
    if act.refids and act.refids[0][0].startswith("avtale/"):
        if mention.level == "protokoll" and _OF_THE_SAME.match(state.plain, mention.end):
            return Act()
        return to_annex(next(iter(ANNEXED)), mention, "carried")
    if mention.level == "protokoll":
        return _settle_annex(state, mention)
    return act if act.how == "context" else carry(act)


def _settle_annex(state: State, mention: Mention) -> Act:
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
    foreign = _OF_UNION.search(plain, before, after if after >= 0 else mention.end + REACH)
    foreign = foreign or _NAMED_BEFORE.search(plain, before, mention.start)
    has = has_provision(state, state.own, mention) if not foreign else False
    return state.own if mention.level == "vedlegg" and has is not False else Act()


def _settle_list(state: State, mention: Mention, act: Act) -> Act:
    """The act of the enumeration, unless it lacks the section and the text's own act has it."""
    has = has_provision(state, act, mention)
    if has is False and state.own.refids and has_provision(state, state.own, mention):
        return state.own
    return act if act.how == "context" else carry(act)


def _settle_in_context(state: State, mention: Mention, *, near: bool) -> Act:
    """The text's own act when it has the provision; else the first other act that has it."""
    if mention.level == "kapittel" and _IN_ANNEX.match(state.plain, mention.end):
        return Act()
    if near and state.last and _is_of_last(state, state.last, mention):
        return carry(state.last)
    own = _find_frame(state, mention)
    has = has_provision(state, own, mention, strict=True)
    if has is None and near and state.last and own is state.own and _is_likely_of_last(state, state.last, mention):
        return carry(state.last)
    ordered = is_order(state, mention)
    if (not has or ordered) and (amended := find_amended(state, mention, ordered=ordered)):
        return amended
    if has or (has is None and mention.level != "artikkel"):
        return own
    other = _find_other(state, mention, near=near)
    if other is None and mention.level == "artikkel":
        return carry(state.last) if near and state.last else Act()
    return other or own


def _find_frame(state: State, mention: Mention) -> Act:
    """The act said once for the lines below, unless only the text's own act can have the section."""
    frame = state.frame
    if frame is None:
        return state.own
    own = has_provision(state, state.own, mention, strict=True)
    if own is not False and has_provision(state, frame, mention, strict=True) is False:
        return state.own
    mixed = frame.refids[0][0].startswith("lov") and state.own.refids[0][0].startswith("forskrift")
    return state.own if mixed and own else carry(frame)


def _is_of_last(state: State, last: Act, mention: Mention) -> bool:
    """Whether the words between tie the provision to the act last named, not to the text's own."""
    if mention.level == "artikkel" and last.refids[0][0].startswith("eu/"):
        return True
    if mention.start - state.last_end > REACH:
        return False
    gap = state.plain[state.last_end : mention.start]
    tied: object = _SHALL.fullmatch(gap) or _EXCEPT.fullmatch(gap) or _is_next_number(state, last, mention)
    if not tied and state.last_is_name:
        before = state.plain[max(0, state.last_start - 60) : state.last_start]
        tied = (_WITHIN.fullmatch(gap) and not _FINITE.search(gap.lower())) or (
            _LISTED.fullmatch(gap) and (len(gap) < len("xx: ") or _FOLLOWING.search(before.lower()))
        )
    return bool(tied) and has_provision(state, last, mention) is not False


def _is_next_number(state: State, last: Act, mention: Mention) -> bool:
    """Whether the section follows the one just cited of the act last named: `§ 23 om …, og § 24`."""
    before, act = state.before, state.before_act
    if not (before and before.unit and mention.unit and act and act.refids == last.refids):
        return False
    one, two = (unit.upper or unit.lower for unit in (before.unit, mention.unit))
    return one.isdigit() and two.isdigit() and 0 < int(two) - int(one) <= _NEXT


def _is_likely_of_last(state: State, last: Act, mention: Mention) -> bool:
    """For a text whose own provisions aren't known: most sections after an act's name are that act's.

    Not when it lacks the section, or numbers its sections otherwise (`§ 4-1`, then `§ 12`).
    """
    if has_provision(state, last, mention) is False:
        return False
    before, act = state.before, state.before_act
    if mention.level == "paragraf" and before and before.unit and mention.unit and act and act.refids == last.refids:
        return ("-" in before.unit.lower) == ("-" in mention.unit.lower)
    return True


def _find_other(state: State, mention: Mention, *, near: bool) -> Act | None:
    last = state.last
    if near and last and has_provision(state, last, mention, strict=True) is not False:
        return carry(last)
    entry = state.registry.acts.get(state.own.refids[0][0])
    bases = dict.fromkeys(entry.based_on) if entry else {}
    based = [Act(refids=((base, ""),), how="context") for base in bases]
    for other in (last, state.own, state.law, state.regulation, *based):
        if other and has_provision(state, other, mention, strict=True):
            return carry(other)
    unread = [act for act in based if has_provision(state, act, mention) is None]
    return unread[0] if len(unread) == 1 and mention.level == "paragraf" else None
