"""The web floor's budgets, as ratios within one run: `hjemmel bench` measures, these hold the bars.

By CPU time an answer, since other processes on the machine don't fall on it.
"""

import os

import pytest

from hjemmel.graph.files import load_sources
from hjemmel.graph.snapshot import build_snapshot
from hjemmel.web.bench import measure, measure_rest, measure_start
from hjemmel.web.bench.load import list_requests
from hjemmel.web.bench.rest import NEW_BAR, WARM_BAR, Pace, to_report
from hjemmel.web.bench.start import BAR


@pytest.fixture(scope="module")
def real_snapshots(root, tmp_path_factory):
    out = tmp_path_factory.mktemp("speed")
    build_snapshot(load_sources(root / "kb", root / "ontology"), out)
    return out


@pytest.mark.slow
@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="the load needs a core of its own")
def test_kept_and_new_answers_are_as_cheap_as_promised(real_snapshots):
    report = measure_rest(real_snapshots, seconds=1.0, rounds=3)
    assert max(report.warm_share, report.warm_cpu_share) >= WARM_BAR, str(report)
    assert max(report.new_share, report.new_cpu_share) >= NEW_BAR, str(report)


@pytest.mark.slow
def test_the_first_answer_comes_soon_after_the_libraries(real_snapshots):
    report = measure_start(real_snapshots, rounds=5)
    assert report.ratio <= BAR, str(report)


@pytest.mark.slow
def test_the_figures_have_names_and_bars(real_snapshots):
    assert {"floor", "first_answer", "ratio", "bar", "passes"} == set(measure("start", real_snapshots, rounds=1))


def test_the_report_takes_medians_of_rounds():
    rounds = [
        (Pace(rate=100.0, cpu=10.0), Pace(rate=rate, cpu=20.0), Pace(rate=50.0, cpu=40.0)) for rate in (1, 80, 90)
    ]
    report = to_report("/x", 5, rounds)
    assert (report.warm_share, report.new_share, report.warm_cpu_share, report.new_cpu_share) == (0.8, 0.5, 0.5, 0.25)
    assert report.passes
    assert "0.80 (bar 0.7)" in str(report)


def test_new_days_are_all_different():
    requests = list_requests("/x", 0)
    assert len({next(requests) for _ in range(20_000)}) == 20_000
