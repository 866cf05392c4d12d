"""The words of a provision on a day."""

import pytest

from hjemmel.law.lovdata.imported import open_law
from hjemmel.law.lovdata.wordings import Wording
from hjemmel.law.provision_text import find_period, find_text, is_below, list_blocks

SECTION = "lov/2099-01-01-1/paragraf/2"


@pytest.fixture
def law(law_folder):
    with open_law(law_folder) as law:
        yield law


def test_an_act_or_a_section_that_the_import_lacks_has_no_text(law):
    assert find_text(law, "lov/2099-01-01-1", "2103-01-01") is None
    assert find_text(law, "lov/2099-01-01-1/paragraf/99", "2103-01-01") is None
    assert find_text(law, "kommunen", "2103-01-01") is None
    assert law.find_unit("kommunen") == ""


def test_where_the_words_of_the_day_are_not_known_the_last_known_are_given(law):
    found = find_text(law, SECTION, "2105-01-01")
    assert found is not None
    assert not found.holds
    assert found.staleness == "due"
    assert found.changes == "2104-01-01"


def test_a_sentence_is_shown_with_its_subsection(law):
    found = find_text(law, f"{SECTION}/ledd/1/punktum/1", "2103-01-01")
    assert found is not None
    assert [block.path for block in found.blocks] == ["ledd/1"]


def test_a_part_that_is_not_there_gives_the_whole(law):
    found = find_text(law, f"{SECTION}/ledd/9", "2103-01-01")
    assert found is not None
    assert len(found.blocks) == 2


def test_a_day_between_two_changes_lies_in_the_same_period(law):
    assert find_period(law, SECTION, "2103-01-01") == find_period(law, SECTION, "2103-12-31")
    assert find_period(law, SECTION, "2103-12-31") != find_period(law, SECTION, "2104-01-01")


def test_citations_stand_where_they_are_printed_and_lead_to_provisions_and_acts():
    links = "0:4-7=lov/2099-01-01-1/paragraf/2 1:0-4=lov/2099-01-01-1"
    first, second = list_blocks(Wording(version="x", text="se § 2\nlova", outline="- ledd/1", links=links))
    assert first.path == ""
    assert first.citations[0].id.endswith("/lov/2099-01-01-1/paragraf/2")
    assert second.citations[0].id.endswith("/lov/2099-01-01-1")


@pytest.mark.parametrize(
    ("path", "part", "expected"),
    [
        ("ledd/1", "", True),
        ("ledd/1/bokstav/a", "ledd/1", True),
        ("ledd/11", "ledd/1", False),
        ("ledd/1", "ledd/1/punktum/2", True),
    ],
)
def test_what_lies_below_a_part(path, part, expected):
    assert is_below(path, part) is expected
