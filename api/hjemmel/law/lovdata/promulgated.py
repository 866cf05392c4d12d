"""The gazette's acts as an index: what each tells of other acts' earlier and coming words."""

from __future__ import annotations

from collections import defaultdict

from hjemmel.law.lovdata.compiling import Promulgated
from hjemmel.law.lovdata.packing import PackedGazette


class PromulgatedActs:
    """All acts of the gazette that have been read; `names` tells their files."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self._quads: dict[str, tuple[bytes, bytes]] = {}
        self._originals: dict[str, bytes] = {}
        self._days: dict[str, str] = {}
        self._changes: defaultdict[str, dict[str, bytes]] = defaultdict(dict)

    def add(self, act: Promulgated) -> None:
        """Take in an act."""
        self.names[act.refid] = act.name
        self._quads[act.refid] = (act.quads, act.amends)
        self._originals[act.refid] = act.original
        if act.day:
            self._days[act.refid] = act.day
        for target, changes in act.changes:
            self._changes[target][act.refid] = changes

    def find_quads(self, refid: str, *, consolidated: bool) -> bytes:
        """The act's quads: all of it, or only what it adds to its consolidated form."""
        whole, adds = self._quads[refid]
        return adds if consolidated else whole

    def find_gazette(self, refid: str) -> PackedGazette:
        """What all gazette acts tell of one act."""
        return PackedGazette(
            original=self._originals.get(refid, b""),
            changes=self._changes.get(refid, {}),
            days=self._days if refid.startswith("lov/") else {},
        )
