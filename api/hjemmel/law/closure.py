"""The way upwards in a tree of kinds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def find_paths(start: str, broader: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """The shortest path from `start` to each thing above it, itself included, nearest first.

    Of two paths of the same length the one that is first by name is taken; circles do no harm.
    """
    paths: dict[str, tuple[str, ...]] = {start: (start,)}
    edge = [start]
    while edge:
        steps = [(paths[iri], up) for iri in edge for up in broader.get(iri, ())]
        edge = []
        for path, up in sorted(steps):
            if up not in paths:
                paths[up] = (*path, up)
                edge.append(up)
    return paths


def find_closure(start: str, broader: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """`start` and everything above it."""
    return frozenset(find_paths(start, broader))
