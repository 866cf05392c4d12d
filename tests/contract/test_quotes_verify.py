"""The quotes of the slides, written as people write them down, and altered as people alter them.

The alterations are made here, from the quotes of the graph itself, so that no passage is in the program.
"""

import random

import pytest

KRSL = "lov/2009-06-19-44/paragraf/4"
HOL = "lov/2011-06-24-30/paragraf/3-3a"
QUOTES = {"quote-krsl-4-2009": KRSL, "quote-hol-33a": HOL}
DAYS = {"quote-krsl-4-2009": "2015-01-01", "quote-hol-33a": "2026-01-15"}


@pytest.fixture(scope="module")
def texts(real_client):
    return {slug: real_client.get(f"/quotes/{slug}").json()["text"] for slug in QUOTES}


@pytest.fixture(scope="module")
def verify(real_client):
    def ask(text, **words):
        answer = real_client.post("/quotes/verify", json={"text": text, **words})
        assert answer.status_code == 200
        return answer.json()

    return ask


def hyphenate(text):
    """Break every long word at the end of a line."""
    return " ".join(f"{word[:4]}-\n{word[4:]}" if len(word) > 8 else word for word in text.split())


def leave_out(text):
    words = text.split()
    return " ".join([*words[:6], "[…]", *words[-6:]])


FAITHFUL = {
    "as it is": lambda text: text,
    "two blanks": lambda text: text.replace(" ", "  "),
    "a line a word": lambda text: text.replace(" ", "\r\n"),
    "non-breaking blanks": lambda text: text.replace(" ", "\u00a0"),
    "an indented block": lambda text: "\n    ".join(text.split(" ")) + "\n",
    "words broken at line ends": hyphenate,
    "soft hyphens": lambda text: text.replace("nn", "n\u00adn"),
    "guillemets": lambda text: f"«{text}»",
    "straight quotation marks": lambda text: f'"{text}"',
    "low and high quotation marks": lambda text: f"„{text}“",
    "long dashes": lambda text: text.replace("-", "–"),
    "an omission that is marked": leave_out,
    "three dots": lambda text: leave_out(text).replace("[…]", "..."),
    "the first half": lambda text: text[: text.index(" ", len(text) // 2)],
    "the second half": lambda text: text[text.index(" ", len(text) // 2) :],
    "capitals": str.upper,
}


@pytest.mark.parametrize("slug", QUOTES)
@pytest.mark.parametrize("manner", FAITHFUL)
@pytest.mark.parametrize("said", [True, False], ids=["from the provision", "from anywhere"])
def test_how_a_quote_is_set_does_not_matter(verify, texts, slug, manner, said):
    words = {"provision": QUOTES[slug]} if said else {}
    verdict = verify(FAITHFUL[manner](texts[slug]), on=DAYS[slug], **words)
    assert verdict["status"] == "current"
    assert verdict["provision"].endswith(QUOTES[slug])
    assert verdict["differences"] == []


def test_a_quote_of_a_past_wording_says_from_when_to_when(verify, texts):
    verdict = verify(hyphenate(texts["quote-krsl-4-2009"]), on="2026-01-15")
    assert (verdict["status"], verdict["validTo"]) == ("past", "2022-08-01")
    assert verdict["validFrom"] < verdict["validTo"]
    assert (verdict["heldFrom"], verdict["heldTo"]) == ("2010-01-01", "2022-08-01")


@pytest.mark.parametrize("slug", QUOTES)
def test_a_quote_of_a_wording_whose_day_has_not_come_is_coming(verify, texts, slug):
    assert verify(texts[slug], on="2001-01-01")["status"] == "coming"


def replace_word(words, at):
    return [*words[:at], "hesten", *words[at + 1 :]], {"quoted": "hesten", "wording": words[at]}


def drop_word(words, at):
    return [*words[:at], *words[at + 1 :]], {"quoted": "", "wording": words[at]}


def add_word(words, at):
    return [*words[:at], "aldri", *words[at:]], {"quoted": "aldri", "wording": ""}


ALTERING = {"replaced": replace_word, "dropped": drop_word, "added": add_word}


@pytest.mark.parametrize("slug", QUOTES)
@pytest.mark.parametrize("manner", ALTERING)
@pytest.mark.parametrize("seed", range(8))
def test_one_altered_word_is_told_with_what_the_law_says(verify, texts, slug, manner, seed):
    words = texts[slug].split()
    alone = [at for at in range(1, len(words) - 1) if words.count(words[at]) == 1 and words[at - 1] != words[at + 1]]
    altered, difference = ALTERING[manner](words, random.Random(seed).choice(alone))
    verdict = verify(hyphenate(" ".join(altered)), on=DAYS[slug])
    assert verdict["status"] == "altered"
    assert verdict["provision"].endswith(QUOTES[slug])
    assert [{name: plain(text) for name, text in each.items()} for each in verdict["differences"]] == [difference]
    assert len(verdict["near"]) >= 3
    assert verdict["near"][0]["wording"] == verdict["wording"]


def plain(text):
    return text.replace("- ", "")


@pytest.mark.parametrize("slug", QUOTES)
def test_a_duty_turned_into_advice_is_altered(verify, texts, slug):
    verdict = verify(texts[slug].replace("skal", "bør"), on=DAYS[slug])
    assert verdict["status"] == "altered"
    assert {"quoted": "bør", "wording": "skal"} in verdict["differences"]


@pytest.mark.parametrize("slug", QUOTES)
def test_half_a_quote_among_other_words_is_not_found_but_its_near_misses_are_named(verify, texts, slug):
    words = texts[slug].split()
    passage = " ".join([*words[: len(words) // 2], *["helt andre ord om noe annet"] * (len(words) // 8)])
    verdict = verify(passage, on=DAYS[slug])
    assert verdict["status"] == "not-found"
    assert len(verdict["near"]) >= 3
    assert QUOTES[slug] in verdict["near"][0]["wording"]
    likeness = [each["likeness"] for each in verdict["near"]]
    assert likeness == sorted(likeness, reverse=True)


def test_a_quote_said_to_be_from_another_provision_is_not_found_there_and_named_where_it_is(verify, texts):
    verdict = verify(texts["quote-krsl-4-2009"], on="2015-01-01", provision=HOL)
    assert verdict["status"] == "not-found"
    assert KRSL in verdict["near"][0]["wording"]
    assert verdict["near"][0]["likeness"] == 1


def test_shuffled_words_are_no_quote(verify, texts):
    words = texts["quote-hol-33a"].split()
    random.Random(1).shuffle(words)
    assert verify(" ".join(words), on="2026-01-15")["status"] == "not-found"


@pytest.mark.parametrize(
    "text", ["", " ", "skal", "«»", "…", " " * 200_000, "[ " * 100_000, "skal " * 100_000, "." * 300_000]
)
def test_what_is_no_passage_is_not_found_and_takes_no_time(verify, text):
    verdict = verify(text)
    assert (verdict["status"], verdict["near"], verdict["wording"]) == ("not-found", [], None)
