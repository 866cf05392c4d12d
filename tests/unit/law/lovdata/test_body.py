"""The body of a document: units, blocks, paths, counts."""

import pytest
from lxml import etree

from hjemmel.law.lovdata.body import NAMELESS, WHOLE, BodyReader, read_blocks
from hjemmel.law.lovdata.drafts import to_unit


def _read(markup):
    reader = BodyReader()
    reader.read(etree.fromstring(f"<main><h1>Tittel</h1>{markup}</main>"))
    return reader, [to_unit(draft) for draft in reader.list_drafts()]


def _unit(markup):
    return _read(f'<article class="legalArticle" data-name="§1" id="p1">{markup}</article>')[1][0]


LIST = (
    '<ol class="defaultList"><li data-name="a."><article class="listArticle"><article class="legalP">ein, og</article>'
    '<article class="legalP">meir</article></article></li>'
    '<li data-name="2)"><article class="listArticle"><article class="legalP">to</article></article></li>'
    '<li data-name="-"><article class="listArticle"><article class="legalP">tre</article></article></li></ol>'
)


def test_subsections_items_and_continuations_have_their_paths():
    unit = _unit(
        f'<article class="legalP" id="l1">Innleiing:{LIST}<p class="leddfortsettelse">slik.</p> Og hale.</article>'
        '<article class="numberedLegalP" data-numerator="2">(2) Andre ledd.</article>'
        '<article class="legalP">Tredje ledd.</article>'
        '<article class="numberedLegalP" data-numerator="4">4. Eit nummer.</article>'
    )
    assert [(block.kind, block.path, block.words) for block in unit.blocks] == [
        ("ledd", "ledd/1", "Innleiing:"),
        ("list", "ledd/1/bokstav/a", "ein, og"),
        ("list", "ledd/1/bokstav/a/ledd/2", "meir"),
        ("list", "ledd/1/nummer/2", "to"),
        ("list", "ledd/1/strek/3", "tre"),
        ("continuation", "ledd/1", "slik."),
        ("continuation", "ledd/1", "Og hale."),
        ("numbered", "ledd/2", "Andre ledd."),
        ("ledd", "ledd/3", "Tredje ledd."),
        ("numbered", "nummer/4", "Eit nummer."),
    ]


def test_a_printed_number_is_in_the_text_but_not_in_the_words():
    (block,) = _unit('<article class="numberedLegalP" data-numerator="2">(2) Andre.</article>').blocks
    assert (block.text, block.words) == ("(2) Andre.", "Andre.")


def test_subsections_below_a_number_are_counted_from_its_own_words():
    unit = _unit(
        '<article class="numberedLegalP" data-numerator="1">1. Eige.<article class="legalP">Meir.</article></article>'
        '<article class="numberedLegalP" data-numerator="2"><article class="legalP">Berre her.</article></article>'
    )
    assert [block.path for block in unit.blocks] == ["nummer/1", "nummer/1/ledd/2", "nummer/2"]


def test_a_margin_number_names_what_stands_beside_it():
    unit = _unit(
        '<article class="marginIdArticle" id="m"><span class="data-marginOriginalId">1.1.</span>'
        '<article class="legalP">Namnet.</article></article>'
        '<article class="marginIdArticle"><article class="legalP">Utan tal.</article></article>'
    )
    assert [block.path for block in unit.blocks] == ["punkt/1.1/ledd/1", "ledd/1"]


def test_tables_are_read_row_by_row_and_belong_to_the_section():
    _, units = _read(
        '<article class="legalArticle" data-name="§1"><table><caption>Satsar</caption>'
        "<tr><th>Fyr</th><th>Kroner</th></tr>"
        f'<tr><td>Kvitt{LIST}</td><td><a href="lov/2010-06-01-10">lova</a></td></tr></table></article>'
    )
    rows = units[0].blocks
    assert [(row.kind, row.text) for row in rows] == [
        ("table", "Satsar"),
        ("table", "Fyr | Kroner"),
        ("table", "Kvitt ein, og meir to tre | lova"),
    ]
    assert rows[2].text[rows[2].links[0].start : rows[2].links[0].end] == "lova"


def test_chapters_hold_sections_and_text_of_their_own():
    _, units = _read(
        '<section class="section" data-name="kap2" id="k2"><h2>Kapittel 2. Om lys</h2><h3>Merknad</h3>'
        '<article class="defaultP">Fritt.</article><article class="changesToParent">Kapitlet endra.</article>'
        '<article class="legalArticle" data-name="§3"><div class="legalArticleHeader">'
        '<span class="legalArticleValue">§ 3</span></div></article></section>'
    )
    chapter, section = units
    assert (chapter.path, chapter.number, chapter.heading) == ("kapittel/2", "Kapittel 2", "Om lys")
    assert [block.text for block in chapter.blocks] == ["Merknad", "Fritt."]
    assert chapter.notes[0].text == "Kapitlet endra."
    assert (section.parent, section.number) == ("kapittel/2", "§ 3")


