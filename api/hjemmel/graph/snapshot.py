"""The immutable snapshot: one folder, one release.

    out/
    ├── 1f3a…/            the release: the first 16 hex digits of data.nq's SHA-256 (and the law's)
    │   ├── data.nq       every fact with its graph, sorted
    │   ├── law/          the imported law, when there is one: see hjemmel.graph.law_data
    │   └── manifest.json what it holds and where it came from
    └── current -> 1f3a…

The same sources give the same bytes: no clock, no machine, no order of files gets in.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Final

import orjson
import pyoxigraph as ox

from hjemmel.errors import SnapshotError
from hjemmel.graph.files import Sources
from hjemmel.graph.law_data import LawData, find_law, has_law, load_law, write_law
from hjemmel.graph.store import EmbeddedStore, Store, to_distinct
from hjemmel.rdf.namespaces import RDF_TYPE, compact

FORM: Final = 1
CURRENT: Final = "current"
DATA: Final = "data.nq"
MANIFEST: Final = "manifest.json"
_RELEASE_LENGTH: Final = 16
_BUILD: Final = "Build it with `hjemmel build`."
_REBUILD: Final = "Remove the folder and build it again with `hjemmel build`."


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a snapshot holds.

    `digest` is the SHA-256 of data.nq and `release` its first 16 digits; `sources` gives each
    file's own digest, `counts` the things of each class, `report` what the checks said. `law` tells of the
    imported law beside it, {} when there is none.
    """

    form: int = FORM
    release: str
    digest: str
    triples: int
    graphs: int
    counts: Mapping[str, int] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    report: Mapping[str, object] = field(default_factory=dict)
    law: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kb:
    """An opened release. Nothing in it changes; only the reference to it is ever replaced.

    `store` holds the release's own facts; `law` is the folder of the imported law beside it, if there is one.
    """

    store: Store
    manifest: Manifest
    release: str
    folder: Path | None = None
    law: Path | None = None


def build_snapshot(
    sources: Sources, out: Path, *, report: Mapping[str, object] | None = None, law: LawData | None = None
) -> Manifest:
    """Write the folder `out/<release>` and move `out/current` to it.

    Raises:
        SnapshotError: it can't be written; what stood there before is untouched.
    """
    data = to_data(sources)
    manifest = _to_manifest(sources, data, report or {}, law)
    try:
        out.mkdir(parents=True, exist_ok=True)
        _write_folder(out, manifest, data, law)
        _move_current(out, manifest.release)
    except OSError as error:
        detail = f"The snapshot can't be written to {out}: {error}."
        raise SnapshotError(detail, remedy="Free space, or name a folder you may write.") from error
    return manifest


def open_kb(path: Path) -> Kb:
    """Open a snapshot's folder, or the `current` one of a folder that holds several.

    Raises:
        SnapshotError: it is missing, damaged, or of a form this version doesn't read.
    """
    folder = path if (path / MANIFEST).is_file() else path / CURRENT
    folder = folder.resolve()
    try:
        manifest = read_manifest((folder / MANIFEST).read_bytes())
        data = (folder / DATA).read_bytes()
    except OSError as error:
        raise SnapshotError(f"There is no snapshot in {path}.", remedy=_BUILD) from error
    if hashlib.sha256(data).hexdigest() != manifest.digest:
        detail = f"The snapshot {folder} is damaged: {DATA} has another digest than its manifest."
        raise SnapshotError(detail, remedy=_REBUILD)
    engine = ox.Store()
    engine.bulk_load(data, ox.RdfFormat.N_QUADS, lenient=True)  # the digest says it is our own
    store = EmbeddedStore(engine)
    law = find_law(folder, manifest.law)
    return Kb(store=store, manifest=manifest, release=manifest.release, folder=folder, law=law)


def open_whole(path: Path) -> Kb:
    """Open a snapshot's folder with the imported law in its store: for those who ask the whole graph.

    Raises:
        SnapshotError: it is missing, damaged, or of a form this version doesn't read.
    """
    kb = open_kb(path)
    if kb.law is not None and isinstance(kb.store, EmbeddedStore):
        load_law(kb.store.engine, kb.law)
    return kb


