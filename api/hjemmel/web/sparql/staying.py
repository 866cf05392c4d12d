"""Work for a caller who stays: who leaves ends it, and so does the end of its time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

from starlette.types import Receive

from hjemmel.web.sparql.protocol import GoneError

_A_WHILE: Final = 0.03


class Staying:
    """Stands around the work for one caller and ends it when the caller leaves or its time is over.

    Both are looked after only when the work has taken a while: most is done by then, and a second task for each query
    would cost more than a cheap query does.

    Raises:
        GoneError: the caller has left.
        Exception: what `late` gives: the work has taken all its `seconds`.
    """

    __slots__ = ("_error", "_late", "_looking", "_receive", "_seconds", "_timer", "_working")

    def __init__(self, receive: Receive, *, seconds: float, late: Callable[[], Exception]) -> None:
        self._receive = receive
        self._seconds = seconds
        self._late = late
        self._looking: asyncio.Task[None] | None = None
        self._error: Exception | None = None

    async def __aenter__(self) -> None:
        """Begin the work."""
        self._working = asyncio.current_task()
        self._timer = asyncio.get_running_loop().call_later(min(_A_WHILE, self._seconds), self._look)

    async def __aexit__(self, kind: type[BaseException] | None, *error: object) -> None:
        """Stop looking; tell what has ended the work, if we did."""
        self._timer.cancel()
        if self._looking is not None and not self._looking.done():
            self._looking.cancel()
            await asyncio.wait([self._looking])
        if self._error is not None and self._working is not None:
            self._working.uncancel()
            if kind is asyncio.CancelledError:
                raise self._error from None

    def _look(self) -> None:
        self._looking = asyncio.ensure_future(self._look_on())

    async def _look_on(self) -> None:
        try:
            async with asyncio.timeout(self._seconds - min(_A_WHILE, self._seconds)):
                await _wait_for_leaving(self._receive)
            self._error = GoneError()
        except TimeoutError:
            self._error = self._late()
        if self._working is not None:
            self._working.cancel()


async def _wait_for_leaving(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
