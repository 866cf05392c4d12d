"""Requests of the SPARQL 1.1 Protocol (section 2): what is asked, of which dataset, in which form.

Parameters that the protocol doesn't know are left unread: clients send their own (`output`, `results`, `timeout`).
"""

from __future__ import annotations

import asyncio
import re
from binascii import a2b_qp
from collections.abc import Sequence
from typing import Final, NamedTuple
from urllib.parse import unquote_to_bytes

from starlette.types import Receive, Scope

from hjemmel.errors import (
    BadBodyError,
    BadParameterError,
    MethodNotAllowedError,
    QueryRefusedError,
    TooLongAddressError,
    UnsupportedMediaError,
)
from hjemmel.graph.limits import QueryLimits

METHODS: Final = "GET, HEAD, POST, OPTIONS"
FORM: Final = "application/x-www-form-urlencoded"
DIRECT: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
MAX_PAIRS: Final = 1000
_ENCODED: Final = 3
"""Percent-encoding makes at most three bytes of one."""

_NO_ESCAPE: Final = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_KNOWN: Final = {name.encode(): name for name in ("query", "default-graph-uri", "named-graph-uri", "format", "release")}
_PACE: Final = 0.005
_DRAIN: Final = 64 * 1024 * 1024
Pairs = list[tuple[str, str]]


class Asking(NamedTuple):
    """One request: `text` is None where the service description is asked for."""

    text: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str = ""
    release: str = ""
    lang: str = ""
    labels: bool = False


class GoneError(Exception):
    """The caller has closed the connection."""


async def read_asking(scope: Scope, receive: Receive, limits: QueryLimits) -> Asking:
    """Read a request.

    Raises:
        QueryRefusedError: it is an update.
        BadParameterError, BadBodyError, TooLargeError, TooLongAddressError, UnsupportedMediaError: it can't be read.
        MethodNotAllowedError: it is neither GET nor POST.
        GoneError: the caller has gone.
    """
    if scope["method"] == "GET":
        return read_address(scope, limits)
    pairs = _parse_address(scope, limits)
    if scope["method"] != "POST":
        raise MethodNotAllowedError(f"This address takes no {scope['method'][:20]}.", remedy=f"It takes {METHODS}.")
    kind, charset = _read_content_type(scope)
    if kind == UPDATE:
        raise _refuse_update()
    if kind not in {FORM, DIRECT} or charset not in {"", "utf-8", "utf8", "us-ascii"}:
        await _drain(receive)
        shown = "no Content-Type" if not kind else f"{kind[:60]}{f' in {charset[:20]}' if charset else ''}"
        detail = f"A body with {shown} isn't read here."
        raise UnsupportedMediaError(detail, remedy=f"Send the query as {DIRECT} or {FORM}, in UTF-8.")
    most = limits.query_bytes * (_ENCODED if kind == FORM else 1)
    body = await _read_body(scope, receive, most, limits)
    if kind == FORM:
        return _to_asking(pairs + parse_pairs(body), limits, posted=True)
    return _to_asking([*pairs, ("query", _decode(body))], limits, posted=True)


def read_address(scope: Scope, limits: QueryLimits) -> Asking:
    """Read a GET, whose query stands in the address.

    Raises:
        QueryRefusedError, BadParameterError, TooLongAddressError: as read_asking.
    """
    return _to_asking(_parse_address(scope, limits), limits)


def _parse_address(scope: Scope, limits: QueryLimits) -> Pairs:
    address = scope["query_string"]
    if len(address) > limits.query_bytes * _ENCODED:
        detail = f"The query of the address has {len(address)} bytes; {limits.query_bytes * _ENCODED} are the most."
        raise TooLongAddressError(detail, remedy="Send the query with POST; all limits stand in /limits.")
    return parse_pairs(address)


def parse_pairs(data: bytes) -> Pairs:
    """Read names and values, percent-encoded UTF-8.

    Raises:
        BadParameterError: a value isn't UTF-8, or there are too many.
    """
    if data.count(b"&") > MAX_PAIRS:
        detail = f"There are more than {MAX_PAIRS} parameters."
        raise BadParameterError("query", detail, remedy="Send query, default-graph-uri and named-graph-uri.")
    pairs = []
    for piece in data.split(b"&"):
        if piece:
            name, _, value = piece.partition(b"=")
            known = _KNOWN.get(name) or _unquote(name, "name")
            pairs.append((known, _unquote(value, known)))
    return pairs


