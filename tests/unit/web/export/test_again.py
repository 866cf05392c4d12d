"""A second export makes only what can have changed, and leaves what a whole new one would leave."""

import re
import shutil

import pytest

from hjemmel.errors import BadParameterError
from hjemmel.web.export.ledger import NAME
from hjemmel.web.export.making import Maker

from .conftest import change_sources, export, open_site, read_all

NORMS = "kb/duties/lov-2099-01-01-1-omsorgslova.ttl"
EDITS = {
    "a word of a norm": (NORMS, lambda text: text.replace('dct:description "', 'dct:description "Endra. ', 1)),
    "the name of an actor": (
        "kb/actors/actors.ttl",
        lambda text: re.sub(r'skos:prefLabel "(\w+)', r'skos:prefLabel "Ny \1', text, count=2),
    ),
    "a day": (
        "kb/acts/lov-2099-01-01-1-omsorgslova.ttl",
        lambda text: re.sub(r'(hj:validTo "\d{4}-\d\d)-\d\d', r"\1-02", text, count=1),
    ),
    "a source read again": (
        "kb/sources.ttl",
        lambda text: re.sub(r'hj:readOn "[\d-]+"', 'hj:readOn "2104-05-30"', text, count=1),
    ),
    "a word of the ontology": (
        "ontology/vocabularies/force.ttl",
        lambda text: text.replace('skos:prefLabel "', 'skos:prefLabel "ny: ', 1),
    ),
    "quotes gone": ("kb/quotes.ttl", lambda _: ""),
    "a norm gone": (
        "kb/duties/rad-handbok.ttl",
        lambda text: text[: text.index("<duties/")],
    ),
    "a new actor": (
        "kb/actors/actors.ttl",
        lambda text: (
            text
            + '\n<actors/ny-aktor>\n    a hj:Actor ;\n    skos:prefLabel "ny aktør"@nb ;\n'
            + "    skos:broader <actors/kommunen> ;\n.\n"
        ),
    ),
}


@pytest.fixture
def copy(exported, tmp_path):
    return shutil.copytree(exported, tmp_path / "site")


def test_nothing_is_made_when_nothing_changed(small_sources, exported, copy):
    before = {path: path.stat().st_mtime_ns for path in copy.rglob("*") if path.is_file()}
    outcome = export(open_site(small_sources), copy)
    assert (outcome.made, outcome.changed, outcome.removed) == (0, 0, 0)
    assert {path: path.stat().st_mtime_ns for path in copy.rglob("*") if path.is_file()} == before
    assert read_all(copy) == read_all(exported)


def test_a_changed_norm_leaves_what_a_whole_export_would_leave_and_makes_little(
    small_sources, exported, copy, tmp_path
):
    site = open_site(change_sources(small_sources, *EDITS["a word of a norm"]))
    whole = export(site, tmp_path / "whole")
    outcome = export(site, copy)
    before, after = read_all(exported), read_all(copy)
    assert after == read_all(tmp_path / "whole")
    assert outcome.made < whole.made / 2
    pages = [name for name in before if name.endswith(".html")]
    assert sum(before[name] != after[name] for name in pages) < len(pages) / 10


@pytest.mark.slow
@pytest.mark.parametrize("edit", EDITS)
def test_whatever_an_editor_changed_a_second_export_is_like_a_whole_one(small_sources, copy, tmp_path, edit):
    site = open_site(change_sources(small_sources, *EDITS[edit]))
    export(site, tmp_path / "whole")
    export(site, copy)
    assert read_all(copy) == read_all(tmp_path / "whole")
    export(open_site(small_sources), copy)
    export(open_site(small_sources), tmp_path / "back")
    assert read_all(copy) == read_all(tmp_path / "back")


def test_a_file_that_was_lost_or_cut_is_made_again(small_sources, exported, copy):
    (copy / "actors/lege.html").unlink()
    (copy / "actors/lege.ttl").write_text("half")
    assert export(open_site(small_sources), copy).made == 2
    assert read_all(copy) == read_all(exported)


@pytest.mark.slow
def test_an_export_that_is_broken_off_leaves_no_half_file_and_the_next_is_whole(
    small_sources, exported, copy, tmp_path, monkeypatch
):
    site = open_site(change_sources(small_sources, *EDITS["a word of a norm"]))
    with monkeypatch.context() as patch:
        made = []

        def stop(worker, leaf, make=Maker.make):
            if len(made) == 20:
                raise KeyboardInterrupt
            made.append(leaf)
            return make(worker, leaf)

        patch.setattr(Maker, "make", stop)
        patch.setattr("os.cpu_count", lambda: 1)
        with pytest.raises(KeyboardInterrupt):
            export(site, copy)
    export(site, tmp_path / "whole")
    old, new = read_all(exported), read_all(tmp_path / "whole")
    left = {name: body for name, body in read_all(copy).items() if name != NAME}
    assert [name for name, body in left.items() if body not in (old.get(name), new.get(name))] == []
    # What was written before it stopped is of the changed release; now it is made of the first again.
    export(open_site(small_sources), copy)
    assert read_all(copy) == read_all(exported)


@pytest.mark.slow
def test_all_makes_everything_again(small_sources, exported, copy):
    outcome = export(open_site(small_sources), copy, whole=True)
    assert (outcome.made > 1000, outcome.changed) == (True, 0)
    assert read_all(copy) == read_all(exported)


@pytest.mark.slow
def test_another_address_or_program_makes_everything_again(small_sources, copy, monkeypatch):
    assert export(open_site(small_sources, address="https://example.org/x/"), copy).made > 1000
    monkeypatch.setattr("hjemmel.web.export.exporting.find_frame", lambda _: "another program")
    assert export(open_site(small_sources, address="https://example.org/x/"), copy).made > 1000


def test_a_worker_that_fails_is_told_and_not_waited_for(small_sources, tmp_path, monkeypatch):
    def fail(*_):
        raise ValueError("such a pity")

    monkeypatch.setattr(Maker, "make", fail)
    with pytest.raises((RuntimeError, ValueError), match="such a pity"):
        export(open_site(small_sources), tmp_path / "out")


def test_an_error_of_our_own_comes_from_a_worker_as_it_is(small_sources, tmp_path, monkeypatch):
    def fail(*_):
        raise BadParameterError("day", "Such a pity.", remedy="Name another day.")

    monkeypatch.setattr(Maker, "make", fail)
    with pytest.raises(BadParameterError, match=r"Such a pity\.") as raised:
        export(open_site(small_sources), tmp_path / "out")
    assert (raised.value.parameter, raised.value.remedy) == ("day", "Name another day.")
