"""Which form an answer has: the kind of query says what there is, the caller what is taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final

from hjemmel.errors import NotAcceptableError
from hjemmel.graph.fence import Form
from hjemmel.rdf.formats import CSV, HTML, JSONLD, NT, RDF_XML, SRJ, SRX, TSV, TTL, Format
from hjemmel.web.negotiate import find_form

# Some clients know only plain JSON or XML: the same bytes under the name they take.
_PLAIN_JSON: Final = replace(SRJ, media_type="application/json")
_PLAIN_JSONLD: Final = replace(JSONLD, media_type="application/json")
_PLAIN_XML: Final = replace(SRX, media_type="application/xml")

ROWS: Final = (SRJ, SRX, CSV, TSV, HTML, _PLAIN_JSON, _PLAIN_XML)
BOOLEAN: Final = (SRJ, SRX, HTML, _PLAIN_JSON, _PLAIN_XML)
"""The CSV and TSV formats (SPARQL 1.1) know rows only."""
GRAPH: Final = (TTL, NT, RDF_XML, JSONLD, HTML, _PLAIN_JSONLD)
DESCRIPTION: Final = GRAPH

_OFFERED: Final[Mapping[Form, tuple[Format, ...]]] = {
    "SELECT": ROWS,
    "ASK": BOOLEAN,
    "CONSTRUCT": GRAPH,
    "DESCRIBE": GRAPH,
}
NAMES: Final[Mapping[str, tuple[Format, ...]]] = {
    "json": (SRJ, JSONLD),
    "srj": (SRJ,),
    "xml": (SRX, RDF_XML),
    "srx": (SRX,),
    "csv": (CSV,),
    "tsv": (TSV,),
    "turtle": (TTL,),
    "ttl": (TTL,),
    "n-triples": (NT,),
    "nt": (NT,),
    "rdf": (RDF_XML,),
    "rdf+xml": (RDF_XML,),
    "json-ld": (JSONLD,),
    "jsonld": (JSONLD,),
    "html": (HTML,),
}


@lru_cache(maxsize=1024)
def find_answer_form(form: Form | None, accept: str, name: str = "") -> Format:
    """Give the form of an answer; `form` is None for the service description.

    `name` is what `format=` says: a name, or a media type as other servers take it. Clients send names that are
    theirs alone; those are passed over.

    Kept, since clients ask with few different headers.

    Raises:
        NotAcceptableError: none is taken.
    """
    offered = DESCRIPTION if form is None else _OFFERED[form]
    wanted = name.strip().lower()
    for named in NAMES.get(wanted, ()):
        if named in offered:
            return named
    for each in offered:
        if each.media_type == wanted:
            return each
    try:
        return find_form(accept, offered)
    except NotAcceptableError as error:
        kinds = ", ".join(dict.fromkeys(each.media_type for each in offered))
        what = f"a {form} query has" if form else "the service description has"
        raise NotAcceptableError(
            error.detail, remedy=f"Ask for what {what}: {kinds}; or say format={offered[0].name}."
        ) from None


def prefers_page(accept: str, name: str = "") -> bool:
    """Say whether the caller would rather have a page than anything else."""
    try:
        return find_answer_form(None, accept, name) is HTML
    except NotAcceptableError:
        return False
