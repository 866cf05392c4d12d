"""One file → one document, or a reason why not."""

import pytest

from hjemmel.law.lovdata import parsing
from hjemmel.law.lovdata.parsing import NotLawError, find_key, find_refid, is_gazette, parse_document


def test_the_header_is_read(document):
    extra = (
        '<dt>x</dt><dd class="ministry"><ul><li>Fyrdepartementet</li></ul></dd>'
        '<dt>x</dt><dd class="lastChangedBy">lov/2014-05-02-5 fra 2014-07-01, ukjend</dd>'
        '<dt>x</dt><dd class="basedOn"><a href="lov/2000-01-01-1/§3">x</a> <a href="#a">y</a></dd>'
        '<dt>x</dt><dd class="eeaReferences">EØS-avtalen <a href="avtale/avt-1992-05-02-1-v2">vedlegg II</a></dd>'
    )
    read = parse_document(document("", extra=extra))
    assert (read.refid, read.kind, read.language) == ("lov/2010-06-01-10", "act", "nn")
    assert (read.short_title, read.abbreviations) == ("Fyrlova", ("fyrl",))
    assert read.ministries == ("Fyrdepartementet",)
    assert read.last_changed_by == (("lov/2014-05-02-5", "2014-07-01"),)
    assert [target.path for target in read.based_on] == ["paragraf/3"]
    assert (len(read.eea), read.eea_text) == (1, "EØS-avtalen vedlegg II")


def test_a_short_title_with_a_dash_in_it_is_kept_whole(document):
    assert parse_document(document("", short="Fyr – lys og lyd")).short_title == "Fyr – lys og lyd"


def test_a_document_without_optional_facts_is_read(document):
    read = parse_document(document("", refid="forskrift/2012-01-02-3", kind="regulation", in_force=None, lang="no"))
    assert (read.kind, read.language, read.in_force, read.ministries) == ("regulation", "nb", "", ())


def test_notes_become_events(fyrlova):
    units = {unit.path: unit for unit in parse_document(fyrlova).units}
    assert units["paragraf/1"].events[0].by == "lov/2014-05-02-5"
    assert units["paragraf/3"].events[0].pending


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda text: text.replace(b"</main>", b""), "well-formed"),
        (lambda _: b"", "well-formed"),
        (lambda text: text.replace(b"<main", b"<div").replace(b"</main", b"</div"), "no header and body"),
        (lambda text: text.replace(b'lov/2010-06-01-10</dd><dt class="date', b'bok/1</dd><dt class="date'), "RefID"),
        (lambda text: text.replace(b"NL/", b"XX/"), "collection"),
    ],
)
def test_what_is_no_law_is_told_of(document, spoil, reason):
    with pytest.raises(NotLawError, match=reason):
        parse_document(spoil(document("")))


def test_a_file_beyond_all_reason_is_refused_unread(document, monkeypatch):
    monkeypatch.setattr(parsing, "MAX_DOCUMENT_BYTES", 10)
    with pytest.raises(NotLawError, match="over"):
        parse_document(document(""))


def test_entities_are_never_resolved(document, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("hemmeleg")
    text = document("<p>&ut;</p>").replace(
        b"<!DOCTYPE html>", f'<!DOCTYPE html [<!ENTITY ut SYSTEM "file://{secret}">]>'.encode()
    )
    assert "hemmeleg" not in str(parse_document(text))


def test_a_file_tells_its_key_and_kind_unread(document):
    assert find_refid(document("")) == "lov/2010-06-01-10"
    assert find_key(document("", lang="no")) == "lov/2010-06-01-10@nb"
    assert find_key(b"<p/>") == ""
    assert is_gazette(document("", kind="gazette"))
    assert not is_gazette(document(""))
