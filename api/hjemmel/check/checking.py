"""Check the sources: shapes and house rules, one list of findings."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from hjemmel.check.expectations import check_expectations
from hjemmel.check.facts import read_facts
from hjemmel.check.findings import Finding, to_order
from hjemmel.check.house_rules import check_house_rules
from hjemmel.check.shapes import check_shapes, find_shapes_folder, open_shapes
from hjemmel.graph.files import Sources


def check_sources(
    sources: Sources,
    *,
    only: Collection[str] | None = None,
    shapes: Path | None = None,
    expectations: Path | None = None,
    unsettled: Collection[str] | None = None,
) -> tuple[Finding, ...]:
    """Hold every file against the shapes and the house rules.

    With `only` (paths such as `kb/duties/x.ttl`) the findings are about those files, in the light of all the others;
    that takes a second or two where the whole takes ten. `shapes` is the folder of shapes, else our own. `expectations`
    is the file that says how many things there are; it is about the whole, and left alone with `only`. With `unsettled`
    only those files are held against the shapes, and their form is looked at: the others are known to be right.
    """
    house = set(check_house_rules(sources, only=only, unsettled=unsettled))
    if expectations is not None and only is None:
        house |= set(check_expectations(read_facts(sources), expectations))
    # Where a name leads nowhere, that is the fault; that its class is unknown too would be said twice.
    told = {(finding.file, finding.line) for finding in house if finding.rule == "dangling"}
    shaped = check_shapes(sources, shapes=open_shapes(shapes or find_shapes_folder()), only=_join(only, unsettled))
    house |= {finding for finding in shaped if (finding.file, finding.line) not in told}
    return tuple(sorted(house, key=to_order))


def _join(only: Collection[str] | None, unsettled: Collection[str] | None) -> Collection[str] | None:
    """Give the files that both ask for; None asks for all."""
    if only is None or unsettled is None:
        return unsettled if only is None else only
    return set(only) & set(unsettled)
