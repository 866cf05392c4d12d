"""What all files of a site are made with: the program, the legal day, where it will be."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Final

from hjemmel.law.questions import list_questions
from hjemmel.web.export.leaves import Site

_PACKAGE: Final = Path(__file__).parents[2]
_PASSED: Final = frozenset({"__pycache__", "_data"})
# What their versions decide is in the bytes of the files.
_LIBRARIES: Final = ("jinja2", "markupsafe", "orjson", "pyoxigraph", "pystemmer", "simplemma")


def find_frame(site: Site) -> str:
    """Give a digest of all but the release that decides what is in the files of a site."""
    digest = blake2b(digest_size=16)
    for piece in _list_pieces(site):
        digest.update(piece)
        digest.update(b"\0")
    return digest.hexdigest()


def _list_pieces(site: Site) -> Iterator[bytes]:
    yield f"{site.day} {site.address} {sys.version}".encode()
    yield from (f"{name} {version(name)}".encode() for name in _LIBRARIES)
    yield from (question.text.encode() for question in list_questions())
    for file in sorted(_PACKAGE.rglob("*")):
        if file.is_file() and _PASSED.isdisjoint(file.parts):
            yield file.relative_to(_PACKAGE).as_posix().encode()
            yield file.read_bytes()
