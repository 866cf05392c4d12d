"""A query as a worker is asked it, and its whole answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from hjemmel.graph.limits import QueryLimits


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A query as a worker is asked it.

    `default_graphs` and `named_graphs` are the dataset of the request; without them it is the query's own
    (`own_dataset`, when it has FROM), else the union of all graphs. `result_form` and
    `graph_form` are names of forms (srj, ttl).
    """

    text: str
    shape: bytes
    result_form: str = "srj"
    graph_form: str = "ttl"
    own_dataset: bool = False
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    answer_bytes: int | None = None

    def to_record(self, limits: QueryLimits) -> dict[str, object]:
        """Give the order as it goes to the worker, but for its text."""
        return {
            "resultForm": self.result_form,
            "graphForm": self.graph_form,
            "ownDataset": self.own_dataset,
            "defaultGraphs": self.default_graphs,
            "namedGraphs": self.named_graphs,
            **limits.to_bounds(),
            "answerBytes": self.answer_bytes or limits.answer_bytes,
        }


class Found(NamedTuple):
    """A whole answer: `kind` is rows, boolean or graph; `body` its bytes in the form asked for."""

    kind: str
    body: bytes
