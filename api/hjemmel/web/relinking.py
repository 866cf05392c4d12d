"""Links of a page that becomes a file: from this server's addresses to files beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape
from typing import Final, Protocol
from urllib.parse import unquote

from hjemmel.web.parameters import split_query

Map = Mapping[tuple[str, str], str]
"""The file of each address by language; data and assets stand under the language ""."""

_LINK: Final = re.compile(rb'\b(href|src|action)="(/[^"]*)"')
_STILL: Final = "/live-only"


class Placed(Protocol):
    """A file with its place and language."""

    @property
    def name(self) -> str:
        """Where it lies."""
        ...

    @property
    def language(self) -> str:
        """Its language."""
        ...


def make_relative(body: bytes, leaf: Placed, known: Map) -> bytes:
    """Write a page's links as paths from its own place."""
    up = "../" * leaf.name.count("/")

    def relink(found: re.Match[bytes]) -> bytes:
        address = unescape(found[2].decode())
        file, anchor = find_file(address, leaf.language, known)
        target = f"{up}{file}#{anchor}" if anchor else f"{up}{file}"
        return found[1] + b'="' + escape(_to_url(target)).encode() + b'"'

    return _LINK.sub(relink, body)


def find_file(address: str, language: str, known: Map) -> tuple[str, str]:
    """Give the file an address leads to, and the place in it; what isn't there leads to the page that says why."""
    whole, _, anchor = address.partition("#")
    path, _, query = whole.partition("?")
    words = dict(split_query(query))
    language = words.pop("lang", language)
    page = words.pop("page", "1")
    path = unquote(path)
    if path.endswith("/duties") and path.startswith("/actors/"):
        path = path.removesuffix("/duties")
    if words:
        return known[_STILL, language], ""
    key = path if page == "1" else f"{path}?page={page}"
    file = known.get((key, language)) or known.get((key, ""))
    return (file, anchor) if file else (known[_STILL, language], "")


def _to_url(path: str) -> str:
    return path.replace("%", "%25").replace("?", "%3F").replace(" ", "%20")
