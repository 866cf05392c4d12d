"""What imported law costs an answer: the same address with and without it, in one process, turn about.

CPU time is told, not the clock: whatever else the machine does falls on neither. Each round asks for another day, so
that no ready answer helps; each address is asked of both before the next. A page with law has the text of the law in
it, and what differs from the wording before; one without has a sentence that says why there is none. That is what is
compared.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Final

from starlette.types import ASGIApp, Message

from hjemmel.rdf.formats import HTML, JSON, Format

BAR: Final = 1.3
LIST: Final = "/actors/kommunen/duties"
_FIRST_DAY: Final = date(2016, 3, 1)
_APART: Final = timedelta(days=61)
_OK: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class TextReport:
    """CPU microseconds an answer without law, and how many times that it takes with it.

    `list` is the list of an actor's duties, `provision` the mean of all provisions asked for, in JSON and as a page.
    """

    provisions: int
    list_json: float
    list_json_ratio: float
    list_page: float
    list_page_ratio: float
    provision_json: float
    provision_json_ratio: float
    provision_page: float
    provision_page_ratio: float

    @property
    def bars(self) -> dict[str, float]:
        """How many times an answer may take."""
        return {"bar": BAR}

    @property
    def passes(self) -> bool:
        """Whether the bar is met by all four."""
        ratios = (self.list_json_ratio, self.list_page_ratio, self.provision_json_ratio, self.provision_page_ratio)
        return max(ratios) <= BAR


def measure_text(plain: ASGIApp, with_law: ASGIApp, provisions: Sequence[str], *, rounds: int = 5) -> TextReport:
    """Measure two apps over the same facts, the second with imported law; `provisions` are paths without a slash."""
    return asyncio.run(_measure(plain, with_law, provisions, rounds))


async def _measure(plain: ASGIApp, with_law: ASGIApp, provisions: Sequence[str], rounds: int) -> TextReport:
    apps = (plain, with_law)
    found: dict[tuple[str, Format], tuple[float, float]] = {}
    for form in (JSON, HTML):
        for name, paths in (("list", [LIST] * 20), ("provision", [f"/{path}" for path in provisions])):
            # The first round finds nothing made: templates, records, files. The others are the service as it runs.
            sweeps = [await _sweep(apps, paths, form, number) for number in range(rounds + 1)][1:]
            found[name, form] = (median(sweep[0] for sweep in sweeps), median(sweep[1] / sweep[0] for sweep in sweeps))
    return TextReport(
        provisions=len(provisions),
        list_json=found["list", JSON][0],
        list_json_ratio=found["list", JSON][1],
        list_page=found["list", HTML][0],
        list_page_ratio=found["list", HTML][1],
        provision_json=found["provision", JSON][0],
        provision_json_ratio=found["provision", JSON][1],
        provision_page=found["provision", HTML][0],
        provision_page_ratio=found["provision", HTML][1],
    )


async def _sweep(apps: Sequence[ASGIApp], paths: Sequence[str], form: Format, number: int) -> tuple[float, float]:
    """Microseconds an answer of each app, over all addresses; who is asked first changes with each."""
    spent = [0.0, 0.0]
    for place, path in enumerate(paths):
        day = _FIRST_DAY + _APART * number + timedelta(days=place if path == LIST else 0)
        for turn in (0, 1):
            which = (place + turn) % 2
            started = time.process_time()
            await _ask(apps[which], path, day, form)
            spent[which] += time.process_time() - started
    return spent[0] / len(paths) * 1e6, spent[1] / len(paths) * 1e6


async def _ask(app: ASGIApp, path: str, day: date, form: Format) -> None:
    """Ask an app as a server does.

    Raises:
        RuntimeError: the answer isn't 200.
    """
    statuses: list[int] = []

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope: Mapping[str, object] = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": f"on={day}".encode(),
        "headers": [(b"accept", form.media_type.encode())],
        "scheme": "http",
        "server": ("localhost", 80),
        "client": ("localhost", 1),
        "http_version": "1.1",
        "root_path": "",
    }
    await app(dict(scope), receive, send)
    if statuses != [_OK]:
        raise RuntimeError(f"{path} answers {statuses}")
