import importlib

import pytest

from hjemmel.law.citations import build_registry, list_citations
from hjemmel.law.citations.bench import measure_eyecite, measure_speed, to_figures, to_report
from hjemmel.law.citations.hostile import list_dense, list_hostile, to_mixed, to_ordinary

SIZE = 2000


@pytest.fixture(scope="module")
def registry():
    return build_registry()


def test_the_report_compares_every_text_with_the_ordinary_one(registry):
    measures = measure_speed(registry, "Etter krisesenterlova § 4. ", repeats=1, size=SIZE)
    assert [one.name for one in measures] == ["ordinary", *dict(list_hostile(SIZE))]
    assert measures[0].citations == SIZE // len("Etter krisesenterlova § 4. ")
    assert len(to_report(measures).splitlines()) == len(measures)


def test_eyecite_is_measured_when_it_is_there(monkeypatch):
    class Eyecite:
        @staticmethod
        def get_citations(text):
            return text.split("§")[1:]

    monkeypatch.setattr(importlib, "import_module", lambda _: Eyecite)
    assert measure_eyecite("Etter krisesenterlova § 4. ", size=270).citations == 10


def test_the_figures_say_that_eyecite_is_not_installed(monkeypatch, registry):
    def refuse(name):
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", refuse)
    figures = to_figures(registry, repeats=1, size=SIZE)
    assert figures["times faster than eyecite"] == "not measured: eyecite isn't installed (pip install eyecite)"
    assert {"worst bar", "growth bar", "eyecite bar", "passes"} <= set(figures)


def test_every_text_has_the_length_that_was_asked_for():
    texts = [*list_hostile(SIZE), *list_dense(SIZE), ("mixture", to_mixed(SIZE, 1)), ("ordinary", to_ordinary(SIZE))]
    assert {name: len(text) for name, text in texts} == {name: SIZE for name, _ in texts}


def test_no_member_of_a_long_list_is_left_out(registry):
    found = list_citations("krisesenterlova §§ " + ", ".join(map(str, range(1, 900))), registry)
    assert sum(len(one.targets) for one in found) == 899


def test_a_number_said_again_and_again_is_one_section(registry):
    (found,) = list_citations("krisesenterlova §§ 1, 1, 1, 2 og 2.", registry)
    assert found.text == "krisesenterlova §§ 1, 1, 1, 2 og 2"
    assert [target.provision for target in found.targets] == ["paragraf/1", "paragraf/2"]
