"""Rules about names: terms that exist, links that lead somewhere, things where their address says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from pyoxigraph import NamedNode, Quad

from hjemmel.check.facts import TYPE, Facts, to_path
from hjemmel.check.findings import Finding
from hjemmel.check.rules import to_finding
from hjemmel.graph.files import SourceFile
from hjemmel.rdf.namespaces import BASE, GRAPHS, HJ, compact, expand

_SLUG: Final = "[a-z0-9]+(?:-[a-z0-9]+)*"
_REFID: Final = r"\d{4}-\d{2}-\d{2}(?:-\d+)?"
_SOURCE: Final = rf"(?:lov/{_REFID}|forskrift/{_REFID}|traktat/{_SLUG})"
_NORMS: Final = ("Duty", "Prohibition", "Right", "Permission", "Power", "Recommendation", "Exception")
# Where things of a class live: the pattern of the address, and an address as it should be.
PLACES: Final = {
    expand(name): (re.compile(pattern), example)
    for name, pattern, example in (
        ("hj:Act", rf"lov/{_REFID}", "lov/2099-01-01-1"),
        ("hj:Regulation", rf"forskrift/{_REFID}", "forskrift/2099-01-01-1"),
        ("hj:Treaty", rf"traktat/{_SLUG}", "traktat/2099-01-01-1"),
        ("hj:Provision", rf"{_SOURCE}(?:/(?!versjon/)[a-z]+/[^/]+)+", "lov/2099-01-01-1/paragraf/3-3a"),
        ("hj:ProvisionVersion", rf"{_SOURCE}/.+/versjon/[^/]+", "lov/2099-01-01-1/paragraf/3/versjon/2100-01-01"),
        ("hj:Grounding", rf"duties/{_SLUG}/groundings/[^/]+", "duties/proevl-3-samarbeid/groundings/2100-01-01"),
        *((f"hj:{norm}", rf"duties/{_SLUG}", "duties/proevl-3-samarbeid") for norm in _NORMS),
        ("hj:Actor", rf"actors/{_SLUG}", "actors/kommunen"),
        ("hj:TargetGroup", rf"target-groups/{_SLUG}", "target-groups/barn"),
        ("hj:Situation", rf"situations/{_SLUG}", "situations/mistanke"),
        ("hj:PlanArea", rf"plan-areas/{_SLUG}", "plan-areas/plan-samhandling"),
        ("hj:Criterion", rf"plan-areas/{_SLUG}/criteria/{_SLUG}", "plan-areas/plan-samhandling/criteria/krit-ansvar"),
        ("hj:GuidanceDocument", rf"guidance/{_SLUG}", "guidance/proeveveileder"),
        ("hj:Quote", rf"quotes/{_SLUG}", "quotes/quote-proevl-3"),
        ("foaf:Agent", rf"agents/{_SLUG}", "agents/hjemmel"),
        ("prov:Entity", rf"sources/{_SLUG}", "sources/lovdata-lov-2099-01-01-1"),
    )
}
# What these point to is an address on a server, not a thing of the graph.
_ADDRESSES: Final = frozenset(
    map(
        expand,
        [
            "dcat:accessURL",
            "dcat:downloadURL",
            "dcat:endpointURL",
            "dcat:endpointDescription",
            "dcat:landingPage",
            "foaf:page",
            "foaf:homepage",
            "owl:versionIRI",
            "rdfs:seeAlso",
            "vcard:hasURL",
        ],
    )
)
# What can't hold between a thing and itself.
_SELF: Final = frozenset(
    map(
        expand,
        [
            "skos:broader",
            "hj:organOf",
            "org:memberOf",
            "hj:replaces",
            "dct:replaces",
            "hj:overrides",
            "hj:mirrors",
            "hj:exceptionTo",
            "hj:disjointWith",
            "eli:is_part_of",
            "dct:relation",
            "dct:isVersionOf",
            "hj:criterionOf",
        ],
    )
)


def list_terms(facts: Facts) -> frozenset[str]:
    """The terms that exist: ours and those we borrow (ontology/imports)."""
    return frozenset(s for s, said in facts.said.items() if expand("rdfs:isDefinedBy") in said)


def check_terms(file: SourceFile, terms: frozenset[str]) -> Iterator[Finding]:
    """Every predicate, every class and every other term of ours is in the vocabulary."""
    if _is_bridge(file):
        return
    for quad in file.quads:
        for term in _list_used(quad):
            if term not in terms:
                yield _to_unknown(file, quad, term, terms)


def _list_used(quad: Quad) -> Iterator[str]:
    yield quad.predicate.value
    if isinstance(quad.object, NamedNode) and (quad.predicate.value == TYPE or quad.object.value.startswith(HJ)):
        yield quad.object.value


def _to_unknown(file: SourceFile, quad: Quad, term: str, terms: frozenset[str]) -> Finding:
    place = (file.path, _find_line(file, quad))
    near = get_close_matches(compact(term), [compact(known) for known in terms], n=1)
    suggestion = near[0] if near else "ontology/hjemmel.ttl, ontology/imports/terms.ttl"
    return to_finding("unknown-term", place, subject=_to_text(quad.subject), term=compact(term), suggestion=suggestion)


def check_links(file: SourceFile, facts: Facts) -> Iterator[Finding]:
    """Every name below our base that a fact points to is described somewhere, and isn't the thing itself."""
    for quad in file.quads:
        if not isinstance(quad.object, NamedNode) or quad.predicate.value in _ADDRESSES:
            continue
        if quad.object == quad.subject and quad.predicate.value in _SELF:
            yield _to_link_finding("self-link", file, quad, "")
        target = to_path(quad.object.value)
        if target is None or quad.object.value in facts.said or quad.object.value.startswith(GRAPHS):
            continue
        yield _to_link_finding("dangling", file, quad, target)


