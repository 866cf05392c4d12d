from datetime import date

import pytest

from hjemmel.search import index as index_module
from hjemmel.search.documents import Document
from hjemmel.search.index import Index, Wanted

DAY = date(2030, 1, 1)


def find(index, text, **wanted):
    return index.find(text, Wanted(day=DAY, **wanted))


def ids(found):
    return [hit.document.id for hit in found.hits]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("kommunenes", "a/kommunen"),
        ("fylkesmann", "a/statsforvalteren"),
        ("statsfovalteren", "a/statsforvalteren"),
        ("avverjeplikt", "d/avverge"),
        ("krisesentertilbodet", "d/tilbud"),
        ("krisesenter", "d/tilbud"),
        ("voldsutsatte", "d/vern"),
        ("county governors", "a/statsforvalteren"),
        ("hvem skal melde til barnevernet", "d/melde"),
        ("bekymringsmelding", "d/melde"),
        ("skole melding", "d/melde"),
    ],
)
def test_the_page_a_person_wants_comes_first(index, query, wanted):
    assert ids(find(index, query))[0] == wanted


def test_what_does_not_hold_on_the_day_ranks_below_and_says_so(index):
    found = find(index, "skoleansatte melder")
    assert ids(found) == ["d/melde", "d/gammel"]
    assert [hit.holds for hit in found.hits] == [True, False]


def test_every_kind_is_counted_though_only_one_is_wanted(index):
    every = find(index, "kommunen skoleansatte")
    one = find(index, "kommunen skoleansatte", kind="actors")
    assert every.kinds == one.kinds == {"actors": 1, "duties": 2}
    assert (one.total, ids(one)) == (1, ["a/kommunen"])


def test_pages_follow_each_other(index):
    whole = ids(find(index, "skoleansatte melder"))
    assert (
        ids(find(index, "skoleansatte melder", size=1)) + ids(find(index, "skoleansatte melder", page=2, size=1))
        == whole
    )
    assert ids(find(index, "skoleansatte melder", page=9)) == []


def test_what_is_known_to_be_meant_stands_first(index):
    assert ids(find(index, "melde", first="a/kommunen"))[0] == "a/kommunen"
    assert find(index, "melde", first="a/kommunen").total == find(index, "melde").total + 1
    assert ids(find(index, "melde", first="d/gammel"))[0] == "d/gammel"
    assert ids(find(index, "melde", first="no/such")) == ids(find(index, "melde"))


def test_a_correction_is_told(index):
    (correction,) = find(index, "statsfovalteren").corrections
    assert (correction.typed, correction.taken) == ("statsfovalteren", "statsforvalteren")
    assert find(index, "statsforvalteren").corrections == ()


@pytest.mark.parametrize("query", ["", "   ", "§§ ..,", "qqqqqqqq", "og", '"); DROP (a:b) AND ~ *'])
def test_what_says_nothing_finds_nothing_and_breaks_nothing(index, query):
    assert find(index, query).hits == ()


def test_a_very_long_query_is_cut():
    found = Index([Document(id="x", kind="k", labels={"nb": "siste"})]).find("ord " * 5 + "siste", Wanted(day=DAY))
    assert found.total == 1


def test_the_same_documents_in_any_order_give_the_same_answers(index):
    again = Index(reversed([index._documents[place] for place in range(len(index))]))
    for query in ("melde", "barnevernet", "vold", "lovbrudd"):
        assert ids(find(again, query)) == ids(find(index, query))


def test_an_index_of_nothing_finds_nothing():
    empty = Index([])
    assert (len(empty), find(empty, "vold").total, empty.suggest("v")) == (0, 0, ())


def test_an_index_in_several_pieces_is_refused(monkeypatch):
    class Pieces:
        num_segments = 2

    class Writer:
        def __getattr__(self, name):
            return lambda *_, **__: Pieces()

    monkeypatch.setattr(index_module.tantivy, "Index", lambda _: _Index())

    class _Index(Writer):
        def writer(self, **_):
            return Writer()

    with pytest.raises(RuntimeError, match="one segment"):
        Index([Document(id="x", kind="k", labels={"nb": "ord"})])


def test_a_document_without_periods_always_holds():
    assert Document(id="x", kind="k", labels={}).holds_on(DAY)
    assert Document(id="x", kind="k", labels={}, periods=((None, None),)).holds_on(DAY)
    assert not Document(id="x", kind="k", labels={}, periods=((date(2031, 1, 1), None),)).holds_on(DAY)


def test_suggestions_begin_where_a_word_begins(index):
    assert [each.id for each in index.suggest("krise")] == ["d/tilbud"]
    assert [each.id for each in index.suggest("fylk")] == ["a/statsforvalteren"]
    assert [each.id for each in index.suggest("lovb")] == ["d/avverge"]
    assert [each.id for each in index.suggest("the county g")] == ["a/statsforvalteren"]
    assert index.suggest("") == index.suggest("zzz") == ()


def test_suggestions_are_no_more_than_asked_for(index):
    assert len(index.suggest("melde", size=1)) == 1
