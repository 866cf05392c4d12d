"""Wordings in time, from notes, archives and the gazette."""

from dataclasses import replace

import pytest

from hjemmel.law.lovdata.keeping import GONE, UNSAID, list_gone
from hjemmel.law.lovdata.parsing import parse_document
from hjemmel.law.lovdata.timeline import ASSUMED, PENDING, REPEALED_LATER, STEPWISE, list_wordings
from hjemmel.law.lovdata.wordings import Gazette, Reading, Wording, find_first_day

ACT = "lov/2010-06-01-10"


def _reading(content, *gazette, day="2025-11-08", known=None):
    original, changes, days = {}, {}, {}
    for act in map(parse_document, gazette):
        if act.refid == ACT:
            original = {unit.path: unit for unit in act.units}
        else:
            changes[act.refid] = act.changes
    return Reading(
        document=parse_document(content),
        archive=f"lover-{day}",
        day=day,
        gazette=Gazette(original=original, changes=changes, days=days),
        known=known or {},
    )


def _wordings(reading, path):
    unit = next(unit for unit in reading.document.units if unit.path == path)
    return list_wordings(unit, reading)


def _periods(reading, path):
    return [(one.version, one.begins, one.ends) for one in _wordings(reading, path)]


def test_a_section_has_a_wording_for_each_day_its_note_tells_of(fyrlova):
    reading = _reading(fyrlova)
    first, second = _wordings(reading, "paragraf/1")
    assert (first.begins, first.ends, first.text) == ("2011-01-01", "2014-07-01", None)
    assert (second.begins, second.ends) == ("2014-07-01", "")
    assert second.text == "Fyret skal lyse om natta.\nDet skal målast kvitt."
    assert (second.outline, second.heading) == ("ledd/1 ledd/2", "Overskrift")
    assert (first.changed_by, second.changed_by) == ((ACT,), ("lov/2014-05-02-5",))
    assert second.commenced_by == ("forskrift/2014-06-06-700",)


def test_the_act_as_promulgated_gives_the_first_words(fyrlova, promulgated):
    first = _wordings(_reading(fyrlova, promulgated), "paragraf/1")[0]
    assert first.text == "Fyret skal lyse.\nDet skal målast raudt."


def test_a_section_that_was_put_in_later_begins_then(fyrlova):
    assert _periods(_reading(fyrlova), "paragraf/1a") == [("2014-07-01", "2014-07-01", "")]


def test_a_coming_wording_has_its_day_and_the_amending_acts_words(fyrlova, amending):
    now, coming = _wordings(_reading(fyrlova, amending), "paragraf/2")
    assert (now.ends, coming.begins) == ("2027-01-01", "2027-01-01")
    assert (coming.text, coming.heading) == ("Meld frå straks.", "Melding")
    assert now.cites == (f"{ACT}/paragraf/1",)
    assert now.links == f"0:15-18={ACT}/paragraf/1"


def test_what_has_no_day_is_adopted(fyrlova):
    now, adopted = _wordings(_reading(fyrlova), "paragraf/3")
    assert (now.ends, adopted.version, adopted.begins, adopted.note) == ("", "vedtatt-2025-03-04-9", "", PENDING)


def test_a_repealed_section_ends_and_says_who_ended_it(fyrlova, promulgated):
    (last,) = _wordings(_reading(fyrlova, promulgated), "paragraf/4")
    assert (last.ends, last.repealed_by, last.text) == ("2016-02-01", ("lov/2016-01-08-1",), "Båtar skal helse.")


def _note(verb, told=""):
    return f'{verb} ved lov <a href="lov/2014-05-02-5">2 mai 2014 nr. 5</a>{told}.'


def test_an_event_without_a_day_takes_that_of_the_header_or_the_gazette(document, section):
    content = document(section("1", "Lys.", note=_note("Endret")))
    reading = _reading(content)
    (_, assumed) = _wordings(reading, "paragraf/1")
    assert (assumed.begins, assumed.note) == ("2014-05-02", ASSUMED)
    gazette = replace(reading, gazette=Gazette(days={"lov/2014-05-02-5": "2014-06-01"}))
    assert _wordings(gazette, "paragraf/1")[1].begins == "2014-06-01"
    header = '<dt>x</dt><dd class="lastChangedBy">lov/2014-05-02-5 fra 2014-09-01</dd>'
    told = _reading(document(section("1", "Lys.", note=_note("Endret")), extra=header))
    assert _wordings(told, "paragraf/1")[1].begins == "2014-09-01"


def test_an_event_before_the_act_began_is_part_of_the_first_wording(document, section):
    content = document(section("1", "Lys.", note=_note("Endret", " (ikr. 1 jan 2010)")))
    (only,) = _wordings(_reading(content), "paragraf/1")
    assert (only.begins, only.changed_by) == ("2011-01-01", (ACT, "lov/2014-05-02-5"))


def test_a_coming_repeal_ends_the_wording_and_an_undated_one_is_told(document, section):
    dated = document(section("1", "Lys.", note=_note("Oppheves", " (i kraft 1 jan 2027)")))
    (only,) = _wordings(_reading(dated), "paragraf/1")
    assert (only.ends, only.repealed_by) == ("2027-01-01", ("lov/2014-05-02-5",))
    undated = document(section("1", "Lys.", note=_note("Oppheves", " (i kraft når Kongen bestemmer)")))
    now, adopted = _wordings(_reading(undated), "paragraf/1")
    assert (now.ends, adopted.note, adopted.repealed_by) == ("", REPEALED_LATER, ("lov/2014-05-02-5",))


