"""The service as a process: raw requests, SIGHUP, a moved link, a broken release; never a traceback to a caller."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request

import pytest

from hjemmel.graph.files import load_sources
from hjemmel.graph.snapshot import build_snapshot
from hjemmel.web.bench.servers import find_port, wait_for


class Service:
    def __init__(self, process, port, log):
        self.process, self.port, self._log = process, port, log

    def get(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as answer:
            return json.loads(answer.read())

    def send(self, request):
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as connection:
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
            pieces = iter(lambda: connection.recv(65536), b"")
            return b"".join(pieces)

    def read_log(self):
        return self._log.read_text(encoding="utf-8")


def open_service(snapshots, log, *, seconds):
    port = find_port()
    environ = {
        **os.environ,
        "HJEMMEL_SNAPSHOTS": str(snapshots),
        "HJEMMEL_RELOAD_SECONDS": str(seconds),
        "HJEMMEL_PORT": str(port),
    }
    code = "from hjemmel.app import serve; from hjemmel.settings import load_settings; serve(load_settings())"
    with log.open("wb") as file:
        process = subprocess.Popen([sys.executable, "-c", code], env=environ, stdout=file, stderr=file)
    wait_for(port, process)
    return Service(process, port, log)


@pytest.fixture
def service(snapshots, tmp_path):
    service = open_service(snapshots, tmp_path / "log", seconds=0)
    yield service
    service.process.terminate()
    service.process.wait()


def build_other(root, small_root, snapshots, tmp_path):
    kb = tmp_path / "kb"
    shutil.copytree(small_root / "kb", kb)
    file = kb / "sources.ttl"
    text = file.read_text(encoding="utf-8")
    file.write_text(text + "\n<sources/ny> a <http://www.w3.org/ns/prov#Entity> .\n", encoding="utf-8")
    return build_snapshot(load_sources(kb, root / "ontology"), snapshots).release


def wait_until(condition, seconds=15):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_sighup_swaps_the_release_and_no_answer_mixes_two(service, root, small_root, snapshots, tmp_path):
    before = service.get("/sources")
    seen, failures, stop = set(), [], threading.Event()

    def ask():
        while not stop.is_set():
            try:
                body = service.get("/sources?size=500")
                seen.add((body["release"], body["total"], body["@context"].split("/")[-2]))
            except Exception as error:  # noqa: BLE001 -- any failure is the finding
                failures.append(repr(error))

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    following = build_other(root, small_root, snapshots, tmp_path)
    service.process.send_signal(signal.SIGHUP)
    wait_until(lambda: following in {release for release, _, _ in seen})
    stop.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert seen <= {
        (before["release"], before["total"], before["release"]),
        (following, before["total"] + 1, following),
    }


def test_a_broken_release_never_replaces_the_running_one(service, root, small_root, snapshots, tmp_path):
    running = service.get("/health/ready")["release"]
    following = build_other(root, small_root, snapshots, tmp_path)
    (snapshots / following / "data.nq").write_text("broken", encoding="utf-8")
    service.process.send_signal(signal.SIGHUP)
    wait_until(lambda: "lastReload" in service.get("/health/ready"))
    state = service.get("/health/ready")
    assert state["release"] == running
    assert state["lastReload"]["ok"] is False
    assert "damaged" in state["lastReload"]["detail"]
    assert service.get("/duties")["release"] == running


def test_a_moved_link_is_followed(root, small_root, snapshots, tmp_path):
    service = open_service(snapshots, tmp_path / "log", seconds=0.05)
    try:
        following = build_other(root, small_root, snapshots, tmp_path)
        wait_until(lambda: service.get("/health/ready")["release"] == following)
    finally:
        service.process.terminate()
        service.process.wait()


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        (b"GET /duties?q=" + b"a" * 1_000_000 + b" HTTP/1.1", b"414"),
        (b"GET /duties/%00%ff HTTP/1.1", b"404"),
        (b"GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1", b"404"),
        (b"GET /../../etc/passwd HTTP/1.1", b"404"),
        (b"GET http://evil.example/duties HTTP/1.1", b"200"),
        (b"GET /duties?q=%zz HTTP/1.1", b"200"),
        (b"HEAD /duties HTTP/1.1", b"200"),
        (b"POST /duties HTTP/1.1\r\nContent-Length: 5", b"405"),
        (b"BREW /duties HTTP/1.1", b"4"),
        (b"nonsense", b"4"),
    ],
)
def test_odd_requests_are_answered_in_order(service, request_line, status):
    answer = service.send(request_line + b"\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert answer.split(b" ")[1].startswith(status)
    if status.startswith(b"4"):
        head, _, body = answer.partition(b"\r\n\r\n")
        assert b"content-type: application/problem+json" in head
        assert b"access-control-allow-origin: *" in head
        assert json.loads(body)["type"].startswith("https://w3id.org/hjemmel/errors/")
    assert b"Traceback" not in answer
    assert "Traceback" not in service.read_log()
    assert service.get("/health/live") == {"status": "live"}
