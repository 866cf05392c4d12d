from hjemmel.check.house_rules import check_house_rules
from hjemmel.errors import BrokenFileError

ACT = """<lov/2099-01-01-1>
    a hj:Act ;
    eli:id_local "LOV-2099-01-01-1" ;
.
"""
NORM = """<duties/x>
    a hj:Duty ;
.
"""


def rules(sources, only=None):
    return {(finding.rule, finding.file) for finding in check_house_rules(sources, only=only)}


def test_a_knowledge_base_without_norms_is_refused(write_sources):
    assert ("empty-kb", "kb") in rules(write_sources(kb__acts__a=ACT))
    assert ("empty-kb", "kb") not in rules(write_sources(kb__duties__a=NORM))


def test_one_file_is_not_blamed_for_an_empty_base(write_sources):
    assert rules(write_sources(kb__acts__a=ACT), only=["kb/acts/a.ttl"]) == {
        ("canonical-form", "kb/acts/a.ttl"),
    }


def test_a_broken_file_is_a_finding_with_its_line(write_sources):
    broken = (BrokenFileError("kb/duties/b.ttl", 7, "A full stop is missing.", remedy="Put it in."),)
    found = [f for f in check_house_rules(write_sources(broken=broken, kb__duties__a=NORM)) if f.rule == "broken-file"]
    assert [(f.file, f.line, f.remedy["nb"]) for f in found] == [("kb/duties/b.ttl", 7, "Put it in.")]


def test_only_the_files_asked_for_are_told_of(write_sources):
    sources = write_sources(kb__acts__a=ACT, kb__duties__b=NORM)
    assert {file for _, file in rules(sources, only=["kb/duties/b.ttl"])} == {"kb/duties/b.ttl"}


def test_a_file_named_for_another_act_is_refused(write_sources):
    sources = write_sources(**{"kb__acts__lov-2099-02-02-2-andre": ACT})
    found = [f for f in check_house_rules(sources) if f.rule == "file-name"]
    assert [f.file for f in found] == ["kb/acts/lov-2099-02-02-2-andre.ttl"]
    assert found[0].remedy["nb"] == "Slik: kb/acts/lov-2099-01-01-1-korttittel.ttl"


def test_a_file_named_for_its_act_passes(write_sources):
    sources = write_sources(**{"kb__acts__lov-2099-01-01-1-proeveloven": ACT})
    assert "file-name" not in {rule for rule, _ in rules(sources)}


def test_a_file_about_several_acts_needs_no_refid(write_sources):
    assert "file-name" not in {rule for rule, _ in rules(write_sources(kb__acts__endringslover=ACT))}


def test_a_name_with_norwegian_letters_or_too_long_is_refused(write_sources):
    for name in ("kb__acts__prøveloven", "kb__acts__" + "a" * 100):
        assert "file-name" in {rule for rule, _ in rules(write_sources(**{name: ACT}))}


def test_a_file_named_for_an_act_but_empty_of_any_gets_an_example(write_sources):
    sources = write_sources(**{"kb__duties__lov-2099-02-02-2-andre": NORM})
    found = [f for f in check_house_rules(sources) if f.rule == "file-name"]
    assert found[0].remedy["en"] == "Like this: kb/duties/lov-2099-01-01-1-korttittel.ttl"


def test_the_canonical_form_is_told_by_its_first_wrong_line(write_sources):
    sources = write_sources(kb__duties__a=NORM.replace("    a hj:Duty", "  a hj:Duty"))
    lines = [f.line for f in check_house_rules(sources, only=["kb/duties/a.ttl"]) if f.rule == "canonical-form"]
    assert lines == [2]  # the prefixes that the test's head has too many


def test_an_unknown_term_is_met_with_the_nearest_known(write_sources):
    sources = write_sources(kb__duties__a=NORM.replace("a hj:Duty ;", "a hj:Duty ;\n    hj:bearar <actors/x> ;"))
    found = [f for f in check_house_rules(sources) if f.rule == "unknown-term"]
    assert found[0].remedy["nb"] == "Slik: hj:bearer"
    assert found[0].line == 8


def test_a_term_like_no_other_is_met_with_the_vocabulary(write_sources):
    sources = write_sources(kb__duties__a=NORM.replace("a hj:Duty ;", "a hj:Duty ;\n    <urn:0:0> <actors/x> ;"))
    found = [f for f in check_house_rules(sources) if f.rule == "unknown-term"]
    assert found[0].remedy["nb"] == "Slik: ontology/hjemmel.ttl, ontology/imports/terms.ttl"


def test_the_mappings_may_name_terms_of_others(write_sources):
    text = "hj:Norm\n    skos:closeMatch <http://example.org/Norm> ;\n    <urn:x> <urn:y> ;\n.\n"
    assert "unknown-term" not in {rule for rule, _ in rules(write_sources(ontology__mappings=text))}


def test_addresses_on_a_server_are_not_taken_for_things(write_sources):
    text = "<catalog>\n    a <http://www.w3.org/ns/dcat#Catalog> ;\n    <http://xmlns.com/foaf/0.1/homepage> <x> ;\n.\n"
    assert "dangling" not in {rule for rule, _ in rules(write_sources(kb__catalog=text))}


def test_what_is_left_of_a_template_is_told_with_its_line(write_sources):
    sources = write_sources(kb__duties__a=NORM.replace("a hj:Duty ;", 'a hj:Duty ;\n    hj:place "fyll inn" ;'))
    assert [f.line for f in check_house_rules(sources) if f.rule == "fill-in"] == [8]


def test_a_thing_without_class_or_in_the_wrong_place_is_told(write_sources):
    sources = write_sources(kb__a='<duties/x>\n    hj:place "1" ;\n.\n<actors/y>\n    a hj:Duty ;\n.\n')
    found = {(f.rule, f.subject.rpartition("/")[2]) for f in check_house_rules(sources)}
    assert {("untyped", "x"), ("wrong-place", "y")} <= found


def test_a_thing_in_two_files_is_told_in_both(write_sources):
    found = [f for f in check_house_rules(write_sources(kb__a=NORM, kb__b=NORM)) if f.rule == "split-subject"]
    assert [f.file for f in found] == ["kb/a.ttl", "kb/b.ttl"]


def test_a_thing_may_not_replace_itself(write_sources):
    sources = write_sources(kb__a=NORM.replace("a hj:Duty ;", "a hj:Duty ;\n    hj:replaces <duties/x> ;"))
    assert [f.line for f in check_house_rules(sources) if f.rule == "self-link"] == [8]


def test_what_others_say_of_others_is_left_alone(write_sources):
    text = "<http://example.org/x>\n    skos:exactMatch <http://example.org/y> ;\n.\n"
    assert rules(write_sources(kb__a=text, kb__b=NORM)) == {
        ("canonical-form", "kb/a.ttl"),
        ("canonical-form", "kb/b.ttl"),
    }
