"""One shape for every error, whatever went wrong and wherever."""

import asyncio
from html import unescape

import pytest

from hjemmel.errors import HjemmelError
from hjemmel.web.pages.words import find_error_texts
from hjemmel.web.problems import list_error_classes

BAD = [
    ("GET", "/actors/finnes-ikke/duties", {}, 404, "not-found"),
    ("GET", "/actors/kommune", {}, 404, "not-found"),
    ("GET", "/duties/finnes-ikke", {}, 404, "not-found"),
    ("GET", "/duties/omsl-1-samarbeid/groundings/1900-01-01", {}, 404, "not-found"),
    ("GET", "/lov/2099-01-01-1/paragraf/99", {}, 404, "not-found"),
    ("GET", "/lov/2099-01-01-1/paragraf/2/tull/1", {}, 404, "not-found"),
    ("GET", "/lov/2099-01-01-1/paragraf/2/ledd/0", {}, 404, "not-found"),
    ("GET", "/lov/2099-01-01-1/paragraf/2/ledd/x", {}, 404, "not-found"),
    ("GET", "/lov/2099-01-01-1/paragraf/2/versjon/1900-01-01", {}, 404, "not-found"),
    ("GET", "/lov/1900-01-01-1", {}, 404, "not-found"),
    ("GET", "/lov/1900-01-01-1/paragraf/1", {}, 404, "not-found"),
    ("GET", "/lov/2099-01-01-1/§tull", {}, 404, "not-found"),
    ("GET", "/plan-areas/plan-samarbeid/criteria/tull", {}, 404, "not-found"),
    ("GET", "/force/tull", {}, 404, "not-found"),
    ("GET", "/errors/tull", {}, 404, "not-found"),
    ("GET", "/releases/tull/hjemmel.nq", {}, 404, "not-found"),
    ("GET", "/context/tull/hjemmel.jsonld", {}, 404, "not-found"),
    ("GET", "/tull", {}, 404, "not-found"),
    ("GET", "/tull/tull", {}, 404, "not-found"),
    ("GET", "/health/live.ttl", {}, 404, "not-found"),
    ("GET", "/duties//x", {}, 404, "not-found"),
    ("GET", "/duties/%00", {}, 404, "not-found"),
    ("GET", "/duties/%ff%fe", {}, 404, "not-found"),
    ("GET", "/duties/%2e%2e/%2e%2e/etc/passwd", {}, 404, "not-found"),
    ("GET", "/assets/%2e%2e%2fstyle.css", {}, 404, "not-found"),
    ("GET", "/duties?on=2022-13-40", {}, 400, "bad-parameter"),
    ("GET", "/duties?on=20220101", {}, 400, "bad-parameter"),
    ("GET", "/duties?on=", {}, 400, "bad-parameter"),
    ("GET", "/duties/omsl-1-samarbeid?on=any", {}, 400, "bad-parameter"),
    ("GET", "/duties?page=0", {}, 400, "bad-parameter"),
    ("GET", "/duties?page=-1", {}, 400, "bad-parameter"),
    ("GET", "/duties?page=1e3", {}, 400, "bad-parameter"),
    ("GET", "/duties?page=%D9%A1", {}, 400, "bad-parameter"),
    ("GET", "/duties?size=1000000000", {}, 400, "bad-parameter"),
    ("GET", "/duties?size=501", {}, 400, "bad-parameter"),
    ("GET", "/duties?size=" + "9" * 3000, {}, 400, "bad-parameter"),
    ("GET", "/duties?actor=finnes-ikke", {}, 400, "bad-parameter"),
    ("GET", "/duties?act=lov/1900-01-01-1", {}, 400, "bad-parameter"),
    ("GET", "/duties?force=maa", {}, 400, "bad-parameter"),
    ("GET", "/duties?role=eier", {}, 400, "bad-parameter"),
    ("GET", "/duties?q=%00", {}, 400, "bad-parameter"),
    ("GET", "/duties?q=" + "a" * 600, {}, 400, "bad-parameter"),
    ("GET", "/duties?actr=kommunen", {}, 400, "bad-parameter"),
    ("GET", "/duties?force=skal&force=kan", {}, 400, "bad-parameter"),
    ("GET", "/duties?lang=sv", {}, 400, "bad-parameter"),
    ("GET", "/actors/lege/duties?situation=finnes-ikke", {}, 400, "bad-parameter"),
    ("GET", "/actors/lege/duties?role=eier", {}, 400, "bad-parameter"),
    ("GET", "/health/live?x=1", {}, 400, "bad-parameter"),
    ("GET", "/duties", {"accept": "image/png"}, 406, "not-acceptable"),
    ("GET", "/duties?q=" + "a" * 60_000, {}, 414, "too-long-address"),
    ("GET", "/duties/" + "a" * 5_000, {}, 414, "too-long-address"),
    ("GET", "/duties", {"accept": "text/html," * 5_000}, 431, "too-large-header"),
    ("POST", "/duties", {}, 405, "method-not-allowed"),
    ("DELETE", "/duties/omsl-1-samarbeid", {}, 405, "method-not-allowed"),
    ("PUT", "/", {}, 405, "method-not-allowed"),
    ("POST", "/tull", {}, 404, "not-found"),
    ("OPTIONS", "/tull", {}, 404, "not-found"),
    ("POST", "/duties", {"content-length": "999999999"}, 413, "too-large"),
]


