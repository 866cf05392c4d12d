from __future__ import annotations

import pytest

from hjemmel.rdf import formats


@pytest.mark.parametrize("form", formats.FORMATS, ids=lambda form: form.name)
def test_a_form_is_found_by_its_name_its_ending_and_its_media_type(form):
    for key in (form.name, form.ending, form.media_type, form.media_type.upper(), f" {form.name}"):
        assert formats.find_format(key) is form


def test_no_two_forms_share_a_name_an_ending_or_a_media_type():
    for key in ("name", "ending", "media_type"):
        assert len({getattr(form, key) for form in formats.FORMATS}) == len(formats.FORMATS)


def test_an_unknown_form_is_a_key_error():
    with pytest.raises(KeyError, match="docx"):
        formats.find_format("docx")


def test_text_forms_say_their_charset():
    assert formats.TTL.content_type == "text/turtle; charset=utf-8"
    assert formats.JSONLD.content_type == "application/ld+json"


@pytest.mark.parametrize("form", [*formats.GRAPH_FORMATS, *formats.DUMP_FORMATS, *formats.RESULT_FORMATS])
def test_what_an_engine_writes_knows_the_engine_s_own_name_for_it(form):
    engine = form.rdf or form.result
    assert engine is not None
    assert engine.media_type.startswith(form.media_type)
