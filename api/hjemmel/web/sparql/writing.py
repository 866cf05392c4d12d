"""A small answer as it goes onto the wire: its headers differ from those of others in length and tag only."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from hjemmel.web.answers import Answer, Header
from hjemmel.web.catching import Kept, to_kept
from hjemmel.web.fences import add_always
from hjemmel.web.sending import list_headers, to_etag
from hjemmel.web.sparql.endpoint import VARY

_LENGTH: Final = b"content-length"
_TAG: Final = b"etag"


def to_written(answer: Answer) -> Kept:
    """Give an answer with status 200 and no headers of its own as it is kept, its headers written."""
    frame = _list_frame(answer.content_type, answer.cache)
    length, tag = str(len(answer.body)).encode(), to_etag(answer)
    headers = [(name, length if name == _LENGTH else tag if name == _TAG else value) for name, value in frame]
    start = {"type": "http.response.start", "status": 200, "headers": headers}
    kept = to_kept(start, ({"type": "http.response.body", "body": answer.body},), tag)
    before, between, after = _write_frame(answer.content_type, answer.cache)
    kept.lines = b"".join((before, length, between, tag, after))
    return kept


@lru_cache(maxsize=64)
def _list_frame(content_type: str, cache: str) -> tuple[Header, ...]:
    """Give the headers of an answer, as the fences leave them."""
    answer = Answer(body=b"", content_type=content_type, cache=cache, etag="x")
    return tuple(add_always(list_headers(answer, VARY)))


@lru_cache(maxsize=64)
def _write_frame(content_type: str, cache: str) -> tuple[bytes, bytes, bytes]:
    """Write them, but for length and tag: what stands before, between and after those."""
    pieces = [b""]
    for name, value in _list_frame(content_type, cache):
        pieces[-1] += name + b": "
        if name in {_LENGTH, _TAG}:
            pieces.append(b"")
        else:
            pieces[-1] += value
        pieces[-1] += b"\r\n"
    before, between, after = pieces
    return before, between, after + b"\r\n"
