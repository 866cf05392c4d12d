"""The feed of changes is Atom as RFC 4287 has it, and what it says of an entry never moves."""

from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from lxml import etree

from hjemmel.app import create_app
from hjemmel.law.changes import Change
from hjemmel.settings import load_settings
from hjemmel.web.pages.feed import find_moment

ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"
SCHEMA = Path(__file__).parents[1] / "data" / "atom.rng"


@pytest.fixture(scope="module")
def schema():
    return etree.RelaxNG(etree.parse(SCHEMA))


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    return etree.fromstring(answer.content)


@pytest.mark.parametrize(
    "query",
    ["", "?actor=kommunen", "?lang=nn", "?since=2022-01-01&until=2022-12-31&lang=en", "?until=1900-01-01", "?actor="],
)
def test_the_feed_is_valid_whatever_is_asked_for(real_client, schema, query):
    feed = read(real_client, f"/changes.atom{query}")
    assert schema.validate(feed), schema.error_log


@pytest.mark.parametrize(
    "spoil",
    [
        lambda feed: feed.remove(feed.find(f"{ATOM}id")),
        lambda feed: feed.find(f"{ATOM}entry").remove(feed.find(f"{ATOM}entry/{ATOM}updated")),
        lambda feed: feed.find(f"{ATOM}updated").__setattr__("text", "2026-01-01"),
        lambda feed: feed.find(f"{ATOM}entry").append(etree.Element(f"{ATOM}title")),
        lambda feed: feed.find(f"{ATOM}entry/{ATOM}link").attrib.pop("href"),
        lambda feed: feed.find(f"{ATOM}entry/{ATOM}id").__setattr__("text", "no uri"),
    ],
)
def test_the_check_itself_sees_what_is_wrong(client, schema, spoil):
    feed = read(client, "/changes.atom")
    assert schema.validate(feed)
    spoil(feed)
    assert not schema.validate(feed)


def test_what_no_grammar_can_say_of_a_feed_holds_too(real_client):
    feed = read(real_client, "/changes.atom?actor=kommunen&lang=nn")
    entries = feed.findall(f"{ATOM}entry")
    ids = [feed.findtext(f"{ATOM}id"), *(entry.findtext(f"{ATOM}id") for entry in entries)]
    assert len(ids) == len(set(ids)) > 50
    assert feed.find(f"{ATOM}author") is not None
    assert feed.get(f"{XML}lang") == "nn"
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert set(links) == {"self", "alternate"}
    assert dict(parse_qsl(urlsplit(links["self"]).query)) == {"actor": "kommunen", "lang": "nn"}
    assert urlsplit(links["alternate"]).path.endswith("/changes")
    for entry in entries:
        assert entry.find(f"{ATOM}link[@rel='alternate']").get("href").startswith("https://w3id.org/hjemmel/")
        assert entry.findtext(f"{ATOM}summary")
    moments = [entry.findtext(f"{ATOM}updated") for entry in entries]
    assert feed.findtext(f"{ATOM}updated") == max(moments)


def test_the_links_lead_to_where_the_service_is_when_that_is_said(real_app):
    from starlette.testclient import TestClient  # noqa: PLC0415 -- wanted here only

    settings = load_settings({"HJEMMEL_PUBLIC_ADDRESS": "https://lov.example/api"})
    app = create_app(settings, release=real_app.running.release)
    feed = read(TestClient(app), "/changes.atom?actor=kommunen")
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == "https://lov.example/api/changes.atom?actor=kommunen"


def test_an_entry_keeps_its_id_and_its_moment_from_day_to_day(real_app):
    from starlette.testclient import TestClient  # noqa: PLC0415 -- as above

    def told(day):
        app = create_app(load_settings({}), release=real_app.running.release, clock=lambda: day)
        feed = read(TestClient(app), "/changes.atom")
        return {entry.findtext(f"{ATOM}id"): entry.findtext(f"{ATOM}updated") for entry in feed.findall(f"{ATOM}entry")}

    first, next_day = told(date(2026, 6, 1)), told(date(2026, 6, 2))
    assert first == next_day
    assert set(told(date(2027, 1, 1))) == set(first)


def test_what_is_to_come_is_of_the_day_of_its_act_and_moves_to_its_own_day_once():
    change = Change(
        id="x", day=date(2027, 1, 1), kind="began", norm="n", changed_by=("https://w3id.org/hjemmel/lov/2026-03-04-5",)
    )
    assert find_moment(change, date(2026, 5, 1)) == find_moment(change, date(2026, 12, 31)) == date(2026, 3, 4)
    assert find_moment(change, date(2027, 1, 2)) == date(2027, 1, 1)
    undated = Change(id="x", day=None, kind="adopted", norm="n")
    assert find_moment(undated, date(2026, 5, 1)) == find_moment(undated, date(2026, 5, 2)) == date(2026, 1, 1)
