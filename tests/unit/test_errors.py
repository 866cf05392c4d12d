"""Errors travel between processes."""

import pickle

import pytest

from hjemmel.errors import BadParameterError, BrokenFileError, Fault, InputError


@pytest.mark.parametrize(
    "error",
    [
        InputError("No.", remedy="Yes.", faults=[Fault(pointer="/a", detail="No.")]),
        BadParameterError("day", "No.", remedy="Yes."),
        BrokenFileError("kb/a.ttl", 3, "No.", remedy="Yes."),
    ],
)
def test_an_error_that_was_sent_says_all_it_said(error):
    sent = pickle.loads(pickle.dumps(error))
    assert type(sent) is type(error)
    assert str(sent) == str(error)
    assert vars(sent) == vars(error)
