"""What every answer carries, and what no request may exceed: pure ASGI around the routes.

CORS stands on every answer, errors too: the data are open, nothing here reads cookies. Pages load nothing from other
hosts, and no script, style or image but files of this server.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hjemmel.errors import (
    HjemmelError,
    TooLargeError,
    TooLargeHeaderError,
    TooLongAddressError,
)
from hjemmel.web.answers import Header
from hjemmel.web.problems import to_problem
from hjemmel.web.sending import send_answer

METHODS: Final = "GET, HEAD, OPTIONS"
EXPOSED: Final = "ETag, Link, Content-Language, Content-Location, Allow, Retry-After"
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS: Final = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", EXPOSED.encode()),
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
)
PREFLIGHT: Final = (
    (b"access-control-allow-methods", METHODS.encode()),
    (b"access-control-allow-headers", b"Accept, Accept-Language, Content-Type, If-None-Match"),
    (b"access-control-max-age", b"86400"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What no request may exceed, in bytes; /limits tells it."""

    max_path: int = 4_000
    max_query: int = 4_000
    max_header: int = 8_000
    max_body: int = 1_000_000


class Fences:
    """The pure-ASGI layer of limits and common headers."""

    def __init__(self, app: ASGIApp, *, limits: Limits) -> None:
        self._app = app
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what is too large; put the common headers on whatever comes back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_fenced(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = add_always(message["headers"])
            await send(message)

        refusal = check_limits(scope, self._limits)
        if refusal is None:
            await self._app(scope, receive, send_fenced)
        else:
            await send_answer(send_fenced, to_problem(refusal, scope["path"][:200]))


def add_always(headers: list[Header]) -> list[Header]:
    """Put the common headers after an answer's own; its own hold where both are of one name."""
    given = {name for name, _ in headers}
    return [*headers, *(header for header in ALWAYS if header[0] not in given)]


def check_limits(scope: Scope, limits: Limits) -> HjemmelError | None:
    """Give the error of a request that exceeds a limit, None for one that doesn't."""
    if len(scope["path"]) > limits.max_path:
        return _too_long("path", len(scope["path"]), limits.max_path)
    if len(scope["query_string"]) > limits.max_query:
        return _too_long("query", len(scope["query_string"]), limits.max_query)
    heavy = find_heavy(scope["headers"], limits)
    if heavy is None:
        return None
    name, value = heavy
    if len(value) > limits.max_header:
        return TooLargeHeaderError(
            f"The header {name.decode('latin-1')} has {len(value)} bytes; {limits.max_header} are the most.",
            remedy="Send a shorter one.",
        )
    return TooLargeError(
        f"The body has {_to_length(value)} bytes; {limits.max_body} are the most.",
        remedy="Send it in parts.",
    )


def find_heavy(headers: Iterable[Header], limits: Limits) -> Header | None:
    """Give the first header that is too long, or tells of a body that is.

    Kept answers are looked up by path and query, so these two are all that could pass a fence unseen.
    """
    for header in headers:
        if len(header[1]) > limits.max_header:
            return header
        if header[0] == b"content-length" and _to_length(header[1]) > limits.max_body:
            return header
    return None


def _too_long(what: str, length: int, most: int) -> TooLongAddressError:
    return TooLongAddressError(
        f"The {what} of the address has {length} bytes; {most} are the most.",
        remedy="Ask for less at a time; all limits stand in /limits.",
    )


def _to_length(value: bytes) -> int:
    return int(value) if value.isdigit() and len(value) < 19 else 0  # noqa: PLR2004 -- 2^63 has 19 digits
