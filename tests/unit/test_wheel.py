"""The wheel holds all it needs: installed elsewhere, it builds its release and answers, with no tree around it."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PARTS = ("api", "kb", "ontology", "pyproject.toml", "README.md", "LICENSE", "LICENSE-DATA")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    tree, out = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("dist")
    for name in PARTS:
        source, target = ROOT / name, tree / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
        else:
            shutil.copy(source, target)
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "-q",
        "-w",
        str(out),
        str(tree),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    if "No module named pip" in done.stderr:
        pytest.skip("there is no pip here")
    assert done.returncode == 0, done.stderr
    return next(out.glob("*.whl"))


def test_knowledge_base_ontology_questions_and_words_are_inside(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("kb", "ontology"):
        files = {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*.ttl")}
        assert {f"hjemmel/_data/{name}" for name in files} <= names
    for pattern in ("*.rq", "*.toml", "*.tsv", "*.html", "*.css", "py.typed"):
        own = {path.relative_to(ROOT / "api").as_posix() for path in (ROOT / "api/hjemmel").rglob(pattern)}
        assert own <= names, pattern


@pytest.mark.skipif(shutil.which("npm") is None, reason="there is no npm here: the wheel goes without the editor")
def test_the_editor_is_inside_with_its_licences(wheel):
    inside = zipfile.ZipFile(wheel)
    folder = "hjemmel/web/sparql/assets/"
    assert {name.removeprefix(folder) for name in inside.namelist() if name.startswith(folder)} == {
        "licences.txt",
        "yasgui.min.css",
        "yasgui.min.js",
    }
    licences = inside.read(f"{folder}licences.txt").decode()
    lock = json.loads((ROOT / "api/editor/package-lock.json").read_text(encoding="utf-8"))
    packages = [name.rpartition("node_modules/")[2] for name in lock["packages"] if name]
    missing = [name for name in packages if f"\n{name} " not in licences]
    assert len(packages) > 40
    assert missing == []
    assert b"sourceMappingURL" not in inside.read(f"{folder}yasgui.min.js")


def test_installed_elsewhere_it_builds_and_asks(wheel, tmp_path):
    target, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    elsewhere.mkdir()
    zipfile.ZipFile(wheel).extractall(target)

    def run(*words):
        environment = {**os.environ, "PYTHONPATH": str(target), "HJEMMEL_SNAPSHOTS": str(tmp_path / "snapshots")}
        command = [sys.executable, "-m", "hjemmel", *words]
        done = subprocess.run(
            command, capture_output=True, text=True, cwd=elsewhere, env=environment, timeout=120, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert run("--version").startswith("hjemmel ")
    assert json.loads(run("build", "--json"))["release"]
    rows = json.loads(run("ask", "krav-om-handlingsplan", "--json"))
    assert {row["norm"].rpartition("/")[2] for row in rows} >= {"bvl-15-1-plan"}
    assert len(json.loads(run("ask", "--json", "--lang", "en"))) > 60
    assert list(elsewhere.iterdir()) == []
