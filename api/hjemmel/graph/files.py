"""Files to named graphs: every fact knows its file and its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Triple

from hjemmel.errors import BrokenFileError


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """One Turtle file: `path` as people say it (`kb/duties/x.ttl`), `graph` the name of its graph."""

    path: str
    graph: NamedNode
    text: str
    quads: tuple[Quad, ...]
    subject_lines: Mapping[NamedNode, int]
    fact_lines: Mapping[Triple, int]

    def find_line(self, subject: NamedNode, fact: Triple | None = None) -> int:
        """Give the line of the fact, else of the subject's block, else 1 (counted from 1)."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Every file of a knowledge base that could be read, in order of path, and what was wrong with the others."""

    files: tuple[SourceFile, ...]
    broken: tuple[BrokenFileError, ...] = ()

    @property
    def quads(self) -> Iterator[Quad]:
        """All facts of all files."""
        return (quad for file in self.files for quad in file.quads)

    def find_place(self, subject: NamedNode, fact: Triple | None = None) -> tuple[str, int] | None:
        """Give path and line of a fact or of a subject's main block; None when no file names the subject."""
        raise NotImplementedError


def load_sources(*roots: Path) -> Sources:
    """Read all Turtle files below the roots; the first broken file stops it.

    Raises:
        BrokenFileError: a file can't be read; the error names path and line.
    """
    raise NotImplementedError


def read_sources(*roots: Path) -> Sources:
    """Read all Turtle files below the roots; broken files are collected in `Sources.broken`."""
    raise NotImplementedError
