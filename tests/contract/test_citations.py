"""The two addresses that read a text: citations found in it, quotes held against the wording."""

import json

import pytest

KRSL = "lov/2009-06-19-44"


def post(client, path, body, kind="text/plain", **headers):
    return client.post(path, content=body, headers={"content-type": kind, **headers})


def test_a_citation_has_its_span_target_wording_and_certainty(real_client):
    text = "😀 Etter krisesenterlova § 4 første ledd"
    body = real_client.get("/citations", params={"text": text, "on": "2026-01-15"}).json()
    (citation,) = body["citations"]
    assert text[citation["start"] : citation["end"]] == citation["text"] == "krisesenterlova § 4 første ledd"
    assert citation["status"] == "exact"
    assert citation["how"] == "named"
    (target,) = citation["targets"]
    assert (target["refid"], target["provision"]) == (KRSL, "paragraf/4/ledd/1")
    assert target["lovdata"] == "https://lovdata.no/lov/2009-06-19-44/§4"
    assert target["wording"].endswith("/paragraf/4/versjon/2022-08-01")


def test_the_day_of_the_text_settles_an_act_whose_name_was_passed_on(real_client):
    def ask(**words):
        found = real_client.get("/citations", params={"text": "barnevernloven § 4-12", **words}).json()
        return found["citations"][0]

    old = ask(on="2020-01-01")
    assert (old["status"], old["how"]) == ("exact", "date")
    assert [target["refid"] for target in old["targets"]] == ["lov/1992-07-17-100"]
    unsaid = ask()
    assert unsaid["status"] == "ambiguous"
    assert len(unsaid["targets"]) == 2


def test_a_repealed_act_is_told_with_the_act_that_took_over(real_client):
    text = "lov 17. juli 1992 nr. 100 § 4-12"
    found = real_client.get("/citations", params={"text": text, "on": "2025-01-01"}).json()["citations"][0]
    assert found["status"] == "repealed"
    assert found["targets"][0]["successor"].endswith("lov/2021-06-18-97")


def test_a_repealed_section_of_the_graph_is_told(real_client):
    params = {"text": "krisesenterlova § 8", "on": "2026-01-01"}
    assert real_client.get("/citations", params=params).json()["citations"][0]["status"] == "repealed"


@pytest.mark.parametrize("context", [KRSL, f"https://w3id.org/hjemmel/{KRSL}"])
def test_the_citing_act_owns_a_bare_section(real_client, context):
    body = post(real_client, f"/citations?context={context}", "jf. § 4").json()
    assert body["citations"][0]["how"] == "context"
    assert body["context"] == KRSL


def test_a_text_a_form_and_json_say_the_same(real_client):
    text = "Etter krisesenterlova § 4"
    answers = [
        post(real_client, "/citations?on=2026-01-01", text),
        real_client.post("/citations", json={"text": text, "on": "2026-01-01", "context": None}),
        real_client.post("/citations", data={"text": text, "on": "2026-01-01", "context": ""}),
        real_client.get("/citations", params={"text": text, "on": "2026-01-01"}),
    ]
    assert [answer.status_code for answer in answers] == [200] * 4
    assert len({answer.content for answer in answers}) == 1
    assert answers[0].headers["cache-control"] == "no-store"


def test_html_is_read_around_its_tags(real_client):
    html = "<p>Etter <b>krisesenterlova</b> &sect; 4</p>"
    (citation,) = post(real_client, "/citations", html, "text/html").json()["citations"]
    assert html[citation["start"] : citation["end"]] == citation["text"]
    assert citation["targets"][0]["provision"] == "paragraf/4"


def test_web_annotations_come_by_accept_by_ending_and_by_parameter(real_client):
    text = "krisesenterlova § 4"
    by_accept = post(real_client, "/citations", text, accept="application/ld+json")
    by_ending = real_client.get("/citations.jsonld", params={"text": text})
    by_word = real_client.get("/citations", params={"text": text, "form": "annotations"})
    for answer in (by_accept, by_ending, by_word):
        assert answer.headers["content-type"] == "application/ld+json"
        (item,) = answer.json()["items"]
        assert item["target"]["selector"][1] == {"type": "TextQuoteSelector", "exact": text}


def test_the_page_links_the_citations_and_escapes_the_rest(real_client):
    page = real_client.get("/citations", headers={"accept": "text/html"}).text
    assert '<form method="post"' in page
    filled = real_client.post(
        "/citations", data={"text": "<script> krisesenterlova § 4"}, headers={"accept": "text/html"}
    ).text
    assert "&lt;script&gt; <a href=" in filled
    assert "<script>" not in filled


