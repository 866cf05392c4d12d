"""The names of the graph: its base, the fixed prefixes, and short names for IRIs.

Files in kb/ and ontology/ name things relative to BASE (`<duties/krsl-4-samarbeid>`) and terms by these prefixes
(`hj:bearer`). Names that aren't here are written whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode

BASE: Final = "https://w3id.org/hjemmel/"
HJ: Final = BASE + "ns#"
GRAPHS: Final = BASE + "graphs/"

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
DCT: Final = "http://purl.org/dc/terms/"
ELI: Final = "http://data.europa.eu/eli/ontology#"

PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "adms": "http://www.w3.org/ns/adms#",
        "cpsv": "http://purl.org/vocab/cpsv#",
        "cv": "http://data.europa.eu/m8g/",
        "dcat": "http://www.w3.org/ns/dcat#",
        "dcatap": "http://data.europa.eu/r5r/",
        "dct": DCT,
        "dpv": "https://w3id.org/dpv#",
        "eli": ELI,
        "eurovoc": "http://eurovoc.europa.eu/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "hj": HJ,
        "locn": "http://www.w3.org/ns/locn#",
        "los": "https://psi.norge.no/los/",
        "lrml": "http://docs.oasis-open.org/legalruleml/ns/v1.0/metamodel#",
        "odrl": "http://www.w3.org/ns/odrl/2/",
        "org": "http://www.w3.org/ns/org#",
        "owl": OWL,
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": RDF,
        "rdfs": RDFS,
        "schema": "http://schema.org/",
        "sh": "http://www.w3.org/ns/shacl#",
        "skos": SKOS,
        "vcard": "http://www.w3.org/2006/vcard/ns#",
        "void": "http://rdfs.org/ns/void#",
        "xsd": XSD,
    }
)

RDF_TYPE: Final = NamedNode(RDF + "type")

Term: TypeAlias = NamedNode | BlankNode | Literal
"""What an answer can hold. The graph itself has no blank nodes; a query can make them."""

# Local names that need no escaping in Turtle, SPARQL and JSON-LD alike; anything else is written whole.
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def expand(name: str) -> str:
    """Give the IRI of `hj:Duty`, of `duties/krsl-4-samarbeid` (relative to BASE), or of an IRI itself."""
    prefix, colon, local = name.partition(":")
    if colon and prefix in PREFIXES and not local.startswith("//"):
        return PREFIXES[prefix] + local
    return name if _ABSOLUTE.match(name) else BASE + name


def compact(iri: str) -> str:
    """Give the short name of an IRI: `hj:Duty`, `duties/krsl-4-samarbeid`, or the IRI where none fits.

    Undone by `expand`. For people and logs; Turtle has its own, stricter writer.
    """
    return to_prefixed(iri) or _to_relative(iri) or iri


@lru_cache(maxsize=8192)
def to_prefixed(iri: str) -> str | None:
    """Give `prefix:local`, or None when no fixed prefix fits or the local name would need escaping."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return None


def node(name: str) -> NamedNode:
    """Give the node that `expand` names: `node("hj:Duty")`.

    Raises:
        ValueError: the name is no IRI.
    """
    return NamedNode(expand(name))


def _to_relative(iri: str) -> str | None:
    local = iri.removeprefix(BASE)
    return None if local == iri or not local or _ABSOLUTE.match(local) else local
