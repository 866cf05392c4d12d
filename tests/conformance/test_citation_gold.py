"""The links Lovdata put on citations, read by us: sentence by sentence, and whole documents; context is the citing act.

The floors are what is reached; the bars of the issue and what separates us from them stand in
tests/data/citations/README.md. Run with `-s` to see the figures by style.
"""

import hashlib
import importlib.util
import sys
from pathlib import Path

import pytest

from hjemmel.law.citations import build_registry, gold, scoring
from hjemmel.law.citations.names import read_names

DATA = Path(__file__).parents[1] / "data" / "citations"
CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
KINDS = ("lover", "forskrifter")
COUNTS = {"sentences": scoring.score_sentences, "documents": scoring.score_documents}
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.slow,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the law corpus isn't beside the project (../shared/corpus)"),
]


@pytest.fixture(scope="module")
def acts():
    return list(gold.load_acts(CORPUS))


@pytest.fixture(scope="module")
def sentences():
    return {kind: gold.read_gold(CORPUS / f"citations_dev.{kind}.tsv.gz") for kind in KINDS}


@pytest.fixture(scope="module")
def registry(acts):
    return build_registry(acts)


def is_held_out(refid):
    """A third of the documents, by chance."""
    return int(hashlib.sha256(f"x{refid}".encode()).hexdigest(), 16) % 3 == 0


@pytest.fixture(scope="module")
def smaller_registry(acts):
    """What is known when the documents held out aren't there: neither their sections nor names only they tell."""
    spec = importlib.util.spec_from_file_location("make_titles", DATA / "make_titles.py")
    maker = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = maker  # dataclasses look their module up
    spec.loader.exec_module(maker)
    hand = read_names(maker.HAND.read_text(encoding="utf-8"))
    names = [*hand, *read_names(maker.make(CORPUS, is_held_out))]
    return build_registry([act for act in acts if not is_held_out(act.refid)], names)


@pytest.mark.parametrize(
    ("kind", "way", "floors"),
    [
        ("lover", "sentences", (0.985, 0.986, 0.972)),
        ("lover", "documents", (0.99, 0.989, 0.971)),
        ("forskrifter", "sentences", (0.973, 0.966, 0.953)),
        ("forskrifter", "documents", (0.974, 0.967, 0.951)),
    ],
)
def test_links_are_found_with_the_right_target(registry, sentences, kind, way, floors):
    recall, precision, subs = floors
    score = COUNTS[way](sentences[kind], registry, on=gold.DAY)
    print(f"\n{kind}, {way}\n{score.to_report()}")
    assert score.recall >= recall
    assert score.precision >= precision
    assert score.exact_subs >= subs


@pytest.mark.parametrize(
    ("kind", "way", "recall"),
    [
        ("lover", "sentences", 0.945),
        ("lover", "documents", 0.975),
        ("forskrifter", "sentences", 0.955),
        ("forskrifter", "documents", 0.96),
    ],
)
def test_documents_held_out_are_read_nearly_as_well(smaller_registry, sentences, kind, way, recall):
    held = [sentence for sentence in sentences[kind] if is_held_out(sentence.source)]
    score = COUNTS[way](held, smaller_registry, on=gold.DAY)
    print(f"\n{kind} held out, {way}\n{score.to_report()}")
    assert score.recall >= recall
