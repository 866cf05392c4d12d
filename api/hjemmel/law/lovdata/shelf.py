"""The files of an import: quads and history written as they come, read back when a newer archive meets them."""

from __future__ import annotations

import os
import shutil
import weakref
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import BinaryIO, Self

import orjson

from hjemmel.errors import SnapshotError
from hjemmel.law.lovdata.history import FORM, HISTORY, MANIFEST, QUADS


class Shelf:
    """The new folder's two files. What a newer archive says of a document takes the older's place."""

    def __init__(self, folder: Path) -> None:
        self.positions: dict[str, tuple[int, int]] = {}
        self.lines: dict[str, tuple[int, int, int]] = {}
        """Where the lines of a document begin, how long they are, and how long the first of them is."""
        self._folder = folder
        self._superseded = False
        self._quads = (folder / QUADS).open("w+b")
        self._history = (folder / HISTORY).open("w+b")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._quads.close()
        self._history.close()

    def add(self, key: str, quads: bytes, line: bytes) -> None:
        """Put a document on the shelf: its quads, and its lines of history."""
        self._superseded = self._superseded or key in self.positions
        self.positions[key] = (self._quads.seek(0, 2), len(quads))
        self._quads.write(quads)
        if line:
            self.lines[key] = (self._history.seek(0, 2), len(line), (line + b"\n").index(b"\n"))
            self._history.write(line + b"\n")

    def read_lines(self, key: str) -> bytes:
        """The lines of a document put here earlier; empty when there are none."""
        if key not in self.lines:
            return b""
        start, length, _ = self.lines[key]
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
        positions, lines = self.positions, self.lines
        self.positions, self.lines = {}, {}
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
    """An earlier import's folder, read only; empty when there is none."""

    def __init__(self, folder: Path) -> None:
        self.archives: tuple[tuple[str, str], ...] = ()
        self.days: Mapping[str, str] = {}
        """The days that the gazette tells of amending acts."""
        self._quads: dict[str, tuple[int, int]] = {}
        self._lines: dict[str, tuple[int, int, int]] = {}
        self._files: dict[str, BinaryIO] = {}
        manifest = folder / MANIFEST
        if manifest.is_file():
            self._read_manifest(folder, manifest.read_bytes())
            self._files = {name: (folder / name).open("rb") for name in (QUADS, HISTORY)}
        # A server that has moved on to the next release closes nothing itself: requests may still be reading.
        self._close = weakref.finalize(self, _close_all, tuple(self._files.values()))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def list_keys(self) -> tuple[str, ...]:
        """The consolidated documents of the import."""
        return tuple(self._lines)

    def list_all_keys(self) -> tuple[str, ...]:
        """All documents of the import, the acts of the gazette among them."""
        return tuple(self._quads)

    def read_head(self, key: str) -> bytes:
        """A document's first line; empty when the import has no such document."""
        start, _, length = self._lines.get(key, (0, 0, 0))
        return self._read(HISTORY, start, length)

    def read_unit(self, key: str, place: tuple[int, int]) -> bytes:
        """A line of a document, at a place that its head tells."""
        start, _, length = self._lines[key]
        return self._read(HISTORY, start + length + 1 + place[0], place[1])

    def read_lines(self, key: str) -> bytes:
        """All lines of a document; empty when the import has no such document."""
        start, length, _ = self._lines.get(key, (0, 0, 0))
        return self._read(HISTORY, start, length)

    def read_quads(self, key: str) -> bytes:
        """A document's quads; empty when the import has no such document."""
        start, length = self._quads.get(key, (0, 0))
        return self._read(QUADS, start, length)

    def _read_manifest(self, folder: Path, content: bytes) -> None:
        try:
            told = orjson.loads(content)
            self.archives = tuple((one["name"], one["date"]) for one in told["archives"])
            self._quads, self._lines, self.days = told["quads"], told["lines"], told["days"]
            known = told["form"] == FORM
        except (ValueError, KeyError, TypeError):
            known = False
        if not known:
            raise SnapshotError(
                f"The imported law in {folder} can't be read: its {MANIFEST} is of another form.",
                remedy="Import the archives again into an empty folder.",
            )

    def _read(self, name: str, start: int, length: int) -> bytes:
        # pread moves no position: several threads may ask at once
        return os.pread(self._files[name].fileno(), length, start) if length else b""


def _close_all(files: Iterable[BinaryIO]) -> None:
    for file in files:
        file.close()
