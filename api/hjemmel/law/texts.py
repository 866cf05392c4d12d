"""Asking imported law for its words: which held on a day, since when, and whether they have a passage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final, Protocol

from hjemmel.errors import NotFoundError
from hjemmel.law.digest import digest_of_part, normalise_text, read_parts
from hjemmel.law.lovdata.wordings import Wording, find_held

_DASHES: Final = str.maketrans({"–": "-", "—": "-", "‑": "-", "«": '"', "»": '"', "“": '"', "”": '"', "’": "'"})
_GAP: Final = re.compile(r"\s*[\[(]?(?:…|\.\.\.)[\])]?\s*")


class LawTexts(Protocol):
    """What drift asks of the imported law."""

    def has_act(self, refid: str) -> bool:
        """Whether the act was imported at all."""
        ...

    def find_day(self, refid: str) -> str:
        """The day (ISO) the imported text of the act is of."""
        ...

    def find_wordings(self, provision: str) -> Sequence[Wording]:
        """All wordings of a section, oldest first."""
        ...

    def list_provisions(self, refid: str) -> Sequence[str]:
        """The paths of an act's sections."""
        ...


def has_words(text: str, quote: str) -> bool:
    """Whether a quoted passage is in a text; "…" and "[...]" in it stand for anything left out."""
    whole, place = _fold(text), 0
    for piece in (piece for piece in _GAP.split(_fold(quote)) if piece):
        found = whole.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    return bool(quote.strip())


def to_words(wording: Wording) -> str:
    """All words of a wording in one line."""
    parts = read_parts(wording.text or "", wording.outline)
    return " ".join(part.words for part in parts)


def _fold(text: str) -> str:
    return normalise_text(text).translate(_DASHES)


def find_current(wordings: Sequence[Wording], day: date) -> Wording | None:
    """The wording that holds on a day; None when none does."""
    return find_held(wordings, day.isoformat())


def find_since(same: Sequence[Wording], wordings: Sequence[Wording], day: date) -> date | None:
    """The first day after the last of these wordings, when other words held."""
    last = max((one for one in same if one.begins), key=lambda one: one.begins, default=None)
    if last is None or last.ends > day.isoformat():
        return None
    return to_day(last.ends) or find_end(wordings, day)


def find_end(wordings: Sequence[Wording], day: date) -> date | None:
    """The last day on or before `day` on which a wording of these ended."""
    ends = [one.ends for one in wordings if one.ends and one.ends <= day.isoformat()]
    return to_day(max(ends, default=""))


def to_day(text: str) -> date | None:
    """A day from its ISO form; None from nothing."""
    return date.fromisoformat(text) if text else None


def to_version(path: str, wording: Wording) -> str:
    """The path of a wording."""
    return f"{path}/versjon/{wording.version}"


def find_digest(wording: Wording, part: str) -> str | None:
    """The digest of a part; None when the wording has no text or no such part."""
    if wording.text is None:
        return None
    try:
        return digest_of_part(wording.text, wording.outline, part)
    except NotFoundError:
        return None
