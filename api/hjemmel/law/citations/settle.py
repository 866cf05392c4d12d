"""Which act a provision belongs to when its own words don't name one.

The order: words like `denne lova` and `samme lov`, a source named after it (`§ 4 i
forvaltningsloven`), the enumeration it stands in, the act the text comes from (`context`), the
act last named in the sentence, the heading over it. What none of these settles needs context.
"""

from __future__ import annotations

import re
from typing import Final

from hjemmel.law.citations.amending import find_amended, is_amending
from hjemmel.law.citations.annexes import find_annex_of, is_annex, settle_annex, settle_next_annex
from hjemmel.law.citations.candidates import to_act, to_annex
from hjemmel.law.citations.leads import find_lead
from hjemmel.law.citations.orders import is_order, is_worded
from hjemmel.law.citations.records import Anaphor, Mention
from hjemmel.law.citations.state import ANNEXED, REACH, Act, State, carry, is_near, is_paragraph
from hjemmel.law.citations.targets import ANNEX_SIGN, has_provision
from hjemmel.law.citations.ties import (
    is_headed,
    is_likely_of_last,
    is_numbered_otherwise,
    is_of_last,
    is_titled,
    may_be_of_last,
    with_own,
    with_rival,
)
from hjemmel.law.citations.words import LEVEL_OF, ORDINALS

_SMALL: Final = "|".join(sorted({*LEVEL_OF, *ORDINALS}, key=len, reverse=True))
_CONNECTED: Final = re.compile(
    r"(?:[\s,/()–-]|og\si\b|og|eller|samt|til|jfr?\.?|jamfør|sammenholdt med|henholdsvis|hhv\.?|både|enten|så vel som|"
    rf"unntatt|med unntak av|unntak for|bortsett fra|kun|også|herunder|ny|nye|nytt|"
    rf"(?:{_SMALL})\b\.?|\d{{1,2}}\b|\([a-z\d]\)|[a-z]\)|cf\.?|and|or)*"
)
_DESCRIBED: Final = re.compile(r"\s(?:om|\(|[«\"])\s?[^.;:§\n]{3,110}(?:,|og|eller|samt)\s{1,2}$")
_NUMBER_REACH: Final = 8
_LINE_NUMBER: Final = re.compile(r"(?:\(?\d{1,2}[a-z]?[.)]\s)?")
_INNER: Final = (
    r"(?:,?\s(?:og|eller|til|i\s(?=del|avsnitt|kapit)|del|avsnitt|kapittel|punkt|nr\.|regel|bokstav|[ivxlc]{1,6}\)?"
    r"|[a-z]\)?|\d[\w.-]{0,6}),?){0,8}"
)
_OTHER: Final = re.compile(r"\s{1,2}i\sden\s(?:nye|gamle|tidligere|tidlegare)(?=\s?[.,;:)\n]|\s?$)")
"""`§ 9 i den gamle loven og § 12 i den nye`: not the act just named."""

_IN_ANNEX: Final = re.compile(
    _INNER + r"(?:\s(?:del\s\w{1,3}\s)?i\svedlegg\s\w{1,6}\s(?:til|i)\s[^.;§\n]{0,60}(?:forordning|direktiv)"
    r"|(?:\.\d|,?\s(?:(?:regel|del|avsnitt)\s[\w.-]{1,6}\s)?i\s(?:den\s|denne\s|nevnte\s)?(?:internasjonale\s)?"
    r"(?:forordning|konvensjon|direktiv)))",
    re.IGNORECASE,
)


def is_list(gap: str) -> bool:
    """Whether nothing but joining words and subsections stands between two provisions."""
    return len(gap) < REACH // 4 and bool(_CONNECTED.fullmatch(gap.lower()))


def settle(state: State, mention: Mention, after: Mention | None) -> Act:
    """The act of a mention; `after` is the mention that names its source behind it."""
    if mention.names or mention.unknown:
        return to_act(state, mention)
    if after is not None and not (mention.level == "paragraf" and _is_of_union(after)):
        if after.names:
            return to_act(state, after._replace(level=mention.level, unit=mention.unit))
        act = _settle_anaphor(state, mention, after.anaphor)
        listed = has_provision(state, act, mention, strict=True) is False and _settle_next(state, mention)
        return listed or act
    if mention.anaphor:
        return _settle_anaphor(state, mention, mention.anaphor)
    return Act() if _OTHER.match(state.plain, mention.end) else _settle_bare(state, mention)


def _is_of_union(source: Mention) -> bool:
    """Whether it is a rule of the Union, which has articles and no sections: `§ 1, jf. vedlegg I til forordning …`."""
    return bool(source.names) and source.names[0].refid.startswith("eu/")


