from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Triple

from hjemmel.errors import BrokenFileError
from hjemmel.graph.files import load_sources, read_source, read_sources
from hjemmel.rdf.namespaces import BASE, RDF_TYPE, node

NORM = "@prefix hj: <ns#> .\n\n<duties/x>\n    a hj:Duty ;\n    hj:bearer <actors/kommunen> ;\n.\n"


@pytest.fixture
def root(tmp_path):
    for path, text in {
        "kb/duties/x.ttl": NORM,
        "kb/actors/a.ttl": "<actors/kommunen> a <ns#Actor> .",
        "ontology/hjemmel.ttl": "<ns#Duty> a <http://www.w3.org/2002/07/owl#Class> .",
        "ontology/shapes/duty.ttl": "<shapes/duty> <http://www.w3.org/ns/shacl#in> (1 2) .",
        "ontology/examples/duty.ttl": "<duties/example> a <ns#Duty> .",
        "ontology/questions/01.rq": "ASK {}",
        "elsewhere/x.ttl": "no turtle",
    }.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


def test_each_file_is_a_graph_of_its_own_in_order_of_path(root):
    sources = load_sources(root)
    assert [(file.path, file.graph.value.removeprefix(BASE)) for file in sources.files] == [
        ("kb/actors/a.ttl", "graphs/kb/actors/a"),
        ("kb/duties/x.ttl", "graphs/kb/duties/x"),
        ("ontology/hjemmel.ttl", "graphs/ontology/hjemmel"),
    ]
    assert {quad.graph_name for quad in sources.files[1].quads} == {sources.files[1].graph}
    assert len(list(sources.quads)) == 4


def test_roots_can_be_given_one_by_one(root, monkeypatch):
    monkeypatch.chdir(root / "kb")
    here = type(root)()
    assert load_sources(here, root / "ontology") == load_sources(root)


def test_a_fact_knows_its_file_and_line(root):
    sources = load_sources(root)
    bearer = Triple(node("duties/x"), node("hj:bearer"), node("actors/kommunen"))
    assert sources.find_place(node("duties/x"), bearer) == ("kb/duties/x.ttl", 5)
    assert sources.find_place(node("duties/x")) == ("kb/duties/x.ttl", 3)
    unsaid = Triple(node("duties/x"), node("hj:bearer"), node("actors/none"))
    assert sources.find_place(node("duties/x"), unsaid) == ("kb/duties/x.ttl", 3)
    assert sources.find_place(node("duties/none")) is None


def test_a_line_is_found_in_a_file_by_fact_by_subject_or_is_the_first():
    file = read_source("kb/duties/x.ttl", NORM)
    kind = Triple(node("duties/x"), RDF_TYPE, node("hj:Duty"))
    assert file.find_line(node("duties/x"), kind) == 4
    assert file.find_line(node("duties/x")) == 3
    assert file.find_line(node("duties/none"), kind) == 4
    assert file.find_line(NamedNode("http://example.org/none")) == 1


def test_a_fact_said_twice_is_one_fact_on_its_first_line():
    file = read_source("kb/duties/x.ttl", "<a> <b> <c> .\n<a> <b> <c> .")
    assert len(file.quads) == 1
    assert list(file.fact_lines.values()) == [1]
    assert list(file.subject_lines.values()) == [1]


def test_a_broken_file_stops_the_load_and_names_path_and_line(root):
    (root / "kb/duties/y.ttl").write_text("<a>\n<b> [] .", encoding="utf-8")
    with pytest.raises(BrokenFileError, match=r"kb/duties/y\.ttl:2 A blank node") as caught:
        load_sources(root)
    assert caught.value.remedy
    assert caught.value.line == 2


def test_all_broken_files_can_be_told_at_once_beside_what_could_be_read(root):
    (root / "kb/duties/y.ttl").write_text("<a> <b> .", encoding="utf-8")
    (root / "kb/duties/z.ttl").write_bytes("<a>\n<b> 'å' .".encode("latin-1"))
    sources = read_sources(root)
    assert [(error.path, error.line) for error in sources.broken] == [("kb/duties/y.ttl", 1), ("kb/duties/z.ttl", 2)]
    assert "UTF-8" in sources.broken[1].remedy
    assert len(sources.files) == 3


def test_a_byte_order_mark_is_no_part_of_the_text(root):
    (root / "kb/duties/x.ttl").write_bytes(b"\xef\xbb\xbf" + NORM.encode())
    assert load_sources(root).files[1].text == NORM


def test_facts_that_several_files_say_are_told_with_their_places(root):
    (root / "kb/duties/y.ttl").write_text("<actors/kommunen>\n  a <ns#Actor> .", encoding="utf-8")
    ((fact, places),) = load_sources(root).list_repeated()
    assert fact == Triple(node("actors/kommunen"), RDF_TYPE, node("hj:Actor"))
    assert places == (("kb/actors/a.ttl", 1), ("kb/duties/y.ttl", 2))
