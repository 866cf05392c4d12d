from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjemmel.errors import BadParameterError
from hjemmel.web.parameters import LANG, ON_OR_ANY, PAGING, Parameter, Query, parse_day, parse_query, split_query

SITUATION = Parameter(name="situation", kind="words", description="What it is about.", example="sak")
KNOWN = {row.name: row for row in (ON_OR_ANY, LANG, SITUATION, *PAGING)}


def test_nothing_asked_is_today_and_the_first_page():
    assert parse_query("", KNOWN) == Query(on=None, page=1, size=100)


def test_everything_is_read_as_what_it_is():
    query = parse_query("on=2022-08-01&page=2&size=5&lang=nn&situation=a&situation=b%20c", KNOWN)
    expected = Query(on=date(2022, 8, 1), page=2, size=5, lang="nn", words={"situation": ("a", "b c")})
    assert query == expected


def test_any_day_can_be_asked_for():
    assert parse_query("on=any", KNOWN).on == "any"


@given(st.text(max_size=80))
def test_any_query_is_read_or_refused_in_words(text):
    try:
        parse_query(text, KNOWN)
    except BadParameterError as error:
        assert error.detail  # noqa: PT017 -- both ends are right
        assert error.remedy  # noqa: PT017 -- the same


@given(st.dates())
def test_every_day_reads_back(day):
    assert parse_day(day.isoformat()) == day


@pytest.mark.parametrize("text", ["2022-02-30", "2022-2-3", "20220203", "2022-W01-1", "٢٠٢٢-٠١-٠١", " 2022-01-01", "x"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(BadParameterError, match="is no day"):
        parse_day(text)


def test_plus_and_percent_are_decoded_alike():
    assert split_query("q=a+b%20c&x") == [("q", "a b c"), ("x", "")]
