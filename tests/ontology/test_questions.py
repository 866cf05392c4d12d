"""The competency questions: each gives the expected answer, and together they use every term of the vocabulary.

To approve new answers: HJEMMEL_APPROVE=1 pytest tests/ontology/test_questions.py, then read the difference.
"""

from __future__ import annotations

import csv
import io
import os
import re
from pathlib import Path

import pytest
from pyoxigraph import Store

from hjemmel.graph.files import load_sources
from hjemmel.rdf.namespaces import HJ

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "ontology" / "questions"
QUESTIONS = sorted(FOLDER.glob("*.rq"))


@pytest.fixture(scope="module")
def store():
    store = Store()
    store.extend(load_sources(ROOT / "kb", ROOT / "ontology").quads)
    return store


def answer(store, question):
    rows = store.query(question, use_default_graph_as_union=True)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([variable.value for variable in rows.variables])
    writer.writerows([term.value if term else "" for term in row] for row in rows)
    return out.getvalue()


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
def test_a_question_gives_the_expected_answer(store, path):
    expected = path.with_suffix(".csv")
    found = answer(store, path.read_text(encoding="utf-8"))
    if os.environ.get("HJEMMEL_APPROVE"):
        expected.write_text(found, encoding="utf-8")
    assert expected.read_text(encoding="utf-8") == found
    assert found.count("\n") > 1, "a question that nothing answers shows nothing"


def test_there_are_enough_questions():
    assert len(QUESTIONS) >= 20


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
def test_a_question_is_asked_in_norwegian_and_english(path):
    head = path.read_text(encoding="utf-8").split("\n")[:2]
    assert all(line.startswith("# ") and line.endswith((".", "?")) for line in head)
    assert head[0] != head[1]


def test_every_term_is_used_by_a_question():
    terms = {
        quad.subject.value.removeprefix(HJ)
        for quad in load_sources(ROOT / "ontology").quads
        if quad.subject.value.startswith(HJ) and quad.predicate.value.endswith("#isDefinedBy")
    }
    used = {term for path in QUESTIONS for term in re.findall(r"\bhj:(\w+)", path.read_text(encoding="utf-8"))}
    assert sorted(terms - used) == []
    assert sorted(used - terms) == []
