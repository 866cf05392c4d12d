"""Labels in the nearest language."""

import pytest

from hjemmel.law.things import Ref, Thing, find_text

ALL = {"nb": "en plikt", "nn": "ei plikt", "en": "a duty"}


@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
def test_a_label_is_given_in_the_language_asked_for(lang):
    assert Ref(id="x", labels=ALL).label(lang) == ALL[lang]


@pytest.mark.parametrize(("lang", "left"), [("nn", "nb"), ("nb", "nn"), ("en", "nb"), ("se", "nb")])
def test_a_missing_language_gives_way_to_the_nearest(lang, left):
    texts = {key: text for key, text in ALL.items() if key != lang}
    assert find_text(texts, lang) == ALL[left]


def test_a_text_without_a_language_serves_all_and_no_text_is_empty():
    assert find_text({"": "omsl."}, "nn") == "omsl."
    assert find_text({}, "nn") == ""


def test_a_definition_stands_in_for_a_description():
    bare = {"id": "x", "slug": "x", "type": "Situation", "labels": ALL}
    assert Thing(**bare, definitions={"nb": "Om saken."}).description("nb") == "Om saken."
    assert Thing(**bare, descriptions={"nb": "Mer."}, definitions={"nb": "Om saken."}).description("en") == "Mer."
    assert Thing(**bare).description("nb") == ""
    assert Thing(**bare).label("nn") == "ei plikt"


def test_records_can_be_kept_in_sets():
    assert len({Ref(id="x", labels=ALL), Ref(id="x", labels=ALL)}) == 1
