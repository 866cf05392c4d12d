import pytest

from hjemmel.check.facts import read_facts, to_path

ACT = """<lov/2099-01-01-1>
    a hj:Act ;
    eli:id_local "LOV-2099-01-01-1" ;
.
"""


@pytest.fixture
def facts(write_sources):
    return read_facts(write_sources(kb__acts__a=ACT))


def test_values_are_found_by_short_names(facts):
    assert facts.list_values("https://w3id.org/hjemmel/lov/2099-01-01-1", "eli:id_local") == ("LOV-2099-01-01-1",)
    assert facts.find_value("https://w3id.org/hjemmel/lov/2099-01-01-1", "eli:number") is None


def test_things_are_found_by_class(facts):
    assert list(facts.list_of("hj:Act")) == ["https://w3id.org/hjemmel/lov/2099-01-01-1"]


def test_the_line_is_that_of_the_fact_else_of_the_subject(facts):
    act = "https://w3id.org/hjemmel/lov/2099-01-01-1"
    assert facts.find_line(act, "eli:id_local") == ("kb/acts/a.ttl", 8)
    assert facts.find_line(act, "eli:number") == ("kb/acts/a.ttl", 6)
    assert facts.find_line(act) == ("kb/acts/a.ttl", 6)


def test_what_no_file_describes_is_laid_to_the_whole(facts):
    assert facts.find_line("https://w3id.org/hjemmel/lov/none") == ("kb", 1)


def test_only_what_is_ours_has_a_path():
    assert to_path("https://w3id.org/hjemmel/duties/x") == "duties/x"
    assert to_path("https://w3id.org/hjemmel/ns#Duty") is None
    assert to_path("https://lovdata.no/") is None
