"""What has changed, as JSON and as the page that an adviser with a plan of some age reads."""

import re

import pytest

JSON = {"Accept": "application/json"}


def ask(client, address):
    answer = client.get(address, headers=JSON)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_changes_are_listed_newest_first_for_whom_asks(client):
    found = ask(client, "/changes?since=2101-01-01&actor=kommunen")
    days = [item["day"] for item in found["items"] if item["day"]]
    assert days == sorted(days, reverse=True)
    assert min(days) >= "2101-01-01"
    assert {item["kind"] for item in found["items"]} <= {"began", "ended", "replaced", "reworded", "adopted"}
    assert found["total"] == len(found["items"]) > 0


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("act=lov/2099-01-01-1", lambda item: item["act"].endswith("/lov/2099-01-01-1")),
        ("plan_area=plan-samarbeid", lambda item: any(area.endswith("plan-samarbeid") for area in item["planArea"])),
    ],
)
def test_a_filter_leaves_only_what_it_names(client, query, holds):
    found, every = ask(client, f"/changes?{query}"), ask(client, "/changes")
    assert 0 < found["total"] < every["total"]
    assert all(holds(item) for item in found["items"])


def test_an_actor_sees_what_reaches_it_and_the_exceptions_to_that(client):
    norms = {item["id"] for item in ask(client, "/actors/helsepersonell/duties?on=any")["items"]}
    found = ask(client, "/changes?actor=helsepersonell")
    others = {item["norm"] for item in found["items"]} - norms
    assert {ask(client, f"/duties/{iri.rpartition('/')[2]}")["type"] for iri in others} == {"Exception"}
    assert 0 < found["total"] < ask(client, "/changes")["total"]


def test_a_field_that_a_form_sends_empty_is_as_if_left_out(client):
    empty = ask(client, "/changes?since=&until=&actor=&act=&plan_area=")
    assert empty["items"] == ask(client, "/changes")["items"]


@pytest.mark.parametrize("query", ["since=2101-13-01", "actor=nisse", "act=lov/1", "plan_area=x"])
def test_a_filter_that_names_nothing_is_refused(client, query):
    assert client.get(f"/changes?{query}", headers=JSON).status_code == 400
    assert client.get(f"/changes.atom?{query}").status_code == 400


def test_the_page_speaks_to_who_has_a_plan(client):
    page = client.get("/changes.html?since=2101-01-01&actor=kommunen").text
    assert "Siden planen deres ble vedtatt 1. januar 2101, er dette endret" in page
    assert "changes.atom?since=2101-01-01&amp;actor=kommunen" in page
    assert (
        "Sidan planen dykkar vart vedteken 1. januar 2101" in client.get("/changes.html?since=2101-01-01&lang=nn").text
    )
    assert "Ingenting er endret" in client.get("/changes.html?since=2999-01-01&until=2999-02-01").text


def test_the_form_shows_what_was_chosen_and_offers_what_there_is(client):
    page = client.get("/changes.html?since=2101-01-01&actor=kommunen&plan_area=plan-samarbeid").text
    assert re.search(r'<option value="kommunen" selected>', page)
    assert re.search(r'<option value="plan-samarbeid" selected>', page)
    assert '<input type="date" id="since" name="since" value="2101-01-01">' in page
    assert page.count(" selected>") == 2
    assert '<option value="lov/2099-01-01-1">' in page


def test_what_is_to_come_stands_first_the_nearest_of_it_first(client):
    page = client.get("/changes.html?on=2103-06-01").text
    coming, past = page.index('id="coming"'), page.index('id="past"')
    days = re.findall(r'<time datetime="(\S+)"', page)
    split = sum(1 for match in re.finditer("<time", page) if match.start() < past)
    assert coming < past
    assert days[:split] == sorted(days[:split])
    assert days[0] > "2103-06-01" >= days[split]
    assert days[split:] == sorted(days[split:], reverse=True)
    assert page.index("Vedtatt, dato ikke fastsatt") < past


def test_a_change_is_told_as_coming_or_as_done_and_with_what_took_its_place(client):
    before = client.get("/changes.html?since=2101-01-01&on=2101-01-01").text
    after = client.get("/changes.html?since=2101-01-01&on=2102-01-01").text
    assert "blir avløst" in before
    assert ">avløst<" in after
    assert "I stedet:" in after


def test_the_page_is_the_same_when_its_form_is_sent(client):
    sent = "/changes.html?since=2101-01-01&actor=kommunen&act=&plan_area="
    assert client.get(sent).status_code == 200
    assert "Siden planen deres" in client.get(sent).text
