"""Passages read as a jurist reads them: what carries an act forward, and what a range holds."""

import pytest

from hjemmel.law.citations import ActEntry, build_registry, list_citations

KRSL, BVL, REG = "lov/2009-06-19-44", "lov/2021-06-18-97", "forskrift/2017-03-07-282"
NAMES = build_registry()
KNOWN = build_registry([ActEntry(refid=KRSL, provisions=frozenset(f"paragraf/{at}" for at in range(1, 10)))])


def paths(text, registry=KNOWN, **words):
    found = list_citations(text, registry, **words)
    return [target.id.removeprefix("https://w3id.org/hjemmel/") for one in found for target in one.targets]


@pytest.mark.parametrize("written", ["§§ 3-999999", "§§ 3 til 999999", "§§ 3–999999", "§§ 3 – 999999"])
def test_a_range_that_ends_beyond_the_act_gives_what_there_is(written):
    assert paths(f"Se krisesenterlova {written}.") == [f"{KRSL}/paragraf/{at}" for at in range(3, 10)]


def test_a_range_said_a_thousand_times_is_worked_out_once():
    found = list_citations("krisesenterlova §§ 1-9. " * 1000, KNOWN)
    assert len(found) == 1000
    assert len({id(one.targets) for one in found}) == 1


def test_the_same_act_is_the_act_even_right_after_a_regulation():
    text = "Etter krisesenterlova § 4, jf. forskrift 7. mars 2017 nr. 282 § 5 og samme lov § 2."
    assert paths(text) == [f"{KRSL}/paragraf/4", f"{REG}/paragraf/5", f"{KRSL}/paragraf/2"]
    assert paths(text.replace("samme lov", "samme forskrift"))[2] == f"{REG}/paragraf/2"


def test_the_act_is_never_the_treaty_that_was_cited_last():
    text = "Krisesenterlova § 2 følger opp EMK art. 3. Loven § 4 gjelder samordning."
    assert paths(text)[-1] == f"{KRSL}/paragraf/4"


def test_what_a_number_governs_goes_on_behind_it():
    assert paths("artikkel 4 nr. 1, 5 og 12 i forordning (EU) 2019/6") == [
        f"eu/32019r0006/artikkel/4/nummer/{at}" for at in (1, 5, 12)
    ]
    assert paths("krisesenterlova § 3 nr. 1 og 4 nr. 2") == [
        f"{KRSL}/paragraf/3/nummer/1",
        f"{KRSL}/paragraf/4/nummer/2",
    ]


@pytest.mark.parametrize("text", ["§ 4 i krsl.", "§ 4 første ledd i krsl."])
def test_an_abbreviation_behind_the_section_is_its_act(text):
    assert paths(f"Se {text} og mer")[0].startswith(f"{KRSL}/paragraf/4")


@pytest.mark.parametrize("break_", ["\n", "\r\n", " \n", "\n   ", " \r\n\t", "\u00a0\n"])
def test_a_line_break_with_blanks_around_it_breaks_nothing(break_):
    text = "Etter krisesenterlova § 4 første ledd bokstav a og § 5 a i dag".replace(" ", break_)
    assert paths(text, NAMES) == [f"{KRSL}/paragraf/4/ledd/1/bokstav/a", f"{KRSL}/paragraf/5a"]


@pytest.mark.parametrize("break_", ["\n", "\n\n", " \n\n", "\r\n\r\n", "\n\n\n"])
def test_a_name_broken_between_the_lines_of_a_slide_is_one_name(break_):
    text = f"Hva sier helse- og omsorgs-{break_}tjenesteloven{break_.strip(' ')[:4]}§ 3-3 a.Ansvaret"
    assert paths(text, NAMES) == ["lov/2011-06-24-30/paragraf/3-3a"]


def test_a_heading_glued_to_its_number_keeps_the_letter():
    text = "helse- og omsorgstjenesteloven\n\n3-3 a.Kommunens ansvar\n\nHva sier krisesenterloven?\n\n§ 4.Samordning"
    assert paths(text, NAMES) == ["lov/2011-06-24-30/paragraf/3-3a", KRSL, f"{KRSL}/paragraf/4"]


@pytest.mark.parametrize("word", ["f.eks. ", "o.l. ", "m.v. ", "s.d. "])
def test_the_letter_of_an_abbreviation_is_no_suffix(word):
    assert paths(f"krisesenterlova § 4 {word}", NAMES) == [f"{KRSL}/paragraf/4"]


@pytest.mark.parametrize("text", ["kap. 765, post 75", "kapittel 3061 post 60 i statsbudsjettet"])
def test_a_chapter_of_the_budget_is_no_chapter_of_an_act(text):
    assert paths(f"Krisesenterlova gjelder. Midlene står på {text}.", NAMES) == [KRSL]


@pytest.mark.parametrize(
    "words", ["første ledd punkt a", "første ledd, punkt a", "første ledd pkt. a", "fyrste ledd bokstav a"]
)
def test_a_point_with_a_letter_is_a_letter(words):
    assert paths(f"krisesenterlova § 3 {words}", NAMES) == [f"{KRSL}/paragraf/3/ledd/1/bokstav/a"]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("helse- og omsorgstjenesteloven § 3-3 a12 og videre", "lov/2011-06-24-30/paragraf/3-3a"),
        ("strl. 1902 § 219", "lov/1902-05-22-10/paragraf/219"),
        ("§ 9 A-5 i opplæringslova frå 1998", "lov/1998-07-17-61/paragraf/9a-5"),
        ("sosialtjenesteloven i NAV § 17", "lov/2009-12-18-131/paragraf/17"),
        ("Prop. 42 L (2022–2023) kap. 7.3", "forarbeid/prop-42-l-202223/kapittel/7.3"),
    ],
)
def test_nothing_that_is_written_with_a_citation_is_lost(text, path):
    assert paths(text, NAMES) == [path]


