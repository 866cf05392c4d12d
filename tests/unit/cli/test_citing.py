"""hjemmel cite as a person uses it."""

import io
import json
import sys
from types import SimpleNamespace

import pytest

from hjemmel.cli import citing, run
from hjemmel.errors import InputError
from hjemmel.law.catalogue import load_catalogue


@pytest.fixture
def cite(monkeypatch, small_snapshot):
    """Run cite on the small knowledge base, its release built once."""
    from hjemmel.graph.snapshot import open_kb  # noqa: PLC0415 -- one fixture

    monkeypatch.setattr(citing, "open_release", lambda _: open_kb(small_snapshot))
    return lambda *words: run(["cite", *words])


def test_a_text_is_answered_with_one_line_a_citation(cite, capsys):
    assert cite("Etter krisesenterlova § 4 og § 5") == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["targets"][0]["provision"] for line in lines] == ["paragraf/4", "paragraf/5"]


def test_a_line_names_the_wording_of_the_day_as_the_answer_over_http_does(cite, capsys, small_kb):
    catalogue = load_catalogue(small_kb)
    wording = next(one for one in catalogue.wordings.values() if one.valid_from and "/lov/2" in one.id)
    section, _, _ = wording.id.partition("/versjon/")
    refid, _, number = section.removeprefix("https://w3id.org/hjemmel/").partition("/paragraf/")
    text = f"LOV-{refid.removeprefix('lov/')} § {number}"
    assert cite(text, "--on", str(wording.valid_from)) == 0
    (line,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert line["targets"][0]["wording"] == wording.id


def test_a_text_without_citations_gives_exit_code_1(cite, capsys):
    assert cite("Ingenting her") == 1
    assert not capsys.readouterr().out


def test_a_file_is_shown_linked(cite, capsys, tmp_path):
    file = tmp_path / "plan.md"
    file.write_text("# Plan\n\nEtter krisesenterlova § 4.\n", encoding="utf-8")
    assert cite(str(file), "--form", "markdown") == 0
    assert "[krisesenterlova § 4](https://lovdata.no/lov/2009-06-19-44/§4)." in capsys.readouterr().out
    assert cite(str(file), "--form", "html") == 0
    assert "<pre" in capsys.readouterr().out


def test_an_html_file_stays_html(cite, capsys, tmp_path):
    file = tmp_path / "plan.html"
    file.write_text("<p>krisesenterlova § 4</p>", encoding="utf-8")
    assert cite(str(file), "--form", "html") == 0
    assert capsys.readouterr().out.startswith("<p><a href=")


def test_standard_input_and_context_make_a_table(cite, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO("jf. § 4".encode())))
    assert cite("-", "--form", "table", "--context", "lov/2009-06-19-44", "--on", "2020-01-01") == 0
    assert "lov/2009-06-19-44/paragraf/4" in capsys.readouterr().out


def test_a_word_that_is_no_act_is_refused_as_context(cite, capsys):
    assert cite("§ 4", "--context", "krisesenterlova") == 2
    assert "lov/2009-06-19-44" in capsys.readouterr().err


def test_a_file_that_is_not_utf_8_is_refused(tmp_path):
    file = tmp_path / "x.txt"
    file.write_bytes(b"\xff")
    with pytest.raises(InputError, match="UTF-8"):
        citing.read_text(str(file))


def test_a_file_that_is_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(citing, "MOST", 3)
    file = tmp_path / "x.txt"
    file.write_text("four", encoding="utf-8")
    with pytest.raises(InputError, match="more than 3 bytes"):
        citing.read_text(str(file))


@pytest.mark.parametrize("given", ["", "ø" * 240, "a" * 5000, "to\nlinjer.txt", "hol.", "lov/2009-06-19-44"])
def test_what_names_no_file_is_a_text(given):
    assert citing.read_text(given) == (given, False)


@pytest.mark.parametrize("given", ["plan-som-ikke-finnes.txt", "mappe/plan.HTML", "."])
def test_the_name_of_a_file_that_is_not_there_is_no_text(given):
    with pytest.raises(InputError, match="no file"):
        citing.read_text(given)


def test_a_file_that_may_not_be_read_is_told(tmp_path):
    with pytest.raises(InputError, match="can't be read"):
        citing.read_file(tmp_path)


def test_a_text_without_citations_is_told_beside_the_answer(cite, capsys):
    assert cite("") == 1
    assert "no citation" in capsys.readouterr().err


def test_a_table_names_the_act_that_took_over(cite, capsys):
    assert cite("lov 17. juli 1992 nr. 100 § 4-12", "--on", "2025-01-01", "--form", "table") == 0
    assert "lov/1992-07-17-100/paragraf/4-12 → lov/2021-06-18-97" in capsys.readouterr().out


def test_a_megabyte_from_a_file_is_read_whole(cite, capsys, tmp_path):
    file = tmp_path / "plan.txt"
    file.write_text("Etter krisesenterlova § 4 er det slik. \0" * 25_000, encoding="utf-8")
    assert cite(str(file)) == 0
    assert len(capsys.readouterr().out.splitlines()) == 25_000
