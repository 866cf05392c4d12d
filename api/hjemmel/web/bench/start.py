"""`hjemmel bench start`: from the start of the process to the first answer, against the bare import of libraries."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from hjemmel.graph.snapshot import CURRENT, DATA
from hjemmel.web.bench.rest import PATH
from hjemmel.web.bench.servers import HOST, find_port

BAR: Final = 1.5
_FLOOR: Final = """
import sys, fastapi, uvicorn, pyoxigraph
store = pyoxigraph.Store()
store.bulk_load(path=sys.argv[1], format=pyoxigraph.RdfFormat.N_QUADS)
assert len(store)
"""
_WAIT: Final = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StartReport:
    """Seconds, medians of rounds, and their ratio."""

    floor: float
    first_answer: float
    ratio: float

    @property
    def bars(self) -> dict[str, float]:
        """The largest ratio that is good enough."""
        return {"bar": BAR}

    @property
    def passes(self) -> bool:
        """Whether the bar is met."""
        return self.ratio <= BAR

    def __str__(self) -> str:
        """Say it in two lines."""
        return (
            f"import fastapi, uvicorn, pyoxigraph; open the store   {self.floor:.3f} s\n"
            f"hjemmel serve to the first answer                     {self.first_answer:.3f} s   "
            f"{self.ratio:.2f} x (bar {BAR})"
        )


def measure_start(snapshots: Path, *, rounds: int = 7) -> StartReport:
    """Measure the start over a folder of snapshots."""
    folder = (snapshots / CURRENT if (snapshots / CURRENT).exists() else snapshots).resolve()
    pairs = [(measure_floor(folder), measure_first_answer(folder)) for _ in range(rounds + 1)][1:]
    return StartReport(
        floor=median(floor for floor, _ in pairs),
        first_answer=median(first for _, first in pairs),
        ratio=median(first / floor for floor, first in pairs),
    )


def measure_floor(folder: Path) -> float:
    """Give the seconds that importing the libraries and opening the store takes, as a process of its own."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", _FLOOR, str(folder / DATA)], check=True)  # noqa: S603 -- our own words
    return time.perf_counter() - start


def measure_first_answer(folder: Path) -> float:
    """Give the seconds from starting `hjemmel serve` to its first whole answer to the main question."""
    port = find_port()
    words = [sys.executable, "-m", "hjemmel", "serve", "--snapshot", str(folder), "--port", str(port)]
    environ = {**os.environ, "HJEMMEL_LOG_LEVEL": "warning"}
    start = time.perf_counter()
    process = subprocess.Popen(words, env=environ, stderr=subprocess.DEVNULL)  # noqa: S603 -- our own program
    try:
        _wait_for_answer(f"http://{HOST}:{port}{PATH}", process)
        return time.perf_counter() - start
    finally:
        process.terminate()
        process.wait()


def _wait_for_answer(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _WAIT
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 -- our own server
                answer.read()
            return
        time.sleep(0.002)
    raise RuntimeError("hjemmel serve gave no answer; run it by hand to see why.")
