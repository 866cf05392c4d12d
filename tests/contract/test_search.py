"""Search over HTTP: forms, facets, pages, citations, and markup that comes out as text."""

import asyncio
import re

import pytest

from hjemmel.web.addresses import to_href
from hjemmel.web.operations.search import KINDS, keep_ready
from hjemmel.web.searching import find_search

HTML = {"Accept": "text/html"}
JSON = {"Accept": "application/json"}


def test_a_search_answers_with_hits_and_their_kinds(real_client):
    body = real_client.get("/search?q=avvergeplikt", headers=JSON).json()
    assert "strl-196-avverge" in [each["slug"] for each in body["items"][:3]]
    assert body["total"] == sum(each["total"] for each in body["kinds"])
    assert body["size"] == 20


def test_marks_are_places_in_the_texts(real_client):
    (item, *_) = real_client.get("/search?q=taushetsplikt helsepersonell", headers=JSON).json()["items"]
    marked = [item["label"][start:end] for start, end in item["labelMarks"]]
    assert marked == ["Helsepersonellets", "taushetsplikt"]


def test_a_kind_narrows_and_pages_follow(real_client):
    body = real_client.get("/search?q=barn&kind=actors&size=2", headers=JSON).json()
    assert {each["kind"] for each in body["items"]} == {"actors"}
    following = real_client.get(body["next"], headers=JSON).json()
    assert following["page"] == 2
    assert not {each["id"] for each in following["items"]} & {each["id"] for each in body["items"]}


def test_a_correction_is_told_in_every_form(real_client):
    body = real_client.get("/search?q=statsfovalteren", headers=JSON).json()
    assert body["corrections"] == [{"typed": "statsfovalteren", "taken": "statsforvalteren"}]
    assert "Søkte etter «statsforvalteren»" in real_client.get("/search?q=statsfovalteren", headers=HTML).text


def test_a_citation_leads_a_person_straight_to_the_provision(real_client):
    answer = real_client.get("/search?q=hol 3-3a&lang=nn", headers=HTML)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/lov/2011-06-24-30/paragraf/3-3a?lang=nn"


def test_a_citation_stands_first_for_a_program(real_client):
    body = real_client.get("/search?q=hol 3-3a", headers=JSON).json()
    assert body["citation"].endswith("lov/2011-06-24-30/paragraf/3-3a")
    assert body["items"][0]["id"] == body["citation"]


def test_the_name_of_an_act_lists_what_is_found_with_the_act_first(real_client):
    answer = real_client.get("/search?q=pbrl", headers=HTML)
    assert answer.status_code == 200
    first = re.search(r"<h2><a href=\"([^\"]+)\"", answer.text)
    assert first is not None
    assert first[1] == "/lov/1999-07-02-63"


@pytest.mark.parametrize("address", ["/search?q=%s", "/search?q=vold&kind=actors&q2=%s", "/search?q=barn %s vold"])
def test_markup_in_a_query_comes_out_as_text(real_client, address):
    attack = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    text = real_client.get(address % attack, headers=HTML).text
    assert "<script>" not in text
    assert "<img" not in text


def test_the_page_without_a_query_is_a_form(real_client):
    answer = real_client.get("/search", headers=HTML)
    assert answer.status_code == 200
    assert 'type="search"' in answer.text
    assert real_client.get("/search", headers=JSON).json()["items"] == []


def test_a_search_that_finds_nothing_says_so(real_client):
    assert "Ingen treff" in real_client.get("/search?q=qqqqqqqqq", headers=HTML).text


def test_the_page_offers_the_kinds_and_the_way_back(real_client):
    whole = real_client.get("/search?q=krisesenter", headers=HTML).text
    assert "kind=duties" in whole
    assert "<mark>" in whole
    chosen = real_client.get("/search?q=krisesenter&kind=duties&size=1", headers=HTML).text
    assert 'href="/search?q=krisesenter&amp;size=1">Alle' in chosen
    assert 'rel="next"' in chosen


def test_what_does_not_hold_on_the_day_says_so(real_client):
    text = real_client.get("/search?q=krisesenter oppfølging individuell plan&on=2015-01-01", headers=HTML).text
    assert "gjelder ikke denne dagen" in text


def test_suggestions_begin_with_what_was_typed(real_client):
    items = real_client.get("/suggest?q=krises").json()["items"]
    assert 0 < len(items) <= 8
    assert items[0]["id"].endswith("actors/krisesentertilbudet")
    assert real_client.get("/suggest").json()["items"] == []


def test_an_unknown_kind_is_refused(real_client):
    assert real_client.get("/search?q=vold&kind=dutis", headers=JSON).status_code == 400


def test_the_small_knowledge_base_can_be_searched_too(client):
    assert client.get("/search?q=kommunen", headers=JSON).json()["total"] > 0


def test_the_search_is_made_once_for_a_release_beside_the_event_loop(small_app):
    async def run():
        task = asyncio.create_task(keep_ready(lambda: small_app.running.release, seconds=0.001))
        await asyncio.sleep(0.1)
        task.cancel()

    asyncio.run(run())
    release = small_app.running.release
    assert find_search(release) is find_search(release)


def test_every_kind_of_page_that_is_found_exists(real_app, real_client):
    documents = find_search(real_app.running.release).index._documents
    samples = {document.kind: document for document in documents}
    addresses = {kind: to_href("", document.id) for kind, document in samples.items()}
    statuses = {kind: real_client.get(address, headers=HTML).status_code for kind, address in addresses.items()}
    assert statuses == dict.fromkeys(KINDS, 200)
