"""The law that was imported, asked for by provision: what drift, digests and pages read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Final, Literal, Self

from hjemmel.errors import NotFoundError
from hjemmel.law.digest import find_part, read_parts, to_digest
from hjemmel.law.identifiers import find_legal_name
from hjemmel.law.lovdata.history import MANIFEST, Head, parse_head, parse_wordings
from hjemmel.law.lovdata.shelf import Known
from hjemmel.law.lovdata.standing import Standing
from hjemmel.law.lovdata.wordings import Wording, find_held

Staleness = Literal["", "pending", "due"]
_KEPT_HEADS: Final = 256
_KEPT_UNITS: Final = 1024
_NO_HEAD: Final = Head()


class ImportedLaw:
    """A folder that `import_law` wrote. What is asked for is read then; some of it is kept."""

    def __init__(self, folder: Path) -> None:
        self._known = known = Known(folder)
        self._keys: dict[str, list[str]] = {}
        for key in known.list_keys():
            self._keys.setdefault(key.partition("@")[0], []).append(key)
        # Partials of `known`, not methods: a cache that held this object would keep the files open.
        self._read_head = lru_cache(_KEPT_HEADS)(partial(_read_head, known))
        self._read_unit = lru_cache(_KEPT_UNITS)(partial(_read_unit, known))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._known.__exit__()

    @property
    def archives(self) -> tuple[tuple[str, str], ...]:
        """The archives it comes from: name and day."""
        return self._known.archives

    def list_acts(self) -> tuple[str, ...]:
        """The refids of all acts and regulations."""
        return tuple(self._keys)

    def has_act(self, refid: str) -> bool:
        """Whether the act or regulation was imported."""
        return refid in self._keys

    def find_day(self, refid: str) -> str:
        """The day the newest text of an act is of; "" when it wasn't imported."""
        return self._find_head(refid).day

    def find_title(self, refid: str) -> str:
        """The title of an act; "" when it wasn't imported."""
        return self._find_head(refid).title

    def list_standings(self) -> Iterator[tuple[str, Standing]]:
        """Each act with what its head says of names, days and other acts: all heads are read, and none is kept."""
        for refid, keys in self._keys.items():
            yield refid, _read_head(self._known, keys[0]).standing

    def find_language(self, refid: str) -> str:
        """The written form an act is in (nb, nn); "" when it wasn't imported."""
        return next((key.partition("@")[2] for key in self._keys.get(refid, ())), "")

    def read_quads(self, refid: str) -> bytes:
        """Everything the import says of an act, as N-Quads."""
        return b"".join(self._known.read_quads(key) for key in self._keys.get(refid, ())[:1])

    def find_unit(self, provision: str) -> str:
        """The path of the section or chapter with wordings that a provision is or lies in; "" when there is none."""
        name = find_legal_name(provision)
        if name is None or name.provision is None:
            return ""
        units = self._find_head(name.refid).units
        unit = _find_unit(units, name.provision.lower())
        return unit if unit in units else ""

    def list_provisions(self, refid: str) -> tuple[str, ...]:
        """The paths below an act that have or had a wording ("paragraf/4")."""
        return tuple(self._find_head(refid).units)

    def list_paths(self, refid: str) -> tuple[str, ...]:
        """The paths below an act, those without a wording among them."""
        head = self._find_head(refid)
        return (*head.units, *head.standing.unworded)

    def find_ended(self, refid: str) -> Mapping[str, str]:
        """The provisions of an act that have ended, each with the first day it held no more."""
        return self._find_head(refid).ended

    def find_wordings(self, provision: str) -> tuple[Wording, ...]:
        """All wordings of a section or chapter, oldest first; of a part: those of its section."""
        name = find_legal_name(provision)
        if name is None or name.provision is None:
            return ()
        units = self._find_head(name.refid).units
        unit = _find_unit(units, name.provision.lower())
        return self._read_unit(self._keys[name.refid][0], units[unit]) if unit in units else ()

    def find_words(self, provision: str, day: str) -> str:
        """The normalised words of a provision or part of one on a day (ISO): what is digested.

        Raises:
            NotFoundError: it was not imported, had no known words that day, or has no such part.
        """
        name = find_legal_name(provision)
        wording = find_held(self.find_wordings(provision), day)
        if name is None or name.provision is None or wording is None or wording.text is None:
            raise NotFoundError(
                f"The imported law has no text of {provision} on {day}.",
                remedy="Import an archive that has it, or ask for another day.",
            )
        path = name.provision.lower()
        unit = _find_unit(self._find_head(name.refid).units, path)
        return find_part(read_parts(wording.text, wording.outline), path[len(unit) :].strip("/"))

    def find_digest(self, provision: str, day: str) -> str:
        """The digest of a provision or part of one as it read on a day (ISO).

        Raises:
            NotFoundError: as `find_words`.
        """
        return to_digest(self.find_words(provision, day))

    def find_staleness(self, provision: str, day: str) -> Staleness:
        """Whether a change of the provision is due on a day but later than the text, or adopted and to come."""
        name = find_legal_name(provision)
        return find_staleness(self.find_wordings(provision), self.find_day(name.refid if name else ""), day)

    def _find_head(self, refid: str) -> Head:
        keys = self._keys.get(refid)
        return self._read_head(keys[0]) if keys else _NO_HEAD


def _read_head(known: Known, key: str) -> Head:
    return parse_head(known.read_head(key))


def _read_unit(known: Known, key: str, place: tuple[int, int]) -> tuple[Wording, ...]:
    return parse_wordings(known.read_unit(key, place))


def open_law(folder: Path) -> ImportedLaw:
    """Open a folder of imported law.

    Raises:
        NotFoundError: there is none.
    """
    if not (folder / MANIFEST).is_file():
        raise NotFoundError(
            f"There is no imported law in {folder}.",
            remedy="Run hjemmel law import ARCHIVE… --into DIR first.",
        )
    return ImportedLaw(folder)


def find_staleness(wordings: tuple[Wording, ...], read_on: str, day: str) -> Staleness:
    """Answer "due" when a change took effect after the text was read; "pending" when one is to come."""
    turns = [turn for wording in wordings for turn in (wording.begins, wording.ends) if turn]
    if any(read_on < turn <= day for turn in turns):
        return "due"
    to_come = any(turn > day for turn in turns) or any(not one.begins for one in wordings)
    return "pending" if to_come else ""


def _find_unit(told: Mapping[str, object], path: str) -> str:
    """The longest path with wordings that is `path` or lies above it."""
    steps = path.split("/")
    candidates = ("/".join(steps[:count]) for count in range(len(steps), 0, -1))
    return next((one for one in candidates if one in told), path)