def to_bytes(data: bytes) -> bytes:
    """Decode percent-encoding; a `%` without two digits after it stays (as urllib has it)."""
    if b"%" not in data:
        return data
    if _NO_ESCAPE.search(data):
        return unquote_to_bytes(data)
    # Quoted-printable is the same but for its sign, and decoded in C: a query has a hundred escapes.
    return a2b_qp(data.replace(b"=", b"=3D").replace(b"%", b"="))


def _unquote(data: bytes, name: str) -> str:
    try:
        return to_bytes(data.replace(b"+", b" ")).decode("utf-8")
    except UnicodeDecodeError:
        detail = f"{name[:40]} isn't percent-encoded UTF-8."
        raise BadParameterError(name[:40], detail, remedy="Encode it as UTF-8.") from None


def _to_asking(pairs: Pairs, limits: QueryLimits, *, posted: bool = False) -> Asking:
    if len(pairs) == 1 and pairs[0][0] == "query":
        return Asking(text=_check_length(pairs[0][1], limits))  # most requests are such
    values: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        values[name] = (*values.get(name, ()), value)
    if "update" in values:
        raise _refuse_update()
    texts = values.get("query", ())
    if len(texts) > 1:
        detail = "query is given more than once."
        raise BadParameterError("query", detail, remedy="Ask one query at a time (SPARQL 1.1 Protocol, 2.1).")
    if posted and not texts:
        raise BadParameterError("query", "The body has no query.", remedy="Send it as the parameter query.")
    return Asking(
        text=_check_length(texts[0], limits) if texts else None,
        default_graphs=values.get("default-graph-uri", ()),
        named_graphs=values.get("named-graph-uri", ()),
        format=_find_last(values.get("format", ())),
        release=_find_last(values.get("release", ())),
        lang=_find_last(values.get("lang", ())),
        labels=bool(_find_last(values.get("labels", ()))),
    )


def _check_length(text: str, limits: QueryLimits) -> str:
    size = len(text.encode())
    if size > limits.query_bytes:
        raise limits.to_query_error(size)
    return text


def _find_last(values: Sequence[str]) -> str:
    return values[-1][:100] if values else ""


def _read_content_type(scope: Scope) -> tuple[str, str]:
    for name, value in scope["headers"]:
        if name == b"content-type":
            kind, *parameters = (part.strip().lower() for part in value.decode("latin-1").split(";"))
            charset = [part[8:].strip('"') for part in parameters if part.startswith("charset=")]
            return kind, (charset or [""])[0]
    return "", ""


async def _read_body(scope: Scope, receive: Receive, most: int, limits: QueryLimits) -> bytes:
    told = next((int(value) for name, value in scope["headers"] if name == b"content-length" and value.isdigit()), 0)
    pieces: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(limits.seconds):
            more = True
            while more:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise GoneError
                size += len(message.get("body", b""))
                if max(size, told) > most:
                    await _drain(receive, more=message.get("more_body", False))
                    raise limits.to_query_error(max(size, told))
                pieces.append(message.get("body", b""))
                more = message.get("more_body", False)
    except TimeoutError:
        detail = f"The body didn't arrive within {limits.seconds:g} seconds."
        raise BadBodyError(detail, remedy="Send it whole.") from None
    return b"".join(pieces)


async def _drain(receive: Receive, *, more: bool = True) -> None:
    """Read what is still coming and forget it: a caller in the middle of sending would not see our answer.

    It is read at a pace, so that he waits for room and others are answered meanwhile.
    """
    size = 0
    while more and size < _DRAIN:
        await asyncio.sleep(_PACE)
        message = await receive()
        if message["type"] == "http.disconnect":
            raise GoneError
        size += len(message.get("body", b""))
        more = message.get("more_body", False)


def _decode(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise BadBodyError("The query isn't UTF-8.", remedy=f"Send {DIRECT} as UTF-8.") from None


def _refuse_update() -> QueryRefusedError:
    detail = "An update is refused: this endpoint only reads."
    return QueryRefusedError(detail, remedy="The graph is changed in its files, by its editors; see CONTRIBUTING.")
