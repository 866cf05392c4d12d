"""The pool of workers: whole answers, limits that hold, and no process left behind.

What is looked at is what callers see, and the processes themselves, through /proc.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from hjemmel.errors import (
    AnswerTooLargeError,
    BusyError,
    HjemmelError,
    QueryRefusedError,
    QuerySyntaxError,
    TimeLimitError,
)
from hjemmel.graph.fence import read_question
from hjemmel.graph.limits import MEBIBYTE, QueryLimits
from hjemmel.graph.order import Order
from hjemmel.graph.pool import WorkerPool

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked at through /proc")

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
# Pairs enough for some tenths of a second, and few enough to end well within a second or two.
PAIRS = """SELECT (COUNT(*) AS ?n) {
  { SELECT ?a { ?a ?b ?c } LIMIT 1500 } { SELECT ?d { ?d ?e ?f } LIMIT %d }
  FILTER(STR(?a) != CONCAT(STR(?d), "%s"))
}"""
LARGE = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
GREEDY = 'SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d)); separator="%s") AS ?x) { ?a ?b ?c . ?d ?e ?f }' % ("x" * 2000)
CHEAP = "ASK { ?a ?b ?c }"
GRACE = 2.0


def to_order(text, **more):
    return Order(text=text, shape=read_question(text).shape, **more)


def list_children(pid):
    """The processes that a process has started, with their words."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
            if int(parent) == pid and state != "Z":
                found[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except (OSError, ValueError):
            continue
    return found


def list_keepers():
    return {pid for pid, words in list_children(os.getpid()).items() if "hjemmel.graph.keeper" in words}


def list_workers(pool):
    return {worker for keeper in pool.keepers() for worker in list_children(keeper)}


class Watched(WorkerPool):
    """A pool whose processes can be told from those of other pools of this test run."""

    def __init__(self, snapshot, limits):
        self.others = list_keepers()
        super().__init__(snapshot, limits)

    def keepers(self):
        return list_keepers() - self.others


@pytest.fixture
def live(small_snapshot):
    """Live through one scenario with a pool of the small knowledge base."""

    def run(scenario, **limits):
        async def whole():
            pool = Watched(small_snapshot, QueryLimits(**limits))
            pool.start()
            try:
                return await scenario(pool)
            finally:
                await pool.close()

        return asyncio.run(whole())

    return run


async def wait_until(holds, seconds=5.0):
    last = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < last, "it didn't come about in time"
        await asyncio.sleep(0.02)


async def ask_twice(pool, text):
    """Ask as one who knows the answer already: the pool has seen the shape."""
    await pool.ask(to_order(text))
    return await pool.ask(to_order(text))


def test_an_answer_is_what_the_store_says_in_the_form_asked_for(live, small_kb):
    query = "SELECT ?s { ?s a <https://w3id.org/hjemmel/ns#Duty> } ORDER BY ?s"

    async def scenario(pool):
        rows = await ask_twice(pool, query)
        yes = await pool.ask(to_order(CHEAP, result_form="srx"))
        graph = await pool.ask(to_order("CONSTRUCT WHERE { <actors/kommunen> ?p ?o }", graph_form="nt"))
        return rows, yes, graph

    rows, yes, graph = live(scenario)
    found = [row["s"]["value"] for row in json.loads(rows.body)["results"]["bindings"]]
    assert (rows.kind, found) == ("rows", [row["s"].value for row in small_kb.store.select(query)])
    assert (yes.kind, b"<boolean>true</boolean>" in yes.body) == ("boolean", True)
    kept = small_kb.store.construct("CONSTRUCT WHERE { <https://w3id.org/hjemmel/actors/kommunen> ?p ?o }")
    assert (graph.kind, graph.body.count(b"\n")) == ("graph", len(kept))


def test_a_query_that_takes_too_long_is_ended_and_told_and_its_worker_with_it(live):
    async def scenario(pool):
        await pool.wait_until_loaded(10.0)
        started = time.monotonic()
        with pytest.raises(TimeLimitError, match=r"more than its 0.6 seconds"):
            await pool.ask(to_order(ENDLESS))
        assert time.monotonic() - started < 0.6 + GRACE
        assert (await pool.ask(to_order(CHEAP))).body
        await wait_until(lambda: not any(is_busy(pid) for pid in list_workers(pool)))

    live(scenario, seconds=0.6)


def test_a_query_that_comes_while_the_store_is_read_waits_and_then_has_all_of_its_time(live):
    async def scenario(pool):
        (keeper,) = pool.keepers()
        os.kill(keeper, signal.SIGSTOP)
        asking = asyncio.ensure_future(pool.ask(to_order(CHEAP)))
        await asyncio.sleep(1.0)
        assert not asking.done()
        os.kill(keeper, signal.SIGCONT)
        return await asking

    assert live(scenario, seconds=0.7).kind == "boolean"


def test_a_query_that_waits_too_long_for_the_store_is_told_so_and_not_taken_for_a_slow_one(live):
    async def scenario(pool):
        (keeper,) = pool.keepers()
        os.kill(keeper, signal.SIGSTOP)
        with pytest.raises(BusyError, match="still being loaded"):
            await pool.ask(to_order(CHEAP))
        with pytest.raises(BusyError, match="still being loaded"):
            await pool.read(f"{CHEAP} # {'<' * 5000}")
        os.kill(keeper, signal.SIGCONT)
        await pool.wait_until_loaded(10.0)
        return pool._memory.find_place(to_order(CHEAP).shape)

    assert live(scenario, patience=0.2) != "slow"


def is_busy(pid):
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] == "R"
    except OSError:
        return False


