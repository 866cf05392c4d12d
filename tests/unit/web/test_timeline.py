from datetime import date

from hjemmel.web.pages.timeline import to_timeline
from hjemmel.web.pages.words import format_day, format_span

OLD, NEW, DAY = date(2010, 1, 1), date(2022, 8, 1), date(2026, 1, 15)


def test_periods_lie_in_time_and_the_present_one_is_marked():
    line = to_timeline([(OLD, NEW), (NEW, None), (None, None)], DAY)
    assert [(bar.number, bar.current) for bar in line.bars] == [(1, False), (2, True)]
    assert line.bars[0].x + line.bars[0].width <= line.bars[1].x <= line.today
    assert line.bars[1].x + line.bars[1].width <= 320
    assert [tick.year for tick in line.ticks] == [2010, 2022]


def test_years_that_would_lie_on_each_other_are_written_once():
    spans = [(date(2000, 1, 1), date(2025, 1, 1)), (date(2025, 1, 1), date(2025, 6, 1)), (date(2025, 6, 1), None)]
    assert [tick.year for tick in to_timeline(spans, DAY).ticks] == [2000, 2025]


def test_one_period_is_no_line():
    assert to_timeline([(OLD, None)], DAY) is None


def test_days_and_periods_are_written_as_people_do():
    assert format_day(NEW, "nb") == "1. august 2022"
    assert format_day(NEW, "en") == "1 August 2022"
    assert format_span(OLD, NEW, "nn") == "1. januar 2010 – 31. juli 2022"
    assert format_span(OLD, None, "nn") == "frå 1. januar 2010"
    assert format_span(None, NEW, "en") == "until 31 July 2022"
    assert format_span(None, None, "nb") == ""
