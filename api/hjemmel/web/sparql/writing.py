"""A small answer as it goes onto the wire: its headers differ from those of others in length and tag only."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from hjemmel.web.answers import Answer, Header
from hjemmel.web.catching import OVERHEAD, Kept, list_at_304
from hjemmel.web.fences import add_always
from hjemmel.web.sending import list_headers, to_tag
from hjemmel.web.sparql.headers import VARY

_LENGTH: Final = b"content-length"
_TAG: Final = b"etag"


class Frame(NamedTuple):
    """What the heads of answers of one kind have in common: their headers, and those as bytes around what differs."""

    headers: list[Header]
    length_at: int
    tag_at: int
    at_304: list[Header]
    tag_at_304: int
    before: bytes
    between: bytes
    after: bytes


def is_plain(answer: Answer) -> bool:
    """Say whether an answer is a 200 without headers of its own."""
    own = answer.headers or answer.links or answer.language or answer.etag or answer.rest
    return answer.status == 200 and not own  # noqa: PLR2004 -- RFC 9110


def to_written(body: bytes, content_type: str, cache: str) -> Kept:
    """Give a plain answer as it is kept, its headers written."""
    frame = _make_frame(content_type, cache)
    length, tag = b"%d" % len(body), to_tag(body, content_type)
    headers, few = frame.headers.copy(), frame.at_304.copy()
    headers[frame.length_at] = (_LENGTH, length)
    headers[frame.tag_at] = few[frame.tag_at_304] = (_TAG, tag)
    return Kept(
        start={"type": "http.response.start", "status": 200, "headers": headers},
        bodies=({"type": "http.response.body", "body": body},),
        unchanged={"type": "http.response.start", "status": 304, "headers": few},
        etag=tag,
        size=OVERHEAD + len(body),
        lines=b"".join((frame.before, length, frame.between, tag, frame.after)),
    )


@lru_cache(maxsize=64)
def _make_frame(content_type: str, cache: str) -> Frame:
    """Make the frame of answers, with the headers that the fences put on them."""
    answer = Answer(body=b"", content_type=content_type, cache=cache, etag="x")
    headers = add_always(list_headers(answer, VARY))
    few = list_at_304(headers)
    pieces = [b""]
    for name, value in headers:
        pieces[-1] += name + b": "
        if name in {_LENGTH, _TAG}:
            pieces.append(b"\r\n")
        else:
            pieces[-1] += value + b"\r\n"
    before, between, after = pieces
    return Frame(
        headers=headers,
        length_at=_find(headers, _LENGTH),
        tag_at=_find(headers, _TAG),
        at_304=few,
        tag_at_304=_find(few, _TAG),
        before=before,
        between=between,
        after=after + b"\r\n",
    )


def _find(headers: list[Header], wanted: bytes) -> int:
    return next(place for place, (name, _) in enumerate(headers) if name == wanted)