def test_a_chapter_without_a_number_has_only_a_heading():
    (_, units) = _read(
        '<section class="section" id="k1" data-lovdata-URL="NL/lov/x/KAPITTEL_1"><h2>om lys</h2></section>'
    )
    assert (units[0].path, units[0].number, units[0].heading) == ("kapittel_1", "", "om lys")


def test_text_outside_all_sections_is_a_unit_of_its_own():
    _, units = _read(
        '<h2>Ord</h2><article class="legalP">Fritt.</article><?pi?><!-- x --><blockquote>Sitert</blockquote>'
    )
    assert [unit.path for unit in units] == [WHOLE]
    assert [block.text for block in units[0].blocks] == ["Ord", "Fritt.", "Sitert"]


def test_the_same_name_twice_is_told_apart_by_chapter_then_by_number():
    article = '<article class="legalArticle" data-name="a1"><article class="legalP">x</article></article>'
    _, units = _read(f'{article}<section class="section" data-name="vedlegg2">{article}{article}</section>')
    assert [unit.path for unit in units] == [
        "artikkel/1",
        "vedlegg/2",
        "vedlegg/2/artikkel/1",
        "vedlegg/2/artikkel/1~2",
    ]


def test_words_for_other_acts_are_amending_text_without_a_path():
    _, units = _read(
        '<article class="legalArticle" data-name="§9"><article class="document-change">I lova:'
        '<article class="futureLegalArticle" data-name="§2"><article class="legalP">Nytt.</article></article></article>'
        "</article>"
    )
    assert [(block.kind, block.path) for block in units[0].blocks] == [("amending", ""), ("amending", "")]


def test_footnotes_stand_apart_and_note_marks_are_dropped():
    unit = _unit(
        '<article class="legalP">Lyset<sup class="footnotereference">1</sup> er kvitt<br/>alltid.<img/></article>'
        '<footer class="footnotes"><article class="footnote"><span>1</span> Sjå.</article></footer>'
    )
    assert [(block.kind, block.text) for block in unit.blocks] == [
        ("ledd", "Lyset er kvitt alltid."),
        ("footnote", "1 Sjå."),
    ]


@pytest.mark.parametrize(
    ("markup", "span"),
    [
        ('Etter  <a href="lov/2010-06-01-10/§1"> § 1 </a> då', "§ 1"),
        ('<a href="lov/2010-06-01-10">Lova</a> seier', "Lova"),
        ('Æ <i>ø</i>\n<a href="lov/2010-06-01-10">å</a>', "å"),
        ('sjå<a href="lov/2010-06-01-10">§ 4</a>.', "§ 4"),
    ],
)
def test_links_are_placed_in_the_folded_text(markup, span):
    (block,) = _unit(f'<article class="legalP">{markup}</article>').blocks
    (link,) = block.links
    assert block.text[link.start : link.end] == span


def test_links_that_are_no_citations_are_text_only():
    (block,) = _unit('<article class="legalP">Sjå <a href="static/SF/x.pdf">bilde</a>.</article>').blocks
    assert (block.text, block.links) == ("Sjå bilde.", ())


def test_a_fragment_is_read_with_paths_from_its_top():
    blocks = read_blocks(etree.fromstring('<article><article class="legalP">Ein.</article><p></p></article>'))
    assert [(block.path, block.text) for block in blocks] == [("ledd/1", "Ein.")]


def test_words_between_elements_are_kept():
    _, units = _read(
        '<section class="section" data-name="kap1"><h2>Lys</h2><article class="legalP">Ein.</article> og meir '
        '<article class="marginIdArticle"><span>1.1</span><article class="legalP">To.</article>, og to</article>;'
        "</section> til slutt"
    )
    whole, chapter = units
    assert [block.text for block in whole.blocks] == ["til slutt"]
    assert [(block.path, block.text) for block in chapter.blocks] == [
        ("ledd/1", "Ein."),
        ("", "og meir"),
        ("punkt/1.1/ledd/1", "To."),
        ("punkt/1.1", ", og to"),
    ]


def test_a_section_without_a_name_is_read():
    _, units = _read('<article class="legalArticle"><article class="legalP">Fritt.</article></article>')
    assert [(unit.path, unit.blocks[0].text) for unit in units] == [(NAMELESS, "Fritt.")]


def test_a_letter_belongs_to_the_number_of_its_chapter():
    _, units = _read('<section class="section" data-name="kap2A"><h2>Kapittel 2 A. Varsling</h2></section>')
    assert (units[0].path, units[0].number, units[0].heading) == ("kapittel/2a", "Kapittel 2 A", "Varsling")
