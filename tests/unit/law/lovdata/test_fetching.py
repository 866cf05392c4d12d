"""Lovdata's list and archives, from a service on this machine that behaves well, or doesn't."""

import io
import json
import os
import tarfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from hjemmel.cli import run
from hjemmel.errors import ArchiveError, NotFoundError
from hjemmel.law.lovdata.fetching import Offered, find_offered, list_offered, load_archive, open_service

NAME = "gjeldende-lover.tar.bz2"


def pack(content):
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:bz2") as packed:
        info = tarfile.TarInfo("nl/a.xml")
        info.size = len(content)
        packed.addfile(info, io.BytesIO(content))
    return file.getvalue()


class Service(ThreadingHTTPServer):
    """Offers one archive; what it does wrong is set by a test."""

    def __init__(self, body):
        self.body, self.size, self.stop_at = body, len(body), None
        self.ranges, self.status, self.shift, self.to = [], 0, 0, ""
        self.takes_ranges, self.rows = True, None
        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}/v1/publicData"

    @property
    def wanted(self):
        return Offered(name=NAME, description="Lover", size=self.size, day="2099-01-02")


class Handler(BaseHTTPRequestHandler):
    """Answers as the service is told to."""

    def do_GET(self):
        service = self.server
        if service.status:
            self.send_response(service.status)
            self.send_header("Location", service.to)
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif self.path == "/v1/publicData/list":
            rows = service.rows or [
                {
                    "filename": NAME,
                    "description": "Lover",
                    "sizeBytes": str(service.size),
                    "lastModified": "2099-01-02T02Z",
                },
                {"filename": "andre-data.zip", "description": "x", "sizeBytes": "1", "lastModified": "2099-01-02T00Z"},
            ]
            self.send_whole(json.dumps(rows).encode())
        elif self.path == f"/v1/publicData/get/{NAME}":
            self.send_archive()
        else:
            self.send_error(404)

    def send_whole(self, body):
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def send_archive(self):
        service, wanted = self.server, self.headers.get("Range")
        service.ranges.append(wanted)
        start = int(wanted[6:-1]) if wanted and service.takes_ranges else 0
        self.send_response(206 if start else 200)
        if start:
            self.send_header(
                "Content-Range", f"bytes {start + service.shift}-{len(service.body) - 1}/{len(service.body)}"
            )
        self.send_header("Content-Length", str(len(service.body) - start))
        self.end_headers()
        self.wfile.write(service.body[start : service.stop_at])
        service.stop_at = None

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def service():
    with Service(pack(os.urandom(60_000))) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def client(service):
    with open_service(service.address) as client:
        yield client


def test_the_list_is_asked_and_matched_by_pattern(service, client):
    assert list_offered(client) == (service.wanted,)
    assert [row.name for row in list_offered(client, ("andre-*",))] == ["andre-data.zip"]


@pytest.mark.parametrize(
    "rows", [[{"filename": "../x"}], [{"filename": "../../etc/passwd", "sizeBytes": "1"}], {"no": "list"}, [1]]
)
def test_a_list_that_makes_no_sense_is_told(service, client, rows):
    service.rows = rows
    with pytest.raises(ArchiveError, match="list can't be read"):
        list_offered(client)


@pytest.mark.parametrize("status", [503, 404, 302])
def test_a_service_that_is_down_or_leads_elsewhere_is_told_with_a_remedy(service, client, status):
    service.status, service.to = status, "http://127.0.0.1:9/elsewhere"
    with pytest.raises(ArchiveError) as caught:
        list_offered(client)
    assert "later" in caught.value.remedy


def test_a_service_that_isnt_there_is_told():
    with open_service("http://127.0.0.1:9/") as client, pytest.raises(ArchiveError, match="list can't be read"):
        list_offered(client)


def test_a_name_that_fits_nothing_is_told_with_what_there_is(service):
    wanted = service.wanted
    assert find_offered([wanted], "gjeldende-*") == (wanted,)
    with pytest.raises(NotFoundError, match="No archive"):
        find_offered([wanted], "lovtidend-*")


