from hjemmel.check.findings import Finding, format_finding, to_order


def finding(**given):
    texts = {
        "what": {"nb": "Galt.", "nn": "Gale.", "en": "Wrong."},
        "why": {"nb": "Derfor.", "nn": "Difor.", "en": "Because."},
        "remedy": {"nb": "Slik: a", "nn": "Slik: a", "en": "Like this: a"},
    }
    return Finding(**{"rule": "norm-bearer", "file": "kb/duties/x.ttl", "line": 14, **texts, **given})


def test_a_finding_reads_as_one_line_with_file_line_remedy_and_rule():
    assert format_finding(finding()) == "kb/duties/x.ttl:14 Galt. Derfor. Slik: a · regel norm-bearer"


def test_a_finding_speaks_the_language_asked_for():
    assert format_finding(finding(), "en") == "kb/duties/x.ttl:14 Wrong. Because. Like this: a · rule norm-bearer"


def test_subject_and_value_stand_on_a_line_of_their_own():
    text = format_finding(finding(subject="https://w3id.org/hjemmel/duties/x", value="y"))
    assert text.split("\n")[1] == "    https://w3id.org/hjemmel/duties/x → y"


def test_a_warning_says_that_it_is_one():
    assert "Varsel: Galt." in format_finding(finding(severity="warning"))
    assert "Advice: Wrong." in format_finding(finding(severity="info"), "en")


def test_findings_are_ordered_by_file_line_and_rule():
    late, early, other = finding(line=20), finding(line=3), finding(file="kb/actors/a.ttl", line=99)
    assert sorted([late, early, other], key=to_order) == [other, early, late]


def test_the_record_holds_every_language():
    record = finding().to_record()
    assert record["remedy"] == {"nb": "Slik: a", "nn": "Slik: a", "en": "Like this: a"}
    assert (record["file"], record["line"], record["severity"]) == ("kb/duties/x.ttl", 14, "violation")


def test_equal_findings_are_one_in_a_set():
    assert len({finding(), finding()}) == 1
