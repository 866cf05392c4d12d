"""Which files need not be held against the shapes again: those an earlier build found nothing wrong with.

The same goes for the form of a file, which rests on its text alone.

A shape looks at a thing and at the classes of its neighbours, no further (a test holds the shapes to that). So what the
shapes find in a file rests on its text, on the files that speak of the same things, on the classes of everything, and
on the shapes themselves. The `ground` is a digest of all of these but the texts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Final

from hjemmel.check.shapes import find_shapes_folder
from hjemmel.graph.files import SourceFile, Sources
from hjemmel.rdf.namespaces import RDF_TYPE, RDFS

_DECIDING: Final = frozenset({RDF_TYPE.value, f"{RDFS}subClassOf"})
_LIBRARIES: Final = ("pyshacl", "rdflib")


def find_ground(sources: Sources) -> str:
    """Give the digest of what decides beside a file's own text what the shapes find in it."""
    digest = hashlib.sha256()
    for piece in _list_pieces(sources):
        digest.update(piece)
        digest.update(b"\n")
    return digest.hexdigest()


def list_unsettled(
    sources: Sources, before: Mapping[str, str], report: Mapping[str, object], ground: str
) -> frozenset[str] | None:
    """Give the files to hold against the shapes when an earlier build found nothing in others; None means all.

    `before` are the SHA-256 of the files of that build by path, `report` what it told of its checks.
    """
    paths = {file.path for file in sources.files}
    if report.get("findings") != 0 or report.get("ground") != ground or not before.keys() <= paths:
        return None
    changed = [file for file in sources.files if before.get(file.path) != find_digest(file)]
    subjects = {subject for file in changed for subject in file.subject_lines}
    beside = (file for file in sources.files if not subjects.isdisjoint(file.subject_lines))
    return frozenset(file.path for file in (*changed, *beside))


def find_digest(file: SourceFile) -> str:
    """Give the SHA-256 of a file's text."""
    return hashlib.sha256(file.text.encode()).hexdigest()


def _list_pieces(sources: Sources) -> Iterator[bytes]:
    yield from (f"{name} {version(name)}".encode() for name in _LIBRARIES)
    here = Path(__file__).parent
    for folder in (here, here.parent / "rdf", find_shapes_folder()):
        for file in sorted((*folder.glob("*.py"), *folder.glob("*.ttl"))):
            yield file.name.encode()
            yield file.read_bytes()
    yield from sorted(str(quad.triple).encode() for quad in sources.quads if quad.predicate.value in _DECIDING)
