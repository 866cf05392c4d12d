"""The saved questions, asked in this process: they are our own, so they need no fence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

from hjemmel.graph.limits import QueryLimits
from hjemmel.graph.order import Found, Order
from hjemmel.graph.store import EmbeddedStore
from hjemmel.rdf.formats import SRJ, find_format
from hjemmel.web.operation import Operation
from hjemmel.web.release import Release
from hjemmel.web.routes import Routes
from hjemmel.web.sparql.questions import list_question_operations

JSON_ROWS: Final = QueryResultsFormat.JSON


def to_routes(release: Release, operations: Iterable[Operation]) -> Routes:
    """Give the addresses of an export: those of a server, with the saved questions asked here."""
    questions = list_question_operations(Answers(release).ask, QueryLimits())  # no question of ours meets a limit
    own = {operation.path for operation in questions}
    return Routes((*(each for each in operations if each.path not in own), *questions))


class Answers:
    """Answers orders from a release; a question is asked once, whatever the number of its files."""

    def __init__(self, release: Release) -> None:
        self._store = release.kb.store
        self._rows: dict[str, bytes] = {}

    def ask(self, release: Release, order: Order) -> Found:
        """Answer a SELECT."""
        _ = release.kb.manifest  # an answer rests on the whole release: who watches must know
        rows = self._rows.get(order.text)
        if rows is None:
            rows = self._rows[order.text] = self._find_rows(order.text)
        if order.result_form == SRJ.name:
            return Found(kind="rows", body=rows)
        body = _check_rows(parse_query_results(rows, JSON_ROWS)).serialize(format=find_format(order.result_form).result)
        return Found(kind="rows", body=body or b"")

    def _find_rows(self, query: str) -> bytes:
        if not isinstance(self._store, EmbeddedStore):
            raise TypeError("saved questions are asked of the store in memory")
        found = self._store.engine.query(query, use_default_graph_as_union=True)
        return _check_rows(found).serialize(format=JSON_ROWS) or b""


def _check_rows(found: object) -> QuerySolutions:
    if not isinstance(found, QuerySolutions):
        raise TypeError("a saved question gives rows")
    return found
