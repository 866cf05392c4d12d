"""The names that the head of a document tells."""

import pytest

from hjemmel.law.citations.heads import list_head_names


@pytest.mark.parametrize(
    ("title", "short", "abbreviations", "expected"),
    [
        (
            "Lov om kommunale krisesentertilbod (krisesenterlova)",
            "Krisesenterlova",
            ["krsl."],
            {("title", "Lov om kommunale krisesentertilbod"), ("short", "krisesenterlova"), ("abbreviation", "krsl")},
        ),
        (
            "Lov om planlegging og byggesaksbehandling (plan- og bygningsloven) (byggesaksdelen)",
            "Plan- og bygningsloven – pbl",
            [],
            {("short", "Plan- og bygningsloven")},
        ),
        (
            "Forskrift om tekniske krav til byggverk (Byggteknisk forskrift)",
            "Byggteknisk forskrift (TEK17)",
            [],
            {("short", "Byggteknisk forskrift"), ("abbreviation", "TEK17")},
        ),
        ("Lov om endringer i prøveloven", "Endringslov til prøveloven", [], set()),
        (
            "Lov om helsepersonell m.v. (helsepersonelloven)",
            "",
            [],
            {
                ("title", "Lov om helsepersonell"),
                ("title", "Lov om helsepersonell m.v"),
                ("short", "helsepersonelloven"),
            },
        ),
        (
            "Forskrift om årsregnskap m.m. for banker",
            "",
            [],
            {("title", "Forskrift om årsregnskap for banker"), ("title", "Forskrift om årsregnskap m.m. for banker")},
        ),
        ("Forskrift om bakkehjelp", "Forskr om bakkehjelp, BSL E 4-2", [], {("abbreviation", "BSL E 4-2")}),
    ],
)
def test_titles_short_titles_and_abbreviations_are_told_apart(title, short, abbreviations, expected):
    found = {(kind, name) for kind, name in list_head_names(title, short, abbreviations, law=title.startswith("Lov"))}
    assert expected <= found
    assert expected or not found


def test_words_that_mean_any_act_are_no_names():
    assert list(list_head_names("Lov om noe helt annet (loven)", "Loven", ["lov"], law=True)) == [
        ("title", "Lov om noe helt annet")
    ]
