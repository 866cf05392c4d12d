"""A server of its own for tests that hurt it: another process, on the small knowledge base, ended when done."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 3.0


@dataclass(frozen=True)
class Server:
    port: int
    pid: int
    seconds: float
    snapshot: str

    def list_keepers(self):
        """The server's child that holds the store."""
        return read_children(self.pid)

    def list_workers(self):
        """The workers, also those whose keeper was killed."""
        forked = [int(path.parent.name) for path in Path("/proc").glob("[0-9]*/cmdline") if self.is_mine(path)]
        return [pid for pid in forked if pid not in self.list_keepers()]

    def is_mine(self, path):
        try:
            words = path.read_bytes().split(b"\0")
        except OSError:
            return False
        return b"hjemmel.graph.keeper" in words and any(self.snapshot.encode() in word for word in words)

    def connect(self, timeout=30.0):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)


def read_children(pid):
    """The children of all its threads: a keeper that was killed is started again from another one."""
    children = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            children += [int(word) for word in path.read_text().split()]
    return children


def find_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Serve the real knowledge base with a short limit of time."""
    from hjemmel.graph.files import load_sources  # noqa: PLC0415
    from hjemmel.graph.snapshot import build_snapshot  # noqa: PLC0415

    snapshot = tmp_path_factory.mktemp("served")
    build_snapshot(load_sources(ROOT / "kb", ROOT / "ontology"), snapshot)
    port = find_port()
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "api"),
        "HJEMMEL_SPARQL_SECONDS": str(SECONDS),
        "HJEMMEL_LOG_LEVEL": "warning",
    }
    command = [sys.executable, "-m", "hjemmel", "serve", "--snapshot", str(snapshot), "--port", str(port)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        served = Server(port=port, pid=process.pid, seconds=SECONDS, snapshot=str(snapshot))
        try:
            wait_until_ready(served)
            yield served
        finally:
            process.terminate()


def wait_until_ready(server):
    for _ in range(200):
        try:
            connection = server.connect(timeout=5)
            connection.request("GET", "/sparql?query=ASK%7B%7D")
            answer = connection.getresponse()
            answer.read()
            connection.close()
            if answer.status == 200:
                return
        except OSError:
            pass
        time.sleep(0.1)
    pytest.fail("the server didn't start")
