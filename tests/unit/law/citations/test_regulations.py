"""What the running text of regulations asks for: the Union's law, annexes, points, and whose section it is."""

import pytest

from hjemmel.law.citations import ActEntry, Name, build_registry, list_citations

FOOD, OWN, OTHER, UNREAD = (
    "lov/2050-01-01-1",
    "forskrift/2051-02-02-2",
    "forskrift/2049-03-03-3",
    "forskrift/2052-04-04-4",
)


@pytest.fixture(scope="module")
def registry():
    acts = [
        ActEntry(refid=FOOD, provisions=sections("2", "3", "13a", "23", "26"), names=named(FOOD, "matprøveloven")),
        ActEntry(
            refid=OWN,
            provisions=sections("2", "4", "6", "8", "9", "13a", "13b", "27-1") | {"kapittel/2", "kapittel/3"},
            based_on=(FOOD,),
        ),
        ActEntry(
            refid=OTHER,
            provisions=sections("2", "5-3", "6-35", "6-36", "6-37", "5", "6") | {"kapittel/5.1"},
            names=named(OTHER, "prøveforskriften"),
        ),
    ]
    return build_registry(acts)


def sections(*numbers):
    return frozenset(f"paragraf/{number}" for number in numbers)


def named(refid, *texts, kind="short"):
    return tuple(Name(text=text, kind=kind, refid=refid) for text in texts)


def read(text, registry, context=None):
    """Every target of the text, as `refid/provision`."""
    found = list_citations(text, registry, context=context)
    return ["/".join(filter(None, (t.refid, t.provision))) for one in found for t in one.targets]


@pytest.mark.parametrize(
    ("text", "refids"),
    [
        ("vedtak 93/52/EØF, 2003/467/EF og 2004/558/EF", ["eu/31993d0052", "eu/32003d0467", "eu/32004d0558"]),
        ("direktiv 98/58/EF og vedtak 92/438/EØF", ["eu/31998l0058", "eu/31992d0438"]),
        ("forordning 2016/2045", ["eu/32016r2045"]),
        ("forordning 1370/2007", ["eu/32007r1370"]),
        ("direktiv 2002/46/EF1, unntatt", ["eu/32002l0046"]),
    ],
)
def test_a_number_of_the_union_is_of_the_kind_and_year_its_list_and_form_tell(text, refids, registry):
    assert read(text, registry) == refids


def test_a_word_of_roman_signs_is_no_chapter(registry):
    assert read("Lov 1. januar 2050 nr. 1 kapittel 2, vil gjelde", registry) == [f"{FOOD}/kapittel/2"]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("NOU 2031: 4 punkt 7.2 sier", "forarbeid/nou-2031-4/kapittel/7.2"),
        ("Ot.prp. nr. 7 (2003–2004) sidene 97-98", "forarbeid/otprp-7-200304/side/97"),
        ("Ot.prp. nr. 7 (2003–2004), kapittel 4.1", "forarbeid/otprp-7-200304/kapittel/4.1"),
        ("prøveforskriften kapittel 5.1.", f"{OTHER}/kapittel/5.1"),
        ("forvaltningslovens andre kapittel gjelder", "lov/1967-02-10/kapittel/2"),
        ("prøveforskriftens femte kapittel gjelder", f"{OTHER}/kapittel/5"),
    ],
)
def test_a_point_or_an_ordinal_chapter_is_read_whole(text, path, registry):
    assert read(text, registry) == [path]


@pytest.mark.parametrize(
    "text",
    [
        "Teksten følger EØS-tilpasningen av rettsakten i samsvar med vedlegg IX.",
        "Beslutningen gjelder med det som følger av vedlegg IX, protokoll 1 til avtalen og avtalen for øvrig.",
    ],
)
def test_an_annex_by_which_a_rule_is_taken_in_is_the_agreement_s(text, registry):
    assert "avtale/avt-1992-05-02-1-v9" in read(text, registry, OWN)


def test_a_chapter_of_an_annex_to_a_union_rule_is_not_the_text_s_own(registry):
    assert read("kapittel 2 og 3 i vedlegg I til forordning (EF) nr. 1/2005", registry, OWN) == [
        "eu/32005r0001/vedlegg/i"
    ]
    assert read("kapittel 2 avsnitt 5 punkt D i vedlegg X til forordning (EF) nr. 1/2005", registry, OWN) == [
        "eu/32005r0001/vedlegg/x"
    ]
    assert read("kapittel 2 og 3 gjelder", registry, OWN) == [f"{OWN}/kapittel/2", f"{OWN}/kapittel/3"]


