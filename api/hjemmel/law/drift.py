"""Where the law has moved on from what the graph says it says.

Each grounding keeps a digest of its words, each quote the words themselves. Held against the imported law they come out
as *current*, *reworded* (since a day), *repealed*, *moved* (the same words stand elsewhere in the act now) or
*not-found*. Pure functions: the law and the day are given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, Protocol

from hjemmel.errors import NotFoundError
from hjemmel.law.catalogue import Catalogue
from hjemmel.law.digest import Part, digest_of_part, find_part, normalise_text, read_parts, to_digest
from hjemmel.law.identifiers import LegalName, find_legal_name, to_path
from hjemmel.law.lovdata.wordings import Wording
from hjemmel.law.norms import Grounding
from hjemmel.law.quotes import Quote

DriftStatus = Literal["current", "reworded", "repealed", "moved", "not-found"]

_DASHES: Final = str.maketrans({"–": "-", "—": "-", "‑": "-", "«": '"', "»": '"', "“": '"', "”": '"', "’": "'"})
_GAP: Final = re.compile(r"\s*[\[(]?(?:…|\.\.\.)[\])]?\s*")


class LawTexts(Protocol):
    """What drift asks of the imported law."""

    def has_act(self, refid: str) -> bool:
        """Whether the act was imported at all."""
        ...

    def find_wordings(self, provision: str) -> Sequence[Wording]:
        """All wordings of a section, oldest first."""
        ...

    def list_provisions(self, refid: str) -> Sequence[str]:
        """The paths of an act's sections."""
        ...


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependents:
    """What hangs on a provision: slugs of norms, guidance, plan areas and quotes."""

    norms: tuple[str, ...] = ()
    guidance: tuple[str, ...] = ()
    plan_areas: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()


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
    name = find_legal_name(grounding.of)
    path = to_path(grounding.of).partition("/versjon/")[0]
    wordings = law.find_wordings(path)
    part = grounding.part or ""
    if name is None or not wordings:
        return _find_elsewhere(grounding, name, law, day, "not-found", "The law has no such provision.")
    if grounding.digest is None:
        return _check_version(grounding, name, wordings, day, ended=ended)
    same = [one for one in wordings if _find_digest(one, part) == grounding.digest]
    now = _find_current(wordings, day)
    if now is not None and now in same:
        return Drift(id=grounding.id, status="current", now=_to_version(path, now), digest=grounding.digest)
    if now is None:
        return _find_elsewhere(grounding, name, law, day, "repealed", "The provision has no words that day.")
    return _to_reworded(grounding, path, same, now, law, day, ended=ended)


def check_quote(quote: Quote, law: LawTexts, day: date) -> Drift:
    """How a quoted passage stands to the law, hyphens, dashes and quotation marks taken for alike."""
    path = to_path(quote.quotes or "")
    wordings = law.find_wordings(path)
    holding = [one for one in wordings if one.text is not None and has_words(_to_words(one), quote.text)]
    now = _find_current(wordings, day)
    if now is not None and now in holding:
        return Drift(id=quote.id, status="current", now=_to_version(path, now))
    if holding:
        since = _find_since(holding, wordings, day)
        status: DriftStatus = "reworded" if now is not None else "repealed"
        following = _to_version(path, now) if now is not None else None
        return Drift(id=quote.id, status=status, since=since, now=following, detail="These were its words before.")
    return _find_quote_elsewhere(quote, path, law, day)


def has_words(text: str, quote: str) -> bool:
    """Whether a quoted passage is in a text; "…" and "[...]" in it stand for anything left out."""
    whole, place = _fold(text), 0
    for piece in (piece for piece in _GAP.split(_fold(quote)) if piece):
        found = whole.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    return bool(quote.strip())


def list_dependents(catalogue: Catalogue, provision: str) -> Dependents:
    """What in the graph hangs on a provision (IRI or path), whatever the day."""
    norms = catalogue.norms_of_provision(provision)
    guidance = (iri for norm in norms for iri in (*norm.guidance, *norm.stated_in))
    areas = (iri for norm in norms for iri in norm.plan_area)
    path = to_path(provision)
    quotes = (one.slug for one in catalogue.quotes.values() if to_path(one.quotes or "").startswith(path))
    return Dependents(
        norms=tuple(norm.slug for norm in norms),
        guidance=_to_slugs(guidance),
        plan_areas=_to_slugs(areas),
        quotes=tuple(quotes),
    )


# --- groundings --------------------------------------------------------------------------------


