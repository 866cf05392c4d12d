"""resolve: tie each mention to acts and provisions, and say how sure we are.

Which act a bare `§ 4` belongs to is settled in this order: the source its own words name, words
like `denne lova` and `samme lov`, a source named after it (`§ 4 i forvaltningsloven`), the
enumeration it stands in, the act the text comes from (`context`), the act last named in the
paragraph, the heading over it. What none of these settles needs context, and is said to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from hjemmel.law.citations.clean import Text
from hjemmel.law.citations.numbers import to_units
from hjemmel.law.citations.records import Citation, How, Mention, Name, Status, Target, Unit
from hjemmel.law.citations.registry import Registry
from hjemmel.law.citations.subs import to_range
from hjemmel.law.citations.words import LEVEL_OF, ORDINALS, to_arabic

_SMALL: Final = "|".join(sorted({*LEVEL_OF, *ORDINALS}, key=len, reverse=True))
_CONNECTED: Final = re.compile(
    r"(?:[\s,/()–-]|og|eller|samt|til|jfr?\.?|jamfør|sammenholdt med|henholdsvis|hhv\.?|både|enten|så vel som|unntatt|"
    rf"med unntak av|unntak for|bortsett fra|kun|også|(?:{_SMALL})\b\.?|\d{{1,2}}\b|\([a-z\d]\)|[a-z]\)|cf\.?|and|or)*"
)
_SENTENCE: Final = re.compile(r"[.!?;:]\s+[A-ZÆØÅ«\"(\d]")
_AFTER_GAP: Final = re.compile(
    r"\s(?:i|av|til|in|of)\s(?:(?:den|dei|gjeldende|ny|the|delegert|tidligere)\s)?"
    r"(?:(?:[\w-]{1,24}\s(?:og\s)?)?[\w-]{0,24}(?:forordning|direktiv|vedtak|beslutning)\s(?:nr\.\s)?)?"
)
_EXCEPT: Final = re.compile(r"[^.;:\n]{0,90}\b(?:med unntak av|unntatt|bortsett fra|unntak for|med unntak for)\s{1,2}$")
_AMENDS: Final = re.compile(r"(?:gj[øe]r(?:es|ast)|vert|blir)?\s?(?:det\s)?(?:gjort\s)?f[øo]l(?:gende|gjande)\send(?:ringer|ringar)")
_AMENDING_TITLE: Final = re.compile(r"\som\sendr(?:ing|ingar|inger)\s(?:av|i)\s[^.;:§\n]{0,300}")
_OF_UNION: Final = re.compile(
    r"(?:forordning|direktiv|rettsakt|[Rr]egulation|[Dd]irective|EØS|\((?:EU|EF|EØF|EC)\)|tilpasning|dette kapit)"
)
_NO_SECTIONS: Final = ("eu/", "avtale/", "traktat/", "forarbeid/", "rundskriv/")
_MOST: Final = 200
_REACH: Final = 400
# Lovdata keeps the annexes of the EEA agreement apart from the act that carries the agreement.
_ANNEXED: Final = {
    ("lov/1992-11-27-109", "eøsl"): "avtale/avt-1992-05-02-1",
    ("lov/1992-11-27-109", ""): "avtale/avt-1992-05-02-1",
}
_ANNEX_SIGN: Final = {"vedlegg": "v", "protokoll": "p"}
_DESCRIBED: Final = re.compile(r"\s(?:om|\()\s?[^.;:§\n]{3,110}(?:,|og|eller|samt)\s{1,2}$")
_SHALL: Final = re.compile(r"\sskal\s(?:nytt?\s|nye\s)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """The source a mention is tied to: its candidates, and how it was settled."""

    refids: tuple[tuple[str, str], ...] = ()
    how: How | None = None
    unknown: bool = False


@dataclass(slots=True, kw_only=True)
class _State:
    """What the text has said so far."""

    plain: str
    registry: Registry
    on: str
    own: Act
    last: Act | None = None
    last_end: int = -1
    before: Mention | None = None
    before_act: Act | None = None
    frame: Act | None = None
    seen: int = 0
    broken: int = 0
    law: Act | None = None
    agreement_end: int = -1
    regulation: Act | None = None


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
    state = _State(plain=text.plain, registry=registry, on=on or "", own=own)
    found: list[Citation] = []
    after = _list_after(text.plain, mentions)
    for index, mention in enumerate(mentions):
        if _is_in_title(text.plain, mentions, index):
            continue
        _mark_break(state, mention)
        act = _settle(state, mention, after.get(index))
        citation = _to_citation(state, text, mention, act)
        if citation:
            _add(found, text.sent, citation, mention, behind=after.get(index - 1) is mention)
        _remember(state, mention, act)
    return tuple(found)


def _add(
    found: list[Citation], sent: str, citation: Citation, mention: Mention, *, behind: bool
) -> None:
    """Put the next citation in; one list behind one sign, or `§ 4 i forvaltningsloven`, is one.

    Members that are settled otherwise than the first stay citations of their own, so a status
    is never hidden by its neighbours.
    """
    last = found[-1] if found else None
    if last and behind and not mention.level and last.status != "needs-context":
        found[-1] = _join(sent, last, citation, last.targets)
    elif last and mention.continues and len(last.targets) < _MOST and (last.status, last.how, last.kind) == (citation.status, citation.how, citation.kind):
        found[-1] = _join(sent, last, citation, last.targets + citation.targets)
    else:
        found.append(citation)


def _join(
    sent: str, first: Citation, second: Citation, targets: tuple[Target, ...]
) -> Citation:
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
        if len(gap) > _REACH // 4:
            continue
        if following.names and not following.level and _AFTER_GAP.fullmatch(gap):
            after[index] = following
        elif not mention.anaphor and index + 1 in after and _is_list(gap):
            after[index] = after[index + 1]
        elif not mention.anaphor and _is_own_after(following) and _is_list(gap):
            after[index] = following
    return after


def _is_list(gap: str) -> bool:
    return len(gap) < _REACH // 4 and bool(_CONNECTED.fullmatch(gap.lower()))


def _is_own_after(mention: Mention) -> bool:
    """Whether a provision has its `i denne lova` behind it, not before."""
    return bool(mention.anaphor) and mention.act_end == -2  # noqa: PLR2004  (set by find)


def _settle(state: _State, mention: Mention, after: Mention | None) -> Act:
    if mention.names or mention.unknown:
        return _to_act(state, mention)
    if after is not None:
        if after.names:
            return _to_act(state, after)
        return _settle_anaphor(state, after)
    if mention.anaphor:
        return _settle_anaphor(state, mention)
    return _settle_bare(state, mention)


def _to_act(state: _State, mention: Mention) -> Act:
    """The candidates a name gives, narrowed by year, day and by which of them has the section."""
    if not mention.names:
        return Act(how="named", unknown=True)
    pairs = tuple(dict.fromkeys((name.refid, name.part) for name in mention.names))
    if mention.unit and mention.level in _ANNEX_SIGN and pairs[0] in _ANNEXED:
        return _to_annex(pairs[0], mention, "named")
    own = state.own.refids[0][0] if state.own.refids else ""
    if own and not mention.year and any(pair[0] == own for pair in pairs):
        return Act(refids=((own, ""),), how="context")
    if mention.dated and len(pairs) == 1:
        return Act(refids=_to_known_day(state.registry, pairs[0]), how="named")
    if len(pairs) == 1:
        return Act(refids=pairs, how="named")
    if mention.year:
        dated = tuple(pair for pair in pairs if f"/{mention.year}" in pair[0])
        return Act(refids=dated or pairs, how="named")
    held = _list_held(state, mention, pairs, own)
    if held and len(held) < len(pairs):
        if mention.unit and _has(state, Act(refids=held), mention) is False:
            others = tuple(pair for pair in pairs if pair not in held)
            if _has(state, Act(refids=others), mention) is not False:
                return Act(refids=others, how="named")
        return Act(refids=held, how="date")
    return Act(refids=tuple(sorted(pairs, key=lambda pair: _to_rank(state, pair))), how="named")


def _list_held(
    state: _State, mention: Mention, pairs: tuple[tuple[str, str], ...], own: str
) -> tuple[tuple[str, str], ...]:
    """The candidates in force on the text's day; those of the citing act's own day before all."""
    start = state.registry.list_period(own)[0] if own else ""
    if own[4:8] >= "2020" and (not start or start > (state.on or start)):
        twins = tuple(pair for pair in pairs if pair[0][:14] == own[:14])
        if twins:
            return twins
    if not state.on:
        return tuple(pair for pair in pairs if state.registry.list_period(pair[0])[0] < "9")
    return tuple(pair for pair in pairs if _is_held(state, pair[0], mention.names))


def _to_annex(pair: tuple[str, str], mention: Mention, how: How) -> Act:
    """The annex or protocol of an agreement, which is a document of its own at Lovdata."""
    number = mention.unit.lower if mention.unit else ""
    sign = _ANNEX_SIGN[mention.level]
    refid = f"{_ANNEXED[pair]}-{sign}{to_arabic(number) or number}"
    return Act(refids=((refid, ""),), how=how)


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


def _is_held(state: _State, refid: str, names: tuple[Name, ...]) -> bool:
    for name in names:
        if name.refid == refid and (name.valid_from or name.valid_to):
            return name.valid_from <= state.on and (not name.valid_to or state.on < name.valid_to)
    start, end = state.registry.list_period(refid)
    return start <= state.on and (not end or state.on < end)


def _to_rank(state: _State, pair: tuple[str, str]) -> tuple[bool, str]:
    """Acts in force first, the newest before the older."""
    start, end = state.registry.list_period(pair[0])
    inverted = "".join(chr(255 - ord(sign)) for sign in pair[0])
    return bool(end) or start > "9000", inverted


def _settle_anaphor(state: _State, mention: Mention) -> Act:
    anaphor = mention.anaphor
    own_kind = state.own.refids[0][0].partition("/")[0] if state.own.refids else ""
    if anaphor == "same":
        return _carry(state.last or state.own)
    if anaphor == "own-act":
        return state.own if own_kind else _carry(state.last or Act())
    if anaphor == "own-regulation":
        return state.own if own_kind else _carry(state.regulation or state.last or Act())
    if anaphor == "law":
        return _settle_law(state, own_kind)
    if own_kind == "forskrift":
        return state.own
    return _carry(state.regulation or state.last or state.own)


def _settle_law(state: _State, own_kind: str) -> Act:
    if own_kind == "lov":
        return state.own
    if own_kind == "forskrift":
        entry = state.registry.acts.get(state.own.refids[0][0])
        base = tuple(dict.fromkeys(refid for refid in (entry.based_on if entry else ()) if refid.startswith("lov")))
        if state.law and state.law.refids and (not base or state.law.refids[0][0] in base):
            return _carry(state.law)
        return Act(refids=tuple((refid, "") for refid in base), how="context") if base else _carry(state.law or Act())
    return _carry(state.law or Act())


def _carry(act: Act) -> Act:
    return replace(act, how="carried") if act.how != "context" else act


def _settle_bare(state: _State, mention: Mention) -> Act:
    before = state.before
    plain = state.plain
    if before is not None and state.before_act is not None and before.level:
        gap = plain[before.end : mention.start]
        if mention.continues or (_is_list(gap) and _is_same_kind(before, mention)):
            if mention.level in _ANNEX_SIGN:
                return _settle_next_annex(state, mention, state.before_act)
            return _settle_list(state, mention, state.before_act)
        if state.before_act.how in {"named", "carried"} and _DESCRIBED.fullmatch(gap):
            return _settle_list(state, mention, state.before_act)
    if mention.level in _ANNEX_SIGN:
        return _settle_annex(state, mention)
    near = _is_near(state)
    if state.own.refids:
        return _settle_in_context(state, mention, near=near)
    if near and state.last and _has(state, state.last, mention) is not False:
        return _carry(state.last)
    if state.frame:
        return _carry(state.frame)
    return Act()


def _is_same_kind(before: Mention, mention: Mention) -> bool:
    """Whether a list may go on from one to the other: `§ 4 og kapittel 6`, not `§ 4 og vedlegg 2`."""
    return (mention.level in _ANNEX_SIGN) == (before.level in _ANNEX_SIGN) or mention.level == "kapittel"


def _settle_next_annex(state: _State, mention: Mention, act: Act) -> Act:
    if act.refids and act.refids[0][0].startswith("avtale/"):
        return _to_annex(next(iter(_ANNEXED)), mention, "carried")
    if mention.level == "protokoll":
        return _settle_annex(state, mention)
    return act if act.how == "context" else _carry(act)


def _settle_annex(state: _State, mention: Mention) -> Act:
    """A bare annex: of the agreement the paragraph speaks of, else of the text's own act."""
    plain, own = state.plain, state.own.refids
    if own and own[0] in _ANNEXED:
        return _to_annex(own[0], mention, "context")
    if 0 <= state.agreement_end and "\n" not in plain[state.agreement_end : mention.start]:
        if "EØS-avtal" in plain[mention.end : mention.end + 40]:
            return _to_annex(next(iter(_ANNEXED)), mention, "carried")
        return Act()
    foreign = _OF_UNION.search(plain, mention.end, mention.end + 90) or _OF_UNION.search(
        plain, max(0, mention.start - 120, plain.rfind("\n", 0, mention.start)), mention.start
    )
    if mention.level == "vedlegg" and own and not foreign and _has(state, state.own, mention) is not False:
        return state.own
    return Act()


