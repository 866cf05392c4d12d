"""The notebooks of docs/ run offline on a release, and find what the records of the same release say."""

import ast
import base64
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from hjemmel.graph.files import load_sources
from hjemmel.graph.snapshot import to_data
from hjemmel.rdf.namespaces import BASE

nbformat = pytest.importorskip("nbformat", reason="the package nbformat isn't installed")
nbclient = pytest.importorskip("nbclient", reason="the package nbclient isn't installed")
pytest.importorskip("ipykernel", reason="the package ipykernel isn't installed")
pytest.importorskip("matplotlib", reason="the package matplotlib isn't installed")

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))
ACT = BASE + "lov/2009-06-19-44"
ALLOWED = {"hashlib", "os", "collections", "datetime", "pathlib", "matplotlib.pyplot", "pyoxigraph"}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """What the notebook shows, by the id of the cell, after it ran in an empty folder on a dump of the real files."""
    folder = tmp_path_factory.mktemp("notebook")
    (folder / "hjemmel.nq").write_bytes(to_data(load_sources(ROOT / "kb", ROOT / "ontology")))
    book = nbformat.read(ROOT / "docs/notebooks/duties-by-actor-and-year.ipynb", as_version=4)
    resources = {"metadata": {"path": str(folder)}}
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("HJEMMEL_DUMP", raising=False)
        nbclient.NotebookClient(book, kernel_name="python3", timeout=120, resources=resources).execute()
    return {cell.id: cell.outputs for cell in book.cells if cell.cell_type == "code"}


def read_text(outputs):
    return "".join(output.get("text", "") for output in outputs)


def count_from_records(catalogue, day):
    holding = {
        (norm.id, actor)
        for norm in catalogue.norms_of_act(ACT)
        if norm.type != "Exception"
        and any(basis.act == ACT and basis.holds_on(day) for basis in catalogue.bases[norm.id])
        for actor in norm.bearer
    }
    return dict(Counter(catalogue.find_label(actor, "en") for _, actor in holding))


def test_it_counts_what_the_records_count_in_every_year(found, real_catalogue):
    shown = {int(line[:4]): ast.literal_eval(line[5:]) for line in read_text(found["count"]).splitlines()}
    assert list(shown) == list(range(2009, 2027))
    assert shown == {year: count_from_records(real_catalogue, date(year, 7, 1)) for year in shown}
    assert shown[2009] == {}
    assert shown[2010]["the municipality"] < shown[2023]["the municipality"] < shown[2026]["the municipality"]


def test_every_day_that_something_changed_has_its_source_and_when_it_was_read(found):
    text = read_text(found["changes"])
    days = re.split(r"^(?=\d{4}-\d{2}-\d{2})", text, flags=re.MULTILINE)[1:]
    assert {day[:10] for day in days} >= {"2010-01-01", "2012-01-01", "2021-01-01", "2022-08-01", "2026-01-01"}
    for day in days:
        sources = day.splitlines()[1:]
        assert sources, day
        assert all(re.search(r"^    (lov|forskrift)/[\d-]+: “.+”, read \d{4}-\d{2}-\d{2}$", each) for each in sources)
    (repeal,) = (day for day in days if day.startswith("2021-01-01"))
    assert "{'the municipality': -1}" in repeal
    assert "lov/2020-06-19-89" in repeal


def test_it_draws_a_picture(found):
    (picture,) = (output.data["image/png"] for output in found["plot"] if "image/png" in output.get("data", {}))
    assert base64.b64decode(picture).startswith(b"\x89PNG")
    assert len(picture) > 20_000


def test_it_names_the_release_it_ran_on(found, real_kb):
    assert f"SHA-256 {real_kb.release}" in read_text(found["load"])


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_answers_and_with_names_for_its_cells(path):
    book = nbformat.read(path, as_version=4)
    nbformat.validate(book)
    assert all(re.fullmatch(r"[a-z][a-z-]+", cell.id) for cell in book.cells)
    assert len({cell.id for cell in book.cells}) == len(book.cells)
    for cell in book.cells:
        if cell.cell_type == "code":
            assert (cell.outputs, cell.execution_count, cell.metadata) == ([], None, {})
    assert set(book.metadata) == {"kernelspec", "language_info"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_needs_nothing_but_the_engine_and_the_plotter_and_calls_nobody(path):
    book = nbformat.read(path, as_version=4)
    tree = ast.parse("\n".join(cell.source for cell in book.cells if cell.cell_type == "code"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert names <= ALLOWED
    assert "SERVICE" not in "".join(cell.source for cell in book.cells)


def test_there_is_a_notebook():
    assert NOTEBOOKS
