"""What the small world holds and lacks."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from hjemmel.law.coverage import Note, load_coverage

DAY = date(2104, 6, 1)


@pytest.fixture(scope="module")
def coverage(small_catalogue):
    return load_coverage(small_catalogue, DAY)


def test_every_norm_and_exception_is_counted_once_by_its_class(coverage, small_catalogue):
    classes = {name: n for name, n in coverage.counts.items() if name[0].isupper()}
    assert sum(classes.values()) == len(small_catalogue.norms)
    assert classes["Exception"] > 0


def test_norms_in_force_are_those_of_the_day(small_catalogue):
    # One norm stands in a document without dates, which always was there.
    assert load_coverage(small_catalogue, date(1900, 1, 1)).in_force == 1
    assert 1 < load_coverage(small_catalogue, DAY).in_force <= len(small_catalogue.norms)


def test_an_act_is_covered_when_a_norm_rests_on_it(coverage, small_catalogue):
    assert [each.act.id for each in coverage.acts] == [
        act.id for act in small_catalogue.acts.values() if small_catalogue.norms_of_act(act.id)
    ]


def test_a_provision_without_norm_carries_none(coverage, small_catalogue):
    for covered in coverage.acts:
        assert len(covered.without_norm) <= covered.provisions
        assert all(small_catalogue.norms_of_provision(each.id) == () for each in covered.without_norm)


def test_norms_with_guidance_and_those_stated_in_a_document_lack_none(coverage):
    assert all(not norm.guidance and not norm.stated_in for norm in coverage.without_guidance)
    assert all(norm.type != "Exception" for norm in coverage.without_guidance)


def test_what_is_not_reviewed_is_a_draft(coverage, small_catalogue):
    drafts = {norm.slug for norm in coverage.drafts}
    reviewed = {norm.slug for norm in small_catalogue.norms.values() if norm.review_status == "reviewed"}
    assert drafts.isdisjoint(reviewed)
    assert drafts | reviewed == set(small_catalogue.norms)


def test_sources_without_a_day_stand_first_then_the_oldest(coverage):
    days = [age.days for age in coverage.sources]
    known = [each for each in days if each is not None]
    assert days == [None] * (len(days) - len(known)) + sorted(known, reverse=True)


def test_an_open_question_is_a_note_that_says_so():
    thing = SimpleNamespace()
    assert Note(about=thing, text="Åpent: hvem fører tilsyn?").is_open
    assert not Note(about=thing, text="Kalt plikt i dossieret.").is_open


def test_notes_are_those_of_things_that_have_one(coverage, small_catalogue):
    things = [each for name in ("acts", "norms", "actors") for each in getattr(small_catalogue, name).values()]
    expected = {each.id for each in things if each.editorial_note}
    assert expected <= {note.about.id for note in coverage.notes}
    assert all(note in coverage.notes for note in coverage.open_questions)


def test_every_note_of_a_thing_with_several_is_told(real_catalogue):
    notes = [note.about.id.rpartition("/")[2] for note in load_coverage(real_catalogue, DAY).notes]
    assert notes.count("nkvts") == 2
