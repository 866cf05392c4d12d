"""New words in amending acts, and putting them in place."""

import pytest
from lxml import etree

from hjemmel.law.lovdata.amending import apply_changes
from hjemmel.law.lovdata.gazette import list_changes
from hjemmel.law.lovdata.records import Block, Change

ACT = "lov/2010-06-01-10"


def _say(text):
    return f'<article class="defaultP">{text}</article>'


def _ledd(*texts):
    return "".join(f'<article class="legalP">{text}</article>' for text in texts)


def _changes(*parts):
    return list_changes(etree.fromstring(f"<main>{''.join(parts)}</main>"))


INTRO = _say("I lov 1. juni 2010 nr. 10 om fyr vert det gjort desse endringane:")


def test_a_whole_section_is_read_with_its_heading(amending):
    main = etree.fromstring(amending).find("body/main")
    (change,) = list_changes(main)
    assert (change.target, change.path, change.part, change.heading) == (ACT, "paragraf/2", "", "Melding")
    assert [block.text for block in change.blocks] == ["Meld frå straks."]


@pytest.mark.parametrize(
    ("instruction", "texts", "parts"),
    [
        ("§ 4 andre ledd skal lyde:", ("To.",), ["ledd/2"]),
        ("§ 4 første og annet ledd skal lyde:", ("Ein.", "To."), ["ledd/1", "ledd/2"]),
        ("§ 4 andre til fjerde ledd skal lyde:", ("a", "b", "c"), ["ledd/2", "ledd/3", "ledd/4"]),
        ("§ 4 andre ledd andre punktum skal lyde:", ("To.",), []),
        ("§ 4 nr. 2 skal lyde:", ("To.",), []),
    ],
)
def test_whole_subsections_are_read_and_lesser_pieces_left(instruction, texts, parts):
    changes = _changes(INTRO, _say(instruction), _ledd(*texts))
    assert [change.part for change in changes] == parts
    assert all(change.path == "paragraf/4" for change in changes)


def test_an_act_may_be_named_in_the_instruction_itself():
    changes = _changes(
        '<article class="numberedLegalP">39. I lov 1. juni 2010 nr. 10 om fyr skal § 4 andre ledd lyde:</article>',
        _ledd("To."),
    )
    assert [(change.target, change.part) for change in changes] == [(ACT, "ledd/2")]


def test_an_act_without_a_number_is_named_by_its_date():
    (change,) = _changes(_say("I lov 10. februar 1967 om fyr skal § 4 første ledd lyde:"), _ledd("Ein."))
    assert change.target == "lov/1967-02-10"


def test_a_document_change_names_the_act_itself():
    (change,) = _changes(
        f'<article class="document-change" data-document="{ACT}">',
        _say("§ 4 første ledd skal lyde:"),
        _ledd("Ein."),
        "</article>",
    )
    assert change.target == ACT


def test_renumbered_subsections_are_moves():
    changes = _changes(INTRO, _say("Noverande § 2 tredje til fjerde ledd blir fjerde til nytt femte ledd."))
    assert [(change.path, change.part, change.moved_to) for change in changes] == [
        ("paragraf/2", "ledd/3", "ledd/4"),
        ("paragraf/2", "ledd/4", "ledd/5"),
    ]


def test_words_before_any_act_is_named_change_nothing():
    assert (
        _changes(_say("§ 4 første ledd skal lyde:"), _ledd("Ein."), _say("Noverande andre ledd blir tredje ledd."))
        == ()
    )


def _block(path, text):
    return Block(kind="ledd", path=path, text=text)


OLD = (_block("ledd/1", "ein"), _block("ledd/2", "to"), _block("ledd/2/bokstav/a", "a"), _block("ledd/3", "tre"))


def _apply(*changes):
    after = apply_changes(OLD, changes)
    return None if after is None else [(block.path, block.text) for block in after]


def _change(part, text="ny", **more):
    return Change(target=ACT, path="paragraf/4", part=part, blocks=(_block(part or "ledd/1", text),), **more)


def test_a_subsection_takes_the_place_of_the_old_with_all_below_it():
    assert _apply(_change("ledd/2")) == [("ledd/1", "ein"), ("ledd/2", "ny"), ("ledd/3", "tre")]


def test_a_whole_section_takes_the_place_of_everything():
    assert _apply(_change("ledd/2"), _change("")) == [("ledd/1", "ny")]


def test_a_new_subsection_moves_those_after_it_when_the_act_says_so():
    move = [Change(target=ACT, path="paragraf/4", part=f"ledd/{n}", moved_to=f"ledd/{n + 1}") for n in (2, 3)]
    assert _apply(_change("ledd/2", new=True), *move) == [
        ("ledd/1", "ein"),
        ("ledd/2", "ny"),
        ("ledd/3", "to"),
        ("ledd/3/bokstav/a", "a"),
        ("ledd/4", "tre"),
    ]


def test_a_new_subsection_with_nothing_moved_cannot_be_placed():
    assert _apply(_change("ledd/2", new=True)) is None
    assert _apply(_change("ledd/4", new=True))[-1] == ("ledd/4", "ny")


def test_without_old_words_or_changes_nothing_is_told():
    assert apply_changes(None, [_change("ledd/2")]) is None
    assert apply_changes(OLD, []) is None
