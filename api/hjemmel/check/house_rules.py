"""The house rules together: what no shape can say, over one reading of all files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Final

from hjemmel.check.facts import Facts, read_facts
from hjemmel.check.file_rules import check_file_name, check_filled_in, check_form, check_readable
from hjemmel.check.findings import Finding
from hjemmel.check.name_rules import check_links, check_not_empty, check_places, check_terms, list_terms
from hjemmel.check.time_rules import (
    check_groundings,
    check_provisions,
    check_source_ids,
    check_trees,
    check_wordings,
)
from hjemmel.graph.files import SourceFile, Sources

WHOLE_GRAPH: Final[tuple[Callable[[Facts], Iterator[Finding]], ...]] = (
    check_readable,
    check_wordings,
    check_groundings,
    check_provisions,
    check_source_ids,
    check_trees,
)


def check_house_rules(
    sources: Sources, *, only: Collection[str] | None = None, unsettled: Collection[str] | None = None
) -> Iterator[Finding]:
    """Check the house rules; with `only`, those files are held against all the others.

    With `unsettled` the form of other files isn't looked at: it is known to be right, and looking is dear.
    """
    facts = read_facts(sources)
    terms = list_terms(facts)
    for file in sources.files:
        if only is None or file.path in only:
            if unsettled is None or file.path in unsettled:
                yield from check_form(file)
            yield from _check_file(file, facts, terms)
    for rule in WHOLE_GRAPH:
        yield from (finding for finding in rule(facts) if only is None or finding.file in only)
    if only is None:
        yield from check_not_empty(facts)


def _check_file(file: SourceFile, facts: Facts, terms: frozenset[str]) -> Iterator[Finding]:
    yield from check_file_name(file)
    yield from check_filled_in(file)
    yield from check_terms(file, terms)
    yield from check_links(file, facts)
    yield from check_places(file, facts)
