import pytest

from hjemmel.check.facts import read_facts
from hjemmel.check.time_rules import (
    check_groundings,
    check_provisions,
    check_source_ids,
    check_trees,
    check_wordings,
)

ACT = "lov/2099-01-01-1"
SECTION = f"{ACT}/paragraf/3"
DATE = "^^<http://www.w3.org/2001/XMLSchema#date>"


def block(subject, *facts):
    return f"<{subject}>\n" + "".join(f"    {fact} ;\n" for fact in facts) + ".\n\n"


def wording(day, start="", end="", of=SECTION, *more):
    facts = [f"<http://purl.org/dc/terms/isVersionOf> <{of}>"]
    facts += [f'hj:validFrom "{start}"{DATE}'] if start else []
    facts += [f'hj:validTo "{end}"{DATE}'] if end else []
    return block(f"{SECTION}/versjon/{day}", "a hj:ProvisionVersion", *facts, *more)


@pytest.fixture
def told(write_sources):
    def check(rule, *blocks):
        findings = rule(read_facts(write_sources(kb__a="".join(blocks))))
        return [(f.rule, f.subject.removeprefix("https://w3id.org/hjemmel/")) for f in findings]

    return check


def test_wordings_edge_to_edge_pass(told):
    first = wording("2100-01-01", "2100-01-01", "2101-01-01")
    assert told(check_wordings, first, wording("2101-01-01", "2101-01-01")) == []


def test_wordings_that_hold_at_once_are_refused(told):
    first = wording("2100-01-01", "2100-01-01", "2101-01-02")
    assert told(check_wordings, first, wording("2101-01-01", "2101-01-01")) == [
        ("wording-overlap", f"{SECTION}/versjon/2100-01-01"),
        ("wording-end", f"{SECTION}/versjon/2100-01-01"),
    ]


def test_an_open_wording_overlaps_every_later_one(told):
    first = wording("2100-01-01", "2100-01-01")
    assert ("wording-overlap", f"{SECTION}/versjon/2100-01-01") in told(
        check_wordings, first, wording("2101-01-01", "2101-01-01")
    )


def test_a_pending_wording_overlaps_nothing(told):
    assert told(check_wordings, wording("2100-01-01", "2100-01-01"), wording("vedtatt-2099-02-02-2")) == []


def test_a_wording_may_end_when_it_says_what_repealed_it(told):
    repealed = f"eli:repealed_by <{ACT}>"
    assert told(check_wordings, wording("2100-01-01", "2100-01-01", "2101-01-01", SECTION, repealed)) == []
    assert told(check_wordings, wording("2100-01-01", "2100-01-01", "2101-01-01")) == [
        ("wording-end", f"{SECTION}/versjon/2100-01-01")
    ]


def test_a_wording_is_named_for_its_day_and_its_provision(told):
    found = told(check_wordings, wording("2100-01-01", "2100-02-01", "", f"{ACT}/paragraf/4"))
    assert [rule for rule, _ in found] == ["wording-date", "wording-provision"]


GROUNDING = "duties/x/groundings/2100-01-01"


def grounding(name=GROUNDING):
    return block(name, "a hj:Grounding", f"hj:of <{SECTION}/versjon/2100-01-01>")


def test_a_grounding_below_its_norm_passes_also_numbered(told):
    norm = block("duties/x", "a hj:Duty", f"hj:grounding <{GROUNDING}>", f"hj:grounding <{GROUNDING}-2>")
    assert told(check_groundings, norm, grounding(), grounding(f"{GROUNDING}-2")) == []


def test_a_grounding_that_no_norm_points_to_is_refused(told):
    assert told(check_groundings, grounding()) == [("grounding-owner", GROUNDING)]


def test_a_norm_may_not_borrow_the_grounding_of_another(told):
    norms = block("duties/x", "a hj:Duty", f"hj:grounding <{GROUNDING}>")
    norms += block("duties/y", "a hj:Duty", f"hj:grounding <{GROUNDING}>")
    assert told(check_groundings, norms, grounding()) == [("grounding-owner", "duties/y")]


def test_a_grounding_is_named_for_the_day_of_its_wording(told):
    norm = block("duties/x", "a hj:Duty", "hj:grounding <duties/x/groundings/2100-01-02>")
    assert told(check_groundings, norm, grounding("duties/x/groundings/2100-01-02")) == [
        ("grounding-date", "duties/x/groundings/2100-01-02")
    ]


@pytest.mark.parametrize("number", ["§ 3-3 a", "§ 3-3a", "§ 3-3\u00a0a", "§ 3-3 A"])
def test_a_section_is_named_by_its_number_without_spaces(told, number):
    section = block(
        f"{ACT}/paragraf/3-3a", "a hj:Provision", f'eli:number "{number}"', f"eli:is_part_of <{ACT}/kapittel/3>"
    )
    assert told(check_provisions, section) == []


def test_a_section_named_by_another_number_or_below_another_act_is_refused(told):
    section = block(SECTION, "a hj:Provision", 'eli:number "§ 4"', "eli:is_part_of <lov/2098-01-01-1>")
    assert told(check_provisions, section) == [("provision-act", SECTION), ("number-and-name", SECTION)]


def test_a_chapter_may_be_numbered_in_words(told):
    assert told(check_provisions, block(f"{ACT}/kapittel/3", "a hj:Provision", 'eli:number "Kapittel tre"')) == []


def test_lovdatas_id_is_the_name(told):
    assert told(check_source_ids, block(ACT, "a hj:Act", 'eli:id_local "LOV-2099-01-01-1"')) == []
    assert told(check_source_ids, block("forskrift/2099-01-01-1", "a hj:Regulation", "a hj:Regulation")) == []
    assert told(check_source_ids, block(ACT, "a hj:Act", 'eli:id_local "LOV-2099-01-01-2"')) == [("act-id", ACT)]
    assert told(check_source_ids, block("annet/1", "a hj:Act", 'eli:id_local "LOV-1"')) == [("act-id", "annet/1")]


def actor(slug, *broader, top=False):
    facts = [f"skos:broader <actors/{name}>" for name in broader]
    facts += ["skos:topConceptOf <actors>"] if top else []
    return block(f"actors/{slug}", "a hj:Actor", *facts)


def test_every_actor_reaches_the_top(told):
    tree = actor("alle", top=True) + actor("organ", "alle") + actor("kommunen", "organ")
    assert told(check_trees, tree) == []
    assert told(check_trees, tree, actor("alene")) == [("tree-top", "actors/alene")]


def test_a_tree_does_not_run_in_a_ring(told):
    tree = actor("alle", top=True) + actor("a", "b", "alle") + actor("b", "a")
    assert told(check_trees, tree) == [("tree-ring", "actors/a"), ("tree-ring", "actors/b")]


def test_norms_do_not_replace_each_other_in_a_ring(told):
    norms = block("duties/x", "a hj:Duty", "hj:replaces <duties/y>")
    norms += block("duties/y", "a hj:Duty", "hj:replaces <duties/x>")
    assert told(check_trees, norms) == [("replaced-ring", "duties/x"), ("replaced-ring", "duties/y")]
