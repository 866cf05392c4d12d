"""The server's end of the wire to a worker: orders out, whole answers in."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import orjson

from hjemmel.graph.worker import SIZES

_ROOM: Final = 128 * 1024


class Reply(NamedTuple):
    """What a worker has answered: a head that says how it went, and a body."""

    head: Mapping[str, Any]
    body: bytes


class Wire:
    """One exchange at a time over a worker's socket.

    An order is written to the socket at once, and its answer read as it comes: a transport would do both a turn of
    the event loop later.
    """

    def __init__(self, wire: socket.socket) -> None:
        wire.settimeout(0)
        self._socket = wire
        self._loop = asyncio.get_running_loop()
        # What comes is read here and copied out: new room for each answer would cost more.
        self._room = memoryview(bytearray(_ROOM))
        self._pieces: list[bytes] = []
        self._come = self._whole = 0
        self._reply: Reply | None = None
        self._waiter: asyncio.Future[None] | None = None
        self._loop.add_reader(wire, self._read)

    @property
    def is_open(self) -> bool:
        """Whether the worker is there, as far as is known."""
        return self._socket.fileno() >= 0

    async def send(self, head: bytes, text: bytes) -> None:
        """Send an order: its head and the query's text.

        Raises:
            ConnectionError: the worker has ended.
        """
        data = memoryview(SIZES.pack(len(head), len(text)) + head + text)
        while data:
            if not self.is_open:
                raise ConnectionResetError
            try:
                data = data[self._socket.send(data) :]
            except BlockingIOError:
                await self._wait_for_room()

    async def wait(self, seconds: float | None = None) -> Reply | None:
        """Wait for the whole answer, for no longer than is said; None when it isn't there by then.

        Raises:
            ConnectionError: the worker has ended.
        """
        if self._reply is None and self.is_open:
            await self._wait(seconds)
        reply, self._reply = self._reply, None
        if reply is None and not self.is_open:
            raise ConnectionResetError
        return reply

    async def _wait(self, seconds: float | None) -> None:
        self._waiter = self._loop.create_future()
        timer = None if seconds is None else self._loop.call_later(seconds, self._wake)
        try:
            await self._waiter
        finally:
            self._waiter = None
            if timer is not None:
                timer.cancel()

    async def _wait_for_room(self) -> None:
        self._loop.add_writer(self._socket, self._wake)
        await self._wait(None)
        if self.is_open:
            self._loop.remove_writer(self._socket)

    def close(self) -> None:
        """Close the socket; who waits is told that nothing more will come."""
        if self.is_open:
            self._loop.remove_reader(self._socket)
            self._loop.remove_writer(self._socket)
            self._socket.close()
            self._wake()

    def _read(self) -> None:
        """Take what has come; tell who waits when it is all."""
        try:
            size = self._socket.recv_into(self._room)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            size = 0
        if size == 0:
            self.close()
            return
        if not self._pieces and self._take_whole(self._room[:size]):
            return
        self._pieces.append(bytes(self._room[:size]))
        self._come += size
        if self._come >= self._whole:
            data = b"".join(self._pieces)
            self._pieces = [] if self._take_whole(memoryview(data)) else [data]

    def _take_whole(self, data: memoryview) -> bool:
        """Take an answer out of what has come; when it isn't whole yet, note how long it will be."""
        head_size, body_size = SIZES.unpack_from(data) if len(data) >= SIZES.size else (0, 0)
        start = SIZES.size + head_size
        self._whole = start + body_size
        if len(data) < SIZES.size or len(data) < self._whole:
            return False
        self._reply = Reply(orjson.loads(data[SIZES.size : start]), bytes(data[start : self._whole]))
        self._come = 0
        self._wake()
        return True

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)
