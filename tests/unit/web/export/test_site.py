"""The exported site: every link leads somewhere, the same release gives the same bytes."""

import gzip
import json
import re
from datetime import date
from html import unescape
from posixpath import dirname, join, normpath
from urllib.parse import unquote

import pytest

from hjemmel.cli import run

from .conftest import read_all

TAG = re.compile(r"<(\w+)([^>]*)>")
LINK = re.compile(r'\b(href|src|action)="([^"]*)"')
LEDGER = ".hjemmel-site.json.gz"


@pytest.fixture(scope="module")
def export(tmp_path_factory, small_root, root):
    place = tmp_path_factory.mktemp("site")
    source = place / "root"
    source.mkdir()
    (source / "kb").symlink_to(small_root / "kb")
    (source / "ontology").symlink_to(root / "ontology")

    def write(name, *more):
        out = place / name
        flags = ["--root", str(source), "--snapshots", str(place / "snapshots"), "--on", "2104-06-01"]
        assert run(["site", str(out), *flags, *more]) == 0
        return out

    return write


@pytest.fixture(scope="module")
def site(export):
    return export("first")


def list_links(text):
    """Tag, attribute and address of every link of a page."""
    for tag, attributes in TAG.findall(text):
        for name, address in LINK.findall(attributes):
            yield tag, name, unescape(address)


def test_every_link_and_every_fragment_leads_somewhere(site):
    files = read_all(site)
    pages = {name: body.decode() for name, body in files.items() if name.endswith(".html")}
    anchors = {name: set(re.findall(r'\bid="([^"]+)"', text)) for name, text in pages.items()}
    broken = []
    for name, text in pages.items():
        for _, _, link in list_links(text):
            path, _, anchor = link.partition("#")
            path = unquote(path.partition("?")[0])
            if re.match(r"[a-z]+:", path):
                continue
            target = path[1:] if path.startswith("/") else normpath(join(dirname(name), path)) if path else name
            if target not in files or (anchor and target in pages and anchor not in anchors[target]):
                broken.append((name, link))
    assert broken == []


def test_nothing_is_loaded_from_other_hosts(site):
    loaded = {
        link
        for path in site.rglob("*.html")
        for tag, _, link in list_links(path.read_text(encoding="utf-8"))
        if tag != "a" and re.match(r"[a-z]+:", link)
    }
    assert loaded == set()


def test_two_exports_are_byte_identical(export, site):
    assert read_all(export("second")) == read_all(site)


def test_nothing_is_written_again_when_nothing_changed(export, site, capfd):
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*.html")}
    capfd.readouterr()
    assert export("first") == site
    assert " 0 made, 0 changed, 0 removed" in capfd.readouterr().err
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*.html")} == before


def test_what_an_export_no_longer_writes_is_taken_away_and_nothing_else(export, site):
    told = json.loads(gzip.decompress((site / LEDGER).read_bytes()))
    (site / "past").mkdir()
    (site / "past/old.html").write_text("old")
    (site / "mine.txt").write_text("mine")
    told["files"]["past/old.html"] = None
    (site / LEDGER).write_bytes(gzip.compress(json.dumps(told).encode()))
    export("first")
    assert not (site / "past").exists()
    assert (site / "mine.txt").exists()
    (site / "mine.txt").unlink()


def test_pages_stand_in_every_language_and_things_in_every_form(site):
    for name in ("actors/lege.html", "nn/actors/lege.html", "en/actors/lege.html"):
        assert (site / name).is_file()
    for ending in ("json", "jsonld", "ttl", "nt", "rdf"):
        assert (site / f"actors/lege.{ending}").stat().st_size > 100
    assert (site / "actors/lege/duties.json").is_file()
    names = {path.name for path in site.iterdir()}
    assert {"sitemap.xml", "robots.txt", "404.html", "openapi.json", "changes.atom", "release.css"} <= names
    assert (site / "questions/norms-by-force.csv").stat().st_size > 50
    assert "duties/" in (site / "a-z.html").read_text(encoding="utf-8")


def test_what_only_the_live_service_can_do_says_so(site):
    assert "levende tjenesten" in (site / "live-only.html").read_text(encoding="utf-8")
    page = (site / "actors/lege.html").read_text(encoding="utf-8")
    assert 'class="filter"' not in page
    assert "levende tjenesten" in page


def test_a_folder_with_other_peoples_files_is_refused(tmp_path, capsys):
    (tmp_path / "mine.txt").write_text("mine")
    assert run(["site", str(tmp_path)]) == 2
    assert "no export wrote" in capsys.readouterr().err


def test_the_day_is_the_pages_legal_day(site):
    assert date(2104, 6, 1).isoformat() in (site / "actors/lege/duties.json").read_text(encoding="utf-8")[:200]


def test_a_page_names_its_own_edition_and_leaves_the_release_to_paper(site):
    release = json.loads((site / "releases.json").read_bytes())["release"]
    page = (site / "actors/lege.html").read_text(encoding="utf-8")
    assert release not in page
    assert '<link rel="stylesheet" href="../release.css" media="print">' in page
    assert release in (site / "release.css").read_text(encoding="utf-8")
    telling = [path for path in site.rglob("*.html") if release in path.read_text(encoding="utf-8")]
    assert {path.stem for path in telling} <= {"index", "releases", "docs"}


def test_records_lead_to_the_files_of_other_records(site):
    home = json.loads((site / "index.json").read_bytes())
    assert home["things"]["actors"]["href"] == "/actors.json"
    assert json.loads((site / "actors/lege.json").read_bytes())["duties"] == "/actors/lege/duties.json"
    assert any("?on=" in example["href"] for example in home["examples"]), "other days are the live service's"


def test_with_an_address_what_others_follow_is_written_whole(export):
    out = export("addressed", "--address", "https://example.org/law")
    page = (out / "nn/actors/lege.html").read_text(encoding="utf-8")
    alternate = re.findall(r'<link rel="alternate"[^>]*href="([^"]*)"', page)
    assert "https://example.org/law/actors/lege.ttl" in alternate
    assert "https://example.org/law/actors/lege.html" in alternate
    assert '<a class="site" href="../../nn/index.html">' in page
    assert "https://example.org/law/nn/actors/lege.html" in (out / "sitemap.xml").read_text(encoding="utf-8")
    assert "https://example.org/law/changes.html" in (out / "changes.atom").read_text(encoding="utf-8")
    assert 'href="/law/actors.html"' in (out / "404.html").read_text(encoding="utf-8")
    assert json.loads((out / "index.json").read_bytes())["things"]["acts"]["href"].startswith(
        "https://example.org/law/"
    )


def test_an_address_that_is_none_is_refused(tmp_path, capsys):
    assert run(["site", str(tmp_path / "out"), "--address", "example.org"]) == 2
    assert "https://example.org/hjemmel/" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
