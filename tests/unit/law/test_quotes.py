"""Whether a quoted passage is the law's words on a day."""

from dataclasses import replace
from datetime import date

import pytest

from hjemmel.law.catalogue import Catalogue
from hjemmel.law.identifiers import to_iri
from hjemmel.law.quotes import find_quote_status


def ask(catalogue: Catalogue, slug: str, day: date):
    return catalogue.quote_status(catalogue.find_quote(slug), day)


@pytest.mark.parametrize(
    ("slug", "day", "status"),
    [
        ("quote-omsl-2", date(2098, 1, 1), "coming"),
        ("quote-omsl-2", date(2101, 6, 30), "current"),
        ("quote-omsl-2", date(2101, 7, 1), "past"),
        ("quote-omsl-11", date(2105, 12, 31), "current"),
        ("quote-omsl-11", date(2106, 1, 1), "past"),
        ("quote-meldl-3-3a", date(2150, 1, 1), "current"),
        ("quote-meldl-11-1", date(2150, 1, 1), "coming"),
        ("quote-ukjent", date(2150, 1, 1), "not-found"),
        ("quote-handbok", date(2099, 1, 1), "coming"),
        ("quote-handbok", date(2103, 12, 31), "current"),
        ("quote-handbok", date(2104, 1, 1), "past"),
    ],
)
def test_a_quote_is_current_while_its_words_are(small_catalogue: Catalogue, slug, day, status):
    assert ask(small_catalogue, slug, day).wording_status == status


def test_a_past_quote_tells_when_it_was_so_and_what_came_after(small_catalogue: Catalogue):
    status = ask(small_catalogue, "quote-omsl-2", date(2102, 1, 1))
    assert (status.valid_from, status.valid_to) == (date(2099, 1, 1), date(2101, 7, 1))
    assert status.replaced_by == to_iri("lov/2099-01-01-1/paragraf/2/versjon/2101-07-01")


def test_words_that_outlived_a_change_elsewhere_in_the_provision_are_one_period(small_catalogue: Catalogue):
    status = ask(small_catalogue, "quote-omsl-11", date(2102, 1, 1))
    assert (status.valid_from, status.valid_to) == (date(2099, 1, 1), date(2106, 1, 1))
    assert status.replaced_by == to_iri("lov/2099-01-01-1/paragraf/11/versjon/2106-01-01")


def test_a_current_quote_is_replaced_by_nothing(small_catalogue: Catalogue):
    assert ask(small_catalogue, "quote-meldl-3-3a", date(2102, 1, 1)).replaced_by is None


def test_a_quote_keeps_its_text_and_language(small_catalogue: Catalogue):
    quote = small_catalogue.find_quote("quote-omsl-2")
    assert quote.text.startswith("Kommunen skal")
    assert quote.language == "nn"
    assert quote.illustrates == (to_iri("duties/omsl-2-tilbod"),)


def test_a_passage_is_past_between_two_wordings_that_both_have_it(small_catalogue: Catalogue):
    wordings = small_catalogue.wordings_of("lov/2099-01-01-1/paragraf/11")
    quote = replace(small_catalogue.find_quote("quote-omsl-11"), quoted_wording=(wordings[0].id, wordings[2].id))
    days = (date(2101, 12, 31), date(2102, 1, 1), date(2106, 1, 1))
    found = [find_quote_status(quote, day, wordings=wordings).wording_status for day in days]
    assert found == ["current", "past", "current"]


def test_the_passages_the_project_was_given_stand_as_the_law_now_does(real_catalogue: Catalogue):
    day = date(2026, 1, 1)
    reworded = ask(real_catalogue, "quote-krsl-4-2009", day)
    assert (reworded.wording_status, reworded.valid_to) == ("past", date(2022, 8, 1))
    assert reworded.replaced_by == to_iri("lov/2009-06-19-44/paragraf/4/versjon/2022-08-01")
    assert ask(real_catalogue, "quote-hol-33a", day).wording_status == "current"
