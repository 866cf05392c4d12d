"""Where else to look: actors beside one that bear norms of their own."""

from __future__ import annotations

from datetime import date

import pytest

from hjemmel.errors import NotFoundError
from hjemmel.law.related import list_related

DAY = date(2026, 11, 25)


def ask(catalogue, slug, on=DAY):
    return {each.actor.slug: (each.tie, each.norms) for each in list_related(catalogue, slug, on=on)}


def test_who_asks_about_a_kindergarten_is_led_to_its_staff(real_catalogue):
    found = ask(real_catalogue, "barnehagen")
    assert found["barnehageansatt"][0] == "member"
    assert found["barnehageansatt"][1] >= 8


def test_staff_are_led_to_the_body_they_belong_to(real_catalogue):
    assert ask(real_catalogue, "krisesenteransatt")["krisesentertilbudet"][0] == "memberOf"


def test_a_service_is_led_to_the_municipality_and_the_municipality_to_its_services(real_catalogue):
    assert ask(real_catalogue, "krisesentertilbudet")["kommunen"][0] == "organOf"
    assert ask(real_catalogue, "kommunen")["barnevernstjenesten"][0] == "organ"


def test_a_profession_is_led_to_its_specialties_only_where_they_have_more(real_catalogue):
    found = ask(real_catalogue, "helsepersonell")
    assert found["lege"] == ("narrower", 1)
    assert "sykepleier" not in found


def test_the_ones_with_most_norms_stand_first(real_catalogue):
    norms = [each.norms for each in list_related(real_catalogue, "kommunen", on=DAY)]
    assert norms == sorted(norms, reverse=True)
    assert all(norms)


def test_any_day_counts_norms_of_every_day(real_catalogue):
    assert (
        ask(real_catalogue, "barnehagen", None)["barnehageansatt"]
        >= ask(real_catalogue, "barnehagen")["barnehageansatt"]
    )


def test_an_unknown_actor_is_not_found(real_catalogue):
    with pytest.raises(NotFoundError):
        list_related(real_catalogue, "ingen", on=DAY)