def _settle_anaphor(state: State, mention: Mention, anaphor: Anaphor) -> Act:  # noqa: PLR0911 -- one line a rule, the surest first
    own_kind = state.own_refid.partition("/")[0]
    if anaphor == "same" and own_kind == "forskrift" and state.last is None and _speaks_of_law(state, mention):
        return _settle_law(state, mention, own_kind)
    if anaphor == "same":
        return carry(_find_same(state, mention) or state.last or state.own)
    speaks_of_own = anaphor.startswith("own") or (anaphor, own_kind) in {("law", "lov"), ("regulation", "forskrift")}
    if (
        own_kind
        and speaks_of_own
        and mention.level != "del"
        and has_provision(state, state.own, mention, strict=True) is False
    ):
        framed = state.frame if state.frame and has_provision(state, state.frame, mention) is not False else None
        amended = find_amended(state, mention, ordered=True) or framed
        if amended:
            return carry(amended)
    if anaphor == "own-act" and own_kind == "forskrift":
        return _settle_law(state, mention, own_kind)
    if anaphor == "own-act":
        return state.own if own_kind else carry(state.last or Act())
    if anaphor == "own-regulation":
        return state.own if own_kind else carry(state.regulation or state.last or Act())
    if anaphor == "law":
        return _settle_law(state, mention, own_kind)
    if own_kind == "forskrift":
        return _find_regulation(state, mention) or state.own
    return carry(state.regulation or state.last or state.own)


def _find_regulation(state: State, mention: Mention) -> Act | None:
    """For `forskriftens § 5` in a regulation: another one named just before, alone or as the only one that has it.

    In the corpus `forskriften` behind a section of another regulation is nearly always the text's own all the same.
    """
    last = state.regulation if state.last is state.regulation and is_near(state) else None
    if last is None or not has_provision(state, last, mention):
        return None
    lacks = has_provision(state, state.own, mention, strict=True) is False
    return carry(last) if lacks or state.last_is_name else None


def _speaks_of_law(state: State, mention: Mention) -> bool:
    return "lov" in state.plain[mention.start : mention.end].lower()


def _find_same(state: State, mention: Mention) -> Act | None:
    """For `samme lov` right after a regulation: the act before it; the words say that it isn't the regulation."""
    last = state.last.refids[0][0] if state.last and state.last.refids else ""
    return state.law if last.startswith("forskrift") and _speaks_of_law(state, mention) else None


def _settle_law(state: State, mention: Mention, own_kind: str) -> Act:
    if own_kind == "lov":
        lacks = state.law and has_provision(state, state.own, mention, strict=True) is False
        return carry(state.law) if state.law and lacks and has_provision(state, state.law, mention) else state.own
    if own_kind == "forskrift":
        if is_near(state) and state.last and state.last is state.law:
            return carry(state.law)
        entry = state.registry.acts.get(state.own_refid)
        base = tuple(dict.fromkeys(refid for refid in (entry.based_on if entry else ()) if refid.startswith("lov")))
        if state.law and state.law.refids and (not base or state.law.refids[0][0] in base):
            return carry(state.law)
        if base:
            return Act(refids=tuple((refid, "") for refid in base), how="context")
    return carry(state.law or Act())


def _settle_bare(state: State, mention: Mention) -> Act:  # noqa: PLR0911 -- one line a rule, the surest first
    listed = _settle_next(state, mention)
    if listed is not None:
        return listed
    if mention.level in ANNEX_SIGN:
        return settle_annex(state, mention)
    if mention.level == "kapittel" and (annex := find_annex_of(state, mention)):
        return annex
    if is_titled(state, mention):
        return Act(how="named", unknown=True)
    if state.own.refids:
        return _settle_in_context(state, mention, near=is_near(state))
    last = state.last
    close = is_near(state) or is_paragraph(state, mention)
    if last and close and has_provision(state, last, mention) is not False:
        return carry(last)
    return carry(state.frame) if state.frame else Act()


def _settle_next(state: State, mention: Mention) -> Act | None:  # noqa: PLR0911 -- one line a rule, the surest first
    """The act of the enumeration the mention goes on with, None when it opens one."""
    before, act = state.before, state.before_act
    if before is None or act is None or not (act.refids or act.unknown):
        return None
    if before.level == "side" or (
        mention.level == "paragraf" and has_provision(state, act, mention) is False and not state.own.refids
    ):
        return None
    gap = state.plain[before.end : mention.start]
    if mention.level in ANNEX_SIGN and act.refids and act.refids[0] in ANNEXED and is_list(gap):
        return to_annex(act.refids[0], mention, "carried")
    within = mention.level == "kapittel" and before.level == "paragraf" and gap == " i "
    if mention.continues or within or (is_list(gap) and _is_same_kind(before, act, mention)):
        if act.unknown:
            return act
        if mention.level in ANNEX_SIGN:
            return settle_next_annex(state, mention, act)
        return _settle_list(state, mention, act)
    if act.how in {"named", "carried", "date"} and (_DESCRIBED.fullmatch(gap) or is_headed(gap)):
        return _settle_list(state, mention, act)
    return None


