"""What is asked and what is answered: the two records that every operation stands between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final, TypeAlias

from hjemmel.rdf.formats import JSON, Format
from hjemmel.web.release import Release

Header: TypeAlias = tuple[bytes, bytes]
NO_NAMES: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question, read and checked; an answer is a pure function of it.

    `path` has no ending; `names` are the values of its template, `words` those of the query. `on` is None for
    every day. `query` is the query as it was written, `ended` whether the address had the form's ending, `root` what
    stands before paths in links, `still` whether the answer
    becomes a file, where forms and queries lead nowhere.
    """

    release: Release
    today: date
    path: str
    names: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    on: date | None
    page: int = 1
    size: int = 100
    form: Format = JSON
    language: str = "nb"
    query: str = ""
    root: str = ""
    ended: bool = False
    still: bool = False

    def word(self, name: str) -> str | None:
        """Give the value of a query parameter that is given at most once."""
        values = self.words.get(name)
        return values[0] if values else None

    @property
    def day(self) -> date:
        """The legal day, today where every day was asked for."""
        return self.on or self.today

    @property
    def on_text(self) -> str:
        """The legal day as the answer says it."""
        return self.on.isoformat() if self.on else "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer, ready as bytes; `rest` follows `body` and may be shared with other answers.

    Without `etag` one is made from the bytes.
    """

    body: bytes
    content_type: str
    rest: bytes = b""
    status: int = 200
    headers: tuple[Header, ...] = ()
    etag: str = ""
    cache: str = "public, max-age=300"
    links: tuple[str, ...] = ()
    language: str = ""
