"""Measuring the service as ratios within one run: hjemmel against the bare floor it stands on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Literal

from hjemmel.web.bench.rest import RestReport, measure_rest
from hjemmel.web.bench.search import SearchReport, measure_search
from hjemmel.web.bench.sparql import SparqlReport, measure_sparql
from hjemmel.web.bench.start import StartReport, measure_start

__all__ = [
    "RestReport",
    "SearchReport",
    "SparqlReport",
    "StartReport",
    "measure",
    "measure_rest",
    "measure_search",
    "measure_sparql",
    "measure_start",
]


def measure(
    what: Literal["rest", "search", "sparql", "start"], snapshots: Path, *, seconds: float = 2.0, rounds: int = 5
) -> Mapping[str, object]:
    """Measure answers (`rest`), searches, queries (`sparql`) or the start; give figures and bars by name."""
    report: RestReport | SearchReport | SparqlReport | StartReport
    match what:
        case "start":
            report = measure_start(snapshots, rounds=rounds)
        case "search":
            report = measure_search(snapshots)
        case "sparql":
            report = measure_sparql(snapshots, rounds=rounds)
        case "rest":
            report = measure_rest(snapshots, seconds=seconds, rounds=rounds)
    figures = {name: round(value, 3) if isinstance(value, float) else value for name, value in asdict(report).items()}
    return {**figures, **report.bars, "passes": report.passes}
