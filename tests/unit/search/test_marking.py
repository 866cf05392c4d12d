from hypothesis import given
from hypothesis import strategies as st

from hjemmel.search.marking import LONGEST, Marked, Marker


def read(index, text):
    return index._reader.read(text)


def marked(result):
    return [result.text[start:end] for start, end in result.marks]


def test_words_asked_for_are_marked_in_every_form(index):
    question = read(index, "taushetsplikt")
    assert marked(Marker(question, index.analyser).mark("Teieplikta og taushetsplikten gjelder.")) == [
        "Teieplikta",
        "taushetsplikten",
    ]


def test_a_compound_is_marked_for_its_part(index):
    question = read(index, "senter")
    assert marked(Marker(question, index.analyser).mark("Et krisesenter i byen")) == ["krisesenter"]


def test_english_words_are_marked(index):
    question = read(index, "offence")
    assert marked(Marker(question, index.analyser).mark("Everyone must try to avert offences")) == ["offences"]


def test_small_words_are_never_marked(index):
    question = read(index, "melde")
    assert marked(Marker(question, index.analyser).mark("til og fra")) == []


def test_a_short_text_is_given_whole(index):
    assert Marker(read(index, "melde"), index.analyser).find_snippet("Kommunen melder.").text == "Kommunen melder."


def test_a_long_text_is_cut_around_what_was_asked_for(index):
    text = "innledning " * 60 + "kommunen melder saken " + "avslutning " * 60
    snippet = Marker(read(index, "melde"), index.analyser).find_snippet(text)
    assert snippet.text.startswith("… ")
    assert snippet.text.endswith(" …")
    assert marked(snippet) == ["melder"]
    assert len(snippet.text) <= LONGEST + 4


def test_a_long_text_without_the_words_begins_at_its_beginning(index):
    snippet = Marker(read(index, "kommune"), index.analyser).find_snippet("ord " * 200)
    assert snippet.text.startswith("ord ord")
    assert snippet.marks == ()


def test_the_end_of_a_text_is_shown_as_the_end(index):
    snippet = Marker(read(index, "kommune"), index.analyser).find_snippet("ord " * 100 + "kommunen")
    assert snippet.text.endswith("kommunen")
    assert marked(snippet) == ["kommunen"]


def test_a_text_of_one_endless_word_is_cut_too(index):
    snippet = Marker(read(index, "kommune"), index.analyser).find_snippet("a" * 900 + " kommunen")
    assert len(snippet.text) <= LONGEST + 4


def test_pieces_put_together_are_the_text():
    whole = Marked("abc def", ((0, 3), (4, 7)))
    assert whole.pieces == (("abc", True), (" ", False), ("def", True))
    assert Marked("").pieces == ()


@given(st.text(alphabet="abKkommunen e\u0301İæ<>&\n", max_size=600))
def test_marks_always_lie_within_the_text_in_order(index, text):
    snippet = Marker(read(index, "kommune"), index.analyser).find_snippet(text)
    places = [place for mark in snippet.marks for place in mark]
    assert places == sorted(places)
    assert all(0 <= place <= len(snippet.text) for place in places)
    assert "".join(piece for piece, _ in snippet.pieces) == snippet.text
