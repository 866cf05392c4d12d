from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from pathlib import Path

import orjson
import pyoxigraph as ox
import pytest

from hjemmel.errors import SnapshotError
from hjemmel.graph.files import Sources
from hjemmel.graph.snapshot import build_snapshot, open_kb, open_memory
from hjemmel.rdf.namespaces import node

from .conftest import to_sources

NORM = '<duties/x> a hj:Duty ; skos:prefLabel "Én"@nb . <duties/y> a hj:Duty .'
OTHER = "<duties/z> a hj:Right ."


@pytest.fixture
def sources():
    return to_sources(kb_duties_x=NORM, kb_duties_z=OTHER)


def read_folder(folder):
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_snapshot_holds_every_fact_with_its_graph_and_says_what_it_holds(sources, tmp_path):
    manifest = build_snapshot(sources, tmp_path, report={"conforms": True})
    folder = tmp_path / manifest.release
    assert sorted(read_folder(folder)) == ["data.nq", "manifest.json"]
    assert orjson.loads((folder / "manifest.json").read_bytes()) == {
        "form": 1,
        "release": hashlib.sha256((folder / "data.nq").read_bytes()).hexdigest()[:16],
        "digest": hashlib.sha256((folder / "data.nq").read_bytes()).hexdigest(),
        "triples": 4,
        "graphs": 2,
        "counts": {"hj:Duty": 2, "hj:Right": 1},
        "sources": {file.path: hashlib.sha256(file.text.encode()).hexdigest() for file in sources.files},
        "report": {"conforms": True},
        "law": {},
    }


def test_the_same_sources_give_the_same_bytes_whatever_their_order(sources, tmp_path):
    one = build_snapshot(sources, tmp_path / "one")
    two = build_snapshot(Sources(files=sources.files[::-1]), tmp_path / "two")
    assert one == two
    assert read_folder(tmp_path / "one" / one.release) == read_folder(tmp_path / "two" / two.release)


