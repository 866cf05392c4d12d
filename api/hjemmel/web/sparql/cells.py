"""Results as cells of a table: our things linked and, on demand, by their labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import urlencode

from hjemmel.rdf.namespaces import BASE, HJ, compact
from hjemmel.web.addresses import to_href
from hjemmel.web.answers import Asked
from hjemmel.web.pages.paper import Entry
from hjemmel.web.pages.sheets import find_graph_label

MAX_ROWS: Final = 1000
"""A page shows this many rows at most; all can be downloaded."""


def list_rows(
    asked: Asked, names: Iterable[str], rows: Iterable[Mapping[str, Any]], *, labels: bool
) -> list[list[Entry]]:
    """Give the first rows of a result (SPARQL JSON) as cells."""
    known: dict[str, str] = {}
    kept = list(rows)[:MAX_ROWS]
    return [[_to_entry(asked, row.get(name), known if labels else None) for name in names] for row in kept]


def list_headings(asked: Asked, names: Iterable[str]) -> list[tuple[str, str]]:
    """Give each variable with the label of the term it is named for, "" where it is named for none."""
    return [(name, _find_term_label(asked, name)) for name in names]


def _find_term_label(asked: Asked, name: str) -> str:
    found = (find_graph_label(asked.release, HJ + each, asked.language) for each in (name, name[:1].upper() + name[1:]))
    return next((label for label in found if label), "")


def to_address(root: str, query: str, **more: str) -> str:
    """Give the address of the endpoint with a query."""
    return f"{root}/sparql?{urlencode({'query': query, **more})}"


def _to_entry(asked: Asked, term: Mapping[str, str] | None, labels: dict[str, str] | None) -> Entry:
    if term is None:
        return Entry(text="")
    value = term["value"]
    if term["type"] != "uri":
        return Entry(text=value, lang=term.get("xml:lang", ""))
    if labels is None:
        return Entry(text=compact(value), href=to_href(asked.root, value))
    if value not in labels:
        labels[value] = _find_label(asked, value)
    return Entry(text=labels[value], href=to_href(asked.root, value))


def _find_label(asked: Asked, iri: str) -> str:
    """The label in the graph; a provision has none there, so the citation; of the rest the short name."""
    label = find_graph_label(asked.release, iri, asked.language)
    if label or not iri.startswith(BASE):
        return label or compact(iri)
    return asked.release.catalogue.find_label(iri, asked.language)
