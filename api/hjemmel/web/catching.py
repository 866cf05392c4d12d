"""Catching a finished answer on its way out, so that it can be kept and asked for conditionally."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias

from starlette.types import Message, Send

KEPT_KEY: Final = "hjemmel.kept"
"""Where the start of an answer may hold the whole of it, as it is kept."""

Header: TypeAlias = tuple[bytes, bytes]
NO_BODY: Final[Message] = {"type": "http.response.body", "body": b""}

# RFC 9110 section 15.4.5, and the headers that a browser checks before it hands a 304 on.
_AT_304: Final = frozenset(
    {
        b"etag", b"vary", b"cache-control", b"content-location", b"link",
        b"access-control-allow-origin", b"access-control-expose-headers",
    }
)  # fmt: skip
# What a kept answer costs beside its body: messages, headers, key.
OVERHEAD: Final = 3000


@dataclass(slots=True)
class Kept:
    """One finished answer: its head, its body in one or more pieces, and the head that says "not modified".

    `lines` are the head's headers as they go onto the wire, written when they are first wanted; `asked_again` says that
    somebody has wanted it after it was kept.
    """

    start: Message
    bodies: tuple[Message, ...]
    unchanged: Message
    etag: bytes
    size: int
    lines: bytes = b""
    asked_again: bool = False


class Catcher:
    """A `send` that holds back a 200 with an ETag; everything else it sends on."""

    def __init__(self, send: Send, *, bodiless: bool) -> None:
        self._send = send
        self._bodiless = bodiless
        self._start: Message | None = None
        self._bodies: list[Message] = []
        self._etag = b""
        self.kept: Kept | None = None
        self.lasting = True

    async def __call__(self, message: Message) -> None:
        """Take one message of the answer."""
        if message["type"] == "http.response.start":
            if message["status"] == 200:  # noqa: PLR2004 -- RFC 9110
                self._read_headers(message)
            if self._etag:
                self._start = message
                return
        elif self._start is not None:
            self._bodies.append(message)
            if not message.get("more_body"):
                self.kept = self._start.get(KEPT_KEY) or to_kept(self._start, tuple(self._bodies), self._etag)
            return
        elif self._bodiless:
            message = {**message, "body": b""}
        await self._send(message)

    def _read_headers(self, start: Message) -> None:
        for name, value in start["headers"]:
            if name == b"etag":
                self._etag = value
            elif name == b"cache-control" and value == b"no-store":
                self.lasting = False


def to_kept(start: Message, bodies: tuple[Message, ...], etag: bytes) -> Kept:
    """Give a finished answer as it is kept."""
    unchanged = {"type": "http.response.start", "status": 304, "headers": list_at_304(start["headers"])}
    return Kept(start, bodies, unchanged, etag, OVERHEAD + sum(len(body["body"]) for body in bodies))


def list_at_304(headers: Iterable[Header]) -> list[Header]:
    """Give the headers that say "not modified"."""
    return [header for header in headers if header[0] in _AT_304]


def matches(if_none_match: bytes, etag: bytes) -> bool:
    """Whether a list of entity tags names this one (weak comparison, RFC 9110 section 13.1.2)."""
    if if_none_match == etag or if_none_match.strip() == b"*":
        return True
    given = (tag.strip().removeprefix(b"W/") for tag in if_none_match.split(b","))
    return etag.removeprefix(b"W/") in given