def _settle_list(state: _State, mention: Mention, act: Act) -> Act:
    """The act of the enumeration, unless it lacks the section and the text's own act has it."""
    has = _has(state, act, mention)
    if has is False and state.own.refids and _has(state, state.own, mention):
        return state.own
    return act if act.how == "context" else _carry(act)


def _settle_in_context(state: _State, mention: Mention, *, near: bool) -> Act:
    gap = state.plain[state.last_end : mention.start] if near else ""
    if near and state.last and (_SHALL.fullmatch(gap) or _EXCEPT.fullmatch(gap)):
        if _has(state, state.last, mention) is not False:
            return _carry(state.last)
    if near and state.last and mention.level == "artikkel" and state.last.refids[0][0].startswith("eu/"):
        return _carry(state.last)
    own = state.frame or state.own
    has = _has(state, own, mention, strict=True)
    if has is not False and mention.level != "artikkel":
        return own if own is state.own else _carry(own)
    if has:
        return own
    entry = state.registry.acts.get(state.own.refids[0][0])
    bases = tuple(dict.fromkeys((refid, "") for refid in (entry.based_on if entry else ())))
    base = Act(refids=bases[:1], how="context") if bases else None
    if near and state.last and _has(state, state.last, mention, strict=True) is not False:
        return _carry(state.last)
    for other in (state.last, state.own, state.law, state.regulation, base):
        if other and _has(state, other, mention, strict=True):
            return _carry(other)
    has = _has(state, own, mention)
    if mention.level == "artikkel":
        return _carry(state.last) if near and state.last else Act()
    return own if own is state.own else _carry(own)


