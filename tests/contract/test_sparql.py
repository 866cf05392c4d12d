"""What /sparql promises: the protocol, exact media types, honest refusals, limits that agree wherever they are told."""

from __future__ import annotations

import asyncio
import json

import pyoxigraph as ox
import pytest

from hjemmel.graph.limits import QueryLimits
from hjemmel.web.sparql.description import LIMITS

SELECT = "PREFIX hj: <ns#> SELECT ?d { ?d a hj:Duty } ORDER BY ?d LIMIT 2"
CONSTRUCT = "CONSTRUCT WHERE { <actors/kommunen> ?p ?o }"


def ask(client, query, accept=None, **more):
    headers = {"accept-encoding": "identity", **({"accept": accept} if accept else {})}
    return client.get("/sparql", params={"query": query, **more}, headers=headers)


@pytest.mark.parametrize(
    ("query", "accept", "expected"),
    [
        (SELECT, "*/*", "application/sparql-results+json"),
        (SELECT, "application/sparql-results+json", "application/sparql-results+json"),
        (SELECT, "application/json", "application/json"),
        (SELECT, "application/sparql-results+xml", "application/sparql-results+xml"),
        (SELECT, "text/csv", "text/csv; charset=utf-8"),
        (SELECT, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        (SELECT, "text/html", "text/html; charset=utf-8"),
        ("ASK {}", "application/sparql-results+xml", "application/sparql-results+xml"),
        (CONSTRUCT, "*/*", "text/turtle; charset=utf-8"),
        (CONSTRUCT, "application/n-triples", "application/n-triples"),
        (CONSTRUCT, "application/rdf+xml", "application/rdf+xml"),
        (CONSTRUCT, "application/ld+json", "application/ld+json"),
        (CONSTRUCT, "text/html", "text/html; charset=utf-8"),
        ("DESCRIBE <actors/kommunen>", "text/turtle", "text/turtle; charset=utf-8"),
    ],
)
def test_a_form_has_its_exact_media_type(client, query, accept, expected):
    answer = ask(client, query, accept)
    assert (answer.status_code, answer.headers["content-type"]) == (200, expected)
    assert int(answer.headers["content-length"]) == len(answer.content)


@pytest.mark.parametrize(
    ("query", "accept"), [(SELECT, "text/turtle"), (CONSTRUCT, "text/csv"), ("ASK {}", "text/csv")]
)
def test_a_form_that_the_answer_cannot_have_is_not_acceptable(client, query, accept):
    answer = ask(client, query, accept)
    assert answer.status_code == 406
    assert answer.json()["type"].endswith("/not-acceptable")


@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"]
)
def test_the_service_description_comes_in_every_form(client, accept):
    answer = client.get("/sparql", headers={"accept": accept})
    assert answer.headers["content-type"].startswith(accept)
    triples = list(ox.parse(answer.content, ox.RdfFormat.from_media_type(accept)))
    endpoint = ox.NamedNode("http://www.w3.org/ns/sparql-service-description#endpoint")
    assert [t.object.value for t in triples if t.predicate == endpoint] == ["http://testserver/sparql"]
    assert not [t for t in triples if isinstance(t.subject, ox.BlankNode)]


