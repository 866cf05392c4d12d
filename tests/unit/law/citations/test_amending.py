"""Sections in acts that change others: whose they are, when that can't be told, and what a line leaves unsaid."""

import pytest

from hjemmel.law.citations import ActEntry, Name, build_registry, list_citations

FIRST, SECOND, ENDED = "lov/2010-01-01-1", "lov/2011-01-01-2", "lov/1990-01-01-3"
AMENDING, OLDER, REPEALING = "lov/2021-01-01-1", "lov/2005-01-01-9", "lov/2015-01-01-4"
NAMES = [
    Name(text="prøveloven", kind="short", refid=FIRST, valid_from="2010-01-01"),
    Name(text="samleloven", kind="short", refid=SECOND, valid_from="2011-01-01"),
    Name(text="gamleloven", kind="short", refid=ENDED, valid_from="1990-01-01", valid_to="2015-01-01"),
]


def to_act(refid, *sections, **told):
    return ActEntry(refid=refid, provisions=frozenset(f"paragraf/{one}" for one in sections), **told)


PARTS = frozenset({"kapittel/I", "kapittel/II"})
ACTS = [
    to_act(FIRST, "1", "2", "3", "8"),
    to_act(SECOND, "1", "2", "20"),
    ActEntry(
        refid=AMENDING,
        title="Lov om endringer i prøveloven mv.",
        provisions=PARTS,
        amends=(FIRST, SECOND),
        amended=frozenset({f"{SECOND}/paragraf/2"}),
    ),
    ActEntry(refid=OLDER, title="Lov om endringer i gamleloven", provisions=PARTS, amends=(ENDED,)),
    to_act(REPEALING, "1", "2", in_force="2015-01-01", amends=(ENDED,)),
]
REGISTRY = build_registry(ACTS, NAMES)
FRAMED = "I prøveloven gjøres følgende endringer:\n"


def read(text, context=AMENDING, registry=REGISTRY):
    return list_citations(text, registry, context=context, on="2022-01-01")


def list_paths(text, context=AMENDING, registry=REGISTRY):
    found = read(text, context, registry)
    return [target.id.removeprefix("https://w3id.org/hjemmel/") for one in found for target in one.targets]


def test_a_section_that_two_changed_acts_have_is_of_either():
    (found,) = read("§ 1 skal lyde:")
    assert found.status == "ambiguous"
    assert [target.refid for target in found.targets] == [FIRST, SECOND]


def test_a_section_that_one_changed_act_has_is_that_acts():
    (found,) = read("§ 20 første ledd skal lyde:")
    assert (found.status, found.targets[0].refid) == ("exact", SECOND)


def test_an_act_that_ended_later_was_changed_and_one_repealed_there_is_not():
    assert list_paths("§ 4 skal lyde:", OLDER) == [f"{ENDED}/paragraf/4"]
    assert list_paths("§ 4 skal lyde:", REPEALING) == [f"{REPEALING}/paragraf/4"]


def test_a_chapter_in_an_act_of_parts_is_the_changed_acts():
    assert list_paths("Vilkårene i kapittel 2 gjelder.", OLDER) == [f"{ENDED}/kapittel/2"]
    assert list_paths("Se endringsloven del II.", OLDER) == [f"{OLDER}/kapittel/II"]


def test_the_law_in_a_changed_section_is_the_act_said_over_the_lines():
    text = FRAMED + "§ 2 skal lyde:\nVedtak etter loven § 3 og § 8 i loven her kan påklages."
    assert list_paths(text)[-2:] == [f"{FIRST}/paragraf/3", f"{FIRST}/paragraf/8"]


def test_a_section_known_to_be_changed_in_one_act_only_is_that_acts_whatever_stands_over_the_lines():
    assert list_paths(FRAMED + "§ 2 skal lyde:")[-1] == f"{SECOND}/paragraf/2"
    assert list_paths(FRAMED + "§ 1 skal lyde:")[-1] == f"{FIRST}/paragraf/1"


@pytest.mark.parametrize("line", ["Fra 1. juli 2022 for § 20.", "Loven trer i kraft straks for § 20."])
def test_what_stands_over_the_lines_ends_where_the_text_comes_into_force(line):
    assert list_paths(FRAMED + "§ 1 skal lyde:\n" + line)[-1] == f"{SECOND}/paragraf/20"


def test_a_change_of_a_change_is_of_the_act_changed_first():
    later = ActEntry(refid="lov/2006-01-01-5", provisions=PARTS, amends=(OLDER,))
    assert list_paths(
        "I endringen av § 4 skal annet ledd lyde:", later.refid, build_registry([*ACTS, later], NAMES)
    ) == [f"{ENDED}/paragraf/4"]


def test_an_order_for_new_words_is_never_of_an_act_nothing_is_known_of():
    (found,) = read("§ 7 andre ledd skal lyde:", "lov/2030-01-01-1")
    assert (found.status, found.targets) == ("needs-context", ())
    assert list_paths("§ 7 andre ledd oppheves når utvalget er nedlagt.", "lov/2030-01-01-1") != []


def test_more_changed_acts_than_a_reader_would_look_up_are_no_answer():
    many = tuple(f"lov/2012-01-01-{number}" for number in range(1, 12))
    acts = [*(to_act(refid, "7") for refid in many), to_act("lov/2020-01-01-1", "1", amends=many)]
    (found,) = read("§ 7 skal lyde:", "lov/2020-01-01-1", build_registry(acts, NAMES))
    assert found.status == "unknown-provision"


@pytest.mark.parametrize(
    ("order", "line", "expected"),
    [
        (
            "§ 3 andre ledd nytt andre punktum skal lyde:",
            "Nåværende andre punktum blir nytt tredje punktum.",
            "2/punktum/2",
        ),
        ("§ 3 andre ledd skal lyde:", "Noverande tredje ledd blir nytt fjerde ledd.", "3"),
        ("Ny § 3 andre ledd skal lyde:", "Gjeldende tredje til femte ledd blir fjerde til sjette ledd.", "3"),
    ],
)
def test_a_line_that_moves_what_stands_below_is_of_the_section_ordered_before_it(order, line, expected):
    text = f"{FRAMED}{order}\nDet gjelder også vedtak etter § 8.\n{line}"
    (found, *_) = [one for one in read(text) if one.text.split()[0] in line.split()[0]]
    assert found.targets[0].id.endswith(f"{FIRST}/paragraf/3/ledd/{expected}")
    assert found.how == "carried"


@pytest.mark.parametrize(
    "text", ["Nåværende andre punktum blir tredje punktum.", "§ 3 skal lyde:\nSe nåværende andre ledd."]
)
def test_without_a_section_ordered_or_a_move_it_is_no_citation(text):
    assert all("ledd" not in one.text and "punktum" not in one.text for one in read(text, None))
