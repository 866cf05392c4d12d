"""Answers that the server writes without ASGI are the same as through it, in order, whole, behind the same fences."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import quote

import pytest
import uvicorn

from hjemmel.app import create_app
from hjemmel.graph.snapshot import open_memory
from hjemmel.settings import load_settings
from hjemmel.web.protocol import to_protocol
from hjemmel.web.sparql.protocol import FORM

DESCRIBE = "/sparql?query=" + quote("DESCRIBE <https://w3id.org/hjemmel/actors/kommunen>")
SELECT = "/sparql?query=" + quote("SELECT ?d { ?d a <https://w3id.org/hjemmel/ns#Duty> } ORDER BY ?d")
MANY = 3000


@contextmanager
def serve(app, protocol, *, keep_alive=5):
    config = uvicorn.Config(
        app,
        port=0,
        log_level="error",
        loop="asyncio",
        http=protocol,
        server_header=False,
        timeout_keep_alive=keep_alive,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join(20)


@pytest.fixture(scope="module")
def ports(small_snapshot):
    """The same service twice: written straight, and through ASGI only."""
    straight, through = (create_app(load_settings({}, snapshots=small_snapshot)) for _ in range(2))
    with serve(straight, to_protocol(straight.find_ready, straight.again)) as one, serve(through, "httptools") as other:
        yield one, other


class Caller:
    """One connection that requests are sent on as they are."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.file = self.socket.makefile("rb")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.file.close()
        self.socket.close()

    def ask(self, path, *lines, method="GET", version="1.1"):
        self.send(path, *lines, method=method, version=version)
        return self.read(method)

    def send(self, path, *lines, method="GET", version="1.1", times=1):
        head = "\r\n".join([f"{method} {path} HTTP/{version}", "Host: x", *lines, "", ""])
        self.socket.sendall(head.encode() * times)

    def read(self, method="GET"):
        status = int(self.file.readline().split()[1])
        headers = {}
        while line := self.file.readline().strip():
            name, _, value = line.partition(b": ")
            headers[name.decode()] = value.decode()
        length = 0 if method == "HEAD" or status == 304 else int(headers["content-length"])
        headers.pop("date")
        return status, headers, self.file.read(length)

    @property
    def is_over(self):
        return self.file.read(1) == b""


@pytest.mark.parametrize("path", ["/actors/kommunen/duties", "/duties.ttl", DESCRIBE, SELECT, "/nothing"])
@pytest.mark.parametrize("lines", [(), ("Accept: text/turtle",), ("Accept-Encoding: gzip",)])
def test_an_answer_is_the_same_written_straight_as_through_the_app(ports, path, lines):
    found = []
    for port in ports:
        with Caller(port) as caller:
            found += [caller.ask(path, *lines) for _ in range(3)]
    assert all(answer == found[0] for answer in found)


def test_a_description_is_the_same_by_every_way(ports):
    for form in ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json", "text/html"):
        with Caller(ports[0]) as caller, Caller(ports[1]) as other:
            at_once, by_app = caller.ask(DESCRIBE, f"Accept: {form}"), other.ask(DESCRIBE, f"Accept: {form}")
        assert at_once == by_app
        assert at_once[0] == 200