def _has(state: _State, act: Act, mention: Mention, *, strict: bool = False) -> bool | None:
    """Whether the act has the provision; None when its provisions aren't known.

    `strict` doesn't let `§§ 2-5` pass for a range of sections.
    """
    if mention.unit is None:
        return None
    if mention.level == "paragraf" and act.refids and act.refids[0][0].startswith(_NO_SECTIONS):
        return False
    known = [refid for refid, _ in act.refids if state.registry.is_known(refid)]
    if not known:
        return None
    if strict and mention.unit.compound:
        mention = replace(mention, unit=replace(mention.unit, compound=False))
    return any(_list_provisions(state.registry, pair, mention) for pair in act.refids)


def _mark_break(state: _State, mention: Mention) -> None:
    """Note a sentence that ends between the mention before and this one; each gap is read once."""
    gap = mention.start - state.seen
    if gap > _REACH or state.plain.find("\n", state.seen, mention.start) >= 0 or (gap > 1 and _SENTENCE.search(state.plain, state.seen, mention.start)):
        state.broken = mention.start
    state.seen = mention.end


def _is_near(state: _State) -> bool:
    """Whether the act last named stands in the same sentence."""
    return state.last is not None and state.broken <= state.last_end


def _remember(state: _State, mention: Mention, act: Act) -> None:
    if mention.level:
        state.before, state.before_act = mention, act
    outside = act.how in {"named", "carried", "date"} or mention.anaphor
    if act.refids and (act.refids[0] in _ANNEXED or act.refids[0][0].startswith("avtale/")):
        state.agreement_end = mention.end
    if outside and act.refids and mention.kind not in {"preparatory-work", "circular"}:
        state.last, state.last_end = act, mention.end
        if act.refids[0][0].startswith("lov"):
            state.law = act
        elif act.refids[0][0].startswith("forskrift"):
            state.regulation = act
        if not mention.level:
            state.before = None
            if _AMENDS.search(state.plain[mention.end : mention.end + 400].partition("\n")[0].lower()):
                state.frame = act


