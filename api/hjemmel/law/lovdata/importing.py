"""Bringing archives of Lovdata's open data in: archives → law.nq, history.jsonl, law.json in one folder.

Everything is written into a new folder beside the old one, which takes its place only when all is done: an import that
fails leaves what was there. Work goes in batches to worker processes, and never more of them than are under way at once
are in memory.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Final

import orjson

from hjemmel.errors import ImportFailedError, InputError
from hjemmel.law.lovdata.archive import Archive, open_archive
from hjemmel.law.lovdata.crew import Crew
from hjemmel.law.lovdata.history import FORM, HISTORY, MANIFEST, QUADS
from hjemmel.law.lovdata.passes import Failed, ImportReport, Passes, Progress
from hjemmel.law.lovdata.pile import Pile
from hjemmel.law.lovdata.shelf import Known, Shelf
from hjemmel.law.lovdata.triples import ATTRIBUTION, NLOD

__all__ = ["Failed", "ImportReport", "Progress", "import_law"]

_PILE: Final = "unpacked.tmp"
_OWN: Final = frozenset({QUADS, HISTORY, MANIFEST})
_OF_THE_RUN: Final = frozenset({"seconds", "peak_bytes"})
"""What differs from run to run stays out of the manifest: same archives, same bytes."""


def import_law(
    archives: Sequence[Path],
    into: Path,
    progress: Progress | None = None,
    *,
    workers: int | None = None,
) -> ImportReport:
    """Import archives or unpacked folders into a folder; the older first, whatever their order here.

    Raises:
        InputError: no archive is named, or the folder holds something else than imported law.
        ArchiveError: an archive is missing, empty, damaged, cut short or beyond bounds.
        ImportFailedError: the disk is full, or the folder can't be written.
    """
    if not archives:
        raise InputError("No archive is named.", remedy="Name archives of Lovdata's, or folders they are unpacked in.")
    started = time.perf_counter()
    into = into.resolve()
    _check_place(into)
    _tidy_up(into)
    opened = sorted((open_archive(path) for path in archives), key=lambda archive: archive.day)
    fresh = into.with_name(f".{into.name}.new-{os.getpid()}")
    try:
        fresh.mkdir(parents=True)
        report = _import_into(fresh, into, opened, progress, workers)
        _swap(fresh, into)
    except OSError as error:
        raise ImportFailedError(
            f"{into} can't be written: {error.strerror or error}.",
            remedy="Make room or choose another folder with --into; what was there is untouched.",
        ) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    seconds = time.perf_counter() - started
    return replace(report, seconds=seconds)


def _check_place(into: Path) -> None:
    """See that nobody's files are lost: an import takes the place of what is there.

    Raises:
        InputError: something else than imported law is there.
    """
    if not into.exists():
        return
    others = {path.name for path in into.iterdir()} - _OWN if into.is_dir() else {into.name}
    if others:
        raise InputError(
            f"{into} holds something else than imported law: {min(others)}.",
            remedy="Choose another folder with --into; an import takes the whole place of what is there.",
        )


def _tidy_up(into: Path) -> None:
    """Clear away what an import left that was killed; put back what it had set aside."""
    for path in into.parent.glob(f".{into.name}.*-*"):
        kind, _, owner = path.name.removeprefix(f".{into.name}.").partition("-")
        if kind not in {"new", "old"} or not owner.isdigit() or _is_running(int(owner)):
            continue
        if kind == "old" and not into.exists():
            path.rename(into)
        else:
            shutil.rmtree(path, ignore_errors=True)


def _is_running(process: int) -> bool:
    if os.name != "posix":
        return True  # elsewhere asking would end it
    with suppress(PermissionError):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
    return True


def _swap(fresh: Path, into: Path) -> None:
    """Put the new folder in the old one's place."""
    old = into.with_name(f".{into.name}.old-{os.getpid()}")
    had = into.exists()
    if had:
        into.rename(old)
    try:
        fresh.rename(into)
    except OSError:
        if had:
            old.rename(into)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _import_into(
    fresh: Path,
    into: Path,
    archives: Sequence[Archive],
    progress: Progress | None,
    workers: int | None,
) -> ImportReport:
    with Shelf(fresh) as shelf, Crew(workers) as crew, Known(into) as known, Pile(fresh / _PILE) as pile:
        passes = Passes(shelf, crew, known, pile, progress)
        told = passes.run(archives)
        manifest = {
            "form": FORM,
            "archives": _list_archives(known, archives),
            "licence": NLOD,
            "attribution": ATTRIBUTION,
            "report": {key: value for key, value in asdict(told).items() if key not in _OF_THE_RUN},
            "quads": shelf.positions,
            "lines": shelf.lines,
            "days": passes.days,
        }
    (fresh / MANIFEST).write_bytes(orjson.dumps(manifest, option=orjson.OPT_INDENT_2))
    return replace(told, peak_bytes=crew.peak_bytes)


def _list_archives(known: Known, archives: Sequence[Archive]) -> list[dict[str, str]]:
    """All archives the folder rests on, those of earlier imports too."""
    names = {name: day for name, day in known.archives} | {one.slug: one.day for one in archives}  # noqa: C416
    return [{"name": name, "date": day} for name, day in names.items()]
