import pytest

from hjemmel.law.citations import ActEntry, Name, build_registry, clean, list_citations, to_web_annotations

KRSL, HOL, FVL = "lov/2009-06-19-44", "lov/2011-06-24-30", "lov/1967-02-10"
NAMED = build_registry()
KNOWN = build_registry(
    [
        ActEntry(
            refid=KRSL,
            in_force="2010-01-01",
            provisions=frozenset({"paragraf/2", "paragraf/3", "paragraf/4", "paragraf/5", "paragraf/5a", "kapittel/1"}),
            moved={"paragraf/9": f"{HOL}/paragraf/12-3"},
        ),
        ActEntry(
            refid=HOL,
            provisions=frozenset(
                {f"paragraf/3-{at}" for at in range(1, 8)} | {"paragraf/3-3a", "paragraf/12-3", "kapittel/3"}
            ),
        ),
        ActEntry(
            refid="lov/2021-06-18-97", provisions=frozenset({"paragraf/13-2", "paragraf/4-1"}), in_force="2023-01-01"
        ),
        ActEntry(
            refid="lov/1992-07-17-100",
            provisions=frozenset({"paragraf/4-12", "paragraf/4-1"}),
            in_force="1993-01-01",
            repealed="2023-01-01",
            successor="lov/2021-06-18-97",
        ),
        ActEntry(
            refid="forskrift/2017-03-07-282",
            provisions=frozenset({"paragraf/1", "paragraf/7", "paragraf/8", "vedlegg/II", "artikkel/3"}),
            based_on=(KRSL,),
            names=(Name(text="Prøveforskriften", kind="short", refid="forskrift/2017-03-07-282"),),
        ),
        ActEntry(
            refid="lov/1999-05-21-30",
            provisions=frozenset({"paragraf/2", "emkn/artikkel/8", "bkn/artikkel/8", "bkn/artikkel/19"}),
        ),
    ]
)


def read(text, registry=KNOWN, **options):
    return [
        (one.text, one.status, one.how, [target.id.removeprefix("https://w3id.org/hjemmel/") for target in one.targets])
        for one in list_citations(text, registry, **options)
    ]


def paths(text, registry=KNOWN, **options):
    return [path for *_, found in read(text, registry, **options) for path in found]


def test_a_named_provision_is_exact():
    assert read("Etter krisesenterlova § 4 andre ledd.") == [
        ("krisesenterlova § 4 andre ledd", "exact", "named", [f"{KRSL}/paragraf/4/ledd/2"])
    ]


def test_the_target_carries_our_address_and_lovdatas():
    target = list_citations("krisesenterlova § 5 a første ledd", KNOWN)[0].targets[0]
    assert target.id == f"https://w3id.org/hjemmel/{KRSL}/paragraf/5a/ledd/1"
    assert (target.refid, target.provision) == (KRSL, "paragraf/5a/ledd/1")
    assert target.lovdata == f"https://lovdata.no/{KRSL}/§5a"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("EMK artikkel 8", "https://lovdata.no/lov/1999-05-21-30/emkn/a8"),
        ("krisesenterlova kapittel 1", f"https://lovdata.no/{KRSL}/kap1"),
        ("Krisesenterlova gjelder", f"https://lovdata.no/{KRSL}"),
    ],
)
def test_articles_chapters_and_acts_have_an_address_too(text, address):
    assert list_citations(text, KNOWN)[0].targets[0].lovdata == address


def test_a_section_the_act_does_not_have_is_said_to_be_unknown():
    assert read("krisesenterlova § 44")[0][1:] == ("unknown-provision", "named", [f"{KRSL}/paragraf/44"])


def test_a_section_that_moved_is_renumbered_with_its_successor():
    citation = list_citations("krisesenterlova § 9", KNOWN)[0]
    assert (citation.status, citation.targets[0].successor) == ("renumbered", f"{HOL}/paragraf/12-3")


def test_a_name_no_list_has_is_an_unknown_act():
    assert read("fantasiloven § 3") == [("fantasiloven § 3", "unknown-act", None, [])]


def test_a_bare_section_without_context_needs_context():
    assert read("Etter § 4 skal det skje.") == [("§ 4", "needs-context", None, [])]


