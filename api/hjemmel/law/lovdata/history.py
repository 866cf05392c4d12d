"""What earlier imports knew, one JSON line a document: so that a newer archive never loses a known past."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import orjson

from hjemmel.law.lovdata.records import Counts
from hjemmel.law.lovdata.wordings import Wording

QUADS: Final = "law.nq"
HISTORY: Final = "history.jsonl"
MANIFEST: Final = "law.json"
_TUPLES: Final = ("changed_by", "commenced_by", "repealed_by")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A document of an earlier import: where its quads are, and its line of history."""

    key: str
    quads: tuple[int, int]
    line: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What is kept of a document: its wordings by path and what there was of each kind."""

    wordings: Mapping[str, tuple[Wording, ...]]
    counts: Counts
    citations: int
    amendments: int


def format_line(key: str, memory: Memory) -> bytes:
    """A document's line, without the line feed."""
    return orjson.dumps(
        {
            "key": key,
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
    )


def load_entries(folder: Path) -> Iterator[Entry]:
    """The documents an import folder holds; none when there is no such folder yet."""
    history, manifest = folder / HISTORY, folder / MANIFEST
    if not (history.is_file() and manifest.is_file()):
        return
    positions = orjson.loads(manifest.read_bytes())["quads"]
    with history.open("rb") as lines:
        for line in lines:
            key = _find_key(line)
            start, length = positions[key]
            yield Entry(key=key, quads=(start, length), line=line.rstrip(b"\n"))


def _find_key(line: bytes) -> str:
    """The key stands first in the line, so that it is found without reading the rest."""
    return line[8 : line.index(b'"', 8)].decode()


def _to_dict(wording: Wording) -> dict[str, object]:
    """The fields that say something; citations are read from the links again."""
    fields = {name: getattr(wording, name) for name in Wording.__slots__}
    fields.pop("cites")
    return {name: value for name, value in fields.items() if value not in ("", (), None)}


def _to_wording(told: dict[str, Any]) -> Wording:
    cites = dict.fromkeys(link.partition("=")[2] for link in told.get("links", "").split(" ") if link)
    lists = {name: tuple(told[name]) for name in _TUPLES if name in told}
    return Wording(**(told | lists), cites=tuple(cites))
