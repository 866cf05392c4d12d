"""Work in batches, in worker processes when there is enough of it, with a bounded number under way."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain
from multiprocessing import get_context
from typing import Final, Self, TypeVar

from hjemmel.law.lovdata.archive import Archive

BATCH: Final = 32
BATCH_BYTES: Final = 4 * 1024**2
_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
_Work = Callable[[Sequence[_Item], Archive], list[_Result]]


class Crew:
    """Worker processes; results come in the order of the batches. `size` 1 works without any."""

    def __init__(self, size: int | None) -> None:
        self._size = (os.cpu_count() or 1) if size is None else size
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def run(
        self, work: _Work[_Item, _Result], batches: Iterable[Sequence[_Item]], archive: Archive
    ) -> Iterator[_Result]:
        """The results of all batches. A lone batch isn't worth a process."""
        remaining = iter(batches)
        first, second = next(remaining, None), next(remaining, None)
        some = [batch for batch in (first, second) if batch is not None]
        if self._size == 1 or len(some) < 2:  # noqa: PLR2004 (alone)
            for batch in chain(some, remaining):
                yield from work(batch, archive)
        else:
            yield from self._run_apart(work, chain(some, remaining), archive)

    def _run_apart(
        self, work: _Work[_Item, _Result], batches: Iterable[Sequence[_Item]], archive: Archive
    ) -> Iterator[_Result]:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._size, mp_context=get_context("spawn"))
        waiting: deque[Future[list[_Result]]] = deque()
        for batch in batches:
            waiting.append(self._pool.submit(work, batch, archive))
            if len(waiting) > 2 * self._size:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


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
