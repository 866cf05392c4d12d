"""The files of an import: quads and history written as they come, read back when a newer archive meets them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from hjemmel.law.lovdata.history import HISTORY, QUADS, Entry, load_entries


class Shelf:
    """The new folder's two files. What a newer archive says of a document takes the older's place."""

    def __init__(self, folder: Path) -> None:
        self.positions: dict[str, tuple[int, int]] = {}
        self._folder = folder
        self._lines: dict[str, tuple[int, int]] = {}
        self._superseded = False
        self._quads = (folder / QUADS).open("w+b")
        self._history = (folder / HISTORY).open("w+b")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._quads.close()
        self._history.close()

    def add(self, key: str, quads: bytes, line: bytes) -> None:
        """Put a document on the shelf."""
        self._superseded = self._superseded or key in self.positions
        self.positions[key] = (self._quads.seek(0, 2), len(quads))
        self._quads.write(quads)
        if line:
            self._lines[key] = (self._history.seek(0, 2), len(line))
            self._history.write(line + b"\n")

    def read_line(self, key: str) -> bytes:
        """The line of a document put here earlier; empty when there is none."""
        if key not in self._lines:
            return b""
        start, length = self._lines[key]
        self._history.seek(start)
        return self._history.read(length)

    def finish(self) -> None:
        """Leave out what was superseded, and put all on the disk."""
        if self._superseded:
            self._rewrite()
        self._quads.flush()
        self._history.flush()

    def _rewrite(self) -> None:
        old_quads, old_history = self._quads, self._history
        positions, lines = self.positions, self._lines
        self.positions, self._lines = {}, {}
        self._quads = (self._folder / "new.nq").open("w+b")
        self._history = (self._folder / "new.jsonl").open("w+b")
        for key, (start, length) in positions.items():
            old_quads.seek(start)
            line = b""
            if key in lines:
                old_history.seek(lines[key][0])
                line = old_history.read(lines[key][1])
            self.add(key, old_quads.read(length), line)
        for old, new in ((old_quads, QUADS), (old_history, HISTORY)):
            old.close()
            shutil.move(self._folder / f"new{Path(new).suffix}", self._folder / new)


class Known:
    """An earlier import's folder, read only."""

    def __init__(self, folder: Path) -> None:
        self._entries = {entry.key: entry for entry in load_entries(folder)}
        self._quads = (folder / QUADS).open("rb") if self._entries else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._quads is not None:
            self._quads.close()

    def list_entries(self) -> Iterator[Entry]:
        """All documents of the earlier import."""
        return iter(self._entries.values())

    def read_line(self, key: str) -> bytes:
        """A document's line; empty when the earlier import had none."""
        entry = self._entries.get(key)
        return entry.line if entry else b""

    def read_quads(self, entry: Entry) -> bytes:
        """A document's quads."""
        if self._quads is None:
            return b""
        start, length = entry.quads
        self._quads.seek(start)
        return self._quads.read(length)
