"""How long an import takes against the least it could take, measured in one run.

The least: unpacking and parsing the same files with lxml and nothing else, and bulk-loading the same quads into a
store. The bar is twice that, with the store loaded in both.
"""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from lxml import etree
from pyoxigraph import RdfFormat, Store

from hjemmel.law.lovdata.archive import list_members, open_archive
from hjemmel.law.lovdata.crew import read_peak
from hjemmel.law.lovdata.history import QUADS
from hjemmel.law.lovdata.importing import import_law

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """The figures of one run; `ratio` is (import + load) / (parse + load).

    The `cpu` figures are what all processes worked, together: on a busy machine they tell more than the clock, but
    they don't credit an import with working on several cores. `peak_bytes` is the most that the import or the loading
    held.
    """

    parse_seconds: float
    load_seconds: float
    import_seconds: float
    parse_cpu_seconds: float
    load_cpu_seconds: float
    import_cpu_seconds: float
    quads: int
    documents: int
    peak_bytes: int

    @property
    def ratio(self) -> float:
        """How many times the least it took."""
        least = self.parse_seconds + self.load_seconds
        return (self.import_seconds + self.load_seconds) / least if least else 0.0

    @property
    def cpu_ratio(self) -> float:
        """How many times the least work it was."""
        least = self.parse_cpu_seconds + self.load_cpu_seconds
        return (self.import_cpu_seconds + self.load_cpu_seconds) / least if least else 0.0


def measure_import(archives: Sequence[Path], into: Path | None = None) -> Bench:
    """Import archives, then parse and load the same, and time each.

    Raises:
        ArchiveError: an archive can't be read.
    """
    with tempfile.TemporaryDirectory() as folder:
        target = into or Path(folder) / "law"
        report, _, import_cpu = _time(lambda: import_law(archives, target))
        _, parsing, parse_cpu = _time(lambda: _parse_all(archives))
        quads, loading, load_cpu = _time(lambda: _load(target / QUADS))
    return Bench(
        parse_seconds=parsing,
        load_seconds=loading,
        import_seconds=report.seconds,
        parse_cpu_seconds=parse_cpu,
        load_cpu_seconds=load_cpu,
        import_cpu_seconds=import_cpu,
        quads=quads,
        documents=report.documents,
        peak_bytes=max(report.peak_bytes, read_peak()),
    )


def _read_cpu() -> float:
    """Seconds of work of this process and of its workers that have ended."""
    told = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in told)


def _parse_all(archives: Sequence[Path]) -> None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for path in archives:
        for member in list_members(open_archive(path)):
            if member.content:
                etree.fromstring(member.content, parser)


def _load(quads: Path) -> int:
    store = Store()
    store.bulk_load(path=str(quads), format=RdfFormat.N_QUADS)
    return len(store)


def _time(work: Callable[[], _T]) -> tuple[_T, float, float]:
    """What came out, and how long it took: by the clock, and of work."""
    started, worked = time.perf_counter(), _read_cpu()
    result = work()
    return result, time.perf_counter() - started, _read_cpu() - worked