def test_an_article_that_opens_its_line_is_the_text_s_own_when_its_provisions_are_not_known(registry):
    text = "1. Artikkel 4 nr. 1 og 2 gjelder ikke her."
    assert read(text, registry, UNREAD) == [f"{UNREAD}/artikkel/4/nummer/1", f"{UNREAD}/artikkel/4/nummer/2"]
    assert read("slik det er beskrevet i artikkel 4.", registry, UNREAD) == []


def test_a_section_is_never_a_union_rule_s(registry):
    assert read("det som meldes, jf. § 4 jf. vedlegg I til forordning (EF) nr. 1925/2006", registry, OWN)[0] == (
        f"{OWN}/paragraf/4"
    )
    assert f"{UNREAD}/paragraf/4" in read("forordning (EU) 2015/2120 artikkel 4 nr. 1, jf. § 4.", registry, UNREAD)


def test_words_for_the_text_itself_cut_a_section_off_from_the_act_before(registry):
    text = "vedtak etter matprøveloven § 23 for å oppnå det som følger av {}, med unntak av § 13a og § 13b."
    assert f"{OWN}/paragraf/13a" in read(text.format("denne forskriften"), registry, OWN)
    assert f"{FOOD}/paragraf/13a" in read("Reglene i matprøveloven, med unntak av § 13a, gjelder.", registry, OWN)


def test_a_list_does_not_go_on_with_a_number_of_another_form_that_the_text_has(registry):
    assert read("lov 5. mai 2048 nr. 9 § 28 og § 27-1 gjelder", registry, OWN) == [
        "lov/2048-05-05-9/paragraf/28",
        f"{OWN}/paragraf/27-1",
    ]


def test_a_section_that_the_named_act_lacks_and_the_text_may_have_is_the_text_s(registry):
    assert read("matprøveloven § 23 og § 99", registry, UNREAD) == [f"{FOOD}/paragraf/23", f"{UNREAD}/paragraf/99"]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("utstyr som omfattes av prøveforskriften, jf. forskriftens § 2", f"{OTHER}/paragraf/2"),
        ("etter prøveforskriften § 2 og kravene i forskriftens § 5-3", f"{OTHER}/paragraf/5-3"),
        ("etter prøveforskriften § 6 og forskriften § 2", f"{OWN}/paragraf/2"),
        ("etter matprøveloven § 2 og kan påklages etter denne loven § 3", f"{FOOD}/paragraf/3"),
        ("etter denne lov § 26", f"{FOOD}/paragraf/26"),
    ],
)
def test_words_for_a_source_mean_the_one_just_named_when_they_can_mean_no_other(text, path, registry):
    assert read(text, registry, OWN)[-1] == path


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("prøveforskriften §§ 6-35-6-37", ["6-35", "6-36", "6-37"]),
        ("prøveforskriften §§ 5-6 og 5-3", ["5-6", "5-3"]),
        ("prøveforskriften §§ 5-6", ["5", "6"]),
    ],
)
def test_hyphens_between_and_within_section_numbers_are_told_apart(text, numbers, registry):
    assert read(text, registry) == [f"{OTHER}/paragraf/{number}" for number in numbers]


def test_a_letter_apart_in_a_regulation_whose_sections_are_not_known_is_an_item_s_wherever_it_stands(registry):
    assert read("§ 14 b og § 15 gjelder", registry, UNREAD)[0] == f"{UNREAD}/paragraf/14/bokstav/b"
    assert read("målene i § 14 b er nådd", registry, UNREAD) == [f"{UNREAD}/paragraf/14/bokstav/b"]


def test_a_title_cut_short_before_a_section_names_the_one_act_it_can_mean():
    title = "lov om prøving av mat i arbeidsforhold"
    registry = build_registry(names=named(FOOD, title, kind="title"))
    assert read("etter lov om prøving av mat § 6-5.", registry) == [f"{FOOD}/paragraf/6-5"]
    assert read("etter lov om prøving av mat kapittel 3.", registry) == [f"{FOOD}/kapittel/3"]
    assert read("etter lov om prøving av mat gjelder dette.", registry) == []
    twins = build_registry(names=[*named(FOOD, title, kind="title"), *named(OTHER, f"{title} på skip", kind="title")])
    assert read("etter lov om prøving av mat § 6-5.", twins) == []


