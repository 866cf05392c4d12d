"""Strangers' queries in worker processes: bounded in time, memory, length and number; whole or not at all.

Two lanes keep a cheap question cheap. Every query starts in the quick lane. One that is not done after `quickSeconds`
moves to the slow lane, at low priority for the machine's cores, and is remembered, so that the same text starts there
next time. A lane that is full answers at once with BusyError instead of letting questions pile up.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections import OrderedDict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from hjemmel.errors import (
    AnswerTooLargeError,
    BusyError,
    HjemmelError,
    QueryRefusedError,
    QuerySyntaxError,
    TimeLimitError,
)
from hjemmel.graph.keeper import PID
from hjemmel.graph.worker import SIZES

_REMEMBERED: Final = 1000
_LOW_PRIORITY: Final = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one query may take, and how many run at once; told in /limits and in each error."""

    wall_seconds: float = 10.0
    cpu_seconds: float = 8.0
    memory_bytes: int = 512 * 1024 * 1024
    answer_bytes: int = 16 * 1024 * 1024
    query_bytes: int = 100 * 1024
    quick_seconds: float = 0.15
    quick_lane: int = 3
    slow_lane: int = 4
    queue: int = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A whole answer: `kind` is rows, boolean or graph; `body` its bytes in the form asked for."""

    kind: str
    body: bytes


@dataclass(slots=True, eq=False)
class Worker:
    """A forked process and the server's end of the wire to it."""

    pid: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    lowered: bool = False

    def lower(self) -> None:
        """Let everything else run first; it can't be raised again, so such a worker is not kept."""
        self.lowered = True
        with suppress(ProcessLookupError):
            os.setpriority(os.PRIO_PROCESS, self.pid, _LOW_PRIORITY)

    def kill(self) -> None:
        """End it at once; what it was doing is lost, and nothing else."""
        self.writer.close()
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)


class Keeper:
    """The server's side of the keeper process; safe to use from several threads."""

    def __init__(self, snapshot: Path) -> None:
        self._channel, theirs = socket.socketpair()
        command = [
            sys.executable,
            "-m",
            "hjemmel.graph.keeper",
            str(snapshot),
            str(theirs.fileno()),
        ]
        self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()])  # noqa: S603 -- our own module
        theirs.close()
        self._lock = threading.Lock()
        self._ready = False

    def fork(self) -> tuple[int, socket.socket]:
        """Have a worker forked; gives its pid and the wire to it."""
        with self._lock:
            self._wait_ready()
            self._channel.sendall(b"F")
            data, fds, _, _ = socket.recv_fds(self._channel, PID.size, 1)
            return PID.unpack(data)[0], socket.socket(fileno=fds[0])

    def wait(self, pid: int) -> int:
        """Give the signal that ended a worker, 0 when it ended by itself."""
        with self._lock:
            self._channel.sendall(b"W" + PID.pack(pid))
            ended: int = PID.unpack(self._channel.recv(PID.size))[0]
            return ended

    def close(self) -> None:
        """End the keeper; its workers end when their wires close."""
        self._channel.close()
        self._process.terminate()
        self._process.wait()

    def _wait_ready(self) -> None:
        if not self._ready and self._channel.recv(1) != b"R":
            raise BusyError("The SPARQL workers can't be started.", remedy="Try again in a minute.")
        self._ready = True


