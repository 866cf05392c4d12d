"""Bodies of POST: counted while they are read, and read into the fields of the question.

A body is JSON with fields, a form of a page, or a text: plain, Markdown or HTML. Nothing of it is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qsl

import orjson
from starlette.types import Receive, Scope

from hjemmel.errors import BadBodyError, Fault, TooLargeError, UnsupportedMediaError

FORM: Final = "application/x-www-form-urlencoded"
TEXTS: Final = ("text/plain", "text/markdown", "text/html")
READ: Final = ("application/json", FORM, *TEXTS)
TEXT: Final = "text"
KIND: Final = "bodyType"


async def read_body(receive: Receive, most: int) -> bytes:
    """Read a body; it is dropped as soon as it is too large.

    Raises:
        TooLargeError: it has more than `most` bytes.
    """
    pieces: list[bytes] = []
    size, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            break
        piece = message.get("body", b"")
        size += len(piece)
        if size > most:
            raise TooLargeError(f"The body has more than {most} bytes.", remedy="Send it in parts.")
        pieces.append(piece)
        more = message.get("more_body", False)
    return b"".join(pieces)


def parse_fields(scope: Scope, body: bytes, names: frozenset[str]) -> dict[str, str]:
    """Read a body into fields; a text becomes the field `text`, its media type the field `bodyType`.

    Raises:
        UnsupportedMediaError: it is of a kind that isn't read here.
        BadBodyError: it isn't UTF-8, isn't the JSON it says it is, or has other fields than `names`.
    """
    kind = _read_kind(scope)
    text = _to_text(body)
    if kind in TEXTS:
        return {TEXT: text, KIND: kind}
    fields = _parse_json(text) if kind == "application/json" else _parse_form(text)
    for name, value in fields.items():
        if name not in names:
            raise _fault(name, f"There is no field {name[:40]!r}.", f"The fields are {', '.join(sorted(names))}.")
        if not isinstance(value, str):
            raise _fault(name, f"{name} is no text.", "Write it as a JSON string.")
    return {str(name): str(value) for name, value in fields.items()}


def _read_kind(scope: Scope) -> str:
    value = next((value for name, value in scope["headers"] if name == b"content-type"), b"text/plain")
    kind, _, rest = value.decode("latin-1").lower().partition(";")
    charset = rest.partition("charset=")[2].split(";")[0].strip(' "')
    if kind.strip() not in READ:
        raise UnsupportedMediaError(
            f"A body of {kind.strip()[:60]!r} isn't read here.", remedy=f"Send one of {', '.join(READ)}."
        )
    if charset not in {"", "utf-8", "utf8", "us-ascii"}:
        raise UnsupportedMediaError(f"The body says it is {charset[:40]!r}.", remedy="Send it as UTF-8.")
    return kind.strip()


def _to_text(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig" if body.startswith(b"\xef\xbb\xbf") else "utf-8")
    except UnicodeDecodeError as error:
        detail = f"The body isn't UTF-8 at byte {error.start}."
        raise BadBodyError(detail, remedy="Send it as UTF-8.") from None


def _parse_json(text: str) -> Mapping[str, Any]:
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise BadBodyError(f"The body is no JSON: {error}.", remedy='Send {"text": "…"}.') from None
    if not isinstance(value, dict) or TEXT not in value:
        raise BadBodyError("The body has no field text.", remedy='Send {"text": "…"}.')
    return {name: each for name, each in value.items() if each is not None}


def _parse_form(text: str) -> Mapping[str, str]:
    fields = dict(parse_qsl(text, keep_blank_values=True))
    if TEXT not in fields:
        raise BadBodyError(
            "The form has no field text.", remedy="To send a text as it is, say Content-Type: text/plain."
        )
    return {name: value for name, value in fields.items() if value or name == TEXT}


def _fault(name: str, detail: str, remedy: str) -> BadBodyError:
    return BadBodyError(detail, remedy=remedy, faults=[Fault(pointer=f"/{name}", detail=detail, remedy=remedy)])
