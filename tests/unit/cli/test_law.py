"""Commands that take imported law."""

import json
import shutil
import signal
import subprocess
import sys
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


def test_digest_prints_the_words_too_when_asked(law_folder, capsys):
    words = ["digest", "lov/2099-01-01-1/paragraf/2/ledd/2", "--law", str(law_folder), "--on", "2103-01-01"]
    assert run(words) == 0
    digest = capsys.readouterr().out
    assert len(digest.strip()) == 64
    assert run([*words, "--words"]) == 0
    assert capsys.readouterr().out == f"{digest}Tilbodet er gratis.\n"


@pytest.mark.parametrize(
    ("provision", "told"),
    [
        ("omsorgslova § 2", "names no provision"),
        ("lov/2099-01-01-1", "names no provision"),
        ("lov/2099-01-01-1/paragraf/77", "has no text"),
        ("lov/2099-01-01-1/paragraf/2/ledd/9", "has no part “ledd/9”"),
    ],
)
def test_digest_says_what_is_wrong_with_a_name(law_folder, capsys, provision, told):
    assert run(["digest", provision, "--law", str(law_folder), "--on", "2103-01-01"]) == 2
    assert told in capsys.readouterr().err


def test_drift_tells_an_editor_what_to_do_and_what_hangs_on_it(places, moved_law_folder, capsys):
    assert run(["drift", "--law", str(moved_law_folder), "--on", "2104-06-01", *places]) == 1
    told = capsys.readouterr()
    head, *rows = (line.split("\t") for line in told.out.splitlines())
    assert head == ["what", "status", "since", "words now", "hangs on it", "to do"]
    by_name = {row[0]: row for row in rows}
    changed = by_name["duties/omsl-1-samarbeid/groundings/2099-01-01"]
    assert changed[1:3] == ["reworded", "2103-01-01"]
    assert "plan areas: 1" in changed[4]
    assert "Read the provision anew" in changed[5]
    assert by_name["duties/omsl-2-tilbod-2101/groundings/2101-07-01"][1] == "repealed"
    assert "quotes/quote-omsl-2" in by_name
    assert "held against the law" in told.err


def test_drift_is_told_to_programs_with_all_that_hangs_on_it(places, moved_law_folder, capsys):
    words = ["drift", "--law", str(moved_law_folder), "--on", "2104-06-01", "--json", *places]
    assert run(words) == 1
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)}
    row = rows["https://w3id.org/hjemmel/duties/omsl-1-samarbeid/groundings/2099-01-01"]
    assert row["finding"]
    assert row["now"] == "https://w3id.org/hjemmel/lov/2099-01-01-1/paragraf/1/versjon/2103-01-01"
    assert row["hangsOn"]["norms"] == ["omsl-1-samarbeid"]
    assert row["hangsOn"]["planAreas"] == ["plan-samarbeid"]
    assert row["hangsOn"]["guidance"] == ["handbok-2104"]
    assert run([*words, "--all"]) == 1
    assert len(json.loads(capsys.readouterr().out)) > len(rows)


def test_an_import_says_what_it_did_and_what_it_left_out(tmp_path, law_folder, capsys):
    archive = tmp_path / "lover-2103-05-05"
    shutil.copytree(law_folder.parent / "lover-2103-05-05", archive)
    (archive / "notat.txt").write_text("x")
    words = ["law", "import", str(archive), "--into", str(tmp_path / "law")]
    assert run([*words, "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert list(report) == [
        "documents", "failed", "sections", "ledd", "points", "citations", "amendments", "seconds", "peakBytes",
    ]  # fmt: skip
    assert report["failed"] == [{"file": "notat.txt", "reason": "It is no .xml file."}]
    (archive / "notat.txt").unlink()
    assert run(words) == 0
    told = capsys.readouterr()
    assert "documents\t2" in told.out
    assert "hjemmel serve --law" in told.err


def test_an_import_that_is_ended_from_outside_leaves_nothing(tmp_path, law_folder):
    archive = law_folder.parent / "lover-2103-05-05"
    program = (
        "import os, signal, sys; from hjemmel.cli import run; from hjemmel.law.lovdata.shelf import Shelf\n"
        "Shelf.finish = lambda _: os.kill(os.getpid(), signal.SIGTERM)\n"
        "sys.exit(run(sys.argv[1:]))"
    )
    words = [sys.executable, "-c", program, "law", "import", str(archive), "--into", str(tmp_path / "law")]
    ended = subprocess.run(words, capture_output=True, check=False)
    assert ended.returncode == 128 + signal.SIGTERM
    assert list(tmp_path.iterdir()) == []


def test_changes_are_told_as_the_service_tells_them(places, capsys):
    assert run(["changes", "--actor", "kommunen", "--since", "2101-01-01", "--json", *places]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {"id", "day", "kind", "coming", "label", "citation", "changedBy", "planArea"} <= set(rows[0])
    assert run(["changes", "--actor", "kommunen", "--since", "2101-01-01", *places]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].split("\t") == ["day", "what", "norm", "provision", "changed by"]
    assert len(told) == len(rows) + 1
    assert run(["changes", "--since", "2999-01-01", "--until", "2999-02-01", *places]) == 1
    assert "Nothing has changed" in capsys.readouterr().err


def test_bench_text_asks_for_law(places, capsys):
    assert run(["bench", "text", *places]) == 2
    assert "--law" in capsys.readouterr().err


def test_bench_law_measures_an_import_and_names_its_bar(law_folder, capsys):
    archive = law_folder.parent / "lover-2103-05-05"
    assert run(["bench", "law", str(archive), "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["documents"] == 2
    assert figures["bar"] == 2.0
    assert run(["bench", "law"]) == 2
