"""Acts said once for several sections: leads, amending acts, enumerations, what brings an act into force."""

import pytest

from hjemmel.law.citations import ActEntry, Name, build_registry, list_citations

OWN = "forskrift/2020-01-01-1"
BASE = "lov/2010-01-01-1"
AMENDING = "lov/2021-01-01-1"
NAMES = [
    Name(text="prøveloven", kind="short", refid=BASE, valid_from="2010-01-01"),
    Name(text="samleloven", kind="short", refid="lov/2011-01-01-2", valid_from="2011-01-01"),
]
ACTS = [
    ActEntry(refid=BASE, provisions=frozenset({"paragraf/1", "paragraf/2", "paragraf/3", "paragraf/8", "kapittel/2"})),
    ActEntry(refid="lov/2011-01-01-2", provisions=frozenset({"paragraf/1", "paragraf/20"})),
    ActEntry(refid=OWN, provisions=frozenset({"paragraf/1", "paragraf/2", "kapittel/2"}), based_on=(BASE,)),
    ActEntry(
        refid=AMENDING,
        title="Lov om endringer i prøveloven mv.",
        provisions=frozenset({"kapittel/I", "kapittel/II"}),
        amends=(BASE, "lov/2011-01-01-2"),
        amended=frozenset({f"{BASE}/paragraf/3", "lov/2011-01-01-2/paragraf/20"}),
    ),
]
REGISTRY = build_registry(ACTS, NAMES)


def list_paths(text, context=OWN, registry=REGISTRY):
    found = list_citations(text, registry, context=context, on="2022-01-01")
    return [target.id.removeprefix("https://w3id.org/hjemmel/") for one in found for target in one.targets]


def test_a_lead_gives_its_act_to_the_lines_of_its_list_and_no_further():
    lead = "Følgende bestemmelser i prøveloven gjelder tilsvarende:"
    text = f"{lead}\nkapittel 2 om noe\n§ 2 og § 3\nDepartementet kan gjøre unntak fra § 2."
    assert list_paths(text) == [
        BASE,
        f"{BASE}/kapittel/2",
        f"{BASE}/paragraf/2",
        f"{BASE}/paragraf/3",
        f"{OWN}/paragraf/2",
    ]


def test_a_line_that_ends_as_a_sentence_is_no_lead():
    assert list_paths("Følgende bestemmelser i prøveloven gjelder.\n§ 2 gjelder.")[1] == f"{OWN}/paragraf/2"


def test_a_section_of_an_amending_act_is_the_changed_acts():
    assert list_paths("§ 3 første ledd skal lyde:", AMENDING) == [f"{BASE}/paragraf/3/ledd/1"]
    assert list_paths("§ 20 oppheves.", AMENDING) == ["lov/2011-01-01-2/paragraf/20"]


def test_the_act_an_amending_act_is_named_after_goes_first():
    assert list_paths("Nåværende § 1 blir § 2.", AMENDING)[0] == f"{BASE}/paragraf/1"


def test_a_part_of_an_amending_act_is_its_own_and_the_sections_in_it_the_changed_acts():
    text = "Fra 1. januar 2022 for endringsloven del I § 3 og § 8."
    assert list_paths(text, AMENDING) == [f"{AMENDING}/kapittel/I", f"{BASE}/paragraf/3", f"{BASE}/paragraf/8"]


def test_what_brings_an_act_into_force_lends_no_act_to_the_sections_behind_it():
    text = "Fra 1 juli 2020 iflg. res. 5 apr 2020 nr. 338, med unntak av § 2."
    assert list_paths(text)[-1] == f"{OWN}/paragraf/2"


def test_a_new_section_is_of_the_act_named_in_the_order():
    text = "I lov 1. januar 2010 nr. 1 om prøver skal ny § 3 lyde:"
    assert list_paths(text, "lov/2011-01-01-2")[-1] == f"{BASE}/paragraf/3"


def test_the_law_is_the_one_just_named_when_the_texts_own_lacks_the_section():
    text = "Etter prøveloven § 1 gjelder dette. Se lovens § 8."
    assert list_paths(text, "lov/2011-01-01-2")[-1] == f"{BASE}/paragraf/8"


