"""Where the law has moved on from what the graph says it says.

Each grounding keeps a digest of its words, each quote the words themselves. Held against the imported law they come out
as *current*, *reworded* (since a day), *repealed*, *moved* (the same words stand elsewhere in the act now) or
*not-found*. Pure functions: the law and the day are given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from hjemmel.errors import NotFoundError
from hjemmel.law.catalogue import Catalogue
from hjemmel.law.digest import Part, find_part, read_parts, to_digest
from hjemmel.law.identifiers import find_legal_name, to_path
from hjemmel.law.lovdata.wordings import Wording
from hjemmel.law.norms import Grounding
from hjemmel.law.quotes import Quote
from hjemmel.law.texts import (
    LawTexts,
    find_current,
    find_digest,
    find_end,
    find_since,
    has_words,
    to_day,
    to_version,
    to_words,
)

DriftStatus = Literal["current", "reworded", "repealed", "moved", "not-found"]
_REMEDIES: Final[Mapping[DriftStatus, str]] = {
    "reworded": "Read the provision anew; give the norm or quote its new wording and digest, or end it.",
    "repealed": "End the wording on that day, or rest the norm on what came instead.",
    "moved": "Rest the norm on the place where the words stand now.",
    "not-found": "Read the provision anew and write its digest again, or name the part it stands in.",
}
_UNREAD: Final = "The imported law dates its wording, but lacks the words it had before."


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """How one grounding or quote stands to the law on a day.

    `since` is the first day its words no longer held; `now` where the words (or the words that took
    their place) stand; `expected` that the graph itself says its wording has ended; `detail` a sentence.
    """

    id: str
    status: DriftStatus
    since: date | None = None
    now: str | None = None
    digest: str | None = None
    expected: bool = False
    detail: str = ""

    @property
    def finding(self) -> bool:
        """Whether an editor has something to do."""
        return self.status != "current" and not self.expected

    @property
    def remedy(self) -> str:
        """What an editor does about it; "" when there is nothing to do."""
        return _REMEDIES[self.status] if self.finding else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """A grounding held against the law on a day."""

    grounding: Grounding
    law: LawTexts
    day: date
    ended: bool

    @property
    def path(self) -> str:
        """The provision's path."""
        return to_path(self.grounding.of).partition("/versjon/")[0]

    @property
    def part(self) -> str:
        """The part of it that carries the norm; "" for all of it."""
        return self.grounding.part or ""

    @property
    def wordings(self) -> Sequence[Wording]:
        """The provision's wordings in the law."""
        return self.law.find_wordings(self.path)


def list_drift(catalogue: Catalogue, law: LawTexts, day: date) -> tuple[Drift, ...]:
    """The drift of every grounding and every quote of law whose act was imported."""
    drifts = [
        check_grounding(grounding, law, day, ended=_has_ended(catalogue, grounding, day))
        for norm in catalogue.norms.values()
        for grounding in norm.grounding
        if _is_imported(law, grounding.of)
    ]
    quotes = (quote for quote in catalogue.quotes.values() if quote.quotes and _is_imported(law, quote.quotes))
    return (*drifts, *(check_quote(quote, law, day) for quote in quotes))


def check_grounding(grounding: Grounding, law: LawTexts, day: date, *, ended: bool = False) -> Drift:
    """How a grounding's digest stands to the law; `ended` when the graph says its wording is past."""
    case = _Case(grounding=grounding, law=law, day=day, ended=ended)
    early = _check_early(case)
    if early is not None:
        return early
    if not case.wordings:
        return _find_elsewhere(case, "not-found", "The law has no such provision.")
    now = find_current(case.wordings, day)
    if now is None:
        return _find_elsewhere(case, "repealed", "The provision has no words that day.")
    if grounding.digest is None:
        return _check_version(case, now)
    same = [one for one in case.wordings if find_digest(one, case.part) == grounding.digest]
    if now in same:
        return Drift(id=grounding.id, status="current", now=to_version(case.path, now), digest=grounding.digest)
    return _to_reworded(case, same, now) if same else _to_unknown(case, now)


def check_quote(quote: Quote, law: LawTexts, day: date) -> Drift:
    """How a quoted passage stands to the law, hyphens, dashes and quotation marks taken for alike."""
    path = to_path(quote.quotes or "")
    wordings = law.find_wordings(path)
    holding = [one for one in wordings if one.text is not None and has_words(to_words(one), quote.text)]
    now = find_current(wordings, day)
    if now is not None and now in holding:
        return Drift(id=quote.id, status="current", now=to_version(path, now))
    if holding:
        return _to_ended(quote, path, holding, wordings, day)
    elsewhere = _find_quote_elsewhere(quote, path, law, day)
    unread = _list_unread(wordings, quote.quoted_wording, now)
    if elsewhere.status != "moved" and unread:
        return replace(_to_ended(quote, path, unread, wordings, day), detail=_UNREAD)
    return elsewhere


def _list_unread(wordings: Sequence[Wording], named: Iterable[str], now: Wording | None) -> list[Wording]:
    """The wordings that the graph names and the law dates, but whose words no archive gave: they have ended too.

    Not the one that holds: its words are known, and are others.
    """
    versions = {iri.rpartition("/versjon/")[2] for iri in named}
    return [one for one in wordings if one.version in versions and one.text is None and one is not now]


# --- groundings --------------------------------------------------------------------------------


