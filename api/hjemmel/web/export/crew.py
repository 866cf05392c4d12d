"""Processes that make the files of a site side by side."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from operator import methodcaller
from pathlib import Path
from typing import Final, TypeVar

from hjemmel.errors import HjemmelError
from hjemmel.web.export.leaves import Leaf, Site
from hjemmel.web.export.ledger import Source
from hjemmel.web.export.links import Map
from hjemmel.web.export.making import Maker
from hjemmel.web.export.watching import Key, Readings
from hjemmel.web.export.writing import put_file, write_file

T = TypeVar("T")
R = TypeVar("R")
_FILES: Final = 48
_PIECES: Final = 64
_KEYS: Final = 250


@dataclass(frozen=True, slots=True)
class Piece:
    """Some files that were written: how many, the sources of those that were made, how many have other bytes now."""

    files: int
    changed: int
    sources: Mapping[str, Source] = field(default_factory=dict)


class Worker:
    """Makes files of a site in one process; what it has read of the release it keeps."""

    def __init__(self, site: Site, out: Path, leaves: Sequence[Leaf], known: Map) -> None:
        self._out, self._leaves = out, leaves
        self._maker = Maker(site, known)
        self._readings = Readings(site.release)

    def make(self, places: Sequence[int]) -> Piece:
        """Make and write the files at some places of the list."""
        sources: dict[str, Source] = {}
        changed = 0
        for place in places:
            leaf = self._leaves[place]
            made = self._maker.make(leaf)
            changed += write_file(self._out, leaf.name, made.body)
            sources[leaf.name] = Source(size=len(made.body), reads=made.reads, missed=made.missed)
        return Piece(len(places), changed, sources)

    def rename(self, names: Sequence[str], before: str, now: str) -> Piece:
        """Write another release into files that only name it."""
        for name in names:
            body = (self._out / name).read_bytes()
            put_file(self._out, name, body.replace(before.encode(), now.encode()))
        return Piece(len(names), len(names))

    def read(self, keys: Sequence[Key]) -> tuple[str, ...]:
        """Give the digests of what readings give today."""
        return tuple(map(self._readings.read, keys))


class Crew:
    """Several workers, or one: without other processes all is done in this one."""

    def __init__(self, worker: Worker, pool: ProcessPoolExecutor | None) -> None:
        self._worker, self._pool = worker, pool

    def write(self, places: Sequence[int], renamed: Sequence[str], releases: tuple[str, str]) -> Iterator[Piece]:
        """Make files, and write another release into those that only name it; pieces come as they are done.

        The last are made first: among them are the largest, which must not be waited for at the end. For the same
        reason pieces are small when there is little to make.
        """
        size = min(_FILES, 1 + len(places) // _PIECES)
        tasks = [methodcaller("make", piece) for piece in _cut(places, size)[::-1]]
        tasks += [methodcaller("rename", piece, *releases) for piece in _cut(renamed, _FILES)]
        if self._pool is None:
            yield from (task(self._worker) for task in tasks)
            return
        for done in as_completed([self._pool.submit(_do, task) for task in tasks]):
            yield done.result()

    def read(self, keys: Iterable[Key]) -> dict[Key, str]:
        """Give the digests of what readings give today."""
        ordered = sorted(keys)  # what lies near each other in the release is read by one worker
        tasks = [methodcaller("read", piece) for piece in _cut(ordered, _KEYS)]
        found = self._pool.map(_do, tasks) if self._pool else (task(self._worker) for task in tasks)
        return dict(zip(ordered, chain.from_iterable(found), strict=True))


def _cut(rows: Sequence[T], size: int) -> list[Sequence[T]]:
    return [rows[start : start + size] for start in range(0, len(rows), size)]


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
    pool = ProcessPoolExecutor(mp_context=multiprocessing.get_context("fork"), initializer=_leave_signals)
    try:
        yield Crew(worker, pool)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        _working.pop()


def _leave_signals() -> None:
    """Leave Ctrl-C to the process that waits: it ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _do(task: Callable[[Worker], R]) -> R:
    """Do a task; other errors than our own are told in words, since not each can be sent to another process."""
    try:
        return task(_working[-1])
    except HjemmelError:
        raise
    except Exception as error:  # noqa: BLE001 -- told whole to the process that waits
        raise RuntimeError(f"{type(error).__name__}: {error}\n{traceback.format_exc()}") from None