def test_a_range_up_to_a_letter_holds_the_section_without_it():
    found = paths("helse- og omsorgstjenesteloven §§ 3-1 til 3-3 a", NAMES)
    assert [path.rpartition("/")[2] for path in found] == ["3-1", "3-2", "3-3", "3-3a"]


@pytest.mark.parametrize(
    "text",
    [
        "spesialisthelsetjenesteloven § 2-5 b og qwrtl. § 40",
        "Lanzarotekonvensjonen artikkel 12 og Europarådets konvensjon om sirkuskunst art. 10",
        "Lanzarotekonvensjonen artikkel 12 og Qwertykonvensjonen artikkel 10",
    ],
)
def test_what_follows_a_source_no_list_has_is_not_the_one_before(text):
    last = list_citations(text, NAMES)[-1]
    assert (last.status, last.targets) == ("unknown-act", ())


@pytest.mark.parametrize("end", ["med 14 dagers varsel", "lukkes med segl", "Føremålet er avl", "Se òg ref", "inkl"])
def test_a_word_that_ends_a_sentence_is_no_abbreviation_of_an_act(end):
    found = list_citations(f"{end}. § 4 gjelder tilsvarende.", NAMES, context=KRSL)
    assert [one.status for one in found] == ["exact"]


@pytest.mark.parametrize("written", ["§§ 2, 3 flg. og 6", "§§ 2, 3 flg., 6", "§§ 2, 3 ff. og 6"])
def test_what_comes_after_and_following_is_of_the_list(written):
    found = paths(f"krisesenterlova {written}", NAMES)
    assert found == [f"{KRSL}/paragraf/{at}" for at in (2, 3, 6)]


def test_a_source_in_parentheses_behind_a_section_is_its_source():
    text = "Jf. § 4 (krisesenterlova); § 33 (helsepersonelloven)."
    assert paths(text, NAMES) == [f"{KRSL}/paragraf/4", "lov/1999-07-02-64/paragraf/33"]


def test_a_document_of_the_storting_is_no_section():
    assert not list_citations("Dok. 8:122 S (2019–2020)", NAMES)


def test_a_genitive_below_a_section_is_read_on():
    assert paths("Se krisesenterlova § 3 første ledds annet punktum.") == [f"{KRSL}/paragraf/3/ledd/1/punktum/2"]
    assert paths("Jf. krisesenterlova § 3 annet punktums bokstav a.") == [f"{KRSL}/paragraf/3/punktum/2/bokstav/a"]


def test_a_range_of_plain_sections_holds_no_section_of_a_chapter():
    provisions = frozenset({"paragraf/10-1", "paragraf/12-3", "paragraf/14-2"})
    registry = build_registry([ActEntry(refid=KRSL, provisions=provisions)])
    (found,) = list_citations("krisesenterlova §§ 10 til 14", registry)
    assert found.status == "unknown-provision"
    assert paths("krisesenterlova §§ 10-1 til 12-3", registry) == [f"{KRSL}/paragraf/10-1", f"{KRSL}/paragraf/12-3"]


def test_an_amount_on_the_line_below_an_act_is_no_section():
    assert paths("Dette følger av krisesenterlova\n125 000 kroner er satt av.") == [KRSL]
    assert paths("Dette følger av krisesenterlova 4 første ledd.") == [f"{KRSL}/paragraf/4/ledd/1"]


def test_a_word_in_ff_or_ll_before_a_section_is_no_abbreviation():
    text = "Den dømmes til straff.\n§ 4 gjelder."
    assert paths(text, context=KRSL) == [f"{KRSL}/paragraf/4"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("etter hol.6 § 3-3 a", ["lov/2011-06-24-30/paragraf/3-3a"]),
        ("fvl 13 b gjeld", ["lov/1967-02-10/paragraf/13b"]),
        ("krisesenterlova § 2 og 3 kjenner alle", [f"{KRSL}/paragraf/2", f"{KRSL}/paragraf/3"]),
        ("krisesenterlova § 2 og 14 dager senere", [f"{KRSL}/paragraf/2"]),
        (
            "Heimelen er § 4 i krisesenterlova, § 3-3 a i helse- og omsorgstenestelova og § 5 i folkehelselova.",
            [f"{KRSL}/paragraf/4", "lov/2011-06-24-30/paragraf/3-3a", "lov/2011-06-24-29/paragraf/5"],
        ),
        (
            "Folkehelselova\n§ 5 Oversikt\n§ 6 Mål\nKrisesenterlova\n§ 2 Tilbodet\n§ 4 Samordning",
            [
                "lov/2011-06-24-29/paragraf/5",
                "lov/2011-06-24-29/paragraf/6",
                f"{KRSL}/paragraf/2",
                f"{KRSL}/paragraf/4",
            ],
        ),
    ],
)
def test_a_section_is_of_the_source_a_reader_ties_it_to(text, found):
    assert paths(text, NAMES) == found
