"""The words of a part, and their digest."""

import hashlib

import pytest

from hjemmel.errors import NotFoundError
from hjemmel.law.digest import digest_of_part, find_part, list_sentences, normalise_text, read_parts, to_digest

TEXT = "Kommunen skal:\n(2) Det gjeld òg natta. Og dagen.\nlyse, og\nvarsle. Straks."
OUTLINE = "ledd/1 ledd/2+4 ledd/1/bokstav/a ledd/1/bokstav/b"


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("to  ord\n her ", "to ord her"),
        ("fast\u00a0mellomrom", "fast mellomrom"),
        ("mjuk\u00adbindestrek", "mjukbindestrek"),
        ("a\u030angstrom", "ångstrom"),
        ("\ufeffstart\u200b", "start"),
        ("tanke – strek «sitat»", "tanke – strek «sitat»"),
    ],
)
def test_text_is_normalised(text, normal):
    assert normalise_text(text) == normal
    assert normalise_text(normal) == normal


def test_a_digest_is_of_the_normalised_text_in_utf8():
    assert to_digest(" Å  lyse ") == hashlib.sha256("Å lyse".encode()).hexdigest()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Ein. To. Tre.", 3),
        ("Kongen kan, jf. § 3 nr. 2, gi forskrift. Det er alt.", 2),
        ("Det gjeld m.v. Og meir.", 1),
        ("Frå 1. januar 2020 gjeld lova. Slutt.", 2),
        ("Etter § 3 nr. 4. Ny setning.", 2),
        ("Sjå bokstav a. Neste.", 2),
        ("Er det så? Ja!  Det er det.", 3),
        ("Han sa «nei.» Ho sa ja.", 2),
        ("Gebyret er 2.500 kroner. Det vert kravd inn.", 2),
        ("utan punktum", 1),
        ("", 0),
    ],
)
def test_sentences_end_where_norwegian_law_ends_them(text, count):
    assert len(list_sentences(text)) == count


def test_a_part_is_what_its_path_names_and_all_below():
    parts = read_parts(TEXT, OUTLINE)
    assert find_part(parts, "ledd/2") == "Det gjeld òg natta. Og dagen."
    assert find_part(parts, "ledd/1") == "Kommunen skal: lyse, og varsle. Straks."
    assert find_part(parts, "ledd/1/bokstav/b") == "varsle. Straks."
    assert find_part(parts, "") == "Kommunen skal: Det gjeld òg natta. Og dagen. lyse, og varsle. Straks."


def test_a_list_belongs_to_the_sentence_that_leads_into_it():
    parts = read_parts(TEXT, OUTLINE)
    assert find_part(parts, "ledd/1/punktum/1") == "Kommunen skal: lyse, og varsle. Straks."
    assert find_part(parts, "ledd/2/punktum/2") == "Og dagen."
    assert find_part(parts, "LEDD/1/bokstav/B/punktum/2") == "Straks."


def test_a_continuation_goes_on_with_the_sentence_above_the_list():
    parts = read_parts("Den som\nlyg\nskal bøte. Straks.", "ledd/1 ledd/1/bokstav/a ledd/1")
    assert find_part(parts, "ledd/1/punktum/1") == "Den som lyg skal bøte."
    assert find_part(parts, "ledd/1/punktum/2") == "Straks."


def test_text_of_the_section_as_a_whole_has_no_path():
    assert read_parts("Ein tabell", "-")[0].path == ""


@pytest.mark.parametrize("part", ["ledd/3", "ledd/2/punktum/3", "ledd/2/punktum/0"])
def test_a_part_that_is_not_there_is_told_of(part):
    with pytest.raises(NotFoundError, match=r"part"):
        digest_of_part(TEXT, OUTLINE, part)


def test_the_digest_of_a_part_leaves_printed_numbers_out():
    assert digest_of_part(TEXT, OUTLINE, "ledd/2/punktum/1") == to_digest("Det gjeld òg natta.")
