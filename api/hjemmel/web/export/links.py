"""Links of a page that becomes a file: from this server's addresses to files beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape
from typing import Final, Protocol
from urllib.parse import quote, unquote

from hjemmel.law.identifiers import find_legal_name, to_lovdata
from hjemmel.web.parameters import split_query

Map = Mapping[tuple[str, str], str]
"""The file of each address by language; data and assets stand under the language ""."""

LIVE_ONLY: Final = "/live-only"
SEARCH: Final = "/search"
_ALTERNATE: Final = '<link rel="alternate"'
_START: Final = '="/'
_VALUE: Final = '"/'
_LEADING: Final = (" href", " src", " action")
_DUTIES: Final = re.compile(r"(/actors/[^/]+)/duties")


def has_file(known: Map, missed: str) -> bool:
    """Whether an address that had no file (`Linker.take_missed`) has one now."""
    language, _, key = missed.partition(" ")
    return (key, language) in known or (key, "") in known


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


class Linker:
    """Makes links relative; `address` is where the site will be: what other programs follow is then written whole.

    It keeps which addresses had no file: when one gets its file, the pages that link to it are others.
    """

    def __init__(self, known: Map, address: str = "") -> None:
        self._known = known
        self._address = address
        self._found: dict[tuple[str, str], tuple[str, str]] = {}
        self._missed: set[str] = set()

    def relink(self, body: bytes, leaf: Placed, up: str | None = None) -> bytes:
        """Write a page's links as paths from its own place, or below `up`."""
        start = "../" * leaf.name.count("/") if up is None else up
        before, *pieces = body.decode().split(_START)
        written = [before]
        # Cut where a value begins that may be an address: many times as fast as looking for links one by one.
        for piece in pieces:
            if before.endswith(_LEADING):
                address, mark, rest = piece.partition('"')
                whole = self._address and before.startswith(_ALTERNATE, before.rfind("<"))
                written += (
                    '="',
                    self._write("/" + address, leaf.language, self._address if whole else start),
                    mark,
                    rest,
                )
            else:
                written += (_START, piece)
            before = piece
        return "".join(written).encode()

    def point(self, body: bytes) -> bytes:
        """Write a record's own addresses as those of the files that hold them; others stay as they are."""
        before, *pieces = body.decode().split(_VALUE)
        written = [before]
        for piece in pieces:
            path, mark, rest = piece.partition('"')
            is_value = before.endswith((":", "[", ",")) and not rest.startswith(":")
            file = self._find_record(f"/{path}") if is_value else ""
            written += ('"', self._address or "/", file, mark, rest) if file else (_VALUE, piece)
            before = piece
        return "".join(written).encode()

    def _find_record(self, address: str) -> str:
        path, _, query = address.partition("?")
        words = dict(split_query(query))
        page = words.pop("page", "")
        if words:
            return ""
        stem = "/index" if path == "/" else path
        key = f"{stem}.page-{page}.json" if page else f"{stem}.json"
        return self._known.get((key, "")) or self._known.get((path, ""), "")

    def take_missed(self) -> tuple[str, ...]:
        """Give the addresses without a file that were met since it was last asked, each with its language."""
        taken, self._missed = tuple(sorted(self._missed)), set()
        return taken

    def _write(self, address: str, language: str, start: str) -> str:
        key = (address, language)
        if key not in self._found:
            self._found[key] = self._find(unescape(address), language)
        target, missed = self._found[key]
        if missed:
            self._missed.add(missed)
        return target if target.startswith("https://") else start + target

    def _find(self, address: str, language: str) -> tuple[str, str]:
        """Give what an address leads to, ready for a page, and the address that has no file, if so."""
        whole, _, anchor = address.partition("#")
        path, _, query = whole.partition("?")
        words = dict(split_query(query))
        language = words.pop("lang", language)
        page = words.pop("page", "1")
        path = _DUTIES.sub(r"\1", unquote(path))
        asked = words.pop("q", "") if path == SEARCH else ""
        if words:
            return self._write_file(self._known[LIVE_ONLY, language]), ""
        key = path if page == "1" else f"{path}?page={page}"
        file = self._find_file(key, language)
        if file:
            return self._write_file(file, asked, anchor), ""
        return self._find_near(path, language), f"{language} {key}"

    def _find_near(self, path: str, language: str) -> str:
        """Give where to go instead: to the provision that a part is of, to the law itself, else to what says why."""
        name = find_legal_name(path[1:])
        if name is None:
            return self._write_file(self._known[LIVE_ONLY, language])
        steps = path.split("/")
        above = ("/".join(steps[:count]) for count in range(len(steps) - 1, 3, -1))
        file = next(filter(None, (self._find_file(each, language) for each in above)), None)
        if file:
            return self._write_file(file)
        return escape(to_lovdata(path[1:]) or self._write_file(self._known[LIVE_ONLY, language]))

    def _find_file(self, key: str, language: str) -> str | None:
        return self._known.get((key, language)) or self._known.get((key, ""))

    def _write_file(self, file: str, asked: str = "", anchor: str = "") -> str:
        query = f"?q={quote(asked)}" if asked else ""
        place = f"#{anchor}" if anchor else ""
        return escape(file.replace("%", "%25").replace("?", "%3F").replace(" ", "%20") + query + place)
