"""A worker answers one query at a time within its limits, and writes an answer only when it is whole.

Each order is a JSON head and each answer a JSON head with a body; both go with their lengths in front. CPU time and
memory are the kernel's to hold (RLIMIT_CPU, RLIMIT_AS, soft limits only: a lowered hard limit can't be raised for the
next query); the length of the answer is held while it is written, the wall clock by the server, which kills us.
"""

from __future__ import annotations

import io
import json
import resource
import socket
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from hjemmel.errors import QueryRefusedError, QuerySyntaxError
from hjemmel.graph.fence import read_question
from hjemmel.graph.store import EmbeddedStore, Store
from hjemmel.rdf.namespaces import BASE

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

SIZES: Final = struct.Struct("!II")
"""Length of the head, length of the body (0 in an order)."""

_RESULTS: Final = {
    "srj": ox.QueryResultsFormat.JSON,
    "srx": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_GRAPHS: Final = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}


class FullError(Exception):
    """The answer is larger than the limit."""


class Bounded(io.BytesIO):
    """A file in memory that stops the engine when the answer grows over the limit (bytes)."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def write(self, data: ReadableBuffer) -> int:
        """Keep the bytes, or raise FullError."""
        written = super().write(data)
        if self.tell() > self._limit:
            raise FullError
        return written


def answer_questions(store: Store, wire: socket.socket) -> None:
    """Answer orders until the wire is closed; from here on no further file or socket can be opened."""
    if not isinstance(store, EmbeddedStore):
        raise TypeError("workers ask the embedded engine; a remote one has limits of its own")
    size = _measure()
    # A query that tried to call out, or to read a file, fails: what is open stays open, and nothing can be added.
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while (order := read_message(wire)) is not None:
        head, body = _answer(store.engine, order[0], size)
        write_message(wire, head, body)


def _answer(engine: ox.Store, order: Mapping[str, Any], size: int) -> tuple[dict[str, object], bytes]:
    _limit(order["cpuSeconds"], size + order["memoryBytes"])
    if "read" in order:
        return _read_question(order["read"]), b""
    out = Bounded(order["answerBytes"])
    try:
        kind = _write_answer(engine, order, out)
    except FullError:
        return {"status": "too-large"}, b""
    except SyntaxError as error:
        return {"status": "syntax", "detail": str(error)}, b""
    except (ValueError, OSError, RuntimeError) as error:
        return {"status": "failed", "detail": str(error)}, b""
    except MemoryError:
        return {"status": "memory"}, b""
    return {"status": "ok", "kind": kind}, out.getvalue()


def _read_question(text: str) -> dict[str, object]:
    try:
        question = read_question(text)
    except QuerySyntaxError as error:
        return {"status": "syntax", "detail": error.detail, "remedy": error.remedy}
    except QueryRefusedError as error:
        return {"status": "refused", "detail": error.detail, "remedy": error.remedy}
    return {
        "status": "ok",
        "form": question.form,
        "graphs": question.graphs,
        "volatile": question.volatile,
        "shape": question.shape.hex(),
    }


def _write_answer(engine: ox.Store, order: Mapping[str, Any], out: Bounded) -> str:
    found = engine.query(order["query"], base_iri=BASE, **_to_dataset(order))
    if isinstance(found, ox.QueryTriples):
        found.serialize(out, format=_GRAPHS[order["graphForm"]])
        return "graph"
    found.serialize(out, format=_RESULTS[order["resultForm"]])
    return "boolean" if isinstance(found, ox.QueryBoolean) else "rows"


def _to_dataset(order: Mapping[str, Any]) -> dict[str, Any]:
    """The dataset: the request's (protocol, section 2.1.4), else the query's own, else the union of all graphs.

    The engine (0.5.13) would let the union go before the query's FROM.
    """
    default, named = order["defaultGraphs"], order["namedGraphs"]
    if default or named:
        return {
            "default_graph": [ox.NamedNode(iri) for iri in default],
            "named_graphs": [ox.NamedNode(iri) for iri in named],
        }
    return {} if order["ownDataset"] else {"use_default_graph_as_union": True}


def _measure() -> int:
    """Give the bytes of address space this process has."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    return int(pages) * resource.getpagesize()


def _limit(cpu_seconds: float, memory_bytes: int) -> None:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    # Whole seconds only: round up, so that no query gets less than it was promised.
    cpu = int(usage.ru_utime + usage.ru_stime + cpu_seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, resource.RLIM_INFINITY))


def write_message(wire: socket.socket, head: Mapping[str, object], body: bytes = b"") -> None:
    """Send a head and a body with their lengths."""
    data = json.dumps(head).encode()
    wire.sendall(SIZES.pack(len(data), len(body)) + data + body)


def read_message(wire: socket.socket) -> tuple[dict[str, Any], bytes] | None:
    """Receive a head and a body; None when the other side has closed."""
    sizes = _read(wire, SIZES.size)
    if sizes is None:
        return None
    head_size, body_size = SIZES.unpack(sizes)
    data = _read(wire, head_size + body_size)
    return None if data is None else (json.loads(data[:head_size]), data[head_size:])


def _read(wire: socket.socket, size: int) -> bytes | None:
    data = bytearray()
    while len(data) < size:
        piece = wire.recv(min(size - len(data), 1 << 20))
        if not piece:
            return None
        data += piece
    return bytes(data)
