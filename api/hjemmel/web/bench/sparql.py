"""Six kinds of queries over HTTP: hjemmel beside Oxigraph's own server and rdflib-endpoint, on the same data.

Each server answers the same queries in turn, one at a time, over one connection; figures are medians of milliseconds.
A fresh query has a comment of its own, so that no kept answer is given; a repeated one has not. Beside the servers
stand two floors: `engine`, the same queries in this process, from text to bytes; and `http`, the bytes of the
description from an ASGI app that does nothing else.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final
from urllib.parse import quote

import pyoxigraph as ox

from hjemmel.graph.snapshot import open_kb
from hjemmel.graph.store import EmbeddedStore, Store
from hjemmel.web.bench.servers import BARE, BODY_VARIABLE, HOST, find_port, wait_for

MAX_TO_OXIGRAPH: Final = 1.5
MAX_REPEATED: Final = 0.3
MIN_TO_RDFLIB: Final = 10.0
SLOW: Final = 5.0
_SMALLEST: Final = "describe"
_JSON: Final = "application/sparql-results+json"
_HEAD: Final = """\
PREFIX hj: <https://w3id.org/hjemmel/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dct: <http://purl.org/dc/terms/> PREFIX eli: <http://data.europa.eu/eli/ontology#>
"""
QUERIES: Final[Mapping[str, tuple[str, str]]] = {
    "describe": ("DESCRIBE <https://w3id.org/hjemmel/actors/kommunen>", "application/n-triples"),
    "path": (
        """SELECT DISTINCT ?n ?f ?t { <https://w3id.org/hjemmel/actors/kommunen> skos:broader* ?a .
        ?n hj:bearer ?a ; hj:grounding/hj:of ?w . ?w hj:validFrom ?f . OPTIONAL { ?w hj:validTo ?t }
        FILTER(?f <= "2026-01-01"^^<http://www.w3.org/2001/XMLSchema#date>) }""",
        _JSON,
    ),
    "text": ('SELECT ?s ?o { ?s dct:description ?o FILTER(CONTAINS(LCASE(STR(?o)), "vold")) }', _JSON),
    "aggregate": ("SELECT ?a (COUNT(DISTINCT ?n) AS ?c) { ?n hj:bearer ?a } GROUP BY ?a ORDER BY DESC(?c) ?a", _JSON),
    "join": (
        "SELECT ?n ?p ?act { ?n hj:grounding ?g . ?g hj:of ?w . ?w dct:isVersionOf ?p . ?p eli:is_part_of ?act }",
        _JSON,
    ),
    "optional": (
        "SELECT ?n ?l ?c { ?n hj:force ?f ; skos:prefLabel ?l OPTIONAL { ?n hj:condition ?c } } ORDER BY ?l LIMIT 20",
        _JSON,
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SparqlReport:
    """Medians in milliseconds by kind of query; empty for a peer that isn't installed."""

    fresh: Mapping[str, float]
    repeated: Mapping[str, float]
    oxigraph: Mapping[str, float]
    rdflib: Mapping[str, float]
    engine: Mapping[str, float]
    http: Mapping[str, float]

    @property
    def bars(self) -> dict[str, float]:
        """The ratios the bars are about."""
        found = {}
        for kind in QUERIES:
            if self.oxigraph:
                found[f"{kind}: to oxigraph (most {MAX_TO_OXIGRAPH})"] = self.fresh[kind] / self.oxigraph[kind]
                found[f"{kind}: repeated (most {MAX_REPEATED})"] = self.repeated[kind] / self.oxigraph[kind]
            if self.rdflib.get(kind, 0) > SLOW:
                found[f"{kind}: faster than rdflib (least {MIN_TO_RDFLIB:g})"] = self.rdflib[kind] / self.fresh[kind]
        return {name: round(value, 2) for name, value in found.items()}

    @property
    def passes(self) -> bool:
        """Whether every bar that was measured holds."""
        bars = self.bars.items()
        return all(
            value >= MIN_TO_RDFLIB
            if "rdflib" in name
            else value <= (MAX_REPEATED if "repeated" in name else MAX_TO_OXIGRAPH)
            for name, value in bars
        )


def measure_sparql(snapshots: Path, *, rounds: int = 5) -> SparqlReport:
    """Measure all servers in one run, in turn within each round."""
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        data = Path(folder) / "data.nt"
        write_data(snapshots, data)
        ours = stack.enter_context(open_service(snapshots))
        oxigraph = stack.enter_context(open_oxigraph(data)) if shutil.which("oxigraph", path=_find_bin()) else 0
        rdflib = stack.enter_context(open_rdflib(data)) if shutil.which("rdflib-endpoint", path=_find_bin()) else 0
        bare = stack.enter_context(open_bare(Path(folder) / "body", ask_once(ours, _SMALLEST)))
        store = open_kb(snapshots).store
        rows: dict[str, list[dict[str, float]]] = {field.name: [] for field in fields(SparqlReport)}
        for number in range(-1, rounds):
            found = {"fresh": ask_all(ours, "/sparql", number), "repeated": ask_all(ours, "/sparql", None)}
            found["oxigraph"] = ask_all(oxigraph, "/query", number) if oxigraph else {}
            found["rdflib"] = ask_all(rdflib, "/", number, times=3) if rdflib else {}
            found["engine"] = ask_engine(store, number)
            found["http"] = ask_all(bare, "/", None, kinds=(_SMALLEST,))
            if number >= 0:  # the first round warms every server up
                for name, times in found.items():
                    rows[name].append(times)
    return SparqlReport(**{name: _to_medians(each) for name, each in rows.items()})


def write_data(snapshots: Path, path: Path) -> None:
    """Write the release as N-Triples: the peers' default graph."""
    store = open_kb(snapshots).store
    if isinstance(store, EmbeddedStore):
        triples = (quad.triple for quad in store.engine)
        path.write_bytes(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"")


def ask_all(
    port: int, path: str, number: int | None, *, times: int = 40, kinds: Iterable[str] = tuple(QUERIES)
) -> dict[str, float]:
    """Give the median milliseconds of each kind of query; with a number each query is a new text."""
    with open_connection(port) as connection:
        return {kind: _ask(connection, path, kind, number, times) for kind in kinds}


def ask_once(port: int, kind: str) -> bytes:
    """Give the answer of hjemmel to one kind of query."""
    with open_connection(port) as connection:
        connection.sendall(to_request("/sparql", kind, ""))
        return read_answer(connection)


def ask_engine(store: Store, number: int, *, times: int = 40) -> dict[str, float]:
    """Give the median milliseconds of each kind of query in this process, from a new text to the answer's bytes."""
    if not isinstance(store, EmbeddedStore):
        return {}
    found = {}
    for kind, (query, accept) in QUERIES.items():
        form = ox.RdfFormat.N_TRIPLES if accept != _JSON else ox.QueryResultsFormat.JSON
        taken = []
        for turn in range(times + 2):
            start = time.perf_counter()
            answer = store.engine.query(f"{_HEAD}{query}\n# {number} {turn}", use_default_graph_as_union=True)
            answer.serialize(format=form)  # type: ignore[arg-type]  # the form fits the kind of query
            taken.append((time.perf_counter() - start) * 1000)
        found[kind] = statistics.median(taken[2:])
    return found


def open_connection(port: int) -> socket.socket:
    """Connect to a server here; nothing waits to be sent together."""
    connection = socket.create_connection((HOST, port))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def to_request(path: str, kind: str, comment: str) -> bytes:
    """Give the request of a query."""
    query, accept = QUERIES[kind]
    text = quote(_HEAD + query + comment)
    return f"GET {path}?query={text} HTTP/1.1\r\nHost: {HOST}\r\nAccept: {accept}\r\n\r\n".encode()


def _ask(connection: socket.socket, path: str, kind: str, number: int | None, times: int) -> float:
    taken = []
    for turn in range(times + 2):
        request = to_request(path, kind, "" if number is None else f"\n# {number} {turn}")
        start = time.perf_counter()
        connection.sendall(request)
        read_answer(connection)
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken[2:])


def read_answer(connection: socket.socket) -> bytes:
    """Read one whole answer; its head says by length or by pieces where it ends.

    Raises:
        RuntimeError: it is no 200.
    """
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(1 << 18)
    head, _, body = data.partition(b"\r\n\r\n")
    if b" 200 " not in head.split(b"\r\n")[0]:
        raise RuntimeError(data[:300].decode("utf-8", "replace"))
    pieces = [body]
    size = len(body)
    length = next((int(row[15:]) for row in head.lower().split(b"\r\n") if row.startswith(b"content-length:")), -1)
    while size < length if length >= 0 else not pieces[-1].endswith(b"0\r\n\r\n"):
        pieces.append(connection.recv(1 << 18))
        size += len(pieces[-1])
    return b"".join(pieces)


def _to_medians(rounds: Sequence[Mapping[str, float]]) -> dict[str, float]:
    kinds = rounds[0] if rounds else {}
    return {kind: round(statistics.median(each[kind] for each in rounds), 3) for kind in kinds}


@contextlib.contextmanager
def open_service(snapshots: Path) -> Iterator[int]:
    """Serve the release as `hjemmel serve` does."""
    port = find_port()
    words = [sys.executable, "-m", "hjemmel", "serve", "--snapshot", str(snapshots), "--port", str(port)]
    with _run(words, port) as running:
        yield running


@contextlib.contextmanager
def open_bare(path: Path, body: bytes) -> Iterator[int]:
    """Serve one answer with what `hjemmel serve` stands on, and nothing else."""
    path.write_bytes(body)
    port = find_port()
    flags = [
        "--loop",
        "uvloop",
        "--http",
        "httptools",
        "--log-level",
        "warning",
        "--no-access-log",
        "--lifespan",
        "off",
    ]
    words = [sys.executable, "-m", "uvicorn", "--factory", BARE, "--host", HOST, "--port", str(port), *flags]
    with _run(words, port, {BODY_VARIABLE: str(path)}) as running:
        yield running


@contextlib.contextmanager
def open_oxigraph(data: Path) -> Iterator[int]:
    """Start Oxigraph's own server in memory and load the data."""
    import httpx  # noqa: PLC0415 -- to load with, once

    port = find_port()
    with _run([str(Path(_find_bin()) / "oxigraph"), "serve", "--bind", f"{HOST}:{port}"], port) as running:
        headers = {"content-type": "application/n-triples"}
        address = f"http://{HOST}:{port}/store?default"
        httpx.post(address, content=data.read_bytes(), headers=headers, timeout=60).raise_for_status()
        yield running


@contextlib.contextmanager
def open_rdflib(data: Path) -> Iterator[int]:
    """Start rdflib-endpoint with its default store."""
    port = find_port()
    words = [str(Path(_find_bin()) / "rdflib-endpoint"), "serve", "--host", HOST, "--port", str(port), str(data)]
    with _run(words, port) as running:
        yield running


@contextlib.contextmanager
def _run(words: Sequence[str], port: int, environ: Mapping[str, str] | None = None) -> Iterator[int]:
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(words, stdout=quiet, stderr=quiet, env={**os.environ, **(environ or {})})  # noqa: S603 -- ours
    try:
        wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait()


def _find_bin() -> str:
    return str(Path(sys.executable).parent)
