"""`hjemmel bench rest`: requests a second of `hjemmel serve`, as a share of a bare ASGI app with the same bytes.

Rounds alternate, so that whatever else the machine does falls on all alike. CPU time a request is given beside: on a
machine that others use too it is the steadier of the two.
"""

from __future__ import annotations

import tempfile
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final, TypeAlias

from hjemmel.web.bench.load import send_load
from hjemmel.web.bench.servers import BARE, BODY_VARIABLE, HOST, Server, open_server, open_service

PATH: Final = "/actors/kommunen/duties"
WARM_BAR: Final = 0.7
NEW_BAR: Final = 0.3
_DAYS_A_ROUND: Final = 6_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """One round of one server: answers a second, and CPU microseconds an answer."""

    rate: float
    cpu: float


Round: TypeAlias = tuple[Pace, Pace, Pace]


@dataclass(frozen=True, slots=True, kw_only=True)
class RestReport:
    """The figures: medians of rounds, and shares of the floor."""

    path: str
    body_bytes: int
    bare_rate: float
    warm_rate: float
    new_rate: float
    warm_share: float
    new_share: float
    warm_cpu_share: float
    new_cpu_share: float

    @property
    def bars(self) -> dict[str, float]:
        """The least shares of the floor that are good enough."""
        return {"warm_bar": WARM_BAR, "new_bar": NEW_BAR}

    @property
    def passes(self) -> bool:
        """Whether both bars are met."""
        return self.warm_share >= WARM_BAR and self.new_share >= NEW_BAR

    def __str__(self) -> str:
        """Say it in three lines."""
        rows = (
            (f"bare ASGI, the same {self.body_bytes} bytes", self.bare_rate, "1.00"),
            (f"{self.path}, kept ready", self.warm_rate, f"{self.warm_share:.2f} (bar {WARM_BAR})"),
            (f"{self.path}, another day each", self.new_rate, f"{self.new_share:.2f} (bar {NEW_BAR})"),
        )
        lines = [f"{name:<50}{rate:8.0f}/s   {share}" for name, rate, share in rows]
        lines.append(f"by CPU time an answer: {self.warm_cpu_share:.2f} and {self.new_cpu_share:.2f}")
        return "\n".join(lines)


def measure_rest(snapshots: Path, *, seconds: float = 2.0, rounds: int = 5, path: str = PATH) -> RestReport:
    """Measure a path of the service over a folder of snapshots."""
    with open_service(snapshots) as service:
        body = _read(service, path)
        with tempfile.NamedTemporaryFile() as file:
            Path(file.name).write_bytes(body)
            with open_server(BARE, {BODY_VARIABLE: file.name}) as bare:
                _run(service, path, 0.3, 0)
                paces = [_run_round(service, bare, path, seconds, number) for number in range(rounds)]
    return to_report(path, len(body), paces)


def _run_round(service: Server, bare: Server, path: str, seconds: float, number: int) -> Round:
    first = number * _DAYS_A_ROUND
    return _run(bare, path, seconds), _run(service, path, seconds), _run(service, path, seconds, first)


def to_report(path: str, size: int, paces: Sequence[Round]) -> RestReport:
    """Take the medians of rounds."""
    return RestReport(
        path=path,
        body_bytes=size,
        bare_rate=median(bare.rate for bare, _, _ in paces),
        warm_rate=median(warm.rate for _, warm, _ in paces),
        new_rate=median(new.rate for _, _, new in paces),
        warm_share=median(warm.rate / bare.rate for bare, warm, _ in paces),
        new_share=median(new.rate / bare.rate for bare, _, new in paces),
        warm_cpu_share=median(_share(bare, warm) for bare, warm, _ in paces),
        new_cpu_share=median(_share(bare, new) for bare, _, new in paces),
    )


def _run(server: Server, path: str, seconds: float, first: int | None = None) -> Pace:
    before = server.read_cpu()
    count = send_load(server.port, path, seconds, first=first)
    return Pace(rate=count / seconds, cpu=(server.read_cpu() - before) / max(count, 1) * 1e6)


def _share(bare: Pace, other: Pace) -> float:
    return bare.cpu / other.cpu if other.cpu else 0.0


def _read(server: Server, path: str) -> bytes:
    address = f"http://{HOST}:{server.port}{path}"
    request = urllib.request.Request(address, headers={"Accept": "application/json"})
    with urllib.request.urlopen(request) as answer:  # noqa: S310 -- the same
        body: bytes = answer.read()
        return body
