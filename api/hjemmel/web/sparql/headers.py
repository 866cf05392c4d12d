"""Headers that only the endpoint has: its methods, and when to ask again."""

from __future__ import annotations

from typing import Final

from hjemmel.errors import BusyError, HjemmelError, MethodNotAllowedError, TimeLimitError
from hjemmel.graph.limits import QueryLimits
from hjemmel.web.answers import Answer, Header
from hjemmel.web.problems import to_problem
from hjemmel.web.sparql.protocol import METHODS

VARY: Final = b"Accept, Accept-Language"
_ALLOW: Final[Header] = (b"allow", METHODS.encode())
PREFLIGHT: Final[tuple[Header, ...]] = (
    _ALLOW,
    (b"access-control-allow-methods", METHODS.encode()),
    (b"access-control-allow-headers", b"Accept, Accept-Language, Content-Type, If-None-Match"),
    (b"access-control-max-age", b"86400"),
)


def to_told(error: HjemmelError, instance: str, limits: QueryLimits) -> Answer:
    """Give the problem that tells an error, with the headers that belong to it."""
    allow = (_ALLOW,) if isinstance(error, MethodNotAllowedError) else ()
    return to_problem(error, instance, headers=(*allow, *list_retry(error, limits)))


def list_retry(error: HjemmelError, limits: QueryLimits) -> tuple[Header, ...]:
    """Give the Retry-After of a 503 (RFC 9110 section 15.6.4)."""
    if isinstance(error, BusyError | TimeLimitError):
        return ((b"retry-after", str(limits.retry_seconds).encode()),)
    return ()
