"""The words of the graph: the ontology, its lists of values, its shapes, its JSON-LD context."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import orjson
from pyoxigraph import NamedNode, Triple

from hjemmel.check.shapes import find_shapes_folder, load_shape_triples
from hjemmel.errors import NotFoundError
from hjemmel.law.sources import Concept
from hjemmel.rdf.formats import HTML, JSON, JSONLD, NT, RDF_XML, TTL
from hjemmel.rdf.jsonld import to_prefixed_json
from hjemmel.rdf.namespaces import BASE, HJ
from hjemmel.rdf.order import to_natural_key
from hjemmel.web.addresses import list_links, to_href
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.graphs import GRAPH_FORMS, answer_graph
from hjemmel.web.kinds import Kind
from hjemmel.web.operation import Operation
from hjemmel.web.operations.collection import Collection, Told, list_collection
from hjemmel.web.pages.paper import Entry, Section
from hjemmel.web.pages.sheets import write_sections_page
from hjemmel.web.pages.terms_page import write_vocabulary_page
from hjemmel.web.pages.words import say
from hjemmel.web.parameters import ON, Parameter
from hjemmel.web.past import open_named
from hjemmel.web.release import ONTOLOGY
from hjemmel.web.terms import DEFINITION, LABEL, find_graph_text, to_term
from hjemmel.web.things import answer_items

# Each list of values, and one of them as an example.
SCHEMES: Final = {
    "force": "skal",
    "rank": "act",
    "document-type": "guide",
    "review-status": "draft",
    "strength": "must",
    "actor-type": "profession",
    "wording-status": "current",
    "norm-kind": "duty",
}
_FOREVER: Final = "public, max-age=31536000, immutable"
_NO_PAGE: Final = (JSON, JSONLD, TTL, NT, RDF_XML)

CONCEPT: Final[Kind[Concept]] = Kind(word="value", collection="vocabularies", defaults={"notation": None})


def answer_vocabularies(asked: Asked) -> Answer:
    """Answer with the lists of values."""
    store = asked.release.kb.store
    schemes = [BASE + scheme for scheme in SCHEMES if store.describe(BASE + scheme)]
    if asked.form in GRAPH_FORMS:
        return answer_graph(asked, [triple for iri in schemes for triple in store.describe(iri)])
    if asked.form is HTML:
        entries = tuple(_to_term_entry(asked, iri, store.describe(iri)) for iri in schemes)
        section = Section(title="", entries=entries, first=True)
        return write_sections_page(asked, say("vocabularies", asked.language), (section,))
    items = [orjson.dumps(to_term(asked.release, iri, store.describe(iri), asked.language)) for iri in schemes]
    return answer_items(asked, b",".join(items), len(items))


def answer_ontology(asked: Asked) -> Answer:
    """Answer with the ontology: the terms of the project's own namespace and the lists of values."""
    triples = [triple for triple in asked.release.list_triples(ONTOLOGY) if _is_own(triple)]
    if asked.form in GRAPH_FORMS:
        return answer_graph(asked, triples, iri=f"{BASE}ns")
    by_subject = _group(triples)
    if asked.form is HTML:
        return write_vocabulary_page(asked, by_subject)
    items = (orjson.dumps(to_term(asked.release, iri, said, asked.language)) for iri, said in by_subject.items())
    return answer_items(asked, b",".join(items), len(by_subject))


def answer_shapes(asked: Asked) -> Answer:
    """Answer with the SHACL shapes that every file of the graph is held against."""
    triples, iri = load_shape_triples(find_shapes_folder()), f"{BASE}shapes"
    if asked.form in GRAPH_FORMS:
        return answer_graph(asked, triples, iri=iri)
    context, items = to_prefixed_json(triples)
    body = {"on": asked.on_text, "release": asked.release.id, "next": None, "total": len(items), "items": items}
    return Answer(
        body=orjson.dumps({"@context": context, **body}),
        content_type=asked.form.content_type,
        links=list_links(asked, _NO_PAGE, iri),
    )


def answer_context(asked: Asked) -> Answer:
    """Answer with the JSON-LD context of the release."""
    return _write_context(asked.release.context_document, "public, max-age=300")


def answer_pinned_context(asked: Asked) -> Answer:
    """Answer with the JSON-LD context of a named release: old answers keep their meaning.

    Raises:
        NotFoundError: this server doesn't have that release.
    """
    return _write_context(open_named(asked.release, asked.names["release"]).context_document, _FOREVER)


