"""Releases are pinned: what a client has written down stays where it was after the next one is served."""

import shutil
from datetime import date

import pytest
from starlette.testclient import TestClient

from hjemmel.app import create_app
from hjemmel.graph.files import load_sources
from hjemmel.graph.snapshot import build_snapshot
from hjemmel.settings import load_settings
from hjemmel.web.release import open_release

DUMPS = ("nq", "ttl", "jsonld")


@pytest.fixture(scope="module")
def snapshots(small_root, root, tmp_path_factory):
    """A folder with an earlier release, the current one, one that is damaged, and what is no release."""
    out, kb = tmp_path_factory.mktemp("snapshots"), tmp_path_factory.mktemp("sources") / "kb"
    earlier = build_snapshot(load_sources(small_root / "kb", root / "ontology"), out).release
    shutil.copytree(out / earlier, out / "00000000deadbeef")
    (out / "00000000deadbeef" / "data.nq").write_text("damaged", encoding="utf-8")
    (out / "notes").mkdir()
    shutil.copytree(small_root / "kb", kb)
    with (kb / "sources.ttl").open("a", encoding="utf-8") as file:
        file.write("\n<sources/ny> a <http://www.w3.org/ns/prov#Entity> .\n")
    current = build_snapshot(load_sources(kb, root / "ontology"), out).release
    return out, earlier, current


@pytest.fixture(scope="module")
def client(snapshots):
    release = open_release(snapshots[0])
    app = create_app(load_settings({}), release=release, clock=lambda: date(2104, 6, 1))
    with TestClient(app, follow_redirects=False) as client:
        yield client


@pytest.mark.parametrize("ending", DUMPS)
def test_the_dump_of_an_earlier_release_stays_where_it_was(client, snapshots, ending):
    folder, earlier, current = snapshots
    old = client.get(f"/releases/{earlier}/hjemmel.{ending}")
    new = client.get(f"/releases/{current}/hjemmel.{ending}")
    assert (old.status_code, new.status_code) == (200, 200)
    assert "sources/ny" in new.text
    assert "sources/ny" not in old.text
    assert "immutable" in old.headers["cache-control"]
    if ending == "nq":
        assert old.content == (folder / earlier / "data.nq").read_bytes()


def test_an_old_answer_keeps_its_context(client, snapshots):
    _, earlier, current = snapshots
    old, new = (client.get(f"/context/{release}/hjemmel.jsonld") for release in (earlier, current))
    assert old.status_code == new.status_code == 200
    assert "bearer" in old.json()["@context"]


def test_the_list_tells_of_the_running_release_first(client, snapshots):
    _, earlier, current = snapshots
    items = client.get("/releases.json").json()["items"]
    assert [(item["release"], item["running"]) for item in items] == [(current, True), (earlier, False)]
    page = client.get("/releases.html").text
    assert f"/releases/{earlier}/hjemmel.nq" in page


def test_each_release_has_its_own_record(client, snapshots):
    _, earlier, current = snapshots
    old, new = (client.get(f"/releases/{release}.json").json() for release in (earlier, current))
    assert (old["release"], new["release"]) == (earlier, current)
    assert new["triples"] == old["triples"] + 1
    assert earlier in client.get(f"/releases/{earlier}.html").text


@pytest.mark.parametrize("rest", ["", ".json", "/hjemmel.nq", "/hjemmel.ttl", "/hjemmel.jsonld"])
def test_latest_leads_to_the_running_release_for_now(client, snapshots, rest):
    answer = client.get(f"/releases/latest{rest}")
    assert (answer.status_code, answer.headers["location"]) == (307, f"/releases/{snapshots[2]}{rest}")
    assert answer.headers["cache-control"] == "no-cache"
    assert client.get(answer.headers["location"]).status_code == 200


@pytest.mark.parametrize(
    "name", ["0123456789abcdef", "00000000deadbeef", "notes", "..", "%2e%2e", "current", "x" * 300]
)
def test_what_is_no_whole_release_is_not_found(client, name):
    for path in (f"/releases/{name}/hjemmel.nq", f"/context/{name}/hjemmel.jsonld"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"


def test_without_a_folder_there_is_only_the_running_release(small_app):
    with TestClient(create_app(load_settings({}), release=small_app.running.release)) as alone:
        assert len(alone.get("/releases.json").json()["items"]) == 1
