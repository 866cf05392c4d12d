"""Descriptions of named nodes, answered in the serving process: a kind of query that can't be dear.

What a store says of a few nodes is counted while it is read, and given up at a bound before anything is written. What
has more than the bound goes to a worker that can be killed, as every query does whose price nobody knows beforehand.
See docs/decisions/0022-descriptions-beside-the-workers.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, islice
from operator import attrgetter
from typing import Final

import pyoxigraph as ox

from hjemmel.graph.store import EmbeddedStore, Store

MOST_TRIPLES: Final = 256
_TRIPLE: Final = attrgetter("triple")


def describe_nodes(store: Store, nodes: Sequence[str], form: ox.RdfFormat, *, most: int) -> bytes | None:
    """Give what a store says of nodes; None when a worker must answer.

    That is when there are more than MOST_TRIPLES, or more than `most` bytes of them, or when a description may go on
    over a blank node.
    """
    if not isinstance(store, EmbeddedStore):
        return None
    said = chain.from_iterable(store.engine.quads_for_pattern(ox.NamedNode(iri), None, None) for iri in set(nodes))
    triples = list(map(_TRIPLE, islice(said, MOST_TRIPLES + 1)))
    if len(triples) > MOST_TRIPLES:
        return None
    try:
        body = ox.serialize(triples, format=form) or b""
    except ValueError:  # a term that this form can't hold
        return None
    blank = b"nodeID" if form == ox.RdfFormat.RDF_XML else b"_:"
    return None if len(body) > most or blank in body else body
