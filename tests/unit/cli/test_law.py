"""Commands that take imported law."""

import json
import shutil
from pathlib import Path

import pytest

from hjemmel.cli import parse_command, run
from hjemmel.cli.building import build_when_newer, is_current

ROOT = Path(__file__).parents[3]


@pytest.fixture
def root(tmp_path):
    shutil.copytree(ROOT / "tests" / "small_kb" / "kb", tmp_path / "kb")
    shutil.copytree(ROOT / "ontology", tmp_path / "ontology")
    return tmp_path


@pytest.fixture
def places(root):
    return ["--root", str(root), "--snapshots", str(root / "snapshots")]


def test_build_puts_the_law_beside_the_release(places, root, law_folder, capsys):
    assert run(["build", "--law", str(law_folder), "--json", *places]) == 0
    manifest = json.loads(capsys.readouterr().out)
    assert manifest["law"]["archives"][0]["name"] == "lover-2103-05-05"
    assert is_current(root, root / "snapshots", law_folder)
    assert not is_current(root, root / "snapshots", root)
    assert build_when_newer(parse_command(["serve", "--law", str(law_folder), *places])) == root / "snapshots"


def test_a_folder_without_law_is_told_in_one_line(places, root, capsys):
    assert run(["build", "--law", str(root), *places]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_digest_all_writes_what_is_missing_and_nothing_twice(places, root, law_folder, capsys):
    assert run(["digest", "--all", "--law", str(law_folder), *places]) == 0
    assert " digests written" in capsys.readouterr().out
    text = (root / "kb/duties/lov-2099-01-01-1-omsorgslova.ttl").read_text(encoding="utf-8")
    assert "hj:digest" in text
    assert run(["format", "--check", *places]) == 0
    capsys.readouterr()
    assert run(["digest", "--all", "--law", str(law_folder), *places]) == 0
    assert capsys.readouterr().out.startswith("0 digests written")


def test_digest_without_a_provision_is_told(law_folder, capsys):
    assert run(["digest", "--law", str(law_folder)]) == 2
    assert "--all" in capsys.readouterr().err


def test_bench_law_measures_an_import_and_names_its_bar(law_folder, capsys):
    archive = law_folder.parent / "lover-2103-05-05"
    assert run(["bench", "law", str(archive), "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["documents"] == 2
    assert figures["bar"] == 2.0
    assert run(["bench", "law"]) == 2
