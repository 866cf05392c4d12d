"""Imported law in a snapshot's folder."""

import shutil

import pytest

from hjemmel.errors import SnapshotError
from hjemmel.graph.law_data import find_identity, open_law_data
from hjemmel.graph.snapshot import build_snapshot, open_kb, open_whole


def test_the_same_law_gives_the_same_release_and_stands_in_its_folder(small_sources, law_folder, tmp_path):
    first = build_snapshot(small_sources, tmp_path, law=open_law_data(law_folder))
    second = build_snapshot(small_sources, tmp_path, law=open_law_data(law_folder))
    assert first == second
    assert first.law["archives"] == [{"name": "lover-2103-05-05", "date": "2103-05-05"}]
    kb = open_kb(tmp_path)
    assert kb.law is not None
    assert (kb.law / "law.nq").read_bytes() == (law_folder / "law.nq").read_bytes()


def test_files_that_the_system_cannot_link_are_copied(small_sources, law_folder, tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError

    monkeypatch.setattr("os.link", refuse)
    build_snapshot(small_sources, tmp_path, law=open_law_data(law_folder))
    assert open_whole(tmp_path).law is not None


def test_a_release_whose_law_is_cut_short_is_refused_and_mended_by_a_build(small_sources, law_folder, tmp_path):
    build_snapshot(small_sources, tmp_path, law=open_law_data(law_folder))
    broken = tmp_path / "current" / "law" / "law.nq"
    broken.unlink()
    broken.write_bytes(b"")
    with pytest.raises(SnapshotError, match=r"law\.nq"):
        open_kb(tmp_path)
    build_snapshot(small_sources, tmp_path, law=open_law_data(law_folder))
    assert open_kb(tmp_path).law is not None


def test_a_folder_without_law_is_told(tmp_path):
    with pytest.raises(SnapshotError, match="no imported law"):
        open_law_data(tmp_path)
    assert find_identity(tmp_path) == ""


def test_law_of_another_form_is_told(law_folder, tmp_path):
    folder = tmp_path / "law"
    shutil.copytree(law_folder, folder)
    (folder / "law.json").write_text("{}")
    with pytest.raises(SnapshotError, match="another form"):
        open_law_data(folder)


def test_a_snapshot_without_law_opens_whole_as_it_is(small_snapshot):
    assert open_whole(small_snapshot).law is None
