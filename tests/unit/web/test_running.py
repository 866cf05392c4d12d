import asyncio
import shutil

import pytest

from hjemmel.errors import SnapshotError
from hjemmel.graph.files import load_sources
from hjemmel.graph.snapshot import build_snapshot
from hjemmel.web.release import open_release
from hjemmel.web.running import Running


@pytest.fixture
def running(snapshots):
    return Running(open_release(snapshots), path=snapshots, opening=open_release)


@pytest.fixture
def build_other(small_root, root, snapshots, tmp_path):
    return lambda: build_with_another_source(small_root, root, snapshots, tmp_path)


def build_with_another_source(small_root, root, snapshots, tmp_path):
    kb = tmp_path / "kb"
    shutil.copytree(small_root / "kb", kb)
    (kb / "sources.ttl").write_text(
        (kb / "sources.ttl").read_text(encoding="utf-8") + "\n<sources/ny> a <http://www.w3.org/ns/prov#Entity> .\n",
        encoding="utf-8",
    )
    return build_snapshot(load_sources(kb, root / "ontology"), snapshots).release


def test_a_moved_link_is_seen_and_its_release_served(running, build_other):
    before = running.release
    assert not running.has_moved()
    following = build_other()
    assert running.has_moved()
    assert running.reload()
    assert running.release is not before
    assert running.release.id == following
    assert not running.has_moved()


def test_the_same_release_again_leaves_the_reference(running):
    before = running.release
    assert running.reload()
    assert running.release is before


def test_a_damaged_release_leaves_the_running_one_and_is_told(running, snapshots, build_other, caplog):
    before = running.release
    following = build_other()
    (snapshots / following / "data.nq").write_text("damaged", encoding="utf-8")
    assert not running.reload()
    assert running.release is before
    assert "damaged" in running.last.detail
    assert "keeping release" in caplog.text
    assert not running.has_moved()


def test_whatever_goes_wrong_leaves_the_running_one(running, caplog):
    def fail(_path):
        raise KeyError("nobody foresaw this")

    before = running.release
    running._opening = fail
    assert not running.reload()
    assert running.release is before
    assert "KeyError" in running.last.detail
    assert "nobody foresaw this" in caplog.text


def test_a_link_that_is_gone_is_no_move(running, snapshots):
    shutil.rmtree(snapshots)
    assert not running.has_moved()


def test_a_release_in_memory_is_never_reloaded(running):
    assert not Running(running.release).reload()
    assert not Running(running.release).has_moved()


def test_watching_opens_what_the_link_leads_to(running, build_other):
    following = build_other()

    async def watch():
        task = asyncio.create_task(running.watch(0.01))
        for _ in range(500):
            await asyncio.sleep(0.01)
            if running.release.id == following:
                break
        task.cancel()

    asyncio.run(watch())
    assert running.release.id == following


def test_a_missing_snapshot_is_told(tmp_path):
    with pytest.raises(SnapshotError, match="no snapshot"):
        open_release(tmp_path)
