"""What answers say of the vocabulary: its terms and its lists of values, which are no records of the law."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, Triple

from hjemmel.law.things import find_text
from hjemmel.rdf.jsonld import to_json
from hjemmel.rdf.namespaces import SKOS
from hjemmel.web.release import Release

LABEL: Final = NamedNode(SKOS + "prefLabel")
DEFINITION: Final = NamedNode(SKOS + "definition")


def find_graph_text(triples: Iterable[Triple], predicate: NamedNode, lang: str) -> str:
    """Give the text of a property in a language, "" when there is none."""
    texts = {
        triple.object.language or "": triple.object.value
        for triple in triples
        if triple.predicate == predicate and isinstance(triple.object, Literal)
    }
    return find_text(texts, lang)


def to_term(release: Release, iri: str, triples: Sequence[Triple], lang: str) -> dict[str, Any]:
    """Give what the JSON says of a term or a list of values: its facts, and its slug, label and description."""
    own = {
        "slug": iri.rpartition("#")[2].rpartition("/")[2],
        "label": find_graph_text(triples, LABEL, lang) or None,
        "description": find_graph_text(triples, DEFINITION, lang) or None,
    }
    return {"source": [], **to_json(iri, triples, release.context), **own}