def _list_provisions(registry: Registry, pair: tuple[str, str], mention: Mention) -> list[str]:
    """The provisions of this act the mention names, in the act's own spelling."""
    unit = mention.unit
    if unit is None:
        return []
    refid, part = pair
    if mention.level == "artikkel" and not part:
        found = registry.list_parts(refid, f"artikkel/{unit.lower}")
        if found and not registry.find_provision(refid, f"artikkel/{unit.lower}"):
            return [f"{other}/artikkel/{unit.lower}" for other in found]
    head = f"{part}/{mention.level}" if part else mention.level
    found = []
    for number in _list_numbers(registry, refid, head, unit):
        section, sign, letter = number.partition("/")
        path = registry.find_provision(refid, f"{head}/{section}")
        if path:
            found.append(path + sign + letter)
    return found


def _list_numbers(registry: Registry, refid: str, head: str, unit: Unit) -> list[str]:
    if unit.upper:
        return _list_range(registry, refid, head, unit.lower, unit.upper)
    exists = registry.is_known(refid) and registry.find_provision(refid, f"{head}/{unit.lower}")
    if unit.compound and not exists:
        lower, _, upper = unit.lower.partition("-")
        ends = [registry.find_provision(refid, f"{head}/{number}") for number in (lower, upper)]
        if registry.is_known(refid) and all(ends):
            return _list_range(registry, refid, head, lower, upper)
    if not exists and unit.lower[-1].isalpha() and registry.is_known(refid) and head.endswith("paragraf") and not unit.loose:
        if registry.find_provision(refid, f"{head}/{unit.lower[:-1]}"):
            return [f"{unit.lower[:-1]}/bokstav/{unit.lower[-1]}"]
    if unit.loose and not exists:
        return [unit.lower] if unit.lower[-1] == "i" and not registry.is_known(refid) else [unit.lower[:-1]]
    return [unit.lower]


