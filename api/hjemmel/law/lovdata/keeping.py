"""What older archives knew of a unit's wordings, kept when a newer one is read: no known past is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from hjemmel.law.lovdata.wordings import Reading, Wording

UNSAID: Final = "Ordlyden er endra mellom to lesingar av Lovdata utan at noten seier når."
GONE: Final = "Borte frå teksten mellom to lesingar av Lovdata utan at noko seier kva dag."


def keep_known(wordings: list[Wording], known: Sequence[Wording], reading: Reading) -> list[Wording]:
    """Older archives' wordings that the newer notes don't tell of; a text changed in silence."""
    past = [replace(old, ends="", repealed_by=()) for old in known if old.begins and old.begins <= reading.day]
    if not past:
        return wordings
    told = {wording.version for wording in wordings}
    current, newest = (wordings[-1] if wordings and wordings[-1].version else None), past[-1]
    if current is None or not _is_overtaken(current, newest):
        merged = [*wordings, *(old for old in past if old.version not in told)]
    else:
        merged = [*wordings[:-1], *(old for old in past if old.version not in told or old.version == current.version)]
        if current.text != newest.text:
            merged.append(replace(current, version=reading.day, begins=reading.day, note=UNSAID))
    return sorted(merged, key=lambda wording: wording.begins)


def list_gone(known: Sequence[Wording], reading: Reading) -> tuple[Wording, ...]:
    """The wordings of a unit that the newer text no longer has: none of them goes on.

    What was adopted without a day for a unit that is gone is dropped: it will never begin.
    """
    dated = [one for one in known if one.begins]
    return tuple(
        replace(one, ends=reading.day, note=GONE) if not one.ends and one.begins < reading.day else one for one in dated
    )


def _is_overtaken(current: Wording, newest: Wording) -> bool:
    """Whether an older archive knew of later words than the newer notes tell of, or of others on that day."""
    if newest.version == current.version:
        return newest.text is not None and newest.text != current.text
    return newest.begins > current.begins


def with_known_words(wording: Wording, told: Mapping[str, Wording]) -> Wording:
    """A wording whose words aren't known now, with those that were known of it before."""
    older = told.get(wording.version)
    if wording.text is not None or older is None or older.text is None:
        return wording
    return replace(older, ends="", changed_by=wording.changed_by, repealed_by=wording.repealed_by, note=wording.note)