def name(case):
    return f"{case[0]} {case[1][:50]} {case[3]}"


@pytest.mark.parametrize("coding", ["", "gzip"])
def test_a_kept_answer_has_the_same_fences_as_a_new_one(client, coding):
    path, accepts = "/duties?size=7", {"accept-encoding": coding}
    assert client.get(path, headers=accepts).status_code == 200
    assert client.get(path, headers={**accepts, "cookie": "x" * 9_000}).status_code == 431
    assert client.get(path, headers={**accepts, "content-length": "2000000"}).status_code == 413
    assert client.get(path, headers=accepts).status_code == 200


@pytest.mark.parametrize("case", BAD, ids=name)
def test_every_fault_is_told_in_one_shape(client, case):
    method, path, headers, status, slug = case
    answer = client.request(method, path, headers=headers)
    check_problem(answer, status, slug)


def test_a_query_of_a_megabyte_is_refused(small_app):
    sent = asyncio.run(ask(small_app, b"q=" + b"a" * 1_000_000))
    assert [message.get("status") for message in sent] == [414, None]


async def ask(app, query):
    sent = []

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "/duties", "query_string": query, "headers": []}
    await app(scope, None, send)
    return sent


def check_problem(answer, status, slug):
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cache-control"] == "no-store"
    body = answer.json()
    assert body["type"] == f"https://w3id.org/hjemmel/errors/{slug}"
    assert body["status"] == status
    assert body["title"]
    assert len(body["detail"]) > 10
    assert len(body["detail"]) < 500
    assert body["remedy"]
    assert body["instance"].startswith("/")
    assert set(body) <= {"type", "title", "status", "detail", "instance", "remedy", "errors"}
    for entry in body.get("errors", []):
        assert set(entry) == {"pointer", "detail", "remedy"}


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        ("/duties?actr=kommunen", "actor"),
        ("/duties?actor=komunen", "kommunen"),
        ("/actors/komunen/duties", "kommunen"),
        ("/actors/lege/duties?situation=barnn", "barn"),
        ("/dutie", "/duties"),
        ("/lov/2099-01-01-11", "lov/2099-01-01-1"),
        ("/errors/notfound", "not-found"),
        ("/duties?force=skall", "skal"),
        ("/duties?force=SKAL", "skal"),
        ("/duties?force=boer", "bør"),
        ("/duties?act=omsorgslova", "lov/2099-01-01-1"),
        ("/duties?act=Omsorgslova.", "lov/2099-01-01-1"),
    ],
)
def test_a_misspelt_word_is_told_the_nearest_one(client, path, nearest):
    assert f"Did you mean {nearest}?" in client.get(path).json()["remedy"]


@pytest.mark.parametrize("path", ["/lov/1900-12-31-99", "/duties?act=lov/1900-12-31-99"])
def test_no_other_act_is_offered_for_a_number_that_is_far_off(client, path):
    assert "Did you mean" not in client.get(path).json()["remedy"]


def test_the_fault_names_its_parameter(client):
    errors = client.get("/duties?on=2022-13-40").json()["errors"]
    assert [error["pointer"] for error in errors] == ["?on"]


def test_a_refused_method_says_which_are_taken(client):
    assert client.post("/duties").headers["allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("error", list_error_classes(), ids=lambda error: error.slug)
def test_every_problem_type_has_a_page(client, error):
    for lang in ("nb", "nn", "en"):
        page = client.get(f"/errors/{error.slug}?lang={lang}", headers={"accept": "text/html"})
        assert page.status_code == 200
        assert find_error_texts(error.slug, lang)["title"] in unescape(page.text)


def test_what_nobody_foresaw_is_told_as_an_id_in_the_log(small_app, client, monkeypatch, caplog):
    operation = next(row for row in small_app.operations if row.name == "readLive")
    monkeypatch.setattr(
        "hjemmel.web.dispatch.answer_get", lambda *_: (_ for _ in ()).throw(KeyError("the secret of the house"))
    )
    answer = client.get(operation.path)
    check_problem(answer, 500, HjemmelError.slug)
    assert "secret" not in answer.text
    log_id = answer.json()["remedy"].split("log id ")[1].split(" ")[0]
    assert log_id in caplog.text
    assert "the secret of the house" in caplog.text
