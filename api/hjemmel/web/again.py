"""Requests that have been answered before, byte for byte: known before they are parsed.

Most clients ask the same question in the same bytes. The parser has read those once and found a plain request, so
what is written again needs no more than a look-up. Behind this stands `hjemmel.web.ready`, which knows the same
answers by what was asked: whatever is dropped here is found there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any, Final, TypeVar

from starlette.types import Scope

from hjemmel.web.answers import Header
from hjemmel.web.catching import Kept
from hjemmel.web.ready import TOLD_KEY, Counts, Ready
from hjemmel.web.release import Release

T = TypeVar("T")
LONGEST: Final = 4096
"""Bytes of a request that is looked at."""

_MOST_REQUESTS: Final = 512
_MOST_HEADS: Final = 256
_LARGEST: Final = 32 * 1024
_VERSION: Final = b" HTTP/1.1\r\n"
_PATH: Final = re.compile(rb"/(?:[A-Za-z0-9._~-]++(?:/[A-Za-z0-9._~-]++)*+/?)?")
_PLAIN: Final = bytes(code for code in range(0x21, 0x7F) if code != ord("#"))
# With these a request may be no plain one, or its answer another than that of its address.
_TELLING: Final = frozenset(
    {
        b"connection", b"content-length", b"expect", b"http2-settings", b"if-match", b"if-modified-since",
        b"if-none-match", b"if-range", b"if-unmodified-since", b"range", b"te", b"trailer", b"transfer-encoding",
        b"upgrade",
    }
)  # fmt: skip


class Again:
    """Requests and their answers, and heads of requests as the parser has read them; both bounded, oldest out first."""

    def __init__(self, ready: Ready, *, now: Callable[[], tuple[Release, date]], counts: Counts) -> None:
        self._tell = ready.tell
        self._now = now
        self._counts = counts
        self._moment: tuple[Release, date] | None = None
        self._kept: dict[bytes, Kept] = {}
        self._heads: dict[bytes, dict[str, Any]] = {}

    def find(self, data: bytes) -> Kept | None:
        """Give the answer to a request that was answered before, on this day and from this release."""
        kept = self._kept.get(data)
        if kept is None or not self._is_of_now():
            return None
        self._counts.ready += 1
        self._counts.statuses[200] += 1
        return kept

    def keep(self, data: bytes, kept: Kept) -> None:
        """Keep the answer to a request, unless it is large."""
        if kept.size > _LARGEST:
            return
        self._is_of_now()
        _put(self._kept, data, kept, _MOST_REQUESTS)

    def read(self, data: bytes) -> Scope | None:
        """Give the scope of a request whose head is known, as far as an answer that is there depends on it."""
        line = _split(data)
        head = self._heads.get(line[2]) if line is not None else None
        if line is None or head is None:
            return None
        return {**head, "path": line[0].decode("ascii"), "query_string": line[1]}

    def learn(self, data: bytes, headers: list[Header]) -> None:
        """Remember the head of a request that the parser has read: a plain GET that has no body."""
        line = _split(data)
        if line is None or data.find(b"\r\n\r\n") != len(data) - 4:
            return
        head = line[2]
        if head in self._heads or any(name in _TELLING for name, _ in headers):
            return
        scope: dict[str, Any] = {"type": "http", "method": "GET", "headers": headers}
        told = self._tell(scope)
        if told is not None:
            _put(self._heads, head, {**scope, TOLD_KEY: told}, _MOST_HEADS)

    def _is_of_now(self) -> bool:
        """Whether what is kept is of this day and release; drops it when it isn't."""
        moment = self._now()
        if moment == self._moment:
            return True
        self._moment = moment
        self._kept.clear()
        return False


def _split(data: bytes) -> tuple[bytes, bytes, bytes] | None:
    """Give path, query and head of a GET whose address has plain characters only; None for any other request."""
    end = data.find(_VERSION)
    if end < 0 or not data.startswith(b"GET /"):
        return None
    path, _, query = data[4:end].partition(b"?")
    if query.translate(None, _PLAIN) or not _PATH.fullmatch(path):
        return None
    return path, query, data[end + len(_VERSION) :]


def _put(kept: dict[bytes, T], key: bytes, value: T, most: int) -> None:
    kept[key] = value
    if len(kept) > most:
        del kept[next(iter(kept))]
