"""The links Lovdata put on citations, read by us: whole documents, the citing act as context.

The floors are what is reached; the bars of the issue and what separates us from them stand in
tests/data/citations/README.md. Run with `-s` to see the figures by style.
"""

from pathlib import Path

import pytest

from hjemmel.law.citations import build_registry, gold

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.slow,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the law corpus isn't beside the project (../shared/corpus)"),
]


@pytest.fixture(scope="module")
def registry():
    return build_registry(gold.load_acts(CORPUS))


@pytest.mark.parametrize(
    ("kind", "recall", "precision", "subs"), [("lover", 0.975, 0.98, 0.97), ("forskrifter", 0.965, 0.965, 0.95)]
)
def test_links_are_found_with_the_right_target(registry, kind, recall, precision, subs):
    sentences = gold.read_gold(CORPUS / f"citations_dev.{kind}.tsv.gz")
    score = gold.score_documents(sentences, registry)
    judgeable = gold.score_documents(sentences, registry, judgeable=True)
    print(f"\n{kind}, all links\n{score.to_report()}\n{kind}, links the text itself settles\n{judgeable.to_report()}")
    assert score.recall >= recall
    assert score.precision >= precision
    assert score.exact_subs >= subs