def _list_range(registry: Registry, refid: str, head: str, lower: str, upper: str) -> list[str]:
    if not registry.is_known(refid):
        return to_units(lower, upper)
    found = registry.list_between(refid, head, lower, upper)
    stem = lower[:-1]
    if not found and lower[-1].isalpha() and stem == upper[:-1] and registry.find_provision(refid, f"{head}/{stem}"):
        return [f"{stem}/bokstav/{letter}" for letter in to_range(lower[-1], upper[-1])]
    return found


def _to_citation(state: _State, text: Text, mention: Mention, act: Act) -> Citation | None:
    status, targets = _to_targets(state, mention, act)
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


def _to_targets(state: _State, mention: Mention, act: Act) -> tuple[Status, tuple[Target, ...]]:
    if act.unknown:
        return "unknown-act", ()
    if not act.refids:
        return "needs-context", ()
    if mention.unit is None:
        targets = tuple(to_target(refid, part or None) for refid, part in act.refids)
        return _to_status(state, act.refids, targets), targets
    if act.refids[0][0].startswith("avtale/"):
        return "exact", tuple(to_target(act.refids[0][0], path or None) for path in _list_in_annex(mention))
    pairs = [pair for pair in act.refids if _list_provisions(state.registry, pair, mention)]
    if not pairs:
        return _to_missing(state, mention, act)
    if len(act.refids) > 1 and len(pairs) > 1:
        known = [pair for pair in pairs if state.registry.is_known(pair[0])]
        pairs = pairs if len(known) != len(pairs) or len(known) > 1 else known
    targets = tuple(
        to_target(pair[0], path if not sub else f"{path}/{sub}")
        for pair in pairs
        for path in _list_provisions(state.registry, pair, mention)
        for sub in (mention.subs or ("",))
    )
    return _to_status(state, tuple(pairs), targets), targets


