"""The shapes of ontology/shapes/, held against the text of the files by pySHACL.

pySHACL gets graphs that rdflib parsed from the same text, never terms out of Oxigraph: the two disagree on plain and
xsd:string literals, which would give false findings. rdflib and pySHACL are imported when first needed.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from hjemmel.check.findings import Finding, Severity
from hjemmel.graph.files import SourceFile, Sources
from hjemmel.rdf.namespaces import BASE, RDF_TYPE, RDFS, expand

if TYPE_CHECKING:  # costs 0.3 s at run time
    from rdflib import Graph
    from rdflib.term import Node, URIRef

# Queries over the whole graph, for outsiders: slow in pySHACL, so house rules do the same here (ontology/README.md).
LEFT_TO_HOUSE_RULES: Final = "whole-graph.ttl"
# One fact a line: what a shape says to people, left out of what rdflib reads.
_WORDS: Final = re.compile(r"^ +sh:(?:message|name|order) .+;\n", re.MULTILINE)
_MESSAGE: Final = expand("sh:message")
_BORROWED: Final = ("ontology/imports/", "ontology/mappings")
_REMEDIES: Final = {"nb": "Slik: ", "nn": "Slik: ", "en": "Like this: "}
_SEVERITIES: Final[Mapping[str, Severity]] = {"Violation": "violation", "Warning": "warning", "Info": "info"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """The shapes as rdflib holds them, and what each says by language: what, why, remedy."""

    graph: Graph
    messages: Mapping[str, Mapping[str, tuple[str, str, str]]]


def find_shapes_folder() -> Path:
    """The shapes: beside the package where it is installed, else in the tree it stands in."""
    here = Path(__file__).resolve()
    packed = here.parents[1] / "_data" / "ontology" / "shapes"
    return packed if packed.is_dir() else here.parents[3] / "ontology" / "shapes"


def load_shape_triples(folder: Path) -> tuple[Triple, ...]:
    """Load everything that stands in the folder of shapes, those for outsiders and the words too."""
    files = sorted(folder.glob("*.ttl"))
    quads = (quad for file in files for quad in parse(file.read_bytes(), RdfFormat.TURTLE, base_iri=BASE))
    return tuple(dict.fromkeys(quad.triple for quad in quads))


@lru_cache(maxsize=4)
def open_shapes(folder: Path) -> Shapes:
    """Read all shapes of a folder but those the house rules stand for.

    Their words go to us, not to pySHACL, which would look at them at every step: a third of the time.
    """
    from rdflib import Graph  # noqa: PLC0415 -- imported when first needed

    graph = Graph()
    messages: dict[str, dict[str, tuple[str, str, str]]] = {}
    for file in sorted(folder.glob("*.ttl")):
        if file.name != LEFT_TO_HOUSE_RULES:
            text = file.read_text(encoding="utf-8")
            graph.parse(data=_WORDS.sub("", text), format="turtle", publicID=BASE)
            _add_messages(messages, text)
    return Shapes(graph=graph, messages=messages)


def _add_messages(messages: dict[str, dict[str, tuple[str, str, str]]], text: str) -> None:
    for triple in parse(text, format=RdfFormat.TURTLE, base_iri=BASE):
        words = triple.object
        if triple.predicate.value == _MESSAGE and isinstance(words, Literal) and words.language:
            told = messages.setdefault(_to_value(triple.subject), {})
            told[words.language] = parse_message(words.value, words.language)


def parse_message(text: str, lang: str) -> tuple[str, str, str]:
    """Take a message apart: what is wrong, why it matters, how to mend it with an example line."""
    told, mark, example = text.partition(_REMEDIES[lang])
    what, stop, why = told.partition(". ")
    return what + stop.strip(), why.strip(), mark + example


def check_shapes(sources: Sources, *, shapes: Shapes, only: Collection[str] | None = None) -> Iterator[Finding]:
    """Hold the files against the shapes; with `only`, those files in the light of all the others."""
    from pyshacl import validate  # noqa: PLC0415 -- imported when first needed

    checked = [file for file in sources.files if _is_checked(file) and (only is None or file.path in only)]
    with _quiet():
        data = _to_graph(sources, checked)
        aimed = shapes.graph if only is None else _aim(shapes.graph, data, checked)
        _, report, _ = validate(data, shacl_graph=aimed, inference="none", inplace=True)
    yield from _read_report(report, shapes, sources)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep rdflib from logging each value that is no date: a finding says so, with file and line."""
    logger = logging.getLogger("rdflib.term")
    before = logger.disabled
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = before