def test_a_regulation_to_an_act_is_the_one_called_after_it():
    names = [*named(FOOD, "matprøveloven"), *named(OTHER, "matprøveforskriften")]
    assert read("forskrift til matprøveloven § 5", build_registry(names=names)) == [f"{OTHER}/paragraf/5"]
    assert read("forskrift til matprøveloven § 5", build_registry(names=names[:1])) == []


def test_a_hyphen_after_a_number_may_be_a_blank_in_a_name():
    registry = build_registry(names=named(OTHER, "mat-19-forskriften"))
    assert read("mat-19 forskriften § 5", registry) == [f"{OTHER}/paragraf/5"]


@pytest.mark.parametrize("word", ["hestekurforskrift", "hestekurlov", "hestekurloven"])
def test_a_name_no_list_has_is_told_as_unknown_and_its_section_is_not_the_text_s(word, registry):
    [found] = list_citations(f"kravene i {word} § 4 gjelder", registry, context=OWN)
    assert (found.status, found.targets) == ("unknown-act", ())


def test_permits_that_hold_with_changes_are_no_heading_of_an_amending_text(registry):
    text = "Tillatelser etter matprøveloven gjelder fortsatt med følgende endringer:\n§ 2 gjelder.\nUtslipp, jf. § 3."
    assert read(text, registry, UNREAD)[1:] == [f"{UNREAD}/paragraf/2", f"{UNREAD}/paragraf/3"]


def test_a_genitive_subsection_is_read():
    assert read("lov 10. februar 1967 § 5 tredje ledds vilkår", build_registry()) == [
        "lov/1967-02-10/paragraf/5/ledd/3"
    ]


def test_a_list_goes_on_behind_a_section_s_own_heading_but_not_behind_a_clause(registry):
    heading = "matprøveloven § 23 Prøving av mat, § 26 Gebyr og dagbøter"
    assert read(heading, registry, UNREAD) == [f"{FOOD}/paragraf/23", f"{FOOD}/paragraf/26"]
    clause = "matprøveloven § 23 Rådet kan kreve prøver når det etter reglene ellers er adgang til det, § 2"
    assert read(clause, registry, UNREAD)[-2:] == [f"{UNREAD}/paragraf/2", f"{FOOD}/paragraf/2"]  # either's


def test_a_change_between_two_commas_is_an_aside(registry):
    text = "direktiv 2006/43/EF, som endret ved direktiv 2014/56/EU, artikkel 26 og 27"
    assert read(text, registry) == [
        "eu/32006l0043",
        "eu/32014l0056",
        "eu/32006l0043/artikkel/26",
        "eu/32006l0043/artikkel/27",
    ]
    assert "eu/32014l0056/artikkel/2" in read("direktiv 2014/56/EU, artikkel 2", registry)


def test_the_part_of_an_annex_stays_with_the_annex():
    registry = build_registry([ActEntry(refid=OTHER, provisions=frozenset({"vedlegg/VIII", "vedlegg/IXA"}))])
    name = "forskrift 3. mars 2049 nr. 3"
    assert read(f"{name} vedlegg VIII C nr. 2", registry)[0].startswith(f"{OTHER}/vedlegg/VIII/del/c")
    assert read(f"{name} vedlegg IX A", registry) == [f"{OTHER}/vedlegg/IXA"]


def test_the_treaties_of_the_union_are_known_by_their_titles(registry):
    assert read("artikkel 29 i traktaten om Den europeiske union", registry) == ["eu/12016m/artikkel/29"]
    assert read("artikkel 107 i traktaten om Den europeiske unions virkemåte", registry) == ["eu/12016e/artikkel/107"]


def test_a_letter_joined_to_a_roman_numeral_is_read_and_a_small_word_is_none(registry):
    numbers = ["Va", "VIII", "IX"]
    assert read("prøveforskriften vedlegg Va, VIII og IX", build_registry(names=named(OTHER, "prøveforskriften"))) == [
        f"{OTHER}/vedlegg/{number.lower()}" for number in numbers
    ]
    assert read("sendes som vedlegg via portalen", registry, UNREAD) == []
    assert read("vedlegg I (mal for søknad) til forordning (EF) nr. 1/2005", registry) == ["eu/32005r0001/vedlegg/i"]
    text = "artikkel 2 bokstav d) og i artikkel 3 i forordning (EF) nr. 1/2005"
    assert read(text, registry) == ["eu/32005r0001/artikkel/2/bokstav/d", "eu/32005r0001/artikkel/3"]
