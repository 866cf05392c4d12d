"""The real knowledge base with the four documents of the corpus's sample: what the service says of the law itself.

Few documents, so that it is quick; the whole corpus is held against its gold in test_lovdata_corpus.py.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from hjemmel.app import create_app
from hjemmel.graph.files import load_sources
from hjemmel.graph.law_data import open_law_data
from hjemmel.graph.snapshot import build_snapshot, open_memory, open_whole
from hjemmel.law.catalogue import load_catalogue
from hjemmel.law.flags import list_flags, write_flags
from hjemmel.law.lovdata.imported import open_law
from hjemmel.law.lovdata.importing import import_law
from hjemmel.law.questions import run_question
from hjemmel.settings import load_settings
from hjemmel.web.release import open_release

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT.parent / "shared" / "corpus" / "sample"
BASE = "https://w3id.org/hjemmel/"
JSON = {"Accept": "application/json"}
SHELTERS = "/lov/2009-06-19-44"
HEALTH = "/lov/2011-06-24-30"
OLD = (
    "Kommunen skal sørgje for at kvinner, menn og barn som er utsette for vald eller truslar om vald i nære "
    "relasjonar, får ei heilskapleg oppfølging gjennom samordning av tiltak mellom krisesentertilbodet og andre delar "
    "av tenesteapparatet."
)

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not SAMPLE.is_dir(), reason="the law corpus isn't beside the project (../shared/corpus/sample)"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("sample")
    archive = place / "lover-2025-11-08"
    archive.mkdir()
    for file in SAMPLE.glob("*.xml"):
        (archive / file.name).write_bytes(file.read_bytes())
    report = import_law([archive], place / "law")
    assert (report.documents, report.failed) == (4, ())
    return place / "law"


@pytest.fixture(scope="module")
def snapshot(folder, tmp_path_factory):
    sources = load_sources(ROOT / "kb", ROOT / "ontology")
    with open_law(folder) as law:
        flags = write_flags(list_flags(load_catalogue(open_memory(sources)), law))
    out = tmp_path_factory.mktemp("with-sample")
    build_snapshot(sources, out, law=open_law_data(folder, flags))
    return out


@pytest.fixture(scope="module")
def asked(snapshot):
    app = create_app(load_settings({}), release=open_release(snapshot), clock=lambda: date(2025, 11, 20))
    with TestClient(app, follow_redirects=False) as client:
        yield client


def ask(client, address, **words):
    answer = client.get(address, params=words, headers=JSON)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_provision_has_its_words_with_citations_that_lead_on(asked):
    text = ask(asked, f"{SHELTERS}/paragraf/4")["text"]
    assert [block["path"] for block in text["blocks"]] == ["ledd/1", "ledd/2", "ledd/3", "ledd/4"]
    cited = [citation["id"] for block in text["blocks"] for citation in block["citations"]]
    assert f"{BASE}lov/2011-06-24-30/paragraf/7-2a" in cited
    assert (text["lang"], text["readOn"], text["staleness"]) == ("nn", "2025-11-08", "current")


@pytest.mark.parametrize(
    ("day", "staleness"),
    [("2025-11-20", "pending"), ("2025-12-31", "pending"), ("2026-01-01", "due"), ("2026-01-02", "due")],
)
def test_an_answer_says_that_its_text_is_older_than_a_change(asked, day, staleness):
    text = ask(asked, f"{SHELTERS}/paragraf/2", on=day)["text"]
    assert (text["staleness"], text["changesOn"]) == (staleness, "2026-01-01")
    assert ("eldre enn en endring" in text["notice"]) == (staleness == "due")


def test_what_was_adopted_is_read_before_it_holds(asked):
    assert ask(asked, f"{SHELTERS}/paragraf/5a")["text"]["value"] is None
    text = ask(asked, f"{SHELTERS}/paragraf/5a", on="2026-01-02")["text"]
    assert text["holds"]
    assert "personopplysningar" in text["value"]


def test_the_two_quotes_of_the_design_come_out_as_it_says(asked, snapshot):
    first, second = ask(asked, "/quotes/quote-krsl-4-2009"), ask(asked, "/quotes/quote-hol-33a")
    assert (first["drift"], first["driftSince"]) == ("reworded", "2022-08-01")
    assert second["drift"] == "current"
    rows = {row["thing"].value: row for row in run_question(open_whole(snapshot).store, "drift", {})}
    assert rows[f"{BASE}quotes/quote-krsl-4-2009"]["drift"].value == "reworded"
    assert rows[f"{BASE}quotes/quote-hol-33a"]["drift"].value == "current"


def test_a_passage_is_held_against_the_words_of_the_law(asked):
    section = "lov/2009-06-19-44/paragraf/4"
    now = ask(
        asked, "/quotes/verify", text="Kommunen skal samordne tenestetilbodet etter første ledd.", provision=section
    )
    assert (now["status"], now["validFrom"]) == ("current", "2022-08-01")
    changed = ask(
        asked, "/quotes/verify", text="Kommunen kan samordne tenestetilbodet etter første ledd.", provision=section
    )
    assert changed["status"] == "altered"
    assert changed["differences"] == [{"quoted": "kan", "wording": "skal"}]
    # The sample lacks the act as it was promulgated: only the graph's own quote has those words.
    assert ask(asked, "/quotes/verify", text=OLD)["status"] == "past"


def test_citations_know_which_sections_there_are(asked):
    text = "krisesenterlova § 4, krisesenterlova § 8 og krisesenterlova § 44"
    found = ask(asked, "/citations", text=text, on="2025-11-20")["citations"]
    assert [one["status"] for one in found] == ["exact", "repealed", "unknown-provision"]


def test_the_regulation_under_an_act_is_there_with_its_basis(asked):
    regulation = ask(asked, "/forskrift/2017-03-07-282")
    assert regulation["label"]
    assert asked.get("/forskrift/2017-03-07-282.ttl").text.count("based_on") >= 1


def test_the_page_shows_wordings_side_by_side_and_how_old_the_text_is(asked):
    page = asked.get(f"{SHELTERS}/paragraf/2.html?on=2026-01-02").text
    assert "Ordlydene side ved side" in page
    assert "<ins>" in page
    assert "eldre enn en endring som trådte i kraft 1. januar 2026" in page
    assert asked.get(f"{HEALTH}/paragraf/3-3a.html").status_code == 200
