"""What happens around ASGI: requests that never become one, and answers that need none.

What isn't HTTP, and addresses too long for the parser, uvicorn answers itself with a bare line of text; here they are
problems too. And a finished answer is written as it stands: to make a task, run through the app and check the same
headers again costs more than all the rest of sending it. Everything else goes uvicorn's way.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any, ClassVar, Final, cast

from starlette.types import Scope
from uvicorn.protocols.http.httptools_impl import (
    HEADER_RE,
    HEADER_VALUE_RE,
    STATUS_LINE,
    HttpToolsProtocol,
    RequestResponseCycle,
)

from hjemmel.errors import HjemmelError, InputError, TooLongAddressError
from hjemmel.web.again import LONGEST, Again
from hjemmel.web.catching import Kept
from hjemmel.web.fences import ALWAYS
from hjemmel.web.problems import to_problem
from hjemmel.web.ready import WRITE_KEY
from hjemmel.web.sending import list_headers

Finding = Callable[[Scope, int], Kept | None]
_LONGEST: Final = 65_535  # what httptools can take apart
_AT_ONCE: Final = 256 * 1024  # a larger answer waits for a slow reader, as ASGI lets it


class ProblemProtocol(HttpToolsProtocol):
    """uvicorn's protocol, with errors in the one shape that errors have here; `find` finds kept answers."""

    find: ClassVar[Finding | None] = None
    again: ClassVar[Again | None] = None
    _ending = False
    _between = True
    _seen: Scope | None = None
    _last = 0.0

    def data_received(self, data: bytes) -> None:
        """Answer what is known before it is parsed; have the rest parsed, and learn from it."""
        again = type(self).again
        if again is None or not self._between or len(data) > LONGEST:
            super().data_received(data)
            return
        if self._is_free() and self._answer_known(again, data):
            return
        super().data_received(data)
        self._seen = None
        if self._between and self.cycle is not None and self.cycle.keep_alive:
            again.learn(data, cast("Scope", self.cycle.scope)["headers"])

    def _answer_known(self, again: Again, data: bytes) -> bool:
        """Write the answer to a request that was answered before, or whose head is known and whose answer is there."""
        kept, find = again.find(data), type(self).find
        if kept is None and find is not None and (scope := again.read(data)) is not None:
            kept, self._seen = find(scope, _AT_ONCE), scope
            if kept is not None and kept.asked_again:
                again.keep(data, kept)
        if kept is None or not self._send(kept):
            return False
        self._seen = None
        self.server_state.total_requests += 1
        self._last = self.loop.time()
        if self.timeout_keep_alive_task is None:
            self.timeout_keep_alive_task = self.loop.call_later(
                self.timeout_keep_alive, self.timeout_keep_alive_handler
            )
        return True

    def _is_free(self) -> bool:
        """Say whether all that was asked on this connection is answered, and more can be written."""
        busy = self.cycle is not None and not self.cycle.response_complete
        return not (busy or self.pipeline or self.flow.write_paused or self.root_path or self.transport.is_closing())

    def on_message_begin(self) -> None:
        """Note that a request has begun."""
        self._between = False
        super().on_message_begin()

    def on_message_complete(self) -> None:
        """Note that it is whole: what comes next is another."""
        self._between = True
        super().on_message_complete()

    def timeout_keep_alive_handler(self) -> None:
        """Close a connection that nothing came on for a while; what was answered unparsed hasn't moved the timer."""
        rest = self._last + self.timeout_keep_alive - self.loop.time()
        if rest > 0:
            self.timeout_keep_alive_task = self.loop.call_later(rest, self.timeout_keep_alive_handler)
        else:
            super().timeout_keep_alive_handler()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:  # noqa: ANN401 -- as uvicorn has it
        """Write an answer that is there; let the app make any other, and write it here too when it can be."""
        if self._ending:
            # The next of many requests sent in one go: begun from here, each would stand on the one before it.
            self.loop.call_soon(self._start_asgi_task, cycle, app)
            return
        find = type(self).find
        if find is None or app is not self.app:
            super()._start_asgi_task(cycle, app)
            return
        scope = cast("Scope", cycle.scope)
        kept = None
        if self._seen is not None:
            # Looked for before it was parsed; what was read of it then needn't be read again.
            for key, value in self._seen.items():
                scope.setdefault(key, value)
        elif self._is_plain(cycle):
            kept = find(scope, _AT_ONCE)
        if kept is None or not self._write(cycle, kept):
            scope[WRITE_KEY] = partial(self._write, cycle)
            super()._start_asgi_task(cycle, app)

    def _is_plain(self, cycle: RequestResponseCycle) -> bool:
        """Say whether nothing but the answer is to be written, and it can be."""
        busy = cycle.response_started or self.flow.write_paused or self.transport.is_closing()
        return cycle.keep_alive and not cycle.waiting_for_100_continue and not busy

    def _write(self, cycle: RequestResponseCycle, kept: Kept) -> bool:
        """Write a finished answer with status 200 to a GET; False when it must go through ASGI."""
        if not self._is_plain(cycle) or not self._send(kept):
            return False
        self._end(cycle)
        return True

    def _send(self, kept: Kept) -> bool:
        """Send a finished answer with status 200; False when it can't be sent as it is."""
        kept.lines = kept.lines or write_lines(kept)
        if not kept.lines or kept.size > _AT_ONCE:
            return False
        beginning = _write_beginning(tuple(self.server_state.default_headers))
        # One write is one call of the kernel, and wakes the reader once; the copy costs less.
        self.transport.write(b"".join((beginning, kept.lines, *[body["body"] for body in kept.bodies])))
        return True

    def _end(self, cycle: RequestResponseCycle) -> None:
        """Do what uvicorn does when an answer is written."""
        cycle.response_started = cycle.response_complete = True
        cycle.message_event.set()
        self._ending = True
        try:
            cycle.on_response()
        finally:
            self._ending = False
        cycle.on_response = _do_nothing

    def send_400_response(self, msg: str) -> None:
        """Tell why the request can't be read, and close."""
        answer = to_problem(self._to_error(msg), "/")
        headers = [*list_headers(answer, b"Accept"), *ALWAYS, (b"connection", b"close")]
        lines = [name + b": " + value + b"\r\n" for name, value in headers]
        self.transport.write(b"".join([STATUS_LINE[answer.status], *lines, b"\r\n", answer.body]))
        self.transport.close()

    def _to_error(self, msg: str) -> HjemmelError:
        length = len(getattr(self, "url", b""))  # it is set with the first byte of a request
        if length > _LONGEST:
            return TooLongAddressError(
                f"The address has {length} bytes.", remedy="Ask for less at a time; all limits stand in /limits."
            )
        return InputError(msg, remedy="Send a request as RFC 9112 writes it; HTTP clients do.")


def to_protocol(find: Finding, again: Again | None = None) -> type[ProblemProtocol]:
    """Give the protocol of a server whose kept answers `find` finds; `again` knows requests before they are parsed."""
    return type("Protocol", (ProblemProtocol,), {"find": staticmethod(find), "again": again})


@lru_cache(maxsize=4)
def _write_beginning(always: tuple[tuple[bytes, bytes], ...]) -> bytes:
    """Write the status line and the headers that stand on every answer: the date, which is new each second."""
    return STATUS_LINE[200] + b"".join(name + b": " + value + b"\r\n" for name, value in always)


def write_lines(kept: Kept) -> bytes:
    """Write the headers of a kept answer and the empty line after them; nothing when one can't be sent as it is."""
    headers = kept.start["headers"]
    names, values = zip(*headers, strict=True)
    if HEADER_RE.search(b"".join(names)) or HEADER_VALUE_RE.search(b"".join(values)):
        return b""
    return b"".join(name + b": " + value + b"\r\n" for name, value in headers) + b"\r\n"


def _do_nothing() -> None:
    """Stand for what was to be done after an answer: a cycle that keeps its protocol would keep itself."""
