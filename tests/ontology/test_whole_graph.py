"""The SPARQL that outsiders get says the same as the house rules of the same name."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import Graph
from rdflib.namespace import SH

from hjemmel.rdf.namespaces import BASE

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
SHAPES = ROOT / "ontology" / "shapes" / "whole-graph.ttl"
RULES = (
    "wording-overlap",
    "wording-date",
    "wording-provision",
    "grounding-date",
    "grounding-owner",
    "provision-act",
    "tree-top",
    "tree-ring",
)
CASES = [case for rule in RULES for case in sorted((HERE / "cases" / "house-rules").glob(f"invalid-{rule}-*.ttl"))]


def ask_outsider(path):
    data = Graph()
    for file in (ROOT / "ontology" / "hjemmel.ttl", HERE / "world.ttl", path):
        data.parse(file, publicID=BASE)
    _, report, _ = validate(data, shacl_graph=Graph().parse(SHAPES, publicID=BASE))
    results = report.objects(None, SH.result)
    return {(name(report.value(r, SH.sourceShape)), str(report.value(r, SH.focusNode))) for r in results}


def name(shape):
    return str(shape).rpartition("/")[2]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_sparql_and_house_rules_agree(check_case, path):
    findings = check_case(path.read_text(encoding="utf-8"))
    ours = {(finding.rule, finding.subject) for finding in findings if finding.rule in RULES}
    assert ask_outsider(path) == ours
    assert ours


def test_sparql_lets_the_small_world_pass():
    assert ask_outsider(HERE / "world.ttl") == set()
