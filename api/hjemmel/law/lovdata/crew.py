"""Work in batches, in worker processes when there is enough of it, with a bounded number under way."""

from __future__ import annotations

import os
import resource
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import Final, Self, TypeVar

from hjemmel.errors import ImportFailedError
from hjemmel.law.lovdata.archive import Archive

BATCH: Final = 32
MOST: Final = 6
"""More workers than this would wait for the one that unpacks and writes, and each takes its memory."""
BATCH_BYTES: Final = 4 * 1024**2
_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
_Work = Callable[[Sequence[_Item], Archive], list[_Result]]
_Done = tuple[list[_Result], int, int]


def count_workers() -> int:
    """How many workers there are when nobody says: one for each core this process may use, up to a bound."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, MOST)


def read_peak() -> int:
    """The most memory this process has held, in bytes: since it began to run, where the system tells that."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM"))
    except (OSError, StopIteration):
        # Elsewhere the figure can be that of the process which started this one, if that was larger.
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


class Crew:
    """Worker processes; results come in the order of the batches. `size` 1 works without any."""

    def __init__(self, size: int | None) -> None:
        self._size = count_workers() if size is None else size
        self._pool: ProcessPoolExecutor | None = None
        self._peaks: dict[int, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    @property
    def peak_bytes(self) -> int:
        """The most memory this process and the workers can have held at once."""
        return read_peak() + sum(self._peaks.values())

    def run(
        self, work: _Work[_Item, _Result], batches: Iterable[Sequence[_Item]], archive: Archive
    ) -> Iterator[_Result]:
        """The results of all batches. A lone batch isn't worth a process.

        Raises:
            ImportFailedError: a worker was ended from outside.
        """
        remaining = iter(batches)
        first, second = next(remaining, None), next(remaining, None)
        some = [batch for batch in (first, second) if batch is not None]
        if self._size == 1 or len(some) < 2:  # noqa: PLR2004 (alone)
            for batch in chain(some, remaining):
                yield from work(batch, archive)
            return
        try:
            yield from self._run_apart(work, chain(some, remaining), archive)
        except BrokenProcessPool as error:
            raise ImportFailedError(
                "A worker process of the import was ended from outside, most likely for want of memory.",
                remedy="Close something or use a larger machine; what was there is untouched.",
            ) from error

    def _run_apart(
        self, work: _Work[_Item, _Result], batches: Iterable[Sequence[_Item]], archive: Archive
    ) -> Iterator[_Result]:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._size, mp_context=get_context("spawn"))
        waiting: deque[Future[_Done[_Result]]] = deque()
        for batch in batches:
            waiting.append(self._pool.submit(_work, work, batch, archive))
            if len(waiting) > 2 * self._size:
                yield from self._take(waiting.popleft())
        while waiting:
            yield from self._take(waiting.popleft())

    def _take(self, future: Future[_Done[_Result]]) -> list[_Result]:
        results, worker, peak = future.result()
        self._peaks[worker] = peak
        return results


def _work(work: _Work[_Item, _Result], batch: Sequence[_Item], archive: Archive) -> _Done[_Result]:
    """Do a batch in a worker, and tell who did it and how much memory it has held."""
    return work(batch, archive), os.getpid(), read_peak()


def list_batches(items: Iterable[_Item], to_size: Callable[[_Item], int]) -> Iterator[list[_Item]]:
    """Items in batches, bounded in number and in bytes."""
    batch: list[_Item] = []
    size = 0
    for item in items:
        batch.append(item)
        size += to_size(item)
        if len(batch) == BATCH or size > BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
