"""The saved questions."""

from datetime import date

import pytest
from pyoxigraph import Literal, NamedNode

from hjemmel.errors import BadParameterError, NotFoundError
from hjemmel.graph.snapshot import Kb
from hjemmel.law.identifiers import to_iri
from hjemmel.law.questions import (
    fill_values,
    find_question,
    list_groups,
    list_questions,
    load_keywords,
    parse_question,
    parse_values,
    run_question,
)
from hjemmel.rdf.namespaces import node

HEAD = """# title@nb: Hva?
# title@en: What?
# description@nb: Mer.
# param actor: thing actors = kommunen
# param any: thing = duties/x
# param kind: class = hj:Duty
# param day: date = 2099-01-01
# param size: number = 3
# param word: text = mer enn ett ord
SELECT * WHERE { ?actor ?any ?kind . FILTER(?day && ?size && ?word) }
"""
GOOD = {"actor": "lege", "any": "duties/x", "kind": "hj:Duty", "day": "2099-01-01", "size": "3", "word": "a b"}


def test_every_saved_question_says_what_it_asks_in_three_languages():
    for question in list_questions():
        assert {*question.titles} == {"nb", "nn", "en"}, question.name
        assert {*question.descriptions} == {"nb", "nn", "en"}, question.name


def test_every_saved_question_has_keywords_of_the_table_and_every_keyword_a_question():
    used = {word for question in list_questions() for word in question.keywords}
    assert used == set(load_keywords())
    assert all(question.keywords for question in list_questions())
    assert all({*texts} == {"nb", "nn", "en"} for texts in load_keywords().values())


def test_every_saved_question_stands_in_one_group():
    grouped = [question.name for _, questions in list_groups() for question in questions]
    assert sorted(grouped) == [question.name for question in list_questions()]


def test_every_parameter_says_its_kind_and_a_default_or_is_a_day():
    parameters = [each for question in list_questions() for each in question.parameters]
    assert {each.kind for each in parameters} <= {"thing", "class", "date", "number", "text", "choice"}
    assert {each.default is None for each in parameters if each.kind == "date"} == {True}
    assert all(each.default for each in parameters if each.kind != "date")
    assert all(each.default in each.choices for each in parameters if each.kind == "choice")


def test_what_is_left_out_has_its_default_and_a_day_is_today():
    question = find_question("norms-by-force")
    assert fill_values(question, {}, date(2020, 2, 2)) == {"force": "skal-ikkje", "day": "2020-02-02"}
    given = {"force": "kan", "day": "2021-01-01", "more": "x"}
    assert fill_values(question, given, date(2020, 2, 2)) == given
    assert fill_values(question, {"force": " "}, date(2020, 2, 2))["force"] == "skal-ikkje"


def test_a_word_that_can_not_be_chosen_is_refused_with_those_that_can():
    with pytest.raises(BadParameterError, match="Choose one of skal, skal-ikkje, har-rett-til, kan, bør"):
        parse_values(find_question("norms-by-force"), {"force": "må", "day": "2020-01-01"})


@pytest.mark.parametrize("question", list_questions(), ids=lambda question: question.name)
def test_every_saved_question_answers_its_own_example(real_kb: Kb, question):
    values = {each.name: each.example for each in question.parameters}
    assert run_question(real_kb.store, question.name, values) is not None


def test_competency_questions_are_found_by_name_with_or_without_their_number():
    question = find_question("krav-om-handlingsplan")
    assert find_question("02-krav-om-handlingsplan") is question
    assert question.title("en").startswith("Must the municipality")


def test_questions_have_names_of_their_own():
    names = [question.name for question in list_questions()]
    assert names == sorted(set(names))
    assert len(names) > 60


def test_the_head_of_a_question_is_read():
    question = parse_question("what", HEAD)
    assert (question.title("nn"), question.title("en"), question.description("en")) == ("Hva?", "What?", "Mer.")
    assert [(each.name, each.kind, each.collection) for each in question.parameters][:2] == [
        ("actor", "thing", "actors"),
        ("any", "thing", None),
    ]
    assert question.parameters[-1].example == "mer enn ett ord"


def test_values_become_terms_of_their_kind():
    terms = parse_values(parse_question("what", HEAD), GOOD)
    assert terms["actor"] == NamedNode(to_iri("actors/lege"))
    assert terms["any"] == NamedNode(to_iri("duties/x"))
    assert terms["kind"] == NamedNode(to_iri("ns#Duty"))
    assert terms["day"] == Literal("2099-01-01", datatype=node("xsd:date"))
    assert terms["size"] == Literal(3)
    assert terms["word"] == Literal("a b")


def test_a_thing_may_be_named_by_its_iri():
    terms = parse_values(parse_question("what", HEAD), GOOD | {"actor": to_iri("actors/lege")})
    assert terms["actor"] == NamedNode(to_iri("actors/lege"))


@pytest.mark.parametrize(
    ("name", "text"), [("day", "i dag"), ("size", "tre"), ("actor", "le ge"), ("kind", "<>"), ("day", "")]
)
def test_a_value_of_another_kind_is_refused_with_an_example(name, text):
    with pytest.raises(BadParameterError, match="An example is"):
        parse_values(parse_question("what", HEAD), GOOD | {name: text})


def test_a_value_the_question_does_not_take_is_refused_with_those_it_does():
    with pytest.raises(BadParameterError, match=r"takes no value “x”. It takes: actor, any"):
        parse_values(parse_question("what", HEAD), GOOD | {"x": "1"})
    with pytest.raises(BadParameterError, match="It takes: none"):
        parse_values(parse_question("what", "SELECT * {}"), {"x": "1"})


def test_a_question_that_is_not_saved_is_not_found_and_the_saved_ones_are_told():
    with pytest.raises(NotFoundError, match=r"No saved question is “nothing”. There are: .*duties-of-actor"):
        find_question("nothing")


def test_a_value_can_not_break_out_of_its_place(small_kb: Kb):
    rows = run_question(small_kb.store, "records", {"class": "hj:Actor", "folder": 'x") } #'})
    assert len(rows) == 0
