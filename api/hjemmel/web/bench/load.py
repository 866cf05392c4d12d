"""Load from a second process: some connections that each ask again as soon as they are answered."""

from __future__ import annotations

import asyncio
import itertools
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final

from hjemmel.web.bench.servers import HOST, pin

CONNECTIONS: Final = 16
_FIRST_DAY: Final = date(2012, 1, 1)
_DAYS: Final = 30_000
_LENGTH: Final = b"content-length: "


def send_load(port: int, path: str, seconds: float, *, first: int | None = None) -> int:
    """Ask for a path for some seconds from a process of its own, and give how many answers came.

    With `first` each request asks for another day, beginning with the day of that number.
    """
    words = [sys.executable, "-m", "hjemmel.web.bench.load", str(port), path, str(seconds), str(first)]
    done = subprocess.run(words, check=True, capture_output=True, text=True)  # noqa: S603 -- our own program
    count: int = json.loads(done.stdout)
    return count


class Client(asyncio.Protocol):
    """One connection: sends the next request when the answer is whole."""

    def __init__(self, requests: Iterator[bytes], end: float) -> None:
        self.count = 0
        self._requests = requests
        self._end = end
        self._left = 0
        self._write: Callable[[bytes], None] = lambda _: None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Send the first request."""
        self._write = transport.write  # type: ignore[attr-defined]
        self._write(next(self._requests))

    def data_received(self, data: bytes) -> None:
        """Count down what is missing; the head stands in the first piece."""
        if self._left == 0:
            head = data.index(b"\r\n\r\n") + 4
            if not data.startswith(b"HTTP/1.1 200"):
                raise RuntimeError(data[:300].decode("latin-1"))
            start = data.lower().index(_LENGTH, 0, head) + len(_LENGTH)
            self._left = head + int(data[start : data.index(b"\r", start)])
        self._left -= len(data)
        if self._left == 0:
            self.count += 1
            if time.monotonic() < self._end:
                self._write(next(self._requests))


async def run_load(port: int, requests: Iterator[bytes], seconds: float) -> int:
    """Hold the connections open for some seconds."""
    loop = asyncio.get_running_loop()
    end = time.monotonic() + seconds
    clients = [Client(requests, end) for _ in range(CONNECTIONS)]
    pairs = [await loop.create_connection(lambda client=client: client, HOST, port) for client in clients]  # type: ignore[misc]
    await asyncio.sleep(end - time.monotonic() + 0.05)
    for transport, _ in pairs:
        transport.close()
    return sum(client.count for client in clients)


def list_requests(path: str, first: int | None) -> Iterator[bytes]:
    """Give requests for a path without end, each for another day when `first` is a day's number."""
    if first is None:
        return itertools.repeat(_to_request(path))
    days = (_FIRST_DAY + timedelta(days=(first + number) % _DAYS) for number in itertools.count())
    return (_to_request(f"{path}?on={day}") for day in days)


def _to_request(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nAccept: application/json\r\n\r\n".encode()


def main(argv: list[str]) -> None:
    """Run as the loading process: port, path, seconds, number of the first day or None."""
    import uvloop  # noqa: PLC0415 -- only this process needs it

    port, path, seconds, first = argv
    pin(0, 1)
    requests = list_requests(path, None if first == "None" else int(first))
    count = uvloop.run(run_load(int(port), requests, float(seconds)))
    sys.stdout.write(json.dumps(count))


if __name__ == "__main__":
    main(sys.argv[1:])
