"""`/sparql` as a pure ASGI app: one request, one whole answer, or an error in words.

The status line goes out when the whole answer is there. A caller who closes the connection ends the worker.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from datetime import date
from typing import Final

from starlette.types import Receive, Scope, Send

from hjemmel.errors import HjemmelError
from hjemmel.graph.limits import QueryLimits
from hjemmel.graph.prologue import MOST_READ, split_prologue
from hjemmel.rdf.formats import HTML
from hjemmel.web.answers import Answer
from hjemmel.web.catching import KEPT_KEY, Kept
from hjemmel.web.negotiate import find_language
from hjemmel.web.problems import to_problem, to_unexpected
from hjemmel.web.ready import SCOPE_KEY, TOLD_KEY
from hjemmel.web.release import Release
from hjemmel.web.sending import list_headers
from hjemmel.web.sparql import editor
from hjemmel.web.sparql.answering import LASTING, answer_query, find_at_once
from hjemmel.web.sparql.description import answer_description
from hjemmel.web.sparql.forms import find_answer_form, prefers_page
from hjemmel.web.sparql.headers import PREFLIGHT, VARY, to_told
from hjemmel.web.sparql.page import Shown, answer_page
from hjemmel.web.sparql.pools import Pools
from hjemmel.web.sparql.protocol import Asking, GoneError, read_address, read_asking
from hjemmel.web.sparql.staying import Staying
from hjemmel.web.sparql.writing import is_plain, to_written

PATHS: Final = frozenset({"/sparql", "/sparql/"})
_ASKING_KEY: Final = "hjemmel.asking"
_PIECE: Final = 64 * 1024
_WHOLE: Final = 1024 * 1024
_STALLED: Final = 30.0
_LOG: Final = logging.getLogger("hjemmel.web")


class Endpoint:
    """Answers the SPARQL 1.1 Protocol from the release that stands in the request's scope."""

    def __init__(self, limits: QueryLimits, *, root: str = "") -> None:
        self.pools = Pools(limits)
        self._root = root

    @property
    def limits(self) -> QueryLimits:
        """What one query may take."""
        return self.pools.limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        try:
            answer = await self._answer(scope, receive)
        except GoneError:
            return
        await send_pieces(send, answer)

    def answer_at_once(self, scope: Scope) -> Kept | None:
        """Answer a GET that is surely cheap, here and now; None when it must go the long way.

        Whatever is wrong with a request is told there.
        """
        try:
            asking = scope[_ASKING_KEY] = read_address(scope, self.limits)
            short = asking.text is not None and len(asking.text) <= MOST_READ
            verb = split_prologue(asking.text).verb if short and asking.text else None
            form = find_answer_form(verb, _read_accept(scope), asking.format) if verb else HTML
            if form is HTML or asking.text is None:
                return None
            release, _ = _read_moment(scope)
            found = find_at_once(self.pools.find(release), asking, asking.text, form)
            return None if found is None else to_written(found.body, form.content_type, LASTING)
        except Exception:  # noqa: BLE001 -- as above
            return None

    async def _answer(self, scope: Scope, receive: Receive) -> Answer:
        if scope["method"] == "OPTIONS":
            return Answer(body=b"", content_type="text/plain", status=204, headers=PREFLIGHT, cache="max-age=86400")
        try:
            if scope["path"].startswith(editor.FOLDER):
                return editor.answer_file(scope["path"])
            asking = scope.pop(_ASKING_KEY, None) or await read_asking(scope, receive, self.limits)
            return await self._answer_asking(scope, receive, asking)
        except HjemmelError as error:
            return to_told(error, scope["path"], self.limits)
        except GoneError:
            raise
        except Exception:  # noqa: BLE001 -- the last catch: logged whole, told as an id
            log_id = secrets.token_hex(6)
            _LOG.exception("unexpected %s at /sparql", log_id)
            return to_problem(to_unexpected(log_id), scope["path"])

    async def _answer_asking(self, scope: Scope, receive: Receive, asking: Asking) -> Answer:
        release, today = _read_moment(scope)
        accept = _read_header(scope, b"accept")
        if asking.text is None:
            if find_answer_form(None, accept, asking.format) is HTML:
                return answer_page(self._to_shown(scope, release, today, asking))
            async with self.pools.hold(release) as opened:
                return await answer_description(opened, accept, asking.format, _to_address(scope, self._root))
        try:
            # Reading, waiting and answering together have the time of one query.
            async with Staying(receive, seconds=self.limits.seconds, late=self.limits.to_too_long_error):
                return await self._answer_text(scope, asking, asking.text)
        except HjemmelError as error:
            if not prefers_page(accept, asking.format):
                raise
            return answer_page(self._to_shown(scope, release, today, asking), error=error)

    async def _answer_text(self, scope: Scope, asking: Asking, text: str) -> Answer:
        release, today = _read_moment(scope)
        async with self.pools.hold(release) as opened:
            question = await opened.pool.read(text)
            form = find_answer_form(question.form, _read_header(scope, b"accept"), asking.format)
            if form is HTML:
                return await self._to_shown(scope, release, today, asking).answer(opened, question)
            return await answer_query(opened, asking, question, form)

    def _to_shown(self, scope: Scope, release: Release, today: date, asking: Asking) -> Shown:
        language = asking.lang if asking.lang in {"nb", "nn", "en"} else ""
        return Shown(
            release=release,
            today=today,
            language=language or find_language(_read_header(scope, b"accept-language")),
            query=scope["query_string"].decode("latin-1"),
            root=self._root,
            asking=asking,
            limits=self.limits,
        )


async def send_pieces(send: Send, answer: Answer) -> None:
    """Send an answer: a small one whole, a large one in pieces, so that a slow reader holds one piece only."""
    if is_plain(answer) and len(answer.body) <= _WHOLE:
        kept = to_written(answer.body, answer.content_type, answer.cache)
        await send({**kept.start, KEPT_KEY: kept})
        await send(kept.bodies[0])
        return
    await send({"type": "http.response.start", "status": answer.status, "headers": list_headers(answer, VARY)})
    if len(answer.body) <= _WHOLE:
        await send({"type": "http.response.body", "body": answer.body})
        return
    for start in range(0, len(answer.body), _PIECE):
        piece = answer.body[start : start + _PIECE]
        more = start + _PIECE < len(answer.body)
        async with asyncio.timeout(_STALLED):
            await send({"type": "http.response.body", "body": piece, "more_body": more})


def _read_moment(scope: Scope) -> tuple[Release, date]:
    moment: tuple[Release, date] = scope[SCOPE_KEY]
    return moment


def _read_accept(scope: Scope) -> str:
    told = scope.get(TOLD_KEY)
    return told[0].decode("latin-1") if told else _read_header(scope, b"accept")


def _read_header(scope: Scope, wanted: bytes) -> str:
    return b",".join(value for name, value in scope["headers"] if name == wanted).decode("latin-1")


def _to_address(scope: Scope, root: str) -> str:
    """Give the endpoint's own address: the public one, else the one this request came to."""
    if root.startswith(("http://", "https://")):
        return f"{root}/sparql"
    host = _read_header(scope, b"host") or "localhost"
    return f"{scope.get('scheme', 'http')}://{host}{root}/sparql"
