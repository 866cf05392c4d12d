"""What settles which of two acts of one name a section is of: how the acts number their sections, and words before."""

import pytest

from hjemmel.law.citations import ActEntry, Name, build_registry, list_citations
from hjemmel.law.citations.names import load_names, load_numbering
from hjemmel.law.citations.records import Numbering

OLD, NEW = "lov/1992-09-25-107", "lov/2018-06-22-83"


@pytest.fixture(scope="module")
def registry():
    return build_registry([ActEntry(refid=NEW, numbering=Numbering(chapter=True))])


def read(text, registry):
    return [(one.text, one.status, [target.refid for target in one.targets]) for one in list_citations(text, registry)]


@pytest.mark.parametrize(
    ("text", "refid"),
    [
        ("kommuneloven § 14-2 bokstav a", NEW),
        ("kommunelova § 25-1", NEW),
        ("kommuneloven § 77 nr. 5", OLD),
        ("koml. 77 nr. 5", OLD),
        ("kommunelova §§ 23 og 24", OLD),
    ],
)
def test_a_section_is_of_the_act_that_numbers_its_sections_so(text, refid, registry):
    [(_, _, refids)] = read(text, registry)
    assert set(refids) == {refid}


def test_a_chapter_that_the_old_act_never_had_is_the_new_one_s(registry):
    assert read("bvl. § 15-9 (1) a", registry)[0][2] == ["lov/2021-06-18-97"]
    assert len(read("bvl. § 4-2", registry)[0][2]) == 2


def test_a_hyphen_is_a_range_in_an_act_with_plain_numbers_and_none_in_one_by_chapter(registry):
    acts = [ActEntry(refid="lov/1981-04-08-7", numbering=Numbering(chapter=False))]
    [(_, _, refids)] = read("lov 8. april 1981 nr. 7 §§ 34-36", build_registry(acts))
    assert len(refids) == 3
    [(_, _, refids)] = read("lov 22. juni 2018 nr. 83 §§ 5-7", registry)
    assert refids == [NEW]


def test_what_may_be_a_range_of_plain_sections_settles_nothing(registry):
    [(_, status, refids)] = read("kommuneloven §§ 5-7", registry)
    assert status == "ambiguous"
    assert set(refids) == {OLD, NEW}


def test_acts_numbered_alike_stay_ambiguous(registry):
    [(_, status, refids)] = read("straffeloven § 196", registry)
    assert (status, refids) == ("ambiguous", ["lov/2005-05-20-28", "lov/1902-05-22-10"])


def test_an_act_of_both_kinds_of_numbers_is_never_left_out():
    mixed = ActEntry(refid=NEW, provisions=frozenset({"paragraf/1", "paragraf/14-2"}))
    twin = Name(text="kommuneloven", kind="short", refid=NEW)
    [(_, _, refids)] = read("kommuneloven § 77", build_registry([mixed], [twin, *load_names()]))
    assert refids == [OLD]  # it lacks § 77: its sections are known
    [(_, _, refids)] = read("kommuneloven § 14-2", build_registry([mixed], [twin, *load_names()]))
    assert refids == [NEW]


@pytest.mark.parametrize(
    ("text", "refid"),
    [
        ("den gamle barnevernloven § 4-12", "lov/1992-07-17-100"),
        ("den tidligere barnevernloven § 4-12", "lov/1992-07-17-100"),
        ("dagjeldende straffelov etter straffeloven § 196, den gamle straffeloven § 219", "lov/1902-05-22-10"),
        ("§ 4-3 i den nye barnevernsloven", "lov/2021-06-18-97"),
        ("§ 9 a-4 i den gamle opplæringslova", "lov/1998-07-17-61"),
        ("nye opplæringsloven § 12-4", "lov/2023-06-09-30"),
    ],
)
def test_a_word_for_the_age_of_the_act_settles_which(text, refid, registry):
    assert read(text, registry)[-1][2] == [refid]


def test_every_act_with_a_numbering_has_a_name():
    known = {name.refid for name in load_names()}
    assert set(load_numbering()) <= known


def test_a_section_of_the_other_act_is_not_that_of_the_one_just_named(registry):
    text = "Jf. § 9 a-4 i den gamle opplæringsloven og § 12-4 i den nye."
    assert [status for _, status, _ in read(text, registry)] == ["repealed", "needs-context"]
