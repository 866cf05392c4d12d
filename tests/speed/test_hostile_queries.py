"""Strangers who mean harm: each is told why not, in time, while others hardly notice; and nobody is called."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from urllib.parse import urlencode

import pytest

pytestmark = pytest.mark.slow
CLIENT = Path(__file__).with_name("hostile.py")
REFUSED = {400, 413, 415, 422, 503}
TOO_MUCH = {
    "values-count", "values-order", "cross-count", "cross-order", "path", "regex", "regex-size",
    "group-concat", "doubling",
}  # fmt: skip


@pytest.fixture(scope="module")
def listener():
    """Listen where the hostile queries point to, and count who comes."""
    calls = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        going = threading.Event()

        def listen():
            while not going.is_set():
                with suppress(TimeoutError):
                    calls.append(server.accept()[0])

        thread = threading.Thread(target=listen)
        thread.start()
        yield server.getsockname()[1], calls
        going.set()
        thread.join()


@contextmanager
def run_hostile(server, listener, name, times):
    """Run the hostile client; what it was told is in the file, for a pipe would fill and stop it."""
    command = [sys.executable, str(CLIENT), str(server.port), str(listener[0]), name, str(times)]
    with TemporaryFile("w+") as told, subprocess.Popen(command, stdout=told) as client:
        yield client, told
        client.kill()


def read_told(client, told):
    assert client.wait(timeout=120) == 0
    told.seek(0)
    return json.load(told)


def measure_cheap(server, goes_on):
    """Ask a cheap question again and again, never the same; give the times and the statuses."""
    connection, times, statuses = server.connect(), [], Counter()
    while goes_on(len(times)):
        query = f"PREFIX hj: <ns#> SELECT ?d {{ ?d a hj:Duty }} LIMIT 3 OFFSET {time.perf_counter_ns() % 100_000}"
        started = time.perf_counter()
        connection.request("GET", "/sparql?" + urlencode({"query": query}))
        answer = connection.getresponse()
        answer.read()
        times.append(time.perf_counter() - started)
        statuses[answer.status] += 1
        time.sleep(0.004)
    connection.close()
    return times, statuses


def settle(server):
    """Wait for what the server does after its start: held against that, being alone would look slow."""
    connection = server.connect()
    for address in ("/search?q=vold", "/citations?text=krisesenterlova+%C2%A7+1"):
        connection.request("GET", address)
        assert connection.getresponse().read()
    connection.close()
    ticks = -1
    while ticks != (ticks := read_ticks(server.pid)):
        time.sleep(0.5)


def find_p99(times):
    """The time that one in a hundred exceeds."""
    return sorted(times)[int(len(times) * 0.99)]


@pytest.fixture(scope="module")
def alone(server, listener):
    """Each hostile request by itself."""
    with run_hostile(server, listener, "all", 1) as (client, told):
        return read_told(client, told)


def test_each_is_refused_with_a_problem_that_says_why(alone):
    assert {name: answer["status"] for name, answer in alone.items() if answer["status"] not in REFUSED} == {}
    assert [name for name, answer in alone.items() if not answer["body"].startswith('{"type":"https://w3id.org/')] == []
    # The unions' answer is too large; on a slow machine they run out of time before that is known.
    assert {name for name, answer in alone.items() if answer["status"] == 503} - {"unions"} == TOO_MUCH


def test_each_is_told_within_the_limit_and_a_second(alone, server):
    assert {name: answer for name, answer in alone.items() if answer["seconds"] > server.seconds + 1} == {}


ROUNDS = 5
"""Alone and beside the hostile ones in turn: what else the machine does falls on both alike."""


def test_two_hundred_at_once_are_told_in_time_and_a_cheap_question_hardly_waits(server, listener):
    settle(server)
    measure_cheap(server, lambda done: done < 50)
    alone, beside, statuses, answers = [], [], Counter(), []
    for _ in range(ROUNDS):
        alone += measure_cheap(server, lambda done: done < 600)[0]
        with run_hostile(server, listener, "all", 200) as (client, told):
            times, found = measure_cheap(server, lambda _, client=client: client.poll() is None)
            answers += read_told(client, told)
        beside += times
        statuses += found
    # Every cheap question of every round counts: no round is left out, none is chosen.
    ratio = find_p99(beside) / find_p99(alone)
    print(
        f"p99 of {len(beside)} cheap questions beside {len(answers)} hostile ones: {find_p99(beside) * 1e3:.2f} ms, "
        f"{ratio:.2f} x that of {len(alone)} alone ({find_p99(alone) * 1e3:.2f} ms)"
    )
    assert set(statuses) == {200}
    assert {answer["status"] for answer in answers} <= REFUSED
    assert max(answer["seconds"] for answer in answers) < server.seconds + 1
    assert len(beside) > 1000
    assert ratio < 3


@pytest.mark.usefixtures("alone")
def test_nobody_was_called(listener):
    assert listener[1] == []


def test_a_caller_who_leaves_ends_the_work(server):
    before = server.list_workers()
    for _ in range(6):
        with socket.create_connection(("127.0.0.1", server.port)) as caller:
            query = urlencode({"query": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?m }"})
            caller.sendall(f"GET /sparql?{query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            time.sleep(0.4)
    time.sleep(0.5)
    busy = [pid for pid in server.list_workers() if pid not in before and read_ticks(pid) > 50]
    assert busy == []


def test_a_slow_reader_holds_up_nobody(server):
    query = urlencode({"query": "SELECT * { ?s ?p ?o } LIMIT 29000", "format": "json"})
    readers = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(20)]
    for reader in readers:
        reader.sendall(f"GET /sparql?{query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert reader.recv(10).startswith(b"HTTP/1.1 2")
    times, statuses = measure_cheap(server, lambda done: done < 200)
    for reader in readers:
        reader.close()
    assert set(statuses) == {200}
    assert find_p99(times) < 1


def read_ticks(pid):
    try:
        words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(words[11]) + int(words[12])
