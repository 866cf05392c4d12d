"""Two wordings side by side, as a person reads them."""

from hypothesis import given
from hypothesis import strategies as st

from hjemmel.law import comparing
from hjemmel.law.comparing import compare_wordings, list_differences
from hjemmel.law.lovdata.wordings import Wording


def told(before, after):
    return [(one.step, one.text) for one in list_differences(before, after)]


def wording(*parts):
    """A wording of parts, each a pair of path and words."""
    outline = " ".join(path for path, _ in parts)
    return Wording(version="x", text="\n".join(text for _, text in parts), outline=outline)


def sides(found):
    return [("".join(one.text for one in pair.before), "".join(one.text for one in pair.after)) for pair in found.pairs]


def test_a_difference_is_told_word_by_word():
    assert told("Kommunen skal høre barnet.", "Kommunen kan høre barnet.") == [
        ("same", "Kommunen "),
        ("gone", "skal"),
        ("new", "kan"),
        ("same", " høre barnet."),
    ]


def test_a_comma_that_went_takes_no_word_with_it():
    assert told("eit dagtilbod, og", "eit dagtilbod") == [("same", "eit dagtilbod"), ("gone", ", og")]


def test_a_word_or_two_shared_between_two_changes_read_as_part_of_the_change():
    assert told("alle som vil vere med", "ingen som vil gå med") == [
        ("gone", "alle som vil vere"),
        ("new", "ingen som vil gå"),
        ("same", " med"),
    ]


@given(st.text(alphabet="ab ,.\n", max_size=40), st.text(alphabet="ab ,.\n", max_size=40))
def test_both_texts_can_be_put_together_again_from_what_is_told(before, after):
    found = list_differences(before, after)
    assert "".join(one.text for one in found if one.step != "new") == before
    assert "".join(one.text for one in found if one.step != "gone") == after


def test_parts_that_are_the_same_are_counted_and_not_shown():
    before = wording(("ledd/1", "Fyret skal lyse."), ("ledd/2", "Det er raudt."))
    found = compare_wordings(before, wording(("ledd/1", "Fyret skal lyse."), ("ledd/2", "Det er kvitt.")))
    assert found.unchanged == 1
    assert sides(found) == [("Det er raudt.", "Det er kvitt.")]


def test_parts_are_paired_by_their_words_though_others_came_between():
    before = wording(("ledd/1", "Vaktaren pussar linsa kvar dag."), ("ledd/2", "Lyset er kvitt om natta."))
    after = wording(
        ("ledd/1", "Båtar skal helse på fyret."),
        ("ledd/2", "Vaktaren pussar linsa kvar veke."),
        ("ledd/3", "Lyset er raudt om natta."),
    )
    found = compare_wordings(before, after)
    assert [(pair.before_path, pair.after_path) for pair in found.pairs] == [
        ("", "ledd/1"),
        ("ledd/1", "ledd/2"),
        ("ledd/2", "ledd/3"),
    ]


def test_what_shares_too_little_stands_whole_beside_the_other():
    before = wording(("ledd/1", "Tilbod kan inngå i ein plan."))
    found = compare_wordings(before, wording(("ledd/1", "Kommunen skal sørgje for samarbeid."), ("ledd/2", "Nytt.")))
    assert [[one.step for one in (*pair.before, *pair.after)] for pair in found.pairs] == [["gone", "new"], ["new"]]
    assert sides(found)[1] == ("", "Nytt.")


def test_an_annex_written_anew_is_not_paired_part_by_part(monkeypatch):
    monkeypatch.setattr(comparing, "_MOST_PAIRS", 1)
    before = wording(("ledd/1", "Eitt fyr lyser."), ("ledd/2", "To fyr lyser."))
    found = compare_wordings(before, wording(("ledd/1", "Noko anna."), ("ledd/2", "Eitt fyr lyser no.")))
    assert len(found.pairs) == 2


def test_wordings_with_the_same_words_have_no_pairs():
    one = wording(("ledd/1", "Fyret skal lyse."))
    assert compare_wordings(one, one).pairs == ()
