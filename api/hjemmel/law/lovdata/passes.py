"""An import under way: unpack all archives, read the gazette, then read the law with what the gazette tells.

Each archive is unpacked once. What is consolidated law waits on a pile until the whole gazette has been read, whichever
archive it lay in; a file that says it is a document which another file was already is read only if that one is broken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from hjemmel.errors import ArchiveError
from hjemmel.law.lovdata.archive import Archive, list_members
from hjemmel.law.lovdata.compiling import Compiled, Job, compile_all, compile_document, read_all_promulgated
from hjemmel.law.lovdata.crew import Crew, list_batches
from hjemmel.law.lovdata.parsing import NotLawError, find_key, is_gazette, parse_document, to_key
from hjemmel.law.lovdata.pile import Pile, Place
from hjemmel.law.lovdata.promulgated import PromulgatedActs
from hjemmel.law.lovdata.records import Counts
from hjemmel.law.lovdata.shelf import Known, Shelf

Progress = Callable[[int, str], None]
"""Called after each file with how many are done and the archive's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A file that was left out, and why."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import did: the numbers are those of the law it read, gazette aside."""

    documents: int
    failed: tuple[Failed, ...]
    sections: int
    ledd: int
    points: int
    citations: int
    amendments: int
    seconds: float = 0.0
    peak_bytes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
    """A file on the pile."""

    name: str
    key: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class _Numbers:
    """What the report tells of a document."""

    counts: Counts
    citations: int
    amendments: int


_GAZETTE: Final = "lovtidend"


class Passes:
    """An import under way."""

    def __init__(self, shelf: Shelf, crew: Crew, known: Known, pile: Pile, progress: Progress | None) -> None:
        self.failed: list[Failed] = []
        self._shelf, self._crew, self._known, self._pile = shelf, crew, known, pile
        self._progress = progress
        self._done = 0
        self._acts = PromulgatedActs(pile, known.days)
        self._waiting: dict[Archive, list[_Waiting]] = {}
        self._numbers: dict[str, _Numbers] = {}

    def run(self, archives: Sequence[Archive]) -> ImportReport:
        """Read all archives, the older first.

        Raises:
            ArchiveError: one is damaged, cut short, beyond bounds or empty.
        """
        for archive in archives:
            self._unpack(archive)
        for archive in archives:
            self._read_consolidated(archive)
        self._finish()
        return self._to_report()

    @property
    def days(self) -> Mapping[str, str]:
        """The days that the gazette tells of amending acts, those of earlier imports too."""
        return self._acts.days

    # --- the passes ----------------------------------------------------------------------------

    def _unpack(self, archive: Archive) -> None:
        """Read the acts as promulgated, and lay the consolidated law aside."""
        before = self._done + len(self.failed)
        self._waiting[archive] = []
        batches = list_batches(self._list_promulgated(archive), lambda file: len(file[1]))
        # An archive may hold an act in both forms: each has a graph of its own.
        named = archive if _GAZETTE in archive.slug else replace(archive, slug=f"{_GAZETTE}-{archive.slug}")
        for result in self._crew.run(read_all_promulgated, batches, named):
            self._count(archive)
            if result.reason:
                self.failed.append(Failed(file=result.name, reason=result.reason))
            elif result.refid in self._acts.names:
                self.failed.append(_to_twin(result.name, result.refid, self._acts.names[result.refid]))
            else:
                self._acts.add(result)
        if before == self._done + len(self.failed) and not self._waiting[archive]:
            detail = f"{archive.path.name} holds no document of law."
            raise ArchiveError(detail, remedy="Check the path: an unpacked archive holds .xml files.")

    def _list_promulgated(self, archive: Archive) -> Iterator[tuple[str, bytes]]:
        for member in list_members(archive):
            if member.refused:
                self.failed.append(Failed(file=member.name, reason=member.refused))
            elif is_gazette(member.content):
                yield member.name, member.content
            else:
                key = _find_any_key(member.content)
                place = self._pile.put(member.content)
                self._waiting[archive].append(_Waiting(name=member.name, key=key, place=place))

    def _read_consolidated(self, archive: Archive) -> None:
        """Read the consolidated documents of an archive, with what older ones knew."""
        firsts: dict[str, _Waiting] = {}
        twins: dict[str, list[_Waiting]] = {}
        for waiting in self._waiting[archive]:
            known = firsts.setdefault(waiting.key or waiting.name, waiting)
            if known is not waiting:
                twins.setdefault(waiting.key, []).append(waiting)
        jobs = (self._to_job(waiting) for waiting in firsts.values())
        batches = list_batches(jobs, lambda job: len(job.content))
        for result in self._crew.run(compile_all, batches, archive):
            self._count(archive)
            self._take(result)
            name = result.name
            for twin in twins.pop(result.key, ()):
                name = self._read_twin(twin, name, archive)

    def _read_twin(self, twin: _Waiting, name: str, archive: Archive) -> str:
        """Read a document that another file was to be, if that was broken; the name of the file that was taken."""
        self._count(archive)
        if twin.key in self._numbers:
            self.failed.append(_to_twin(twin.name, twin.key.partition("@")[0], name))
            return name
        self._take(compile_document(self._to_job(twin), archive))
        return twin.name

    def _finish(self) -> None:
        """Write the gazette, and what only earlier imports knew; close the files."""
        consolidated = {key.partition("@")[0] for key in self._shelf.positions}
        for refid in self._acts.names:
            quads = self._acts.find_quads(refid, consolidated=refid in consolidated)
            self._shelf.add(f"gazette:{refid}", quads, b"")
        for key in self._known.list_all_keys():
            if key not in self._shelf.positions:
                self._shelf.add(key, self._known.read_quads(key), self._known.read_lines(key))
        self._shelf.finish()

    def _to_report(self) -> ImportReport:
        read = self._numbers.values()
        return ImportReport(
            documents=len(self._numbers) + len(self._acts.names),
            failed=tuple(self.failed),
            sections=sum(one.counts.sections for one in read),
            ledd=sum(one.counts.ledd for one in read),
            points=sum(one.counts.points for one in read),
            citations=sum(one.citations for one in read),
            amendments=sum(one.amendments for one in read),
        )

    # --- parts ---------------------------------------------------------------------------------

    def _to_job(self, waiting: _Waiting) -> Job:
        key = waiting.key
        return Job(
            name=waiting.name,
            key=key,
            content=self._pile.read(waiting.place),
            known=self._shelf.read_lines(key) or self._known.read_lines(key),
            gazette=self._acts.find_gazette(key.partition("@")[0]),
        )

    def _take(self, result: Compiled) -> None:
        """Keep what a file gave, or the reason that it gave nothing."""
        if result.reason:
            self.failed.append(Failed(file=result.name, reason=result.reason))
            return
        # Not the result itself: its quads are on the shelf, and all of them would fill the memory.
        self._numbers[result.key] = _Numbers(
            counts=result.counts, citations=result.citations, amendments=result.amendments
        )
        self._shelf.add(result.key, result.quads, result.line)

    def _count(self, archive: Archive) -> None:
        self._done += 1
        if self._progress is not None:
            self._progress(self._done, archive.slug)


def _find_any_key(content: bytes) -> str:
    """What tells a document from all others; "" when it can't be read."""
    key = find_key(content)
    if key:
        return key
    try:
        return to_key(parse_document(content))
    except NotLawError:
        return ""


def _to_twin(file: str, refid: str, other: str) -> Failed:
    return Failed(file=file, reason=f"It has the same RefID, {refid}, as {other}; the first was kept.")
