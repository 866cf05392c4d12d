"""The addresses that stand beside the table of operations: a query is no row of it, but has fences like the rest."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from hjemmel.web.catching import Kept
from hjemmel.web.fences import Fences, Limits
from hjemmel.web.sparql.editor import FOLDER
from hjemmel.web.sparql.endpoint import PATHS, Endpoint

_ENDLESS: Final = 1 << 40
"""The endpoint has limits of its own and tells them by its own names."""


class Beside:
    """Sends `/sparql` and the editor's files to the endpoint and everything else on."""

    def __init__(self, endpoint: Endpoint, app: ASGIApp, *, limits: Limits) -> None:
        self._app = app
        self._limits = replace(limits, max_query=_ENDLESS, max_body=_ENDLESS)
        self._inner = endpoint
        self._endpoint = Fences(endpoint, limits=self._limits)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on."""
        ours = scope["type"] == "http" and (scope["path"] in PATHS or scope["path"].startswith(FOLDER))
        inner = self._endpoint if ours else self._app
        await inner(scope, receive, send)

    def answer_at_once(self, scope: Scope) -> Kept | None:
        """Give the whole answer to a query that needs no worker, with all that the fences put on it; else None.

        Who asks has held its headers against the limits; the address has those of the endpoint.
        """
        return self._inner.answer_at_once(scope) if scope["path"] in PATHS else None
