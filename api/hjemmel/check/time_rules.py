"""Rules that take more than one thing to see: wordings in time, groundings, provisions and trees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from hjemmel.check.facts import Facts
from hjemmel.check.findings import Finding
from hjemmel.check.rules import to_finding
from hjemmel.rdf.namespaces import BASE, compact, expand

_VERSION: Final = "/versjon/"
_GROUNDINGS: Final = "/groundings/"
_NEVER: Final = "9999-12-31"
_KINDS: Final = {"LOV": "lov", "FOR": "forskrift"}
_TOPS: Final = {"hj:Actor": "actors/alle", "hj:TargetGroup": "target-groups/alle", "hj:Situation": "situations/sak"}


def check_wordings(facts: Facts) -> Iterator[Finding]:
    """A wording is named for its provision and its first day; those of one provision never hold at once."""
    by_provision: dict[str, list[str]] = {}
    for wording in facts.list_of("hj:ProvisionVersion"):
        yield from _check_wording_name(facts, wording)
        for provision in facts.list_values(wording, "dct:isVersionOf"):
            by_provision.setdefault(provision, []).append(wording)
    for wordings in by_provision.values():
        yield from _check_overlaps(facts, wordings)
        yield from _check_ends(facts, wordings)


def _check_wording_name(facts: Facts, wording: str) -> Iterator[Finding]:
    base, _, day = wording.rpartition(_VERSION)
    start = facts.find_value(wording, "hj:validFrom")
    if start and day != start:
        place = facts.find_line(wording, "hj:validFrom")
        example = compact(f"{base}{_VERSION}{start}")
        yield to_finding("wording-date", place, subject=wording, value=start, example=example)
    provision = facts.find_value(wording, "dct:isVersionOf")
    if provision and provision != base:
        place = facts.find_line(wording, "dct:isVersionOf")
        yield to_finding("wording-provision", place, subject=wording, value=provision, example=compact(base))


def _check_overlaps(facts: Facts, wordings: list[str]) -> Iterator[Finding]:
    """Half-open periods: the end of one may be the beginning of the next."""
    spans = sorted(
        (start, facts.find_value(wording, "hj:validTo") or _NEVER, wording)
        for wording in wordings
        if (start := facts.find_value(wording, "hj:validFrom"))
    )
    for (_, end, earlier), (start, _, later) in pairwise(spans):
        if start < end:
            place = facts.find_line(earlier, "hj:validTo")
            yield to_finding("wording-overlap", place, subject=earlier, other=compact(later), day=start)


def _check_ends(facts: Facts, wordings: list[str]) -> Iterator[Finding]:
    starts = {facts.find_value(wording, "hj:validFrom") for wording in wordings}
    for wording in wordings:
        end = facts.find_value(wording, "hj:validTo")
        if end and end not in starts and not facts.list_values(wording, "eli:repealed_by"):
            yield to_finding("wording-end", facts.find_line(wording, "hj:validTo"), subject=wording, value=end)


def check_groundings(facts: Facts) -> Iterator[Finding]:
    """A grounding lies below the norm that points to it, and is named for its wording's day."""
    owners: dict[str, list[str]] = {}
    for subject in facts.said:
        for grounding in facts.list_values(subject, "hj:grounding"):
            owners.setdefault(grounding, []).append(subject)
            if grounding.partition(_GROUNDINGS)[0] != subject:
                yield _to_owner_finding(facts, subject, "hj:grounding", subject, grounding)
    for grounding in facts.list_of("hj:Grounding"):
        norm = grounding.partition(_GROUNDINGS)[0]
        if norm not in owners.get(grounding, []):
            yield _to_owner_finding(facts, grounding, None, norm, grounding)
        yield from _check_grounding_date(facts, grounding)


def _to_owner_finding(facts: Facts, subject: str, predicate: str | None, norm: str, grounding: str) -> Finding:
    place = facts.find_line(subject, predicate)
    example = compact(norm + _GROUNDINGS + grounding.rpartition("/")[2])
    return to_finding("grounding-owner", place, subject=subject, value=grounding, norm=compact(norm), example=example)


