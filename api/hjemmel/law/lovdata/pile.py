"""Bytes put on the disk until they are wanted again: what an import has unpacked but not read yet.

All of the gazette and of the law, unpacked, would take a gigabyte of memory.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, Self

Place = tuple[int, int]
NOWHERE: Final[Place] = (0, 0)


class Pile:
    """A file that is gone when the import is."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("w+b")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self._path.unlink(missing_ok=True)

    def put(self, content: bytes) -> Place:
        """Put bytes down, and give the place to find them again."""
        if not content:
            return NOWHERE
        start = self._file.seek(0, 2)
        self._file.write(content)
        return start, len(content)

    def read(self, place: Place) -> bytes:
        """The bytes at a place."""
        if not place[1]:
            return b""
        self._file.seek(place[0])
        return self._file.read(place[1])
