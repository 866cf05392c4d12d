import gc

import pytest

from hjemmel.law.citations import build_registry, list_citations
from hjemmel.law.citations.collector import LONG, pause_collector


@pytest.fixture(autouse=True)
def collector():
    yield
    gc.enable()


def test_the_collector_rests_while_a_long_text_is_read_and_works_again_after_it():
    with pause_collector(LONG):
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_short_text_leaves_the_collector_alone():
    with pause_collector(LONG - 1):
        assert gc.isenabled()


def test_the_collector_works_again_after_a_fault():
    with pytest.raises(ValueError, match="fault"), pause_collector(LONG):
        raise ValueError("fault")
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off():
    gc.disable()
    list_citations("krisesenterlova § 4 " * 3000, build_registry())
    assert not gc.isenabled()


def test_reading_makes_no_cycles_for_the_collector_to_find():
    registry = build_registry()
    gc.collect()
    gc.disable()
    list_citations("Etter krisesenterlova §§ 4 og 5, jf. samme lov § 2 første ledd. ", registry)
    assert gc.collect() == 0
