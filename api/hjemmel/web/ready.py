"""Finished answers, kept as bytes in front of everything else.

An answer is a pure function of release, path, query, form, language and day, so the same question gets the same bytes
without being routed, read or made again. Only whole answers with status 200 are kept; entries and bytes are bounded,
the least recently used go first. Conditional requests (RFC 9110 section 13) and HEAD are answered here, for kept and
for fresh answers alike.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeAlias

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hjemmel.web.catching import NO_BODY, Catcher, Kept, matches
from hjemmel.web.fences import Limits, find_heavy
from hjemmel.web.release import Release
from hjemmel.web.zipping import takes_gzip, zip_kept

Key: TypeAlias = tuple[str, str, bytes, bytes, bytes, date, bool]
SCOPE_KEY: Final = "hjemmel.asked_of"
Told: TypeAlias = tuple[bytes, bytes, bool]
TOLD_KEY: Final = "hjemmel.told"
"""Where `Ready.tell` of the same headers may stand, for who has kept it."""

WRITE_KEY: Final = "hjemmel.write"
"""Where a server puts what writes a finished answer to a GET; it says whether it did."""

MAX_KEY: Final = 8192


@dataclass(slots=True)
class Counts:
    """What /metrics tells: answers by status, and how many of them were ready."""

    statuses: Counter[int] = field(default_factory=Counter)
    ready: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How much is kept: answers, and bytes in all."""

    entries: int
    max_bytes: int


def _find_nothing(scope: Scope) -> None:
    """Leave every question to the app."""


class Ready:
    """The pure-ASGI layer that keeps finished answers; `at_once` makes those that need no waiting."""

    def __init__(  # noqa: PLR0913 -- what it keeps, for whom, how much of it
        self,
        app: ASGIApp,
        *,
        now: Callable[[], tuple[Release, date]],
        counts: Counts,
        limits: Limits,
        room: Room,
        at_once: Callable[[Scope], Kept | None] = _find_nothing,
    ) -> None:
        self._app = app
        self._at_once = at_once
        self._now = now
        self._counts = counts
        self._limits = limits
        self._room = room
        self._bytes = 0
        self._kept: OrderedDict[Key, Kept] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, or pass on and keep what comes back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        release, today = self._now()
        scope[SCOPE_KEY] = (release, today)
        write = scope.pop(WRITE_KEY, None)  # taken out: it holds the connection, which holds the scope
        method = scope["method"]
        if method not in ("GET", "HEAD"):
            await self._app(scope, receive, self._counted(send))
            return
        told = scope.pop(TOLD_KEY, None)
        if told is None:
            accept, language, match, coding = read_wishes(scope)
            zipped = coding != b"" and takes_gzip(coding)
            # What a fence may refuse is refused whether the answer is kept or not.
            is_heavy = find_heavy(scope["headers"], self._limits) is not None
        else:
            (accept, language, zipped), match, is_heavy = told, b"", False
        key = (release.id, scope["path"], scope["query_string"], accept, language, today, zipped)
        kept = None if is_heavy else self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
            self._counts.ready += 1
        else:
            kept = await self._make(scope, receive, send, key, is_heavy=is_heavy)
        if kept is None:
            return
        if write is None or match or method == "HEAD" or not write(kept):
            await self._reply(send, kept, match, bodiless=method == "HEAD")
        else:
            self._counts.statuses[200] += 1

    def find(self, scope: Scope, most: int) -> Kept | None:
        """Give the answer to a GET that is kept, or made at once, for who can send it without a turn of the loop.

        One of more than `most` bytes isn't given: it should wait for slow readers.
        """
        told = scope.get(TOLD_KEY) or self.tell(scope)
        if told is None:
            return None
        accept, language, zipped = told
        release, today = self._now()
        key = (release.id, scope["path"], scope["query_string"], accept, language, today, zipped)
        kept = self._kept.get(key)
        if kept is not None and kept.size <= most:
            kept.asked_again = True
            self._kept.move_to_end(key)
            self._counts.ready += 1
        elif kept is None and not zipped:
            scope[SCOPE_KEY] = (release, today)
            kept = self._at_once(scope)
            if kept is not None:
                self._keep(key, kept)
        if kept is None or kept.size > most:
            return None
        self._counts.statuses[200] += 1
        return kept

    def tell(self, scope: Scope) -> Told | None:
        """Give what the headers of a GET tell of its answer; None where they tell more than its form."""
        accept, language, match, coding = read_wishes(scope)
        if match or scope["method"] != "GET" or find_heavy(scope["headers"], self._limits) is not None:
            return None
        return accept, language, coding != b"" and takes_gzip(coding)

    async def _reply(self, send: Send, kept: Kept, match: bytes, *, bodiless: bool) -> None:
        """Send a finished answer, or say that the caller has it already."""
        if match and matches(match, kept.etag):
            self._counts.statuses[304] += 1
            await send(kept.unchanged)
            await send(NO_BODY)
            return
        self._counts.statuses[200] += 1
        await send(kept.start)
        if bodiless:
            await send(NO_BODY)
            return
        for body in kept.bodies:
            await send(body)

    async def _make(self, scope: Scope, receive: Receive, send: Send, key: Key, *, is_heavy: bool) -> Kept | None:
        """Let the inner layers answer; what isn't a whole 200 is sent on at once, giving None."""
        kept, lasting = None if is_heavy else self._kept.get((*key[:6], False)), True
        if kept is None:
            catcher = Catcher(self._counted(send), bodiless=scope["method"] == "HEAD")
            inner = scope if scope["method"] == "GET" else {**scope, "method": "GET"}
            await self._app(inner, receive, catcher)
            kept, lasting = catcher.kept, catcher.lasting
        if kept is not None and key[6]:
            kept = await zip_kept(kept)
        if kept is not None and lasting:
            self._keep(key, kept)
        return kept

    def _keep(self, key: Key, kept: Kept) -> None:
        if kept.size > self._room.max_bytes // 8 or sum(map(len, key[:5])) > MAX_KEY:
            return
        before = self._kept.pop(key, None)  # two may have asked at once
        self._kept[key] = kept
        self._bytes += kept.size - (before.size if before else 0)
        while len(self._kept) > self._room.entries or self._bytes > self._room.max_bytes:
            _, dropped = self._kept.popitem(last=False)
            self._bytes -= dropped.size

    def _counted(self, send: Send) -> Send:
        async def count(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._counts.statuses[message["status"]] += 1
            await send(message)

        return count


def read_wishes(scope: Scope) -> tuple[bytes, bytes, bytes, bytes]:
    """Give Accept, Accept-Language, If-None-Match and Accept-Encoding, each joined where it came in several lines."""
    accept = language = match = coding = b""
    for name, value in scope["headers"]:
        if name == b"accept":
            accept = accept + b"," + value if accept else value
        elif name == b"accept-language":
            language = language + b"," + value if language else value
        elif name == b"if-none-match":
            match = match + b"," + value if match else value
        elif name == b"accept-encoding":
            coding = coding + b"," + value if coding else value
    return accept, language, match, coding