def test_the_citing_act_is_context():
    assert read("Etter § 4 skal det skje.", context=KRSL) == [("§ 4", "exact", "context", [f"{KRSL}/paragraf/4"])]


def test_two_acts_of_one_name_are_told_apart_by_the_day():
    text = "barnevernloven § 4-1"
    assert read(text, on="2015-01-01")[0][1:] == ("exact", "date", ["lov/1992-07-17-100/paragraf/4-1"])
    assert read(text, on="2024-01-01")[0][1:] == ("exact", "date", ["lov/2021-06-18-97/paragraf/4-1"])


def test_two_acts_of_one_name_are_told_apart_by_which_has_the_section():
    assert paths("barnevernloven § 13-2") == ["lov/2021-06-18-97/paragraf/13-2"]
    assert read("barnevernloven § 4-12")[0][1:] == ("repealed", "named", ["lov/1992-07-17-100/paragraf/4-12"])
    assert read("barnevernloven § 4-12", on="2024-05-01")[0][1] == "repealed"


def test_two_acts_of_one_name_stay_ambiguous_when_nothing_settles_it():
    assert read("barnevernloven § 4-1") == [
        (
            "barnevernloven § 4-1",
            "ambiguous",
            "named",
            ["lov/2021-06-18-97/paragraf/4-1", "lov/1992-07-17-100/paragraf/4-1"],
        )
    ]


@pytest.mark.parametrize(
    "text", ["straffeloven 1902 § 219", "straffeloven av 1902 § 219", "straffeloven av 22. mai 1902 nr. 10 § 219"]
)
def test_a_year_or_a_day_after_the_name_settles_which_act(text):
    assert paths(text) == ["lov/1902-05-22-10/paragraf/219"]


def test_ranges_give_every_section_the_act_has():
    expected = [f"{HOL}/paragraf/{at}" for at in ("3-1", "3-2", "3-3", "3-3a", "3-4")]
    assert paths("helse- og omsorgstjenesteloven §§ 3-1 til 3-4") == expected
    assert paths("krisesenterlova §§ 3-5") == [f"{KRSL}/paragraf/{at}" for at in ("3", "4", "5")]


def test_a_hyphen_after_one_sign_is_part_of_the_number():
    assert read("krisesenterlova § 3-5")[0][1] == "unknown-provision"


def test_a_list_behind_one_sign_is_one_citation_unless_a_member_is_settled_otherwise():
    assert read("krisesenterlova §§ 2, 3 og 99") == [
        ("krisesenterlova §§ 2, 3", "exact", "named", [f"{KRSL}/paragraf/2", f"{KRSL}/paragraf/3"]),
        ("99", "unknown-provision", "named", [f"{KRSL}/paragraf/99"]),
    ]


def test_enumerations_carry_the_act_on():
    assert paths("krisesenterlova § 2, § 3 første ledd og § 4, jf. § 5") == [
        f"{KRSL}/paragraf/2",
        f"{KRSL}/paragraf/3/ledd/1",
        f"{KRSL}/paragraf/4",
        f"{KRSL}/paragraf/5",
    ]


def test_an_enumeration_goes_back_to_the_texts_own_act_for_a_section_the_other_lacks():
    assert paths("krisesenterlova § 2 og § 3-7", context=HOL) == [f"{KRSL}/paragraf/2", f"{HOL}/paragraf/3-7"]


@pytest.mark.parametrize(
    ("text", "context", "path"),
    [
        ("helsepersonelloven § 21, og § 4 i loven her", KRSL, f"{KRSL}/paragraf/4"),
        ("helsepersonelloven § 21, og denne lova § 4", KRSL, f"{KRSL}/paragraf/4"),
        ("lovens § 4", "forskrift/2017-03-07-282", f"{KRSL}/paragraf/4"),
        ("forskriften § 7", "forskrift/2017-03-07-282", "forskrift/2017-03-07-282/paragraf/7"),
        ("denne forskriften § 8", "forskrift/2017-03-07-282", "forskrift/2017-03-07-282/paragraf/8"),
        ("§ 7 i forskriften her", "forskrift/2017-03-07-282", "forskrift/2017-03-07-282/paragraf/7"),
        ("Prøveforskriften gjelder, jf. forskriftens § 7", None, "forskrift/2017-03-07-282/paragraf/7"),
        ("Prøveforskriften gjelder, jf. denne forskriften § 7", None, "forskrift/2017-03-07-282/paragraf/7"),
        ("krisesenterlova gjelder, jf. lovens § 4", None, f"{KRSL}/paragraf/4"),
        ("krisesenterlova gjelder, jf. denne loven § 4", None, f"{KRSL}/paragraf/4"),
        ("krisesenterlova § 2 og samme lov § 4", None, f"{KRSL}/paragraf/4"),
        ("§§ 4 og 5 i krisesenterlova", None, f"{KRSL}/paragraf/5"),
        ("§ 4 og § 5 i krisesenterlova", None, f"{KRSL}/paragraf/4"),
        ("Plikten i § 3-7", KRSL, None),
        ("Etter § 4 gjelder dette", "forskrift/2017-03-07-282", f"{KRSL}/paragraf/4"),
    ],
)
def test_pronouns_and_sources_named_behind_settle_the_act(text, context, path):
    found = paths(text, context=context)
    assert path in found if path else found == [f"{KRSL}/paragraf/3-7"]