def open_memory(sources: Sources) -> Kb:
    """Open sources as a release that is written nowhere: the same one `build_snapshot` writes."""
    manifest = _to_manifest(sources, to_data(sources), {})
    store = EmbeddedStore.load(sources.quads)
    return Kb(store=store, manifest=manifest, release=manifest.release)


def read_manifest(text: bytes) -> Manifest:
    """Read a manifest.

    Raises:
        SnapshotError: it is damaged, or of another form.
    """
    try:
        record = orjson.loads(text)
        form = record.get("form")
        if form == FORM:
            record.setdefault("law", {})
            return Manifest(**{item.name: record[item.name] for item in fields(Manifest)})
    except (ValueError, AttributeError, KeyError) as error:
        raise SnapshotError(f"The manifest is damaged: {error}.", remedy=_REBUILD) from error
    detail = f"The snapshot is of form {form}; this version reads form {FORM}."
    raise SnapshotError(detail, remedy=_BUILD)


def to_data(sources: Sources) -> bytes:
    """Give every fact as a line of N-Quads, sorted by its bytes.

    What several files say is kept once, in the graph of the first by path.
    """
    files = sorted(sources.files, key=lambda file: file.path)
    quads = to_distinct(quad for file in files for quad in file.quads)
    lines = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    return b"".join(line + b"\n" for line in sorted(lines.split(b"\n")) if line)


def _to_release(digest: str, law: LawData | None) -> str:
    """The id of the content: of the facts alone, or of facts and law."""
    whole = digest if law is None else hashlib.sha256(f"{digest} {law.digest}".encode()).hexdigest()
    return whole[:_RELEASE_LENGTH]


def _to_manifest(sources: Sources, data: bytes, report: Mapping[str, object], law: LawData | None = None) -> Manifest:
    digest = hashlib.sha256(data).hexdigest()
    types = {
        (quad.subject, quad.object.value)
        for quad in sources.quads
        if quad.predicate == RDF_TYPE and isinstance(quad.object, ox.NamedNode)
    }
    counts = Counter(compact(name) for _, name in types)
    texts = {file.path: file.text.encode() for file in sources.files}
    return Manifest(
        release=_to_release(digest, law),
        digest=digest,
        triples=len({quad.triple for quad in sources.quads}),
        graphs=sum(1 for file in sources.files if file.quads),
        counts=dict(sorted(counts.items())),
        sources={path: hashlib.sha256(text).hexdigest() for path, text in sorted(texts.items())},
        report=report,
        law=law.to_manifest() if law else {},
    )


def _write_folder(out: Path, manifest: Manifest, data: bytes, law: LawData | None) -> None:
    """Write beside, then rename: a reader sees the whole folder or none."""
    options = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE
    text = orjson.dumps(asdict(manifest), option=options)
    folder = out / manifest.release
    if _is_same(folder, text, data) and has_law(folder, manifest.law):
        return
    beside = Path(tempfile.mkdtemp(prefix=".new-", dir=out))
    try:
        beside.chmod(0o755)  # mkdtemp keeps others out; a server may run as another user
        (beside / DATA).write_bytes(data)
        (beside / MANIFEST).write_bytes(text)
        if law is not None:
            write_law(law, beside)
        _replace(folder, beside, out / f".old-{beside.name}")
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _is_same(folder: Path, text: bytes, data: bytes) -> bool:
    files = ((folder / MANIFEST, text), (folder / DATA, data))
    return all(file.is_file() and file.read_bytes() == wanted for file, wanted in files)


def _replace(folder: Path, new: Path, old: Path) -> None:
    """Put the new folder in the place of one that is damaged or has another report."""
    if folder.exists():
        folder.rename(old)
    try:
        new.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _move_current(out: Path, release: str) -> None:
    beside = out / f".{CURRENT}-{release}"
    beside.unlink(missing_ok=True)
    beside.symlink_to(release, target_is_directory=True)
    beside.replace(out / CURRENT)
