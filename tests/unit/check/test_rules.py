import re

from hjemmel.check.rules import load_rules, to_finding


def test_every_rule_speaks_three_languages():
    for name, rule in load_rules().items():
        assert set(rule.texts) == {"nb", "nn", "en"}, name


def test_every_text_says_what_why_and_how():
    for name, rule in load_rules().items():
        for lang, (what, why, remedy) in rule.texts.items():
            assert what, name
            assert why.endswith("."), name
            if remedy != "{remedy}":
                assert remedy.startswith("Like this: " if lang == "en" else "Slik: "), name


def test_the_languages_fill_in_the_same_words():
    for name, rule in load_rules().items():
        words = [set(re.findall(r"{(\w+)}", " ".join(texts))) for texts in rule.texts.values()]
        assert words[0] == words[1] == words[2], name


def test_no_two_rules_say_the_same():
    texts = [rule.texts["nb"][0] for rule in load_rules().values()]
    assert len(texts) == len(set(texts))


def test_words_are_filled_in():
    finding = to_finding("canonical-form", ("kb/a.ttl", 3), file="kb/a.ttl")
    assert finding.remedy["en"] == "Like this: hjemmel format kb/a.ttl"
    assert (finding.file, finding.line, finding.severity) == ("kb/a.ttl", 3, "violation")
