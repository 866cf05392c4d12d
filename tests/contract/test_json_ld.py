"""JSON-LD is the same graph as Turtle: PyLD expands every body of every thing, and the triples are compared."""

import json
from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox
import pytest
from pyld import jsonld

from hjemmel.rdf.namespaces import BASE

KINDS = [
    "acts", "provisions", "wordings", "norms", "actors", "target_groups", "situations", "plan_areas", "criteria",
    "guidance", "quotes", "sources", "agents", "concepts",
]  # fmt: skip
LISTS = [
    "/duties", "/duties?on=any", "/acts", "/actors", "/plan-areas", "/guidance", "/quotes", "/ns", "/vocabularies",
    "/force", "/force?size=2&page=2", "/norm-kind",
]  # fmt: skip


def load_with(client):
    """A document loader that asks the service itself and nobody else."""

    def load(url, _options):
        assert url.startswith(BASE)
        answer = client.get("/" + url.removeprefix(BASE))
        assert answer.status_code == 200
        return {"contextUrl": None, "documentUrl": url, "document": answer.json()}

    return load


def expand(client, body):
    text = jsonld.to_rdf(body, {"documentLoader": load_with(client), "format": "application/n-quads"})
    return {quad.triple for quad in ox.parse(text.encode(), ox.RdfFormat.N_QUADS)}


def read_triples(answer):
    assert answer.status_code == 200, answer.text
    return {quad.triple for quad in ox.parse(answer.content, ox.RdfFormat.TURTLE, base_iri=BASE)}


def say_difference(found, expected):
    return f"only in JSON-LD: {list(found - expected)[:5]}; only in Turtle: {list(expected - found)[:5]}"


def check_whole_kind(client, things):
    """Expand the bodies of many things at once: one context is read once, which is what takes PyLD its time."""
    bodies = defaultdict(list)
    expected = set()
    for thing in things:
        path = thing.id.removeprefix(BASE)
        body = client.get(f"/{path}.jsonld").json()
        bodies[json.dumps(body.pop("@context"))].append(body)
        expected |= read_triples(client.get(f"/{path}.ttl"))
    found = set()
    for context, items in bodies.items():
        found |= expand(client, {"@context": json.loads(context), "items": items})
    assert found == expected, say_difference(found, expected)


@pytest.mark.parametrize("kind", KINDS)
def test_every_invented_thing_says_the_same_in_json_ld_and_turtle(client, small_catalogue, kind):
    for thing in list(getattr(small_catalogue, kind).values())[:4]:
        path = thing.id.removeprefix(BASE)
        found = expand(client, client.get(f"/{path}.jsonld").json())
        expected = read_triples(client.get(f"/{path}.ttl"))
        assert found == expected, say_difference(found, expected)
        assert found
    check_whole_kind(client, getattr(small_catalogue, kind).values())


@pytest.mark.parametrize("kind", KINDS)
def test_every_real_thing_says_the_same_in_json_ld_and_turtle(real_client, real_app, kind):
    check_whole_kind(real_client, getattr(real_app.running.release.catalogue, kind).values())


@pytest.mark.parametrize("path", LISTS)
def test_a_list_says_the_things_in_it(client, path):
    stem, mark, query = path.partition("?")
    found = expand(client, client.get(f"{stem}.jsonld{mark}{query}").json())
    expected = read_triples(client.get(f"{stem}.ttl{mark}{query}"))
    assert found == expected, say_difference(found, expected)


@pytest.mark.parametrize("scheme", ["force", "document-type"])
def test_a_list_of_values_says_what_the_list_itself_is(client, small_kb, scheme):
    own = set(small_kb.store.describe(BASE + scheme))
    assert own
    assert own <= read_triples(client.get(f"/{scheme}.ttl"))
    body = client.get(f"/{scheme}.json").json()
    assert own <= expand(client, body)
    assert (body["id"], body["type"], body["slug"]) == (BASE + scheme, "ConceptScheme", scheme)
    assert {item["inScheme"] for item in body["items"]} == {BASE + scheme}


@pytest.mark.parametrize("actor", ["kommunen", "lege", "kommunelege", "tilsynet"])
def test_the_main_question_says_the_norms_in_it(client, actor):
    found = expand(client, client.get(f"/actors/{actor}/duties.jsonld?on=any&role=any").json())
    expected = read_triples(client.get(f"/actors/{actor}/duties.ttl?on=any&role=any"))
    assert found == expected, say_difference(found, expected)


def test_the_three_graph_forms_say_the_same(client):
    for path in ("/duties/omsl-11-rett", "/lov/2099-01-01-1/paragraf/2", "/plan-areas/plan-samarbeid", "/duties"):
        turtle = read_triples(client.get(f"{path}.ttl"))
        for ending, form in (("nt", ox.RdfFormat.N_TRIPLES), ("rdf", ox.RdfFormat.RDF_XML)):
            answer = client.get(f"{path}.{ending}")
            assert {quad.triple for quad in ox.parse(answer.content, form)} == turtle


def test_the_shapes_say_the_same_in_json_ld_and_turtle(client):
    body = client.get("/shapes.json").json()
    expected = read_triples(client.get("/shapes.ttl"))
    assert expand(client, body) == expected
    assert body["total"] == len(body["items"]) == len({triple.subject for triple in expected})
    assert client.get("/shapes", headers={"accept": "application/json"}).json() == body


def test_the_shapes_served_are_those_that_files_are_held_against(client, root: Path):
    files = sorted((root / "ontology" / "shapes").glob("*.ttl"))
    written = {
        quad.triple for file in files for quad in ox.parse(file.read_bytes(), ox.RdfFormat.TURTLE, base_iri=BASE)
    }
    assert read_triples(client.get("/shapes.ttl")) == written
    deadline = next(
        each for each in client.get("/shapes.json").json()["items"] if each["id"].endswith("/norm-deadline")
    )
    assert deadline["type"] == ["sh:PropertyShape"]
    assert deadline["sh:path"] == [{"id": f"{BASE}ns#deadline"}]


def test_the_served_context_is_the_one_in_the_ontology(client, root: Path):
    expected = json.loads((root / "ontology/context/hjemmel.jsonld").read_text(encoding="utf-8"))
    assert client.get("/context/hjemmel.jsonld").json() == expected


def test_the_dump_says_the_same_in_its_three_forms(client):
    dumps = client.get("/releases").json()["items"][0]["dumps"]
    quads = {quad.triple for quad in ox.parse(client.get(dumps[0]).content, ox.RdfFormat.N_QUADS)}
    assert read_triples(client.get(dumps[1])) == quads
    found = expand(client, client.get(dumps[2]).json())
    assert found == quads, say_difference(found, quads)
