"""What ties a provision to the act named before it: the words between, the numbers, a title no list has."""

from __future__ import annotations

import re
from typing import Final

from hjemmel.law.citations.gaps import STOP_GAP
from hjemmel.law.citations.leads import is_opening
from hjemmel.law.citations.records import Mention
from hjemmel.law.citations.state import REACH, Act, State
from hjemmel.law.citations.targets import has_provision, may_have
from hjemmel.law.citations.words import to_words

_EXCEPT: Final = re.compile(
    r"[^.;:\n]{0,90}\b(?:med unntak av|unntatt|bortsett fra|unntak for|med unntak for)\s{1,2}(?:endring\w*\si\s)?$"
)
_SHALL: Final = re.compile(
    r"(?:,?\s(?:om|til)\s[^.;:§\n]{0,300})?(?:\s(?:mv|m\.\s?[vm])\.)?"
    r"\s(?:(?:skal|oppheves|opphevast|opphører|endres|endrast)\s(?:(?:nytt?|nye?)\s)?|(?:nytt?|nye?)\s)$"
)
_OWN_WORDS: Final = re.compile(r"\b(?:denne|denna)\s(?:lov|forskrift)|\b(?:lov(?:en|a)|forskrift(?:en|a))\sher\b")
_WITHIN: Final = re.compile(
    r"(?:\s[^.;:,§()\n]{0,90})?"
    r"(?:\si|,\s(?:herunder|særlig|særleg|mellom anna|blant annet)|\s\(|,\s(?:hhv\.|henholdsvis))"
    r"\s{0,2}(?:bestemmelsen[e]?\si\s)?$"
)
_FINITE: Final = re.compile(
    r"\b(?:gjelder|gjeld|skal|får|kan|er|har|blir|vert|etter|som|når|dersom|må|og|eller|samt|jf|at|ikke|ikkje|her)\b"
)
_HEADED: Final = re.compile(r"\s[A-ZÆØÅ][^.;:§\n]{3,90}(?:\sm\.[mv]\.)?(?:,|\sog)\s{1,2}")
_LISTED: Final = re.compile(r"[^.;§\n]{0,200}:\s{0,2}$")
_NEXT: Final = 3
_SOON: Final = 60
_TITLE_REACH: Final = 240
_TITLE: Final = re.compile(
    r"(?:^|\b(?:jf\.?|etter|i|av|til|og|eller|med|frå|fra|at)\s)(?:[Ll]ov(?:en|a)?|[Ff]orskrift(?:en|a)?)"
    r"\s(?:om|til|for)\s([^.;:§\n()]{4,220}),?\s{1,2}$",
    re.MULTILINE,
)
_TREATY: Final = re.compile(
    r"(?:[\w-]{3,}(?:konvensjonen|pakten|charteret|protokollen)|konvensjon(?:en)?\s(?:om|mot|for)\s[^.;:§\n()]{4,160})\s{1,2}$",
    re.IGNORECASE,
)
_ABBREVIATION: Final = re.compile(
    r"(?:^|[\s(])([a-zæøå]{1,12}[bcdghjkmnpqrstvxz][lf])\.\s{0,2}$", re.IGNORECASE | re.MULTILINE
)
_ABBREVIATION_REACH: Final = 20
_NO_ABBREVIATION: Final = to_words("mfl inkl ekskl tidl evtl særl vedl innl off tlf segl hagl fugl tegl karl avl")
_OPEN_END: Final = re.compile(
    r"\b(?:i|etter|av|fra|frå|til|som|med|og|eller|for|om|på|ved|under|skal|jf|samt|at|gjelder|nytt?|nye|ledd|kan|enn)$"
)


def is_of_last(state: State, last: Act, mention: Mention) -> bool:
    """Whether the words between tie the provision to the act last named, not to the text's own."""
    if mention.level == "artikkel" and last.refids[0][0].startswith("eu/"):
        return True
    if mention.start - state.last_end > REACH:
        return False
    gap = state.plain[state.last_end : mention.start]
    listed = state.last_is_name and _LISTED.fullmatch(gap)
    if listed and (len(gap) < len("xx: ") or is_opening(state, state.last_start)):
        return has_provision(state, last, mention) is not False
    if _OWN_WORDS.search(gap):
        return False
    tied: object = _SHALL.fullmatch(gap) or _EXCEPT.fullmatch(gap) or _is_next_number(state, last, mention)
    if not tied and state.last_is_name:
        tied = _WITHIN.fullmatch(gap) and not _FINITE.search(gap.lower())
    return bool(tied) and has_provision(state, last, mention) is not False


