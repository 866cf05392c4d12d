import pytest

from hjemmel.search.compounds import Splitter

LEMMAS = {
    "krise": "krise", "senter": "senter", "sentrene": "senter", "tilbud": "tilbud", "vold": "vold", "utsatt": "utsatt",
    "arbeid": "arbeid", "plikt": "plikt", "råd": "råd", "politi": "politi", "barn": "barn", "barna": "barn",
}  # fmt: skip


@pytest.fixture
def splitter():
    return Splitter(LEMMAS.get, ["krisesenter"])


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("krisesentertilbud", ("krisesenter", "tilbud")),
        ("krisesenter", ("krise", "senter")),
        ("krisesentrene", ("krise", "sentrene")),
        ("voldsutsatt", ("vold", "utsatt")),
        ("arbeidsplikt", ("arbeid", "plikt")),
        ("barneråd", ("barn", "råd")),
        ("politiråd", ("politi", "råd")),
    ],
)
def test_a_compound_falls_into_the_words_it_is_made_of(splitter, word, parts):
    assert splitter.split(word) == parts


@pytest.mark.parametrize("word", ["vold", "ukjentord", "samarbeid", "arbeidet", "barnaplikt", "a" * 60, "xx"])
def test_what_is_no_compound_is_left_whole(splitter, word):
    assert splitter.split(word) == ()