def test_a_heading_carries_its_act_to_the_lines_below():
    text = "Krisesenterlova:\n\n- § 2 handler om tilbudet\n- § 4 handler om samarbeid"
    assert paths(text) == [KRSL, f"{KRSL}/paragraf/2", f"{KRSL}/paragraf/4"]


def test_an_amending_line_carries_its_act_to_the_lines_below():
    text = "I krisesenterlova gjøres følgende endringer:\n§ 4 skal lyde:"
    assert f"{KRSL}/paragraf/4" in paths(text, context="lov/2025-06-20-39")


def test_the_act_last_named_in_the_paragraph_is_carried_over_a_full_stop():
    assert paths("Krisesenterlova gjelder alle. Etter § 4 skal tjenestene samarbeide.") == [KRSL, f"{KRSL}/paragraf/4"]
    assert (
        read("Krisesenterlova gjelder alle kommuner i landet, uansett størrelse.\nEtter § 4 skal det skje.")[1][1]
        == "needs-context"
    )


def test_conventions_are_parts_of_the_act_that_carries_them():
    assert paths("EMK art. 8 og barnekonvensjonen artikkel 19") == [
        "lov/1999-05-21-30/emkn/artikkel/8",
        "lov/1999-05-21-30/bkn/artikkel/19",
    ]
    assert paths("artikkel 8", context="lov/1999-05-21-30") == [
        "lov/1999-05-21-30/bkn/artikkel/8",
        "lov/1999-05-21-30/emkn/artikkel/8",
    ]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("forordning (EU) 2016/679 artikkel 5", "eu/32016r0679/artikkel/5"),
        ("artikkel 5 i forordning (EU) 2016/679", "eu/32016r0679/artikkel/5"),
        ("forordning (EU) nr. 492/2011", "eu/32011r0492"),
        ("forordning 834/2007", "eu/32007r0834"),
        ("forordning (EF) nr. 2027/97", "eu/31997r2027"),
        ("direktiv 2004/38/EF", "eu/32004l0038"),
        ("direktiv 94/57/EF", "eu/31994l0057"),
        ("dir. 2009/101", "eu/32009l0101"),
        ("vedtak nr. 1673/2006/EF", "eu/32006d1673"),
        ("rammebeslutning 2008/977/JIS", "eu/32008f0977"),
        ("EØS-avtalen vedlegg II kapittel XIII nr. 21", "avtale/avt-1992-05-02-1-v2/kapittel/XIII/nummer/21"),
        ("EØS-avtalen protokoll 31", "avtale/avt-1992-05-02-1-p31"),
        ("EØS-avtalen artikkel 28", "lov/1992-11-27-109/eøsl/artikkel/28"),
        ("res. 12 des 1986 nr. 2175", "forskrift/1986-12-12-2175"),
        ("lov/2009-06-19-44", KRSL),
        ("FOR-2017-03-07-282", "forskrift/2017-03-07-282"),
        ("lov av 24.6.2011 nr. 30", HOL),
        ("lov 10. februar 1967", FVL),
        ("Ot.prp. nr. 96 (2008–2009)", "forarbeid/otprp-96-200809"),
        ("Prop. 73 L (2016–2017)", "forarbeid/prop-73-l-201617"),
        ("NOU 2017: 12", "forarbeid/nou-2017-12"),
        ("rundskriv G-03/2007", "rundskriv/g-2007-3"),
        ("rundskriv I-2008-1", "rundskriv/i-2008-1"),
        ("rundskriv I-12/99", "rundskriv/i-1999-12"),
    ],
)
def test_numbered_sources_are_read(text, path):
    assert path in paths(f"Se {text}.", NAMED)