def test_many_requests_in_one_go_are_answered_in_their_order(ports):
    paths = [DESCRIBE + "%23" + str(n) if n % 3 else SELECT + "%23" + str(n // 6) for n in range(60)]
    with Caller(ports[0]) as caller, Caller(ports[1]) as other:
        for path in paths:
            caller.send(path)
        assert [caller.read() for _ in paths] == [other.ask(path) for path in paths]


def test_thousands_in_one_go_behind_a_slow_one_are_answered_all(ports):
    with Caller(ports[0]) as caller:
        kept = caller.ask("/actors")
        caller.send(SELECT + "%23alone")
        caller.send("/actors", times=MANY)
        assert caller.read()[0] == 200
        assert all(caller.read() == kept for _ in range(MANY))


@pytest.mark.parametrize("path", ["/actors", DESCRIBE])
def test_a_conditional_or_bodiless_request_is_answered_as_such(ports, path):
    with Caller(ports[0]) as caller:
        status, headers, body = caller.ask(path)
        assert caller.ask(path, f"If-None-Match: {headers['etag']}")[0] == 304
        assert caller.ask(path, method="HEAD") == (status, headers, b"")
        assert caller.ask(path) == (status, headers, body)


@pytest.mark.parametrize(("version", "lines"), [("1.0", ()), ("1.1", ("Connection: close",))])
def test_who_wants_the_connection_closed_gets_that(ports, version, lines):
    with Caller(ports[0]) as caller:
        kept = caller.ask("/actors")
        status, headers, body = caller.ask("/actors", *lines, version=version)
        assert (status, body, headers.pop("connection")) == (200, kept[2], "close")
        assert headers == kept[1]
        assert caller.is_over


def test_a_kept_answer_stands_behind_the_fences(ports):
    with Caller(ports[0]) as caller:
        assert caller.ask("/actors")[0] == 200
        assert caller.ask("/actors", "Cookie: " + "x" * 9000)[0] == 431
    with Caller(ports[0]) as caller:
        assert caller.ask(DESCRIBE, "Cookie: " + "x" * 9000)[0] == 431


def test_a_description_that_is_amiss_is_told_by_the_long_way(ports):
    with Caller(ports[0]) as caller:
        assert caller.ask(DESCRIBE + "&release=none")[0] == 404
        assert caller.ask(DESCRIBE + "&default-graph-uri=http%3A%2F%2Fx%2F")[0] == 400
        assert caller.ask(DESCRIBE + "&query=ASK%7B%7D")[0] == 400
        assert caller.ask(DESCRIBE, "Accept: image/png")[0] == 406
        assert caller.ask(DESCRIBE + "&update=LOAD")[0] == 400


COUNTED = "/sparql?query=" + quote(
    "SELECT ?t (COUNT(?s) AS ?n) { ?s <https://w3id.org/hjemmel/ns#bearer> ?t } GROUP BY ?t ORDER BY ?t"
)


@pytest.mark.parametrize("lines", [(), ("Accept: text/csv",), ("Accept-Encoding: gzip",), ("Accept: text/html",)])
def test_a_lookup_is_the_same_by_every_way(ports, lines):
    with Caller(ports[0]) as caller, Caller(ports[1]) as other:
        ours = [caller.ask(COUNTED + end, *lines) for end in ("", "", "", "%23new", "%23newer", "%23newer")]
        theirs = [other.ask(COUNTED + end, *lines) for end in ("", "", "", "%23new", "%23newer", "%23newer")]
    assert ours == theirs
    assert ours[0][0] == 200
    posted = other_way(ports[1])
    assert lines or ours[0][2] == posted


def other_way(port):
    body = COUNTED.partition("?")[2].encode()
    with Caller(port) as caller:
        head = f"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: {FORM}\r\nContent-Length: {len(body)}\r\n\r\n"
        caller.socket.sendall(head.encode() + body)
        return caller.read()[2]


def ask_thrice(caller):
    """Ask until it is known by its bytes."""
    first, *others = (caller.ask(DESCRIBE) for _ in range(3))
    assert others == [first, first]
    return first


def test_a_request_that_comes_in_pieces_or_with_others_is_answered_as_one_that_comes_whole(ports):
    head = f"GET {DESCRIBE} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    with Caller(ports[0]) as caller:
        whole = ask_thrice(caller)
        for cut in (1, 3, 20, len(head) - 5, len(head) - 1):
            caller.socket.sendall(head[:cut])
            time.sleep(0.02)
            caller.socket.sendall(head[cut:])
            assert caller.read() == whole
        caller.socket.sendall(head + head + head[:7])
        assert [caller.read(), caller.read()] == [whole, whole]
        caller.socket.sendall(head[7:] + b"\r\n")
        assert caller.read() == whole
        caller.socket.sendall(head)
        assert caller.read() == whole


def test_a_body_that_looks_like_a_known_request_is_none(ports):
    head = f"GET {DESCRIBE} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    with Caller(ports[0]) as caller:
        whole = ask_thrice(caller)
        posted = (
            b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: %d\r\n\r\n"
        )
        caller.socket.sendall(posted % len(head))
        time.sleep(0.05)
        caller.socket.sendall(head)
        assert caller.read()[0] == 400
        caller.socket.sendall(head)
        assert caller.read() == whole


def test_another_release_is_answered_anew_and_a_connection_stays_open_for_who_asks_on(small_snapshot, small_sources):
    app = create_app(load_settings({}, snapshots=small_snapshot))
    with serve(app, to_protocol(app.find_ready, app.again), keep_alive=2) as port, Caller(port) as caller:
        first = [caller.ask("/limits") for _ in range(3)]
        app.running.release = replace(app.running.release, kb=open_memory(small_sources))
        assert caller.ask("/limits")[0] == 200
        for _ in range(8):
            time.sleep(0.35)
            assert caller.ask("/limits")[2] == first[0][2]
        assert caller.is_over  # it waits for that
    assert app.counts.statuses == {200: 12}


def test_what_is_answered_is_counted(small_snapshot):
    app = create_app(load_settings({}, snapshots=small_snapshot))
    with serve(app, to_protocol(app.find_ready, app.again)) as port, Caller(port) as caller:
        for path in ("/actors", "/actors", DESCRIBE, DESCRIBE, SELECT, SELECT, "/nothing"):
            caller.ask(path)
    assert (dict(app.counts.statuses), app.counts.ready) == ({200: 6, 404: 1}, 3)
