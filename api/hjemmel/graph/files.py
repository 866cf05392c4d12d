"""Files to named graphs: every fact knows its file and its line.

Roots are the folders kb/ and ontology/, or one folder that holds them. Shapes and examples are read by those who use
them; they are no part of the graph.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Quad, Triple

from hjemmel.errors import BrokenFileError
from hjemmel.rdf.namespaces import GRAPHS
from hjemmel.rdf.reader import Document, read_turtle
from hjemmel.rdf.tokens import TurtleError

ROOMS: Final = ("kb", "ontology")
LEFT_OUT: Final = frozenset({"shapes", "examples"})


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
        line = self.fact_lines.get(fact) if fact else None
        return line or self.subject_lines.get(subject, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Every file that could be read, in order of path, and what was wrong with the others."""

    files: tuple[SourceFile, ...]
    broken: tuple[BrokenFileError, ...] = ()

    @property
    def quads(self) -> Iterator[Quad]:
        """All facts of all files."""
        return (quad for file in self.files for quad in file.quads)

    def list_repeated(self) -> tuple[tuple[Triple, tuple[tuple[str, int], ...]], ...]:
        """Give the facts that more than one file says, each with its paths and lines."""
        places: dict[Triple, list[tuple[str, int]]] = {}
        for file in self.files:
            for triple, line in file.fact_lines.items():
                places.setdefault(triple, []).append((file.path, line))
        return tuple((triple, tuple(found)) for triple, found in places.items() if len(found) > 1)

    def find_place(self, subject: NamedNode, fact: Triple | None = None) -> tuple[str, int] | None:
        """Give path and line of a fact, else of the subject's first block; None when no file names it."""
        for file in self.files:
            if fact and fact in file.fact_lines:
                return file.path, file.fact_lines[fact]
        for file in self.files:
            if subject in file.subject_lines:
                return file.path, file.subject_lines[subject]
        return None


def load_sources(*roots: Path) -> Sources:
    """Read all Turtle files below the roots; a broken one stops it.

    Raises:
        BrokenFileError: the first file that can't be read; the error names path and line.
    """
    sources = read_sources(*roots)
    if sources.broken:
        raise sources.broken[0]
    return sources


def read_sources(*roots: Path) -> Sources:
    """Read all Turtle files below the roots; broken files are collected in `Sources.broken`."""
    files, broken = [], []
    for path, file in sorted(list_files(*roots)):
        try:
            files.append(read_source(path, _read_text(path, file)))
        except BrokenFileError as error:
            broken.append(error)
    return Sources(files=tuple(files), broken=tuple(broken))


def read_source(path: str, text: str) -> SourceFile:
    """Read one Turtle text as the file of that name.

    Raises:
        BrokenFileError: it is no Turtle, or holds blank nodes.
    """
    try:
        document = read_turtle(text)
    except TurtleError as error:
        raise BrokenFileError(path, error.line, error.detail, remedy=error.remedy) from error
    graph = NamedNode(GRAPHS + path.removesuffix(".ttl"))
    return SourceFile(
        path=path,
        graph=graph,
        text=text,
        quads=tuple(_to_quads(document, graph)),
        subject_lines=_to_subject_lines(document),
        fact_lines={fact.triple: fact.line for fact in reversed(tuple(document.facts))},
    )


def list_files(*roots: Path) -> Iterator[tuple[str, Path]]:
    """Give each Turtle file below the roots with its name as people say it."""
    for root in roots:
        inner = [root / room for room in ROOMS if (root / room).is_dir()]
        for room in inner or [root]:
            for file in room.rglob("*.ttl"):
                parts = file.relative_to(room).parts
                if not LEFT_OUT.intersection(parts):
                    yield "/".join((room.resolve().name, *parts)), file


def _read_text(path: str, file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        remedy = "Save the file as UTF-8."
        raise BrokenFileError(path, line, "This is not UTF-8.", remedy=remedy) from error


def _to_quads(document: Document, graph: NamedNode) -> Iterator[Quad]:
    for triple in dict.fromkeys(fact.triple for fact in document.facts):
        yield Quad(triple.subject, triple.predicate, triple.object, graph)


def _to_subject_lines(document: Document) -> dict[NamedNode, int]:
    return {block.subject: block.line for block in reversed(document.blocks)}
