import pytest

from hjemmel.search.spelling import Spelling, count_edits

WORDS = {"krisesenter": 30, "statsforvalteren": 20, "opplæringslova": 5, "barn": 90, "navn": 1, "havn": 4, "3-3a": 7}


@pytest.fixture
def spelling():
    return Spelling(WORDS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("krisesetner", "krisesenter"),
        ("krisesentr", "krisesenter"),
        ("statsfovaltern", "statsforvalteren"),
        ("opplaringslova", "opplæringslova"),
        ("opplaeringslova", "opplæringslova"),
        ("bran", "barn"),
    ],
)
def test_a_typing_error_finds_the_word_that_was_meant(spelling, typed, meant):
    assert spelling.find_nearest(typed) == meant


@pytest.mark.parametrize("typed", ["zzzzzzzz", "brn", "omvendte", "brkk"])
def test_what_is_near_nothing_stays_as_it_is(spelling, typed):
    assert spelling.find_nearest(typed) is None


def test_of_words_equally_near_the_commonest_is_taken(spelling):
    assert spelling.find_nearest("lavn") == "havn"


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [("ab", "ab", 0), ("ab", "ba", 1), ("abc", "abd", 1), ("abc", "ab", 1), ("abc", "xyz", 3)],
)
def test_a_swap_of_neighbours_is_one_edit(one, other, edits):
    assert count_edits(one, other, 2) == edits
