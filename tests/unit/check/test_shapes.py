import logging
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import Graph
from rdflib.namespace import SH

from hjemmel.check.shapes import check_shapes, find_shapes_folder, open_shapes, parse_message

ROOT = Path(__file__).resolve().parents[3]
SOURCE = """<sources/a>
    a <http://www.w3.org/ns/prov#Entity> ;
    <http://purl.org/dc/terms/title> "A"@nb ;
    hj:readOn "{day}"^^<http://www.w3.org/2001/XMLSchema#date> ;
.
"""


@pytest.fixture(scope="module")
def shapes():
    return open_shapes(ROOT / "ontology" / "shapes")


def told(sources, shapes, only=None):
    return [(f.rule, f.file, f.line) for f in check_shapes(sources, shapes=shapes, only=only)]


def test_the_shapes_are_found_beside_the_package():
    assert find_shapes_folder() == ROOT / "ontology" / "shapes"


def test_a_message_is_what_why_and_remedy():
    assert parse_message("Galt. Fordi. Og så. Slik: a hj:Duty ;", "nb") == (
        "Galt.",
        "Fordi. Og så.",
        "Slik: a hj:Duty ;",
    )


def test_a_finding_points_to_the_line_of_the_value(write_sources, shapes):
    sources = write_sources(kb__sources=SOURCE.format(day="2026-13-01"))
    assert told(sources, shapes, only=["kb/sources.ttl"]) == [("source-read-on", "kb/sources.ttl", 9)]


def test_a_day_that_is_none_is_told_once_and_not_logged(write_sources, shapes, caplog):
    sources = write_sources(kb__sources=SOURCE.format(day="2026-13-01"))
    told(sources, shapes, only=["kb/sources.ttl"])
    assert caplog.records == []
    assert not logging.getLogger("rdflib.term").disabled


def test_the_whole_and_the_one_file_say_the_same(write_sources, shapes):
    sources = write_sources(kb__sources=SOURCE.format(day="ikke en dag"))
    assert told(sources, shapes) == told(sources, shapes, only=["kb/sources.ttl"])


def test_the_whole_vocabulary_passes(write_sources, shapes):
    assert told(write_sources(kb__sources=SOURCE.format(day="2026-11-23")), shapes) == []


def test_a_file_that_is_not_there_has_no_findings(write_sources, shapes):
    assert told(write_sources(kb__sources=SOURCE), shapes, only=["kb/none.ttl"]) == []


def test_borrowed_terms_are_not_held_against_our_shapes(write_sources, shapes):
    assert told(write_sources(), shapes, only=["ontology/imports/terms.ttl"]) == []


def test_a_shape_without_words_is_told_by_its_name(write_sources, tmp_path):
    text = (
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <https://w3id.org/hjemmel/shape/bare> a sh:NodeShape ;"
        " sh:severity sh:Warning ; sh:targetClass <http://www.w3.org/ns/prov#Entity> ; sh:closed true ."
    )
    (tmp_path / "bare.ttl").write_text(text, encoding="utf-8")
    sources = write_sources(kb__sources=SOURCE.format(day="2026-11-23"))
    found = list(check_shapes(sources, shapes=open_shapes(tmp_path), only=["kb/sources.ttl"]))
    assert {(f.rule, f.severity, f.what["en"]) for f in found} == {
        ("bare", "warning", "https://w3id.org/hjemmel/shape/bare.")
    }
    assert {f.line for f in found} == {7, 8, 9}


def test_every_message_is_what_why_and_remedy_in_three_languages(shapes):
    for name, texts in shapes.messages.items():
        assert set(texts) == {"nb", "nn", "en"}, name
        for what, why, remedy in texts.values():
            assert what.endswith("."), name
            assert why.endswith("."), name
            assert remedy.partition(": ")[2], name


def test_every_rule_of_a_shape_has_a_name_and_a_place_in_the_order():
    graph = Graph()
    for file in (ROOT / "ontology" / "shapes").glob("*.ttl"):
        graph.parse(file)
    rules = set(graph.subjects(SH.message)) - set(graph.objects(None, SH.sparql))
    assert len(rules) > 150
    for rule in rules:
        assert {name.language for name in graph.objects(rule, SH.name)} == {"nb", "nn", "en"}, rule
        assert len(list(graph.objects(rule, SH.order))) == 1, rule


def test_every_shape_is_well_formed_by_the_shapes_of_shacl_itself(shapes):
    conforms, _, text = validate(Graph(), shacl_graph=shapes.graph, meta_shacl=True)
    assert conforms, text
