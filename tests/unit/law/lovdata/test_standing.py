"""What the head of a document tells of names, days and other acts, kept by an import for reading citations."""

from hjemmel.law.lovdata.imported import open_law
from hjemmel.law.lovdata.importing import import_law
from hjemmel.law.lovdata.parsing import parse_document
from hjemmel.law.lovdata.standing import Standing, to_standing

ACT = "lov/2010-06-01-10"
READ_ON = "2025-11-08"
_AMENDS = '<dt>x</dt><dd class="changesToDocuments"><ul><li>lov/2010-06-01-10</li></ul></dd>'


def test_an_import_keeps_names_days_and_what_an_act_changes(tmp_path, fyrlova, document):
    place = tmp_path / f"lover-{READ_ON}"
    place.mkdir()
    body = (
        '<section class="section" data-name="kapI" id="k1"><h2>I</h2><article class="change"'
        ' data-change-part="lov/2010-06-01-10/§1-2/ledd/3">§ 1-2 tredje ledd skal lyde:</article></section>'
    )
    extra = f'{_AMENDS}<dt>x</dt><dd class="lastChangeInForce">2024-07-01</dd>'
    amending = document(body, refid="lov/2020-03-04-8", title="Lov om endring i fyrlova", short="", extra=extra)
    (place / "a.xml").write_bytes(fyrlova)
    (place / "b.xml").write_bytes(amending)
    import_law([place], tmp_path / "law")
    with open_law(tmp_path / "law") as law:
        standings = dict(law.list_standings())
    assert standings[ACT] == Standing(
        title="Lov om fyrstasjonar (fyrlova)",
        short_title="Fyrlova",
        abbreviations=("fyrl",),
        in_force="2011-01-01",
        changed="2011-01-01",
    )
    changing = standings["lov/2020-03-04-8"]
    assert changing.amends == (ACT,)
    assert changing.amended == (f"{ACT}/paragraf/1-2",)
    assert changing.changed == "2024-07-01"


def test_with_a_change_to_come_the_text_may_be_as_new_as_its_reading(document):
    extra = '<dt>x</dt><dd class="lastChangedBy">lov/2025-01-01-3 fra 2027-01-01</dd>'
    assert to_standing(parse_document(document("", extra=extra)), READ_ON).changed == READ_ON


def test_an_act_whose_day_is_left_to_the_king_has_none(document):
    standing = to_standing(parse_document(document("", in_force="Kongen bestemmer")), READ_ON)
    assert (standing.in_force, standing.changed) == ("", READ_ON)


def test_a_section_with_another_number_now_is_told_by_its_note(document):
    note = '<article class="changesToParent">Endra ved <a href="lov/2015-05-05-5">lov 5 mai 2015 nr. 5</a>{}.</article>'
    notes = {
        "4": " (ikr. 1 juli 2015), tidlegare § 3 a",
        "5": " (tidligere § 9)",
        "6": ", jf. tidligere § 11 i lov 1 juni 1999 nr. 2",
        "7": ", tidligere § 4",
    }
    body = "".join(
        f'<article class="legalArticle" data-name="§{number}" id="p{number}"><h3>§ {number}</h3>'
        f'<article class="legalP" id="p{number}l1">Fyret skal lyse.</article>{note.format(told)}</article>'
        for number, told in notes.items()
    )
    assert to_standing(parse_document(document(body)), READ_ON).moved == {
        "paragraf/3a": "paragraf/4",
        "paragraf/9": "paragraf/5",
    }
