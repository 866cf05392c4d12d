"""What has changed for whom, by day."""

from datetime import date

import pytest

from hjemmel.errors import NotFoundError
from hjemmel.law.changes import Choice, list_changes

BASE = "https://w3id.org/hjemmel/"


def _told(catalogue, **choice):
    return [
        (change.norm.rsplit("/", 1)[-1], change.kind, change.day.isoformat() if change.day else None)
        for change in list_changes(catalogue, Choice(**choice))
    ]


def test_changes_are_told_newest_first_and_those_without_a_day_before_all(small_catalogue):
    told = _told(small_catalogue)
    assert told[0] == ("meldl-11-1-varsle", "adopted", None)
    days = [day for _, _, day in told[1:]]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize(
    "change",
    [
        ("omsl-2-tilbod", "replaced", "2101-07-01"),
        ("omsl-2-tilbod-2101", "began", "2101-07-01"),
        ("omsl-3-register", "ended", "2105-01-01"),
        ("omsl-11-rett", "reworded", "2106-01-01"),
        ("rad-handbok-samtale", "reworded", "2104-01-01"),
    ],
)
def test_each_kind_of_change_is_told(small_catalogue, change):
    assert change in _told(small_catalogue)


def test_a_gap_is_an_end_and_a_new_beginning_told_once(small_catalogue):
    rapport = [one for one in _told(small_catalogue) if one[0] == "omsl-4-rapport"]
    assert rapport == [
        ("omsl-4-rapport", "began", "2103-01-01"),
        ("omsl-4-rapport", "ended", "2101-07-01"),
        ("omsl-4-rapport", "began", "2099-01-01"),
    ]


def test_a_change_names_the_acts_behind_it_and_what_hangs_on_it(small_catalogue):
    changes = {change.id: change for change in list_changes(small_catalogue)}
    replaced = changes[f"{BASE}duties/omsl-2-tilbod#2101-07-01-replaced"]
    assert replaced.changed_by == (f"{BASE}lov/2101-03-03-3",)
    assert replaced.replaced_by == (f"{BASE}duties/omsl-2-tilbod-2101",)
    ended = changes[f"{BASE}duties/omsl-3-register#2105-01-01-ended"]
    assert ended.changed_by == (f"{BASE}lov/2104-04-04-4",)
    began = changes[f"{BASE}duties/omsl-1-samarbeid#2099-01-01-began"]
    assert (began.act, began.bearers) == (f"{BASE}lov/2099-01-01-1", (f"{BASE}actors/kommunen",))
    assert began.plan_areas == (f"{BASE}plan-areas/plan-samarbeid",)
    assert f"{BASE}guidance/handbok-2104" in began.guidance


def test_ids_are_stable_and_unlike(small_catalogue):
    ids = [change.id for change in list_changes(small_catalogue)]
    assert len(set(ids)) == len(ids)
    assert ids == [change.id for change in list_changes(small_catalogue)]


def test_a_period_is_inclusive_and_leaves_the_undated_out_only_when_it_ends(small_catalogue):
    told = _told(small_catalogue, since=date(2101, 7, 1), until=date(2102, 1, 1))
    assert {day for _, _, day in told} == {"2101-07-01", "2102-01-01"}
    assert _told(small_catalogue, since=date(2107, 1, 1)) == [("meldl-11-1-varsle", "adopted", None)]


def test_changes_are_chosen_by_actor_act_and_plan_area(small_catalogue):
    kommunen = {norm for norm, _, _ in _told(small_catalogue, actor="kommunen")}
    assert "omsl-2-tilbod" in kommunen
    assert "omsl-3-register" in kommunen, "what falls on every public body falls on the municipality"
    assert "meldl-11-1-varsle" not in kommunen
    act = {norm for norm, _, _ in _told(small_catalogue, act="forskrift/2100-02-02-22")}
    assert act == {"rutf-3-rutiner"}
    area = {norm for norm, _, _ in _told(small_catalogue, plan_area="plan-melding")}
    assert area == {"meldl-3-3a-melde"}


def test_an_exception_that_reaches_an_actor_is_told(small_catalogue):
    exception = small_catalogue.find_norm("meldl-3-4-unntak")
    (norm,) = exception.exception_to
    bearer = next(n for n in small_catalogue.norms.values() if n.id == norm).bearer[0].rsplit("/", 1)[-1]
    assert ("meldl-3-4-unntak", "began", "2102-01-01") in _told(small_catalogue, actor=bearer)


@pytest.mark.parametrize("choice", [{"actor": "ukjend"}, {"act": "lov/1-1-1"}, {"plan_area": "ukjend"}])
def test_what_is_not_in_the_release_is_told(small_catalogue, choice):
    with pytest.raises(NotFoundError):
        list_changes(small_catalogue, Choice(**choice))


def test_a_change_is_coming_until_its_day(small_catalogue):
    changes = {change.id: change for change in list_changes(small_catalogue)}
    ended = changes[f"{BASE}duties/omsl-3-register#2105-01-01-ended"]
    assert ended.is_coming(date(2104, 12, 31))
    assert not ended.is_coming(date(2105, 1, 1))
    assert changes[f"{BASE}duties/meldl-11-1-varsle#undated-adopted"].is_coming(date(2999, 1, 1))