def _list_in_annex(mention: Mention) -> list[str]:
    """The paths inside an annex that is a document of its own."""
    subs = [re.sub(r"(kapittel|del)/([ivxlc]+)", lambda found: f"{found[1]}/{found[2].upper()}", sub) for sub in mention.subs]
    if mention.level in _ANNEX_SIGN or mention.unit is None:
        return subs or [""]
    head = f"{mention.level}/{mention.unit.lower.upper()}"
    return [f"{head}/{sub}" if sub else head for sub in subs or [""]]


def _to_missing(state: _State, mention: Mention, act: Act) -> tuple[Status, tuple[Target, ...]]:
    """No candidate has the provision: it moved, or there is no such provision."""
    unit = mention.unit
    refid, part = act.refids[0]
    entry = state.registry.acts.get(refid)
    path = "/".join(piece for piece in (part, mention.level, unit.lower if unit else "") if piece)
    successor = entry.moved.get(path) if entry else None
    target = to_target(refid, path, successor=successor)
    return ("renumbered" if successor else "unknown-provision"), (target,)


def _to_status(
    state: _State, pairs: tuple[tuple[str, str], ...], targets: tuple[Target, ...]
) -> Status:
    if not targets:
        return "unknown-provision"
    if len(pairs) > 1:
        return "ambiguous"
    end = state.registry.list_period(pairs[0][0])[1]
    return "repealed" if end and (not state.on or end <= state.on) else "exact"


def to_target(refid: str, provision: str | None, *, successor: str | None = None) -> Target:
    """A target with our IRI path and Lovdata's address of the section."""
    path = f"{refid}/{provision}" if provision else refid
    return Target(
        id=f"https://w3id.org/hjemmel/{path}",
        refid=refid,
        provision=provision,
        lovdata=to_lovdata(refid, provision),
        successor=successor,
    )


def to_lovdata(refid: str, provision: str | None) -> str:
    """Lovdata's address: the section, never below it (its deep addresses don't last)."""
    pieces = (provision or "").split("/")
    place = ""
    for level, sign in (("paragraf", "§"), ("artikkel", "a"), ("kapittel", "kap")):
        if level in pieces:
            at = pieces.index(level)
            place = "/".join([*pieces[:at], sign + pieces[at + 1]])
            break
    return f"https://lovdata.no/{refid}/{place}" if place else f"https://lovdata.no/{refid}"
