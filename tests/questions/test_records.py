"""The saved questions and the records of the same question give the same answer, over all values and many days.

Two ways to one answer: SPARQL over the graph, and the frozen records that the REST addresses answer from.
"""

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from hjemmel.law.norm_lists import NormFilter, list_norms, norm_holds_on
from hjemmel.law.questions import run_question
from hjemmel.rdf.namespaces import BASE

ALL = 100_000
FORCES = ("skal", "skal-ikkje", "har-rett-til", "kan", "bør")


@pytest.fixture(scope="module", params=["small", "real"])
def world(request, small_kb, small_catalogue):
    """A graph, its records, and days on which it differs."""
    if request.param == "small":
        days = ("2098-12-31", "2099-01-01", "2100-06-01", "2101-07-01", "2103-01-01", "2104-06-01", "2106-01-01")
        return small_kb, small_catalogue, days
    kb, catalogue = request.getfixturevalue("real_kb"), request.getfixturevalue("real_catalogue")
    return kb, catalogue, ("1990-01-01", "2012-01-01", "2022-07-31", "2022-08-01", "2026-01-01", "2030-01-01")


def ask(kb, name, variable, **values):
    return {row[variable].value for row in run_question(kb.store, name, values)}


def list_ids(catalogue, day, **wanted):
    return {norm.id for norm in list_norms(catalogue, NormFilter(on=date.fromisoformat(day), **wanted), size=ALL).items}


def test_norms_by_force(world):
    kb, catalogue, days = world
    found = {day: [ask(kb, "norms-by-force", "norm", force=force, day=day) for force in FORCES] for day in days}
    assert found == {day: [list_ids(catalogue, day, force=force) for force in FORCES] for day in days}
    assert any(all(each) for each in found.values()), "on some day every force has a norm"


def test_norms_in_each_plan_area(world):
    kb, catalogue, days = world
    for slug in catalogue.plan_areas:
        for day in days:
            found = ask(kb, "norms-in-plan-area", "norm", area=slug, day=day)
            assert found == list_ids(catalogue, day, plan_area=slug), (slug, day)


def test_norms_for_each_target_group(world):
    kb, catalogue, days = world
    for slug in catalogue.target_groups:
        for day in days:
            found = ask(kb, "norms-for-target-group", "norm", group=slug, day=day)
            assert found == list_ids(catalogue, day, target_group=slug), (slug, day)


def test_norms_of_each_act_and_regulation(world):
    kb, catalogue, days = world
    acts = [act for act in catalogue.acts.values() if catalogue.norms_of_act(act.id)]
    assert acts
    for act in acts:
        refid = act.id.removeprefix(BASE)
        for day in days[1::2]:
            found = ask(kb, "norms-of-act", "norm", act=refid, day=day)
            # A norm may rest on several acts: here are those that hold by this one.
            wanted = {
                norm.id
                for norm in catalogue.norms_of_act(act.id)
                if any(
                    basis.act == act.id and basis.holds_on(date.fromisoformat(day))
                    for basis in catalogue.bases[norm.id]
                )
            }
            assert found == wanted, (refid, day)


def test_how_many_norms_name_each_actor(world):
    kb, catalogue, days = world
    for day in days:
        rows = run_question(kb.store, "duties-by-actor", {"day": day})
        norms = [each for each in catalogue.norms.values() if norm_holds_on(catalogue, each, date.fromisoformat(day))]
        wanted = Counter(actor for norm in norms if norm.type != "Exception" for actor in norm.bearer)
        assert {row["actor"].value: int(row["norms"].value) for row in rows} == wanted, day


def test_quotes_no_longer_in_force(world):
    kb, catalogue, days = world
    for day in days:
        past = {
            quote.id
            for quote in catalogue.quotes.values()
            if quote.quotes and catalogue.quote_status(quote, date.fromisoformat(day)).wording_status == "past"
        }
        assert ask(kb, "quotes-no-longer-in-force", "quote", day=day) == past, day


def test_wordings_that_came_into_force(world):
    kb, catalogue, days = world
    for since, until in pairwise(days):
        rows = run_question(kb.store, "changed-wordings", {"since": since, "until": until})
        begun = {
            wording.id
            for wording in catalogue.wordings.values()
            if wording.valid_from and since <= wording.valid_from.isoformat() < until
        }
        assert {row["wording"].value for row in rows} == begun
        resting = {
            (basis.wording, norm.id)
            for norm in catalogue.norms.values()
            for basis in catalogue.bases[norm.id]
            if basis.wording in begun
        }
        assert {(row["wording"].value, row["norm"].value) for row in rows if "norm" in row} == resting
