"""Amendment notes and the events they tell."""

import pytest
from lxml import etree

from hjemmel.law.lovdata.notes import list_events, parse_day
from hjemmel.law.lovdata.records import Block
from hjemmel.law.lovdata.text import read_text


def _events(markup):
    text, links = read_text(etree.fromstring(f"<article>{markup}</article>"))
    return list_events(Block(kind="note", path="", text=text, links=links))


def _act(number, kind="lov"):
    return f'<a href="{kind}/2014-05-02-{number}">2 mai 2014 nr. {number}</a>'


def test_a_note_tells_who_what_and_since_when():
    (event,) = _events(f"Endra med lov {_act(5)} (ikr. 1 juli 2014 iflg. {_act(700, 'forskrift')}).")
    assert (event.kind, event.by, event.date_kind, event.in_force) == (
        "amended",
        "lov/2014-05-02-5",
        "in force",
        "2014-07-01",
    )
    assert event.resolution == "forskrift/2014-05-02-700"
    assert not event.pending


@pytest.mark.parametrize(
    ("verb", "kind", "pending"),
    [
        ("Endret ved lov", "amended", False),
        ("Tilføyd ved lov", "added", False),
        ("Føyd til med lov", "added", False),
        ("Opphevet ved lov", "repealed", False),
        ("Oppheva med lov", "repealed", False),
        ("Flyttet ved lov", "moved", False),
        ("Endres ved lov", "amended", True),
        ("Tilføyes ved lov", "added", True),
        ("Oppheves ved lov", "repealed", True),
        ("Vert endra ved lov", "amended", True),
        ("Vert oppheva ved lov", "repealed", True),
        ("Sjå lov", "", False),
    ],
)
def test_the_nearest_verb_says_what_happened(verb, kind, pending):
    (event,) = _events(f"{verb} {_act(5)}.")
    assert (event.kind, event.pending) == (kind, pending)


@pytest.mark.parametrize(
    ("told", "date_kind", "in_force"),
    [
        ("ikr. 1 jan 2012", "in force", "2012-01-01"),
        ("i kraft 1. august 2012", "in force", "2012-08-01"),
        ("ikr. 1 juni 2009 for tredje ledd, ikr. 1 jan 2010 for fjerde ledd", "in force", "2009-06-01;2010-01-01"),
        ("i kraft fra den tid Kongen bestemmer", "undecided", ""),
        ("ikr. når Kongen fastset", "undecided", ""),
        ("i kraft straks", "other", ""),
        ("fom inntektsåret 2015", "effect from", "2015"),
        ("med virkning fra 1 mars 2015", "effect from", "2015-03-01"),
        ("med verknad for alle", "effect from", ""),
        ("se lova", "", ""),
    ],
)
def test_the_parentheses_say_since_when(told, date_kind, in_force):
    (event,) = _events(f"Endret ved lov {_act(5)} ({told}).")
    assert (event.date_kind, event.in_force) == (date_kind, in_force)


def test_every_act_in_a_row_is_an_event():
    events = _events(f"Endret ved lover {_act(1)}, {_act(2)} (ikr. 1 jan 2013), opphevet ved lov {_act(3)}.")
    assert [(event.kind, event.in_force) for event in events] == [
        ("amended", ""),
        ("amended", "2013-01-01"),
        ("repealed", ""),
    ]


def test_an_act_that_amended_the_amending_act_is_told_beside_it():
    (event,) = _events(f"Endra med lov {_act(1)} som endra med lov {_act(2)} (i kraft 1 aug 2022).")
    assert (event.by, event.also, event.in_force) == ("lov/2014-05-02-1", ("lov/2014-05-02-2",), "2022-08-01")


def test_a_former_number_is_kept():
    (event,) = _events(f"Endret ved lov {_act(1)} (tidligere § 4 a, ikr. 1 jan 2013).")
    assert event.former == "§ 4 a"


def test_parentheses_that_never_close_go_to_the_next_act():
    (event,) = _events(f"Endret ved lov {_act(1)} (ikr. 1 jan 2013.")
    assert event.in_force == "2013-01-01"


def test_links_to_other_than_acts_are_no_events():
    assert _events('Endret ved <a href="traktat/1993-03-17-3">protokoll 17 mars 1993</a>.') == ()


def test_the_first_day_in_a_text_is_found():
    assert parse_day("Frå 1 jan 2010 og 2 feb 2011") == "2010-01-01"
    assert parse_day("aldri") == ""
