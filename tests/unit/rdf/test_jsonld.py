from __future__ import annotations

from pathlib import Path

import orjson
import pyoxigraph as ox
import pytest
from pyld import jsonld
from pyoxigraph import BlankNode, NamedNode, Triple

from hjemmel.rdf.jsonld import read_context, to_json
from hjemmel.rdf.namespaces import BASE, PREFIXES, node

CONTEXT = orjson.loads((Path(__file__).parents[3] / "ontology/context/hjemmel.jsonld").read_bytes())
NORM = """
<duties/x> a hj:Duty ;
    skos:prefLabel "Samarbeid"@nb, "Cooperation"@en ;
    skos:altLabel "x", "y", "ex"@en ;
    hj:bearer <actors/kommunen> ; hj:force <force/boer> ; hj:personal true ;
    hj:grounding <duties/x/groundings/2022-08-01>, <duties/x/groundings/2010-01-01> ;
    hj:reviewedOn "2026-11-01"^^xsd:date .
<duties/x/groundings/2022-08-01> a hj:Grounding ; hj:part "ledd/2" .
<duties/x/groundings/2010-01-01> a hj:Grounding ; hj:of <lov/2009-06-19-44/paragraf/4/versjon/2010-01-01> .
<duties/x/exceptions/y> a hj:Exception ; hj:exceptionTo <duties/x> ; hj:force <force/kan> .
"""


def read(text):
    names = "".join(f"@prefix {name}: <{space}> .\n" for name, space in PREFIXES.items())
    return [quad.triple for quad in ox.parse(names + text, ox.RdfFormat.TURTLE, base_iri=BASE)]


def write(text, thing="duties/x"):
    return to_json(BASE + thing, read(text), read_context(CONTEXT))


def expand(record):
    lines = jsonld.to_rdf({**CONTEXT, **record}, {"format": "application/n-quads"})
    return {quad.triple for quad in ox.parse(lines, ox.RdfFormat.N_QUADS)}


def test_a_norm_is_one_record_with_its_groundings_and_exceptions_in_it():
    record = write(NORM)
    assert list(record) == [
        "id", "type", "labels", "altLabel", "bearer", "personal", "force", "grounding", "reviewedOn", "exceptions",
    ]  # fmt: skip
    assert record["type"] == "Duty"
    assert record["labels"] == {"nb": "Samarbeid", "en": "Cooperation"}
    assert record["altLabel"] == {"@none": ["x", "y"], "en": ["ex"]}
    assert record["force"] == "bør"
    assert record["personal"] is True
    assert record["bearer"] == [BASE + "actors/kommunen"]
    assert [child["id"][-10:] for child in record["grounding"]] == ["2010-01-01", "2022-08-01"]
    assert record["exceptions"] == [{"id": BASE + "duties/x/exceptions/y", "type": "Exception", "force": "kan"}]
    assert expand(record) == set(read(NORM))


@pytest.mark.parametrize(
    "said",
    [
        "hj:force <force/unknown>",
        'hj:force "skal"',
        'hj:validFrom "2022", "2022"^^xsd:gYear, "2022-01-01"^^xsd:date',
        'hj:position 1, 01, -3, "x"^^xsd:integer, 99999999999999999999',
        'hj:adopted true, "1"^^xsd:boolean',
        'hj:part <actors/x>, "a", "b"@nb, 3',
        'hj:bearer "a person"',
        'skos:prefLabel "a", "b"@nb, "c"@nb',
        "hj:exceptionTo <duties/y>, <duties/z>",
        "a skos:Concept, hj:Actor, <http://example.org/Unknown>",
        "hj:of <duties/x>",
        'dct:issued "2021"^^xsd:gYear',
    ],
)
def test_values_of_an_unexpected_kind_are_said_in_full(said):
    text = f"<duties/x> {said} ."
    assert expand(write(text)) == set(read(text))


def test_a_key_means_the_property_of_its_class():
    text = """<guidance/x> a hj:GuidanceDocument ; dct:replaces <guidance/y> ; dct:title "T"@nb .
    <guidance/x/versjon/1> a hj:ProvisionVersion ; dct:isVersionOf <guidance/x> ; eli:title "V"@nn ."""
    record = write(text, "guidance/x")
    assert record["replaces"] == [BASE + "guidance/y"]
    assert record["versions"][0]["title"] == {"nn": "V"}
    assert expand(record) == set(read(text))


def test_a_child_of_two_things_still_names_the_other():
    text = "<duties/x> a hj:Duty . <duties/x/exceptions/y> hj:exceptionTo <duties/x>, <duties/z> ."
    record = write(text)
    assert record["exceptions"] == [{"id": BASE + "duties/x/exceptions/y", "exceptionTo": [BASE + "duties/z"]}]
    assert expand(record) == set(read(text))


def test_what_the_program_adds_says_nothing_more():
    record = write(NORM)
    extra = {
        "label": "X",
        "slug": "x",
        "validFrom": "2022-08-01",
        "basis": [{"act": "a"}],
        "because": [],
        "on": "2026-01-01",
    }
    assert expand(record | extra) == set(read(NORM))


def test_a_list_of_things_says_what_each_of_them_says():
    other = '<duties/z> a hj:Right ; skos:prefLabel "Z"@nb .'
    page = {"items": [write(NORM), write(other, "duties/z")], "total": 2, "next": None, "on": "2026-01-01"}
    assert expand(page) == {*read(NORM), *read(other)}


def test_a_thing_that_nothing_is_said_of_has_only_its_name():
    assert write("", "duties/none") == {"id": BASE + "duties/none"}


def test_a_property_without_a_term_is_an_error_and_no_silent_loss():
    with pytest.raises(ValueError, match=r"no term for http://example\.org/p"):
        write("<duties/x> <http://example.org/p> 1 .")


def test_a_subject_that_nothing_ties_to_the_thing_is_an_error():
    with pytest.raises(ValueError, match="not tied"):
        write("<duties/x> a hj:Duty . <duties/y> a hj:Duty .")


@pytest.mark.parametrize("said", ['skos:prefLabel "2022"^^xsd:gYear', "skos:prefLabel <a>", 'hj:part "x"@en--rtl'])
def test_what_the_context_cannot_say_is_an_error(said):
    with pytest.raises(ValueError, match=r"language|direction"):
        write(f"<duties/x> {said} .")


def test_blank_nodes_are_refused():
    with pytest.raises(ValueError, match="without a name"):
        to_json(BASE, [Triple(NamedNode(BASE), node("hj:of"), BlankNode("b"))], read_context(CONTEXT))
