"""No entry of the project's dossier is silently missing, and the page that says so is as the script writes it."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / "data" / "dossier.py"


@pytest.fixture(scope="module")
def script():
    return runpy.run_path(str(SCRIPT), run_name="dossier")


@pytest.fixture(scope="module")
def dossier(script):
    if not script["DOSSIER"].is_file():
        pytest.skip("the dossier is not beside the project (../shared/domain/dossier.yaml)")
    return script["read_dossier"](script["DOSSIER"])


@pytest.mark.corpus
def test_every_entry_is_in_the_graph_or_has_a_reason(script, dossier, real_catalogue):
    reasons = script["load_reasons"]()
    entries = list(script["list_entries"](dossier, real_catalogue))
    odd = {entry.id for entry in entries if not entry.found or entry.differs}
    assert sorted(odd - set(reasons)) == []
    assert sorted(set(reasons) - odd) == [], "these reasons are needed no more"
    assert all(reasons.values())


@pytest.mark.corpus
def test_the_page_is_what_the_script_writes(script, dossier, real_catalogue):
    page = script["write_page"](dossier, real_catalogue, script["load_reasons"]())
    assert script["PAGE"].read_text(encoding="utf-8") == page, f"run: python {SCRIPT.name} in tests/data"
