"""Work for a caller ends when the caller leaves or its time is over, and else is left alone."""

from __future__ import annotations

import asyncio

import pytest

from hjemmel.web.sparql.protocol import GoneError
from hjemmel.web.sparql.staying import Staying


class LateError(Exception):
    pass


class Caller:
    """One who says nothing for so many seconds, then leaves; `asked` counts how often it was listened to."""

    def __init__(self, seconds=60.0):
        self.seconds = seconds
        self.asked = 0

    async def __call__(self):
        self.asked += 1
        if self.asked == 1:
            return {"type": "http.request", "body": b"", "more_body": False}
        await asyncio.sleep(self.seconds)
        return {"type": "http.disconnect"}


async def work(caller, seconds, *, limit=10.0):
    async with Staying(caller, seconds=limit, late=LateError):
        await asyncio.sleep(seconds)
        return "done"


def test_brief_work_never_looks_after_the_caller():
    caller = Caller()
    assert asyncio.run(work(caller, 0)) == "done"
    assert caller.asked == 0


def test_long_work_ends_well_when_the_caller_stays():
    caller = Caller()
    assert asyncio.run(work(caller, 0.1)) == "done"
    assert caller.asked == 2


def test_who_leaves_ends_the_work():
    with pytest.raises(GoneError):
        asyncio.run(asyncio.wait_for(work(Caller(0.05), 60), 5))


def test_work_that_takes_all_its_time_is_told_so():
    with pytest.raises(LateError):
        asyncio.run(asyncio.wait_for(work(Caller(), 60, limit=0.1), 5))


@pytest.mark.parametrize("limit", [0.0, 0.001, 0.03])
def test_a_time_shorter_than_the_first_look_is_held_too(limit):
    with pytest.raises(LateError):
        asyncio.run(asyncio.wait_for(work(Caller(), 60, limit=limit), 5))


def test_an_error_of_the_work_is_its_own():
    async def fail():
        async with Staying(Caller(), seconds=10.0, late=LateError):
            await asyncio.sleep(0.05)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        asyncio.run(fail())


def test_who_cancels_the_work_from_outside_is_not_taken_for_the_caller():
    async def whole():
        task = asyncio.ensure_future(work(Caller(), 60))
        await asyncio.sleep(0.05)
        task.cancel()
        await asyncio.wait([task])
        return task.cancelled()

    assert asyncio.run(whole())


def test_nothing_is_left_running_and_the_task_can_go_on():
    async def whole():
        with pytest.raises(GoneError):
            await work(Caller(0.05), 60)
        await asyncio.sleep(0.01)
        return asyncio.all_tasks() == {asyncio.current_task()}, asyncio.current_task().cancelling()

    assert asyncio.run(whole()) == (True, 0)