@pytest.mark.parametrize("path", ["/citations", "/quotes/verify"])
@pytest.mark.parametrize(
    "case",
    [
        (b"\xff\xfe", "text/plain", 400, "bad-body"),
        (b"{", "application/json", 400, "bad-body"),
        (b"[]", "application/json", 400, "bad-body"),
        (b'{"text": 3}', "application/json", 400, "bad-body"),
        (b'{"text": "a", "foo": "b"}', "application/json", 400, "bad-body"),
        (b'{"text": "a", "on": "yesterday"}', "application/json", 400, "bad-parameter"),
        (b"no fields", "application/x-www-form-urlencoded", 400, "bad-body"),
        (b"GIF89a", "image/gif", 415, "unsupported-media"),
        (b"text", "text/plain; charset=latin-1", 415, "unsupported-media"),
        (b"a" * 1_000_001, "text/plain", 413, "too-large"),
    ],
)
def test_what_cannot_be_read_is_told(real_client, path, case):
    body, kind, status, slug = case
    answer = post(real_client, path, body, kind)
    assert answer.status_code == status
    assert answer.json()["type"].endswith(f"/errors/{slug}")
    assert answer.headers["access-control-allow-origin"] == "*"


def test_a_body_without_a_length_is_counted_while_it_is_read(real_client):
    answer = post(real_client, "/citations", iter([b"a" * 600_000, b"b" * 600_000]))
    assert answer.status_code == 413


def test_a_megabyte_an_empty_text_and_odd_signs_are_read(real_client):
    whole = ("Etter krisesenterlova § 4. " * 40_000)[:990_000]
    found = post(real_client, "/citations", whole.encode()[:1_000_000]).json()["citations"]
    assert len(found) > 30_000
    assert post(real_client, "/citations", "").json()["citations"] == []
    assert real_client.get("/citations?text=").json()["citations"] == []
    odd = "\x00\x07 krisesenterlova\u00a0§\u200f 4"
    (citation,) = real_client.post("/citations", content=json.dumps({"text": odd}).encode(),
                                   headers={"content-type": "application/json"}).json()["citations"]  # fmt: skip
    assert citation["targets"][0]["provision"] == "paragraf/4"


def test_a_text_that_names_millions_of_provisions_is_refused_and_never_cut(real_client):
    answer = post(real_client, "/citations", ("krsl. §§ 1-400. " * 300).encode())
    assert answer.status_code == 422
    assert answer.json()["type"].endswith("/errors/answer-too-large")
    most = real_client.get("/limits").json()["citationTargets"]
    assert str(most) in answer.json()["detail"]
    fewer = post(real_client, "/citations", ("krsl. §§ 1-400. " * 100).encode()).json()["citations"]
    assert sum(len(citation["targets"]) for citation in fewer) == 100 * 400 <= most


def test_what_is_not_settled_is_marked_on_the_page_and_never_linked(real_client):
    page = real_client.post("/citations", data={"text": "barnevernloven § 4-12"}, headers={"accept": "text/html"}).text
    assert '<mark data-status="ambiguous">barnevernloven § 4-12</mark>' in page


def test_a_byte_order_mark_moves_nothing(real_client):
    (citation,) = post(real_client, "/citations", "\ufeffkrisesenterlova § 4".encode()).json()["citations"]
    assert citation["start"] in {0, 1}


def test_an_unknown_act_as_context_is_refused(real_client):
    answer = real_client.get("/citations", params={"text": "§ 4", "context": "krisesenterlova"})
    assert answer.status_code == 400
    assert "lov/2009-06-19-44" in answer.json()["remedy"]


def test_the_addresses_say_that_they_take_post(real_client):
    assert real_client.options("/citations").headers["access-control-allow-methods"].endswith("POST")
    refused = real_client.put("/citations")
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD, OPTIONS, POST")
    assert real_client.post("/duties").headers["allow"] == "GET, HEAD, OPTIONS"


@pytest.fixture(scope="module")
def past(real_client):
    """A passage that was the wording once."""
    return real_client.get("/quotes/quote-krsl-4-2009").json()["text"]


def test_a_quote_is_current_past_or_altered(real_client, past):

    def ask(text, **words):
        return real_client.post("/quotes/verify", json={"text": text, **words}).json()

    spaced = past.replace(" ", "\n ", 3)
    assert ask(spaced, on="2026-01-15")["status"] == "past"
    assert ask(past, on="2012-06-01", provision=f"{KRSL}/paragraf/4")["status"] == "current"
    assert ask(past, on="2009-01-01")["status"] == "coming"
    words = past.split()
    altered = ask(" ".join([*words[:4], "aldri", *words[5:]]), on="2026-01-15")
    assert altered["status"] == "altered"
    assert altered["differences"] == [{"quoted": "aldri", "wording": words[4]}]
    assert ask("Dette står ikke i noen bestemmelse, noe sted.")["status"] == "not-found"
    assert ask(past, provision="lov/2011-06-24-30/paragraf/3-3a")["status"] == "not-found"


def test_what_is_no_provision_is_refused(real_client):
    answer = real_client.get("/quotes/verify", params={"text": "x", "provision": KRSL})
    assert answer.status_code == 400


def test_the_page_of_a_quote_shows_the_differences(real_client, past):
    page = {"accept": "text/html"}
    assert "<form" in real_client.get("/quotes/verify", headers=page).text
    words = past.split()
    sent = " ".join([*words[:4], "aldri", *words[5:]])
    answer = real_client.post("/quotes/verify", data={"text": sent, "on": "2026-01-15"}, headers=page).text
    assert "<del>aldri</del>" in answer
