"""Strangers' queries in worker processes: bounded in time, memory, length and number; whole or not at all."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final, NoReturn, TypeVar

import orjson

from hjemmel.errors import BusyError, QueryRefusedError, QuerySyntaxError
from hjemmel.graph.crew import LOWEST, Crew, Keeper, Worker
from hjemmel.graph.fence import Question, read_question
from hjemmel.graph.lanes import Lane, Memory
from hjemmel.graph.limits import QueryLimits
from hjemmel.graph.order import Found, Order
from hjemmel.graph.wire import Reply

_TRIAL_NICE: Final = 10
_LOOK: Final = 0.02
_SHORT: Final = 4096
_MARKS: Final = 200
Waiting = Callable[[Worker], Awaitable[Reply]]
T = TypeVar("T")
_OUTSIDE: Final = frozenset({0, signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP})


def is_light(text: str) -> bool:
    """Say whether a query can be read in a millisecond: strings that don't end are read to the end, each of them."""
    return len(text) <= _SHORT and text.count('"') + text.count("'") + text.count("<") <= _MARKS


class EndedError(Exception):
    """The worker was ended by somebody else: the query isn't at fault."""


class WorkerPool:
    """Asks queries of workers; one pool serves one release, in one event loop."""

    def __init__(self, snapshot: Path, limits: QueryLimits) -> None:
        self.limits = limits
        self._keeper = Keeper(snapshot)
        self._crew = Crew(self._keeper, size=limits.express, nice=0)
        self._trial_crew = Crew(self._keeper, size=limits.trial, nice=_TRIAL_NICE)
        busy = limits.to_busy_error()
        self._express = Lane(limits.express, queue=limits.at_once, busy=busy)
        self._trial = Lane(limits.trial, queue=limits.at_once, busy=busy)
        self._slow = Lane(limits.slow, queue=0, busy=busy)
        self._memory = Memory()
        self._graphs: frozenset[str] | None = None

    def start(self) -> None:
        """Fork the first workers, beside other work."""
        self._crew.fill()
        self._trial_crew.fill()

    async def read(self, text: str) -> Question:
        """Read a query: a long or twisted one in a worker, where it holds up nobody.

        Raises:
            QuerySyntaxError, QueryRefusedError: it can't be asked.
            BusyError, TimeLimitError: as `ask`.
        """
        if is_light(text):
            return read_question(text)
        await self.wait_until_loaded(self.limits.patience)
        try:
            async with asyncio.timeout(self.limits.seconds), self._trial.hold():
                head = await _try_twice(partial(self._read, text))
        except TimeoutError:
            raise self.limits.to_too_long_error() from None
        if head["status"] != "ok":
            self._refuse(head, None)
        return Question(
            text=text,
            form=head["form"],
            graphs=tuple(head["graphs"]),
            volatile=head["volatile"],
            shape=bytes.fromhex(head["shape"]),
        )

    async def ask(self, order: Order) -> Found:
        """Ask one query.

        Raises:
            QuerySyntaxError, QueryRefusedError, AnswerTooLargeError: the query is at fault.
            TimeLimitError: it took more than its time or memory.
            BusyError: too many questions at once, or the store is still being loaded.
        """
        await self.wait_until_loaded(self.limits.patience)
        try:
            async with asyncio.timeout(self.limits.seconds):
                return await _try_twice(partial(self._ask, order))
        except TimeoutError:
            self._memory.note(order.shape, quick=False)
            raise self.limits.to_too_long_error() from None

    async def list_graphs(self) -> frozenset[str]:
        """Give the names of all graphs that are asked, those of imported law too.

        Raises:
            BusyError: the store is still being loaded, or the keeper is gone.
        """
        if self._graphs is None:
            await self.wait_until_loaded(self.limits.patience)
            self._graphs = await asyncio.to_thread(self._keeper.list_graphs)
        return self._graphs

    @property
    def loading(self) -> bool:
        """Whether the store is still being read."""
        return self._keeper.loading

    async def wait_until_loaded(self, seconds: float) -> None:
        """Wait for the store to be read, at a start: that is neither the query's fault nor of its time.

        Raises:
            BusyError: it takes longer than so many seconds.
        """
        if not self._keeper.loading:
            return
        try:
            async with asyncio.timeout(seconds):
                while self._keeper.loading:  # noqa: ASYNC110 -- a thread is told, and there is nothing to wait on
                    await asyncio.sleep(_LOOK)
        except TimeoutError:
            raise self.limits.to_loading_error() from None

    async def _read(self, text: str, *, new: bool) -> Mapping[str, Any]:
        worker = await self._trial_crew.take(new=new)
        record = {"read": True, **self.limits.to_bounds()}
        head, _ = await self._exchange(worker, record, text, crew=self._trial_crew, wait=_wait_whole)
        return head

    async def _ask(self, order: Order, *, new: bool) -> Found:
        match self._memory.find_place(order.shape):
            case "slow":
                async with self._slow.hold():
                    return await self._run_slowly(order, new=new)
            case "express":
                return await self._try(order, self._express, self._crew, new=new)
            case "trial":
                return await self._try(order, self._trial, self._trial_crew, new=new)

    async def _run_slowly(self, order: Order, *, new: bool) -> Found:
        worker = await self._trial_crew.take(new=new)
        worker.lower(LOWEST)
        started = worker.read_cpu()
        found = await self._run(worker, order, crew=self._trial_crew, wait=_wait_whole)
        if worker.read_cpu() - started < self.limits.quick_seconds:
            self._memory.note(order.shape, quick=True)
        return found

    async def _try(self, order: Order, lane: Lane, crew: Crew, *, new: bool) -> Found:
        """Run in a quick lane for as long as a quick query takes, then in the slow one."""
        await lane.enter()
        held = True

        async def wait(worker: Worker) -> Reply:
            nonlocal held
            reply = await self._wait_quickly(worker)
            if reply is not None:
                return reply
            self._memory.note(order.shape, quick=False)
            lane.leave()
            held = False
            return await self._wait_slowly(worker)

        try:
            worker = await crew.take(new=new)
            found = await self._run(worker, order, crew=crew, wait=wait)
            if held:
                self._memory.note(order.shape, quick=True)
            return found
        finally:
            if held:
                lane.leave()

    async def _wait_quickly(self, worker: Worker) -> Reply | None:
        """Wait until the query is done or has had its quick share of a processor: waiting for one isn't its fault."""
        quick = self.limits.quick_seconds
        last = worker.read_cpu() + quick
        while True:
            reply = await worker.wire.wait(quick)
            if reply is not None or worker.read_cpu() >= last:
                return reply

    async def _wait_slowly(self, worker: Worker) -> Reply:
        if self._slow.full:
            raise self.limits.to_busy_error()
        async with self._slow.hold():
            worker.lower(LOWEST)
            return await _wait_whole(worker)

    async def _run(self, worker: Worker, order: Order, *, crew: Crew, wait: Waiting) -> Found:
        head, body = await self._exchange(worker, order.to_record(self.limits), order.text, crew=crew, wait=wait)
        if head["status"] != "ok":
            self._refuse(head, order.answer_bytes)
        return Found(kind=head["kind"], body=body)

    async def _exchange(
        self, worker: Worker, record: Mapping[str, object], text: str, *, crew: Crew, wait: Waiting
    ) -> Reply:
        """Send an order and wait; a worker that hasn't answered, whatever the reason, is ended."""
        try:
            await worker.wire.send(orjson.dumps(record), text.encode())
            reply = await wait(worker)
        except ConnectionError:
            raise self._to_error(await crew.end(worker)) from None
        except BaseException:
            crew.end_later(worker)
            raise
        if reply.head["status"] in {"memory", "failed"}:
            crew.end_later(worker)
        else:
            crew.give_back(worker)
        return reply

    def _to_error(self, ended_by: int) -> Exception:
        if ended_by == signal.SIGXCPU:
            return self.limits.to_too_long_error()
        if ended_by in {signal.SIGSEGV, signal.SIGBUS}:
            detail = "The query is nested too deep for the engine."
            return QuerySyntaxError(detail, remedy="Write it with fewer levels of brackets and operators.")
        return EndedError() if ended_by in _OUTSIDE else self.limits.to_memory_error()

    def _refuse(self, head: Mapping[str, Any], answer_bytes: int | None) -> NoReturn:
        match head["status"]:
            case "syntax":
                raise QuerySyntaxError(head["detail"], remedy=head["remedy"])
            case "too-large":
                raise self.limits.to_answer_error(answer_bytes)
            case "memory":
                raise self.limits.to_memory_error()
            case _:
                remedy = head.get("remedy", "Nothing outside this graph is read.")
                raise QueryRefusedError(head["detail"], remedy=remedy)

    async def close(self) -> None:
        """End all workers and the keeper."""
        await self._crew.close()
        await self._trial_crew.close()
        await asyncio.to_thread(self._keeper.close)


async def _try_twice(attempt: Callable[..., Awaitable[T]]) -> T:
    """Do a worker's work; where somebody else ends the worker, once more with a new one: nothing was answered yet.

    Those that wait may have been ended with it, and that isn't known before they are asked.

    Raises:
        BusyError: the second was ended too.
    """
    try:
        return await attempt(new=False)
    except EndedError:
        pass
    try:
        return await attempt(new=True)
    except EndedError:
        raise BusyError("The worker was ended from outside, twice.", remedy="Ask again.") from None


async def _wait_whole(worker: Worker) -> Reply:
    """Wait for as long as the caller does."""
    while (reply := await worker.wire.wait()) is None:
        pass
    return reply
