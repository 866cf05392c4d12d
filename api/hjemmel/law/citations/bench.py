"""Measure reading of citations: speed on ordinary text and on text made to slow it down.

The clock is the processor time of this process, so that neighbours on the machine don't count.
"""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from hjemmel.law.citations import list_citations
from hjemmel.law.citations.hostile import PROSE, list_dense, list_hostile, to_mixed, to_ordinary
from hjemmel.law.citations.registry import Registry, build_registry

SIZE: Final = 1_000_000
FASTEST: Final = 2.0
WORST: Final = 4.0
FASTER: Final = 5.0
GROWTH: Final = 6.0
"""Four times the text may take so many times as long: four, and half again for the clock; 16 is quadratic."""
_MIXTURES: Final = 12
_ABSENT: Final = "not measured: eyecite isn't installed (pip install eyecite)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Seconds for one text, and how many citations were found in it."""

    name: str
    seconds: float
    size: int
    citations: int

    @property
    def rate(self) -> float:
        """Megabytes (of code points) a second."""
        return self.size / self.seconds / 1_000_000


def measure_speed(registry: Registry, text: str = PROSE, *, repeats: int = 3, size: int = SIZE) -> tuple[Measure, ...]:
    """Ordinary text first, then each hostile one; the best of `repeats` runs of each."""
    texts = {"ordinary": to_ordinary(size, text), **dict(list_hostile(size))}
    return tuple(_measure(name, sample, _to_counter(registry), repeats) for name, sample in texts.items())


def measure_eyecite(text: str = PROSE, *, repeats: int = 1, size: int = SIZE) -> Measure | None:
    """The same ordinary text through eyecite, None when it isn't installed."""
    try:
        eyecite: Any = importlib.import_module("eyecite")
    except ImportError:
        return None
    return _measure("eyecite", to_ordinary(size, text), lambda sample: len(eyecite.get_citations(sample)), repeats)


def measure_growth(registry: Registry, text: str, *, repeats: int = 3) -> float:
    """How many times as long `text` takes as its first quarter: 4 when time is linear, 16 when it is quadratic."""
    count = _to_counter(registry)
    part = _measure("part", text[: len(text) // 4], count, repeats * 2)
    return _measure("whole", text, count, repeats).seconds / part.seconds


def list_growths(registry: Registry, *, size: int = SIZE) -> dict[str, float]:
    """How the time for each hostile and each dense text grows, and for mixtures of the words of citations."""
    texts = [*list_hostile(size), *list_dense(size)]
    texts += [(f"mixture {seed}", to_mixed(size, seed)) for seed in range(_MIXTURES)]
    return {name: measure_growth(registry, text, repeats=1) for name, text in texts}


def _to_counter(registry: Registry) -> Callable[[str], int]:
    return lambda sample: len(list_citations(sample, registry))


def _measure(name: str, text: str, count: Callable[[str], int], repeats: int) -> Measure:
    best, found = float("inf"), 0
    for _ in range(repeats):
        start = time.process_time()
        found = count(text)
        best = min(best, time.process_time() - start)
    return Measure(name=name, seconds=max(best, 1e-9), size=len(text), citations=found)


def to_figures(
    registry: Registry | None = None, text: str = PROSE, *, repeats: int = 3, size: int = SIZE
) -> dict[str, object]:
    """Every measure by name, the bars of the issue, and whether they are met; eyecite's when it is installed."""
    registry = registry or build_registry()
    measures = measure_speed(registry, text, repeats=repeats, size=size)
    first, rest = measures[0], measures[1:]
    worst = max(rest, key=lambda one: one.seconds)
    growths = list_growths(registry, size=size)
    steepest = max(growths, key=lambda name: growths[name])
    other = measure_eyecite(text, repeats=2, size=size)
    ratio = other.seconds / first.seconds if other else None
    figures: dict[str, object] = {"ordinary MB/s": round(first.rate, 2), "ordinary MB/s bar": FASTEST}
    figures |= {"ordinary citations": first.citations}
    figures |= {"times faster than eyecite": round(ratio, 2) if ratio else _ABSENT, "eyecite bar": FASTER}
    figures |= {f"{one.name}, times ordinary": round(one.seconds / first.seconds, 2) for one in rest}
    figures |= {"worst, times ordinary": f"{worst.seconds / first.seconds:.2f} ({worst.name})", "worst bar": WORST}
    figures |= {"growth for 4 times the text": f"{growths[steepest]:.2f} ({steepest})", "growth bar": GROWTH}
    passes = first.rate >= FASTEST and worst.seconds <= WORST * first.seconds and growths[steepest] <= GROWTH
    return {**figures, "passes": passes and (ratio is None or ratio >= FASTER)}


def to_report(measures: tuple[Measure, ...]) -> str:
    """One line a text: seconds, rate, and how it compares with the ordinary one."""
    first = measures[0].seconds
    return "\n".join(
        f"{one.name:30}{one.seconds:8.3f} s {one.rate:8.2f} MB/s {one.seconds / first:6.2f} x"
        f" {one.citations:7} citations"
        for one in measures
    )
