import pytest

from hjemmel.law.verify import WordingText, to_key, to_status, verify_quote

OLD = WordingText(
    id="versjon/2010",
    text="Kommunen skal sørgje for samordning av tiltak mellom senteret og andre tenester i kommunen.",
    valid_from="2010-01-01",
    valid_to="2022-08-01",
)
NEW = WordingText(
    id="versjon/2022",
    text="Kommunen skal samordne tenestetilbodet i samsvar med helse- og omsorgstenestelova § 3-4 for den einskilde.",
    valid_from="2022-08-01",
)
NEXT = WordingText(id="versjon/ny", text="Kommunen skal føre kontroll med at alle får eit trygt og godt tilbod.")
OTHER = WordingText(
    id="versjon/annan", text="Kommunen skal sørgje for samordning av alle planar i fylket.", valid_from="2000-01-01"
)
ALL = (OLD, NEW, NEXT, OTHER)


def test_a_passage_of_the_wording_in_force_is_current():
    verdict = verify_quote("samordne tenestetilbodet i samsvar med helse- og omsorgstenestelova", ALL, "2024-01-01")
    assert (verdict.status, verdict.wording, verdict.valid_from) == ("current", "versjon/2022", "2022-08-01")


def test_a_passage_of_an_earlier_wording_is_past_and_says_from_when_to_when():
    verdict = verify_quote(OLD.text, ALL, "2024-01-01")
    assert (verdict.status, verdict.valid_from, verdict.valid_to) == ("past", "2010-01-01", "2022-08-01")


def test_a_passage_that_stood_in_several_wordings_says_how_long_it_held_in_all():
    spans = [("2010", "2010-01-01", "2012-01-01"), ("2012", "2012-01-01", "2022-08-01"), ("2025", "2025-01-01", "")]
    row = [WordingText(id=f"p/versjon/{at}", text=OLD.text, valid_from=one, valid_to=two) for at, one, two in spans]
    verdict = verify_quote(OLD.text, [*row, NEW], "2024-01-01")
    assert (verdict.wording, verdict.valid_from) == ("p/versjon/2012", "2012-01-01")
    assert (verdict.held_from, verdict.held_to) == ("2010-01-01", "2022-08-01")
    verdict = verify_quote(OLD.text, row, "2026-01-01")
    assert (verdict.held_from, verdict.held_to) == ("2025-01-01", None)


def test_what_stands_in_no_wording_has_held_at_no_time():
    verdict = verify_quote(
        "Kommunen skal sørgje for samordning av tiltak mellom senteret og alle tenester", ALL, "2015-01-01"
    )
    assert (verdict.status, verdict.held_from, verdict.held_to) == ("altered", None, None)


def test_the_same_passage_is_current_on_a_day_of_its_own_time():
    assert verify_quote(OLD.text, ALL, "2015-01-01").status == "current"


@pytest.mark.parametrize("on", ["2024-01-01", "2040-01-01"])
def test_a_wording_without_a_day_is_coming(on):
    assert verify_quote(NEXT.text, ALL, on).status == "coming"


def test_a_wording_whose_day_has_not_come_is_coming():
    assert to_status(NEW, "2020-01-01") == "coming"


@pytest.mark.parametrize(
    "passage",
    [
        "«Kommunen skal sørgje for samordning av tiltak mellom senteret og andre tenester»",
        "Kommunen  skal\nsørgje for sam-\nordning av tiltak mellom senteret",
        "kommunen skal sørgje for sam\u00adordning av\u00a0tiltak mellom senteret",
        "Kommunen skal sørgje for samordning […] andre tenester i kommunen.",
        "Kommunen skal sørgje for samordning ... andre tenester i kommunen",
    ],
)
def test_blanks_hyphens_quotation_marks_and_marked_omissions_do_not_matter(passage):
    assert verify_quote(passage, ALL, "2015-01-01").status == "current"


def test_pieces_in_the_wrong_order_are_not_the_wording():
    assert verify_quote("andre tenester i kommunen … Kommunen skal sørgje for", ALL, "2015-01-01").status != "current"


def test_a_changed_word_is_altered_and_the_difference_is_told():
    verdict = verify_quote(
        "Kommunen kan sørgje for samordning av tiltak mellom senteret og andre tenester i kommunen.", ALL, "2015-01-01"
    )
    assert verdict.status == "altered"
    assert [(one.quoted, one.wording) for one in verdict.differences] == [("kan", "skal")]
    assert verdict.wording == "versjon/2010"


def test_a_word_left_out_without_a_mark_is_altered():
    verdict = verify_quote(
        "Kommunen skal sørgje for samordning mellom senteret og andre tenester i kommunen.", ALL, "2015-01-01"
    )
    assert [(one.quoted, one.wording) for one in verdict.differences] == [("", "av tiltak")]


def test_what_no_wording_resembles_is_not_found_and_names_nothing():
    verdict = verify_quote("Fylkesmannen fører tilsyn med drikkevatn og avløp i byane.", ALL, "2015-01-01")
    assert (verdict.status, verdict.near) == ("not-found", ())


def test_three_or_more_near_misses_are_named_the_likest_first():
    wordings = [
        WordingText(
            id=f"w{at}", text=f"Kommunen skal sørgje for tilbod nummer {at} til alle innbyggjarar som treng det."
        )
        for at in range(4)
    ]
    verdict = verify_quote("Kommunen bør lage eit tilbod til alle innbyggjarar", wordings, "2024-01-01")
    assert verdict.status == "not-found"
    assert len(verdict.near) >= 3
    assert [one.likeness for one in verdict.near] == sorted((one.likeness for one in verdict.near), reverse=True)


def test_a_long_wording_is_compared_by_the_part_that_is_quoted():
    long = WordingText(
        id="lang", text="Innleiing om alt mogleg anna. " * 30 + OLD.text + " Slutt." * 40, valid_from="2000-01-01"
    )
    passage = "Kommunen kan sørgje for samordning av tiltak mellom senteret og andre tenester"
    verdict = verify_quote(passage, [long], "2024-01-01")
    assert (verdict.status, verdict.differences[0].wording) == ("altered", "skal")


@pytest.mark.parametrize("passage", ["", "   ", "skal", "«»"])
def test_a_passage_too_short_to_tell_is_not_found(passage):
    assert verify_quote(passage, ALL, "2024-01-01").status == "not-found"


def test_the_key_keeps_letters_digits_and_signs_only():
    assert to_key("«Sam-\nordning», § 3–4!") == "samordning,§34!"


def test_of_two_past_wordings_the_one_that_ended_last_is_named():
    first = WordingText(id="a", text=OLD.text, valid_from="2000-01-01", valid_to="2005-01-01")
    assert verify_quote(OLD.text, [first, OLD], "2024-01-01").wording == "versjon/2010"


def test_other_provisions_with_the_same_words_are_named_beside_the_first():
    rows = [
        WordingText(id="a/versjon/1", text="Kommunen skal samordne tilbudet.", valid_from="2020-01-01"),
        WordingText(
            id="b/versjon/1", text="Kommunen skal samordne tilbudet.", valid_from="2010-01-01", valid_to="2015-01-01"
        ),
        WordingText(
            id="a/versjon/0", text="Kommunen skal samordne tilbudet.", valid_from="2010-01-01", valid_to="2020-01-01"
        ),
    ]
    verdict = verify_quote("Kommunen skal samordne tilbudet", rows, "2026-01-01")
    assert (verdict.status, verdict.wording) == ("current", "a/versjon/1")
    assert [(near.id, near.likeness) for near in verdict.near] == [("b/versjon/1", 1.0)]
