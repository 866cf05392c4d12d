"""A line of periods as SVG: numbered bars in time, today marked. The list below it says the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

Span = tuple[date | None, date | None]
_WIDTH: Final = 320.0
_MARGIN: Final = 8.0
_LEAST: Final = 5.0
_YEAR: Final = timedelta(days=365)
_ROOM: Final = 26.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One period, by its number in the list; `x` and `width` are in the drawing's own units."""

    number: int
    x: float
    width: float
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A year written below the line."""

    x: float
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """What the template draws."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    today: float


def to_timeline(spans: Sequence[Span], day: date) -> Timeline | None:
    """Lay periods out in time; None when fewer than two have a first day."""
    dated = [(place, span[0], span[1]) for place, span in enumerate(spans, 1) if span[0]]
    if len(dated) < 2:  # noqa: PLR2004 -- one bar is no line
        return None
    first = min(start for _, start, _ in dated if start)
    last = min(max(day, *(moment for span in spans for moment in span if moment)), date.max - _YEAR) + _YEAR
    scale = (_WIDTH - 2 * _MARGIN) / (last - first).days

    def to_x(moment: date) -> float:
        return round(_MARGIN + (moment - first).days * scale, 1)

    bars = tuple(
        Bar(
            number=place,
            x=to_x(start),
            width=round(max(to_x(end or last) - to_x(start) - 1, _LEAST), 1),
            current=start <= day and (end is None or day < end),
        )
        for place, start, end in dated
        if start
    )
    return Timeline(bars=bars, ticks=_list_ticks([(to_x(s), s.year) for _, s, _ in dated if s]), today=to_x(day))


def _list_ticks(starts: Sequence[tuple[float, int]]) -> tuple[Tick, ...]:
    """Write a year only where there is room for it."""
    ticks: list[Tick] = []
    for x, year in sorted(starts):
        if not ticks or (x - ticks[-1].x >= _ROOM and year != ticks[-1].year):
            ticks.append(Tick(x=x, year=year))
    return tuple(ticks)
