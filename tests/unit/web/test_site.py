"""The exported site: every link leads somewhere, the same release gives the same bytes."""

import json
import re
from datetime import date
from posixpath import dirname, join, normpath
from urllib.parse import unquote

import pytest

from hjemmel.cli import run

LINK = re.compile(r'\b(?:href|src|action)="([^"]*)"')


@pytest.fixture(scope="module")
def export(tmp_path_factory, small_root, root):
    place = tmp_path_factory.mktemp("site")
    source = place / "root"
    source.mkdir()
    (source / "kb").symlink_to(small_root / "kb")
    (source / "ontology").symlink_to(root / "ontology")

    def write(name):
        out = place / name
        flags = ["--root", str(source), "--snapshots", str(place / "snapshots"), "--on", "2104-06-01"]
        assert run(["site", str(out), *flags]) == 0
        return out

    return write


@pytest.fixture(scope="module")
def site(export):
    return export("first")


def read_all(out):
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_every_link_and_every_fragment_leads_somewhere(site):
    files = read_all(site)
    pages = {name: body.decode() for name, body in files.items() if name.endswith(".html") and name != "404.html"}
    anchors = {name: set(re.findall(r'\bid="([^"]+)"', text)) for name, text in pages.items()}
    broken = []
    for name, text in pages.items():
        for link in LINK.findall(text):
            path, _, anchor = link.replace("&amp;", "&").partition("#")
            path = path.partition("?")[0]
            if re.match(r"[a-z]+:", path):
                continue
            target = normpath(join(dirname(name), unquote(path))) if path else name
            if target not in files or (anchor and target in pages and anchor not in anchors[target]):
                broken.append((name, link))
    assert broken == []


def test_two_exports_are_byte_identical(export, site):
    assert read_all(export("second")) == read_all(site)


def test_nothing_is_written_again_when_nothing_changed(export, site, capfd):
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*.html")}
    assert export("first") == site
    assert " 0 changed, 0 removed" in capfd.readouterr().err
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*.html")} == before


def test_what_an_export_no_longer_writes_is_taken_away_and_nothing_else(export, site):
    names = json.loads((site / ".hjemmel-site.json").read_text())
    (site / "old.html").write_text("old")
    (site / "mine.txt").write_text("mine")
    (site / ".hjemmel-site.json").write_text(json.dumps([*names, "old.html"]))
    export("first")
    assert not (site / "old.html").exists()
    assert (site / "mine.txt").exists()
    (site / "mine.txt").unlink()


def test_pages_stand_in_every_language_and_things_in_every_form(site):
    for name in ("actors/lege.html", "nn/actors/lege.html", "en/actors/lege.html"):
        assert (site / name).is_file()
    for ending in ("json", "jsonld", "ttl", "nt", "rdf"):
        assert (site / f"actors/lege.{ending}").stat().st_size > 100
    assert (site / "actors/lege/duties.json").is_file()
    assert {"sitemap.xml", "robots.txt", "404.html", "openapi.json"} <= {path.name for path in site.iterdir()}


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
