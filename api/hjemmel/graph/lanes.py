"""Which queries go where: a cheap question must not wait behind dear ones.

Three lanes. The express lane is for shapes of queries that have been quick before; the slow lane for shapes that have
been long, at the lowest priority; the trial lane for shapes not yet known. So a thousand new dear queries can fill the
trial lane, and whoever asks what has been quick before notices little of it.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final, Literal

from hjemmel.errors import HjemmelError

Place = Literal["express", "trial", "slow"]
_REMEMBERED: Final = 4096
_QUICK: Final = 1
_LONG: Final = -3
_MOST: Final = 8


class Memory:
    """What is remembered of shapes: above nothing they have been quick, below it long."""

    def __init__(self) -> None:
        self._scores: OrderedDict[bytes, int] = OrderedDict()

    def find_place(self, shape: bytes) -> Place:
        """Give the lane a query of this shape starts in."""
        score = self._scores.get(shape, 0)
        return "express" if score > 0 else "slow" if score < 0 else "trial"

    def note(self, shape: bytes, *, quick: bool) -> None:
        """Remember how a query of this shape went."""
        score = self._scores.pop(shape, 0) + (_QUICK if quick else _LONG)
        self._scores[shape] = max(-_MOST, min(_MOST, score))
        if len(self._scores) > _REMEMBERED:
            self._scores.popitem(last=False)


class Lane:
    """Places for so many queries at once; those who wait stand in line, and the line has an end."""

    def __init__(self, places: int, *, queue: int, busy: HjemmelError) -> None:
        self._places = asyncio.Semaphore(places)
        self._queue = queue
        self._waiting = 0
        self._busy = busy

    @property
    def full(self) -> bool:
        """Whether who comes now would have to wait."""
        return self._places.locked()

    async def enter(self) -> None:
        """Take a place, waiting in line for it.

        Raises:
            BusyError: the line is full.
        """
        if self.full and self._waiting >= self._queue:
            raise type(self._busy)(self._busy.detail, remedy=self._busy.remedy)
        self._waiting += 1
        try:
            await self._places.acquire()
        finally:
            self._waiting -= 1

    def leave(self) -> None:
        """Give the place back."""
        self._places.release()

    @asynccontextmanager
    async def hold(self) -> AsyncIterator[None]:
        """Hold a place for as long as the block lasts."""
        await self.enter()
        try:
            yield
        finally:
            self.leave()
