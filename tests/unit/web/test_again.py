"""Requests are known again by their bytes: those of this day and release only, and none that tells more than a GET."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from hjemmel.web.again import Again
from hjemmel.web.catching import to_kept
from hjemmel.web.ready import TOLD_KEY, Counts

LINE = b"GET /sparql?query=ASK%20%7B%7D HTTP/1.1\r\n"
HEAD = b"Host: x\r\nAccept: text/csv\r\n\r\n"
HEADERS = [(b"host", b"x"), (b"accept", b"text/csv")]


class World:
    """A day, a release, and what is told of headers."""

    def __init__(self):
        self.day, self.release = date(2026, 1, 1), "one"
        self.counts = Counts()
        self.again = Again(self, now=lambda: (self.release, self.day), counts=self.counts)

    def tell(self, scope):
        return None if (b"cookie", b"heavy") in scope["headers"] else (b"text/csv", b"", False)


def make_kept(size=10):
    start = {"type": "http.response.start", "status": 200, "headers": [(b"etag", b'"1"')]}
    return to_kept(start, ({"type": "http.response.body", "body": b"x" * size},), b'"1"')


@pytest.fixture
def world():
    return World()


def test_a_request_is_known_on_its_day_and_from_its_release_only(world):
    kept = make_kept()
    world.again.keep(b"request", kept)
    assert world.again.find(b"request") is kept
    assert world.again.find(b"another") is None
    assert (world.counts.statuses, world.counts.ready) == (Counter({200: 1}), 1)
    world.day += timedelta(days=1)
    assert world.again.find(b"request") is None
    world.again.keep(b"request", kept)
    world.release = "two"
    assert world.again.find(b"request") is None


def test_large_answers_are_left_out_and_the_oldest_go_first(world):
    world.again.keep(b"large", make_kept(100_000))
    assert world.again.find(b"large") is None
    for number in range(600):
        world.again.keep(b"%d" % number, make_kept())
    assert world.again.find(b"0") is None
    assert world.again.find(b"599") is not None


def test_a_head_that_was_learnt_is_read_with_another_address(world):
    assert world.again.read(LINE + HEAD) is None
    world.again.learn(LINE + HEAD, HEADERS)
    scope = world.again.read(b"GET /duties.csv?actor=a HTTP/1.1\r\n" + HEAD)
    assert (scope["path"], scope["query_string"], scope["headers"]) == ("/duties.csv", b"actor=a", HEADERS)
    assert scope[TOLD_KEY] == (b"text/csv", b"", False)
    assert world.again.read(b"GET / HTTP/1.1\r\n" + HEAD)["query_string"] == b""
    assert world.again.read(LINE + HEAD + b"x") is None


@pytest.mark.parametrize(
    "line",
    [
        b"GET /a%20b HTTP/1.1\r\n", b"GET //a HTTP/1.1\r\n", b"GET /a#b HTTP/1.1\r\n", b"GET /a?b#c HTTP/1.1\r\n",
        b"GET /a HTTP/1.0\r\n", b"HEAD /a HTTP/1.1\r\n", b"POST /a HTTP/1.1\r\n", b"GET /a?b c HTTP/1.1\r\n",
        b"GET http://x/a HTTP/1.1\r\n", b"GET /a?\xc3\xa6 HTTP/1.1\r\n", b"GET /a HTTP/1.1\n", b"get /a HTTP/1.1\r\n",
    ],
)  # fmt: skip
def test_an_address_that_the_parser_may_read_otherwise_is_left_to_it(world, line):
    world.again.learn(LINE + HEAD, HEADERS)
    assert world.again.read(line + HEAD) is None
    world.again.learn(line + b"A: b\r\n\r\n", [(b"a", b"b")])
    assert world.again.read(LINE + b"A: b\r\n\r\n") is None


@pytest.mark.parametrize(
    ("data", "headers"),
    [
        (LINE + b"If-None-Match: *\r\n\r\n", [(b"if-none-match", b"*")]),
        (LINE + b"Connection: close\r\n\r\n", [(b"connection", b"close")]),
        (LINE + b"Content-Length: 3\r\n\r\n", [(b"content-length", b"3")]),
        (LINE + b"Transfer-Encoding: chunked\r\n\r\n", [(b"transfer-encoding", b"chunked")]),
        (LINE + b"Expect: 100-continue\r\n\r\n", [(b"expect", b"100-continue")]),
        (LINE + b"Cookie: heavy\r\n\r\n", [(b"cookie", b"heavy")]),
        (LINE + HEAD + LINE + HEAD, HEADERS),
        (LINE + HEAD + b"abc", HEADERS),
        (LINE + HEAD[:-1], HEADERS),
    ],
)
def test_a_head_that_tells_more_than_a_form_is_not_learnt(world, data, headers):
    world.again.learn(data, headers)
    assert world.again.read(data) is None