def test_a_number_that_is_no_day_is_no_source():
    assert paths("lov 44. juni 2009 nr. 44", NAMED) == []
    assert paths("lov 12.13.2009 nr. 44", NAMED) == []


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("koml. 77 nr. 5", "lov/2018-06-22-83/paragraf/77/nummer/5"),
        ("ekomloven 8-1 første ledd", "lov/2024-12-13-76/paragraf/8-1/ledd/1"),
        ("straffeprosessloven § 216 i første ledd", "lov/1981-05-22-25/paragraf/216i/ledd/1"),
        ("forvaltningsloven § 13 f.", f"{FVL}/paragraf/13"),
        ("krisesenterlova § 4 i loven", f"{KRSL}/paragraf/4"),
        ("(krisesenterlova § 5 a)", f"{KRSL}/paragraf/5a"),
        ("krisesenterlova § 4 a)", f"{KRSL}/paragraf/4/bokstav/a"),
        ("krisesenterlova § 4 første ledd b,", f"{KRSL}/paragraf/4/ledd/1/bokstav/b"),
        ("krisesenterlova § 4 første ledd bokstav a til bokstav c", f"{KRSL}/paragraf/4/ledd/1/bokstav/b"),
        ("krisesenterlova § 4 (1), (2) og (3)", f"{KRSL}/paragraf/4/ledd/3"),
        ("krisesenterlova § 4, andre ledd", f"{KRSL}/paragraf/4/ledd/2"),
        ("krisesenterlova § 4 siste ledd", f"{KRSL}/paragraf/4/ledd/siste"),
        ("krisesenterlova § 4 nytt tredje ledd", f"{KRSL}/paragraf/4/ledd/3"),
        ("straffeprosessloven §§ 216 a til c", "lov/1981-05-22-25/paragraf/216b"),
        ("straffeprosessloven §§ 216 a og c", "lov/1981-05-22-25/paragraf/216c"),
        ("forvaltningsloven kapittel IV til VI", f"{FVL}/kapittel/iv"),
        ("kapittel 3 i krisesenterlova", f"{KRSL}/kapittel/3"),
        ("arveloven del 2", "lov/2019-06-14-21/del/2"),
        ("personvernforordningen artikkel 6(1)(c)", "lov/2018-06-15-38/gdpr/artikkel/6/ledd/1/bokstav/c"),
    ],
)
def test_hard_forms_keep_every_suffix(text, path):
    assert path in paths(text, NAMED, on="2025-03-01")


@pytest.mark.parametrize(
    "text",
    [
        "krisesenterlova § 4 og 14 dager",
        "krisesenterlova § 4 og 5 %",
        "krisesenterlova § 4 og 1. ledd",
        "krisesenterlova § 4 f.eks.",
        "krisesenterlova § 4 å gi",
        "krisesenterlova § 4 s. 12",
    ],
)
def test_amounts_and_words_are_not_taken_for_numbers(text):
    assert [path.split("/paragraf/")[1].split("/")[0] for path in paths(text, NAMED)] == ["4"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Loven.",
        "kapittel 3 i planen",
        "Vedlegg 1",
        "artikkel 5",
        "del 2",
        "hol i veggen",
        "en ny barnelov",
        "§",
        "§ a",
        "protokoll 4",
    ],
)
def test_words_that_only_look_like_citations_are_left_alone(text):
    assert paths(text, NAMED) == []


def test_letters_after_a_section_without_that_letter_are_items():
    assert paths("§ 7 b", context="forskrift/2017-03-07-282") == ["forskrift/2017-03-07-282/paragraf/7/bokstav/b"]
    assert paths("§ 7 b–d", context="forskrift/2017-03-07-282")[-1] == "forskrift/2017-03-07-282/paragraf/7/bokstav/d"