def test_the_share_of_a_processor_is_held_too(live):
    async def scenario(pool):
        started = time.monotonic()
        with pytest.raises(TimeLimitError, match=r"\(0.1 of a processor\)"):
            await pool.ask(to_order(ENDLESS))
        return time.monotonic() - started

    assert live(scenario, seconds=30.0, cpu_seconds=0.1) < 25


def test_a_query_that_wants_too_much_memory_is_ended_and_the_next_is_answered(live):
    async def scenario(pool):
        with pytest.raises(TimeLimitError, match=r"more than its 64 MiB of memory"):
            await pool.ask(to_order(GREEDY))
        return await pool.ask(to_order(CHEAP))

    assert live(scenario, memory_bytes=64 * MEBIBYTE, answer_bytes=512 * MEBIBYTE, seconds=20.0).kind == "boolean"


def test_an_answer_that_is_too_large_is_refused_whole_and_its_worker_goes_on(live):
    async def scenario(pool):
        await pool.ask(to_order(CHEAP))
        with pytest.raises(AnswerTooLargeError, match=r"over 1 MiB"):
            await pool.ask(to_order(LARGE))
        with pytest.raises(AnswerTooLargeError, match=r"over 2 MiB"):
            await pool.ask(to_order(LARGE, answer_bytes=2 * MEBIBYTE))
        return await pool.ask(to_order(CHEAP))

    assert live(scenario, answer_bytes=MEBIBYTE).kind == "boolean"


def test_too_many_at_once_are_told_to_come_again_and_each_gets_an_answer_or_an_error(live):
    async def scenario(pool):
        orders = [to_order(f"{ENDLESS[:-1]} FILTER(STR(?a) != '{number}') }}") for number in range(12)]
        return await asyncio.gather(*(pool.ask(order) for order in orders), return_exceptions=True)

    found = live(scenario, seconds=3.0, express=1, trial=1, slow=1, at_once=2)
    assert {type(each) for each in found} <= {TimeLimitError, BusyError}
    busy = [each for each in found if isinstance(each, BusyError)]
    assert len(busy) >= 12 - (1 + 1 + 1 + 2)
    assert all("Try again in 2 seconds" in str(each) for each in busy)


def test_more_queries_than_places_wait_in_line_and_are_all_answered(live):
    async def scenario(pool):
        orders = [to_order(f"SELECT * {{ ?a{n} ?b ?c }} LIMIT {n}") for n in range(1, 31)]
        return await asyncio.gather(*(pool.ask(order) for order in orders))

    found = live(scenario, express=1, trial=1, slow=1)
    assert [len(json.loads(each.body)["results"]["bindings"]) for each in found] == list(range(1, 31))


def test_a_cheap_question_is_answered_while_dear_ones_run(live):
    async def scenario(pool):
        await ask_twice(pool, CHEAP)
        dear = [asyncio.ensure_future(pool.ask(to_order(ENDLESS))) for _ in range(6)]
        await asyncio.sleep(0.5)
        started = time.monotonic()
        found = await pool.ask(to_order(CHEAP))
        took = time.monotonic() - started
        for task in dear:
            task.cancel()
        await asyncio.wait(dear)
        return found, took

    found, took = live(scenario)
    assert found.kind == "boolean"
    assert took < GRACE


def test_a_worker_that_is_killed_is_replaced_and_the_query_answered_all_the_same(live):
    text = PAIRS % (300, "x")

    async def scenario(pool):
        whole = await pool.ask(to_order(text))
        asking = asyncio.ensure_future(pool.ask(to_order(text)))
        await wait_until(lambda: any(is_busy(pid) for pid in list_workers(pool)) or asking.done())
        assert not asking.done(), "the query must be long enough to be killed in"
        for pid in filter(is_busy, list_workers(pool)):
            end(pid)
        return whole, await asking

    whole, again = live(scenario)
    assert again == whole


def end(pid):
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


