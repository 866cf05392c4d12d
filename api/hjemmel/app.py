"""The only place where the floors are wired: settings and a release in, one ASGI app out.

Ready      finished answers, ETag, HEAD         web/ready.py
Telling    problems as pages, for people        web/telling.py
Beside     /sparql and the saved questions      web/sparql/beside.py
Fences     limits, CORS, security headers       web/fences.py
Dispatch   address → operation → answer         web/dispatch.py
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Callable
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from starlette.types import Receive, Scope, Send

from hjemmel.graph.limits import QueryLimits
from hjemmel.settings import Settings, load_settings
from hjemmel.web.again import Again
from hjemmel.web.catching import Kept
from hjemmel.web.dispatch import Dispatch
from hjemmel.web.fences import Fences, Limits
from hjemmel.web.operations.search import keep_ready
from hjemmel.web.operations.status import State
from hjemmel.web.operations.tables import list_all_operations
from hjemmel.web.ready import Counts, Ready, Room
from hjemmel.web.release import Release, open_release
from hjemmel.web.routes import Routes
from hjemmel.web.running import Running
from hjemmel.web.sparql.beside import Beside
from hjemmel.web.sparql.endpoint import Endpoint
from hjemmel.web.sparql.questions import list_question_operations
from hjemmel.web.sparql.surface import describe_endpoint
from hjemmel.web.telling import Telling

Clock = Callable[[], date]
_OSLO: Final = ZoneInfo("Europe/Oslo")


def read_today() -> date:
    """Give the day in Norway: the legal day of who doesn't name one."""
    return datetime.now(_OSLO).date()


def create_app(settings: Settings | None = None, *, release: Release | None = None, clock: Clock = read_today) -> App:
    """Make the app; without a release it opens the snapshot the settings name.

    Raises:
        SnapshotError: there is none, or it is damaged.
    """
    settings = settings or load_settings()
    if release is not None:
        return App(settings, Running(release), clock)
    path = settings.snapshots
    return App(settings, Running(open_release(path), path=path, opening=open_release), clock)


class App:
    """The whole service as one ASGI app; `running` holds the release it answers from."""

    def __init__(self, settings: Settings, running: Running, clock: Clock) -> None:
        self.running = running
        self.counts = Counts()
        self.limits = Limits(
            max_path=settings.max_path,
            max_query=settings.max_query,
            max_header=settings.max_header,
            max_body=settings.max_body,
        )
        self.sparql = Endpoint(to_query_limits(settings), root=settings.public_address)
        running.prepare = self.sparql.pools.prepare_from_thread
        self._seconds = settings.reload_seconds
        state = State(
            counts=self.counts,
            limits=self.limits,
            queries=self.sparql.limits,
            running=lambda: self.running,
            asks=self.sparql.pools.is_loaded,
        )
        questions = list_question_operations(self.sparql.pools.ask_from_thread, self.sparql.limits)
        beside = (describe_endpoint(self.sparql.limits),)
        self.operations = list_all_operations(state, questions, beside)
        self.described = (*self.operations, *beside)
        dispatch = Dispatch(Routes(self.operations), root=settings.public_address, max_body=settings.max_body)
        queries = Beside(self.sparql, Fences(dispatch, limits=self.limits), limits=self.limits)

        def now() -> tuple[Release, date]:
            return self.running.release, clock()

        self._app = Ready(
            Telling(queries, root=settings.public_address),
            now=now,
            counts=self.counts,
            limits=self.limits,
            room=Room(entries=settings.ready_entries, max_bytes=settings.ready_bytes),
            at_once=queries.answer_at_once,
        )
        self.again = Again(self._app, now=now, counts=self.counts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or live through one start and stop of the server."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        else:
            await self._app(scope, receive, send)

    def find_ready(self, scope: Scope, most: int) -> Kept | None:
        """Give an answer that is kept or made at once, for a server that can write it as it stands."""
        return self._app.find(scope, most)

    async def _live(self, receive: Receive, send: Send) -> None:
        """Look for the next release from start to stop."""
        await receive()
        watching = self._start_watching()
        self.sparql.pools.start(self.running.release)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        for task in watching:
            task.cancel()
        await self.sparql.pools.close()
        await send({"type": "lifespan.shutdown.complete"})

    def _start_watching(self) -> list[asyncio.Task[None]]:
        loop = asyncio.get_running_loop()
        # Only the main thread takes signals, and not every system has this one.
        with contextlib.suppress(ValueError, RuntimeError, NotImplementedError, AttributeError):
            loop.add_signal_handler(signal.SIGHUP, lambda: loop.run_in_executor(None, self.running.reload))
        watching = [loop.create_task(keep_ready(lambda: self.running.release))]
        return [*watching, loop.create_task(self.running.watch(self._seconds))] if self._seconds > 0 else watching


def to_query_limits(settings: Settings) -> QueryLimits:
    """Give the limits of queries that the settings name."""
    return QueryLimits(
        seconds=settings.sparql_seconds,
        cpu_seconds=settings.sparql_seconds * 0.8,
        memory_bytes=settings.sparql_memory,
        answer_bytes=settings.sparql_answer,
        query_bytes=settings.sparql_query,
    )


def serve(settings: Settings, app: App | None = None) -> None:
    """Serve until stopped: the app that was made from the settings already, or one made now."""
    import uvicorn  # noqa: PLC0415 -- those who only make the app don't need a server

    from hjemmel.web.protocol import to_protocol  # noqa: PLC0415 -- the same

    app = app or create_app(settings)
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http=to_protocol(app.find_ready, app.again),
        log_level=settings.log_level,
        access_log=False,
        server_header=False,
    )