def test_an_annex_is_the_own_regulations_unless_the_words_say_otherwise():
    own = "forskrift/2017-03-07-282"
    assert paths("som oppført i vedlegg II", context=own) == [f"{own}/vedlegg/II"]
    assert paths("som oppført i vedlegg II til forordning (EU) 2016/679", context=own) == ["eu/32016r0679/vedlegg/ii"]
    assert paths("som oppført i vedlegg IX", context=own) == []


def test_names_inside_the_title_of_an_amending_act_are_not_citations():
    assert paths("lov 20. desember 2023 nr. 109 om endringer i rettshjelploven og krisesenterlova", NAMED) == [
        "lov/2023-12-20-109"
    ]


def test_a_short_title_in_parentheses_belongs_to_the_act_before_it():
    assert read("lov 19. juni 2009 nr. 44 om kommunale krisesentertilbod (krisesenterlova) § 4")[0][3] == [
        f"{KRSL}/paragraf/4"
    ]
    assert len(read("lov om kommunale krisesentertilbod (krisesenterlova) § 4")) == 1


def test_spans_are_code_points_of_the_text_as_sent():
    sent = "😀\u200bEtter kri\u00adse\u00adsenter-\nlova\u00a0§\u00a04 \u2067og"
    (one,) = list_citations(sent, KNOWN)
    assert one.text == sent[one.start : one.end] == "kri\u00adse\u00adsenter-\nlova\u00a0§\u00a04"


def test_markup_is_blanked_and_entities_are_read():
    sent = "<p>Etter <b>krisesenterlova</b>&nbsp;&sect;&#160;4 &amp; mer</p>"
    (one,) = list_citations(sent, KNOWN, markup=True)
    assert (one.text, one.status) == ("krisesenterlova</b>&nbsp;&sect;&#160;4", "exact")


def test_a_plain_text_is_its_own_way_back():
    text = clean("Etter krisesenterlova § 4")
    assert (text.to_sent(5), text.to_sent_end(0)) == (5, 0)


def test_web_annotations_have_position_quote_and_target():
    page = to_web_annotations(list_citations("krisesenterlova § 4", KNOWN), "https://example.org/plan")
    (item,) = page["items"]
    assert item["body"][0]["id"].endswith("/paragraf/4")
    assert item["target"]["selector"][0] == {"type": "TextPositionSelector", "start": 0, "end": 19}


def test_a_registry_without_acts_still_reads_names():
    assert paths(
        "krisesenterlova § 4", build_registry(names=[Name(text="krisesenterlova", kind="short", refid=KRSL)])
    ) == [f"{KRSL}/paragraf/4"]


REGULATION = "forskrift/2017-03-07-282"


