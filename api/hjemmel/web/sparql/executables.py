"""The saved questions as SHACL executables, as SIB's collections of examples have them; no blank nodes.

The values a choice may have are a list (sh:in) whose cells have names: `…/questions/norms-by-force#force-1`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from hjemmel.law.questions import Parameter, Question, load_keywords, parse_values
from hjemmel.rdf.namespaces import BASE, PREFIXES, RDF_TYPE, XSD, Term

_SH: Final = PREFIXES["sh"]
_RDFS: Final = PREFIXES["rdfs"]
_RDF: Final = RDF_TYPE.value.removesuffix("type")
_TYPES: Final = {"date": "date", "number": "integer", "text": "string", "choice": "string"}
_TODAY: Final = {"nb": "I dag når den er utelatt.", "nn": "I dag når han er utelaten.", "en": "Today when left out."}


def list_triples(question: Question) -> Iterator[Triple]:
    """Give a question as a SHACL executable."""
    node = NamedNode(BASE + f"questions/{question.name}")
    yield Triple(node, RDF_TYPE, NamedNode(_SH + "SPARQLExecutable"))
    yield Triple(node, RDF_TYPE, NamedNode(_SH + "SPARQLSelectExecutable"))
    for name, texts in (("label", question.titles), ("comment", question.descriptions)):
        yield from _list_texts(node, NamedNode(_RDFS + name), texts)
    yield Triple(node, NamedNode(_SH + "select"), Literal(question.query))
    for word in question.keywords:
        yield from _list_texts(node, NamedNode(PREFIXES["schema"] + "keywords"), load_keywords()[word])
    examples = parse_values(question, {each.name: each.example for each in question.parameters})
    for value in question.parameters:
        yield from _list_parameter(node, value, examples[value.name])


def _list_parameter(question: NamedNode, value: Parameter, example: Term) -> Iterator[Triple]:
    node = NamedNode(f"{question.value}#{value.name}")
    yield Triple(question, NamedNode(_SH + "parameter"), node)
    yield Triple(node, RDF_TYPE, NamedNode(_SH + "Parameter"))
    yield Triple(node, NamedNode(_SH + "name"), Literal(value.name))
    yield Triple(node, NamedNode(_SH + "optional"), Literal(value=True))
    yield Triple(node, NamedNode(PREFIXES["skos"] + "example"), example)
    if value.default is None:
        yield from _list_texts(node, NamedNode(_SH + "description"), _TODAY)
    else:
        yield Triple(node, NamedNode(_SH + "defaultValue"), example)
    if value.kind in _TYPES:
        yield Triple(node, NamedNode(_SH + "datatype"), NamedNode(XSD + _TYPES[value.kind]))
    else:
        yield Triple(node, NamedNode(_SH + "nodeKind"), NamedNode(_SH + "IRI"))
    if value.choices:
        yield Triple(node, NamedNode(_SH + "in"), NamedNode(f"{node.value}-1"))
        yield from _list_choices(node, value.choices)


def _list_choices(node: NamedNode, choices: tuple[str, ...]) -> Iterator[Triple]:
    for number, word in enumerate(choices, start=1):
        cell = NamedNode(f"{node.value}-{number}")
        rest = NamedNode(f"{node.value}-{number + 1}" if number < len(choices) else _RDF + "nil")
        yield Triple(cell, NamedNode(_RDF + "first"), Literal(word))
        yield Triple(cell, NamedNode(_RDF + "rest"), rest)


def _list_texts(node: NamedNode, predicate: NamedNode, texts: Mapping[str, str]) -> Iterator[Triple]:
    for lang, text in texts.items():
        yield Triple(node, predicate, Literal(text, language=lang))
