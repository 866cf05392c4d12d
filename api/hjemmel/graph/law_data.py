"""Imported law beside a release's own facts: its files, its digest, and a store of both.

The records and the answers of REST are read from the release's own facts alone, so law makes them no slower; whoever
asks the whole graph (SPARQL) opens it with `open_whole`. The files are linked from the folder of the import, not
copied: an import never changes a file, it puts a new folder in the old one's place.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import orjson
import pyoxigraph as ox

from hjemmel.errors import SnapshotError
from hjemmel.rdf.namespaces import BASE, GRAPHS

FOLDER: Final = "law"
QUADS: Final = "law.nq"
FLAGS: Final = "drift.nq"
FILES: Final = ("law.json", QUADS, "history.jsonl")
_READ: Final = 1 << 22
_OWN: Final = GRAPHS + "law/"
_LAW: Final = tuple(BASE + kind for kind in ("lov/", "forskrift/"))
_IMPORT: Final = "Import it again with `hjemmel law import`."


@dataclass(frozen=True, slots=True, kw_only=True)
class LawData:
    """A folder of imported law for a release; `flags` are quads told of it (drift), one a line."""

    folder: Path
    digest: str
    archives: tuple[Mapping[str, str], ...] = ()
    sizes: Mapping[str, int] = field(default_factory=dict)
    flags: bytes = b""

    def to_manifest(self) -> dict[str, Any]:
        """What a snapshot's manifest says of it."""
        return {
            "digest": self.digest,
            "flags": hashlib.sha256(self.flags).hexdigest(),
            "archives": [dict(row) for row in self.archives],
            "sizes": dict(self.sizes),
            "identity": find_identity(self.folder),
        }


def open_law_data(folder: Path, flags: bytes = b"") -> LawData:
    """Read what identifies a folder of imported law.

    Raises:
        SnapshotError: it is missing, or of another form.
    """
    try:
        told = orjson.loads((folder / FILES[0]).read_bytes())
        archives = tuple({"name": row["name"], "date": row["date"]} for row in told["archives"])
        sizes = {name: (folder / name).stat().st_size for name in FILES}
    except OSError as error:
        raise SnapshotError(f"There is no imported law in {folder}.", remedy=_IMPORT) from error
    except (ValueError, KeyError, TypeError) as error:
        raise SnapshotError(f"The imported law in {folder} is of another form.", remedy=_IMPORT) from error
    return LawData(folder=folder, digest=_to_digest(folder), archives=archives, sizes=sizes, flags=flags)


def find_identity(folder: Path) -> str:
    """A quick name of an import, "" when there is none: of its manifest, which gives every document's place."""
    try:
        return hashlib.sha256((folder / FILES[0]).read_bytes()).hexdigest()
    except OSError:
        return ""


def write_law(data: LawData, release: Path) -> None:
    """Put the law's files into a release's folder: linked where the system can, else copied."""
    folder = release / FOLDER
    folder.mkdir()
    for name in FILES:
        try:
            os.link(data.folder / name, folder / name)
        except OSError:
            shutil.copyfile(data.folder / name, folder / name)
    (folder / FLAGS).write_bytes(data.flags)


def find_law(release: Path, told: Mapping[str, Any]) -> Path | None:
    """The folder of a release's law; None when its manifest tells of none.

    Hashing a gigabyte at every start would cost seconds: sizes are held against the manifest, and `hjemmel build`
    reads every byte.

    Raises:
        SnapshotError: a file is missing or cut short.
    """
    if not told:
        return None
    folder = release / FOLDER
    for name, size in told["sizes"].items():
        file = folder / name
        if not file.is_file() or file.stat().st_size != size:
            detail = f"The law of the release {release} is damaged: {name} is missing or has another size."
            raise SnapshotError(detail, remedy="Build it again with `hjemmel build --law DIR`.")
    return folder


def has_law(release: Path, told: Mapping[str, Any]) -> bool:
    """Whether a release's folder holds the law its manifest tells of, or tells of none."""
    try:
        return find_law(release, told) is not None or not told
    except SnapshotError:
        return False


def load_law(engine: ox.Store, folder: Path) -> None:
    """Load a release's law into a store that holds the release's own facts.

    What the release says itself is left out of the law's graphs: a fact in two graphs would be counted twice.
    """
    told = [quad for quad in engine if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(_LAW)]
    for name in (QUADS, FLAGS):
        engine.bulk_load(path=str(folder / name), format=ox.RdfFormat.N_QUADS, lenient=True)
    for quad in told:
        for twin in list(engine.quads_for_pattern(quad.subject, quad.predicate, quad.object)):
            if isinstance(twin.graph_name, ox.NamedNode) and twin.graph_name.value.startswith(_OWN):
                engine.remove(twin)


def _to_digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for name in FILES[1:]:
        with (folder / name).open("rb") as file:
            while piece := file.read(_READ):
                digest.update(piece)
    return digest.hexdigest()