def _check_early(case: _Case) -> Drift | None:
    """A wording that has yet to take effect, or that is younger than the imported text; else None."""
    name = find_legal_name(case.grounding.of)
    if name is None or name.version is None:
        return None
    same = next((one for one in case.wordings if one.version == name.version), None)
    if not name.version[0].isdigit() or name.version > case.day.isoformat():
        return _to_coming(case, same)
    read_on = case.law.find_day(name.refid)
    if same is None and name.version > read_on:
        detail = f"The imported text is of {read_on}, older than this wording: import a newer archive."
        return Drift(id=case.grounding.id, status="not-found", expected=True, detail=detail)
    return None


def _to_coming(case: _Case, same: Wording | None) -> Drift:
    told = find_digest(same, case.part) if same else None
    digest = case.grounding.digest
    if digest and told and digest != told:
        detail = f"The adopted wording has another digest, {told}."
        return Drift(id=case.grounding.id, status="not-found", digest=told, detail=detail)
    detail = "Its wording has yet to take effect."
    return Drift(id=case.grounding.id, status="current", digest=told, detail=detail)


def _check_version(case: _Case, now: Wording) -> Drift:
    """Without a digest only the wording's date can be held against the law."""
    name = find_legal_name(case.grounding.of)
    same = name is not None and name.version == now.version
    return Drift(
        id=case.grounding.id,
        status="current" if same else "reworded",
        since=None if same else to_day(now.begins),
        now=to_version(case.path, now),
        digest=find_digest(now, case.part),
        expected=case.ended,
        detail="" if same else f"It has no digest; the law dates the words that hold {now.version}.",
    )


def _to_reworded(case: _Case, same: Sequence[Wording], now: Wording) -> Drift:
    return Drift(
        id=case.grounding.id,
        status="reworded",
        since=find_since(same, case.wordings, case.day),
        now=to_version(case.path, now),
        digest=find_digest(now, case.part),
        expected=case.ended,
    )


def _to_unknown(case: _Case, now: Wording) -> Drift:
    """A digest that no wording has: the words have moved, an old text isn't known, or it is wrong."""
    digest = find_digest(now, case.part)
    told = f"today's is {digest}" if digest else f"today's wording has no part “{case.part}”"
    found = _find_elsewhere(case, "not-found", f"No known wording has this digest; {told}.")
    unread = _list_unread(case.wordings, [case.grounding.of], now)
    if found.status != "moved" and unread:
        return replace(_to_reworded(case, unread, now), detail=_UNREAD)
    return found if found.status == "moved" else replace(found, digest=digest, expected=case.ended)


def _find_elsewhere(case: _Case, status: DriftStatus, detail: str) -> Drift:
    """The words in another section of the act, else the status given."""
    digest = case.grounding.digest
    for path in _list_sections(case.law, case.path) if digest else ():
        wording = find_current(case.law.find_wordings(path), case.day)
        part = _find_same_part(wording, digest, case.part) if wording and digest else None
        if part is not None:
            now = f"{path}/{part}" if part else path
            return Drift(id=case.grounding.id, status="moved", now=now, digest=digest)
    since = find_end(case.wordings, case.day)
    return Drift(id=case.grounding.id, status=status, since=since, expected=case.ended, detail=detail)


def _list_sections(law: LawTexts, path: str) -> Iterator[str]:
    """The other sections of the act a provision is in."""
    name = find_legal_name(path)
    for other in law.list_provisions(name.refid) if name else ():
        if name is not None and other != name.provision:
            yield f"{name.refid}/{other}"


def _find_same_part(wording: Wording, digest: str, part: str) -> str | None:
    """The part of a wording with this digest: the same path first, then any other."""
    if wording.text is None:
        return None
    parts = read_parts(wording.text, wording.outline)
    sentence = "/" + "/".join(part.split("/")[-2:]) if "punktum/" in part else ""
    paths = dict.fromkeys([part, *(one + sentence for one in _list_paths(parts)), *_list_paths(parts)])
    return next((path for path in paths if _try_digest(parts, path) == digest), None)


def _list_paths(parts: Iterable[Part]) -> tuple[str, ...]:
    """Every path that names a part: those of the blocks, and those above them."""
    paths: dict[str, None] = {"": None}
    for one in parts:
        steps = one.path.split("/")
        paths.update(("/".join(steps[:count]), None) for count in range(2, len(steps) + 1, 2))
    return tuple(paths)


def _try_digest(parts: Sequence[Part], path: str) -> str | None:
    try:
        return to_digest(find_part(parts, path))
    except NotFoundError:
        return None


# --- quotes ------------------------------------------------------------------------------------


def _to_ended(quote: Quote, path: str, same: Sequence[Wording], wordings: Sequence[Wording], day: date) -> Drift:
    """A quote of words that a provision had before, until the last of some wordings ended."""
    now = find_current(wordings, day)
    return Drift(
        id=quote.id,
        status="reworded" if now is not None else "repealed",
        since=find_since(same, wordings, day),
        now=to_version(path, now) if now is not None else None,
        detail="These were its words before.",
    )


def _find_quote_elsewhere(quote: Quote, path: str, law: LawTexts, day: date) -> Drift:
    for other in _list_sections(law, path):
        wording = find_current(law.find_wordings(other), day)
        if wording is not None and has_words(to_words(wording), quote.text):
            return Drift(id=quote.id, status="moved", now=other)
    return Drift(id=quote.id, status="not-found", detail="No known wording of the act has these words.")


def _has_ended(catalogue: Catalogue, grounding: Grounding, day: date) -> bool:
    wording = catalogue.wordings.get(to_path(grounding.of))
    return wording is not None and wording.valid_to is not None and wording.valid_to <= day


def _is_imported(law: LawTexts, iri: str) -> bool:
    name = find_legal_name(iri)
    return name is not None and law.has_act(name.refid)
