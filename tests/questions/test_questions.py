"""Every saved question answers the small knowledge base with the rows that stand beside this file.

In kb/ beside it are a few of the real law, which a jurist held against the dossier. Those of the competency questions
stand beside them in ontology/questions/ (tests/ontology/test_questions.py). To write a file anew: delete it, run, and
read it through.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hjemmel.law.questions import find_questions_folder, list_questions, run_question
from hjemmel.rdf.namespaces import compact

HERE = Path(__file__).parent
NUMBER = re.compile(r"^\d\d-")
VALUES = {
    "changed-wordings": {"since": "2099-01-01", "until": "2101-01-01"},
    "drift": {},
    "duties-by-actor": {"day": "2104-06-01"},
    "duties-of-actor": {"actor": "kommunen", "day": "2104-06-01"},
    "norms-by-force": {"force": "skal", "day": "2104-06-01"},
    "norms-for-target-group": {"group": "barn", "day": "2104-06-01"},
    "editorial-notes": {},
    "norms-in-plan-area": {"area": "plan-samarbeid", "day": "2104-06-01"},
    "norms-of-act": {"act": "lov/2099-01-01-1", "day": "2104-06-01"},
    "quotes-no-longer-in-force": {"day": "2104-06-01"},
    "records": {"class": "hj:PlanArea", "folder": "kb/"},
}

REAL = {
    "norms-by-force": {"force": "skal-ikkje", "day": "2026-01-01"},
    "norms-for-target-group": {"group": "samiske-brukere", "day": "2026-01-01"},
    "norms-in-plan-area": {"area": "plan-samisk", "day": "2026-01-01"},
    "norms-of-act": {"act": "lov/2009-06-19-44", "day": "2026-01-01"},
    "quotes-no-longer-in-force": {"day": "2026-01-01"},
}


def test_every_question_has_its_expected_rows():
    competency = {NUMBER.sub("", path.stem) for path in (find_questions_folder()).glob("*.csv")}
    assert {question.name for question in list_questions()} == set(VALUES) | competency
    assert {path.stem for path in HERE.glob("*.txt")} == set(VALUES)


@pytest.mark.parametrize("name", VALUES)
def test_a_saved_question_gives_the_rows_that_are_expected(small_kb, name):
    hold(HERE / f"{name}.txt", write_rows(small_kb, name, VALUES[name]))


@pytest.mark.parametrize("name", REAL)
def test_a_saved_question_gives_of_the_real_law_what_a_jurist_read(real_kb, name):
    hold(HERE / "kb" / f"{name}.txt", write_rows(real_kb, name, REAL[name]))


def write_rows(kb, name, values):
    rows = run_question(kb.store, name, values)
    lines = sorted(" | ".join(to_text(row.get(each)) for each in rows.variables) for row in rows)
    assert lines, "a question that nothing answers shows nothing"
    return "\n".join([" | ".join(rows.variables), *lines, ""])


def hold(path, text):
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        pytest.fail(f"{path.name} was missing and is written: read it through")
    assert text == path.read_text(encoding="utf-8")


def to_text(term):
    return "" if term is None else compact(term.value)
