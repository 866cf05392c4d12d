"""What must be so of every answer, whatever the actor, the day and the situations."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Triple

from hjemmel.graph.snapshot import Kb
from hjemmel.law.answers import Applicable, Step
from hjemmel.law.applicability import list_applicable
from hjemmel.law.catalogue import Catalogue
from hjemmel.law.force import find_state, holds_on, last_day
from hjemmel.law.norm_lists import list_norm_spans, norm_holds_on
from hjemmel.law.norms import ROLES
from hjemmel.rdf.namespaces import node

DAYS = st.dates(min_value=date(2098, 1, 1), max_value=date(2110, 1, 1))
ANY_DAY = st.none() | DAYS
ROLE_SETS = st.sets(st.sampled_from(ROLES), min_size=1).map(tuple)
PICKS = st.integers(min_value=0)
WORLD = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def pick(mapping, number: int) -> str:
    return sorted(mapping)[number % len(mapping)]


def keys(items) -> set[tuple[str, str]]:
    return {(item.norm.id, item.role) for item in items}


def triples(step: Step, following: Step, actor: str) -> Triple:
    """The statement of the graph that leads from one step of a path to the next; `actor` is the last actor on it."""
    start, end = NamedNode(step.id), NamedNode(following.id)
    if following.step == "broader":
        return Triple(start, node("skos:broader"), end)
    if following.step in ROLES:
        return Triple(end, node(f"hj:{following.step}"), NamedNode(actor))
    links = {"grounding": "hj:grounding", "wording": "hj:of", "statedIn": "hj:statedIn"}
    return Triple(start, node(links[following.step]), end)


def list_statements(item: Applicable) -> list[Triple]:
    actor = [step for step in item.because if step.step in {"actor", "broader"}][-1].id
    return [triples(step, following, actor) for step, following in pairwise(item.because)]


@given(DAYS, DAYS, DAYS)
def test_a_period_holds_its_first_day_and_not_the_day_it_ends(one, other, day):
    start, end = sorted((one, other))
    assert holds_on(start, end, start) == (start < end)
    assert not holds_on(start, end, end)
    assert holds_on(start, None, start)
    assert holds_on(start, end, day) == (find_state(start, end, day) == "in-force")
    assert last_day(end) == end - timedelta(days=1)


@given(DAYS, DAYS, DAYS, DAYS)
def test_periods_that_meet_share_no_day_and_leave_none_out(one, two, three, day):
    first, cut, last = sorted((one, two, three))
    held = holds_on(first, cut, day) + holds_on(cut, last, day)
    assert held == holds_on(first, last, day)


@given(DAYS)
def test_a_provision_never_has_two_wordings_on_a_day(small_catalogue: Catalogue, day):
    for provision in small_catalogue.provisions.values():
        found = [w for w in small_catalogue.wordings_of(provision.id) if w.holds_on(day)]
        assert len(found) <= 1
        assert small_catalogue.wording_on(provision.id, day) == (found[0] if found else None)


@WORLD
@given(PICKS, ANY_DAY, ROLE_SETS)
def test_a_narrower_actor_gets_at_least_the_norms_of_each_broader_one(small_catalogue: Catalogue, number, day, roles):
    actor = small_catalogue.find_actor(pick(small_catalogue.actors, number))
    mine = keys(list_applicable(small_catalogue, actor.slug, on=day, roles=roles).items)
    for broader in actor.broader:
        slug = small_catalogue.find_ref(broader).id.rsplit("/", 1)[-1]
        assert keys(list_applicable(small_catalogue, slug, on=day, roles=roles).items) <= mine


@WORLD
@given(PICKS, ANY_DAY, ROLE_SETS)
def test_an_organ_and_an_employee_inherit_nothing_from_their_body(small_catalogue: Catalogue, number, day, roles):
    actor = small_catalogue.find_actor(pick(small_catalogue.actors, number))
    for item in list_applicable(small_catalogue, actor.slug, on=day, roles=roles).items:
        walked = {step.id for step in item.because if step.step == "broader"}
        assert walked.isdisjoint({*actor.organ_of, *actor.member_of})


@WORLD
@given(PICKS, ANY_DAY, st.lists(PICKS, max_size=3))
def test_every_answer_has_a_path_of_statements_that_stand_in_the_graph(
    small_kb: Kb, small_catalogue: Catalogue, number, day, asked
):
    slug = pick(small_catalogue.actors, number)
    situations = [pick(small_catalogue.situations, each) for each in asked]
    for item in list_applicable(small_catalogue, slug, on=day, situations=situations, roles=ROLES).items:
        assert item.because[0].id == small_catalogue.find_actor(slug).id
        assert item.because[-1].step in {"wording", "statedIn"}
        for fact in list_statements(item):
            assert small_kb.store.ask(f"ASK {{ {fact.subject} {fact.predicate} {fact.object} }}"), fact


@WORLD
@given(PICKS, DAYS)
def test_the_words_an_answer_rests_on_hold_that_day(small_catalogue: Catalogue, number, day):
    for item in list_applicable(small_catalogue, pick(small_catalogue.actors, number), on=day).items:
        assert item.basis
        assert all(basis.holds_on(day) for basis in item.basis)
        assert item.because[-1].id in {basis.wording or basis.document for basis in item.basis}


@WORLD
@given(PICKS, DAYS, ROLE_SETS)
def test_what_holds_on_a_day_is_among_what_holds_on_any(small_catalogue: Catalogue, number, day, roles):
    slug = pick(small_catalogue.actors, number)
    ever = list_applicable(small_catalogue, slug, on=None, roles=roles).items
    today = list_applicable(small_catalogue, slug, on=day, roles=roles).items
    assert keys(today) == {(i.norm.id, i.role) for i in ever if norm_holds_on(small_catalogue, i.norm, day)}


@WORLD
@given(PICKS, ANY_DAY, st.sets(PICKS, min_size=1, max_size=3), PICKS)
def test_one_more_situation_takes_no_yes_away(small_catalogue: Catalogue, number, day, asked, more):
    slug = pick(small_catalogue.actors, number)
    some = [pick(small_catalogue.situations, each) for each in asked]
    before = list_applicable(small_catalogue, slug, on=day, situations=some)
    after = list_applicable(small_catalogue, slug, on=day, situations=[*some, pick(small_catalogue.situations, more)])
    sure = {"yes"}
    assert keys(i for i in before.items if i.applies in sure) <= keys(i for i in after.items if i.applies in sure)


@WORLD
@given(PICKS, ANY_DAY, st.sets(PICKS, max_size=3))
def test_a_yes_on_a_norm_with_situations_has_one_that_is_wholly_there(small_catalogue: Catalogue, number, day, asked):
    slug = pick(small_catalogue.actors, number)
    named = [pick(small_catalogue.situations, each) for each in asked]
    held = {up for each in named for up in list_above(small_catalogue, small_catalogue.find_situation(each).id)}
    for item in list_applicable(small_catalogue, slug, on=day, situations=named).items:
        there = [iri for iri in item.norm.situation if is_there(small_catalogue, iri, held)]
        if item.applies == "yes" and item.norm.situation:
            assert there
        assert bool(there or not item.norm.situation) == all(c.kind != "situation" for c in item.conditions)


@WORLD
@given(PICKS, ANY_DAY, st.sets(PICKS, max_size=3))
def test_no_norm_is_lost_between_the_answer_and_the_count_of_other_situations(
    small_catalogue: Catalogue, number, day, asked
):
    slug = pick(small_catalogue.actors, number)
    named = [pick(small_catalogue.situations, each) for each in asked]
    answer = list_applicable(small_catalogue, slug, on=day, situations=named)
    whole = list_applicable(small_catalogue, slug, on=day)
    assert len(answer.items) + answer.other_situations == len(whole.items)
    assert keys(answer.items) <= keys(whole.items)
    assert whole.other_situations == 0


@WORLD
@given(PICKS, ANY_DAY, st.sets(PICKS, max_size=3), ROLE_SETS)
def test_an_answer_depends_exactly_when_it_names_a_condition(small_catalogue: Catalogue, number, day, asked, roles):
    named = [pick(small_catalogue.situations, each) for each in asked]
    slug = pick(small_catalogue.actors, number)
    for item in list_applicable(small_catalogue, slug, on=day, situations=named, roles=roles).items:
        assert (item.applies == "depends") == bool(item.conditions)


@given(DAYS)
def test_the_periods_of_a_norm_are_the_days_it_holds(small_catalogue: Catalogue, day):
    for norm in small_catalogue.norms.values():
        spans = list_norm_spans(small_catalogue, norm)
        assert any(holds_on(*span, day) for span in spans) == norm_holds_on(small_catalogue, norm, day)
        for (_, end), (start, _) in pairwise(spans):
            assert end is not None
            assert start is not None
            assert end < start


def list_above(catalogue: Catalogue, iri: str) -> set[str]:
    found, waiting = set(), [iri]
    while waiting:
        found.add(here := waiting.pop())
        waiting += catalogue.things[here].broader
    return found


def is_there(catalogue: Catalogue, iri: str, held: set[str]) -> bool:
    parts = catalogue.things[iri].broader
    return iri in held or (len(parts) > 1 and all(is_there(catalogue, part, held) for part in parts))
