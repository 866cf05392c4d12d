"""The innermost ASGI app: address → operation → question → answer. No answer of its own but errors.

Everything that goes wrong on the way is told as a problem; what nobody foresaw is logged under an id and told as that.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from dataclasses import replace
from datetime import date
from typing import Final
from urllib.parse import urlencode

from starlette.types import Receive, Scope, Send

from hjemmel.errors import HjemmelError, MethodNotAllowedError, NotFoundError
from hjemmel.rdf.formats import JSON, Format
from hjemmel.web.addresses import to_redirect
from hjemmel.web.answers import Answer, Asked, Header
from hjemmel.web.bodies import KIND, TEXT, parse_fields, read_body
from hjemmel.web.fences import METHODS, PREFLIGHT
from hjemmel.web.negotiate import find_form_by_name, find_language
from hjemmel.web.operation import Operation
from hjemmel.web.parameters import parse_query, split_query
from hjemmel.web.problems import to_problem, to_unexpected
from hjemmel.web.ready import SCOPE_KEY, read_wishes
from hjemmel.web.release import Release
from hjemmel.web.routes import Match, Routes
from hjemmel.web.sending import send_answer

_METHODS: Final = b"access-control-allow-methods"
# What people write for an address that is a file.
_OTHER_NAMES: Final = {"/context": "/context/hjemmel.jsonld"}
_LOG: Final = logging.getLogger("hjemmel.web")
_BY_LANGUAGE: Final = b"Accept-Language, Accept-Encoding"
_BY_BOTH: Final = b"Accept, Accept-Language, Accept-Encoding"


class Dispatch:
    """Answers one request from the release that stands in its scope."""

    def __init__(self, routes: Routes, *, root: str = "", max_body: int = 1_000_000) -> None:
        self._routes = routes
        self._root = root
        self._max_body = max_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer; whatever is raised becomes a problem."""
        match = None
        try:
            match = self._routes.find_match(scope["path"])
            if scope["method"] == "POST" and match.operation.reads:
                body = await read_body(receive, self._max_body)
                answer = await asyncio.to_thread(answer_post, match, scope, self._root, body)
            elif scope["method"] != "GET":
                answer = answer_method(scope["method"], match.operation)
            elif match.operation.slow:
                answer = await asyncio.to_thread(answer_get, match, scope, self._root)
            else:
                answer = answer_get(match, scope, self._root)
        except NotFoundError as error:
            answer = self._lead_on(scope) or to_problem(error, to_instance(scope))
        except HjemmelError as error:
            refused = match is not None and isinstance(error, MethodNotAllowedError)
            allow = (_to_allow(match.operation),) if match is not None and refused else ()
            answer = to_problem(error, to_instance(scope), headers=allow)
        except Exception:  # noqa: BLE001 -- the last catch: logged whole, told as an id
            answer = _log_unexpected(scope)
        vary = _BY_LANGUAGE if match is not None and match.form is not None else _BY_BOTH
        await send_answer(send, answer, vary=vary)

    def _lead_on(self, scope: Scope) -> Answer | None:
        """Lead from `/acts/` to `/acts`, from `/context` to the file; None where nothing stands there either."""
        path = scope["path"].rstrip("/")
        path = _OTHER_NAMES.get(path, path)
        if path == scope["path"]:
            return None
        try:
            self._routes.find_match(path)
        except NotFoundError:
            return None
        query = scope["query_string"].decode("latin-1")
        return to_redirect(f"{self._root}{path}", query)


def answer_get(match: Match, scope: Scope, root: str) -> Answer:
    """Read the question and let its operation answer."""
    return match.operation.answer(read_asked(match, scope, root))


def answer_post(match: Match, scope: Scope, root: str, body: bytes) -> Answer:
    """Read the question from a body and let its operation answer; the answer is kept nowhere.

    Raises:
        BadBodyError: the body can't be read.
        UnsupportedMediaError: it is of a kind that isn't read.
    """
    operation = match.operation
    fields = parse_fields(scope, body, frozenset(operation.query))
    free: dict[str, tuple[str, ...]] = {name: (fields.pop(name),) for name in (TEXT, KIND) if name in fields}
    query = split_query(scope["query_string"].decode("latin-1"))
    kept = [(name, value) for name, value in query if name not in fields and name not in free]
    asked = read_asked(match, {**scope, "query_string": urlencode([*kept, *fields.items()]).encode()}, root)
    return replace(operation.answer(replace(asked, words={**asked.words, **free})), cache="no-store")


def answer_method(method: str, operation: Operation) -> Answer:
    """Answer OPTIONS; refuse every other method.

    Raises:
        MethodNotAllowedError: only reading is possible here.
    """
    allow = _to_allow(operation)
    if method == "OPTIONS":
        preflight = tuple((name, allow[1] if name == _METHODS else value) for name, value in PREFLIGHT)
        return Answer(
            body=b"", content_type="text/plain", status=204, headers=(allow, *preflight), cache="max-age=86400"
        )
    raise MethodNotAllowedError(f"This address takes no {method[:20]}.", remedy=f"It takes {allow[1].decode()}.")


def _to_allow(operation: Operation) -> Header:
    return (b"allow", f"{METHODS}, POST".encode() if operation.reads else METHODS.encode())


def read_asked(match: Match, scope: Scope, root: str = "") -> Asked:
    """Read a request into the question its operation is asked.

    Raises:
        BadParameterError: the query can't be read.
        NotAcceptableError: no form suits.
    """
    operation = match.operation
    release, today = _read_moment(scope)
    text = scope["query_string"].decode("latin-1")
    query = parse_query(text, operation.query)
    accept, language, _, _ = read_wishes(scope)
    on = today if query.on is None else None if query.on == "any" else query.on
    return Asked(
        release=release,
        today=today,
        path=match.path,
        names=match.names,
        words=query.words,
        on=on,
        page=query.page,
        size=query.size,
        form=match.form or _find_form(operation, accept.decode("latin-1")),
        language=query.lang or find_language(language.decode("latin-1")),
        query=text,
        root=root,
        ended=match.form is not None,
    )


def to_instance(scope: Scope) -> str:
    """Give the address a problem happened at, shortened where it is endless."""
    query = scope["query_string"].decode("latin-1")
    path: str = scope["path"]
    return (f"{path}?{query}" if query else path)[:500]


def _find_form(operation: Operation, accept: str) -> Format:
    if len(operation.forms) > 1:
        return find_form_by_name(accept, operation.form_names)
    return operation.forms[0] if operation.forms else JSON


def _read_moment(scope: Scope) -> tuple[Release, date]:
    moment: tuple[Release, date] = scope[SCOPE_KEY]
    return moment


def _log_unexpected(scope: Scope) -> Answer:
    log_id = secrets.token_hex(6)
    _LOG.exception("unexpected %s at %s", log_id, to_instance(scope))
    return to_problem(to_unexpected(log_id), to_instance(scope))
