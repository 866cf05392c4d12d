"""What earlier imports knew, one JSON line a document: so that a newer archive never loses a known past."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import orjson

from hjemmel.law.lovdata.records import Counts
from hjemmel.law.lovdata.wordings import Wording

QUADS: Final = "law.nq"
HISTORY: Final = "history.jsonl"
MANIFEST: Final = "law.json"
_TUPLES: Final = ("changed_by", "commenced_by", "repealed_by")


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What is kept of a document: its wordings by path what there was of each kind, the day it was read."""

    wordings: Mapping[str, tuple[Wording, ...]]
    counts: Counts
    citations: int
    amendments: int
    day: str = ""
    title: str = ""


def format_line(key: str, memory: Memory) -> bytes:
    """A document's line, without the line feed."""
    return orjson.dumps(
        {
            "key": key,
            "day": memory.day,
            "title": memory.title,
            "counts": memory.counts,
            "citations": memory.citations,
            "amendments": memory.amendments,
            "wordings": {path: [_to_dict(one) for one in all_] for path, all_ in memory.wordings.items()},
        }
    )


def parse_line(line: bytes) -> Memory:
    """A document's wordings from its line."""
    told = orjson.loads(line)
    return Memory(
        wordings={path: tuple(_to_wording(one) for one in all_) for path, all_ in told["wordings"].items()},
        counts=Counts(**told["counts"]),
        citations=told["citations"],
        amendments=told["amendments"],
        day=told["day"],
        title=told["title"],
    )


def _to_dict(wording: Wording) -> dict[str, object]:
    """The fields that say something; citations are read from the links again."""
    fields = {name: getattr(wording, name) for name in Wording.__slots__}
    fields.pop("cites")
    return {name: value for name, value in fields.items() if value not in ("", (), None)}


def _to_wording(told: dict[str, Any]) -> Wording:
    cites = dict.fromkeys(link.partition("=")[2] for link in told.get("links", "").split(" ") if link)
    fields: dict[str, Any] = dict(told)
    for name in _TUPLES:
        fields[name] = tuple(told.get(name, ()))
    return Wording(cites=tuple(cites), **fields)