@pytest.mark.parametrize("spare", ["the keeper", "nothing"])
def test_all_workers_killed_at_once_are_replaced_before_the_next_query_is_told_anything(live, spare):
    async def scenario(pool):
        await ask_twice(pool, CHEAP)
        await wait_until(lambda: len(list_workers(pool)) >= pool.limits.express + pool.limits.trial)
        # Not a turn of the loop between: the pool can't know it before it asks.
        for pid in [*list_workers(pool), *(pool.keepers() if spare == "nothing" else ())]:
            end(pid)
        return await pool.ask(to_order(CHEAP)), await pool.read("SELECT * {" + " " * 5000 + "}")

    found, question = live(scenario)
    assert (found.kind, question.form) == ("boolean", "SELECT")


def test_workers_that_are_killed_again_and_again_give_an_error_and_never_half_an_answer(live):
    async def scenario(pool):
        asking = asyncio.ensure_future(pool.ask(to_order(ENDLESS)))
        while not asking.done():
            for pid in list_workers(pool):
                end(pid)
            await asyncio.sleep(0.01)
        with pytest.raises(BusyError, match="ended from outside"):
            await asking
        return await pool.ask(to_order(CHEAP))

    assert live(scenario).kind == "boolean"


def test_a_keeper_that_is_killed_is_started_again(live):
    async def scenario(pool):
        await pool.ask(to_order(CHEAP))
        (keeper,) = pool.keepers()
        end(keeper)
        await wait_until(lambda: keeper not in pool.keepers())
        for pid in list_workers(pool):
            end(pid)
        found = [await pool.ask(to_order(f"SELECT * {{ ?s{n} ?p ?o }} LIMIT 1")) for n in range(8)]
        return found, len(pool.keepers())

    found, keepers = live(scenario)
    assert {each.kind for each in found} == {"rows"}
    assert keepers <= 1


def test_a_caller_who_leaves_ends_the_worker_and_frees_the_place(live):
    async def scenario(pool):
        asking = asyncio.ensure_future(pool.ask(to_order(ENDLESS)))
        await wait_until(lambda: any(is_busy(pid) for pid in list_workers(pool)))
        asking.cancel()
        await asyncio.wait([asking])
        await wait_until(lambda: not any(is_busy(pid) for pid in list_workers(pool)), seconds=2)
        return await pool.ask(to_order(CHEAP))

    assert live(scenario, express=1, trial=1, slow=1).kind == "boolean"


def test_closing_leaves_no_process_behind_even_in_the_middle_of_a_query(small_snapshot):
    async def whole():
        pool = Watched(small_snapshot, QueryLimits())
        pool.start()
        await pool.ask(to_order(CHEAP))
        asking = asyncio.ensure_future(pool.ask(to_order(ENDLESS)))
        await wait_until(lambda: any(is_busy(pid) for pid in list_workers(pool)))
        processes = pool.keepers() | list_workers(pool)
        assert len(processes) >= 2
        asking.cancel()
        await asyncio.wait([asking])
        await pool.close()
        await wait_until(lambda: not any(is_alive(pid) for pid in processes))
        with pytest.raises(HjemmelError):
            await pool.ask(to_order(CHEAP))
        assert pool.keepers() == set()

    asyncio.run(whole())


def is_alive(pid):
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("padding", ["", "#" * 5000 + "\n"], ids=["short", "long"])
def test_a_query_is_read_the_same_here_and_in_a_worker(live, padding):
    async def scenario(pool):
        question = await pool.read(padding + "SELECT ?a FROM <https://x.example/g> { ?a ?b ?c }")
        with pytest.raises(QueryRefusedError, match="SERVICE is refused"):
            await pool.read(padding + "SELECT * { SERVICE <http://x.example/> {} }")
        with pytest.raises(QuerySyntaxError, match="no SPARQL query"):
            await pool.read(padding + "HELLO")
        return question

    question = live(scenario)
    assert (question.form, question.graphs, question.volatile) == ("SELECT", ("https://x.example/g",), False)


def test_a_query_the_engine_cannot_read_is_told_with_the_place(live):
    async def scenario(pool):
        with pytest.raises(QuerySyntaxError, match=r"at line 1, column 1\d, after “SELECT \* \{ \?a \?b \}”"):
            await pool.ask(to_order("SELECT * { ?a ?b }"))

    live(scenario)


def test_a_dataset_may_be_named_by_the_request(live, small_kb):
    count = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c }"
    graphs = [str(row["g"].value) for row in small_kb.store.select("SELECT DISTINCT ?g { GRAPH ?g { ?a ?b ?c } }")]

    async def scenario(pool):
        whole = await pool.ask(to_order(count))
        parts = [await pool.ask(to_order(count, default_graphs=(graph,))) for graph in graphs]
        none = await pool.ask(to_order(count, named_graphs=(graphs[0],)))
        return [int(json.loads(each.body)["results"]["bindings"][0]["n"]["value"]) for each in (whole, none, *parts)]

    whole, none, *parts = live(scenario)
    assert whole == sum(parts) == small_kb.manifest.triples
    assert none == 0