def test_the_text_in_parentheses_before_a_section_names_its_act():
    assert list_paths("Endringene i del I (prøveloven) § 8 gjelder.")[-1] == f"{BASE}/paragraf/8"


def test_a_section_of_a_title_no_list_has_is_of_an_unknown_act():
    (found,) = list_citations("etter forskrift om alt mulig rart § 2.", REGISTRY, context=OWN)
    assert (found.status, found.targets) == ("unknown-act", ())


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("etter prøveloven § 8 gjelder § 2", BASE),
        ("etter prøveloven § 8 kan tilskudd gis til dem som har søkt i tide og fylt ut skjemaet som nevnt i § 2", OWN),
    ],
    ids=["soon", "far"],
)
def test_without_its_sections_a_section_may_be_the_texts_or_the_act_just_cited_whichever_is_likelier_first(text, first):
    registry = build_registry([ActEntry(refid=OWN), ACTS[0]], NAMES)
    found = list_citations(text, registry, context=OWN)[-1]
    other = OWN if first == BASE else BASE
    assert found.status == "ambiguous"
    assert [target.refid for target in found.targets] == [first, other]


def test_a_section_in_a_list_with_another_acts_is_that_acts():
    registry = build_registry([ActEntry(refid=OWN), ACTS[0]], NAMES)
    assert list_paths("etter prøveloven § 8, jf. § 2", OWN, registry)[-1] == f"{BASE}/paragraf/2"


def test_a_section_that_the_text_and_the_act_just_cited_both_have_is_of_either():
    text = "Ved vedtak etter prøveloven § 8 gjelder likevel ikke § 2."
    found = list_citations(text, REGISTRY, context=OWN)[-1]
    assert found.status == "ambiguous"
    assert [target.refid for target in found.targets] == [OWN, BASE]
    (_, alone) = list_citations(text.replace("§ 8", "§ 8. Her"), REGISTRY, context=OWN)
    assert (alone.status, [target.refid for target in alone.targets]) == ("exact", [OWN])


def test_a_letter_of_a_regulation_whose_sections_are_not_known_is_an_items():
    registry = build_registry([ActEntry(refid=OWN)], NAMES)
    assert list_paths("jf. § 4 b", OWN, registry) == [f"{OWN}/paragraf/4/bokstav/b"]
    assert list_paths("jf. § 4 b til d", OWN, registry) == [f"{OWN}/paragraf/4/bokstav/{one}" for one in "bcd"]
    assert list_paths("jf. prøveloven § 4 b", None, build_registry([], NAMES)) == [f"{BASE}/paragraf/4b"]


def test_only_acts_of_one_bill_are_taken_for_twins():
    names = [
        Name(text="nyloven", kind="short", refid="lov/2025-01-01-7", valid_from="9999-01-01"),
        Name(text="nyloven", kind="short", refid="lov/1990-01-01-7", valid_from="1990-01-01"),
        Name(text="fjernloven", kind="short", refid="lov/2025-01-01-90", valid_from="9999-01-01"),
        Name(text="fjernloven", kind="short", refid="lov/1990-01-01-9", valid_from="1990-01-01"),
    ]
    own = "lov/2025-01-01-6"
    registry = build_registry([ActEntry(refid=own)], names)
    assert list_paths("etter nyloven § 2", own, registry) == ["lov/2025-01-01-7/paragraf/2"]
    assert list_paths("etter fjernloven § 2", own, registry) == ["lov/1990-01-01-9/paragraf/2"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ESAs vedtak nr. 061/18/COL", "eu/e2018c0061"),
        ("vedtak 195/04/COL", "eu/e2004c0195"),
        ("beslutning 2010/413/CFSP", "eu/32010d0413"),
        ("forordning (EU) nr. 2012/12", "eu/32012r0012"),
        ("direktiv (EU) 2002/58/EF", "eu/32002l0058"),
        ("gjennomføringsforordning 2019/2130", "eu/32019r2130"),
        (
            "EØS-avtalen vedlegg I kapittel I nr. 11bw, kap. II nr. 31qr",
            "avtale/avt-1992-05-02-1-v1/kapittel/II/nummer/31qr",
        ),
    ],
)
def test_rules_of_the_union_and_the_agreement_are_read_in_their_odder_forms(text, expected):
    assert list_paths(text, None, build_registry())[-1] == expected


