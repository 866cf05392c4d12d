"""A build that follows a good one holds only what has changed against the shapes, and finds what a whole one would."""

import hashlib

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from hjemmel.check.checking import check_sources
from hjemmel.check.rechecking import find_ground, list_unsettled
from hjemmel.check.shapes import LEFT_TO_HOUSE_RULES, find_shapes_folder
from hjemmel.rdf.namespaces import BASE, expand

ONE = "<actors/one>\n    a hj:Actor ;\n.\n"
TWO = "<actors/two>\n    a hj:Actor ;\n    skos:broader <actors/one> ;\n.\n"
CLEAN = {"findings": 0}


def digest_all(sources):
    return {file.path: hashlib.sha256(file.text.encode()).hexdigest() for file in sources.files}


def unsettled(before, after, **report):
    ground = find_ground(before)
    return list_unsettled(after, digest_all(before), {**CLEAN, "ground": ground, **report}, find_ground(after))


def test_only_what_has_changed_is_unsettled(write_sources):
    before = write_sources(kb__actors__one=ONE, kb__actors__two=TWO)
    after = write_sources(kb__actors__one=ONE, kb__actors__two=TWO.replace("skos:broader", "hj:organOf"))
    assert unsettled(before, before) == frozenset()
    assert unsettled(before, after) == {"kb/actors/two.ttl"}


def test_who_speaks_of_the_same_thing_is_unsettled_too(write_sources):
    before = write_sources(kb__a=ONE, kb__b=TWO, kb__c='<actors/two>\n    skos:notation "2" ;\n.\n')
    after = write_sources(kb__a=ONE, kb__b=TWO, kb__c='<actors/two>\n    skos:notation "3" ;\n.\n')
    assert unsettled(before, after) == {"kb/b.ttl", "kb/c.ttl"}


@pytest.mark.parametrize(
    "texts",
    [
        {"kb__a": ONE.replace("hj:Actor", "hj:Situation"), "kb__b": TWO},  # another class
        {"kb__a": ONE, "kb__b": TWO, "kb__c": ONE.replace("one", "three")},  # a new thing
        {"kb__a": ONE},  # a file gone
    ],
)
def test_where_classes_or_files_differ_all_is_unsettled(write_sources, texts):
    before = write_sources(kb__a=ONE, kb__b=TWO)
    assert unsettled(before, write_sources(**texts)) is None


def test_after_a_build_that_found_something_all_is_unsettled(write_sources):
    sources = write_sources(kb__a=ONE)
    assert unsettled(sources, sources, findings=1) is None
    assert unsettled(sources, sources, ground="of another program") is None
    assert list_unsettled(sources, digest_all(sources), {}, find_ground(sources)) is None


def test_what_is_wrong_in_a_changed_file_is_found_as_by_a_whole_check(write_sources):
    sources = write_sources(kb__actors__two=TWO)
    path = "kb/actors/two.ttl"
    whole = [finding for finding in check_sources(sources) if finding.file == path]
    assert [each for each in check_sources(sources, unsettled={path}) if each.file == path] == whole
    unshaped = {finding.rule for finding in check_sources(sources, unsettled=set())}
    assert {finding.rule for finding in whole} - unshaped >= {"actor-scheme"}


def test_no_shape_looks_further_than_at_the_classes_of_neighbours():
    triples = [
        triple
        for file in find_shapes_folder().glob("*.ttl")
        if file.name != LEFT_TO_HOUSE_RULES
        for triple in parse(file.read_text(encoding="utf-8"), format=RdfFormat.TURTLE, base_iri=BASE)
    ]
    said = {}
    for triple in triples:
        said.setdefault(triple.subject.value, {}).setdefault(triple.predicate.value, []).append(triple.object)
    lookers = {"sh:node", "sh:sparql", "sh:qualifiedValueShape", "sh:js", "sh:inversePath", "sh:and", "sh:not"}
    assert {expand(name) for name in lookers}.isdisjoint(name for facts in said.values() for name in facts)
    paths = [path for facts in said.values() for path in facts.get(expand("sh:path"), ())]
    assert all(isinstance(path, NamedNode) and path.value not in said for path in paths)
    # What a property's values are held to is said of the values themselves, not of what they lead to.
    for facts in said.values():
        if expand("sh:path") in facts:
            choices = [each for name in ("sh:or", "sh:xone") for each in facts.get(expand(name), ())]
            members = [member for choice in choices for member in list_members(said, choice.value)]
            assert all(expand("sh:path") not in said[member] for member in members)
            assert all(expand("sh:property") not in said[member] for member in members)
            assert expand("sh:property") not in facts


def list_members(said, name):
    while name in said:
        yield said[name][expand("rdf:first")][0].value
        name = said[name][expand("rdf:rest")][0].value
