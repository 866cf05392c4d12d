"""The table of operations, by subject. The order is that of /docs and of the OpenAPI document."""

from __future__ import annotations

from hjemmel.web.operation import Operation
from hjemmel.web.operations import (
    actors,
    acts,
    changes,
    citations,
    coverage,
    guidance,
    home,
    norms,
    plan_areas,
    prose,
    releases,
    search,
    situations,
    vocabulary,
)


def list_operations() -> tuple[Operation, ...]:
    """Give every operation that is a pure function of the release and the question."""
    return (
        *home.OPERATIONS,
        *search.OPERATIONS,
        *prose.OPERATIONS,
        *actors.OPERATIONS,
        *norms.OPERATIONS,
        *acts.OPERATIONS,
        *plan_areas.OPERATIONS,
        *situations.OPERATIONS,
        *guidance.OPERATIONS,
        *vocabulary.OPERATIONS,
        *citations.OPERATIONS,
        *changes.OPERATIONS,
        *coverage.OPERATIONS,
        *releases.OPERATIONS,
    )
