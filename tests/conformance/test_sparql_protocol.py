"""The W3C's SPARQL 1.1 protocol tests: 20 of queries, which all pass; 14 of updates, which are all refused.

The manifest is data beside the project (../shared/standards/w3c), read, never committed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from hjemmel.app import create_app
from hjemmel.graph.snapshot import Kb, Manifest
from hjemmel.graph.store import EmbeddedStore
from hjemmel.law.catalogue import load_catalogue
from hjemmel.settings import load_settings
from hjemmel.web.release import Release

pytestmark = pytest.mark.standards

HERE = Path(__file__).resolve()
FOLDERS = [parent / "shared" / "standards" / "w3c" / "sparql11-protocol" for parent in HERE.parents]
FOLDER = next((folder for folder in FOLDERS if folder.is_dir()), None)
KASEI = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
HT = "http://www.w3.org/2011/http#"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
CNT = "http://www.w3.org/2011/content#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RESULTS = {"application/sparql-results+json", "application/sparql-results+xml"}
EXPECTED = {
    "boolean": RESULTS,
    "tabular": RESULTS | {"text/csv", "text/tab-separated-values"},
    "RDF": {"text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"},
}


@dataclass(frozen=True)
class Request:
    method: str
    address: str
    headers: dict[str, str]
    body: bytes
    statuses: tuple[str, ...]
    form: str
    boolean: bool | None


@dataclass(frozen=True)
class Case:
    name: str
    requests: tuple[Request, ...]


class Manifests:
    """The manifest as a graph, walked by hand: it is nested, and lists are lists."""

    def __init__(self, text: str) -> None:
        self.store = ox.Store()
        self.store.load(text.encode(), ox.RdfFormat.TURTLE, base_iri="http://manifest.example/manifest.ttl")

    def all(self, subject, name):
        pattern = self.store.quads_for_pattern(subject, ox.NamedNode(name), None)
        return [quad.object for quad in pattern]

    def one(self, subject, name):
        found = self.all(subject, name)
        return found[0] if found else None

    def items(self, head):
        while head is not None and head.value != RDF + "nil":
            yield self.one(head, RDF + "first")
            head = self.one(head, RDF + "rest")

    def cases(self) -> Iterator[Case]:
        entries = next(self.store.quads_for_pattern(None, ox.NamedNode(MF + "entries"), None)).object
        for entry in self.items(entries):
            action = self.one(entry, MF + "action")
            requests = [self.request(each) for each in self.items(self.one(action, HT + "requests"))]
            yield Case(entry.value.rpartition("#")[2], tuple(requests))

    def request(self, node) -> Request:
        headers = {
            self.one(each, HT + "fieldName").value: self.one(each, HT + "fieldValue").value
            for each in self.items(self.one(node, HT + "headers"))
        }
        body, answer = self.one(node, HT + "body"), self.one(node, HT + "resp")
        boolean = self.one(answer, MF + "expectedBoolean")
        form = self.one(answer, MF + "expectedFormat")
        return Request(
            method=self.one(node, HT + "methodName").value,
            address=self.one(node, HT + "absolutePath").value,
            headers=headers,
            body=self.body(body) if body is not None else b"",
            statuses=tuple(each.value[-3:] for each in self.all(answer, MF + "expectedStatus")),
            form=form.value if form is not None else "",
            boolean=None if boolean is None else boolean.value == "true",
        )

    def body(self, node) -> bytes:
        encoding = self.one(node, CNT + "characterEncoding").value
        return self.one(node, CNT + "chars").value.encode(encoding)


def list_cases() -> list[Case]:
    if FOLDER is None:
        return []
    return list(Manifests((FOLDER / "manifest.ttl").read_text(encoding="utf-8")).cases())


CASES = list_cases()


@pytest.fixture(scope="module")
def client():
    engine = ox.Store()
    for number in (1, 2, 3):
        data = (FOLDER / f"data{number}.nt").read_bytes()
        engine.load(data, ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(KASEI.format(number)))
    # data0 is named by the tests, but nothing of it is asked.
    node = ox.NamedNode(KASEI.format(0))
    engine.add(ox.Quad(node, ox.NamedNode(RDF + "type"), ox.NamedNode("http://xmlns.com/foaf/0.1/Document"), node))
    kb = Kb(
        store=EmbeddedStore(engine), manifest=Manifest(release="w3c", digest="", triples=4, graphs=4), release="w3c"
    )
    release = Release(kb=kb, catalogue=load_catalogue(kb))
    app = create_app(load_settings({}), release=release, clock=lambda: date(2026, 1, 1))
    with TestClient(app, follow_redirects=False) as client:
        yield client


@pytest.mark.skipif(FOLDER is not None, reason="the W3C's tests are here")
def test_the_w3c_protocol_tests_are_absent():
    pytest.skip("The W3C's protocol tests are not beside the project: ../shared/standards/w3c/sparql11-protocol.")


@pytest.mark.skipif(FOLDER is None, reason="the W3C's tests are not beside the project")
def test_the_manifest_has_twenty_tests_of_queries_and_fourteen_of_updates():
    updates = [case for case in CASES if "update" in case.name]
    assert (len(CASES), len(updates)) == (34, 14)


@pytest.mark.parametrize("case", [case for case in CASES if "update" not in case.name], ids=lambda case: case.name)
def test_a_query_is_answered_as_the_protocol_says(client, case):
    for request in case.requests:
        answer = send(client, request)
        assert f"{answer.status_code // 100}xx" in request.statuses, answer.text
        kind = answer.headers["content-type"].partition(";")[0]
        if request.form:
            assert kind in EXPECTED[request.form]
        if request.boolean is not None:
            assert answer.json()["boolean"] is request.boolean


@pytest.mark.parametrize("case", [case for case in CASES if "update" in case.name], ids=lambda case: case.name)
def test_an_update_is_refused_with_a_word_on_why(client, case):
    answer = send(client, case.requests[0])
    assert answer.status_code in {400, 405, 415}
    assert answer.headers["content-type"] == "application/problem+json"
    assert len(answer.json()["detail"]) > 20


def send(client, request: Request):
    parts = urlsplit(request.address)
    address = "/sparql" + (f"?{parts.query}" if parts.query else "")
    return client.request(request.method, address, headers=request.headers, content=request.body)
