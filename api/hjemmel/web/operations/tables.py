"""The whole table of operations: those of the release, those of the process, and the documents about them."""

from __future__ import annotations

from hjemmel.web.operation import Described, Operation
from hjemmel.web.operations import list_operations
from hjemmel.web.operations.documents import list_document_operations
from hjemmel.web.operations.status import State, list_status_operations


def list_all_operations(
    state: State, questions: tuple[Operation, ...] = (), beside: tuple[Described, ...] = ()
) -> tuple[Operation, ...]:
    """Give every operation of a process; /docs and /openapi.json tell of themselves too, and of what stands beside."""
    table: tuple[Operation, ...] = (
        *list_operations(),
        *questions,
        *list_document_operations(lambda: (*table, *beside)),
        *list_status_operations(state),
    )
    return table
