"""The wire to a worker: whole answers however they come, and a word when none will come."""

from __future__ import annotations

import asyncio
import socket
import threading
from contextlib import contextmanager

import pytest

from hjemmel.graph.wire import Wire
from hjemmel.graph.worker import SIZES, read_message, write_message

HEAD, TEXT = b'{"resultForm":"srj"}', b"ASK {}"


@contextmanager
def open_wire():
    ours, theirs = socket.socketpair()
    wire = Wire(ours)
    try:
        with theirs:
            yield wire, theirs
    finally:
        wire.close()


def live(scenario):
    async def whole():
        with open_wire() as (wire, theirs):
            return await asyncio.wait_for(scenario(wire, theirs), 10)

    return asyncio.run(whole())


def test_an_order_and_its_answer_come_whole():
    async def scenario(wire, theirs):
        await wire.send(HEAD, TEXT)
        assert read_message(theirs, memoryview(bytearray(100))) == ({"resultForm": "srj"}, TEXT)
        write_message(theirs, {"status": "ok"}, b"true")
        return await wire.wait()

    assert live(scenario) == ({"status": "ok"}, b"true")


def test_an_answer_may_come_in_any_pieces():
    async def scenario(wire, theirs):
        for byte in SIZES.pack(15, 3) + b'{"status":"ok"}' + b"yes":
            assert await wire.wait(0.001) is None
            theirs.send(bytes([byte]))
        return await wire.wait()

    assert live(scenario) == ({"status": "ok"}, b"yes")


def test_what_is_larger_than_the_kernel_holds_goes_through_both_ways():
    large = bytes(range(256)) * 10_000
    heard = []

    def answer(theirs):
        heard.append(read_message(theirs, memoryview(bytearray(1000))))
        write_message(theirs, {"status": "ok"}, large[::-1])

    async def scenario(wire, theirs):
        thread = threading.Thread(target=answer, args=(theirs,))
        thread.start()
        await wire.send(HEAD, large)
        reply = await wire.wait()
        thread.join()
        return reply

    assert live(scenario) == ({"status": "ok"}, large[::-1])
    assert heard == [({"resultForm": "srj"}, large)]


def test_who_waits_is_told_when_the_worker_ends_even_with_half_an_answer():
    async def scenario(wire, theirs):
        theirs.send(SIZES.pack(15, 3) + b'{"status":"ok"}' + b"ye")
        asyncio.get_running_loop().call_later(0.01, theirs.close)
        with pytest.raises(ConnectionError):
            await wire.wait()
        assert not wire.is_open
        with pytest.raises(ConnectionError):
            await wire.send(HEAD, TEXT)

    live(scenario)


def test_who_sends_is_told_when_the_worker_ends_without_reading():
    async def scenario(wire, theirs):
        asyncio.get_running_loop().call_later(0.01, theirs.close)
        with pytest.raises(ConnectionError):
            await wire.send(HEAD, b"x" * 10_000_000)

    live(scenario)


def test_a_wait_has_an_end_and_the_answer_is_there_for_the_next():
    async def scenario(wire, theirs):
        assert await wire.wait(0.001) is None
        write_message(theirs, {"status": "ok"})
        return await wire.wait(5)

    assert live(scenario) == ({"status": "ok"}, b"")
