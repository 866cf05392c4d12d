"""The release a request is answered from: one snapshot, its records, and what is made of them once.

A request takes the reference at its beginning and keeps it to its end, so no request sees two releases.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from hjemmel.errors import SnapshotError
from hjemmel.graph.law_data import FLAGS
from hjemmel.graph.snapshot import DATA, Kb, open_kb
from hjemmel.graph.store import EmbeddedStore
from hjemmel.law.catalogue import Catalogue, load_catalogue
from hjemmel.law.citations import Registry
from hjemmel.law.citations.known import build_known
from hjemmel.law.flags import Flag, read_flags
from hjemmel.law.lovdata.imported import ImportedLaw, open_law
from hjemmel.law.quoting import list_quoted_wordings
from hjemmel.law.verify import WordingText
from hjemmel.rdf.context import write_context
from hjemmel.rdf.jsonld import Context, read_context
from hjemmel.rdf.namespaces import GRAPHS
from hjemmel.web.shelf import Shelf

ONTOLOGY: Final = "ontology/"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an answer: the `total` of the list it is cut from, and the digest of its bytes."""

    body: bytes
    total: int
    digest: bytes

    def __len__(self) -> int:
        """Give the bytes it takes."""
        return len(self.body)


@dataclass(frozen=True, kw_only=True, eq=False)
class Release:
    """One opened snapshot with its catalogue; the shelves keep what is made from them when first asked for.

    `law` is the imported law beside it, `flags` how groundings and quotes stand to that.
    """

    kb: Kb
    catalogue: Catalogue
    law: ImportedLaw | None = None
    flags: Mapping[str, Flag] = field(default_factory=dict)
    items: Shelf[bytes] = field(default_factory=Shelf)
    pieces: Shelf[Piece] = field(default_factory=Shelf)

    @property
    def id(self) -> str:
        """The release id: the same content has the same."""
        return self.kb.release

    @cached_property
    def turning_days(self) -> tuple[date, ...]:
        """Every day on which a wording or a document begins or ends to hold, in order."""
        spans = [(each.valid_from, each.valid_to) for each in self.catalogue.wordings.values()]
        spans += [(each.valid_from, each.valid_to) for each in self.catalogue.guidance.values()]
        days = {day for span in spans for day in span if day}
        return tuple(sorted(days))

    @cached_property
    def read_to(self) -> date | None:
        """The day on which the newest source was read: what happened later the release can't know."""
        return max((source.read_on for source in self.catalogue.sources.values() if source.read_on), default=None)

    def find_period(self, day: date | None) -> int:
        """Give the number of the period a day lies in (-1 for every day): law stands still between turning days."""
        return -1 if day is None else bisect_right(self.turning_days, day)

    @cached_property
    def citing(self) -> Registry:
        """What citations are resolved by, made when first asked for."""
        return build_known(self.catalogue, self.law)

    @cached_property
    def quotable(self) -> tuple[WordingText, ...]:
        """Every wording a passage can be held against when nobody says where it is from, made when first asked for."""
        return list_quoted_wordings(self.catalogue, law=self.law)

    @cached_property
    def context_document(self) -> Mapping[str, Any]:
        """The JSON-LD context of this release, made from its own vocabulary."""
        return write_context(self.list_triples(ONTOLOGY))

    @cached_property
    def context(self) -> Context:
        """The JSON-LD context, read."""
        return read_context(self.context_document)

    def warm(self) -> None:
        """Read everything a first answer needs, so that no request waits for it and nothing broken is served."""
        _ = self.catalogue.things, self.catalogue.bases, self.turning_days, self.context

    @cached_property
    def data(self) -> bytes:
        """Every fact as N-Quads, sorted: the snapshot's own bytes.

        Raises:
            SnapshotError: the graph lies on another server and no snapshot is beside it.
        """
        if self.kb.folder is not None:
            return (self.kb.folder / DATA).read_bytes()
        if isinstance(self.kb.store, EmbeddedStore):
            lines = self.kb.store.engine.dump(format=RdfFormat.N_QUADS) or b""
            return b"".join(sorted(lines.splitlines(keepends=True)))
        raise SnapshotError("This server has no dump of its graph.", remedy="Ask the server that holds the graph.")

    def list_triples(self, folder: str) -> tuple[Triple, ...]:
        """Give the facts of all files whose path begins so (`ontology/`, `ontology/shapes/`)."""
        mark = f" <{GRAPHS}{folder}".encode()
        lines = b"".join(line for line in self.data.splitlines(keepends=True) if mark in line)
        quads = parse(lines, RdfFormat.N_QUADS)
        return tuple(
            quad.triple
            for quad in quads
            if isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.startswith(GRAPHS + folder)
        )


def open_release(path: Path) -> Release:
    """Open a snapshot and read its records.

    Raises:
        SnapshotError: it is missing or damaged.
    """
    return to_release(open_kb(path))


def to_release(kb: Kb) -> Release:
    """Give an opened snapshot with its records, and the law beside it.

    Raises:
        SnapshotError: the law is damaged.
    """
    if kb.law is None:
        return Release(kb=kb, catalogue=load_catalogue(kb))
    flags = read_flags((kb.law / FLAGS).read_bytes())
    return Release(kb=kb, catalogue=load_catalogue(kb), law=open_law(kb.law), flags=flags)
