"""The saved questions."""

import pytest
from pyoxigraph import Literal, NamedNode

from hjemmel.errors import BadParameterError, NotFoundError
from hjemmel.graph.snapshot import Kb
from hjemmel.law.identifiers import to_iri
from hjemmel.law.questions import find_question, list_questions, parse_question, parse_values, run_question
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
