"""Drift as facts of a release."""

from datetime import date

from hjemmel.law.drift import Drift
from hjemmel.law.flags import Flag, list_flags, read_flags, write_flags
from hjemmel.rdf.namespaces import BASE


class NoLaw:
    """A folder that nothing was imported into."""

    archives = ()


def test_flags_are_read_as_they_were_written_in_whatever_order():
    path = "lov/2099-01-01-1/paragraf/1"
    past = Drift(id=f"{BASE}quotes/x", status="reworded", since=date(2100, 1, 1), now=path, expected=True)
    current = Drift(id=f"{BASE}quotes/y", status="current")
    text = write_flags([past, current])
    assert text == write_flags([current, past])
    assert read_flags(text) == {
        f"{BASE}quotes/x": Flag(status="reworded", since=date(2100, 1, 1), now=f"{BASE}{path}", expected=True),
        f"{BASE}quotes/y": Flag(status="current"),
    }


def test_nothing_is_told_where_nothing_was_imported(small_catalogue):
    assert list_flags(small_catalogue, NoLaw()) == ()
    assert write_flags([]) == b""