def test_the_description_tells_the_number_of_facts_only_where_it_is_the_number_of_facts(client, law_client, small_kb):
    triples = "<http://rdfs.org/ns/void#triples>"
    without = client.get("/sparql", headers={"accept": "application/n-triples"}).text
    assert f'{triples} "{small_kb.manifest.triples}"' in without
    assert count(client, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == small_kb.manifest.triples
    within = law_client.get("/sparql", headers={"accept": "application/n-triples"}).text
    assert triples not in within
    assert "one for each imported act" in within
    assert count(law_client, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") > small_kb.manifest.triples


def test_the_ways_to_ask_give_one_answer(client):
    posted = client.post("/sparql", data={"query": SELECT}).content
    direct = client.post("/sparql", content=SELECT, headers={"content-type": "application/sparql-query"}).content
    assert ask(client, SELECT).content == posted == direct
    assert client.get("/sparql/", params={"query": SELECT}).content == posted


def test_head_and_options_work(client):
    got, head = ask(client, SELECT), client.head("/sparql", params={"query": SELECT})
    assert head.headers["etag"] == got.headers["etag"]
    assert head.content == b""
    options = client.options("/sparql", headers={"origin": "https://elsewhere.example"})
    assert options.status_code == 204
    assert options.headers["allow"] == "GET, HEAD, POST, OPTIONS"
    assert "POST" in options.headers["access-control-allow-methods"]


@pytest.mark.parametrize("query", [SELECT, "SELECT", "INSERT DATA { <a:a> <a:b> <a:c> }"])
def test_every_answer_is_open_to_other_origins(client, query):
    assert ask(client, query).headers["access-control-allow-origin"] == "*"


def test_the_default_graph_is_the_union_and_graphs_can_be_named(client):
    graphs = [row["g"]["value"] for row in ask_rows(client, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")]
    everything = count(client, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    parts = [count(client, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", **{"default-graph-uri": g}) for g in graphs]
    assert sum(parts) == everything
    named = count(client, f"SELECT (COUNT(*) AS ?n) FROM <{graphs[0]}> {{ ?s ?p ?o }}")
    assert named == parts[0]


def ask_rows(client, query, **more):
    return ask(client, query, **more).json()["results"]["bindings"]


def count(client, query, **more):
    return int(ask_rows(client, query, **more)[0]["n"]["value"])


def test_the_trap_of_rdflib_s_dataset_is_named(client):
    answer = ask(client, SELECT, **{"default-graph-uri": "urn:x-rdflib:default"})
    assert answer.status_code == 400
    assert "Graph(SPARQLStore" in answer.json()["remedy"]


def test_what_changes_from_one_asking_to_the_next_is_never_kept(client):
    first, second = (ask(client, "SELECT (STRUUID() AS ?id) {}") for _ in range(2))
    assert first.headers["cache-control"] == "no-store"
    assert first.content != second.content


def list_graph_names(client):
    return [row["g"]["value"] for row in ask_rows(client, "SELECT ?g { GRAPH ?g {} }")]


def test_the_graphs_of_imported_law_are_known_and_can_be_asked(client, law_client):
    law = sorted(set(list_graph_names(law_client)) - set(list_graph_names(client)))
    assert len(law) == 3
    everything = "SELECT (COUNT(*) AS ?n) %s { ?s ?p ?o }"
    within = "SELECT (COUNT(*) AS ?n) %s { GRAPH ?g { ?s ?p ?o } }"
    for graph in law:
        facts = count(law_client, f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
        assert facts > 0
        assert count(law_client, everything % f"FROM <{graph}>") == facts
        assert count(law_client, everything % "", **{"default-graph-uri": graph}) == facts
        assert count(law_client, within % f"FROM NAMED <{graph}>") == facts
        assert count(law_client, within % "", **{"named-graph-uri": graph}) == facts
        assert ask(client, everything % f"FROM <{graph}>").status_code == 400
    nowhere = ask(law_client, everything % f"FROM <{law[0]}x>")
    assert nowhere.status_code == 400
    assert "no graph" in nowhere.json()["detail"]


def test_the_description_lists_the_graphs_of_imported_law_but_not_thousands(law_client, monkeypatch):
    def read():
        answer = law_client.get("/sparql", headers={"accept": "application/n-triples"}).text
        name = "<http://www.w3.org/ns/sparql-service-description#name> <"
        return {line.partition(name)[2].partition(">")[0] for line in answer.splitlines() if name in line}, answer

    names, answer = read()
    assert names == set(list_graph_names(law_client))
    assert "too many" not in answer
    monkeypatch.setattr("hjemmel.web.sparql.description.MOST_LISTED", 2)
    fewer, answer = read()
    assert len(names - fewer) == 3
    assert "Those of the law are 3, too many to be told here: SELECT ?g { GRAPH ?g {} } lists them." in answer


@pytest.mark.parametrize(
    ("query", "detail", "remedy"),
    [
        ("SELECT * { ?s ?p ?o LIMIT 3", "at line 1, column 28, after “SELECT * { ?s ?p ?o LIMIT 3”", "just before"),
        ("SELECT * { ?s hj:bearer ?o }", "The prefix “hj:” isn't declared.", "PREFIX hj: <https://w3id.org/hjemmel"),
        ("ASK { ?s ?p 'x }", "at line 1, column 17", "quotation mark"),
        ("SELECT ?s { ?s ?p ?o } GROUP BY ?p", "neither grouped nor aggregated", "GROUP BY"),
    ],
)
def test_a_query_that_cannot_be_read_is_told_by_place_fault_and_remedy(client, query, detail, remedy):
    answer = ask(client, query)
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    told = answer.json()
    assert detail in told["detail"]
    assert remedy in told["remedy"]
    assert "expected" not in answer.text
    page = ask(client, query, "text/html")
    assert (page.status_code, page.headers["content-type"]) == (400, "text/html; charset=utf-8")


def test_a_link_carries_its_release(client, small_kb):
    assert ask(client, SELECT, release=small_kb.release).status_code == 200
    other = ask(client, SELECT, release="0000000000000000")
    assert other.status_code == 404
    assert "/releases" in other.json()["remedy"]


def test_limits_agree_wherever_they_are_told(client, small_app):
    told = client.get("/limits").json()["sparql"]
    assert told == small_app.sparql.limits.to_record() == QueryLimits().to_record()
    facts = {
        triple.predicate.value.removeprefix(LIMITS): float(triple.object.value)
        for triple in ox.parse(client.get("/sparql").content, ox.RdfFormat.TURTLE)
        if triple.predicate.value.startswith(LIMITS)
    }
    assert facts == told
    limits = small_app.sparql.limits
    assert f"{told['seconds']:g} seconds" in limits.to_too_long_error().detail
    assert f"{told['cpuSeconds']:g} of a processor" in limits.to_too_long_error().detail
    assert f"{told['memoryBytes'] // 1024**2} MiB" in limits.to_memory_error().detail
    assert f"{told['answerBytes'] // 1024**2} MiB" in limits.to_answer_error().detail
    assert f"More than {told['atOnce']} queries" in limits.to_busy_error().detail
    large = client.post("/sparql", data={"query": "#" * 200_000})
    assert large.status_code == 413
    assert f"{told['queryBytes']} are the most" in large.json()["detail"]


def test_the_page_works_without_script_and_shows_what_was_found(client):
    page = ask(client, SELECT, "text/html", labels="1").text
    assert "<table" in page
    assert 'method="get"' in page
    assert "format=csv" in page
    assert "release=" in page


def test_the_page_tells_what_was_wrong_beside_the_query(client):
    answer = ask(client, 'SELECT * { "<b>" }', "text/html")
    assert answer.status_code == 400
    assert "&lt;b&gt;" in answer.text
    assert "<b>" not in answer.text


def test_the_page_names_the_prefix_that_is_missing(client):
    answer = ask(client, "SELECT * { ?s hj:bearer ?o }", "text/html")
    assert answer.status_code == 400
    assert "The prefix “hj:” isn&#39;t declared." in answer.text
    assert "PREFIX hj: &lt;https://w3id.org/hjemmel/ns#&gt;" in answer.text


@pytest.mark.parametrize("accept", ["application/json", "application/ld+json"])
def test_graphs_and_the_description_are_json_ld_for_whoever_takes_json(client, accept):
    for query in (CONSTRUCT, None):
        answer = client.get("/sparql", params={"query": query} if query else {}, headers={"accept": accept})
        assert answer.headers["content-type"] == accept
        assert len(list(ox.parse(answer.content, ox.RdfFormat.JSON_LD))) > 3


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("csv", "text/csv"),
        ("text/csv", "text/csv"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
    ],
)
def test_a_form_may_be_named_in_the_address_as_other_servers_take_it(client, name, kind):
    assert ask(client, SELECT, "text/html", format=name).headers["content-type"].startswith(kind)


def test_a_form_that_is_somebody_else_s_word_is_passed_over(client):
    assert ask(client, SELECT, "text/csv", format="auto").headers["content-type"].startswith("text/csv")


def test_what_is_not_acceptable_names_the_forms_there_are_and_how_to_ask_for_one(client):
    remedy = ask(client, SELECT, "text/turtle").json()["remedy"]
    assert "a SELECT query has: application/sparql-results+json" in remedy
    assert "format=srj" in remedy
    assert "the service description has" in client.get("/sparql", headers={"accept": "text/csv"}).json()["remedy"]


def test_a_caller_who_leaves_gets_no_answer(small_app, client):
    sent = client.portal.call(leave_at_once, small_app)
    assert sent == []


async def leave_at_once(app):
    sent, received = [], iter([{"type": "http.request", "body": b"", "more_body": False}])

    async def receive():
        await asyncio.sleep(0)
        return next(received, {"type": "http.disconnect"})

    async def send(message):
        sent.append(message)

    query = b"query=SELECT%20(COUNT(*)%20AS%20?n)%20{?a%20?b%20?c.?d%20?e%20?f.?g%20?h%20?i}"
    scope = {"type": "http", "method": "GET", "path": "/sparql", "query_string": query, "headers": []}
    await app(scope, receive, send)
    return sent


def test_busy_says_when_to_ask_again():
    error = QueryLimits(retry_seconds=7).to_busy_error()
    assert "7 seconds" in json.dumps(str(error))
