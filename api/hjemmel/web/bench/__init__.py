"""Measuring the service as ratios within one run: hjemmel against the bare floor it stands on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Literal

from hjemmel.web.bench.rest import RestReport, measure_rest
from hjemmel.web.bench.start import StartReport, measure_start

__all__ = ["RestReport", "StartReport", "measure", "measure_rest", "measure_start"]


def measure(
    what: Literal["rest", "start"], snapshots: Path, *, seconds: float = 2.0, rounds: int = 5
) -> Mapping[str, object]:
    """Measure requests a second (`rest`) or the start (`start`), and give the figures by name, bars among them."""
    report = measure_start(snapshots, rounds=rounds) if what == "start" else measure_rest(
        snapshots, seconds=seconds, rounds=rounds
    )  # fmt: skip
    figures = {name: round(value, 3) if isinstance(value, float) else value for name, value in asdict(report).items()}
    return {**figures, **report.bars, "passes": report.passes}
