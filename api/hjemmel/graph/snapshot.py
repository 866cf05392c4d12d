"""The immutable snapshot: one folder, one release."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from hjemmel.graph.files import Sources
from hjemmel.graph.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a snapshot holds: release id (first 16 hex digits of the SHA-256 of data.nq), counts, sources, report."""

    release: str
    digest: str
    triples: int
    graphs: int
    sources: Mapping[str, str]
    report: str = ""
    extra: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kb:
    """An opened snapshot. Only the reference to it is ever replaced."""

    store: Store
    manifest: Manifest
    release: str


def build_snapshot(sources: Sources, out: Path, *, report: str = "") -> Manifest:
    """Write the snapshot folder `out/<release>` and move `out/current` to it.

    Raises:
        SnapshotError: it can't be written; what stood there before is untouched.
    """
    raise NotImplementedError


def open_kb(path: Path) -> Kb:
    """Open a snapshot folder, or the `current` one of the folder that holds several.

    Raises:
        SnapshotError: missing or damaged.
    """
    raise NotImplementedError
