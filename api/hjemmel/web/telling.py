"""Problems told to people: who asked for a page gets the problem as a page, in the reader's language.

Everything inside says errors as problem+json; this layer reads that and writes the page, so both hold the same facts.
Status and headers stay as they are. Programs never pass through more than one look at Accept.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Final

import orjson
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hjemmel.rdf.formats import HTML
from hjemmel.web.answers import Asked, Header
from hjemmel.web.negotiate import LANGUAGES, find_language, prefers_page, split_ending
from hjemmel.web.parameters import split_query
from hjemmel.web.problems import MEDIA_TYPE
from hjemmel.web.ready import SCOPE_KEY, read_wishes
from hjemmel.web.release import Release

_LONGEST: Final = 500
_REPLACED: Final = frozenset({b"content-type", b"content-length", b"content-language", b"vary"})
_VARY: Final[Header] = (b"vary", b"Accept, Accept-Language, Accept-Encoding")
_LOG: Final = logging.getLogger("hjemmel.web")


class Telling:
    """The pure-ASGI layer that turns problems into pages for those who read pages."""

    def __init__(self, app: ASGIApp, *, root: str = "") -> None:
        self._app = app
        self._root = root

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on; hold back a problem when a page is wanted."""
        teller = Teller(scope, send, self._root) if scope["type"] == "http" and wants_page(scope) else send
        await self._app(scope, receive, teller)


class Teller:
    """A `send` that holds back a problem until it is whole, and sends its page instead."""

    def __init__(self, scope: Scope, send: Send, root: str) -> None:
        self._scope = scope
        self._send = send
        self._root = root
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        """Take one message of the answer."""
        if message["type"] == "http.response.start" and is_problem(message):
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._tell(self._start)

    async def _tell(self, start: Message) -> None:
        headers: list[Header] = start["headers"]
        try:
            # Looking for what was meant may build the index of a release that nobody has searched yet.
            page = await asyncio.to_thread(_write_page, self._scope, self._root, self._body, _find_wait(headers))
        except Exception:  # noqa: BLE001 -- a problem that can't be shown is still told
            _LOG.exception("no page for a problem at %s", self._scope["path"][:_LONGEST])
            await self._send(start)
            await self._send({"type": "http.response.body", "body": self._body})
            return
        kept = [header for header in headers if header[0] not in _REPLACED]
        body, language = page
        told: list[Header] = [
            (b"content-type", HTML.content_type.encode()),
            (b"content-length", str(len(body)).encode()),
            (b"content-language", language.encode()),
            _VARY,
        ]
        await self._send({**start, "headers": [*told, *kept]})
        await self._send({"type": "http.response.body", "body": body})


def is_problem(start: Message) -> bool:
    """Say whether an answer that starts so is a problem."""
    return (b"content-type", MEDIA_TYPE.encode()) in start["headers"]


def wants_page(scope: Scope) -> bool:
    """Say whether a request wants a page: by the ending of its address, else by an Accept of sane length."""
    ending = split_ending(scope["path"])[1]
    if ending is not None:
        return ending is HTML
    accept = read_wishes(scope)[0]
    return len(accept) <= _LONGEST and _prefers_page(accept)


@lru_cache(maxsize=1024)
def _prefers_page(accept: bytes) -> bool:
    return b"text/html" in accept and prefers_page(accept.decode("latin-1"))


def _find_wait(headers: list[Header]) -> str:
    return next((value.decode() for name, value in headers if name == b"retry-after"), "")


def _write_page(scope: Scope, root: str, body: bytes, wait: str) -> tuple[bytes, str]:
    from hjemmel.web.pages.problem_page import write_problem_page  # noqa: PLC0415 -- loads search with the first

    problem: Mapping[str, Any] = orjson.loads(body)
    answer = write_problem_page(to_asked(scope, root), problem, wait=wait)
    return answer.body, answer.language


def to_asked(scope: Scope, root: str) -> Asked:
    """Give the question a problem's page answers; an address that is too long is left out."""
    moment: tuple[Release, date] = scope[SCOPE_KEY]
    query = scope["query_string"].decode("latin-1")
    long = len(scope["path"]) + len(query) > _LONGEST
    chosen = "" if long else next((value for name, value in split_query(query) if name == "lang"), "")
    return Asked(
        release=moment[0],
        today=moment[1],
        path="/" if long else scope["path"],
        on=moment[1],
        form=HTML,
        language=chosen if chosen in LANGUAGES else find_language(read_wishes(scope)[1].decode("latin-1")),
        query="" if long else query,
        root=root,
    )
