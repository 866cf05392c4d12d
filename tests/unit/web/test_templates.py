"""Every label and heading comes from the graph or the catalogue; the catalogue is whole in nb, nn and en."""

import re
from pathlib import Path

import pytest

from hjemmel.web.pages import words

TEMPLATES = sorted((Path(words.__file__).parent / "templates").glob("*.html"))
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
MARKUP = re.compile(r"<!doctype html>|<[^>]+>", re.IGNORECASE)
SPOKEN = re.compile(r'\b(?:title|alt|placeholder|aria-label|content|label)="([^"]*)"')
NAMES = {"CSV", "JSON", "Lovdata", "SPARQL", "limits"}  # of forms, a house, an address: the same in every language
TECHNICAL = {"width=device-width, initial-scale=1", "light dark", "website"}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_no_words_of_its_own(template):
    text = JINJA.sub("", template.read_text(encoding="utf-8"))
    spoken = [value for value in SPOKEN.findall(text) if value not in TECHNICAL]
    left = [word for word in re.findall(r"[^\W\d_]{2,}", MARKUP.sub(" ", text)) if word not in NAMES]
    assert [value for value in spoken if re.search(r"[^\W\d_]{2,}", value)] == []
    assert left == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_names_only_words_the_catalogue_has(template):
    text = template.read_text(encoding="utf-8")
    named = re.findall(r'\bsay\("([a-z0-9-]+)"(?! ~)', text)
    assert [key for key in named if key not in words.load_messages()] == []


def test_every_word_of_the_catalogue_stands_in_three_languages():
    messages = words.load_messages()
    plain = {key: texts for key, texts in messages.items() if key not in ("term", "prose")}
    lacking = [key for key, texts in {**plain, **messages["term"]}.items() if set(texts) != {"nb", "nn", "en"}]
    assert lacking == []


def test_every_page_of_plain_words_stands_in_three_languages():
    for name, page in words.load_messages()["prose"].items():
        for texts in (page["lead"], *(each[part] for each in page["sections"] for part in ("title", "text"))):
            assert set(texts) == {"nb", "nn", "en"}, name
            assert all(text.strip() for text in texts.values()), name


def test_style_and_component_stay_small():
    from hjemmel.web.pages.assets import list_assets  # noqa: PLC0415 -- one test

    sizes = {asset.name: len(asset.body) for asset in list_assets()}
    assert sizes["style.css"] < 20_000
    assert sizes["hjemmel-duty.js"] < 10_000


WORD = re.compile(r"\w+")
ONLY_NB = set(WORD.findall("ikke hva hvem hvor hvordan hvilken hvilke fra noen noe bare mer ble gjøre gjelder uten"))
ONLY_NN = set(WORD.findall("ikkje kva kven kvar korleis frå nokon noko berre meir vart gjere gjeld finst utan eit ein"))


def list_texts(node, lang):
    """Every text of a language in the catalogue, however deep it lies."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in {"nb", "nn", "en"}:
                found = value if key == lang else []
                yield from ([found] if isinstance(found, str) else found.values() if isinstance(found, dict) else found)
            else:
                yield from list_texts(value, lang)
    elif isinstance(node, list):
        for value in node:
            yield from list_texts(value, lang)


@pytest.mark.parametrize(("lang", "foreign"), [("nb", ONLY_NN), ("nn", ONLY_NB)])
def test_neither_written_form_borrows_words_of_the_other(lang, foreign):
    texts = [*list_texts(words.load_messages(), lang), *list_texts(words.load_error_texts(), lang)]
    assert len(texts) > 300
    assert [text for text in texts if foreign & set(WORD.findall(text.lower()))] == []


def test_every_field_of_a_saved_question_has_a_name_for_people():
    from hjemmel.law.questions import list_questions  # noqa: PLC0415 -- one test

    names = {f"field-{each.name}" for question in list_questions() for each in question.parameters}
    assert names
    assert sorted(names - words.load_messages().keys()) == []
