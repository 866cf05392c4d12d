"""What the endpoint says of itself: SPARQL 1.1 Service Description and VoID, with its limits; no blank nodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from hjemmel.graph.limits import QueryLimits
from hjemmel.graph.store import EmbeddedStore
from hjemmel.rdf.formats import CSV, JSONLD, NT, RDF_XML, SRJ, SRX, TSV, TTL, Format
from hjemmel.rdf.namespaces import BASE, HJ, PREFIXES, RDF_TYPE, XSD, Term
from hjemmel.web.answers import Answer
from hjemmel.web.sparql.forms import find_answer_form
from hjemmel.web.sparql.pools import Opened

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
FORMATS: Final = "http://www.w3.org/ns/formats/"
LIMITS: Final = BASE + "limits#"
VOID: Final = PREFIXES["void"]
DCT: Final = PREFIXES["dct"]
MOST_LISTED: Final = 500
"""All acts and regulations are thousands of graphs: a description of them would be a dump."""
_LISTING: Final = "SELECT ?g { GRAPH ?g {} }"
_RESULT_FORMATS: Final = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "RDF_XML", "JSON-LD",
)  # fmt: skip
FORMS: Final[tuple[Format, ...]] = (SRJ, SRX, CSV, TSV, TTL, NT, RDF_XML, JSONLD)


async def answer_description(opened: Opened, accept: str, name: str, endpoint: str) -> Answer:
    """Answer with the service description; it names the address it was asked at, so nobody else may keep it.

    Whoever asks for it doesn't wait for the law to be loaded: its graphs aren't told before.

    Raises:
        NotAcceptableError: no form is taken.
    """
    form = find_answer_form(None, accept, name)
    law = await opened.list_law_graphs() if not opened.pool.loading else frozenset()
    prefixes = {"sd": SD, "limits": LIMITS, **PREFIXES}
    body = serialize(list_triples(opened, endpoint, law), format=form.rdf or RdfFormat.TURTLE, prefixes=prefixes)
    return Answer(body=body or b"", content_type=form.content_type, cache="no-store")


def list_triples(opened: Opened, endpoint: str, law: frozenset[str] = frozenset()) -> Iterator[Triple]:
    """Give the service description of an endpoint; `law` are the graphs of imported law, as far as they are known."""
    service, dataset = NamedNode(endpoint), NamedNode(f"{endpoint}#dataset")
    union = NamedNode(f"{endpoint}#union")
    yield from _list_facts(
        service,
        (RDF_TYPE, NamedNode(SD + "Service")),
        (_sd("endpoint"), service),
        (_sd("supportedLanguage"), _sd("SPARQL11Query")),
        (_sd("feature"), _sd("UnionDefaultGraph")),
        *((_sd("resultFormat"), NamedNode(FORMATS + name)) for name in _RESULT_FORMATS),
        (_sd("defaultDataset"), dataset),
        (NamedNode(DCT + "title"), Literal("Hjemmel", language="nb")),
        (NamedNode(DCT + "license"), NamedNode("https://creativecommons.org/licenses/by/4.0/")),
        *list_limits(opened.pool.limits),
    )
    yield from _list_facts(
        dataset,
        (RDF_TYPE, _sd("Dataset")),
        (RDF_TYPE, NamedNode(VOID + "Dataset")),
        (_sd("defaultGraph"), union),
        (NamedNode(VOID + "sparqlEndpoint"), service),
        (NamedNode(VOID + "uriSpace"), Literal(BASE)),
        (NamedNode(DCT + "identifier"), Literal(opened.release.id)),
        *((NamedNode(VOID + "vocabulary"), NamedNode(iri)) for iri in (HJ, PREFIXES["eli"], PREFIXES["skos"])),
    )
    yield from _list_facts(union, (RDF_TYPE, _sd("Graph")), *_list_union(opened, len(law)))
    listed = opened.graphs | law if len(law) <= MOST_LISTED else opened.graphs
    yield from _list_named(opened, listed, dataset, endpoint)


def list_limits(limits: QueryLimits) -> Iterator[tuple[NamedNode, Term]]:
    """Give the limits as facts, by the names of /limits: `<https://w3id.org/hjemmel/limits#seconds>` and so on."""
    for name, value in limits.to_record().items():
        yield NamedNode(f"{LIMITS}{name}"), _to_number(value)


def _list_union(opened: Opened, count: int) -> Iterator[tuple[NamedNode, Term]]:
    """Tell of the default graph. How many facts imported law has nobody has counted: then no number is told."""
    law = opened.release.kb.law is not None
    graphs = "one for each file, and one for each imported act or regulation" if law else "one for each file"
    unlisted = f" Those of the law are {count}, too many to be told here: {_LISTING} lists them."
    text = f"The union of the named graphs, {graphs}.{unlisted if count > MOST_LISTED else ''}"
    yield NamedNode(DCT + "description"), Literal(text, language="en")
    if not law:
        yield NamedNode(VOID + "triples"), _to_number(opened.release.kb.manifest.triples)


def _list_named(opened: Opened, names: Iterable[str], dataset: NamedNode, endpoint: str) -> Iterator[Triple]:
    store = opened.release.kb.store
    for number, name in enumerate(sorted(names)):
        node = NamedNode(f"{endpoint}#graph-{number}")
        yield Triple(dataset, _sd("namedGraph"), node)
        yield from _list_facts(node, (RDF_TYPE, _sd("NamedGraph")), (_sd("name"), NamedNode(name)))
        if isinstance(store, EmbeddedStore):
            yield Triple(node, _sd("graph"), NamedNode(name))
            yield Triple(NamedNode(name), RDF_TYPE, _sd("Graph"))


def _list_facts(subject: NamedNode, *facts: tuple[NamedNode, Term]) -> Iterator[Triple]:
    for predicate, value in facts:
        yield Triple(subject, predicate, value)


def _sd(name: str) -> NamedNode:
    return NamedNode(SD + name)


def _to_number(value: float) -> Literal:
    """Give a count as an integer, seconds (a float) as a decimal."""
    if isinstance(value, int):
        return Literal(value)
    return Literal(f"{value:g}", datatype=NamedNode(XSD + "decimal"))
