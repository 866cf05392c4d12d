"""Descriptions of named nodes, answered in the serving process: a kind of query that can't be dear.

What is said of each thing stands ready (`list_said`), and is given up at a bound before anything is written. What has
more than the bound goes to a worker that can be killed, as every query does whose price nobody knows beforehand.
See docs/decisions/0022-descriptions-beside-the-workers.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Final, TypeAlias

import pyoxigraph as ox

MOST_TRIPLES: Final = 256
Said: TypeAlias = Mapping[str, tuple[ox.Triple, ...]]


def list_said(quads: Iterable[ox.Quad]) -> Said:
    """Give what is said of each named thing; of a release's own facts that is some megabytes, and takes a while."""
    said: defaultdict[object, list[ox.Triple]] = defaultdict(list)
    for quad in quads:
        said[quad.subject].append(quad.triple)
    return {thing.value: tuple(triples) for thing, triples in said.items() if isinstance(thing, ox.NamedNode)}


def describe_nodes(said: Said, nodes: Sequence[str], form: ox.RdfFormat, *, most: int) -> bytes | None:
    """Give what is said of nodes; None when a worker must answer.

    That is when there are more than MOST_TRIPLES, or more than `most` bytes of them, or when a description may go on
    over a blank node.
    """
    found = [said.get(iri, ()) for iri in dict.fromkeys(nodes)]
    triples = found[0] if len(found) == 1 else tuple(chain.from_iterable(found))
    if len(triples) > MOST_TRIPLES:
        return None
    try:
        body = ox.serialize(triples, format=form) or b""
    except ValueError:  # a term that this form can't hold
        return None
    blank = b"nodeID" if form == ox.RdfFormat.RDF_XML else b"_:"
    return None if len(body) > most or blank in body else body