def _is_next_number(state: State, last: Act, mention: Mention) -> bool:
    """Whether the section follows the one just cited of the act last named: `§ 23 om …, og § 24`."""
    before, act = state.before, state.before_act
    if not (before and before.unit and mention.unit and act and act.refids == last.refids):
        return False
    one, two = (unit.upper or unit.lower for unit in (before.unit, mention.unit))
    return one.isdigit() and two.isdigit() and 0 < int(two) - int(one) <= _NEXT


def is_headed(gap: str) -> bool:
    """Whether a section's own heading stands between it and the next one: `§ 9 Annullering av eksamen, § 10 …`."""
    return bool(_HEADED.fullmatch(gap)) and not _FINITE.search(gap.rstrip(" ").removesuffix(" og").lower())


def is_likely_of_last(state: State, last: Act, mention: Mention) -> bool:
    """For a text whose own provisions aren't known: whether a section soon after an act's citation is that act's.

    It is when the act has the section; of an act whose sections aren't known either, when a regulation cites a
    law. Not when the law numbers its sections otherwise (`§ 4-1`, then `§ 12`). Counted on 1,005 such sections.
    """
    has = has_provision(state, last, mention)
    if has is False or mention.start - state.last_end > _SOON:
        return False
    cites_law = state.own_refid.startswith("forskrift") and last.refids[0][0].startswith("lov")
    if has is None and not cites_law:
        return False
    before, act = state.before, state.before_act
    return not (before and act and act.refids == last.refids and is_numbered_otherwise(before, mention))


def is_numbered_otherwise(before: Mention, mention: Mention) -> bool:
    """Whether two sections can't be of one act by the form of their numbers: `§ 28` and `§ 27-1`."""
    if mention.level != "paragraf" or before.level != "paragraf" or not (before.unit and mention.unit):
        return False
    return before.unit.lower.count("-") != mention.unit.lower.count("-") and not mention.unit.compound


def is_titled(state: State, mention: Mention) -> bool:
    """Whether an instrument that no list has stands before the provision: `forskrift om … § 4`, `xyzl. § 4`."""
    plain = state.plain
    if _is_unlisted(plain, mention):
        return True
    begin = max(mention.start - _TITLE_REACH, state.last_end, state.before.end if state.before else 0, 0)
    if max(plain.rfind("lov", begin, mention.start), plain.rfind("orskrift", begin, mention.start)) < 0:
        return False
    found = _TITLE.search(plain, begin, mention.start)
    title = found.group(1).lower().rstrip(" ,") if found else ""
    return bool(title) and not STOP_GAP.search(title) and not _OPEN_END.search(title)


def _is_unlisted(plain: str, mention: Mention) -> bool:
    """Whether a name or an abbreviation that no list has stands right before: `xyzl. § 4`, `konvensjon om … art. 4`."""
    begin = max(0, mention.start - _TITLE_REACH)
    if mention.level == "artikkel":
        return bool(_TREATY.search(plain, begin, mention.start))
    found = _ABBREVIATION.search(plain, max(begin, mention.start - _ABBREVIATION_REACH), mention.start)
    return found is not None and mention.level == "paragraf" and found.group(1).lower() not in _NO_ABBREVIATION


def with_own(state: State, last: Act, mention: Mention) -> Act:
    """The act just cited, and the text's own whose sections aren't known: in the corpus one such section in five."""
    return last._replace(refids=last.refids + state.own.refids) if mention.level == "paragraf" else last


def with_rival(state: State, mention: Mention) -> Act:
    """The text's own act, and the one just cited when it can have the section too: nothing tells which is meant.

    In the corpus three in eight are the other act's, one in three where the text's own sections aren't known; behind
    a mere name of an act whose sections aren't known it is one in seven.
    """
    own, last = state.own, state.last or state.own
    rivals = mention.level == "paragraf" and last.refids != own.refids
    has = has_provision(state, last, mention) if rivals else False
    if has or (has is None and not state.last_is_name and may_have(state, last, mention)):
        return own._replace(refids=own.refids + last.refids)
    return own


def may_be_of_last(state: State, mention: Mention) -> bool:
    """Whether a section that the text's own act surely lacks may be of the act last named, whose sections aren't known.

    Soon after it: `I skatteloven unntas … Videre unntas § 6-13`.
    """
    last = state.last
    if last is None or mention.level != "paragraf" or mention.start - state.last_end > REACH:
        return False
    return has_provision(state, last, mention) is None and may_have(state, last, mention)
