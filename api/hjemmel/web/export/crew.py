"""Processes that make the files of a site side by side."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.pool import Pool
from pathlib import Path
from typing import Final

from hjemmel.web.export.leaves import Leaf, Site
from hjemmel.web.export.ledger import Source
from hjemmel.web.export.links import Map
from hjemmel.web.export.making import Maker
from hjemmel.web.export.watching import Key, Readings
from hjemmel.web.export.writing import write_file


@dataclass(frozen=True, slots=True)
class Piece:
    """Some files that were made: the source of each by name, what each reading gave, how many had other bytes."""

    sources: Mapping[str, Source]
    digests: Mapping[Key, str]
    changed: int


class Worker:
    """Makes files of a site in one process; what it has read of the release it keeps."""

    def __init__(self, site: Site, out: Path, leaves: Sequence[Leaf], known: Map) -> None:
        self._out, self._leaves = out, leaves
        self._maker = Maker(site, known)
        self._readings = Readings(site.release)
        self._digests: dict[Key, str] = {}

    def make(self, places: Sequence[int]) -> Piece:
        """Make and write the files at some places of the list."""
        sources: dict[str, Source] = {}
        changed = 0
        for place in places:
            leaf = self._leaves[place]
            made = self._maker.make(leaf)
            changed += write_file(self._out, leaf.name, made.body)
            sources[leaf.name] = Source(size=len(made.body), reads=made.reads, missed=made.missed)
        keys = {key for source in sources.values() for key in source.reads}
        return Piece(sources, {key: self._read(key) for key in keys}, changed)

    def list_changed(self, before: Sequence[tuple[Key, str]]) -> tuple[Key, ...]:
        """Give the readings that no longer give what they gave."""
        return tuple(key for key, digest in before if self._read(key) != digest)

    def _read(self, key: Key) -> str:
        if key not in self._digests:
            self._digests[key] = self._readings.read(key)
        return self._digests[key]


class Crew:
    """Several workers, or one: without a pool all is done in this process."""

    def __init__(self, worker: Worker, pool: Pool | None) -> None:
        self._worker, self._pool = worker, pool

    def make(self, pieces: Sequence[Sequence[int]]) -> Iterable[Piece]:
        """Make files, a piece of the list at a time; pieces come as they are done."""
        return self._pool.imap_unordered(_make, pieces) if self._pool else map(self._worker.make, pieces)

    def list_changed(self, pieces: Sequence[Sequence[tuple[Key, str]]]) -> Iterable[tuple[Key, ...]]:
        """Give the readings that no longer give what they gave, piece by piece."""
        pool = self._pool
        return pool.imap_unordered(_list_changed, pieces) if pool else map(self._worker.list_changed, pieces)


_working: Final[list[Worker]] = []  # what a forked process finds; each has its own


@contextmanager
def open_crew(worker: Worker) -> Iterator[Crew]:
    """Open processes for all the machine's processors, each forked with the release it reads; or work alone."""
    # A process with threads must not be forked: the child could wait for a lock that nobody holds.
    alone = threading.active_count() > 1 or (os.cpu_count() or 1) == 1
    if alone or "fork" not in multiprocessing.get_all_start_methods():
        yield Crew(worker, None)
        return
    _working.append(worker)
    try:
        with multiprocessing.get_context("fork").Pool(initializer=_leave_signals) as pool:
            yield Crew(worker, pool)
    finally:
        _working.pop()


def _leave_signals() -> None:
    """Leave Ctrl-C to the process that waits: it ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _make(places: Sequence[int]) -> Piece:
    return _working[-1].make(places)


def _list_changed(before: Sequence[tuple[Key, str]]) -> tuple[Key, ...]:
    return _working[-1].list_changed(before)
