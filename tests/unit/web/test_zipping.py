import asyncio
import gzip

import pytest

from hjemmel.web.catching import Kept
from hjemmel.web.zipping import takes_gzip, zip_kept


@pytest.mark.parametrize(
    ("header", "takes"),
    [
        (b"gzip", True), (b"GZIP, deflate, br", True), (b"br;q=1.0, gzip;q=0.8", True), (b"*", True), (b"x-gzip", True),
        (b"", False), (b"identity", False), (b"gzip;q=0", False), (b"gzip; q=0.0, *", False), (b"*;q=0", False),
        (b"br, deflate", False),
    ],
)  # fmt: skip
def test_gzip_is_taken_where_the_header_says_so(header, takes):
    assert takes_gzip(header) is takes


def make(body):
    headers = [(b"content-length", str(len(body)).encode()), (b"etag", b'"ab12"'), (b"vary", b"Accept-Encoding")]
    start = {"type": "http.response.start", "status": 200, "headers": headers}
    return Kept(start, ({"type": "http.response.body", "body": body},), {**start, "status": 304}, b'"ab12"', 100)


@pytest.mark.parametrize("length", [5_000, 500_000])
def test_a_packed_answer_says_so_and_has_a_tag_of_its_own(length):
    body = b"hjemmel " * (length // 8)
    packed = asyncio.run(zip_kept(make(body)))
    headers = dict(packed.start["headers"])
    assert gzip.decompress(packed.bodies[0]["body"]) == body
    assert headers[b"content-encoding"] == b"gzip"
    assert headers[b"content-length"] == str(len(packed.bodies[0]["body"])).encode()
    assert headers[b"etag"] == packed.etag == dict(packed.unchanged["headers"])[b"etag"] == b'"ab121f8b"'
    assert asyncio.run(zip_kept(make(body))).bodies == packed.bodies


def test_a_short_answer_is_left_as_it_is():
    kept = make(b"short")
    assert asyncio.run(zip_kept(kept)) is kept
