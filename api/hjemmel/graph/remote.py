"""The graph on another server, asked by the SPARQL 1.1 Protocol.

The server's default graph must be the union of its named graphs (Oxigraph: `--union-default-graph`;
Virtuoso does so by itself).
Source: SPARQL 1.1 Protocol section 2.1.3 (query via POST directly); RDF 1.1 N-Triples.
"""

from __future__ import annotations

from types import TracebackType
from typing import Final, Self

import httpx
import pyoxigraph as ox
from pyoxigraph import NamedNode, Triple

from hjemmel.errors import SnapshotError, TimeLimitError
from hjemmel.graph.binding import write_bound
from hjemmel.graph.store import (
    NO_BINDINGS,
    Answer,
    Bindings,
    Rows,
    describe_nested,
    to_bool,
    to_rows,
    to_sorted,
)
from hjemmel.rdf.formats import NT, SRJ

_SAID: Final = "CONSTRUCT { ?thing ?p ?o } WHERE { ?thing ?p ?o }"
_TIED: Final = "CONSTRUCT { ?s ?p ?thing } WHERE { ?s ?p ?thing }"
_CLIENT_FAULT: Final = range(400, 500)
_REMEDY: Final = "Look at HJEMMEL_STORE and at the server's log."


class RemoteStore:
    """A SPARQL 1.1 endpoint; close it, or use it in a `with`."""

    __slots__ = ("_client", "endpoint")

    def __init__(self, endpoint: str, *, client: httpx.Client | None = None) -> None:
        self.endpoint = endpoint
        self._client = client or httpx.Client(timeout=30)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def select(self, query: str, bindings: Bindings = NO_BINDINGS) -> Rows:
        """Answer a SELECT with rows."""
        return to_rows(self._read_result(query, bindings))

    def construct(self, query: str, bindings: Bindings = NO_BINDINGS) -> tuple[Triple, ...]:
        """Answer a CONSTRUCT or DESCRIBE with triples, each once, in the order of N-Triples."""
        response = self._post(write_bound(query, bindings))
        if NT.media_type not in response.headers.get("content-type", ""):
            raise ValueError("This is no CONSTRUCT or DESCRIBE: it answers with no triples.")
        quads = ox.parse(response.content, ox.RdfFormat.N_TRIPLES)
        return to_sorted(quad.triple for quad in quads)

    def ask(self, query: str, bindings: Bindings = NO_BINDINGS) -> bool:
        """Answer an ASK."""
        return to_bool(self._read_result(query, bindings))

    def describe(self, iri: str) -> tuple[Triple, ...]:
        """Give what is said of a thing and of the nodes its document nests, in their order."""
        return describe_nested(iri, self._list_said, self._list_tied)

    def _list_said(self, node: NamedNode) -> tuple[Triple, ...]:
        return self.construct(_SAID, {"thing": node})

    def _list_tied(self, node: NamedNode) -> tuple[Triple, ...]:
        return self.construct(_TIED, {"thing": node})

    def _read_result(self, query: str, bindings: Bindings) -> Answer:
        response = self._post(write_bound(query, bindings))
        if SRJ.media_type not in response.headers.get("content-type", ""):
            raise ValueError("This is no SELECT or ASK: it answers with a graph.")
        return ox.parse_query_results(response.content, ox.QueryResultsFormat.JSON)

    def _post(self, query: str) -> httpx.Response:
        headers = {
            "content-type": "application/sparql-query; charset=utf-8",
            "accept": f"{SRJ.media_type}, {NT.media_type}",
        }
        try:
            response = self._client.post(self.endpoint, content=query.encode(), headers=headers)
        except httpx.TimeoutException as error:
            detail = f"The store {self.endpoint} took more than its time."
            raise TimeLimitError(detail, remedy="Ask for less, or give it more time.") from error
        except httpx.HTTPError as error:
            detail = f"The store {self.endpoint} doesn't answer: {error}."
            raise SnapshotError(detail, remedy=_REMEDY) from error
        return self._check_status(response)

    def _check_status(self, response: httpx.Response) -> httpx.Response:
        if response.status_code == httpx.codes.OK:
            return response
        if response.status_code in _CLIENT_FAULT:
            raise ValueError(f"The query can't be read: {response.text.strip()[:500]}")
        detail = f"The store {self.endpoint} answered {response.status_code}."
        raise SnapshotError(detail, remedy=_REMEDY)
