"""The index for the client: small, and it holds what its script reads."""

import gzip
import json
from datetime import date

import pytest

from hjemmel.search.norwegian import Analyser
from hjemmel.web.export.finding import analyse, write_index


@pytest.fixture(scope="module")
def found(real_catalogue):
    return analyse(real_catalogue)


@pytest.fixture(scope="module")
def index(found):
    return json.loads(gzip.decompress(write_index(found, "nb", date(2026, 1, 15))))


def list_places(postings):
    place, found = 0, []
    for letter in postings:
        code = ord(letter) - ord("#")
        place += 8192 if letter == '"' else code >> 2
        found += [] if letter == '"' else [(place, code & 3)]
    return found


def test_the_index_of_bokmal_is_under_100_kb_and_always_the_same(found):
    body = write_index(found, "nb", date(2026, 1, 15))
    assert len(body) < 100_000
    assert body == write_index(found, "nb", date(2026, 1, 15))


def test_every_posting_is_of_a_document_and_nearest_for_its_name(index):
    paths = [row[0] for row in index["documents"]]
    for postings in index["terms"].values():
        assert all(place < len(paths) for place, _ in list_places(postings))
    centre = paths.index("actors/krisesentertilbudet")
    assert (centre, 3) in list_places(index["terms"][Analyser().analyse("krisesentertilbud").terms[0]])


def test_every_word_has_a_term_of_the_index_or_parts_that_have(index):
    terms = index["terms"]
    told = {term for value in index["words"].values() if value for term in value.replace("|", " ").split()}
    assert told <= terms.keys()


def test_what_does_not_hold_counts_for_less_and_says_so(index):
    rows = {row[0]: row for row in index["documents"]}
    assert rows["duties/krsl-2-2010-reetablering"][6:] == [0]
    assert rows["duties/krsl-2-2010-reetablering"][2] < rows["duties/krsl-4-samarbeid"][2]


def test_far_documents_are_written_with_marks():
    from hjemmel.web.export.finding import _write_postings  # noqa: PLC0415 -- inside

    assert list_places(_write_postings({5: 3, 20_000: 1, 20_001: 0})) == [(5, 3), (20_000, 1), (20_001, 0)]
