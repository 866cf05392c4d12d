"""Who reads pages gets a problem as a page: in the reader's language, with a way back and search; programs get JSON."""

import asyncio
import re
from datetime import date

import orjson
import pytest

from hjemmel.web.telling import Telling

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
FAULTS = [
    ("GET", "/duties/omsl-44", 404),
    ("GET", "/nowhere/at/all", 404),
    ("GET", "/duties?actor=ingen", 400),
    ("GET", "/duties?on=tomorrow", 400),
    ("GET", "/duties/" + "a" * 5_000, 414),
    ("POST", "/duties", 405),
    ("POST", "/citations", 415),
]
TITLES = {"nb": "Siden finnes ikke", "nn": "Sida finst ikkje", "en": "No such thing"}


def name(fault):
    return f"{fault[0]} {fault[1][:30]} {fault[2]}"


@pytest.mark.parametrize("fault", FAULTS, ids=name)
def test_a_browser_gets_a_page_with_a_way_back_and_search(client, fault):
    method, path, status = fault
    headers = {"accept": BROWSER, "content-type": "image/png"}
    answer = client.request(method, path, headers=headers, content=b"x" if method == "POST" else None)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    main = answer.text.partition("<main")[2].partition("</main>")[0]
    assert "<h1>" in main
    assert '<a href="/">' in main
    assert 'action="/search"' in main


@pytest.mark.parametrize("fault", FAULTS, ids=name)
@pytest.mark.parametrize("accept", ["*/*", "application/json", "application/problem+json, text/html", "text/turtle"])
def test_a_program_gets_the_problem_itself(client, fault, accept):
    method, path, status = fault
    headers = {"accept": accept, "content-type": "image/png"}
    answer = client.request(method, path, headers=headers, content=b"x" if method == "POST" else None)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == answer.status_code
    assert answer.status_code == status or accept == "text/turtle"


def test_nothing_that_suits_is_told_as_a_page_only_to_who_reads_pages(client):
    dump = f"/releases/{client.get('/releases', headers={'accept': 'application/json'}).json()['release']}/hjemmel.nq"
    assert client.get(dump, headers={"accept": BROWSER}).status_code == 200
    refused = client.get("/shapes", headers={"accept": "text/html"})
    assert refused.status_code == 406
    assert refused.headers["content-type"].startswith("text/html")
    assert client.get("/duties", headers={"accept": "image/png"}).headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
def test_the_page_speaks_the_readers_language(client, lang):
    answer = client.get("/duties/omsl-44", headers={"accept": BROWSER, "accept-language": lang})
    assert answer.headers["content-language"] == lang
    assert f'<html lang="{lang}">' in answer.text
    assert f"<h1>{TITLES[lang]}</h1>" in answer.text
    chosen = client.get(f"/duties/omsl-44?lang={lang}", headers={"accept": BROWSER, "accept-language": "de"})
    assert f"<h1>{TITLES[lang]}</h1>" in chosen.text


def test_what_was_meant_is_suggested(client):
    answer = client.get("/duties/omsl-1-samarbeidd", headers={"accept": BROWSER})
    assert 'href="/duties/omsl-1-samarbeid"' in answer.text
    assert 'href="/duties"' in answer.text


def test_an_address_with_the_ending_of_data_stays_data(client):
    data = client.get("/duties/omsl-44.json", headers={"accept": BROWSER})
    page = client.get("/duties/omsl-44.html", headers={"accept": "*/*"})
    assert data.headers["content-type"] == "application/problem+json"
    assert page.headers["content-type"].startswith("text/html")


def test_markup_in_an_address_comes_out_as_text(client):
    answer = client.get("/duties/<script>alert(1)<", headers={"accept": BROWSER})
    assert answer.status_code == 404
    assert "<script>alert" not in answer.text


def test_head_has_no_body_and_the_same_status(client):
    answer = client.head("/duties/omsl-44", headers={"accept": BROWSER})
    assert answer.status_code == 404
    assert answer.content == b""


def test_a_busy_server_says_how_long_to_wait(small_app):
    problem = {"type": "https://w3id.org/hjemmel/errors/busy", "title": "t", "status": 503, "detail": "<b>full</b>"}
    status, headers, body = asyncio.run(ask(small_app, problem))
    assert status == 503
    assert headers[b"retry-after"] == b"7"
    assert "7 sekund" in re.sub(r"\s+", " ", body)
    assert "&lt;b&gt;full" in body


def test_a_problem_that_no_page_can_show_is_still_told(small_app):
    status, headers, body = asyncio.run(ask(small_app, {"type": "https://w3id.org/hjemmel/errors/unheard-of"}))
    assert status == 503
    assert headers[b"content-type"] == b"application/problem+json"
    assert orjson.loads(body)["type"].endswith("unheard-of")


async def ask(app, problem):
    sent = []

    async def send(message):
        sent.append(message)

    async def inner(_scope, _receive, reply):
        headers = [(b"content-type", b"application/problem+json"), (b"retry-after", b"7")]
        await reply({"type": "http.response.start", "status": 503, "headers": headers})
        await reply({"type": "http.response.body", "body": orjson.dumps(problem)[:10], "more_body": True})
        await reply({"type": "http.response.body", "body": orjson.dumps(problem)[10:]})

    moment = (app.running.release, date(2104, 6, 1))
    headers = [(b"accept", BROWSER.encode()), (b"accept-language", b"nn")]
    scope = {"type": "http", "method": "GET", "path": "/sparql", "query_string": b"", "headers": headers}
    await Telling(inner)({**scope, "hjemmel.asked_of": moment}, None, send)
    start, *bodies = sent
    return start["status"], dict(start["headers"]), b"".join(body["body"] for body in bodies).decode()
