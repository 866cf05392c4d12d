"""Deadlines in calendar time, deadlines in working days, and what is to be done again and again, are three things."""

from dataclasses import replace
from datetime import date

import pytest

from hjemmel.rdf.formats import HTML
from hjemmel.web.answers import Asked
from hjemmel.web.pages.norm_page import write_norm_page
from hjemmel.web.release import Release

ON = "on=2026-10-01"


def get_norm(client, slug):
    return client.get(f"/duties/{slug}.json?{ON}").json()


def test_a_deadline_is_a_duration_of_calendar_time(real_client):
    norm = get_norm(real_client, "bvl-2-1-uke")
    assert (norm["deadline"], norm["deadlineWorkingDays"], norm["recurrence"]) == ("P7D", None, None)


def test_working_days_are_a_number_and_never_a_duration(real_client):
    norm = get_norm(real_client, "hol-12-3a-melding")
    assert (norm["deadline"], norm["deadlineWorkingDays"], norm["recurrence"]) == (None, 5, None)


def test_what_recurs_has_no_deadline(real_client):
    norm = get_norm(real_client, "beredskap-7-ovelse")
    assert (norm["deadline"], norm["deadlineWorkingDays"], norm["recurrence"]) == (None, None, "P2Y")
    assert norm["recurrenceText"]["nn"] == "Minst annakvart år"


def test_a_norm_may_recur_and_have_a_deadline_each_time(real_client):
    norm = get_norm(real_client, "pbl-10-1-planstrategi")
    assert (norm["deadline"], norm["recurrence"]) == ("P1Y", None)
    assert norm["recurrenceText"]["en"] == "At least once in each council term"


def test_an_applicability_item_says_all_three(real_client):
    items = real_client.get(f"/actors/kommunen/duties.json?{ON}&size=500").json()["items"]
    found = {item["slug"]: (item["deadline"], item["recurrence"]) for item in items}
    assert found["beredskap-7-ovelse"] == (None, "P2Y")
    assert all("deadlineWorkingDays" in item for item in items)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/duties/beredskap-7-ovelse.html?lang=nb", ("Hvor ofte", "Minst hvert annet år")),
        ("/duties/hol-12-3a-melding.html?lang=en", ("Deadline", "within five working days")),
        ("/duties/pbl-10-1-planstrategi.html?lang=nn", ("Frist", "Kor ofte", "Minst ein gong i kvar valperiode")),
        ("/actors/kommunen.html?lang=nb", ("Hvor ofte", "Minst hvert annet år")),
    ],
)
def test_the_pages_say_it_in_words(real_client, address, words):
    page = real_client.get(f"{address}&{ON}").text
    assert [word for word in words if word not in page] == []


def test_a_page_writes_the_numbers_of_a_norm_without_words(small_kb, small_catalogue):
    norm = replace(
        small_catalogue.find_norm("omsl-2a-plan"),
        deadline=None,
        deadline_working_days=5,
        deadline_text={},
        deadline_start={},
        recurrence="P1Y",
    )
    day = date(2104, 6, 1)
    asked = Asked(
        release=Release(kb=small_kb, catalogue=small_catalogue),
        today=day,
        on=day,
        path=f"/duties/{norm.slug}",
        form=HTML,
        language="nn",
    )
    page = write_norm_page(asked, norm).body.decode()
    assert "5 yrkedagar" in page
    assert "P1Y" in page
