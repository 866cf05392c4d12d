"""Servers to be measured: uvicorn with uvloop and httptools, one process, on one core where the system allows it."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

HOST: Final = "127.0.0.1"
BODY_VARIABLE: Final = "HJEMMEL_BENCH_BODY"
SERVICE: Final = "hjemmel.app:create_app"
BARE: Final = "hjemmel.web.bench.servers:create_bare"
_WAIT: Final = 60.0


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its port, and its process to read the CPU time of."""

    port: int
    pid: int

    def read_cpu(self) -> float:
        """Give the CPU seconds the process has taken; 0 where the system doesn't tell."""
        try:
            fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def create_bare() -> ASGIApp:
    """Make the floor: an ASGI app that returns the bytes of a file, and nothing else."""
    body = Path(os.environ[BODY_VARIABLE]).read_bytes()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    start = {"type": "http.response.start", "status": 200, "headers": headers}
    whole = {"type": "http.response.body", "body": body}

    async def bare(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001 -- ASGI
        await send(start)
        await send(whole)

    return bare


@contextlib.contextmanager
def open_server(factory: str, environ: Mapping[str, str]) -> Iterator[Server]:
    """Start an app by the name of its factory; stop it at the end."""
    port = find_port()
    flags = ["--loop", "uvloop", "--http", "httptools", "--log-level", "warning", "--lifespan", "off"]
    words = [sys.executable, "-m", "uvicorn", "--factory", factory, "--host", HOST, "--port", str(port)]
    with _open([*words, "--no-access-log", *flags], port, environ) as server:
        yield server


@contextlib.contextmanager
def open_service(snapshots: Path) -> Iterator[Server]:
    """Start the service as people do, with `hjemmel serve`; stop it at the end."""
    port = find_port()
    words = [sys.executable, "-m", "hjemmel", "serve", "--snapshot", str(snapshots), "--port", str(port)]
    with _open(words, port, {"HJEMMEL_LOG_LEVEL": "warning"}) as server:
        yield server


@contextlib.contextmanager
def _open(words: Sequence[str], port: int, environ: Mapping[str, str]) -> Iterator[Server]:
    # What a server says when it starts is no figure.
    environ = {**os.environ, **environ}
    process = subprocess.Popen(words, env=environ, stderr=subprocess.DEVNULL)  # noqa: S603 -- our own programs
    try:
        wait_for(port, process)
        pin(process.pid, 0)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait()


def find_port() -> int:
    """Give a port that is free now."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port: int = free.getsockname()[1]
        return port


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until a port takes connections.

    Raises:
        RuntimeError: the process has ended, or a minute has passed.
    """
    end = time.monotonic() + _WAIT
    while time.monotonic() < end and process.poll() is None:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.002)
        else:
            return
    raise RuntimeError("The server to be measured didn't start; run it by hand to see why.")


def pin(pid: int, core: int) -> None:
    """Keep a process on one core, where the system allows it and there is more than one."""
    with contextlib.suppress(OSError, AttributeError):
        cores = sorted(os.sched_getaffinity(0))
        if len(cores) > 1:
            os.sched_setaffinity(pid, {cores[core % len(cores)]})
