"""The server's side of the keeper and of the workers it forks."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hjemmel.errors import BusyError
from hjemmel.graph.keeper import PID, SIZE, read_whole
from hjemmel.graph.wire import Wire

LOWEST: Final = 19
_CPU_OF_PROCESS: Final = 2


class Keeper:
    """The keeper process; safe to use from several threads. One that was killed is started again."""

    def __init__(self, snapshot: Path) -> None:
        self._snapshot = snapshot
        self._lock = threading.Lock()
        self._closed = False
        self._start()

    @property
    def loading(self) -> bool:
        """Whether it is still reading the store: with the text of the law that takes a while."""
        return not self._ready and self._process.poll() is None

    def fork(self) -> tuple[int, socket.socket]:
        """Have a worker forked; gives its pid and the wire to it.

        Raises:
            BusyError: the keeper can't be started.
        """
        with self._lock:
            try:
                return self._fork()
            except (OSError, EOFError):
                self._stop()
                self._start()
            try:
                return self._fork()
            except (OSError, EOFError) as error:
                raise _to_busy() from error

    def wait(self, pid: int) -> int:
        """Give the signal that ended a worker, 0 when it ended by itself or the keeper is gone."""
        with self._lock:
            try:
                self._channel.sendall(b"W" + PID.pack(pid))
                data = self._channel.recv(PID.size)
            except OSError:
                return 0
            return PID.unpack(data)[0] if len(data) == PID.size else 0

    def list_graphs(self) -> frozenset[str]:
        """Give the names of all graphs in its store, imported law too.

        Raises:
            BusyError: the keeper is gone; the next query starts it again.
        """
        with self._lock:
            try:
                self._hear()
                self._channel.sendall(b"G")
                (size,) = SIZE.unpack(read_whole(self._channel, SIZE.size))
                return frozenset(read_whole(self._channel, size).decode().splitlines())
            except (OSError, EOFError) as error:
                raise _to_busy() from error

    def close(self) -> None:
        """End the keeper; its workers end when their wires close."""
        with self._lock:
            self._closed = True
            self._stop()

    def _start(self) -> None:
        if self._closed:
            raise BusyError("This release is no longer served.", remedy="Ask again.")
        self._channel, theirs = socket.socketpair()
        command = [sys.executable, "-m", "hjemmel.graph.keeper", str(self._snapshot), str(theirs.fileno())]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 -- our own module
                command, pass_fds=[theirs.fileno()], env=environment, stdin=subprocess.DEVNULL
            )
        self._ready = False

    def _fork(self) -> tuple[int, socket.socket]:
        self._hear()
        self._channel.sendall(b"F")
        data, fds, _, _ = socket.recv_fds(self._channel, PID.size, 1)
        if not fds:
            raise EOFError
        return PID.unpack(data)[0], socket.socket(fileno=fds[0])

    def _hear(self) -> None:
        """Wait until the store is read."""
        if not self._ready and self._channel.recv(1) != b"R":
            raise EOFError
        self._ready = True

    def _stop(self) -> None:
        self._channel.close()
        self._process.kill()
        self._process.wait()


def _to_busy() -> BusyError:
    return BusyError("The SPARQL workers can't be started.", remedy="Try again in a minute.")


@dataclass(slots=True, eq=False)
class Worker:
    """A forked process and the wire to it."""

    pid: int
    wire: Wire
    nice: int = 0

    def read_cpu(self) -> float:
        """Give the seconds of a processor it has had (clock_getcpuclockid(3) for another process)."""
        with suppress(OSError):
            return time.clock_gettime((~self.pid << 3) | _CPU_OF_PROCESS)
        return 0.0

    def lower(self, nice: int) -> None:
        """Let everything else run before it; it can't be raised again. At LOWEST it gets what nobody else wants."""
        if nice <= self.nice:
            return
        self.nice = nice
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.pid, nice)
            if nice >= LOWEST and hasattr(os, "SCHED_IDLE"):
                os.sched_setscheduler(self.pid, os.SCHED_IDLE, os.sched_param(0))

    def kill(self) -> None:
        """End it at once; what it was doing is lost, and nothing else."""
        self.wire.close()
        with suppress(OSError):
            os.kill(self.pid, signal.SIGKILL)


class Crew:
    """Workers of one priority that wait for work; the next one is forked before it is needed."""

    def __init__(self, keeper: Keeper, *, size: int, nice: int) -> None:
        self._keeper = keeper
        self._size = size
        self._nice = nice
        self._idle: list[Worker] = []
        self._filling: asyncio.Task[None] | None = None
        self._ending: set[asyncio.Task[int]] = set()
        self._closed = False

    async def take(self, *, new: bool = False) -> Worker:
        """Give a worker that waits, or a new one; only a `new` one is surely alive."""
        while self._idle and not new:
            worker = self._idle.pop()
            if worker.wire.is_open:
                return worker
            self.end_later(worker)
        forking = asyncio.ensure_future(self._fork())
        try:
            return await asyncio.shield(forking)
        except asyncio.CancelledError:
            # Who asked has gone; the worker is born all the same, and waits for the next.
            forking.add_done_callback(self._adopt)
            raise

    def give_back(self, worker: Worker) -> None:
        """Keep a worker for the next query, unless it was lowered or there are enough."""
        if worker.nice > self._nice or len(self._idle) >= self._size or self._closed:
            self.end_later(worker)
        else:
            self._idle.append(worker)

    async def end(self, worker: Worker) -> int:
        """End a worker and give the signal that ended it (SIGKILL when we did)."""
        worker.kill()
        ended = await asyncio.to_thread(self._keeper.wait, worker.pid)
        self.fill()
        return ended

    def end_later(self, worker: Worker) -> None:
        """End a worker beside other work."""
        worker.kill()
        task = asyncio.ensure_future(asyncio.to_thread(self._keeper.wait, worker.pid))
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)
        self.fill()

    def fill(self) -> None:
        """Fork what is missing, beside other work."""
        if not self._closed and (self._filling is None or self._filling.done()):
            self._filling = asyncio.ensure_future(self._fill())

    async def _fill(self) -> None:
        with suppress(BusyError):
            while len(self._idle) < self._size and not self._closed:
                self._idle.append(await self._fork())

    def _adopt(self, forking: asyncio.Future[Worker]) -> None:
        if not forking.cancelled() and forking.exception() is None:
            self.give_back(forking.result())

    async def _fork(self) -> Worker:
        pid, socket_ = await asyncio.to_thread(self._keeper.fork)
        worker = Worker(pid=pid, wire=Wire(socket_))
        worker.lower(self._nice)
        return worker

    async def close(self) -> None:
        """End all that wait."""
        self._closed = True
        if self._filling is not None:
            await asyncio.wait([self._filling])
        for worker in self._idle:
            worker.kill()
        self._idle.clear()
        if self._ending:
            await asyncio.wait(self._ending)
