from __future__ import annotations

import pyoxigraph as ox
import pytest

from hjemmel.rdf.context import COMPUTED, write_context
from hjemmel.rdf.namespaces import BASE, HJ, PREFIXES, XSD

ONTOLOGY = """
hj:Norm a owl:Class . hj:Duty a owl:Class ; rdfs:subClassOf hj:Norm .
hj:Quote a owl:Class . hj:GuidanceDocument a owl:Class . hj:Act a owl:Class .
foaf:Organization a owl:Class . vcard:Organization a owl:Class . sh:NodeShape a owl:Class .
skos:prefLabel a owl:DatatypeProperty ; rdfs:range rdf:langString .
skos:altLabel a owl:DatatypeProperty ; rdfs:range rdfs:Literal .
dct:title a owl:DatatypeProperty ; rdfs:range rdf:langString .
eli:title a owl:DatatypeProperty ; rdfs:range rdf:langString .
eli:is_part_of a owl:ObjectProperty .
hj:replaces a owl:ObjectProperty . dct:replaces a owl:ObjectProperty .
hj:force a owl:ObjectProperty . hj:reviewStatus a owl:ObjectProperty . hj:bearer a owl:ObjectProperty .
hj:validFrom a owl:DatatypeProperty ; rdfs:range xsd:date .
hj:part a owl:DatatypeProperty ; rdfs:range xsd:string .
hj:odd a owl:DatatypeProperty ; rdfs:range xsd:date, xsd:gYear .
rdfs:label a owl:DatatypeProperty . sh:path a owl:ObjectProperty . rdf:first a owl:ObjectProperty .
<force/boer> skos:inScheme <force> ; skos:notation "bør" .
<force/skal> skos:inScheme <force> ; skos:notation "skal" .
<review-status/draft> skos:inScheme <review-status> ; skos:notation "draft" .
<review-status/odd> skos:inScheme <review-status> .
"""


def read(text):
    names = "".join(f"@prefix {name}: <{space}> .\n" for name, space in PREFIXES.items())
    return [quad.triple for quad in ox.parse(names + text, ox.RdfFormat.TURTLE, base_iri=BASE)]


@pytest.fixture(scope="module")
def terms():
    return write_context(read(ONTOLOGY))["@context"]


def test_the_same_ontology_gives_the_same_context_whatever_its_order(terms):
    assert write_context(reversed(read(ONTOLOGY)))["@context"] == terms
    assert list(write_context(reversed(read(ONTOLOGY)))["@context"]) == list(terms)


def test_texts_are_written_by_language(terms):
    assert terms["labels"] == {"@id": PREFIXES["skos"] + "prefLabel", "@container": ["@language"]}
    assert terms["altLabel"]["@container"] == ["@language", "@set"]


def test_keys_are_local_names_in_camel_case(terms):
    assert terms["isPartOf"] == {"@id": PREFIXES["eli"] + "is_part_of", "@type": "@id"}
    assert terms["bearer"] == {"@id": HJ + "bearer", "@type": "@id", "@container": ["@set"]}


def test_dates_are_typed_and_plain_texts_are_not(terms):
    assert terms["validFrom"] == {"@id": HJ + "validFrom", "@type": XSD + "date"}
    assert terms["part"] == {"@id": HJ + "part"}
    assert terms["odd"] == {"@id": HJ + "odd", "@container": ["@set"]}


def test_words_of_our_own_lists_are_written_by_their_notation(terms):
    assert terms["force"]["@type"] == "@vocab"
    assert terms["force"]["@context"] == {"bør": BASE + "force/boer", "skal": BASE + "force/skal"}
    assert terms["reviewStatus"]["@context"] == {"draft": BASE + "review-status/draft"}


def test_our_own_name_comes_first_and_others_of_that_name_get_their_prefix(terms):
    assert terms["replaces"]["@id"] == HJ + "replaces"
    assert terms["dctReplaces"]["@id"] == PREFIXES["dct"] + "replaces"
    assert terms["title"]["@id"] == PREFIXES["dct"] + "title"
    assert terms["eliTitle"]["@id"] == PREFIXES["eli"] + "title"
    assert terms["foafOrganization"] == PREFIXES["foaf"] + "Organization"
    assert terms["vcardOrganization"] == PREFIXES["vcard"] + "Organization"


def test_in_a_document_replaces_means_the_document_before_it(terms):
    assert terms["GuidanceDocument"]["@context"]["replaces"]["@id"] == PREFIXES["dct"] + "replaces"
    assert terms["Act"] == HJ + "Act"


def test_what_the_program_computes_says_nothing_in_the_graph(terms):
    assert all(terms[key] is None for key in COMPUTED)
    assert terms["Duty"]["@context"] == {"validFrom": None, "validTo": None, "basis": None}
    assert terms["Quote"]["@context"] == {"validFrom": None, "validTo": None}


def test_shapes_and_lists_have_no_terms(terms):
    assert not [key for key in terms if key.casefold() in {"nodeshape", "path", "first"} and terms[key]]


def test_a_term_outside_the_fixed_namespaces_is_refused():
    with pytest.raises(ValueError, match="example"):
        write_context(read("<http://example.org/p> a owl:ObjectProperty ."))
