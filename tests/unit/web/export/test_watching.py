"""What is read of a release is noted at its border, so that nothing read stays unknown."""

from dataclasses import dataclass, field
from datetime import date

import pytest

from hjemmel.web.export.describing import Describer, pack, unpack
from hjemmel.web.export.watching import WHOLE, Readings, Watch
from hjemmel.web.release import Release


@pytest.fixture
def watch(small_kb, small_catalogue):
    return Watch(Release(kb=small_kb, catalogue=small_catalogue))


@pytest.fixture
def readings(small_kb, small_catalogue):
    return Readings(Release(kb=small_kb, catalogue=small_catalogue))


def test_an_item_all_items_and_their_names_are_different_readings(watch):
    actors = watch.release.catalogue.actors
    assert actors["lege"].slug == "lege"
    assert watch.take() == (("catalogue.actors", "item", "lege"),)
    assert "nobody" not in actors
    assert watch.take() == (("catalogue.actors", "item", "nobody"),)
    assert len(list(actors.values())) == len(actors)
    assert set(watch.take()) == {("catalogue.actors", "all"), ("catalogue.actors", "names")}


def test_a_call_with_plain_values_is_one_reading(watch, small_catalogue):
    iri = small_catalogue.actors["lege"].id
    assert watch.release.catalogue.find_label(iri, "nb") == "lege"
    assert watch.take() == (("catalogue.find_label", "call", f'[["{iri}","nb"],{{}}]'),)


def test_of_a_call_about_a_record_what_it_reads_itself_is_noted(watch, small_catalogue):
    quote = next(iter(small_catalogue.quotes.values()))
    watch.release.catalogue.quote_status(quote, date(2104, 1, 1))
    assert {key[0] for key in watch.take()} == {"catalogue.find_thing", "catalogue.wordings_of"}


def test_who_takes_from_a_shelf_has_read_what_it_was_made_from(watch):
    def make():
        return watch.release.catalogue.find_label("x", "nb").encode()

    watch.release.items.find_or_make("x", make)
    first = watch.take()
    watch.release.items.find_or_make("x", make)
    assert watch.take() == first != ()


def test_what_cannot_be_told_apart_is_a_reading_of_the_whole_release(watch):
    assert watch.release.data
    assert watch.take() == (WHOLE,)
    assert watch.release.kb.store.select("SELECT ?s { ?s a ?class } LIMIT 1", {})
    assert WHOLE in watch.take()


def test_every_reading_can_be_read_again_and_gives_the_same(watch, readings, small_catalogue):
    catalogue = watch.release.catalogue
    iri = small_catalogue.actors["lege"].id
    catalogue.reach.find_lines(iri, ("bearer", "performer"))
    catalogue.situation_tree.close([each.id for each in small_catalogue.situations.values()])
    watch.release.kb.store.describe(iri)
    watch.release.find_period(date(2104, 1, 1))
    assert (watch.release.law, watch.release.context) != (None, None)
    assert list(catalogue.norms.items())
    keys = watch.take()
    assert len(keys) == 7
    assert [readings.read(key) for key in keys] == [readings.read(key) for key in keys]
    assert "" not in {readings.read(key) for key in keys}


def test_a_reading_that_is_no_longer_possible_has_no_digest(readings):
    assert readings.read(("catalogue.elves", "all")) == ""
    assert readings.read(("catalogue.find_actor", "call", '[["nobody"],{}]')) == ""


@dataclass(frozen=True, slots=True)
class Pair:
    left: object
    right: object = field(default=None, hash=False)


def test_equal_values_have_equal_digests_and_others_other_ones():
    values = [
        None, True, 1, "1", "a", "b", b"a", date(2104, 1, 1), ("a", "b"), ("ab",), {"a": 1}, {"a": 2},
        frozenset({"a", "b"}), Pair("a"), Pair("a", 1), Pair(Pair("a")),
    ]  # fmt: skip
    digests = [Describer().digest(value) for value in values]
    assert len(set(digests)) == len(values)
    assert digests == [Describer().digest(value) for value in values]
    assert Describer().digest(frozenset({"b", "a"})) == Describer().digest(frozenset({"a", "b"}))


def test_what_has_no_value_of_its_own_cannot_be_described():
    with pytest.raises(TypeError, match="can't be described"):
        Describer().digest((1, object()))


@pytest.mark.parametrize(
    "args", [(), ("a", 1, None, True), (date(2104, 1, 1),), (("a", ("b",)),), (frozenset({"b", "a"}),)]
)
def test_plain_values_of_a_call_are_read_as_they_were_written(args):
    assert unpack(pack(args, {"on": date(2104, 2, 3)})) == (args, {"on": date(2104, 2, 3)})


def test_records_are_not_plain():
    assert pack((Pair("a"),), {}) is None
