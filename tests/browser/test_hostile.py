"""Markup, scripts, scripted addresses, marks that turn the text, endless words: in every text, and nothing runs."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from starlette.testclient import TestClient

spec = importlib.util.spec_from_file_location("hostile", Path(__file__).parent / "hostile.py")
hostile = importlib.util.module_from_spec(spec)
spec.loader.exec_module(hostile)

RAN = "window.hits = 0; window.hit = () => { window.hits += 1; };"
FOREIGN = """() => {
    const made = document.querySelectorAll('img, iframe, object, embed, body script:not([type$=json]), svg[onload]');
    const runs = /^\\s*(javascript|data|vbscript):/i;
    const ran = [...document.querySelectorAll('[href], [action], [src]')].filter((each) =>
        ['href', 'action', 'src'].some((name) => runs.test(each.getAttribute(name) || '')));
    return {made: made.length, ran: ran.length, hits: window.hits, wide: document.documentElement.scrollWidth};
}"""


@pytest.fixture(scope="module")
def release(small_root, root, tmp_path_factory):
    folder = hostile.write_hostile_kb(small_root, tmp_path_factory.mktemp("hostile"))
    return hostile.open_hostile_release(folder, root / "ontology")


@pytest.fixture(scope="module")
def address(release, serve_app):
    with serve_app(hostile.create_hostile_app(release)) as address:
        yield address


@pytest.fixture
def attacked(chromium):
    """A page on which a script that runs is seen, also where the policy doesn't stop it."""
    context = chromium.new_context(viewport={"width": 320, "height": 900}, bypass_csp=True)
    context.add_init_script(RAN)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def client(release):
    # An app of its own: one app lives in one loop.
    with TestClient(hostile.create_hostile_app(release), follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="module")
def paths(release):
    return hostile.list_paths(release.catalogue)


def test_every_text_is_an_attack(release):
    labels = [thing.labels for thing in release.catalogue.norms.values()]
    assert labels
    assert all("onerror=hit()" in text for texts in labels for text in texts.values())


def test_nothing_of_it_runs_in_a_browser(attacked, address, paths):
    faults, shown = [], 0
    attacked.on("dialog", lambda dialog: faults.append(("dialog", dialog.message)))
    attacked.on("request", lambda request: request.url.startswith(address) or faults.append(("asked", request.url)))
    for path in paths:
        attacked.goto(address + path)
        shown += "onerror=hit()" in attacked.inner_text("body")
        found = attacked.evaluate(FOREIGN)
        if found != {"made": 0, "ran": 0, "hits": 0, "wide": 320}:
            faults.append((path, found))
    assert faults == []
    assert shown > len(paths) / 2


def test_data_blocks_end_only_where_they_end(client, paths):
    seen = 0
    for path in paths:
        page = client.get(path, headers={"accept": "text/html"}).text
        blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
        for block in blocks:
            assert "<" not in block
            seen += "onerror=hit()" in json.dumps(json.loads(block), ensure_ascii=False)
        ours = 1 + page.count("exit.") + page.count("/open.js") + page.count('id="editor-data"')
        assert page.count("<script") == page.count("</script>") == len(blocks) + ours
    assert seen > 10


def test_the_feed_is_xml_and_its_texts_are_texts(client):
    feed = client.get("/changes.atom")
    tree = ET.fromstring(feed.content)
    titles = [each.text for each in tree.iter("{http://www.w3.org/2005/Atom}title")]
    assert sum("<img src=x onerror=hit()>" in title for title in titles) > 3
    assert {each.tag.partition("}")[0] for each in tree.iter()} == {"{http://www.w3.org/2005/Atom"}


def test_tables_hold_the_texts_in_their_cells(client):
    query = "SELECT ?l { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?l FILTER(CONTAINS(?l, 'onerror')) }"
    answer = client.get("/sparql", params={"query": query}, headers={"accept": "text/csv"})
    rows = list(csv.reader(io.StringIO(answer.text, newline="")))
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert len(rows) > 20
    assert {len(row) for row in rows} == {1}


def test_an_address_made_by_a_query_is_not_linked_when_it_would_run(client):
    query = "SELECT (<javascript:hit()> AS ?x) (<data:text/html,x> AS ?y) {}"
    page = client.get("/sparql", params={"query": query, "format": "html"}, headers={"accept": "text/html"}).text
    assert "javascript:hit()" in page
    assert not re.search(r'href="\s*(javascript|data):', page)


def test_a_text_that_is_sent_comes_back_as_text(client):
    sent = f"Etter omsorgslova § 2 {hostile.ATTACK}"
    for path in ("/citations", "/quotes/verify"):
        page = client.post(path, data={"text": sent}, headers={"accept": "text/html"}).text
        assert "<img" not in page
        assert "<script>hit" not in page
        assert "&lt;img src=x onerror=hit()&gt;" in page


def test_suggestions_are_texts(attacked, address):
    attacked.goto(f"{address}/search")
    attacked.locator("#q").press_sequentially("kommun")
    attacked.wait_for_selector("[role=option]")
    assert "onerror=hit()" in attacked.inner_text("[role=listbox]")
    assert attacked.locator("[role=listbox] img").count() == 0
    assert attacked.evaluate("window.hits") == 0
