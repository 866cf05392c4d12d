from __future__ import annotations

from hjemmel.graph.compare import compare
from hjemmel.graph.snapshot import open_memory
from hjemmel.rdf.namespaces import BASE

from .conftest import to_sources

OLD = open_memory(to_sources(kb_a="<lov/1/paragraf/2> a hj:Act . <lov/1/paragraf/11> a hj:Act ; hj:position 1 ."))
NEW = open_memory(to_sources(kb_b="<lov/1/paragraf/3> a hj:Act . <lov/1/paragraf/11> a hj:Act ; hj:position 2 ."))


def test_what_came_and_went_is_told_thing_by_thing_in_natural_order():
    change = compare(OLD, NEW)
    assert (change.old, change.new) == (OLD.release, NEW.release)
    assert [name.removeprefix(BASE) for name in change.added] == ["lov/1/paragraf/3", "lov/1/paragraf/11"]
    assert [name.removeprefix(BASE) for name in change.removed] == ["lov/1/paragraf/2", "lov/1/paragraf/11"]
    assert [triple.object.value for triple in change.added[BASE + "lov/1/paragraf/11"]] == ["2"]
    assert [name[-2:] for name in change.subjects] == ["/2", "/3", "11"]


def test_a_fact_that_moves_to_another_file_is_no_change():
    moved = open_memory(to_sources(kb_z="<lov/1/paragraf/2> a hj:Act . <lov/1/paragraf/11> a hj:Act ; hj:position 1 ."))
    assert moved.release != OLD.release
    assert compare(OLD, moved).subjects == ()