def test_the_same_release_comes_from_a_process_with_another_seed(tmp_path):
    code = (
        "from pathlib import Path\n"
        "from hjemmel.graph import files, snapshot\n"
        "print(snapshot.open_memory(files.load_sources(Path('kb'))).release)"
    )
    (tmp_path / "kb").mkdir()
    (tmp_path / "kb/x.ttl").write_text("".join(f"<a{number}> <b> <c>, <d> .\n" for number in range(50)))
    command = [sys.executable, "-c", code]
    runs = [
        subprocess.run(command, cwd=tmp_path, env={"PYTHONHASHSEED": seed}, capture_output=True, check=True)
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout != b""


def test_a_fact_that_two_files_say_is_one_fact_of_the_first(tmp_path):
    sources = to_sources(kb_duties_x=NORM, kb_duties_z=NORM)
    assert build_snapshot(sources, tmp_path).triples == 3
    for kb in (open_kb(tmp_path), open_memory(sources)):
        rows = kb.store.select("SELECT ?g (COUNT(*) AS ?many) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
        assert [(row["g"].value[-8:], row["many"].value) for row in rows] == [("duties/x", "3")]


def test_an_opened_snapshot_answers_and_knows_its_release(sources, tmp_path):
    manifest = build_snapshot(sources, tmp_path)
    for path in (tmp_path, tmp_path / "current", tmp_path / manifest.release):
        kb = open_kb(path)
        assert kb.release == manifest.release
        assert kb.manifest == manifest
        assert kb.folder == (tmp_path / manifest.release).resolve()
        assert kb.store.ask("ASK { ?thing ?p ?o }", {"thing": node("duties/z")})


def test_sources_can_be_opened_without_being_written(sources, tmp_path):
    kb = open_memory(sources)
    assert kb.manifest == build_snapshot(sources, tmp_path)
    assert kb.store.construct("CONSTRUCT WHERE { ?s ?p ?o }") == open_kb(tmp_path).store.construct(
        "CONSTRUCT WHERE { ?s ?p ?o }"
    )


def test_a_new_release_moves_current_and_leaves_the_old_one(sources, tmp_path):
    old = build_snapshot(sources, tmp_path)
    new = build_snapshot(to_sources(kb_duties_x=OTHER), tmp_path)
    assert old.release != new.release
    assert open_kb(tmp_path).release == new.release
    assert open_kb(tmp_path / old.release).release == old.release
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([old.release, new.release, "current"])


def test_a_release_built_again_is_not_touched(sources, tmp_path):
    release = build_snapshot(sources, tmp_path).release
    before = (tmp_path / release).stat().st_ino
    build_snapshot(sources, tmp_path)
    assert (tmp_path / release).stat().st_ino == before


def test_a_release_with_another_report_or_damage_is_put_right(sources, tmp_path):
    release = build_snapshot(sources, tmp_path).release
    (tmp_path / release / "data.nq").write_bytes(b"")
    build_snapshot(sources, tmp_path, report={"warnings": 2})
    assert open_kb(tmp_path).manifest.report == {"warnings": 2}
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([release, "current"])


@pytest.mark.parametrize("step", ["write_bytes", "rename", "symlink_to"])
def test_when_a_step_fails_the_good_snapshot_stays(sources, tmp_path, monkeypatch, step):
    good = build_snapshot(sources, tmp_path)

    def fail(*_args, **_options):
        raise OSError("no space left")

    with monkeypatch.context() as patch:
        patch.setattr(Path, step, fail)
        with pytest.raises(SnapshotError, match="no space left"):
            build_snapshot(to_sources(kb_duties_x=OTHER), tmp_path)
    assert open_kb(tmp_path).release == good.release
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_when_the_second_rename_fails_the_first_is_undone(sources, tmp_path, monkeypatch):
    good = build_snapshot(sources, tmp_path)
    rename = Path.rename

    def fail(self, target):
        if self.name.startswith(".new-"):
            raise OSError("no luck")
        return rename(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", fail)
        with pytest.raises(SnapshotError, match="no luck"):
            build_snapshot(sources, tmp_path, report={"other": True})
    assert open_kb(tmp_path).manifest == good


def test_a_missing_snapshot_says_how_to_build_one(tmp_path):
    with pytest.raises(SnapshotError, match="no snapshot") as caught:
        open_kb(tmp_path)
    assert "hjemmel build" in caught.value.remedy


def test_a_damaged_store_is_refused(sources, tmp_path):
    release = build_snapshot(sources, tmp_path).release
    with (tmp_path / release / "data.nq").open("ab") as file:
        file.write(b"<http://a> <http://b> <http://c> .\n")
    with pytest.raises(SnapshotError, match="damaged"):
        open_kb(tmp_path)


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b'{"form": 1, "release": "x"}'])
def test_a_damaged_manifest_is_refused(sources, tmp_path, text):
    release = build_snapshot(sources, tmp_path).release
    (tmp_path / release / "manifest.json").write_bytes(text)
    with pytest.raises(SnapshotError, match="damaged"):
        open_kb(tmp_path)


def test_a_snapshot_of_another_form_is_refused(sources, tmp_path):
    release = build_snapshot(sources, tmp_path).release
    (tmp_path / release / "manifest.json").write_bytes(b'{"form": 99}')
    with pytest.raises(SnapshotError, match="form 99"):
        open_kb(tmp_path)


def test_opening_imports_no_rdflib():
    code = "import sys, hjemmel.graph.snapshot; sys.exit('rdflib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_opening_takes_little_more_than_loading_the_same_facts(tmp_path):
    facts = "".join(
        f'<duties/n{number}> a hj:Duty ; skos:prefLabel "Norm {number}"@nb, "Norm"@nn .\n' for number in range(10_000)
    )
    build_snapshot(to_sources(kb_duties_x=facts), tmp_path)
    data = (tmp_path / "current" / "data.nq").read_bytes()

    opening = min(measure(lambda: open_kb(tmp_path)) for _ in range(5))
    loading = min(measure(lambda: ox.Store().bulk_load(data, format=ox.RdfFormat.N_QUADS)) for _ in range(5))

    assert opening < 5 * loading


def measure(act) -> float:
    """Seconds that one call takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start
