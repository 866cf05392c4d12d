"""The order in which things are written: identifiers as people count, predicates as people read.

§ 2 stands before § 11, § 3 before § 3 a; nb before nn before en.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from hjemmel.rdf.namespaces import BASE, expand

NaturalKey: TypeAlias = tuple[tuple[tuple[int, int, str], ...], ...]

LANGUAGES: Final = ("nb", "nn", "en")

# What it is · what it is called · what it says · who · when it applies · which basis · dates · links · who says so.
_ORDER: Final = """
    rdf:type
    skos:prefLabel skos:altLabel skos:notation dct:title foaf:name
    rdfs:label rdfs:comment
    eli:id_local eli:number eli:title
    skos:definition dct:description hj:text hj:question hj:attribution
    rdfs:subClassOf rdfs:subPropertyOf rdfs:domain rdfs:range
    hj:adopted hj:rank dct:type dct:language
    hj:bearer hj:performer hj:supervisor hj:counterparty hj:targetGroup hj:personal
    hj:force hj:strength
    hj:situation hj:condition
    hj:deadline hj:deadlineWorkingDays hj:deadlineText hj:deadlineStart
    hj:recurrence hj:recurrenceText
    hj:sanction hj:sanctionBasis
    hj:grounding hj:exceptionTo hj:of hj:part hj:digest
    hj:statedIn hj:place hj:quotes hj:quotedWording hj:illustrates
    hj:criterionOf hj:basis hj:position
    dct:isVersionOf hj:validFrom hj:validTo dct:issued
    eli:date_document eli:first_date_entry_in_force
    eli:is_part_of eli:based_on eli:amends eli:changed_by eli:commenced_by eli:repealed_by
    eli:responsibility_of_agent dct:publisher hj:preparatoryWork
    skos:inScheme skos:topConceptOf skos:broader
    hj:organOf org:memberOf hj:actorType hj:organisationNumber hj:disjointWith
    hj:relatedProvision hj:guidance hj:planArea
    hj:replaces dct:replaces hj:overrides hj:mirrors dct:relation
    skos:exactMatch skos:closeMatch skos:broadMatch skos:narrowMatch skos:relatedMatch
    foaf:homepage foaf:page rdfs:isDefinedBy rdfs:seeAlso
    dct:source hj:readOn hj:reviewStatus hj:reviewedOn
    skos:scopeNote skos:example skos:editorialNote
"""
PREDICATES: Final = tuple(_ORDER.split())
_RANKS: Final = {expand(name): place for place, name in enumerate(PREDICATES)}
_PARTS: Final = re.compile(r"(\d+)")
_SEGMENTS: Final = re.compile(r"[/#]")


def to_natural_key(text: str) -> NaturalKey:
    """Give a key that sorts paths segment by segment and digits as numbers."""
    segments = _SEGMENTS.split(text)
    return tuple([_to_kept_key(each) if len(each) <= _SHORT else _to_segment_key(each) for each in segments])


def to_predicate_key(predicate: NamedNode) -> tuple[int, str]:
    """Give a key by the fixed order; what isn't in it comes after, by name."""
    return _RANKS.get(predicate.value, len(_RANKS)), predicate.value


def to_object_key(term: NamedNode | BlankNode | Literal | Triple) -> tuple[object, ...]:
    """Give a key: our own things, others' things, then texts by language; in each as people count.

    No two terms share a key, so the order never depends on what else is there.
    """
    if not isinstance(term, Literal):
        name = str(term)
        return 0, not name.startswith(f"<{BASE}"), "", to_natural_key(name), name
    language = term.language or ""
    rank = LANGUAGES.index(language) if language in LANGUAGES else len(LANGUAGES)
    return 1, rank, language, to_natural_key(term.value), str(term)


def _to_segment_key(segment: str) -> tuple[tuple[int, int, str], ...]:
    parts = (part for part in _PARTS.split(segment) if part)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)


# The same few steps (`duties`, `paragraf`, a day) stand in nearly all paths; whole texts aren't kept.
_SHORT: Final = 64
_to_kept_key: Final = lru_cache(maxsize=4096)(_to_segment_key)
