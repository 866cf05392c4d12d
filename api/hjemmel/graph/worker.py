"""A worker answers one query at a time within its limits, and writes an answer only when it is whole.

Each order is a JSON head with the query's text, each answer a JSON head with a body; their lengths go in front. CPU
time and memory are the kernel's to hold (RLIMIT_CPU, RLIMIT_AS, soft limits only: a lowered hard limit can't be raised
for the next query); the length of the answer is held while it is written, the wall clock by the server, which kills us.
"""

from __future__ import annotations

import io
import resource
import socket
import struct
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import orjson
import pyoxigraph as ox

from hjemmel.errors import QueryRefusedError, QuerySyntaxError
from hjemmel.graph.complaints import to_readable
from hjemmel.graph.fence import read_question
from hjemmel.graph.store import EmbeddedStore, Store
from hjemmel.rdf.formats import Format
from hjemmel.rdf.namespaces import BASE

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

SIZES: Final = struct.Struct("!II")
"""Length of the head, length of the text or body."""

_ROOM: Final = 64 * 1024
_GRAMMAR: Final = "See SPARQL 1.1 Query Language."
_RESULTS: Final = {
    "srj": ox.QueryResultsFormat.JSON,
    "srx": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPHS: Final = {
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
    bounds = Bounds()
    # A query that tried to call out, or to read a file, fails: what is open stays open, and nothing can be added.
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    room = memoryview(bytearray(_ROOM))
    while (order := read_message(wire, room)) is not None:
        head, body = _answer(store.engine, *order, bounds)
        write_message(wire, head, body)


def _answer(engine: ox.Store, order: Mapping[str, Any], text: bytes, bounds: Bounds) -> tuple[dict[str, object], bytes]:
    bounds.hold(order["cpuSeconds"], order["memoryBytes"])
    if order.get("read"):
        return _read_question(text.decode()), b""
    out = Bounded(order["answerBytes"])
    try:
        kind = _write_answer(engine, order, text.decode(), out)
    except FullError:
        return {"status": "too-large"}, b""
    except SyntaxError as error:
        return _tell(to_readable(QuerySyntaxError(str(error), remedy=_GRAMMAR), text.decode())), b""
    except (ValueError, OSError, RuntimeError) as error:
        return {"status": "failed", "detail": str(error)}, b""
    except MemoryError:
        return {"status": "memory"}, b""
    return {"status": "ok", "kind": kind}, out.getvalue()


def _read_question(text: str) -> dict[str, object]:
    try:
        question = read_question(text)
    except QuerySyntaxError as error:
        return _tell(error)
    except QueryRefusedError as error:
        return {"status": "refused", "detail": error.detail, "remedy": error.remedy}
    return {
        "status": "ok",
        "form": question.form,
        "graphs": question.graphs,
        "volatile": question.volatile,
        "shape": question.shape.hex(),
    }


def _tell(error: QuerySyntaxError) -> dict[str, object]:
    return {"status": "syntax", "detail": error.detail, "remedy": error.remedy}


def _write_answer(engine: ox.Store, order: Mapping[str, Any], text: str, out: Bounded) -> str:
    found = engine.query(text, base_iri=BASE, **_to_dataset(order))
    if isinstance(found, ox.QueryTriples):
        found.serialize(out, format=GRAPHS[order["graphForm"]])
        return "graph"
    found.serialize(out, format=_RESULTS[order["resultForm"]])
    return "boolean" if isinstance(found, ox.QueryBoolean) else "rows"


def to_result_format(form: Format) -> ox.QueryResultsFormat:
    """Give the engine's form of rows; a page is made from JSON."""
    return _RESULTS.get(form.name, ox.QueryResultsFormat.JSON)


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


class Bounds:
    """What the kernel holds this process to; set anew only where it changes."""

    def __init__(self) -> None:
        self._size = _measure()
        self._set: dict[int, int] = {}

    def hold(self, cpu_seconds: float, memory_bytes: int) -> None:
        """Hold the next query to so much of a processor and of memory."""
        # Whole seconds only: round up, so that no query gets less than it was promised.
        self._limit(resource.RLIMIT_CPU, int(time.process_time() + cpu_seconds) + 1)
        self._limit(resource.RLIMIT_AS, self._size + memory_bytes)

    def _limit(self, what: int, most: int) -> None:
        if self._set.get(what) != most:
            resource.setrlimit(what, (most, resource.RLIM_INFINITY))
            self._set[what] = most


def write_message(wire: socket.socket, head: Mapping[str, object], body: bytes = b"") -> None:
    """Send a head and a body with their lengths."""
    data = orjson.dumps(head)
    data = SIZES.pack(len(data), len(body)) + data
    # Both in one call, for each wakes the other side; a large body isn't copied for that.
    sent = wire.sendmsg([data, body])
    if sent < len(data) + len(body):
        wire.sendall(data[sent:])
        wire.sendall(memoryview(body)[max(0, sent - len(data)) :])


def read_message(wire: socket.socket, room: memoryview) -> tuple[dict[str, Any], bytes] | None:
    """Receive a head and a body; None when the other side has closed. `room` is where what comes is read."""
    data = b""
    while (missing := _count_missing(data)) > 0:
        # A message is whole before the next is sent: what has come belongs to this one.
        size = wire.recv_into(room, min(len(room), missing) if data else len(room))
        if size == 0:
            return None
        data += room[:size]
    head_size, _ = SIZES.unpack_from(data)
    start = SIZES.size + head_size
    return orjson.loads(data[SIZES.size : start]), data[start:]


def _count_missing(data: bytes) -> int:
    """Give how many bytes of a message haven't come yet, or of its lengths."""
    if len(data) < SIZES.size:
        return SIZES.size - len(data)
    head_size, body_size = SIZES.unpack_from(data)
    return SIZES.size + int(head_size) + int(body_size) - len(data)
