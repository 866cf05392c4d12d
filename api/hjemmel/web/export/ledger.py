"""What an export leaves for the next one: its files, and what each of them was made from.

The ledger lies in the folder of the site and says the same as that of a whole new export. While files are being
written it says of those no more than that they are there, so that an export that is broken off does no harm: the next
makes them again.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import orjson

from hjemmel.web.export.watching import Key

NAME: Final = ".hjemmel-site.json.gz"
_FORM: Final = 1
_QUICK: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a file was made from: the readings of the release, the addresses without a file; and its size."""

    size: int
    reads: tuple[Key, ...]
    missed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """`files` are all of a site by name, None where it isn't said what a file was made from.

    `frame` is what all of them were made with (program, legal day, address), `release` the id of what they were made
    from, `digests` what each reading gave.
    """

    frame: str = ""
    release: str = ""
    files: Mapping[str, Source | None] = field(default_factory=dict)
    digests: Mapping[Key, str] = field(default_factory=dict)


def read_ledger(out: Path) -> Ledger | None:
    """Read the ledger of a folder; None where there is none, an empty one where it can't be read any more."""
    try:
        told = orjson.loads(gzip.decompress((out / NAME).read_bytes()))
        names = dict.fromkeys(told["files"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, EOFError, LookupError, TypeError):
        return Ledger()
    try:
        return _from_record(told) if told["form"] == _FORM else Ledger(files=names)
    except (ValueError, LookupError, TypeError):
        return Ledger(files=names)


def format_ledger(ledger: Ledger) -> bytes:
    """Give the bytes of a ledger, the same for the same site."""
    used = sorted({key for source in ledger.files.values() if source for key in source.reads})
    places = {key: place for place, key in enumerate(used)}
    sets: dict[tuple[int, ...], int] = {}
    files: dict[str, list[Any] | None] = {}
    for name, source in sorted(ledger.files.items()):
        if source is None:
            files[name] = None
            continue
        reads = tuple(sorted(places[key] for key in source.reads))
        files[name] = [source.size, sets.setdefault(reads, len(sets)), *source.missed]
    record = {
        "form": _FORM,
        "frame": ledger.frame,
        "release": ledger.release,
        "keys": used,
        "digests": [ledger.digests[key] for key in used],
        "sets": list(sets),
        "files": files,
    }
    return gzip.compress(orjson.dumps(record), compresslevel=_QUICK, mtime=0)


def _from_record(told: Mapping[str, Any]) -> Ledger:
    keys = [tuple(key) for key in told["keys"]]
    sets = [tuple(keys[place] for place in places) for places in told["sets"]]
    files = {
        name: Source(size=row[0], reads=sets[row[1]], missed=tuple(row[2:])) if row else None
        for name, row in told["files"].items()
    }
    return Ledger(
        frame=told["frame"], release=told["release"], files=files, digests=dict(zip(keys, told["digests"], strict=True))
    )
