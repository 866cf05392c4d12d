"""The small world, the vocabulary, and a case laid into them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from hjemmel.check.checking import check_sources
from hjemmel.check.findings import Finding
from hjemmel.graph.files import SourceFile, Sources, load_sources, read_source

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
CASE = "kb/case.ttl"

Check = Callable[[str], tuple[Finding, ...]]


@pytest.fixture(scope="session")
def world() -> tuple[SourceFile, ...]:
    vocabulary = load_sources(ROOT / "ontology").files
    return (*vocabulary, read_source("kb/world.ttl", (HERE / "world.ttl").read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def check_case(world) -> Check:
    """Check one text as a file beside the small world; findings are about that file."""
    return partial(_check, world)


def _check(world: tuple[SourceFile, ...], text: str) -> tuple[Finding, ...]:
    sources = Sources(files=(*world, read_source(CASE, text)))
    return check_sources(sources, only=[CASE], shapes=ROOT / "ontology" / "shapes")
