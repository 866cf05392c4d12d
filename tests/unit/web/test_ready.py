import asyncio
from datetime import date
from types import SimpleNamespace

from hjemmel.web.catching import matches, to_kept
from hjemmel.web.fences import Limits
from hjemmel.web.ready import WRITE_KEY, Counts, Ready, Room


class Inner:
    """An app that counts how often it is asked, and answers as told."""

    def __init__(self, *, status=200, body=b"x" * 100, cache=b"public", etag=b'"1"', pieces=1):
        self.asked = 0
        self._status, self._pieces, self._body = status, pieces, body
        self._headers = [(b"cache-control", cache), (b"etag", etag)] if etag else [(b"cache-control", cache)]

    async def __call__(self, scope, receive, send):  # noqa: ARG002 -- ASGI
        self.asked += 1
        self.scope = scope
        await send({"type": "http.response.start", "status": self._status, "headers": self._headers})
        for number in range(self._pieces):
            more = number + 1 < self._pieces
            await send({"type": "http.response.body", "body": self._body, "more_body": more})


def make(inner, *, entries=10, max_bytes=1_000_000, moment=None, **more):
    moment = moment or [SimpleNamespace(id="r1"), date(2026, 1, 1)]
    return Ready(
        inner,
        now=lambda: tuple(moment),
        counts=Counts(),
        limits=Limits(max_header=500, max_body=1000),
        room=Room(entries=entries, max_bytes=max_bytes),
        **more,
    )


def ask(ready, path="/a", *, method="GET", headers=(), query=b""):
    sent = []

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": method, "path": path, "query_string": query, "headers": list(headers)}
    asyncio.run(ready(scope, None, send))
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent[1:])


def test_the_same_question_is_answered_without_asking_again():
    inner = Inner()
    ready = make(inner)
    assert ask(ready) == ask(ready) == (200, b"x" * 100)
    assert inner.asked == 1
    assert ready._counts.ready == 1


def test_what_a_fence_may_refuse_is_asked_anew_though_the_answer_is_kept():
    inner = Inner()
    ready = make(inner)
    ask(ready)
    ask(ready, headers=[(b"cookie", b"x" * 501)])
    ask(ready, headers=[(b"content-length", b"1001")])
    assert inner.asked == 3
    ask(ready, headers=[(b"cookie", b"x" * 500), (b"content-length", b"1000")])
    ask(ready, method="HEAD")
    assert inner.asked == 3


def test_a_server_that_sends_kept_answers_itself_has_the_same_fences():
    ready = make(Inner())
    ask(ready)
    scope = {"type": "http", "method": "GET", "path": "/a", "query_string": b""}
    assert ready.find({**scope, "headers": [(b"cookie", b"x" * 500)]}, 10_000) is not None
    assert ready.find({**scope, "headers": [(b"cookie", b"x" * 501)]}, 10_000) is None
    assert ready.find({**scope, "headers": [(b"content-length", b"1001")]}, 10_000) is None


def test_another_form_language_query_or_path_is_another_question():
    inner = Inner()
    ready = make(inner)
    ask(ready)
    ask(ready, headers=[(b"accept", b"text/turtle")])
    ask(ready, headers=[(b"accept-language", b"nn")])
    ask(ready, query=b"x=1")
    ask(ready, "/b")
    assert inner.asked == 5


def test_another_release_and_another_day_are_another_question():
    inner, moment = Inner(), [SimpleNamespace(id="r1"), date(2026, 1, 1)]
    ready = make(inner, moment=moment)
    ask(ready)
    moment[0] = SimpleNamespace(id="r2")
    ask(ready)
    moment[1] = date(2026, 1, 2)
    ask(ready)
    assert inner.asked == 3


def test_head_and_get_share_an_answer():
    inner = Inner()
    ready = make(inner)
    assert ask(ready, method="HEAD") == (200, b"")
    assert ask(ready) == (200, b"x" * 100)
    assert inner.asked == 1
    assert inner.scope["method"] == "GET"


def test_an_answer_in_pieces_is_kept_whole():
    inner = Inner(pieces=3)
    ready = make(inner)
    assert ask(ready) == ask(ready) == (200, b"x" * 300)
    assert inner.asked == 1


