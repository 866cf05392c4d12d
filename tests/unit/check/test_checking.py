from pathlib import Path

from hjemmel.check.checking import check_sources

ROOT = Path(__file__).resolve().parents[3]
NORM = """<duties/x>
    a hj:Duty ;
    hj:bearer <actors/none> ;
.
"""


def test_findings_of_shapes_and_house_rules_come_in_one_order(write_sources):
    findings = check_sources(write_sources(kb__duties__a=NORM))
    assert {"norm-basis", "dangling", "canonical-form"} <= {finding.rule for finding in findings}
    assert [(f.file, f.line, f.rule) for f in findings] == sorted((f.file, f.line, f.rule) for f in findings)


def test_a_link_that_leads_nowhere_is_told_once(write_sources):
    findings = check_sources(write_sources(kb__duties__a=NORM), only=["kb/duties/a.ttl"])
    assert [f.rule for f in findings if f.line == 8] == ["dangling"]


def test_other_shapes_may_be_given(write_sources, tmp_path):
    findings = check_sources(write_sources(kb__duties__a=NORM), only=["kb/duties/a.ttl"], shapes=tmp_path)
    assert {f.rule for f in findings} == {"canonical-form", "dangling"}
