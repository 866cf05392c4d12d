"""Lovdata's list and archives, from a service that is pretended."""

import httpx
import pytest

from hjemmel.errors import ArchiveError, NotFoundError
from hjemmel.law.lovdata.fetching import Offered, find_offered, list_offered, load_archive

BODY = bytes(range(256)) * 40
LIST = [
    {
        "filename": "gjeldende-lover.tar.bz2",
        "description": "Lover",
        "sizeBytes": str(len(BODY)),
        "lastModified": "2099-01-02T02:31:59Z",
    },
    {"filename": "andre-data.zip", "description": "x", "sizeBytes": "1", "lastModified": "2099-01-02T00:00:00Z"},
]
WANTED = Offered(name="gjeldende-lover.tar.bz2", description="Lover", size=len(BODY), day="2099-01-02")


def to_client(answer):
    return httpx.Client(transport=httpx.MockTransport(answer))


def serve(request):
    if request.url.path.endswith("/list"):
        return httpx.Response(200, json=LIST)
    start = int(request.headers.get("range", "bytes=0-")[6:-1])
    return httpx.Response(206 if start else 200, content=BODY[start:])


def test_the_list_is_asked_and_matched_by_pattern():
    assert list_offered(to_client(serve)) == (WANTED,)


@pytest.mark.parametrize(
    "rows", [[{"filename": "../x"}], [{**LIST[0], "filename": "../../etc/passwd"}], {"no": "list"}, [1]]
)
def test_a_list_that_makes_no_sense_is_told(rows):
    with pytest.raises(ArchiveError, match="list can't be read"):
        list_offered(to_client(lambda _: httpx.Response(200, json=rows)))


def test_a_service_that_is_down_is_told_with_a_remedy():
    with pytest.raises(ArchiveError) as caught:
        list_offered(to_client(lambda _: httpx.Response(503)))
    assert "later" in caught.value.remedy


def test_a_name_that_fits_nothing_is_told_with_what_there_is():
    assert find_offered([WANTED], "gjeldende-*") == (WANTED,)
    with pytest.raises(NotFoundError, match="No archive"):
        find_offered([WANTED], "lovtidend-*")


def test_an_archive_comes_home_under_its_day(tmp_path):
    sizes = []
    place = load_archive(to_client(serve), WANTED, tmp_path / "a", sizes.append)
    assert place.name == "2099-01-02-gjeldende-lover.tar.bz2"
    assert place.read_bytes() == BODY
    assert sizes[-1] == len(BODY)


def test_an_archive_that_is_here_is_not_fetched_again(tmp_path):
    place = load_archive(to_client(serve), WANTED, tmp_path)
    assert load_archive(to_client(lambda _: httpx.Response(500)), WANTED, tmp_path) == place


def test_a_download_goes_on_where_it_was_cut_off(tmp_path):
    (tmp_path / "2099-01-02-gjeldende-lover.tar.bz2.part").write_bytes(BODY[:100])
    assert load_archive(to_client(serve), WANTED, tmp_path).read_bytes() == BODY


def test_a_service_that_starts_over_is_followed(tmp_path):
    (tmp_path / "2099-01-02-gjeldende-lover.tar.bz2.part").write_bytes(b"old")
    client = to_client(lambda _: httpx.Response(200, content=BODY))
    assert load_archive(client, WANTED, tmp_path).read_bytes() == BODY


def test_a_short_archive_never_takes_its_place(tmp_path):
    client = to_client(lambda _: httpx.Response(200, content=BODY[:-1]))
    with pytest.raises(ArchiveError, match="length"):
        load_archive(client, WANTED, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_more_than_was_offered_is_refused(tmp_path):
    client = to_client(lambda _: httpx.Response(200, content=BODY + b"x"))
    with pytest.raises(ArchiveError, match="in part"):
        load_archive(client, WANTED, tmp_path)


def test_an_archive_beyond_bounds_is_refused(tmp_path):
    huge = Offered(name="gjeldende-x.tar.bz2", description="", size=2**40, day="2099-01-02")
    with pytest.raises(ArchiveError, match="larger than"):
        load_archive(to_client(serve), huge, tmp_path)
