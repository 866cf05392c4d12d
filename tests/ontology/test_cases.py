"""Each shape has valid cases, which pass, and invalid ones, told in the approved words.

To approve new words: HJEMMEL_APPROVE=1 pytest tests/ontology/test_cases.py, then read the difference.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from hjemmel.check.findings import format_finding
from hjemmel.check.rules import load_rules
from hjemmel.check.shapes import open_shapes

ROOT = Path(__file__).resolve().parents[2]
CASES = Path(__file__).resolve().parent / "cases"
VALID = sorted(CASES.rglob("valid-*.ttl"))
INVALID = sorted(CASES.rglob("invalid-*.ttl"))
# These are about files, not about what stands in them: tests/unit/check has them.
# Told of files and of the whole, not of one thing: tests/unit/check has their cases.
ABOUT_FILES = {"broken-file", "empty-kb", "expectation-few", "expectation-form", "expectation-many", "file-name"}


def to_name(path):
    return path.relative_to(CASES).with_suffix("").as_posix()


def to_report(findings):
    told = ["\n".join(format_finding(finding, lang) for lang in ("nb", "nn", "en")) for finding in findings]
    return "\n\n".join(told) + "\n"


@pytest.mark.parametrize("path", VALID, ids=to_name)
def test_a_valid_case_has_no_findings(check_case, path):
    assert [format_finding(finding) for finding in check_case(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("path", INVALID, ids=to_name)
def test_an_invalid_case_is_told_in_the_approved_words(check_case, path):
    report = to_report(check_case(path.read_text(encoding="utf-8")))
    approved = path.with_suffix(".approved.txt")
    if os.environ.get("HJEMMEL_APPROVE"):
        approved.write_text(report, encoding="utf-8")
    assert approved.read_text(encoding="utf-8") == report
    assert report.strip(), "an invalid case must have a finding"


def test_there_are_enough_cases():
    assert len(VALID) >= 33
    assert len(INVALID) >= 300


def test_each_file_of_shapes_has_one_valid_and_three_invalid_cases():
    for shapes in (ROOT / "ontology" / "shapes").glob("*.ttl"):
        if shapes.stem in {"common", "whole-graph"}:
            continue
        assert list((CASES / shapes.stem).glob("valid-*.ttl")), shapes.stem
        assert len(list((CASES / shapes.stem).glob("invalid-*.ttl"))) >= 3, shapes.stem


def test_each_rule_is_told_by_an_approved_report():
    told = {
        rule
        for path in CASES.rglob("*.approved.txt")
        for rule in re.findall(r"· rule ([a-z-]+)", path.read_text(encoding="utf-8"))
    }
    shapes = {shape.rpartition("/")[2] for shape in open_shapes(ROOT / "ontology" / "shapes").messages}
    assert sorted((shapes | set(load_rules())) - ABOUT_FILES - told) == []


def test_no_approved_report_is_left_without_its_case():
    reports = {path.with_name(path.name.removesuffix(".approved.txt")) for path in CASES.rglob("*.approved.txt")}
    assert sorted(reports - {path.with_suffix("") for path in INVALID}) == []


def test_no_house_rule_bears_the_name_of_a_shape():
    shapes = {shape.rpartition("/")[2] for shape in open_shapes(ROOT / "ontology" / "shapes").messages}
    assert sorted(shapes & set(load_rules())) == []
