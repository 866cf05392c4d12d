"""Every saved question answers the small knowledge base with the rows that stand beside this file.

The first line of each file names the values asked with. To write a file anew: delete it, run, and read it through.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from hjemmel.law.questions import list_questions, run_question
from hjemmel.rdf.namespaces import compact

HERE = Path(__file__).parent
VALUES = {
    "changed-wordings": {"since": "2099-01-01", "until": "2101-01-01"},
    "duties-by-actor": {"day": "2104-06-01"},
    "duties-of-actor": {"actor": "kommunen", "day": "2104-06-01"},
    "norms-by-force": {"force": "skal", "day": "2104-06-01"},
    "norms-for-target-group": {"group": "barn", "day": "2104-06-01"},
    "norms-in-plan-area": {"area": "plan-samarbeid"},
    "norms-of-act": {"act": "lov/2099-01-01-1", "day": "2104-06-01"},
    "quotes-no-longer-in-force": {"day": "2104-06-01"},
    "records": {"class": "hj:PlanArea", "folder": "kb/"},
}


def test_every_question_that_takes_values_is_tried():
    assert {question.name for question in list_questions() if question.parameters} == set(VALUES)


@pytest.mark.parametrize("name", VALUES)
def test_a_saved_question_gives_the_rows_that_are_expected(small_kb, name):
    rows = run_question(small_kb.store, name, VALUES[name])
    lines = sorted(" | ".join(to_text(row.get(each)) for each in rows.variables) for row in rows)
    text = "\n".join([" | ".join(rows.variables), *lines, ""])
    path = HERE / f"{name}.txt"
    if not path.exists():
        path.write_text(text, encoding="utf-8")
        pytest.fail(f"{path.name} was missing and is written: read it through")
    assert text == path.read_text(encoding="utf-8")
    assert lines


def to_text(term):
    return "" if term is None else compact(term.value)
