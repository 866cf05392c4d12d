"""The saved questions, asked in this process: they are our own, so they need no fence."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import QuerySolutions

from hjemmel.graph.pool import Found, Order
from hjemmel.graph.store import EmbeddedStore
from hjemmel.rdf.formats import find_format
from hjemmel.web.operation import Operation
from hjemmel.web.release import Release
from hjemmel.web.routes import Routes
from hjemmel.web.sparql.questions import list_question_operations


def to_routes(release: Release, operations: Iterable[Operation]) -> Routes:
    """Give the addresses of an export: those of a server, with the saved questions asked here."""
    questions = list_question_operations(Answers(release).ask)
    own = {operation.path for operation in questions}
    return Routes((*(each for each in operations if each.path not in own), *questions))


class Answers:
    """Answers orders from a release; each question is asked for several files, so what was asked is kept."""

    def __init__(self, release: Release) -> None:
        self._store = release.kb.store
        self._kept: dict[Order, Found] = {}

    def ask(self, release: Release, order: Order) -> Found:
        """Answer a SELECT."""
        _ = release.id  # an answer rests on the whole release: who watches must know
        if order not in self._kept:
            self._kept[order] = self._answer(order)
        return self._kept[order]

    def _answer(self, order: Order) -> Found:
        form = find_format(order.result_form).result
        if not isinstance(self._store, EmbeddedStore) or form is None:
            raise TypeError("saved questions are asked of the store in memory, and give rows")
        found = self._store.engine.query(order.text, use_default_graph_as_union=True)
        if not isinstance(found, QuerySolutions):
            raise TypeError("a saved question gives rows")
        return Found(kind="rows", body=found.serialize(format=form) or b"")
