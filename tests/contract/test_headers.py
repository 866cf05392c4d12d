"""ETag and 304, HEAD, OPTIONS, CORS, Link, security headers, caching."""

import re

import pytest

THING = "/duties/omsl-1-samarbeid"
PATHS = ["/", "/duties", THING, "/actors/lege/duties", "/acts", "/ns", "/quotes", "/plan-areas", "/openapi.json"]


@pytest.mark.parametrize("path", PATHS)
def test_an_answer_is_not_sent_twice_to_who_has_it(client, path):
    first = client.get(path)
    etag = first.headers["etag"]
    assert re.fullmatch(r'"[0-9a-f]{16,}"', etag)
    for given in (etag, f'"other", {etag}', f"W/{etag}", "*"):
        again = client.get(path, headers={"if-none-match": given})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == etag
        assert again.headers["access-control-allow-origin"] == "*"
        assert again.headers["vary"] == first.headers["vary"]
    assert client.get(path, headers={"if-none-match": '"other"'}).status_code == 200


def test_the_first_answer_can_be_not_modified_too(small_app, client):
    etag = client.get("/duties/omsl-11-rett").headers["etag"]
    small_app._app._kept.clear()
    assert client.get("/duties/omsl-11-rett", headers={"if-none-match": etag}).status_code == 304


def test_each_form_language_and_day_has_its_own_etag(client):
    paths = [f"{THING}{tail}" for tail in (".json", ".jsonld", ".ttl", ".nt", ".rdf", ".html")]
    paths += [f"{THING}.json?lang=nn", f"{THING}.json?on=2099-01-01"]
    tags = [client.get(path).headers["etag"] for path in paths]
    assert len(set(tags)) == len(paths)


def test_the_same_question_has_the_same_etag_however_it_is_answered(client, small_app):
    path = "/actors/lege/duties?on=2103-05-05"
    kept = client.get(path).headers["etag"]
    small_app._app._kept.clear()
    assert client.get(path).headers["etag"] == kept


@pytest.mark.parametrize("path", [*PATHS, "/tull", "/duties?page=0", "/metrics"])
def test_head_has_the_headers_of_get_and_no_body(client, path):
    get, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (get.status_code, b"")
    names = ("content-type", "content-length", "etag", "vary", "link", "cache-control")
    if path == "/metrics":  # it counts the question itself
        names = ("content-type",)
    assert [head.headers.get(name) for name in names] == [get.headers.get(name) for name in names]


@pytest.mark.parametrize("path", PATHS)
def test_options_says_the_methods_to_every_origin(client, path):
    headers = {"origin": "https://example.org", "access-control-request-method": "GET"}
    answer = client.options(path, headers=headers)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "GET" in answer.headers["access-control-allow-methods"]
    assert "If-None-Match" in answer.headers["access-control-allow-headers"]


@pytest.mark.parametrize("path", [*PATHS, "/tull", "/health/live", "/metrics", "/docs"])
def test_every_answer_is_open_and_fenced(client, path):
    headers = client.get(path).headers
    assert headers["access-control-allow-origin"] == "*"
    assert "ETag" in headers["access-control-expose-headers"]
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["referrer-policy"]


def test_a_thing_says_where_to_cite_it_and_its_other_forms(client):
    link = client.get(THING).headers["link"]
    assert f'<https://w3id.org/hjemmel{THING}>; rel="cite-as"' in link
    assert '</ns>; rel="describedby"' in link
    assert f'<{THING}.ttl>; rel="alternate"; type="text/turtle"' in link
    assert f"<{THING}.json>" not in link


@pytest.mark.parametrize("path", ["/duties", "/actors/kommunen/duties"])
@pytest.mark.parametrize("ending", ["", ".json", ".ttl"])
def test_a_list_leads_to_its_next_page_in_every_form(client, path, ending):
    first = client.get(f"{path}{ending}?size=1")
    assert f'<{path}{ending}?size=1&page=2>; rel="next"' in first.headers["link"]
    assert 'rel="next"' not in client.get(f"{path}{ending}?size=500").headers["link"]


def test_links_to_other_forms_keep_the_question(client):
    link = client.get("/duties?on=2103-01-01&size=1").headers["link"]
    assert '</duties.ttl?on=2103-01-01&size=1>; rel="alternate"' in link
    assert client.get("/duties.ttl?on=2103-01-01&size=1").status_code == 200


def test_a_query_cannot_break_out_of_a_link(client):
    link = client.get('/duties?q="a>;b').headers["link"]
    assert ">;b" not in link


def test_a_wording_names_its_neighbours_in_time(client):
    link = client.get("/lov/2099-01-01-1/paragraf/11/versjon/2102-01-01").headers["link"]
    base = "https://w3id.org/hjemmel/lov/2099-01-01-1/paragraf/11/versjon"
    assert f'<{base}/2099-01-01>; rel="predecessor-version"' in link
    assert f'<{base}/2106-01-01>; rel="successor-version"' in link


def test_what_never_changes_is_kept_for_good(client):
    release = client.get("/health/ready").json()["release"]
    style = re.search(r'href="(/assets/[^"]+)"', client.get("/docs").text)[1]
    for path in (style, f"/releases/{release}/hjemmel.nq", f"/context/{release}/hjemmel.jsonld"):
        assert "immutable" in client.get(path).headers["cache-control"]


@pytest.mark.parametrize("path", ["/health/live", "/health/ready", "/metrics"])
def test_what_tells_of_the_moment_is_never_kept(client, path, small_app):
    assert client.get(path).headers["cache-control"] == "no-store"
    assert path not in [key[1] for key in small_app._app._kept]


def test_metrics_count_answers(client):
    text = client.get("/metrics").text
    assert re.search(r'^hjemmel_answers_total\{status="200"\} [1-9]', text, re.MULTILINE)
    assert re.search(r"^hjemmel_ready_answers_total \d", text, re.MULTILINE)
    assert text.endswith("\n")
