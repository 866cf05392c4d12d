"""The JSON-LD context: made from the ontology, read to know how each property is written.

`write_context` gives ontology/context/hjemmel.jsonld; nobody edits that file. A property's key is its local name in
camelCase, its form comes from its rdfs:range: texts by language, dates and numbers typed, links as IRIs, and words
of our own lists (`force`, `rank`, …) by their notation. Keys that only the program computes are null: they say
nothing in the graph.
Source: JSON-LD 1.1 sections 4.1.8 (type-scoped), 4.1.7 (property-scoped contexts), 4.6.2 (language maps).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeAlias

from pyoxigraph import Literal, NamedNode, Triple

from hjemmel.rdf.namespaces import BASE, HJ, PREFIXES, RDF, RDF_TYPE, RDFS, SKOS, XSD, expand
from hjemmel.rdf.order import to_natural_key, to_predicate_key

Definition: TypeAlias = dict[str, Any]
Index: TypeAlias = Mapping[str, Mapping[str, tuple[NamedNode | Literal, ...]]]

# Keys that the program computes; design section 4 lists them.
_COMPUTED_KEYS: Final = """
    act applies because conditions description label lovdata next on path release replacedBy role situations slug
    text total wordingStatus
"""
COMPUTED: Final = tuple(_COMPUTED_KEYS.split())
# What has no dates of its own, but is answered with those of its wordings.
_COMPUTED_DATES: Final[Definition] = {"validFrom": None, "validTo": None}
_DATED_BY_OTHERS: Final = ("hj:Exception", "hj:Grounding", "hj:Quote")

_NAMES: Final = {
    expand("skos:prefLabel"): "labels",
    expand("dct:description"): "descriptions",
    expand("dct:title"): "title",
    expand("dct:type"): "documentType",
    # As with label and labels: `text` is the words, `texts` the fact with its language.
    expand("hj:text"): "texts",
}
# In these classes a key means the class's own property of that name.
_SCOPED: Final = {
    "hj:GuidanceDocument": {"replaces": "dct:replaces"},
    "hj:ProvisionVersion": {"title": "eli:title"},
}
# Where the ontology allows more than one datatype, the one written without saying so.
_RANGES: Final = {
    expand("dct:issued"): XSD + "date",
    expand("skos:altLabel"): RDF + "langString",
}
_REVERSED: Final = {
    "criteria": "hj:criterionOf",
    "exceptions": "hj:exceptionTo",
    "versions": "dct:isVersionOf",
}
# Properties with at most one value (for each language): no list around it.
_SINGLE_NAMES: Final = """
    dcat:version dct:created dct:date dct:description dct:identifier dct:isVersionOf dct:issued dct:language
    dct:license dct:modified dct:title dct:type eli:date_document eli:first_date_entry_in_force eli:id_local
    eli:is_part_of eli:number eli:title foaf:homepage foaf:name foaf:page hj:actorType hj:adopted hj:attribution
    hj:condition hj:criterionOf hj:deadline hj:deadlineStart hj:deadlineText hj:deadlineWorkingDays
    hj:digest hj:drift hj:driftExpected hj:driftNow hj:driftSince hj:eeaReference hj:force hj:links hj:of
    hj:organisationNumber hj:outline hj:part hj:personal hj:place hj:position hj:question hj:quotedWording hj:quotes
    hj:rank hj:readOn hj:recurrence hj:recurrenceText hj:reviewStatus hj:reviewedOn hj:sanction hj:strength hj:text
    hj:validFrom hj:validTo owl:deprecated owl:versionIRI rdfs:domain rdfs:isDefinedBy rdfs:range skos:definition
    skos:editorialNote skos:inScheme skos:notation skos:prefLabel skos:scopeNote skos:topConceptOf