def test_an_archive_comes_home_under_its_day(service, client, tmp_path):
    sizes = []
    place = load_archive(client, service.wanted, tmp_path / "a", sizes.append)
    assert place.name == f"2099-01-02-{NAME}"
    assert place.read_bytes() == service.body
    assert sizes[-1] == service.size


def test_an_archive_that_is_here_is_not_fetched_again(service, client, tmp_path):
    place = load_archive(client, service.wanted, tmp_path)
    assert load_archive(client, service.wanted, tmp_path) == place
    assert service.ranges == [None]


def test_a_download_that_is_cut_off_goes_on_where_it_stopped(service, client, tmp_path):
    service.stop_at = 20_000
    with pytest.raises(ArchiveError, match="only in part") as caught:
        load_archive(client, service.wanted, tmp_path)
    assert "again" in caught.value.remedy
    (part,) = tmp_path.iterdir()
    have = part.stat().st_size
    assert part.name.endswith(".part")
    assert load_archive(client, service.wanted, tmp_path).read_bytes() == service.body
    assert have > 0
    assert service.ranges == [None, f"bytes={have}-"]


def test_a_service_that_starts_over_is_followed(service, client, tmp_path):
    service.takes_ranges = False
    (tmp_path / f"2099-01-02-{NAME}.part").write_bytes(b"old")
    assert load_archive(client, service.wanted, tmp_path).read_bytes() == service.body


def test_a_service_that_goes_on_from_somewhere_else_is_refused(service, client, tmp_path):
    service.shift = 5
    part = tmp_path / f"2099-01-02-{NAME}.part"
    part.write_bytes(service.body[:100])
    with pytest.raises(ArchiveError, match="somewhere else"):
        load_archive(client, service.wanted, tmp_path)
    assert part.read_bytes() == service.body[:100]


def test_a_part_that_is_whole_already_takes_its_place_unasked(service, client, tmp_path):
    (tmp_path / f"2099-01-02-{NAME}.part").write_bytes(service.body)
    assert load_archive(client, service.wanted, tmp_path).read_bytes() == service.body
    assert service.ranges == []


def test_a_part_that_is_longer_than_what_is_offered_is_fetched_anew(service, client, tmp_path):
    (tmp_path / f"2099-01-02-{NAME}.part").write_bytes(service.body + b"x")
    assert load_archive(client, service.wanted, tmp_path).read_bytes() == service.body
    assert service.ranges == [None]


def test_a_short_archive_never_takes_its_place(service, client, tmp_path):
    service.size += 1
    with pytest.raises(ArchiveError, match="length"):
        load_archive(client, service.wanted, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_more_than_was_offered_is_refused(service, client, tmp_path):
    service.size -= 1
    with pytest.raises(ArchiveError, match="in part"):
        load_archive(client, service.wanted, tmp_path)


def test_an_archive_of_the_right_length_that_cant_be_read_is_put_away(service, client, tmp_path):
    service.body = service.body[:50] + b"????" + service.body[54:]
    with pytest.raises(ArchiveError, match="damaged"):
        load_archive(client, service.wanted, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_archive_beyond_bounds_is_refused(client, tmp_path):
    huge = Offered(name="gjeldende-x.tar.bz2", description="", size=2**40, day="2099-01-02")
    with pytest.raises(ArchiveError, match="larger than"):
        load_archive(client, huge, tmp_path)


def test_the_commands_list_and_fetch_what_is_offered(service, tmp_path, capsys):
    assert run(["law", "list", "--service", service.address]) == 0
    assert NAME in capsys.readouterr().out
    assert run(["law", "list", "ingen-*", "--service", service.address]) == 1
    words = ["law", "fetch", "gjeldende-*", "--service", service.address, "--into", str(tmp_path)]
    capsys.readouterr()
    assert run(words) == 0
    assert capsys.readouterr().out.strip() == str(tmp_path / f"2099-01-02-{NAME}")
    assert run([*words, "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert told == {"name": NAME, "file": str(tmp_path / f"2099-01-02-{NAME}")}
    assert run(["law", "fetch", "ingen-*", "--service", service.address, "--into", str(tmp_path)]) == 2
    assert "There are: gjeldende-lover.tar.bz2, andre-data.zip." in capsys.readouterr().err
