from hjemmel.search.norwegian import fold
from hjemmel.search.words import load_everyday, load_pairs, load_word_lists


def test_the_table_of_pairs_is_sorted_and_says_nothing_twice(root):
    lines = (root / "api/hjemmel/search/pairs.tsv").read_text(encoding="utf-8").splitlines()[1:]
    assert lines == sorted(lines)
    assert len(lines) == len(load_pairs())


def test_no_pair_leads_to_another_nynorsk_word():
    pairs = load_pairs()
    assert {new: pairs[new] for new in pairs.values() if new in pairs and pairs[new] != new} == {}


def test_every_word_of_the_tables_is_folded():
    words = [*load_pairs(), *load_pairs().values(), *(text for row in load_everyday() for text in row)]
    words += [word for each in load_word_lists().values() for word in each]
    assert [word for word in words if fold(word) != word or not word] == []


def test_no_everyday_word_is_said_twice(root):
    lines = (root / "api/hjemmel/search/everyday.tsv").read_text(encoding="utf-8").splitlines()[1:]
    assert lines == sorted(lines)
    assert len(lines) == len(dict(load_everyday()))