def test_an_act_that_waits_has_only_adopted_wordings(document, section):
    reading = _reading(document(section("1", "Lys."), in_force="Kongen bestemmer"))
    (only,) = _wordings(reading, "paragraf/1")
    assert (only.version, only.begins, only.text) == ("vedtatt-2010-06-01-10", "", "Lys.")


def test_an_act_that_began_in_steps_says_that_its_day_is_the_first(document, section):
    (only,) = _wordings(_reading(document(section("1", "Lys."), in_force="2011-01-01, 2012-01-01")), "paragraf/1")
    assert (only.begins, only.note) == ("2011-01-01", STEPWISE)


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("2011-01-01", "2011-01-01"),
        ("2011-01-01, Kongen bestemmer", "2011-01-01"),
        ("Kongen bestemmer, 2012-02-03", "2012-02-03"),
        ("Kongen bestemmer", ""),
        (None, "2010-06-01"),
    ],
)
def test_the_first_day_of_an_act_is_the_first_told(document, told, day):
    assert find_first_day(parse_document(document("", in_force=told))) == day


def test_a_newer_archive_adds_a_wording_and_ends_the_old_one(fyrlova):
    older = _reading(fyrlova, day="2013-01-01")
    known = {unit.path: list_wordings(unit, older) for unit in older.document.units}
    assert known["paragraf/1"][0].text == "Fyret skal lyse om natta.\nDet skal målast kvitt."
    newer = _reading(fyrlova.replace(b"om natta", b"heile natta"), known=known)
    first, second = _wordings(newer, "paragraf/1")
    assert first.text == "Fyret skal lyse om natta.\nDet skal målast kvitt."
    assert first.archive == "lover-2013-01-01"
    assert second.text == "Fyret skal lyse heile natta.\nDet skal målast kvitt."
    assert (first.ends, second.ends) == ("2014-07-01", "")


def test_a_text_changed_in_silence_is_a_wording_of_its_own(fyrlova):
    older = _reading(fyrlova, day="2024-01-01")
    known = {unit.path: list_wordings(unit, older) for unit in older.document.units}
    newer = _reading(fyrlova.replace(b"pusse", b"vaske"), day="2025-01-01", known=known)
    first, second = _wordings(newer, "paragraf/1a")
    assert (first.begins, first.ends, first.text) == ("2014-07-01", "2025-01-01", "Fyrvaktaren skal pusse linsa.")
    assert (second.begins, second.note, second.text) == ("2025-01-01", UNSAID, "Fyrvaktaren skal vaske linsa.")


def test_a_past_that_newer_notes_no_longer_tell_of_is_kept(document, section, fyrlova):
    older = _reading(fyrlova)
    known = {unit.path: list_wordings(unit, older) for unit in older.document.units}
    newer = _reading(document(section("1", "Nytt lys.")), day="2026-05-02", known=known)
    told = [(one.begins, one.text) for one in _wordings(newer, "paragraf/1")]
    words = "Fyret skal lyse om natta.\nDet skal målast kvitt."
    assert told == [("2011-01-01", None), ("2014-07-01", words), ("2026-05-02", "Nytt lys.")]
    same = _reading(fyrlova, day="2026-05-02", known=known)
    assert [one.text for one in _wordings(same, "paragraf/1")] == [one.text for one in known["paragraf/1"]]


@pytest.mark.parametrize(
    ("told", "begins", "ends"),
    [
        ("2025-01-01 – 2025-12-31", "2025-01-01", "2026-01-01"),
        ("2020-05-11 – 2026-07-01", "2020-05-11", "2026-07-01"),
        ("2020-05-11, oppheves 2026-07-15", "2020-05-11", "2026-07-15"),
        ("2025-01-01, 2025-04-01, 2025-01-01 – 2030-12-31", "2025-01-01", ""),
        ("2018-01-01 – 2018-02-30", "2018-01-01", ""),
        ("Inntektsåret 2022", "2022-01-01", ""),
        ("Studieåret 2022–2023", "2010-06-01", ""),
        ("2011-02-30, 2011-03-01", "2011-03-01", ""),
    ],
)
def test_an_act_made_for_a_time_or_for_a_year_has_its_days(document, section, told, begins, ends):
    (wording,) = _wordings(_reading(document(section("1", "Lys."), in_force=told)), "paragraf/1")
    assert (wording.begins, wording.ends) == (begins, ends)
    assert (told in wording.note) == (bool(ends) or told[0].isalpha())


@pytest.mark.parametrize("told", ["Kongen bestemmer", "Ikkje i kraft", "Fra den tid Avtalen trer i kraft for Norge"])
def test_an_act_that_waits_for_somebody_has_no_day(document, section, told):
    (wording,) = _wordings(_reading(document(section("1", "Lys."), in_force=told)), "paragraf/1")
    assert (wording.begins, wording.note) == ("", PENDING)


def test_a_day_that_no_calendar_has_is_not_taken_over(document, section, link):
    note = f"Endra med lov {link('lov/2014-05-02-5', '2 mai 2014 nr. 5')} (ikr. 31 juni 2014)."
    _, changed = _wordings(_reading(document(section("1", "Lys.", note=note))), "paragraf/1")
    assert (changed.begins, changed.note) == ("2014-05-02", ASSUMED)


def test_what_was_adopted_for_a_section_that_is_gone_is_dropped(fyrlova):
    reading = _reading(fyrlova, day="2026-05-02")
    past = Wording(version="2011-01-01", begins="2011-01-01", text="x")
    coming = replace(past, version="2027-01-01", begins="2027-01-01")
    adopted = Wording(version="vedtatt-2025-01-01-1")
    ended, kept = list_gone((past, coming, adopted), reading)
    assert (ended.ends, ended.note) == ("2026-05-02", GONE)
    assert kept == coming