def _aim(shapes: Graph, data: Graph, checked: Iterable[SourceFile]) -> Graph:
    """The same shapes, aimed at the things of these files instead of at whole classes.

    pySHACL's own `focus_nodes` won't do: it lets through whatever a nested shape says of any other node, so that a
    label missing in one language would pass.
    """
    from rdflib import Graph, URIRef  # noqa: PLC0415 -- imported when first needed

    of_class, of_subjects = URIRef(expand("sh:targetClass")), URIRef(expand("sh:targetSubjectsOf"))
    aimed = Graph()
    for triple in shapes:
        if triple[1] not in {of_class, of_subjects}:
            aimed.add(triple)
    for file in checked:
        for name in file.subject_lines:
            node = URIRef(name.value)
            kinds = _list_kinds(data, node)
            targets = {shape for kind in kinds for shape in shapes.subjects(of_class, kind)}
            targets |= {s for said in set(data.predicates(node)) for s in shapes.subjects(of_subjects, said)}
            for shape in targets:
                aimed.add((shape, URIRef(expand("sh:targetNode")), node))
    return aimed


def _list_kinds(data: Graph, node: URIRef) -> set[Node]:
    """The classes of a thing and the classes above them."""
    from rdflib.namespace import RDF  # noqa: PLC0415 -- imported when first needed
    from rdflib.namespace import RDFS as SCHEMA  # noqa: PLC0415

    return {w for kind in data.objects(node, RDF.type) for w in data.transitive_objects(kind, SCHEMA.subClassOf) if w}


def _is_checked(file: SourceFile) -> bool:
    return not file.path.startswith(_BORROWED)


def _to_graph(sources: Sources, checked: list[SourceFile]) -> Graph:
    """The checked files in whole, and of the others what the shapes ask of a neighbour: its classes."""
    from rdflib import Graph, URIRef  # noqa: PLC0415 -- imported when first needed

    graph = Graph()
    for file in checked:
        graph.parse(data=file.text, format="turtle", publicID=BASE)
    wanted = {RDF_TYPE.value, RDFS + "subClassOf"}
    for quad in (quad for file in sources.files if _is_checked(file) for quad in file.quads):
        if quad.predicate.value in wanted and isinstance(quad.object, NamedNode):
            graph.add((URIRef(_to_value(quad.subject)), URIRef(quad.predicate.value), URIRef(quad.object.value)))
    return graph


def _to_value(term: object) -> str:
    return str(getattr(term, "value", term))


def _read_report(report: Graph, shapes: Shapes, sources: Sources) -> Iterator[Finding]:
    from rdflib import URIRef  # noqa: PLC0415 -- imported when first needed

    for result in report.objects(None, URIRef(expand("sh:result"))):
        told = {str(predicate).rpartition("#")[2]: value for predicate, value in report.predicate_objects(result)}
        yield _to_finding(told, shapes, sources)


def _to_finding(told: Mapping[str, Node], shapes: Shapes, sources: Sources) -> Finding:
    shape, focus = str(told["sourceShape"]), str(told["focusNode"])
    place = _find_place(told, sources) or ("ontology/shapes", 1)
    texts = shapes.messages.get(shape, dict.fromkeys(_REMEDIES, (f"{shape}.", "", "")))
    value = str(told.get("value", ""))
    return Finding(
        rule=shape.rpartition("/")[2],
        file=place[0],
        line=place[1],
        subject=focus,
        what={lang: text[0] for lang, text in texts.items()},
        why={lang: text[1] for lang, text in texts.items()},
        remedy={lang: text[2] for lang, text in texts.items()},
        severity=_SEVERITIES[str(told["resultSeverity"]).rpartition("#")[2]],
        value="" if value == focus else value,
    )


def _find_place(told: Mapping[str, Node], sources: Sources) -> tuple[str, int] | None:
    """The line of the value at fault, else the line where the thing is named."""
    from rdflib import URIRef  # noqa: PLC0415 -- imported when first needed

    subject = NamedNode(str(told["focusNode"]))
    path, value = told.get("resultPath"), told.get("value")
    if not isinstance(path, URIRef) or value is None:
        return sources.find_place(subject)
    return sources.find_place(subject, Triple(subject, NamedNode(str(path)), _to_term(value)))


def _to_term(value: Node) -> NamedNode | Literal:
    from rdflib import URIRef  # noqa: PLC0415 -- imported when first needed

    if isinstance(value, URIRef):
        return NamedNode(str(value))
    language, datatype = getattr(value, "language", None), getattr(value, "datatype", None)
    if language:
        return Literal(str(value), language=language)
    return Literal(str(value), datatype=NamedNode(str(datatype))) if datatype else Literal(str(value))
