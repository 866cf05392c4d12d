"""Finished answers in gzip (RFC 9110 section 8.4.1.3), for callers who take it.

An answer in another coding is another representation: it has its own strong ETag. The digest's last four letters tell
(gzip's own magic number), so that the tag stays one of hexadecimal digits.
"""

from __future__ import annotations

import asyncio
import gzip
from functools import lru_cache
from typing import Final

from hjemmel.web.catching import OVERHEAD, Kept

LEAST: Final = 800
"""Below this many bytes an answer is sent as it is: it fits one packet anyway."""
_BESIDE: Final = 200_000
_LEVEL: Final = 6
_MARK: Final = b'1f8b"'


@lru_cache(maxsize=256)
def takes_gzip(accept_encoding: bytes) -> bool:
    """Whether an Accept-Encoding header takes gzip, by name or by `*`."""
    found = {}
    for element in accept_encoding.lower().split(b","):
        name, _, weight = element.partition(b";")
        found[name.strip()] = weight.replace(b" ", b"") not in (b"q=0", b"q=0.0", b"q=0.00", b"q=0.000")
    return found.get(b"gzip", found.get(b"x-gzip", found.get(b"*", False)))


async def zip_kept(kept: Kept) -> Kept:
    """Give an answer in gzip; one that is too short comes back as it is."""
    length = sum(len(body["body"]) for body in kept.bodies)
    if length < LEAST:
        return kept
    body = b"".join(body["body"] for body in kept.bodies)
    # Large bodies are packed beside the event loop: others mustn't wait for them.
    packed = await asyncio.to_thread(_pack, body) if length > _BESIDE else _pack(body)
    etag = kept.etag[:-1] + _MARK
    changed = {b"content-length": str(len(packed)).encode(), b"etag": etag}
    start = [(name, changed.get(name, value)) for name, value in kept.start["headers"]]
    unchanged = [(name, changed.get(name, value)) for name, value in kept.unchanged["headers"]]
    return Kept(
        {**kept.start, "headers": [*start, (b"content-encoding", b"gzip")]},
        ({"type": "http.response.body", "body": packed},),
        {**kept.unchanged, "headers": unchanged},
        etag,
        OVERHEAD + len(packed),
    )


def _pack(body: bytes) -> bytes:
    # Without the time of packing: the same answer is the same bytes.
    return gzip.compress(body, _LEVEL, mtime=0)
