from hjemmel.law.citations import build_registry, list_citations
from hjemmel.law.citations.bench import ADVERSARIAL, SIZE, measure_eyecite, measure_speed, to_report


def test_the_report_compares_every_text_with_the_ordinary_one(monkeypatch):
    monkeypatch.setattr("hjemmel.law.citations.bench.ADVERSARIAL", {"signs": "§ " * 50})
    measures = measure_speed(build_registry(), "Etter krisesenterlova § 4.", repeats=1)
    assert [one.name for one in measures] == ["ordinary", "signs"]
    assert measures[0].citations == 1
    assert "ordinary" in to_report(measures)


def test_eyecite_is_measured_when_it_is_there_and_left_out_when_not():
    measure = measure_eyecite("Etter krisesenterlova § 4.")
    assert measure is None or measure.rate > 0


def test_the_adversarial_texts_are_a_megabyte_each():
    assert all(abs(len(text) - SIZE) < 10 for text in ADVERSARIAL.values())


def test_a_list_is_read_to_500_members_only():
    found = list_citations("krisesenterlova §§ " + ", ".join(map(str, range(1, 900))), build_registry())
    assert sum(len(one.targets) for one in found) == 500
