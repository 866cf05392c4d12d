"""The examples are one small knowledge base: whole, without findings, with a story for each class."""

from __future__ import annotations

from pathlib import Path

from hjemmel.check.checking import check_sources
from hjemmel.check.findings import format_finding
from hjemmel.graph.files import Sources, load_sources, read_source
from hjemmel.rdf.namespaces import HJ, compact

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "ontology" / "examples").glob("*.ttl"))
# Each has its own kinds below it.
ABOVE = {"hj:LegalSource", "hj:Norm"}
# Written by the import and the build, never by an editor.
MADE = {
    *("hj:drift", "hj:driftExpected", "hj:driftNow", "hj:driftSince"),
    *("hj:eeaReference", "hj:links", "hj:outline"),
}


def test_the_examples_have_no_findings():
    files = [read_source(f"kb/examples/{path.name}", path.read_text(encoding="utf-8")) for path in EXAMPLES]
    sources = Sources(files=(*load_sources(ROOT / "ontology").files, *files))
    assert [format_finding(finding) for finding in check_sources(sources)] == []


def test_every_class_and_nearly_every_property_has_an_example():
    vocabulary = load_sources(ROOT / "ontology").quads
    terms = {
        compact(quad.subject.value)
        for quad in vocabulary
        if quad.subject.value.startswith(HJ) and quad.predicate.value.endswith("#isDefinedBy")
    }
    text = "".join(path.read_text(encoding="utf-8") for path in EXAMPLES)
    missing = {term for term in terms if f" {term} " not in text}
    assert sorted(missing - ABOVE - MADE) == ["hj:digest", "hj:mirrors", "hj:replaces"]


def test_the_mappings_only_lead_from_our_terms_to_others():
    mappings = [file for file in load_sources(ROOT / "ontology").files if file.path == "ontology/mappings.ttl"]
    predicates = {compact(quad.predicate.value) for file in mappings for quad in file.quads}
    assert predicates == {"skos:closeMatch", "skos:relatedMatch"}
    assert all(q.subject.value.startswith(HJ) and not q.object.value.startswith(HJ) for f in mappings for q in f.quads)
