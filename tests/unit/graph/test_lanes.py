"""Lanes: places, a line that has an end, and what is remembered of the shapes of queries."""

import asyncio

import pytest

from hjemmel.errors import BusyError
from hjemmel.graph.lanes import Lane, Memory

BUSY = BusyError("All places are taken.", remedy="Come again.")


async def wait_a_little():
    for _ in range(5):
        await asyncio.sleep(0)


def test_who_finds_a_place_waits_for_nobody():
    async def live():
        lane = Lane(2, queue=0, busy=BUSY)
        async with lane.hold(), lane.hold():
            assert lane.full
        assert not lane.full

    asyncio.run(live())


def test_who_waits_gets_the_place_that_is_given_back_in_the_order_they_came():
    async def live():
        lane, came = Lane(1, queue=2, busy=BUSY), []

        async def take(name):
            async with lane.hold():
                came.append(name)

        await lane.enter()
        waiting = [asyncio.ensure_future(take(name)) for name in ("first", "second")]
        await wait_a_little()
        assert came == []
        lane.leave()
        await asyncio.gather(*waiting)
        assert came == ["first", "second"]

    asyncio.run(live())


def test_the_line_has_an_end_and_says_so_at_once():
    async def live():
        lane = Lane(1, queue=1, busy=BUSY)
        await lane.enter()
        waiting = asyncio.ensure_future(lane.enter())
        await wait_a_little()
        with pytest.raises(BusyError, match=r"All places are taken. Come again."):
            await lane.enter()
        lane.leave()
        await waiting

    asyncio.run(live())


def test_who_leaves_the_line_makes_room_in_it():
    async def live():
        lane = Lane(1, queue=1, busy=BUSY)
        await lane.enter()
        gone = asyncio.ensure_future(lane.enter())
        await wait_a_little()
        gone.cancel()
        await asyncio.wait([gone])
        waiting = asyncio.ensure_future(lane.enter())
        await wait_a_little()
        assert not waiting.done()
        lane.leave()
        await asyncio.wait_for(waiting, 1)

    asyncio.run(live())


def test_a_place_is_given_back_whatever_happens_in_it():
    async def live():
        lane = Lane(1, queue=0, busy=BUSY)
        with pytest.raises(ZeroDivisionError):
            async with lane.hold():
                raise ZeroDivisionError
        assert not lane.full

    asyncio.run(live())


def test_a_shape_is_tried_first_and_goes_where_it_went():
    memory = Memory()
    assert memory.find_place(b"new") == "trial"
    memory.note(b"quick", quick=True)
    memory.note(b"long", quick=False)
    assert memory.find_place(b"quick") == "express"
    assert memory.find_place(b"long") == "slow"
    assert memory.find_place(b"new") == "trial"


def test_a_shape_that_was_quick_once_and_then_long_is_slow_and_earns_its_place_back():
    memory = Memory()
    memory.note(b"x", quick=True)
    memory.note(b"x", quick=False)
    assert memory.find_place(b"x") == "slow"
    for _ in range(20):
        memory.note(b"x", quick=True)
    assert memory.find_place(b"x") == "express"


def test_a_crowd_of_new_shapes_does_not_grow_the_memory_without_end():
    memory = Memory()
    memory.note(b"first", quick=False)
    for number in range(10_000):
        memory.note(b"%d" % number, quick=True)
    assert memory.find_place(b"first") == "trial"
    assert memory.find_place(b"9999") == "express"