"""
_SINGLE: Final = frozenset(expand(name) for name in _SINGLE_NAMES.split())
_LEFT_OUT: Final = (PREFIXES["sh"], RDF)


def write_context(ontology: Iterable[Triple]) -> Definition:
    """Make the context of an ontology and its lists of values.

    Returns:
        The document `{"@context": …}`, its keys in a fixed order.
    """
    index = _to_index(ontology)
    properties = _list_of_kind(index, "Property")
    classes = _list_of_kind(index, "Class")
    terms: Definition = {"@version": 1.1, "id": "@id", "type": "@type", "items": "@graph"}
    terms |= dict.fromkeys(COMPUTED)
    names = _to_names(classes)
    terms |= {names[iri]: _to_class(iri, index) for iri in sorted(classes, key=names.__getitem__)}
    names = _to_names(properties)
    ordered = sorted(properties, key=lambda iri: to_predicate_key(NamedNode(iri)))
    terms |= {names[iri]: _to_term(iri, names[iri], index) for iri in ordered}
    terms |= {name: {"@reverse": expand(iri), "@container": "@set"} for name, iri in _REVERSED.items()}
    return {"@context": terms}


def _to_index(triples: Iterable[Triple]) -> Index:
    index: dict[str, dict[str, tuple[NamedNode | Literal, ...]]] = defaultdict(dict)
    for triple in sorted(triples, key=str):
        subject, term = triple.subject, triple.object
        if isinstance(subject, NamedNode) and isinstance(term, NamedNode | Literal):
            said = index[subject.value]
            said[triple.predicate.value] = (*said.get(triple.predicate.value, ()), term)
    return index


def _list_of_kind(index: Index, ending: str) -> list[str]:
    kinds = ((iri, said.get(RDF_TYPE.value, ())) for iri, said in index.items())
    return [
        iri
        for iri, types in kinds
        if not iri.startswith(_LEFT_OUT) and any(kind.value.endswith(ending) for kind in types)
    ]


def _to_names(iris: Iterable[str]) -> dict[str, str]:
    """Give each its local name; ours come first, and who shares a name with others gets a prefix."""
    names = {iri: _NAMES.get(iri) or _to_camel(_to_local(iri)[1]) for iri in iris}
    uses = Counter(names.values())
    taken = {*COMPUTED, *(name for iri, name in names.items() if iri.startswith(HJ) or iri in _NAMES)}
    for iri, name in names.items():
        is_first = iri.startswith(HJ) or iri in _NAMES
        if not is_first and (uses[name] > 1 or name in taken):
            names[iri] = _to_local(iri)[0] + name[0].upper() + name[1:]
    return names


def _to_local(iri: str) -> tuple[str, str]:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return prefix, iri.removeprefix(namespace)
    raise ValueError(f"{iri} is in no namespace of rdf/namespaces.py")


def _to_camel(local: str) -> str:
    first, *rest = local.replace("-", "_").split("_")
    return first + "".join(word[:1].upper() + word[1:] for word in rest)


def _to_class(iri: str, index: Index) -> Definition | str:
    own: Definition = {name: _to_term(expand(of), "", index) for name, of in _SCOPED.get(_to_hj(iri), {}).items()}
    if _is_norm(iri, index):
        own = own | _COMPUTED_DATES | {"basis": None}
    elif _to_hj(iri) in _DATED_BY_OTHERS:
        own |= _COMPUTED_DATES
    return {"@id": iri, "@context": own} if own else iri


def _to_hj(iri: str) -> str:
    return f"hj:{iri.removeprefix(HJ)}"


def _is_norm(iri: str, index: Index) -> bool:
    above = index.get(iri, {}).get(RDFS + "subClassOf", ())
    return iri == HJ + "Norm" or any(_is_norm(parent.value, index) for parent in above)


def _to_term(iri: str, name: str, index: Index) -> Definition | str:
    said = index.get(iri, {})
    term: Definition = {"@id": iri}
    ranges = [item.value for item in said.get(RDFS + "range", ())]
    kinds = [item.value for item in said.get(RDF_TYPE.value, ())]
    values = _list_values(name, index)
    if values:
        term |= {"@type": "@vocab", "@context": values}
    elif any(kind.endswith("ObjectProperty") for kind in kinds):
        term["@type"] = "@id"
    else:
        term |= _to_literal_form(_RANGES.get(iri) or (ranges[0] if len(ranges) == 1 else ""))
    if iri not in _SINGLE:
        term["@container"] = [*term.get("@container", ()), "@set"]
    return term


def _to_literal_form(datatype: str) -> Definition:
    if datatype == RDF + "langString":
        return {"@container": ["@language"]}
    is_typed = datatype.startswith(XSD) and datatype != XSD + "string"
    return {"@type": datatype} if is_typed else {}


def _list_values(name: str, index: Index) -> dict[str, str]:
    """Give the words of the list that is called as the property, such as `force` or `reviewStatus`."""
    scheme = BASE + "".join(f"-{mark.lower()}" if mark.isupper() else mark for mark in name)
    found = (
        (said[SKOS + "notation"][0].value, iri)
        for iri, said in index.items()
        if NamedNode(scheme) in said.get(SKOS + "inScheme", ()) and SKOS + "notation" in said
    )
    return dict(sorted(found, key=lambda pair: to_natural_key(pair[1])))
