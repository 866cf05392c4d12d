"""The gazette's acts as an index: what each tells of other acts' earlier and coming words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from hjemmel.law.lovdata.compiling import Promulgated
from hjemmel.law.lovdata.packing import PackedGazette
from hjemmel.law.lovdata.pile import NOWHERE, Pile, Place


class PromulgatedActs:
    """All acts of the gazette that have been read; `names` tells their files. Their words lie on a pile."""

    def __init__(self, pile: Pile, days: Mapping[str, str]) -> None:
        self.names: dict[str, str] = {}
        self._pile = pile
        self._quads: dict[str, tuple[Place, Place]] = {}
        self._originals: dict[str, Place] = {}
        self.days: dict[str, str] = dict(days)
        self._changes: defaultdict[str, dict[str, Place]] = defaultdict(dict)

    def add(self, act: Promulgated) -> None:
        """Take in an act."""
        put = self._pile.put
        self.names[act.refid] = act.name
        self._quads[act.refid] = (put(act.quads), put(act.amends))
        self._originals[act.refid] = put(act.original)
        if act.day:
            self.days[act.refid] = act.day
        for target, changes in act.changes:
            self._changes[target][act.refid] = put(changes)

    def find_quads(self, refid: str, *, consolidated: bool) -> bytes:
        """The act's quads: all of it, or only what it adds to its consolidated form."""
        whole, adds = self._quads[refid]
        return self._pile.read(adds if consolidated else whole)

    def find_gazette(self, refid: str) -> PackedGazette:
        """What all gazette acts tell of one act."""
        read = self._pile.read
        return PackedGazette(
            original=read(self._originals.get(refid, NOWHERE)),
            changes={by: read(place) for by, place in self._changes.get(refid, {}).items()},
            days=self.days if refid.startswith("lov/") else {},
        )
