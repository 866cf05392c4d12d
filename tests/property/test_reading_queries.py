"""Queries are read in two ways, a quick one and one word by word: whatever the text, they tell the same."""

from __future__ import annotations

from unittest.mock import patch
from urllib.parse import unquote_to_bytes

from hypothesis import given
from hypothesis import strategies as st

from hjemmel.errors import HjemmelError
from hjemmel.graph import fence
from hjemmel.web.sparql.protocol import to_bytes

TOLD = r"""
SELECT ASK CONSTRUCT DESCRIBE PREFIX BASE FROM NAMED SERVICE NOW RAND UUID STRUUID BNODE LOAD INSERT
select Service from validFrom hj:validFrom ex:now FROMAGE brand fromm <a:b> <x> <http://x/FROM> a: : ex:
{ } ( ) [ ] * ? ?x $from ?now 12 1.5e3 2SERVICE 3FROM _ - . ; , < > = < && ' " ''' \ \' \" #
"SERVICE" 'FROM' <http://x/#SERVICE> \u0053ERVICE é ſERVICE
"""
WORDS = st.sampled_from([*TOLD.split(), "\n", " ", "\t", "# FROM\n", '"""'])
TEXTS = st.lists(WORDS, max_size=25).flatmap(lambda words: st.sampled_from(["", " "]).map(lambda gap: gap.join(words)))


def read(text):
    try:
        return fence.read_question(text)
    except HjemmelError as error:
        return type(error), error.detail


@given(TEXTS)
def test_a_query_that_is_read_quickly_is_read_as_word_by_word(text):
    quick = read(text)
    with patch.object(fence, "is_plain", lambda _: False):
        assert read(text) == quick


@given(TEXTS)
def test_what_is_read_quickly_says_nothing_of_another_server(text):
    if fence.is_plain(text.upper()):
        assert "SERVICE" not in text.upper()


@given(st.binary(max_size=40) | st.text("%aF09_=+ \n").map(str.encode))
def test_percent_encoding_is_read_as_urllib_reads_it(data):
    assert to_bytes(data) == unquote_to_bytes(data)