@pytest.mark.parametrize(
    "text",
    ["kapittel II-1 i Den internasjonale konvensjon om noe", "Kapittel 2 i denne forordningen", "kapitlene 2.2 og 2.3"],
)
def test_a_chapter_of_something_else_is_not_the_texts_own(text):
    assert list_paths(text) == []


def test_a_part_is_read_by_its_ordinal_too():
    acts = [ActEntry(refid="lov/2011-01-01-2", provisions=frozenset({"del/3"}))]
    registry = build_registry(acts, NAMES)
    assert list_paths("etter samlelovens tredje del", None, registry) == ["lov/2011-01-01-2/del/3"]
    assert list_paths("i andre del av planen", None, registry) == []


def test_names_in_the_title_of_a_numbered_regulation_are_not_cited_by_it():
    title = "forskrift 1. januar 2012 nr. 9 om gebyr ved brudd på prøveloven og samleloven"
    assert list_paths(f"etter {title}.", None) == ["forskrift/2012-01-01-9"]
    assert list_paths(f"etter {title} § 20.", None)[-1] == "lov/2011-01-01-2/paragraf/20"


def test_annexes_of_a_range_and_behind_an_article_are_the_agreements():
    text = "EØS-avtalen art. 31 og vedlegg XIII gjelder. Se EØS-avtalen vedlegg IX til XI."
    agreement = "avtale/avt-1992-05-02-1"
    found = list_citations(text, build_registry([]))
    paths = [target.refid for one in found for target in one.targets]
    assert paths[1:] == [f"{agreement}-v13", f"{agreement}-v9", f"{agreement}-v10", f"{agreement}-v11"]
    assert {one.status for one in found} == {"exact"}


def test_a_section_that_the_text_lacks_is_of_the_act_just_named_whose_sections_are_not_known():
    registry = build_registry([ActEntry(refid="lov/2011-01-01-2", provisions=frozenset({"paragraf/1"}))], NAMES)
    text = "Unntak er gitt i prøveloven for noen. Videre unntas § 7 annet ledd."
    assert list_paths(text, "lov/2011-01-01-2", registry)[-1] == f"{BASE}/paragraf/7/ledd/2"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Den bygger på prøveloven, se dens § 8.", f"{BASE}/paragraf/8"),
        ("Den bygger på prøveloven. § 8 i den loven er opphevet.", f"{BASE}/paragraf/8"),
        ("Oppgjeret følgjer prøveloven, sjå nemnte lov § 8.", f"{BASE}/paragraf/8"),
        ("Ny § 8 i kapittel 2 i prøveloven skal lyde:", f"{BASE}/kapittel/2"),
    ],
)
def test_words_that_point_back_take_the_act_named_before(text, expected):
    assert list_paths(text, "lov/2011-01-01-2")[-1] == expected


def test_an_exception_from_the_texts_own_act_by_name_is_its_own_below_a_lead_over_the_lines():
    text = "I samleloven gjøres følgende endringer:\nPrøveloven § 1 og § 2 gjelder for tilsynet, med unntak av § 8."
    assert list_paths(text, BASE)[-1] == f"{BASE}/paragraf/8"


def test_a_chapter_behind_an_article_inside_an_act_is_no_chapter_of_the_act():
    names = [Name(text="prøveforordningen", kind="treaty", refid=BASE, part="pfo")]
    registry = build_registry([ActEntry(refid=BASE, provisions=frozenset({"kapittel/7", "pfo/artikkel/5"}))], names)
    found = list_citations("Prøveforordningen artikkel 5 og kapittel VII gjelder.", registry, context=BASE)
    assert [target.provision for one in found for target in one.targets] == ["pfo/artikkel/5", "pfo/kapittel/vii"]
