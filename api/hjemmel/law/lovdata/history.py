"""What earlier imports knew, so that a newer archive never loses a known past.

A document is a head (one JSON line: what it is, and where each of its units stands) and, after it, a JSON line for each
unit with its wordings: who asks for one section of a thick act reads the head and that line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

import orjson

from hjemmel.law.lovdata.records import Counts
from hjemmel.law.lovdata.standing import Standing
from hjemmel.law.lovdata.wordings import Wording

QUADS: Final = "law.nq"
HISTORY: Final = "history.jsonl"
MANIFEST: Final = "law.json"
FORM: Final = 5
"""The form of the files: an import of another form is made anew, not read."""

_TUPLES: Final = ("changed_by", "commenced_by", "repealed_by")
Wordings = tuple[Wording, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a document is: the day its text is of, its title, its standing, where the lines of its units begin and end.

    `units` counts from the end of the head's line; `ended` has the units without a wording that goes on, each with the
    day its last one ended; `read_in` has the day and the digest of each archive that its wordings were read in.
    """

    day: str = ""
    title: str = ""
    standing: Standing = field(default_factory=Standing)
    units: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    ended: Mapping[str, str] = field(default_factory=dict)
    read_in: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """All that is kept of a document: its head, and its wordings by path."""

    head: Head = field(default_factory=Head)
    wordings: Mapping[str, Wordings] = field(default_factory=dict)


def format_memory(key: str, memory: Memory, counts: Counts) -> bytes:
    """A document's lines, without the last line feed."""
    lines, units, start = [], {}, 0
    for path, wordings in memory.wordings.items():
        line = orjson.dumps([_to_dict(one) for one in wordings])
        units[path] = (start, len(line))
        start += len(line) + 1
        lines.append(line)
    head = memory.head
    told = {
        "key": key,
        "day": head.day,
        "title": head.title,
        "standing": {name: told for name, told in asdict(head.standing).items() if told},
        "counts": counts,
        "readIn": head.read_in,
        "ended": {path: end for path, all_ in memory.wordings.items() if (end := _find_end(all_))},
        "units": units,
    }
    return b"\n".join((orjson.dumps(told), *lines))


def parse_memory(lines: bytes) -> Memory:
    """All that a document's lines tell."""
    first, _, rest = lines.partition(b"\n")
    head = parse_head(first)
    told = {path: parse_wordings(rest[start : start + length]) for path, (start, length) in head.units.items()}
    return Memory(head=head, wordings=told)


def parse_head(line: bytes) -> Head:
    """What the first line tells."""
    told = orjson.loads(line)
    return Head(
        day=told["day"],
        title=told["title"],
        standing=_to_standing(told["standing"]),
        units={path: (start, length) for path, (start, length) in told["units"].items()},
        ended=told["ended"],
        read_in={archive: (day, digest) for archive, (day, digest) in told["readIn"].items()},
    )


def parse_wordings(line: bytes) -> Wordings:
    """The wordings of a unit from its line."""
    return tuple(_to_wording(one) for one in orjson.loads(line))


def _to_standing(told: dict[str, Any]) -> Standing:
    fields: dict[str, Any] = {name: tuple(one) if isinstance(one, list) else one for name, one in told.items()}
    return Standing(**fields)


def _find_end(wordings: Wordings) -> str:
    """The day the last wording ended; "" while one goes on, or is to come."""
    return "" if any(not one.ends for one in wordings) else max((one.ends for one in wordings), default="")


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
