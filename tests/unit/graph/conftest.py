"""Both engines behind the same questions: one in this process, one behind a SPARQL endpoint on this machine."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pyoxigraph as ox
import pytest

from hjemmel.graph.files import Sources, read_source
from hjemmel.graph.remote import RemoteStore
from hjemmel.graph.store import EmbeddedStore, to_distinct

HEAD = "@prefix hj: <ns#> .\n@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"


def to_sources(**texts):
    """Make sources of Turtle texts: the name says the file, kb_duties_x is kb/duties/x.ttl."""
    files = [read_source(name.replace("_", "/") + ".ttl", HEAD + text) for name, text in texts.items()]
    return Sources(files=tuple(sorted(files, key=lambda file: file.path)))


class Endpoint(BaseHTTPRequestHandler):
    """The least of the SPARQL 1.1 Protocol: a query in the body of a POST."""

    engine: ox.Store
    answers: tuple[int, str, bytes] | None = None

    def do_POST(self):
        query = self.rfile.read(int(self.headers["content-length"])).decode()
        self._write(*(self.answers or self._answer(query)))

    def _answer(self, query):
        assert self.headers["content-type"].startswith("application/sparql-query")
        try:
            answer = self.engine.query(query, use_default_graph_as_union=True)
        except SyntaxError as error:
            return 400, "text/plain", str(error).encode()
        if isinstance(answer, ox.QueryTriples):
            return 200, "application/n-triples", answer.serialize(format=ox.RdfFormat.N_TRIPLES)
        return 200, "application/sparql-results+json", answer.serialize(format=ox.QueryResultsFormat.JSON)

    def _write(self, status, kind, body):
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing: the tests' output is the tests' own."""


@contextmanager
def open_endpoint(quads=(), answers=None):
    engine = ox.Store()
    engine.extend(to_distinct(quads))  # what a snapshot publishes says each fact once
    handler = type("Handler", (Endpoint,), {"engine": engine, "answers": answers})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/sparql"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="module", params=["embedded", "remote"])
def make_store(request):
    """Give a maker of stores: the same test runs over both engines."""
    if request.param == "embedded":
        yield EmbeddedStore.load
        return
    opened = []

    def make(quads):
        endpoint = open_endpoint(tuple(quads))
        store = RemoteStore(endpoint.__enter__())
        opened.append((store, endpoint))
        return store

    yield make
    for store, endpoint in opened:
        store.close()
        endpoint.__exit__(None, None, None)
