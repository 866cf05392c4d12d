"""A new release gets workers of its own; what is asked of the old one ends whole, and then its workers end."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
import threading
import time
from pathlib import Path

import httpx
import pytest

from hjemmel.app import create_app
from hjemmel.errors import BusyError
from hjemmel.graph.fence import read_question
from hjemmel.graph.files import load_sources
from hjemmel.graph.limits import QueryLimits
from hjemmel.graph.order import Order
from hjemmel.graph.snapshot import build_snapshot, open_memory
from hjemmel.law.catalogue import load_catalogue
from hjemmel.settings import load_settings
from hjemmel.web.release import Release, open_release
from hjemmel.web.sparql.pools import Pools

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked at through /proc")

COUNT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c }"
NEW = "ASK { <https://w3id.org/hjemmel/sources/ny> ?p ?o }"
PAIRS = """SELECT (COUNT(*) AS ?n) {
  { SELECT ?a { ?a ?b ?c } LIMIT 1500 } { SELECT ?d { ?d ?e ?f } LIMIT 500 } FILTER(STR(?a) != CONCAT(STR(?d), "x"))
}"""


def to_order(text):
    return Order(text=text, shape=read_question(text).shape)


def count_keepers():
    """How many keepers this process has."""
    found = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
            words = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        found += int(parent) == os.getpid() and state != "Z" and b"hjemmel.graph.keeper" in words
    return found


@pytest.fixture
def build_next(small_root, root, snapshots, tmp_path):
    """Build a release that has one fact more."""

    def build():
        kb = tmp_path / "kb"
        shutil.copytree(small_root / "kb", kb)
        with (kb / "sources.ttl").open("a", encoding="utf-8") as file:
            file.write("\n<sources/ny> a <http://www.w3.org/ns/prov#Entity> .\n")
        return build_snapshot(load_sources(kb, root / "ontology"), snapshots).release

    return build


async def wait_until(holds):
    for _ in range(500):
        if holds():
            return
        await asyncio.sleep(0.02)
    pytest.fail("it didn't come about within ten seconds")


def test_a_running_query_ends_whole_on_its_own_release_while_the_next_is_asked(snapshots, build_next):
    before = count_keepers()

    async def whole():
        old = open_release(snapshots)
        build_next()
        new = open_release(snapshots)
        pools = Pools(QueryLimits(seconds=30.0))
        try:
            async with pools.hold(old) as held:
                first = await held.pool.ask(to_order(COUNT))
                running = asyncio.ensure_future(held.pool.ask(to_order(PAIRS)))
                async with pools.hold(new) as next_held:
                    assert next_held.pool is not held.pool
                    second = await next_held.pool.ask(to_order(COUNT))
                    assert (await next_held.pool.ask(to_order(NEW))).body == yes("true")
                assert count_keepers() == before + 2
                pairs = await running
                assert (await held.pool.ask(to_order(NEW))).body == yes("false")
            await wait_until(lambda: count_keepers() == before + 1)
            async with pools.hold(new) as next_held:
                assert (await next_held.pool.ask(to_order(NEW))).body == yes("true")
        finally:
            await pools.close()
        assert count_keepers() == before
        return [int(json.loads(each.body)["results"]["bindings"][0]["n"]["value"]) for each in (first, second, pairs)]

    first, second, pairs = asyncio.run(whole())
    assert second == first + 1
    assert pairs == 1500 * 500


def yes(word):
    return b'{"head":{},"boolean":%s}' % word.encode()


def test_the_same_release_is_held_once_however_many_ask(snapshots):
    async def whole():
        release = open_release(snapshots)
        pools = Pools(QueryLimits())
        try:
            async with pools.hold(release) as one, pools.hold(release) as other:
                assert one is other
            async with pools.hold(release) as again:
                assert again is one
                assert (await again.pool.ask(to_order("ASK {}"))).body == yes("true")
        finally:
            await pools.close()

    asyncio.run(whole())


def test_a_release_that_is_written_nowhere_can_be_asked_and_leaves_no_folder(small_sources, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    kb = open_memory(small_sources)

    async def whole():
        pools = Pools(QueryLimits())
        try:
            async with pools.hold(Release(kb=kb, catalogue=load_catalogue(kb))) as held:
                return await held.pool.ask(to_order(COUNT))
        finally:
            await pools.close()

    found = asyncio.run(whole())
    assert json.loads(found.body)["results"]["bindings"][0]["n"]["value"] == str(kb.manifest.triples)
    assert list(tmp_path.iterdir()) == []


def test_a_thread_asks_through_the_loop_and_is_told_when_there_is_none(snapshots):
    release = open_release(snapshots)
    pools = Pools(QueryLimits())
    with pytest.raises(BusyError, match="aren't started yet"):
        pools.ask_from_thread(release, to_order(COUNT))

    async def whole():
        pools.start(release)
        try:
            return await asyncio.to_thread(pools.ask_from_thread, release, to_order(NEW))
        finally:
            await pools.close()

    assert asyncio.run(whole()).body == yes("false")


def test_a_server_that_reloads_answers_old_queries_whole_and_new_ones_from_the_new_release(
    snapshots, build_next, serve_app
):
    app = create_app(load_settings({}, snapshots=snapshots))
    before = count_keepers()
    with serve_app(app) as address:
        ask = f"{address}/sparql"
        old = app.running.release.id
        assert httpx.get(ask, params={"query": NEW}).json()["boolean"] is False
        answers = []
        running = threading.Thread(target=lambda: answers.append(httpx.get(ask, params={"query": PAIRS}, timeout=60)))
        running.start()
        time.sleep(0.2)
        new = build_next()
        assert app.running.reload()
        assert httpx.get(ask, params={"query": NEW}).json()["boolean"] is True
        running.join()
        (answer,) = answers
        assert answer.status_code == 200
        assert int(answer.json()["results"]["bindings"][0]["n"]["value"]) == 1500 * 500
        assert old in httpx.get(ask, params={"query": NEW, "release": old}).json()["detail"]
        assert httpx.get(ask, params={"query": NEW, "release": new}).status_code == 200
        asyncio.run(wait_until(lambda: count_keepers() == before + 1))
    asyncio.run(wait_until(lambda: count_keepers() == before))


def test_the_workers_of_the_next_release_are_ready_before_it_is_served(snapshots, build_next):
    before = count_keepers()

    async def whole():
        old = open_release(snapshots)
        pools = Pools(QueryLimits(patience=0.0))
        pools.start(old)
        build_next()
        new = open_release(snapshots)
        try:
            await asyncio.to_thread(pools.prepare_from_thread, new)
            for _ in range(2):
                async with pools.hold(old) as held:
                    assert (await held.pool.ask(to_order(NEW))).body == yes("false")
            assert count_keepers() == before + 2
            async with pools.hold(new) as held:
                assert (await held.pool.ask(to_order(NEW))).body == yes("true")
            await wait_until(lambda: count_keepers() == before + 1)
        finally:
            await pools.close()

    asyncio.run(whole())


def test_a_release_is_prepared_without_a_loop_by_doing_nothing(snapshots):
    pools = Pools(QueryLimits())
    pools.prepare_from_thread(open_release(snapshots))
    assert pools._open == {}
