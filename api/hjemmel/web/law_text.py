"""The words of the law in answers: with the day they are of, what has changed since, and who has them; or why not."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import orjson

from hjemmel.law.identifiers import find_legal_name, format_citation, to_iri, to_lovdata
from hjemmel.law.lovdata.triples import ATTRIBUTION, NLOD
from hjemmel.law.provision_text import Block, LawText, find_first_day, find_period, find_text
from hjemmel.web.answers import Asked
from hjemmel.web.pages.words import format_day, say
from hjemmel.web.release import Release

DRIFT_KEYS: Final = ("drift", "driftSince", "driftNow", "driftExpected")


def find_law_text(asked: Asked, provision: str) -> LawText | None:
    """Give the words of a provision or part of one (IRI or path) on the legal day."""
    law = asked.release.law
    return find_text(law, provision, asked.day.isoformat()) if law is not None else None


def to_text(asked: Asked, provision: str) -> orjson.Fragment:
    """Give the words of a provision as JSON says them, written once for each period between two changes."""
    release, day = asked.release, asked.day.isoformat()
    period = find_period(release.law, provision, day) if release.law is not None else 0
    key = ("text", provision, asked.language, period)
    return orjson.Fragment(release.items.find_or_make(key, lambda: orjson.dumps(to_told(asked, provision))))


def to_told(asked: Asked, provision: str) -> dict[str, Any]:
    """Give the words of a provision; `value` is null where there are none, and `notice` says why."""
    found = find_law_text(asked, provision)
    lovdata = to_lovdata(provision)
    if found is None:
        return {"value": None, "notice": say_missing(asked, provision), "lovdata": lovdata}
    wording, section = found.wording, _to_section(asked, provision)
    return {
        "value": found.value,
        "lang": found.language,
        "readOn": found.read_on,
        "staleness": found.staleness or "current",
        "changesOn": found.changes or None,
        "notice": " ".join(list_notices(asked, found)),
        "wording": to_iri(f"{section}/versjon/{wording.version}"),
        "heading": wording.heading or None,
        "validFrom": wording.begins or None,
        "validTo": wording.ends or None,
        "holds": found.holds,
        "blocks": [_to_block(block) for block in found.blocks],
        "attribution": ATTRIBUTION,
        "license": NLOD,
        "lovdata": lovdata,
    }


def say_missing(asked: Asked, provision: str) -> str:
    """Say why there are no words."""
    law, name = asked.release.law, find_legal_name(provision)
    if law is None:
        return say("law-none", asked.language)
    if name is None or not law.has_act(name.refid):
        return say("law-no-act", asked.language)
    first = find_first_day(law, provision)
    if first > asked.day.isoformat():
        return say("law-not-yet", asked.language, first=_say_day(asked, first))
    return say("law-no-words", asked.language, read=_say_day(asked, law.find_day(name.refid)))


def list_notices(asked: Asked, found: LawText) -> tuple[str, ...]:
    """Say how old the words are, and what has changed or will change since they were read."""
    lang, told = asked.language, []
    read, changes = _say_day(asked, found.read_on), _say_day(asked, found.changes)
    if found.staleness == "due":
        told.append(say("law-due", lang, read=read, changes=changes))
    else:
        told.append(say("law-read", lang, read=read))
    if found.staleness == "pending":
        word = "law-pending" if found.changes else "law-pending-undated"
        told.append(say(word, lang, changes=changes))
    if found.wording.begins > found.read_on:
        told.append(say("law-adopted", lang))
    if not found.holds:
        repealed = bool(found.wording.repealed_by) and found.wording.ends <= asked.day.isoformat()
        told.append(say("law-ended" if repealed else "law-not-held", lang))
    return tuple(told)


def _say_day(asked: Asked, day: str) -> str:
    """Write a day (ISO, or "") as people do."""
    return format_day(date.fromisoformat(day), asked.language) if day else ""


def is_imported(release: Release, iri: str) -> bool:
    """Say whether the imported law has an act or a provision."""
    name, law = find_legal_name(iri), release.law
    if name is None or law is None or not law.has_act(name.refid):
        return False
    return name.provision is None or law.find_unit(iri) != ""


def find_name(asked: Asked, iri: str) -> str:
    """Give what an act, a provision or a wording is called, also one that only the imported law has."""
    release, lang, name = asked.release, asked.language, find_legal_name(iri)
    if name is None or name.refid in release.catalogue.acts or not is_imported(release, iri):
        return release.catalogue.find_label(iri, lang)
    title = release.law.find_title(name.refid) if release.law is not None else ""
    cited = format_citation(title, name.provision, lang) if name.provision else title
    since = name.version if name.version and name.version[0].isdigit() else ""
    return f"{cited} ({say('law-since', lang, day=_say_day(asked, since))})" if since else cited


def to_drift(release: Release, iri: str | None) -> dict[str, Any]:
    """Give how a grounding or quote stands to the imported law, as JSON says it; {} without law."""
    flag = release.flags.get(iri or "")
    if flag is None:
        return {}
    return dict(zip(DRIFT_KEYS, (flag.status, flag.since, flag.now, flag.expected), strict=True))


def _to_section(asked: Asked, provision: str) -> str:
    """Give the path of the section or chapter that has the wording."""
    name, law = find_legal_name(provision), asked.release.law
    unit = law.find_unit(provision) if law is not None else ""
    return f"{name.refid}/{unit}" if name is not None and unit else provision


def _to_block(block: Block) -> dict[str, Any]:
    citations = [
        {"start": one.start, "end": one.end, "id": one.id, "lovdata": to_lovdata(one.id)} for one in block.citations
    ]
    return {"path": block.path, "text": block.text, "citations": citations}
