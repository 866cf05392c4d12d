"""Bringing archives of Lovdata's open data in: archives → law.nq, history.jsonl, law.json in one folder.

Everything is written into a new folder beside the old one, which takes its place only when all is done: an import that
fails leaves what was there. Work goes in batches to worker processes, and never more of them than are under way at once
are in memory.
"""

from __future__ import annotations

import os
import resource
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

import orjson

from hjemmel.errors import ImportFailedError
from hjemmel.law.lovdata.archive import Archive, Member, list_members, open_archive
from hjemmel.law.lovdata.compiling import (
    Compiled,
    Job,
    compile_all,
    read_all_promulgated,
)
from hjemmel.law.lovdata.crew import Crew, list_batches
from hjemmel.law.lovdata.history import MANIFEST
from hjemmel.law.lovdata.parsing import find_key, is_gazette
from hjemmel.law.lovdata.promulgated import PromulgatedActs
from hjemmel.law.lovdata.shelf import Known, Shelf
from hjemmel.law.lovdata.triples import ATTRIBUTION, NLOD

Progress = Callable[[int, str], None]
"""Called after each file with how many are done and the archive's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A file that was left out, and why."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import did: the numbers are those of the law it leaves behind, gazette aside."""

    documents: int
    failed: tuple[Failed, ...]
    sections: int
    ledd: int
    points: int
    citations: int
    amendments: int
    seconds: float = 0.0
    peak_bytes: int = 0


_GAZETTE: Final = "lovtidend"
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
        ArchiveError: an archive is missing, damaged, cut short or beyond bounds.
        ImportFailedError: the disk is full, or the folder can't be written.
    """
    started = time.perf_counter()
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
    return replace(report, seconds=seconds, peak_bytes=find_peak_bytes())


def find_peak_bytes() -> int:
    """The most memory this process and its workers can have held at once, by the system's count."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return (own + workers * (os.cpu_count() or 1)) * 1024


def _swap(fresh: Path, into: Path) -> None:
    """Put the new folder in the old one's place."""
    old = into.with_name(f".{into.name}.old-{os.getpid()}")
    if into.exists():
        into.rename(old)
    fresh.rename(into)
    shutil.rmtree(old, ignore_errors=True)


def _import_into(
    fresh: Path,
    into: Path,
    archives: Sequence[Archive],
    progress: Progress | None,
    workers: int | None,
) -> ImportReport:
    with Shelf(fresh) as shelf, Crew(workers) as crew, Known(into) as known:
        run = _Run(shelf, crew, known, progress)
        for archive in archives:
            run.read_gazette(archive)
        for archive in archives:
            run.read_consolidated(archive)
        run.finish()
        told = run.to_report()
        manifest = {
            "archives": _list_archives(known, archives),
            "licence": NLOD,
            "attribution": ATTRIBUTION,
            "report": {key: value for key, value in asdict(told).items() if key not in _OF_THE_RUN},
            "quads": shelf.positions,
            "lines": shelf.lines,
        }
    (fresh / MANIFEST).write_bytes(orjson.dumps(manifest, option=orjson.OPT_INDENT_2))
    return told


def _list_archives(known: Known, archives: Sequence[Archive]) -> list[dict[str, str]]:
    """All archives the folder rests on, those of earlier imports too."""
    names = {name: day for name, day in known.archives} | {one.slug: one.day for one in archives}  # noqa: C416
    return [{"name": name, "date": day} for name, day in names.items()]