@pytest.mark.parametrize(
    ("text", "context", "expected"),
    [
        (
            "forskrift 28. oktober 2016 nr. 1250 om ledelse (kvalitetsforbedringsforskriften) § 6",
            None,
            ["forskrift/2016-10-28-1250/paragraf/6"],
        ),
        (
            "forskrift 19. november 1999 nr. 1158 til utfylling mv. av krisesenterlova § 4",
            None,
            ["forskrift/1999-11-19-1158/paragraf/4"],
        ),
        ("Ot.prp. nr. 52 (2008–2009) side 398", None, ["forarbeid/otprp-52-200809/side/398"]),
        ("NOU 2017: 12 s. 40, og § 4", KRSL, ["forarbeid/nou-2017-12/side/40", f"{KRSL}/paragraf/4"]),
        ("EØS-avtalen vedlegg I og II", None, ["avtale/avt-1992-05-02-1-v1", "avtale/avt-1992-05-02-1-v2"]),
        (
            "EØS-avtalen vedlegg I, protokoll 1 og vedlegg II",
            None,
            [f"avtale/avt-1992-05-02-1-{one}" for one in ("v1", "p1", "v2")],
        ),
        (
            "som følger av EØS-avtalen artikkel 3, gjelder vedlegg II som det er",
            REGULATION,
            ["lov/1992-11-27-109/eøsl/artikkel/3"],
        ),
        ("vedlegg XX", "lov/1992-11-27-109", ["avtale/avt-1992-05-02-1-v20"]),
        ("§ 4 og protokoll 1", REGULATION, [f"{KRSL}/paragraf/4"]),
        ("vedlegg II og III", REGULATION, [f"{REGULATION}/vedlegg/II"]),
        ("helsepersonelloven gjelder med unntak av § 4", KRSL, ["lov/1999-07-02-64", "lov/1999-07-02-64/paragraf/4"]),
        ("I helsepersonelloven skal § 4 lyde", KRSL, ["lov/1999-07-02-64", "lov/1999-07-02-64/paragraf/4"]),
        (
            "forordning (EU) 2016/679, særlig i samsvar med artikkel 3",
            REGULATION,
            ["eu/32016r0679", "eu/32016r0679/artikkel/3"],
        ),
        (
            "helsepersonelloven § 4 om forsvarlighet, § 16 om virksomheten",
            KRSL,
            ["lov/1999-07-02-64/paragraf/4", "lov/1999-07-02-64/paragraf/16"],
        ),
        ("denne forskriften § 4", KRSL, [f"{KRSL}/paragraf/4"]),
        ("samme lov § 4", KRSL, [f"{KRSL}/paragraf/4"]),
        ("lovens § 4", KRSL, [f"{KRSL}/paragraf/4"]),
        (
            "helsepersonelloven § 21, jf. lovens § 4",
            "forskrift/1999-01-01-1",
            ["lov/1999-07-02-64/paragraf/21", "lov/1999-07-02-64/paragraf/4"],
        ),
        ("krisesenterlova § 2, jf. lovens § 4", REGULATION, [f"{KRSL}/paragraf/2", f"{KRSL}/paragraf/4"]),
        ("barnevernloven § 4-1", "lov/2021-06-18-97", ["lov/2021-06-18-97/paragraf/4-1"]),
        ("tulleloven av 19. juni 2009 nr. 44 § 4", None, [f"{KRSL}/paragraf/4"]),
        ("forvaltningsloven (10. februar 1967) § 13", None, [f"{FVL}/paragraf/13"]),
        ("lov om krisesenter av 19. juni 2009 nr. 44", None, [KRSL]),
        ("direktiv om noe", None, []),
        ("22.13/EU og 2016/EU", None, []),
        ("i mai nr. 3", None, []),
        ("krisesenterlova § 4 nr. 3a og 4 %", None, [f"{KRSL}/paragraf/4/nummer/3a"]),
        ("krisesenterlova § 4 bokstav b og i tredje ledd", None, [f"{KRSL}/paragraf/4/bokstav/b"]),
        ("krisesenterlova §§ 4 (samarbeid) og 5 (teieplikt)", None, [f"{KRSL}/paragraf/4", f"{KRSL}/paragraf/5"]),
        ("krisesenterlova §§ 4 nr. 2 og 5", None, [f"{KRSL}/paragraf/4/nummer/2", f"{KRSL}/paragraf/5"]),
        ("forvaltningsloven kapittel IV A", None, [f"{FVL}/kapittel/iva"]),
        ("kapittel IV og VI i forvaltningsloven", None, [f"{FVL}/kapittel/iv", f"{FVL}/kapittel/vi"]),
    ],
)
def test_the_words_around_settle_what_is_meant(text, context, expected):
    assert paths(text, context=context) == expected


def test_a_new_act_cites_the_act_that_came_with_it():
    twins = build_registry(
        [ActEntry(refid="lov/2025-06-20-105", provisions=frozenset({"paragraf/1"}))],
        [
            Name(text="registerloven", kind="short", refid="lov/1985-06-21-78", valid_from="1988-01-01"),
            Name(text="registerloven", kind="short", refid="lov/2025-06-20-106", valid_from="9999-01-01"),
        ],
    )
    assert paths("registerloven § 2", twins, context="lov/2025-06-20-105") == ["lov/2025-06-20-106/paragraf/2"]
    assert paths("registerloven § 2", twins) == ["lov/1985-06-21-78/paragraf/2"]


def test_an_act_cited_by_a_day_with_several_acts_is_ambiguous():
    several = build_registry(
        names=[Name(text=f"prøve{at}loven", kind="short", refid=f"lov/2001-01-01-{at}") for at in (1, 2)]
    )
    assert read("lov 1. januar 2001", several) == [
        ("lov 1. januar 2001", "ambiguous", "named", ["lov/2001-01-01-1", "lov/2001-01-01-2"])
    ]


def test_an_old_act_is_found_though_a_number_is_written_that_the_register_lacks():
    assert paths("lov 10. februar 1967 nr. 1", NAMED) == [FVL]
