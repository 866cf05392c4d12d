"""The competency questions, asked of the real knowledge base, answer exactly as the file beside each says.

Together they use every term of the vocabulary.

An answer that changed is read by a jurist before it is approved: `python -m pytest tests/ontology/test_questions.py`
shows the difference, and `HJEMMEL_APPROVE=1` in the environment writes the new answers.
"""

from __future__ import annotations

import csv
import io
import os
import re
from pathlib import Path

import pytest

from hjemmel.graph.files import load_sources
from hjemmel.law.questions import parse_question
from hjemmel.rdf.namespaces import BASE, HJ

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "ontology" / "questions"
FILES = sorted(FOLDER.glob("*.rq"))


def write_answer(rows):
    """An answer as CSV, things named below the base they share."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(rows.variables)
    for row in rows:
        values = (row.get(name) for name in rows.variables)
        writer.writerow("" if value is None else value.value.removeprefix(BASE) for value in values)
    return out.getvalue()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_competency_question_answers_exactly_as_expected(real_kb, path):
    found = write_answer(real_kb.store.select(path.read_text(encoding="utf-8")))
    expected = path.with_suffix(".csv")
    if os.environ.get("HJEMMEL_APPROVE"):
        expected.write_text(found, encoding="utf-8")
    assert found.count("\n") > 1, "a question that nothing answers shows nothing"
    assert found.splitlines() == expected.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_competency_question_says_what_it_asks_in_three_languages(path):
    question = parse_question(path.stem, path.read_text(encoding="utf-8"))
    assert {*question.titles} == {*question.descriptions} == {"nb", "nn", "en"}
    assert all(title.endswith("?") for title in question.titles.values())
    assert question.parameters == ()


def test_there_are_at_least_forty_and_each_has_its_own_number_and_answer():
    numbers = [path.name[:2] for path in FILES]
    assert numbers == [f"{number:02}" for number in range(1, len(FILES) + 1)]
    assert len(FILES) >= 40
    assert {path.stem for path in FOLDER.glob("*.csv")} == {path.stem for path in FILES}


def test_every_term_of_the_vocabulary_is_used_by_a_question():
    terms = {
        quad.subject.value.removeprefix(HJ)
        for quad in load_sources(ROOT / "ontology").quads
        if quad.subject.value.startswith(HJ) and quad.predicate.value.endswith("#isDefinedBy")
    }
    used = {term for path in FILES for term in re.findall(r"\bhj:(\w+)", path.read_text(encoding="utf-8"))}
    assert sorted(terms - used) == []
    assert sorted(used - terms) == []