class WorkerPool:
    """Asks queries of workers; one pool serves one release."""

    def __init__(self, snapshot: Path, limits: Limits) -> None:
        self.limits = limits
        self._keeper = Keeper(snapshot)
        self._idle: list[Worker] = []
        self._quick = asyncio.Semaphore(limits.quick_lane)
        self._slow = asyncio.Semaphore(limits.slow_lane)
        self._waiting = 0
        self._long: OrderedDict[int, None] = OrderedDict()

    async def ask(self, order: Mapping[str, Any]) -> Found:
        """Ask one query (see hjemmel.graph.worker for the order's keys).

        Raises:
            QuerySyntaxError, QueryRefusedError, AnswerTooLargeError: the query is at fault.
            TimeLimitError: it took more than its time or memory.
            BusyError: too many questions at once.
        """
        if hash(order["query"]) in self._long:
            async with _Lane(self._slow):
                worker = await self._take()
                return await self._run(worker, order, slow=True)
        return await self._ask_quickly(order)

    async def _ask_quickly(self, order: Mapping[str, Any]) -> Found:
        if self._waiting >= self.limits.queue:
            raise _busy()
        self._waiting += 1
        try:
            await self._quick.acquire()
        finally:
            self._waiting -= 1
        quick = True
        try:
            worker = await self._take()
            running = asyncio.create_task(self._run(worker, order))
            done, _ = await asyncio.wait([running], timeout=self.limits.quick_seconds)
            if done:
                return running.result()
            self._quick.release()
            quick = False
            return await self._go_slow(worker, running, order)
        except asyncio.CancelledError:
            worker.kill()
            raise
        finally:
            if quick:
                self._quick.release()

    async def _go_slow(
        self, worker: Worker, running: asyncio.Task[Found], order: Mapping[str, Any]
    ) -> Found:
        self._long[hash(order["query"])] = None
        if len(self._long) > _REMEMBERED:
            self._long.popitem(last=False)
        if self._slow.locked():
            worker.kill()
            await asyncio.wait([running])
            raise _busy()
        async with self._slow:
            worker.lower()
            return await running

    async def _take(self) -> Worker:
        if self._idle:
            return self._idle.pop()
        pid, wire = await asyncio.to_thread(self._keeper.fork)
        reader, writer = await asyncio.open_connection(sock=wire)
        return Worker(pid=pid, reader=reader, writer=writer)

    async def _run(self, worker: Worker, order: Mapping[str, Any], *, slow: bool = False) -> Found:
        if slow:
            worker.lower()
        try:
            async with asyncio.timeout(self.limits.wall_seconds):
                head, body = await _exchange(worker, {**self._bounds(), **order})
        except TimeoutError:
            await self._end(worker)
            raise self._too_long() from None
        except (asyncio.IncompleteReadError, ConnectionError):
            raise self._to_error(await self._end(worker)) from None
        except asyncio.CancelledError:
            worker.kill()
            raise
        if worker.lowered or head["status"] in ("memory", "failed"):
            await self._end(worker)
        else:
            self._idle.append(worker)
        return self._read_answer(head, body)

    def _bounds(self) -> dict[str, object]:
        limits = self.limits
        return {
            "cpuSeconds": limits.cpu_seconds,
            "memoryBytes": limits.memory_bytes,
            "answerBytes": limits.answer_bytes,
        }

    async def _end(self, worker: Worker) -> int:
        """End a worker and give the signal that ended it (SIGKILL when we did)."""
        worker.kill()
        return await asyncio.to_thread(self._keeper.wait, worker.pid)

    def _to_error(self, ended_by: int) -> HjemmelError:
        if ended_by == signal.SIGXCPU:
            return self._too_long()
        if ended_by in (signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS):
            size = self.limits.memory_bytes // 1024**2
            detail = f"The query took more than its {size} MiB of memory."
            return TimeLimitError(
                detail, remedy="Ask for less: fewer joins, a LIMIT, no big ORDER BY."
            )
        return BusyError("The worker was ended from outside.", remedy="Ask again.")

    def _too_long(self) -> HjemmelError:
        detail = f"The query took more than its {self.limits.wall_seconds:g} seconds."
        return TimeLimitError(
            detail, remedy="Ask for less, or load a dump and ask at home: /releases."
        )

    def _read_answer(self, head: Mapping[str, Any], body: bytes) -> Found:
        match head["status"]:
            case "ok":
                return Found(kind=head["kind"], body=body)
            case "syntax":
                raise QuerySyntaxError(head["detail"], remedy="See SPARQL 1.1 Query Language.")
            case "too-large":
                size = self.limits.answer_bytes // 1024**2
                raise AnswerTooLargeError(f"The answer is over {size} MiB.", remedy="Add a LIMIT.")
            case "memory":
                raise self._to_error(signal.SIGABRT)
            case _:
                raise QueryRefusedError(
                    head["detail"], remedy="Nothing outside this graph is read."
                )

    def close(self) -> None:
        """End all workers and the keeper."""
        for worker in self._idle:
            worker.kill()
        self._keeper.close()


async def _exchange(worker: Worker, order: Mapping[str, Any]) -> tuple[Mapping[str, Any], bytes]:
    data = json.dumps(order).encode()
    worker.writer.write(SIZES.pack(len(data), 0) + data)
    await worker.writer.drain()
    head_size, body_size = SIZES.unpack(await worker.reader.readexactly(SIZES.size))
    head = json.loads(await worker.reader.readexactly(head_size))
    return head, await worker.reader.readexactly(body_size)


class _Lane:
    def __init__(self, semaphore: asyncio.Semaphore) -> None:
        self._semaphore = semaphore

    async def __aenter__(self) -> None:
        if self._semaphore.locked():
            raise _busy()
        await self._semaphore.acquire()

    async def __aexit__(self, *_: object) -> None:
        self._semaphore.release()


def _busy() -> HjemmelError:
    return BusyError("Too many questions at once.", remedy="Try again in a few seconds.")