def _check_grounding_date(facts: Facts, grounding: str) -> Iterator[Finding]:
    """A second grounding on one day is numbered: 2022-08-01-2."""
    norm, _, name = grounding.partition(_GROUNDINGS)
    for wording in facts.list_values(grounding, "hj:of"):
        day = wording.rpartition(_VERSION)[2]
        if name != day and not re.fullmatch(re.escape(day) + r"-\d+", name):
            place = facts.find_line(grounding, "hj:of")
            example = compact(f"{norm}{_GROUNDINGS}{day}")
            yield to_finding("grounding-date", place, subject=grounding, value=wording, example=example)


def check_provisions(facts: Facts) -> Iterator[Finding]:
    """A provision lies below the source it is part of, and is named by its number."""
    for provision in facts.list_of("hj:Provision"):
        source = _to_source(provision)
        for whole in facts.list_values(provision, "eli:is_part_of"):
            if _to_source(whole) != source:
                place = facts.find_line(provision, "eli:is_part_of")
                yield to_finding("provision-act", place, subject=provision, value=whole, example=compact(source))
        yield from _check_number(facts, provision)


def _check_number(facts: Facts, provision: str) -> Iterator[Finding]:
    kind, name = provision.split("/")[-2:]
    number = facts.find_value(provision, "eli:number")
    if kind != "paragraf" or number is None:
        return
    if re.sub(r"[§\s\u00a0]", "", number).lower() != name.lower():
        place = facts.find_line(provision, "eli:number")
        yield to_finding("number-and-name", place, subject=provision, value=number, example=name)


def check_source_ids(facts: Facts) -> Iterator[Finding]:
    """Lovdata's id of an act or regulation and its name are the same refID."""
    for source in facts.list_of("hj:Act", "hj:Regulation"):
        kind, _, number = source.removeprefix(BASE).partition("/")
        prefix = next((key for key, word in _KINDS.items() if word == kind), kind.upper())
        expected = f"{prefix}-{number}"
        given = facts.find_value(source, "eli:id_local")
        if given is not None and given != expected:
            place = facts.find_line(source, "eli:id_local")
            yield to_finding("act-id", place, subject=source, value=given, example=expected)


def _to_source(iri: str) -> str:
    return BASE + "/".join(iri.removeprefix(BASE).split("/")[:2])


def check_trees(facts: Facts) -> Iterator[Finding]:
    """Every concept reaches the top of its tree, and no tree bites its tail; nor do replacements."""
    for name, top in _TOPS.items():
        concepts = list(facts.list_of(name))
        tops = {c for c in concepts if facts.list_values(c, "skos:topConceptOf")}
        for concept in concepts:
            yield from _check_climb(facts, concept, tops, top)
    for predicate in ("hj:replaces", "dct:replaces"):
        yield from _check_rings(facts, predicate)


def _check_climb(facts: Facts, concept: str, tops: set[str], top: str) -> Iterator[Finding]:
    above = _climb(facts, concept, "skos:broader")
    place = facts.find_line(concept, "skos:broader")
    if concept in above:
        yield to_finding("tree-ring", place, subject=concept)
    elif tops.isdisjoint(above | {concept}):
        yield to_finding("tree-top", place, subject=concept, example=top)


def _check_rings(facts: Facts, predicate: str) -> Iterator[Finding]:
    full = expand(predicate)
    for subject, said in facts.said.items():
        if full in said and subject in _climb(facts, subject, predicate):
            yield to_finding("replaced-ring", facts.find_line(subject, predicate), subject=subject)


def _climb(facts: Facts, start: str, predicate: str) -> set[str]:
    """All that is reached from `start`; `start` itself only when there is a way back to it."""
    reached: set[str] = set()
    waiting = list(facts.list_values(start, predicate))
    while waiting:
        found = waiting.pop()
        if found not in reached:
            reached.add(found)
            waiting += facts.list_values(found, predicate)
    return reached