def _to_link_finding(rule: str, file: SourceFile, quad: Quad, target: str) -> Finding:
    place = (file.path, _find_line(file, quad))
    term = compact(quad.predicate.value)
    return to_finding(rule, place, subject=_to_text(quad.subject), term=term, target=target)


def check_places(file: SourceFile, facts: Facts) -> Iterator[Finding]:
    """Every thing has a class, lives where its class does, and is described in one file."""
    if _is_bridge(file):
        return
    for node, line in file.subject_lines.items():
        if not node.value.startswith(BASE):
            continue
        path = node.value.removeprefix(BASE)
        classes = facts.list_values(node.value, "rdf:type")
        if not classes:
            yield to_finding("untyped", (file.path, line), subject=node.value)
        for name in classes:
            pattern, example = PLACES.get(name, (None, ""))
            if pattern and not pattern.fullmatch(path):
                yield to_finding(
                    "wrong-place", (file.path, line), subject=node.value, term=compact(name), example=example
                )
        others = [home.path for home in facts.homes[node.value] if home.path != file.path and not _is_bridge(home)]
        if others:
            yield to_finding("split-subject", (file.path, line), subject=node.value, file=file.path, other=others[0])


def check_not_empty(facts: Facts) -> Iterator[Finding]:
    """The knowledge base has norms."""
    if not any(True for _ in facts.list_of(*(f"hj:{norm}" for norm in _NORMS))):
        yield to_finding("empty-kb", ("kb", 1))


def _is_bridge(file: SourceFile) -> bool:
    """Whether it is the file that leads from our terms to those of other vocabularies."""
    return file.path.startswith("ontology/mappings")


def _find_line(file: SourceFile, quad: Quad) -> int:
    subject = quad.subject
    return file.find_line(subject, quad.triple) if isinstance(subject, NamedNode) else 1


def _to_text(subject: object) -> str:
    return str(getattr(subject, "value", subject))
