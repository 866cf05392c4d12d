"""The gazette's acts as an index: what each tells of other acts' earlier and coming words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from hjemmel.law.lovdata.compiling import Promulgated
from hjemmel.law.lovdata.records import Change, Unit
from hjemmel.law.lovdata.wordings import Gazette


class PromulgatedActs:
    """All acts of the gazette that have been read; `names` tells their files."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self._quads: dict[str, tuple[bytes, bytes]] = {}
        self._units: dict[str, tuple[Unit, ...]] = {}
        self._days: dict[str, str] = {}
        self._changes: defaultdict[str, defaultdict[str, list[Change]]] = defaultdict(lambda: defaultdict(list))

    def add(self, act: Promulgated) -> None:
        """Take in an act."""
        self.names[act.refid] = act.name
        self._quads[act.refid] = (act.quads, act.amends)
        self._units[act.refid] = act.units
        if act.day:
            self._days[act.refid] = act.day
        for change in act.changes:
            self._changes[change.target][act.refid].append(change)

    def find_quads(self, refid: str, *, consolidated: bool) -> bytes:
        """The act's quads: all of it, or only what it adds to its consolidated form."""
        whole, adds = self._quads[refid]
        return adds if consolidated else whole

    def find_gazette(self, refid: str) -> Gazette:
        """What all gazette acts tell of one act."""
        changes: Mapping[str, Sequence[Change]] = self._changes.get(refid, {})
        return Gazette(
            original={unit.path: unit for unit in self._units.get(refid, ())},
            changes={by: tuple(told) for by, told in changes.items()},
            days=self._days if refid.startswith("lov/") else {},
        )
