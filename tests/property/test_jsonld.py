"""PyLD as the oracle: what it reads from our JSON-LD is the graph, no more and no fewer, for every thing there is."""

from __future__ import annotations

from pathlib import Path

import orjson
import pyoxigraph as ox
from pyld import jsonld

from hjemmel.graph.files import load_sources
from hjemmel.graph.snapshot import open_memory
from hjemmel.rdf.context import write_context
from hjemmel.rdf.jsonld import read_context, to_json

ROOT = Path(__file__).parents[2]
CONTEXT = orjson.loads((ROOT / "ontology/context/hjemmel.jsonld").read_bytes())


def test_the_context_is_the_one_that_the_ontology_gives():
    ontology = load_sources(ROOT / "ontology")
    assert write_context(quad.triple for quad in ontology.quads) == CONTEXT
    assert list(CONTEXT["@context"]) == list(write_context(quad.triple for quad in ontology.quads)["@context"])


def test_every_thing_of_the_graph_says_the_same_as_json_and_as_turtle():
    sources = load_sources(ROOT)
    kb, context = open_memory(sources), read_context(CONTEXT)
    things = sorted({quad.subject.value for quad in sources.quads})
    page = {**CONTEXT, "items": [to_json(iri, kb.store.describe(iri), context) for iri in things]}
    lines = jsonld.to_rdf(page, {"format": "application/n-quads"})
    read, said = (
        {quad.triple for quad in ox.parse(lines, ox.RdfFormat.N_QUADS)},
        {quad.triple for quad in sources.quads},
    )
    assert read - said == set()
    assert said - read == set()
