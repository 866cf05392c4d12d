"""What the gazette tells of an act, packed for the way between processes.

A frozen record takes microseconds to pickle and as many to make again; there are half a million of them in the gazette,
and most are never asked for. As JSON they are one string until then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from hjemmel.law.lovdata.records import Block, Change, Unit
from hjemmel.law.lovdata.wordings import Gazette

_Plain = list[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedGazette:
    """One act in the gazette: its first text, changes by amending act, days of amending acts."""

    original: bytes = b""
    changes: Mapping[str, bytes] = field(default_factory=dict)
    days: Mapping[str, str] = field(default_factory=dict)


def pack_units(units: Iterable[Unit]) -> bytes:
    """The sections of an act as promulgated; links are left out, the gazette has none."""
    return orjson.dumps([[unit.path, unit.heading, _pack_blocks(unit.blocks)] for unit in units])


def pack_changes(changes: Iterable[Change]) -> tuple[tuple[str, bytes], ...]:
    """The changes of an amending act, by the act that is amended."""
    by_target: defaultdict[str, list[_Plain]] = defaultdict(list)
    for one in changes:
        plain = [one.path, one.part, one.moved_to, one.new, one.heading, _pack_blocks(one.blocks)]
        by_target[one.target].append(plain)
    return tuple((target, orjson.dumps(plain)) for target, plain in by_target.items())


def unpack_gazette(packed: PackedGazette) -> Gazette:
    """The records again."""
    units = orjson.loads(packed.original) if packed.original else []
    return Gazette(
        original={
            path: Unit(path=path, name="", heading=heading, blocks=_unpack_blocks(blocks))
            for path, heading, blocks in units
        },
        changes={by: _unpack_changes(plain) for by, plain in packed.changes.items()},
        days=packed.days,
    )


def _unpack_changes(plain: bytes) -> tuple[Change, ...]:
    return tuple(
        Change(
            target="",
            path=path,
            part=part,
            moved_to=moved_to,
            new=new,
            heading=heading,
            blocks=_unpack_blocks(blocks),
        )
        for path, part, moved_to, new, heading, blocks in orjson.loads(plain)
    )


def _pack_blocks(blocks: Iterable[Block]) -> list[_Plain]:
    return [[block.kind, block.path, block.text, block.lead] for block in blocks]


def _unpack_blocks(plain: Iterable[_Plain]) -> tuple[Block, ...]:
    return tuple(Block(kind=kind, path=path, text=text, lead=lead) for kind, path, text, lead in plain)
