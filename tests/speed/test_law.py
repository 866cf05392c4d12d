"""What the law costs: bringing all of it in, and answers with it against the same without."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from hjemmel.app import create_app
from hjemmel.graph.files import load_sources
from hjemmel.graph.law_data import open_law_data
from hjemmel.graph.snapshot import build_snapshot, open_memory
from hjemmel.law.catalogue import load_catalogue
from hjemmel.law.flags import list_flags, write_flags
from hjemmel.law.lovdata.imported import open_law
from hjemmel.law.lovdata.importing import import_law
from hjemmel.settings import load_settings
from hjemmel.web.bench.text import measure_text
from hjemmel.web.release import Release, open_release

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
ARCHIVES = [
    CORPUS / f"{name}.tar.xz" for name in ("lover-2025-11-08", "forskrifter-2025-11-08", "lovtidend-lover-2001-2025")
]

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.slow,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the law corpus isn't beside the project (../shared/corpus)"),
]


def test_an_import_takes_at_most_twice_the_least_and_little_memory():
    """In a process of its own: the memory of other tests is no part of it."""
    command = [sys.executable, "-m", "hjemmel", "bench", "law", *map(str, ARCHIVES), "--json"]
    figures = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    print(figures)
    assert figures["documents"] == 575 + 2621 + 2223
    assert figures["peak_bytes"] < 1.5 * 1024**3
    assert figures["ratio"] <= 2.0


def test_answers_with_the_whole_law_take_at_most_a_third_more_work(tmp_path):
    import_law(ARCHIVES, tmp_path / "law")
    sources = load_sources(ROOT / "kb", ROOT / "ontology")
    with open_law(tmp_path / "law") as law:
        flags = write_flags(list_flags(load_catalogue(open_memory(sources)), law))
        build_snapshot(sources, tmp_path / "out", law=open_law_data(tmp_path / "law", flags))
        release = open_release(tmp_path / "out")
        provisions = [path for path in release.catalogue.provisions if law.find_wordings(path)]
    bare = Release(kb=release.kb, catalogue=release.catalogue)
    apps = [create_app(load_settings({}), release=one) for one in (bare, release)]
    report = measure_text(*apps, provisions, rounds=3)
    print(report)
    assert report.provisions > 200
    assert report.passes