class _Run:
    """An import under way."""

    def __init__(self, shelf: Shelf, crew: Crew, known: Known, progress: Progress | None) -> None:
        self.failed: list[Failed] = []
        self._shelf, self._crew, self._known = shelf, crew, known
        self._progress = progress
        self._done = 0
        self._acts = PromulgatedActs()
        self._gazettes: list[Archive] = []
        self._numbers: dict[str, Compiled] = {}

    # --- the two passes ------------------------------------------------------------------------

    def read_gazette(self, archive: Archive) -> None:
        """Read the acts as promulgated, before all else: they tell of older and coming words."""
        if not archive.path.is_dir():
            if not _starts_with_gazette(archive):
                return
            self._gazettes.append(archive)
        files = self._list_promulgated(archive)
        batches = list_batches(files, lambda file: len(file[1]))
        # A folder may hold an act in both forms: each has a graph of its own.
        named = archive if _GAZETTE in archive.slug else replace(archive, slug=f"{_GAZETTE}-{archive.slug}")
        for result in self._crew.run(read_all_promulgated, batches, named):
            self._count(archive)
            if result.reason:
                self.failed.append(Failed(file=result.name, reason=result.reason))
            elif result.refid in self._acts.names:
                other = self._acts.names[result.refid]
                self.failed.append(_to_twin(result.name, result.refid, other))
            else:
                self._acts.add(result)

    def read_consolidated(self, archive: Archive) -> None:
        """Read the consolidated documents of an archive, with what older ones knew."""
        if archive in self._gazettes:
            return
        batches = list_batches(self._list_jobs(archive), lambda job: len(job.content))
        for result in self._crew.run(compile_all, batches, archive):
            self._count(archive)
            if result.reason:
                self.failed.append(Failed(file=result.name, reason=result.reason))
                continue
            self._numbers[result.key] = result
            self._shelf.add(result.key, result.quads, result.line)

    def finish(self) -> None:
        """Write the gazette, and what only earlier imports knew; close the files."""
        consolidated = {key.partition("@")[0] for key in self._shelf.positions}
        for refid in self._acts.names:
            quads = self._acts.find_quads(refid, consolidated=refid in consolidated)
            self._shelf.add(f"gazette:{refid}", quads, b"")
        for key in self._known.list_keys():
            if key not in self._shelf.positions:
                self._shelf.add(key, self._known.read_quads(key), self._known.read_line(key))
        self._shelf.finish()

    def to_report(self) -> ImportReport:
        """The numbers of the report."""
        compiled = self._numbers.values()
        return ImportReport(
            documents=len(self._numbers) + len(self._acts.names),
            failed=tuple(self.failed),
            sections=sum(one.counts.sections for one in compiled),
            ledd=sum(one.counts.ledd for one in compiled),
            points=sum(one.counts.points for one in compiled),
            citations=sum(one.citations for one in compiled),
            amendments=sum(one.amendments for one in compiled),
        )

    # --- parts ---------------------------------------------------------------------------------

    def _list_jobs(self, archive: Archive) -> Iterator[Job]:
        seen: dict[str, str] = {}
        for member in list_members(archive):
            if is_gazette(member.content):
                continue
            key = self._find_key(member, seen)
            if key:
                refid = key.partition("@")[0]
                known = self._shelf.read_line(key) or self._known.read_line(key)
                gazette = self._acts.find_gazette(refid)
                yield Job(name=member.name, key=key, content=member.content, known=known, gazette=gazette)

    def _find_key(self, member: Member, seen: dict[str, str]) -> str:
        """The document's key; "" when the member is reported instead."""
        if member.refused:
            self.failed.append(Failed(file=member.name, reason=member.refused))
            return ""
        key = find_key(member.content)
        if key in seen:
            refid = key.partition("@")[0]
            self.failed.append(_to_twin(member.name, refid, seen[key]))
            return ""
        if not key:
            return f"?{member.name}"
        seen[key] = member.name
        return key

    def _list_promulgated(self, archive: Archive) -> Iterator[tuple[str, bytes]]:
        """The acts as promulgated; what else an archive of them holds is reported."""
        for member in list_members(archive):
            if is_gazette(member.content):
                yield member.name, member.content
            elif archive in self._gazettes:
                reason = member.refused or "It is no act as promulgated, as the others here are."
                self.failed.append(Failed(file=member.name, reason=reason))

    def _count(self, archive: Archive) -> None:
        self._done += 1
        if self._progress is not None:
            self._progress(self._done, archive.slug)


def _to_twin(file: str, refid: str, other: str) -> Failed:
    return Failed(file=file, reason=f"It has the same RefID, {refid}, as {other}; the first was kept.")


def _starts_with_gazette(archive: Archive) -> bool:
    """Whether the first document of an archive is an act as promulgated."""
    contents = (member.content for member in list_members(archive) if member.content)
    return is_gazette(next(contents, b""))
