"""How many things there are at least and at most."""

from __future__ import annotations

import pytest

from hjemmel.check.checking import check_sources
from hjemmel.check.expectations import EXPECTATIONS, check_expectations
from hjemmel.check.facts import read_facts
from hjemmel.graph.files import Sources, read_source

HEAD = "@base <https://w3id.org/hjemmel/> .\n@prefix hj: <https://w3id.org/hjemmel/ns#> .\n\n"
TWO = HEAD + "<quotes/a>\n    a hj:Quote ;\n.\n\n<quotes/b>\n    a hj:Quote ;\n.\n"


@pytest.fixture
def check(tmp_path):
    def run(text, turtle=TWO):
        file = tmp_path / "expectations.toml"
        file.write_text(text, encoding="utf-8")
        facts = read_facts(Sources(files=(read_source("kb/quotes.ttl", turtle),)))
        return [(each.rule, each.value, each.file, each.line) for each in check_expectations(facts, file)]

    return run


def test_a_number_within_the_bounds_passes(check):
    assert check("[Quote]\nmin = 2\nmax = 2\n") == []


def test_too_few_is_found_at_the_line_of_the_class(check):
    assert check("# words\n\n[Quote]\nmin = 3\nmax = 9\n") == [("expectation-few", "Quote", EXPECTATIONS, 3)]


def test_too_many_is_found(check):
    assert check("[Quote]\nmin = 0\nmax = 1\n") == [("expectation-many", "Quote", EXPECTATIONS, 1)]


def test_an_empty_law_is_too_few(check):
    assert check("[Duty]\nmin = 1\nmax = 9\n") == [("expectation-few", "Duty", EXPECTATIONS, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "[Quote]\nmin = 3\nmax = 2\n",
        "[Quote]\nmin = 1\n",
        "[Quote]\nmin = 1\nmax = true\n",
        "[Quote]\nmin = -1\nmax = 2\n",
        "Quote = 2\n",
        '["hj:Quote"]\nmin = 1\nmax = 2\n',
        "[Quote\n",
    ],
)
def test_what_can_not_be_read_is_a_finding_and_guards_nothing(check, text):
    assert [rule for rule, *_ in check(text)] == ["expectation-form"]


def test_without_the_file_nothing_is_checked(tmp_path):
    assert list(check_expectations(read_facts(Sources(files=())), tmp_path / "none.toml")) == []


def test_checking_holds_the_whole_against_it_and_a_part_not(tmp_path):
    file = tmp_path / "expectations.toml"
    file.write_text("[Duty]\nmin = 1\nmax = 9\n", encoding="utf-8")
    sources = Sources(files=(read_source("kb/quotes.ttl", HEAD + "<quotes/a>\n    a hj:Quote ;\n.\n"),))
    whole = {finding.rule for finding in check_sources(sources, expectations=file)}
    part = {finding.rule for finding in check_sources(sources, only=["kb/quotes.ttl"], expectations=file)}
    assert "expectation-few" in whole
    assert "expectation-few" not in part


def test_the_real_knowledge_base_is_within_its_bounds_and_half_of_it_is_not(root):
    from hjemmel.graph.files import load_sources  # noqa: PLC0415 -- one test

    sources = load_sources(root)
    assert list(check_expectations(read_facts(sources), root / EXPECTATIONS)) == []
    half = Sources(files=tuple(file for file in sources.files if "krisesenterlova" not in file.path))
    assert list(check_expectations(read_facts(half), root / EXPECTATIONS)) != []
