"""A saved question is an address, a page with a form, an entry in every list of them, and a SHACL executable."""

from datetime import date

import pyoxigraph as ox
import pytest

from hjemmel.errors import BusyError
from hjemmel.graph.limits import QueryLimits
from hjemmel.law.questions import find_question, list_questions
from hjemmel.rdf.namespaces import BASE, PREFIXES
from hjemmel.web.answers import Asked
from hjemmel.web.release import Release
from hjemmel.web.sparql.editor import list_examples
from hjemmel.web.sparql.questions import list_question_operations

NAMES = [question.name for question in list_questions()]


@pytest.mark.parametrize("name", NAMES)
def test_every_question_has_a_page_with_a_form_for_its_values(real_client, name):
    page = real_client.get(f"/questions/{name}", headers={"accept": "text/html", "accept-language": "nb"}).text
    question = find_question(name)
    assert f"<h1>{question.title('nb')}</h1>" in page
    for each in question.parameters:
        assert f'name="{each.name}"' in page
        assert all(f">{choice}</option>" in page for choice in each.choices)
    assert f'action="/questions/{name}"' in page
    assert '<table class="found">' in page


def test_every_question_stands_wherever_questions_are_listed(real_client, root):
    listed = real_client.get("/questions", headers={"accept": "application/json"}).json()
    assert [item["slug"] for item in listed["items"]] == NAMES
    documented = real_client.get("/openapi.json").json()["paths"]
    reference = (root / "docs/reference/http.md").read_text(encoding="utf-8")
    for lang in ("nb", "nn", "en"):
        assert sorted(list_examples(lang)) == NAMES
    for address in ("/questions", "/sparql"):
        page = real_client.get(address, headers={"accept": "text/html"}).text
        assert [name for name in NAMES if f'href="/questions/{name}"' not in page] == []
    assert [name for name in NAMES if f"/questions/{name}" not in documented] == []
    assert [name for name in NAMES if f"## `/questions/{name}`" not in reference] == []


def test_a_list_says_what_a_value_may_be(real_client):
    items = real_client.get("/questions", headers={"accept": "application/json", "accept-language": "en"}).json()[
        "items"
    ]
    (item,) = (each for each in items if each["slug"] == "norms-by-force")
    force, day = item["parameters"]
    assert (force["default"], force["choices"]) == ("skal-ikkje", ["skal", "skal-ikkje", "har-rett-til", "kan", "bør"])
    assert (day["kind"], day["default"], day["example"]) == ("date", None, "2026-01-01")
    assert item["keywords"] == ["How binding", "Duties and other norms", "Time"]


def ask_graph(body, query):
    store = ox.Store()
    store.load(body, ox.RdfFormat.TURTLE)
    prefixes = "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in ("sh", "rdf", "rdfs", "schema", "xsd", "skos"))
    return [tuple(value.value for value in row) for row in store.query(f"BASE <{BASE}> {prefixes}{query}")]


def test_in_turtle_they_are_shacl_executables_with_typed_values(real_client):
    body = real_client.get("/questions", headers={"accept": "text/turtle"}).content
    assert len(ask_graph(body, "SELECT ?q { ?q a sh:SPARQLSelectExecutable ; sh:select ?text }")) == len(NAMES)
    assert ask_graph(body, "SELECT ?q { ?q a sh:SPARQLExecutable FILTER NOT EXISTS { ?q schema:keywords ?w } }") == []
    for lang in ("nb", "nn", "en"):
        told = f"SELECT ?q {{ ?q rdfs:label ?l ; rdfs:comment ?c FILTER(LANG(?l) = '{lang}' && LANG(?c) = '{lang}') }}"
        assert len(ask_graph(body, told)) == len(NAMES)
    force = "<questions/norms-by-force#force>"
    cells = f"{force} sh:datatype xsd:string ; sh:in/rdf:rest* ?cell . ?cell rdf:first ?word"
    assert [word for (word,) in ask_graph(body, f"SELECT ?word {{ {cells} }} ORDER BY ?cell")] == [
        "skal",
        "skal-ikkje",
        "har-rett-til",
        "kan",
        "bør",
    ]
    assert ask_graph(body, f"SELECT ?v {{ {force} sh:defaultValue ?v }}") == [("skal-ikkje",)]
    actor = "SELECT ?v { <questions/duties-of-actor#actor> sh:nodeKind sh:IRI ; sh:defaultValue ?v }"
    assert ask_graph(body, actor) == [(BASE + "actors/kommunen",)]
    day = "<questions/duties-of-actor#day> sh:datatype xsd:date ; skos:example ?v FILTER(DATATYPE(?v) = xsd:date)"
    assert ask_graph(body, f"SELECT ?v {{ {day} }}") == [("2026-01-01",)]
    assert ask_graph(body, "SELECT ?v { <questions/duties-of-actor#day> sh:defaultValue ?v }") == []
    triples = list(ox.parse(body, ox.RdfFormat.TURTLE))
    assert not [t for t in triples if isinstance(t.subject, ox.BlankNode) or isinstance(t.object, ox.BlankNode)]


def test_the_executable_runs_as_it_stands(real_client, real_kb):
    body = real_client.get("/questions", headers={"accept": "text/turtle"}).content
    ((text,),) = ask_graph(body, "SELECT ?text { <questions/krav-om-handlingsplan> sh:select ?text }")
    assert len(real_kb.store.select(text)) > 0


def test_an_answer_tells_the_day_it_is_of(real_client):
    answer = real_client.get("/questions/norms-by-force?day=2020-01-01", headers={"accept": "application/json"}).json()
    assert answer["on"] == "2020-01-01"
    assert (
        real_client.get("/questions/norms-by-force", headers={"accept": "application/json"}).json()["on"]
        == "2026-01-15"
    )
    assert real_client.get("/questions/records", headers={"accept": "application/json"}).json()["on"] != "2020-01-01"


@pytest.mark.parametrize(
    ("address", "remedy"),
    [
        ("/questions/duties-of-actor?actor=komunen", "stand in /actors"),
        ("/questions/norms-in-plan-area?area=x", "stand in /plan-areas"),
        ("/questions/norms-for-target-group?group=x", "stand in /target-groups"),
        ("/questions/norms-by-force?force=maybe", "Choose one of skal"),
        ("/questions/duties-of-actor?day=2024-13-01", "An example is 2026-01-01"),
    ],
)
def test_a_name_of_nothing_and_a_value_of_another_kind_are_refused_with_a_way_on(real_client, address, remedy):
    answer = real_client.get(address)
    assert answer.status_code == 400
    assert remedy in answer.json()["remedy"]


def test_a_value_can_be_named_by_its_iri(real_client):
    names = {"actor": BASE + "actors/lege", "day": "2026-01-01", "format": "csv"}
    by_iri = real_client.get("/questions/duties-of-actor", params=names)
    by_name = real_client.get("/questions/duties-of-actor", params={**names, "actor": "lege"})
    assert by_iri.content == by_name.content
    assert by_iri.content.count(b"\n") > 5


def test_who_is_asked_too_much_says_when_to_come_again(small_kb, small_catalogue):
    def refuse(_release, _order):
        raise BusyError("All places are taken.", remedy="Come again.")

    operations = list_question_operations(refuse, QueryLimits(retry_seconds=9))
    (operation,) = (each for each in operations if each.path == "/questions/duties-of-actor")
    release = Release(kb=small_kb, catalogue=small_catalogue)
    answer = operation.answer(Asked(release=release, today=date(2104, 6, 1), path=operation.path, on=None))
    assert answer.status == 503
    assert (b"retry-after", b"9") in answer.headers
