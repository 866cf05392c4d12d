"""The page of the vocabulary: every class and property with its meaning, what it is used on, what it leads to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from hjemmel.rdf.namespaces import BASE, HJ, RDF_TYPE, RDFS, SKOS, compact
from hjemmel.web.addresses import to_href
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.pages.paper import Entry, Row, write_page
from hjemmel.web.pages.sheets import find_property_label, to_crumbs, to_passage
from hjemmel.web.pages.words import say

_KINDS: Final = {"classes": "Class", "properties": "Property"}
_LABEL: Final = NamedNode(SKOS + "prefLabel")
_MEANING: Final = NamedNode(SKOS + "definition")
_DOMAIN: Final = NamedNode(RDFS + "domain")
_SHOWN: Final = (RDFS + "subClassOf", RDFS + "subPropertyOf", RDFS + "domain", RDFS + "range")
Described = Mapping[str, Sequence[Triple]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term of the vocabulary; `name` is its anchor on the page."""

    name: str
    iri: str
    label: Entry
    meaning: Entry
    rows: tuple[Row, ...]


def write_vocabulary_page(asked: Asked, by_subject: Described) -> Answer:
    """Write the page of the whole vocabulary."""
    lang = asked.language
    parts = []
    for word, ending in _KINDS.items():
        terms = [_to_term(asked, iri, said, by_subject) for iri, said in by_subject.items() if _has_kind(said, ending)]
        ours = sorted((term for term in terms if term.iri.startswith(HJ)), key=lambda term: term.label.text.casefold())
        parts.append((word, say(word, lang), ours))
    schemes = [
        Entry(
            text=_find(asked, said, _LABEL).text, href=to_href(asked.root, iri), note=_find(asked, said, _MEANING).text
        )
        for iri, said in by_subject.items()
        if _has_kind(said, "ConceptScheme")
    ]
    return write_page(
        asked,
        "ns.html",
        title=say("terms", lang),
        iri=f"{BASE}ns",
        lead=say("terms-lead", lang),
        namespace=HJ,
        parts_of_it=parts,
        schemes=tuple(schemes),
        crumbs=to_crumbs(asked),
        danger=False,
    )


def _to_term(asked: Asked, iri: str, said: Sequence[Triple], by_subject: Described) -> Term:
    values: dict[str, list[Entry]] = {}
    for triple in said:
        if triple.predicate.value in _SHOWN and isinstance(triple.object, NamedNode):
            values.setdefault(triple.predicate.value, []).append(_to_value(asked, triple.object.value, by_subject))
    if _has_kind(said, "Class"):
        own = NamedNode(iri)
        used = [
            each for each, about in by_subject.items() if any(t.predicate == _DOMAIN and t.object == own for t in about)
        ]
        values[RDFS + "domain"] = [_to_value(asked, each, by_subject) for each in used]
    rows = [
        Row(label=_find_heading(asked, said, name), values=tuple(values[name])) for name in _SHOWN if values.get(name)
    ]
    return Term(
        name=iri.removeprefix(HJ),
        iri=iri,
        label=_find(asked, said, _LABEL),
        meaning=_find(asked, said, _MEANING),
        rows=tuple(rows),
    )


def _find_heading(asked: Asked, said: Sequence[Triple], name: str) -> str:
    if name == RDFS + "domain" and _has_kind(said, "Class"):
        return say("properties", asked.language)
    return find_property_label(asked.release, name, asked.language)


def _to_value(asked: Asked, iri: str, by_subject: Described) -> Entry:
    """Link a term of ours to its place on this page, a borrowed one by its own address."""
    if iri.startswith(HJ):
        label = _find(asked, by_subject.get(iri, ()), _LABEL)
        return Entry(text=label.text or iri.removeprefix(HJ), href=f"#{iri.removeprefix(HJ)}", lang=label.lang)
    return Entry(text=compact(iri), href=to_href(asked.root, iri))


def _find(asked: Asked, said: Sequence[Triple], predicate: NamedNode) -> Entry:
    texts = {
        triple.object.language or "": triple.object.value
        for triple in said
        if triple.predicate == predicate and isinstance(triple.object, Literal)
    }
    return to_passage(texts, asked.language)


def _has_kind(said: Sequence[Triple], ending: str) -> bool:
    kinds = (triple.object.value for triple in said if triple.predicate == RDF_TYPE)  # type: ignore[union-attr]
    return any(kind.endswith(ending) for kind in kinds)
