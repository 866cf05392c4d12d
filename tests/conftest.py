"""What many tests need: the small invented knowledge base, opened once."""

from __future__ import annotations

from pathlib import Path

import pytest

from hjemmel.graph.files import Sources, load_sources
from hjemmel.graph.snapshot import Kb, build_snapshot, open_kb, open_memory
from hjemmel.law.catalogue import Catalogue, load_catalogue

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def small_root() -> Path:
    """The folder of the small knowledge base; it holds kb/."""
    return ROOT / "tests" / "small_kb"


@pytest.fixture(scope="session")
def small_sources(small_root: Path) -> Sources:
    """The files of the small knowledge base and of the real ontology."""
    return load_sources(small_root / "kb", ROOT / "ontology")


@pytest.fixture(scope="session")
def small_snapshot(small_sources: Sources, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A snapshot folder of the small knowledge base."""
    out = tmp_path_factory.mktemp("snapshot")
    build_snapshot(small_sources, out)
    return out


@pytest.fixture(scope="session")
def small_kb(small_snapshot: Path) -> Kb:
    """The small knowledge base, opened."""
    return open_kb(small_snapshot)


@pytest.fixture(scope="session")
def small_catalogue(small_kb: Kb) -> Catalogue:
    """The records of the small knowledge base."""
    return load_catalogue(small_kb)


@pytest.fixture(scope="session")
def real_kb() -> Kb:
    """The real kb/ and ontology/, as they stand in the files."""
    return open_memory(load_sources(ROOT / "kb", ROOT / "ontology"))


@pytest.fixture(scope="session")
def real_catalogue(real_kb: Kb) -> Catalogue:
    """The records of the real kb/; the test is skipped while it has no norms."""
    catalogue = load_catalogue(real_kb)
    if not catalogue.norms:
        pytest.skip("kb/ has no norms yet")
    return catalogue