def _check_version(
    grounding: Grounding, name: LegalName, wordings: Sequence[Wording], day: date, *, ended: bool
) -> Drift:
    """Without a digest only the wording's date can be held against the law."""
    path = f"{name.refid}/{name.provision}"
    now = _find_current(wordings, day)
    if now is None:
        return Drift(id=grounding.id, status="repealed", since=_find_end(wordings, day), expected=ended)
    digest = _find_digest(now, grounding.part or "")
    if name.version == now.version:
        return Drift(id=grounding.id, status="current", now=_to_version(path, now), digest=digest)
    return Drift(
        id=grounding.id,
        status="reworded",
        since=_to_day(now.begins),
        now=_to_version(path, now),
        digest=digest,
        expected=ended,
        detail="It has no digest; its wording isn't the one that holds.",
    )


def _to_reworded(
    grounding: Grounding,
    path: str,
    same: Sequence[Wording],
    now: Wording,
    law: LawTexts,
    day: date,
    *,
    ended: bool,
) -> Drift:
    if not same:
        name = find_legal_name(grounding.of)
        digest = _find_digest(now, grounding.part or "")
        detail = f"No known wording has this digest; today's is {digest}." if digest else "It has no such part now."
        moved = _find_elsewhere(grounding, name, law, day, "not-found", detail)
        return moved if moved.status == "moved" or digest is None else _with_digest(moved, digest)
    return Drift(
        id=grounding.id,
        status="reworded",
        since=_find_since(same, law.find_wordings(path), day),
        now=_to_version(path, now),
        digest=_find_digest(now, grounding.part or ""),
        expected=ended,
    )


def _with_digest(drift: Drift, digest: str) -> Drift:
    return Drift(id=drift.id, status=drift.status, since=drift.since, digest=digest, detail=drift.detail)


def _find_elsewhere(
    grounding: Grounding, name: LegalName | None, law: LawTexts, day: date, status: DriftStatus, detail: str
) -> Drift:
    """The words in another section of the act, else the status given."""
    if name is not None and grounding.digest is not None:
        for other in law.list_provisions(name.refid):
            path = f"{name.refid}/{other}"
            wording = _find_current(law.find_wordings(path), day)
            part = _find_same_part(wording, grounding.digest, grounding.part or "") if wording else None
            if part is not None and other != name.provision:
                now = f"{path}/{part}" if part else path
                return Drift(id=grounding.id, status="moved", now=now, digest=grounding.digest)
    since = _find_end(law.find_wordings(to_path(grounding.of).partition("/versjon/")[0]), day)
    return Drift(id=grounding.id, status=status, since=since, detail=detail)


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


def _find_quote_elsewhere(quote: Quote, path: str, law: LawTexts, day: date) -> Drift:
    name = find_legal_name(path)
    for other in law.list_provisions(name.refid) if name else ():
        place = f"{name.refid}/{other}" if name else other
        wording = _find_current(law.find_wordings(place), day)
        if wording is not None and wording.text is not None and has_words(_to_words(wording), quote.text):
            return Drift(id=quote.id, status="moved", now=place)
    return Drift(id=quote.id, status="not-found", detail="No known wording of the act has these words.")


def _to_words(wording: Wording) -> str:
    parts = read_parts(wording.text or "", wording.outline)
    return " ".join(part.words for part in parts)


def _fold(text: str) -> str:
    return normalise_text(text).translate(_DASHES)


# --- days --------------------------------------------------------------------------------------


def _find_current(wordings: Sequence[Wording], day: date) -> Wording | None:
    told = day.isoformat()
    return next(
        (one for one in wordings if one.begins and one.begins <= told and (not one.ends or told < one.ends)), None
    )


def _find_since(same: Sequence[Wording], wordings: Sequence[Wording], day: date) -> date | None:
    """The first day after the last of these wordings, when other words held."""
    last = max((one for one in same if one.begins), key=lambda one: one.begins, default=None)
    if last is None or last.ends > day.isoformat():
        return None
    return _to_day(last.ends) or _find_end(wordings, day)


def _find_end(wordings: Sequence[Wording], day: date) -> date | None:
    ends = [one.ends for one in wordings if one.ends and one.ends <= day.isoformat()]
    return _to_day(max(ends, default=""))


def _to_day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _to_version(path: str, wording: Wording) -> str:
    return f"{path}/versjon/{wording.version}"


def _find_digest(wording: Wording, part: str) -> str | None:
    if wording.text is None:
        return None
    try:
        return digest_of_part(wording.text, wording.outline, part)
    except NotFoundError:
        return None


def _has_ended(catalogue: Catalogue, grounding: Grounding, day: date) -> bool:
    wording = catalogue.wordings.get(to_path(grounding.of))
    return wording is not None and wording.valid_to is not None and wording.valid_to <= day


def _is_imported(law: LawTexts, iri: str) -> bool:
    name = find_legal_name(iri)
    return name is not None and law.has_act(name.refid)


def _to_slugs(iris: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(iri.rsplit("/", 1)[-1] for iri in iris))
