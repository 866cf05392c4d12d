"""Small sources made in the test, and the real vocabulary to hold them against."""

from __future__ import annotations

from pathlib import Path

import pytest

from hjemmel.graph.files import Sources, load_sources, read_source

ROOT = Path(__file__).resolve().parents[3]
HEAD = """@base <https://w3id.org/hjemmel/> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix hj: <https://w3id.org/hjemmel/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

"""


@pytest.fixture(scope="session")
def vocabulary():
    return load_sources(ROOT / "ontology").files


@pytest.fixture
def write_sources(vocabulary):
    """Sources of the vocabulary and these texts by path; prefixes are put before each."""

    def write(broken=(), **texts):
        named = {path.replace("__", "/") + ".ttl": text for path, text in texts.items()}
        files = [read_source(path, HEAD + text) for path, text in named.items()]
        return Sources(files=(*vocabulary, *files), broken=broken)

    return write
