"""The budget of a search, as ratios within one run."""

import time

import pytest

from hjemmel.graph.files import load_sources
from hjemmel.graph.snapshot import build_snapshot
from hjemmel.web.bench import measure, measure_search
from hjemmel.web.searching import build_search

BUILD_SECONDS = 2.0


@pytest.fixture(scope="module")
def real_snapshots(root, tmp_path_factory):
    out = tmp_path_factory.mktemp("search")
    build_snapshot(load_sources(root / "kb", root / "ontology"), out)
    return out


@pytest.mark.slow
def test_a_new_search_stays_under_twenty_empty_answers(real_snapshots):
    report = measure_search(real_snapshots)
    assert report.passes, str(report)


@pytest.mark.slow
def test_the_figures_of_the_search_have_names(real_snapshots):
    assert {"empty", "search_p95", "ratio", "bar", "passes"} == set(measure("search", real_snapshots))


@pytest.mark.slow
def test_the_index_of_the_whole_knowledge_base_is_made_in_two_seconds(real_catalogue):
    _ = real_catalogue.things, real_catalogue.bases
    start = time.process_time()
    build_search(real_catalogue)
    assert time.process_time() - start < BUILD_SECONDS
