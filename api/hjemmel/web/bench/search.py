"""The time of a search nobody asked before, against an empty endpoint of the same server, request by request."""

from __future__ import annotations

import http.client
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles
from typing import Final
from urllib.parse import quote

from hjemmel.web.bench.servers import HOST, SERVICE, open_server

BAR: Final = 20.0
EMPTY: Final = "/health/live"
QUERIES: Final = (
    "avvergeplikt", "taushetsplikt helsepersonell", "krisesenter", "teieplikta", "barnevernstenesta", "kommunenes",
    "statsfovalteren", "individuell plan", "melde til barnevernet skole", "beredskapsplan kommunen",
    "handlingsplan mot vald i nære relasjonar", "hva må kommunen gjøre for barn på krisesenter",
)  # fmt: skip
_FIRST_DAY: Final = date(2012, 1, 1)
_WARM: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchReport:
    """Milliseconds: the median of the empty endpoint, the 95th percentile of searches, and their ratio."""

    empty: float
    search_p95: float
    ratio: float

    @property
    def bars(self) -> dict[str, float]:
        """The ratio to stay under."""
        return {"bar": BAR}

    @property
    def passes(self) -> bool:
        """Whether the bar is met."""
        return self.ratio < BAR

    def __str__(self) -> str:
        """Say it in two lines."""
        return (
            f"{EMPTY}, median   {self.empty:.3f} ms\n"
            f"a new search, p95   {self.search_p95:.3f} ms   {self.ratio:.1f} x (bar {BAR:.0f})"
        )


def measure_search(
    snapshots: Path, *, rounds: int = 5, requests: int = 400, queries: Iterable[str] = QUERIES
) -> SearchReport:
    """Measure searches over a folder of snapshots, and give the quietest round: what else the machine does only adds.

    Each search asks as of another day, so that no ready answer helps.
    """
    paths = [
        f"/search?q={quote(query)}&on={_FIRST_DAY + timedelta(days=number)}"
        for number, query in enumerate(islice(cycle(tuple(queries)), _WARM + rounds * requests))
    ]
    with open_server(SERVICE, {"HJEMMEL_SNAPSHOTS": str(snapshots)}) as server:
        connection = http.client.HTTPConnection(HOST, server.port)
        pairs = [(_time(connection, EMPTY), _time(connection, path)) for path in paths][_WARM:]
        connection.close()
    pieces = [pairs[start : start + requests] for start in range(0, len(pairs), requests)]
    reports = [to_report([empty for empty, _ in piece], [search for _, search in piece]) for piece in pieces]
    return min(reports, key=lambda report: report.ratio)


def to_report(empty: list[float], search: list[float]) -> SearchReport:
    """Take the percentiles of seconds."""
    low, high = median(empty) * 1e3, quantiles(search, n=20)[-1] * 1e3
    return SearchReport(empty=low, search_p95=high, ratio=high / low)


def _time(connection: http.client.HTTPConnection, path: str) -> float:
    start = time.perf_counter()
    connection.request("GET", path, headers={"Accept": "application/json"})
    answer = connection.getresponse()
    answer.read()
    if answer.status != http.client.OK:
        raise RuntimeError(f"{path} answered {answer.status}.")
    return time.perf_counter() - start
