"""The way upwards."""

from hjemmel.law.closure import find_closure, find_paths

BROADER = {"d": ["b", "c"], "b": ["a"], "c": ["a", "top"], "a": ["top"]}


def test_the_shortest_path_to_each_thing_above_is_found():
    assert find_paths("d", BROADER) == {
        "d": ("d",), "b": ("d", "b"), "c": ("d", "c"), "a": ("d", "b", "a"), "top": ("d", "c", "top"),
    }  # fmt: skip


def test_a_circle_is_walked_once():
    assert find_closure("a", {"a": ["b"], "b": ["a"]}) == {"a", "b"}


def test_of_two_ways_as_short_the_first_by_name_is_taken():
    assert find_paths("d", {"d": ["c", "b"], "b": ["a"], "c": ["a"]})["a"] == ("d", "b", "a")
