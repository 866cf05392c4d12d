import pytest

from hjemmel.search.norwegian import Analyser, find_spans, fold, fold_plain, list_words

SAME = [
    ("kommunene", "kommunane"),
    ("arbeidsgiver", "arbeidsgiveren"),
    ("arbeidsgiverne", "arbeidsgjevarar"),
    ("virksomheter", "verksemda"),
    ("taushetsplikten", "teieplikta"),
    ("voldsutsatte", "valdsutsette"),
    ("krisesentertilbudet", "krisesentertilbodet"),
    ("barnevernstjenesten", "barnevernstenesta"),
    ("barnevernsloven", "barnevernlova"),
    ("helsepersonell", "helsepersonellets"),
    ("besøksforbud", "besøksforbodet"),
    ("melding", "melde"),
    ("avvergeplikt", "avvergingsplikt"),
    ("avvergeplikt", "avverjeplikt"),
    ("jordmor", "jordmødre"),
    ("øyeblikkelig", "augeblikkeleg"),
    ("brukere", "brukarar"),
    ("krisesenter", "krisesentre"),
    ("statsforvalter", "statsforvaltaren"),
    ("skole", "skulane"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_forms_of_a_word_in_both_written_forms_share_a_term(analyser, one, other):
    assert set(analyser.analyse(one).terms) & set(analyser.analyse(other).terms)


@pytest.mark.parametrize(("one", "other"), [("kommune", "fylkeskommune"), ("vold", "voldgift"), ("barn", "barnehage")])
def test_different_words_share_no_term(analyser, one, other):
    assert not set(analyser.analyse(one).terms) & set(analyser.analyse(other).terms)


def test_a_compound_has_its_parts_and_theirs(analyser):
    analysis = analyser.analyse("krisesentertilbud")
    assert analysis.parts == ("krisesent", "tilbud")
    assert {"kris", "sent"} <= set(analysis.all_parts)
    assert analysis.key == "krisesent-tilbud"


def test_a_word_that_is_no_compound_stands_for_itself(analyser):
    analysis = analyser.analyse("kommunen")
    assert (analysis.parts, analysis.all_parts, analysis.key) == ((), (), "kommun")


def test_a_number_is_its_own_term(analyser):
    assert analyser.analyse("3-3a").terms == ("3-3a",)


def test_small_words_say_nothing_in_three_languages(analyser):
    assert all(analyser.is_stop_word(word) for word in ("hvem", "kven", "who"))
    assert not analyser.is_stop_word("lov")
    assert analyser.stem_english("the") == ""
    assert analyser.stem_english("duties") == "duti"


def test_what_strangers_ask_does_not_fill_the_memory():
    analyser = Analyser()
    analyser._capacity = len(analyser._seen) + 1
    for word in ("abcd", "efgh", "ijkl"):
        analyser.analyse(word)
    assert len(analyser._seen) == 1


def test_folding_takes_case_accents_and_soft_hyphens_but_not_norwegian_letters():
    assert fold("Én\u00adSlag ÆØÅ") == "enslag æøå"
    assert fold("Plain") == "plain"
    assert fold("a\u030a") == "å"


def test_words_typed_without_norwegian_letters_fold_alike():
    assert fold_plain("opplæring") == fold_plain("opplaring") == fold_plain("opplaering")
    assert fold_plain("Åse") == fold_plain("aase")


def test_a_section_number_is_one_word():
    assert list_words("hol. § 3-3 a og 13-2, 3-3a") == ["hol", "3-3", "a", "og", "13-2", "3-3a"]


def test_spans_lead_back_to_the_words():
    text = "Vold i Nære relasjoner"
    assert [text[start:end] for start, end, _ in find_spans(text)] == text.split()


def test_spans_hold_where_folding_changes_the_length():
    for text in ("en\u00adby vold", "a\u030a vold", "İ vold"):
        assert "vold" in [text[start:end] for start, end, _ in find_spans(text)]