def test_errors_and_what_must_not_be_stored_are_not_kept():
    for inner in (Inner(status=404), Inner(cache=b"no-store"), Inner(etag=None)):
        ready = make(inner)
        ask(ready)
        ask(ready)
        assert inner.asked == 2
        assert ask(ready, method="HEAD")[1] == b""


def test_entries_are_bounded_and_the_least_recently_used_go_first():
    inner = Inner()
    ready = make(inner, entries=2)
    for path in ("/a", "/b", "/a", "/c", "/a"):
        ask(ready, path)
    assert inner.asked == 3
    ask(ready, "/b")
    assert inner.asked == 4


def test_bytes_are_bounded():
    inner = Inner(body=b"x" * 10_000)
    ready = make(inner, entries=1_000, max_bytes=200_000)
    for number in range(100):
        ask(ready, f"/{number}")
    assert ready._bytes <= 200_000
    assert ready._bytes == sum(kept.size for kept in ready._kept.values())


def test_one_answer_may_not_push_out_all_others():
    inner = Inner(body=b"x" * 50_000)
    ready = make(inner, max_bytes=200_000)
    ask(ready)
    ask(ready)
    assert inner.asked == 2


def test_endless_questions_are_not_kept():
    inner = Inner()
    ready = make(inner)
    ask(ready, query=b"q" * 9_000)
    assert len(ready._kept) == 0


def test_other_methods_go_through():
    inner = Inner(status=204)
    assert ask(make(inner), method="OPTIONS")[0] == 204


def test_entity_tags_are_compared_weakly():
    assert matches(b'"a", W/"b"', b'"b"')
    assert matches(b" * ", b'"b"')
    assert not matches(b'"a"', b'"b"')


def to_scope(method="GET", headers=(), query=b""):
    return {"type": "http", "method": method, "path": "/a", "query_string": query, "headers": list(headers)}


def test_a_kept_answer_is_found_without_the_app_but_not_for_every_request():
    inner = Inner()
    ready = make(inner)
    assert ready.find(to_scope(), 10_000) is None
    ask(ready)
    assert ready.find(to_scope(), 10_000).bodies[0]["body"] == b"x" * 100
    assert ready.find(to_scope(), 100) is None, "it is larger than that"
    assert ready.find(to_scope("HEAD"), 10_000) is None
    assert ready.find(to_scope(headers=[(b"if-none-match", b'"1"')]), 10_000) is None
    assert ready.find(to_scope(headers=[(b"cookie", b"x" * 501)]), 10_000) is None
    assert inner.asked == 1
    assert (ready._counts.statuses, ready._counts.ready) == ({200: 2}, 1)


def test_what_is_made_at_once_is_kept_and_never_packed():
    made = []

    def make_at_once(scope):
        made.append(scope["query_string"])
        start = {"type": "http.response.start", "status": 200, "headers": [(b"etag", b'"2"')]}
        return to_kept(start, ({"type": "http.response.body", "body": b"made"},), b'"2"')

    inner = Inner()
    ready = make(inner, at_once=make_at_once)
    assert [ready.find(to_scope(query=b"q"), 10_000).bodies[0]["body"] for _ in range(2)] == [b"made"] * 2
    assert ask(ready, query=b"q") == (200, b"made")
    assert ready.find(to_scope(query=b"q", headers=[(b"accept-encoding", b"gzip")]), 10_000) is None
    assert (made, inner.asked) == ([b"q"], 0)
    assert (ready._counts.statuses, ready._counts.ready) == ({200: 3}, 2)


def test_a_server_that_can_write_an_answer_gets_it_whole():
    ready, written = make(Inner()), []

    def write(kept):
        written.append(kept.etag)
        return len(written) < 2

    sent = []

    async def send(message):
        sent.append(message["type"])

    for _ in range(2):
        asyncio.run(ready({**to_scope(), WRITE_KEY: write}, None, send))
    assert (written, sent) == ([b'"1"', b'"1"'], ["http.response.start", "http.response.body"])
    assert ready._counts.statuses == {200: 2}
