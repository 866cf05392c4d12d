"""Reading citations takes time in step with the text, whatever the text: 4 times the text, some 4 times as long.

Processor time of this process, the best of a few runs, and a second look before a text is called steep: on a
busy machine single measurements differ by half.
"""

import time

import pytest

from hjemmel.law.citations import annotate, build_registry, list_citations
from hjemmel.law.citations.bench import GROWTH, WORST, measure_growth, measure_speed
from hjemmel.law.citations.hostile import list_dense, list_hostile, to_length, to_mixed
from hjemmel.law.citations.registry import ActEntry

SIZE = 200_000
ACT = "lov/2009-06-19-44"
KNOWN = ActEntry(
    refid=ACT,
    provisions=frozenset(f"paragraf/{number}{letter}" for number in range(1, 400) for letter in ("", "a", "b")),
)
REGISTRIES = {"names alone": build_registry(), "provisions known": build_registry([KNOWN])}


def is_steep(registry, text):
    return all(measure_growth(registry, text) > GROWTH for _ in range(3))


@pytest.mark.slow
@pytest.mark.parametrize("known", REGISTRIES)
@pytest.mark.parametrize("kind", [list_hostile, list_dense])
def test_no_text_takes_more_than_its_length(kind, known):
    assert [name for name, text in kind(SIZE) if is_steep(REGISTRIES[known], text)] == []


@pytest.mark.slow
@pytest.mark.parametrize("tokens", [4, 8, 16])
def test_no_mixture_of_the_words_of_citations_takes_more_than_its_length(tokens):
    texts = {seed: to_mixed(SIZE, seed, tokens=tokens) for seed in range(tokens, tokens + 20)}
    assert [seed for seed, text in texts.items() if is_steep(REGISTRIES["provisions known"], text)] == []


@pytest.mark.slow
def test_a_hostile_text_takes_no_more_than_four_times_an_ordinary_one():
    first, *rest = measure_speed(REGISTRIES["names alone"])
    assert [one.name for one in rest if one.seconds > WORST * first.seconds] == []


MARKUP = [
    "<a ",
    "<!--",
    "<script>",
    "<a>§ 4 ",
    "&sect;",
    "&",
    "<",
    "[",
    "`",
    "```\n",
    "[a](b) § 4 ",
    "<b>krisesenterlova § 4</b> ",
]


@pytest.mark.slow
@pytest.mark.parametrize("unit", MARKUP)
def test_no_markup_takes_more_than_its_length(unit):
    text = to_length("krisesenterlova ", unit, SIZE)

    def seconds(part):
        start = time.process_time()
        for form, markup in (("html", True), ("markdown", False)):
            annotate(part, list_citations(part, REGISTRIES["names alone"], markup=markup), form=form, markup=markup)
        return time.process_time() - start

    growths = []
    for _ in range(3):
        part = min(seconds(text[: SIZE // 4]) for _ in range(3))
        growths.append(min(seconds(text) for _ in range(2)) / part)
    assert min(growths) <= GROWTH
