"""Every form an answer can have: one table of name, media type and ending.

Negotiation, endings in addresses, dumps and the command line all read this table and no other.
Sources: RFC 6838 media types; RDF 1.1 Concepts section 5; SPARQL 1.1 Query Results (JSON, XML, CSV and TSV).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from pyoxigraph import QueryResultsFormat, RdfFormat


class Kind(Enum):
    """What a form can carry."""

    PAGE = "page"
    RECORD = "record"
    GRAPH = "graph"
    DATASET = "dataset"
    RESULT = "result"


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One form: `name` is what `?format=` says, `ending` what an address ends with."""

    name: str
    media_type: str
    ending: str
    kind: Kind
    rdf: RdfFormat | None = None
    result: QueryResultsFormat | None = None

    @property
    def content_type(self) -> str:
        """The header's value: text forms say their charset, the others are UTF-8 by definition."""
        text = self.media_type.startswith("text/")
        return f"{self.media_type}; charset=utf-8" if text else self.media_type


HTML: Final = Format(name="html", media_type="text/html", ending=".html", kind=Kind.PAGE)
JSON: Final = Format(name="json", media_type="application/json", ending=".json", kind=Kind.RECORD)
JSONLD: Final = Format(
    name="jsonld",
    media_type="application/ld+json",
    ending=".jsonld",
    kind=Kind.RECORD,
    rdf=RdfFormat.JSON_LD,
)
TTL: Final = Format(name="ttl", media_type="text/turtle", ending=".ttl", kind=Kind.GRAPH, rdf=RdfFormat.TURTLE)
NT: Final = Format(
    name="nt",
    media_type="application/n-triples",
    ending=".nt",
    kind=Kind.GRAPH,
    rdf=RdfFormat.N_TRIPLES,
)
RDF_XML: Final = Format(
    name="rdf",
    media_type="application/rdf+xml",
    ending=".rdf",
    kind=Kind.GRAPH,
    rdf=RdfFormat.RDF_XML,
)
NQ: Final = Format(
    name="nq",
    media_type="application/n-quads",
    ending=".nq",
    kind=Kind.DATASET,
    rdf=RdfFormat.N_QUADS,
)
SRJ: Final = Format(
    name="srj",
    media_type="application/sparql-results+json",
    ending=".srj",
    kind=Kind.RESULT,
    result=QueryResultsFormat.JSON,
)
SRX: Final = Format(
    name="srx",
    media_type="application/sparql-results+xml",
    ending=".srx",
    kind=Kind.RESULT,
    result=QueryResultsFormat.XML,
)
CSV: Final = Format(
    name="csv",
    media_type="text/csv",
    ending=".csv",
    kind=Kind.RESULT,
    result=QueryResultsFormat.CSV,
)
TSV: Final = Format(
    name="tsv",
    media_type="text/tab-separated-values",
    ending=".tsv",
    kind=Kind.RESULT,
    result=QueryResultsFormat.TSV,
)

FORMATS: Final = (HTML, JSON, JSONLD, TTL, NT, RDF_XML, NQ, SRJ, SRX, CSV, TSV)
RESULT_FORMATS: Final = (SRJ, SRX, CSV, TSV)
GRAPH_FORMATS: Final = (TTL, NT, RDF_XML, JSONLD)
DUMP_FORMATS: Final = (NQ, TTL, JSONLD)

_BY_NAME: Final = {form.name: form for form in FORMATS}
_BY_ENDING: Final = {form.ending: form for form in FORMATS}
_BY_MEDIA_TYPE: Final = {form.media_type: form for form in FORMATS}


def find_format(name: str) -> Format:
    """Give the form of that name (`ttl`), ending (`.ttl`) or media type (`text/turtle`).

    Raises:
        KeyError: no form is called so.
    """
    key = name.strip().lower()
    for table in (_BY_NAME, _BY_ENDING, _BY_MEDIA_TYPE):
        if key in table:
            return table[key]
    raise KeyError(name)