def _write_context(context: Mapping[str, Any], cache: str) -> Answer:
    body = orjson.dumps(context, option=orjson.OPT_INDENT_2)
    return Answer(body=body, content_type=JSONLD.content_type, cache=cache)


def _is_own(triple: Triple) -> bool:
    subject = triple.subject
    if not isinstance(subject, NamedNode):
        return False
    return subject.value.startswith((HJ, *(f"{BASE}{scheme}" for scheme in SCHEMES))) or subject.value == f"{BASE}ns"


def _group(triples: Iterable[Triple]) -> dict[str, list[Triple]]:
    found: dict[str, list[Triple]] = {}
    for triple in triples:
        if isinstance(triple.subject, NamedNode):
            found.setdefault(triple.subject.value, []).append(triple)
    return dict(sorted(found.items(), key=lambda pair: to_natural_key(pair[0])))


def _to_term_entry(asked: Asked, iri: str, triples: Sequence[Triple]) -> Entry:
    label = find_graph_text(triples, LABEL, asked.language)
    definition = find_graph_text(triples, DEFINITION, asked.language)
    local = iri.removeprefix(HJ).removeprefix(BASE)
    return Entry(text=label or local, href=to_href(asked.root, iri), note=definition)


def _list_scheme(scheme: str, example: str) -> tuple[Operation, Operation]:
    name = scheme.title().replace("-", "")
    return list_collection(
        Collection(
            path=f"/{scheme}",
            subject="vocabulary",
            title=lambda asked: _find_title(asked, scheme),
            scheme=BASE + scheme,
        ),
        CONCEPT,
        lambda asked: _read_concepts(asked, scheme),
        many=Told(
            name=name,
            summary=f"The values of {scheme}",
            description="A SKOS concept scheme with a label and a definition of each value in nb, nn and en; the "
            "answer is the scheme, its `items` the values.",
        ),
        one=Told(
            name=name,
            summary=f"One value of {scheme}",
            description="Its labels, definition and notation: the word that JSON uses.",
            example=example,
        ),
    )


def _read_concepts(asked: Asked, scheme: str) -> dict[str, Concept]:
    concepts = asked.release.catalogue.concepts.values()
    return {concept.id.rpartition("/")[2]: concept for concept in concepts if concept.in_scheme == BASE + scheme}


def _find_title(asked: Asked, scheme: str) -> str:
    return find_graph_text(asked.release.kb.store.describe(BASE + scheme), LABEL, asked.language) or scheme


_RELEASE: Final = Parameter(name="release", where="path", description="The release id.", example="0123456789abcdef")

OPERATIONS = (
    Operation(
        path="/vocabularies",
        name="listVocabularies",
        schema="ThingList",
        subject="vocabulary",
        summary="The lists of values",
        description="Force, rank, kinds of documents and the others, each a SKOS concept scheme.",
        answer=answer_vocabularies,
        example="/vocabularies",
        parameters=(ON,),
    ),
    *(operation for scheme, example in SCHEMES.items() for operation in _list_scheme(scheme, example)),
    Operation(
        path="/ns",
        name="readOntology",
        subject="vocabulary",
        summary="The ontology",
        description="Every class and property with label, definition, domain and range, and the lists of values.",
        answer=answer_ontology,
        example="/ns",
        parameters=(ON,),
        slow=True,
    ),
    Operation(
        path="/shapes",
        name="readShapes",
        subject="vocabulary",
        summary="The SHACL shapes",
        description="What every file of the graph is held against before a release is made. As JSON-LD its keys are "
        "prefixed names (`sh:path`), for the context of the answers has no words of SHACL.",
        answer=answer_shapes,
        example="/shapes",
        forms=_NO_PAGE,
        slow=True,
    ),
    Operation(
        path="/context/hjemmel.jsonld",
        name="readContext",
        subject="vocabulary",
        summary="The JSON-LD context",
        description="What each JSON key means in the graph; keys that are computed are null in it. "
        "`/context` leads here.",
        answer=answer_context,
        example="/context/hjemmel.jsonld",
        forms=(JSONLD,),
    ),
    Operation(
        path="/context/{release}/hjemmel.jsonld",
        name="readPinnedContext",
        subject="vocabulary",
        summary="The JSON-LD context of a release",
        description="The address that answers name in `@context`; it never changes. Contexts of earlier releases are "
        "served as long as the releases lie beside the running one.",
        answer=answer_pinned_context,
        example="/context/{release}/hjemmel.jsonld",
        parameters=(_RELEASE,),
        errors=(NotFoundError,),
        forms=(JSONLD,),
        slow=True,
    ),
)
