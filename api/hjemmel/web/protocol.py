"""Requests that never become one: what isn't HTTP, and addresses too long for the parser, told as problems too.

uvicorn answers them itself, before any ASGI app is asked, with a bare line of text. Only `send_400_response` is
replaced.
"""

from __future__ import annotations

from typing import Final

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from hjemmel.errors import HjemmelError, InputError, TooLongAddressError
from hjemmel.web.fences import ALWAYS
from hjemmel.web.problems import to_problem
from hjemmel.web.sending import list_headers

_LONGEST: Final = 65_535  # what httptools can take apart


class ProblemProtocol(HttpToolsProtocol):
    """uvicorn's protocol, with errors in the one shape that errors have here."""

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
