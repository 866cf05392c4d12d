"""In force on a day."""

from datetime import date

import pytest

from hjemmel.law.force import find_state, holds_on, last_day

JAN, JULY = date(2100, 1, 1), date(2100, 7, 1)


def test_a_period_without_ends_holds_every_day():
    assert holds_on(None, None, JAN)


def test_a_period_ends_the_day_before_its_exclusive_end():
    assert holds_on(JAN, JULY, date(2100, 6, 30))
    assert not holds_on(JAN, JULY, JULY)
    assert last_day(JULY) == date(2100, 6, 30)
    assert last_day(None) is None


@pytest.mark.parametrize(
    ("start", "end", "state"),
    [
        (None, None, "pending"),
        (date(2100, 3, 2), None, "coming"),
        (JAN, JULY, "in-force"),
        (JAN, date(2100, 3, 1), "ended"),
    ],
)
def test_a_wording_stands_to_a_day_in_one_of_four_ways(start, end, state):
    assert find_state(start, end, date(2100, 3, 1)) == state