def _is_same_kind(before: Mention, act: Act, mention: Mention) -> bool:
    """Whether a list may go on from one to the other: `§ 4 og kapittel 6`, not `… og vedlegg 2`."""
    same = (mention.level in ANNEX_SIGN) == (before.level in ANNEX_SIGN)
    return same or mention.level == "kapittel" or is_annex(act)


def _settle_list(state: State, mention: Mention, act: Act) -> Act:
    """The act of the enumeration, unless it lacks the section and the text's own act has it or may have it."""
    has = has_provision(state, act, mention)
    inside = mention.level == "kapittel" and act.refids[0][1]  # the chapters of a text inside an act aren't kept
    if has is False and not inside and state.own.refids and has_provision(state, state.own, mention) is not False:
        return state.own
    if has is None and state.before and is_numbered_otherwise(state.before, mention):
        return state.own if has_provision(state, state.own, mention, strict=True) else carry(act)
    if has is False and act.refids == state.own.refids and not state.registry.has_sections(act.refids[0][0]):
        return find_amended(state, mention, ordered=True) or act
    if inside:
        return act._replace(how="carried")
    return act if act.how == "context" else carry(act)


def _settle_in_context(state: State, mention: Mention, *, near: bool) -> Act:  # noqa: PLR0911 -- one line a rule, the surest first
    """The text's own act when it has the provision; else the first other act that has it."""
    if mention.level == "kapittel" and _IN_ANNEX.match(state.plain, mention.end):
        return Act()
    lead = find_lead(state, mention)
    elsewhere = near and state.last and lead and state.last.refids != lead.refids
    if lead and not elsewhere and has_provision(state, lead, mention) is not False:
        return carry(lead)
    if near and state.last and is_of_last(state, state.last, mention):
        return carry(state.last)
    own = _find_frame(state, mention)
    has = has_provision(state, own, mention, strict=True)
    if has is None and near and state.last and own is state.own and is_likely_of_last(state, state.last, mention):
        return with_own(state, carry(state.last), mention)
    if own is state.own and mention.level == "kapittel" and is_amending(state):
        has = False  # what it has are its own parts: `del II`
    changed = _settle_changed(state, mention, own, has)
    if changed is not None:
        return changed
    if has or (has is None and mention.level != "artikkel"):
        return with_rival(state, mention) if near and own is state.own else own
    other = _find_other(state, mention, near=near)
    if other is None and may_be_of_last(state, mention):
        return carry(state.last) if state.last else Act()
    if other is None and mention.level == "artikkel":
        own = own if has is None and _is_opening(state, mention) else Act()
        return carry(state.last) if near and state.last else own
    return other or own


def _settle_changed(state: State, mention: Mention, own: Act, has: bool | None) -> Act | None:  # noqa: FBT001
    """The changed act it is of, if any; no act for an order of new words, since no act words its own sections anew."""
    ordered = is_order(state, mention)
    if not has or ordered:
        amended = find_amended(state, mention, ordered=ordered)
        if amended:
            return amended
    return Act() if ordered and has is None and own is state.own and is_worded(state, mention) else None


def _is_opening(state: State, mention: Mention) -> bool:
    """Whether the line begins with the article, perhaps behind its own number: `1. Artikkel 2 nr. 1 gjelder ikke`."""
    begin = max(0, mention.start - _NUMBER_REACH)
    start = state.plain.rfind("\n", begin, mention.start) + 1
    opens = start > 0 or begin == 0
    return opens and _LINE_NUMBER.fullmatch(state.plain, start, mention.start) is not None


def _find_frame(state: State, mention: Mention) -> Act:
    """The act said once for the lines below, unless only the text's own act can have the section."""
    frame = state.frame
    if frame is None:
        return state.own
    own = has_provision(state, state.own, mention, strict=True)
    if own is not False and has_provision(state, frame, mention, strict=True) is False:
        return state.own
    mixed = frame.refids[0][0].startswith("lov") and state.own_refid.startswith("forskrift")
    return state.own if mixed and own else carry(frame)


def _find_other(state: State, mention: Mention, *, near: bool) -> Act | None:
    last = state.last
    if near and last and has_provision(state, last, mention, strict=True) is not False:
        return carry(last)
    if has_provision(state, state.own, mention):
        return state.own
    entry = state.registry.acts.get(state.own_refid)
    bases = dict.fromkeys(entry.based_on) if entry else {}
    based = [Act(refids=((base, ""),), how="context") for base in bases]
    for other in (last, state.law, state.regulation, *based):
        if other and has_provision(state, other, mention, strict=True):
            return carry(other)
    unread = [act for act in based if has_provision(state, act, mention) is None]
    return unread[0] if len(unread) == 1 and mention.level == "paragraf" else None
