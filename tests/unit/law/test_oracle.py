"""The records and the SPARQL of the same question give the same answer."""

from datetime import date, timedelta

import pytest

from hjemmel.graph.snapshot import Kb
from hjemmel.law.applicability import list_applicable
from hjemmel.law.catalogue import Catalogue
from hjemmel.law.questions import run_question


def list_days(catalogue: Catalogue) -> list[date]:
    """Every day something begins or ends, and the day before."""
    bounds = {day for bases in catalogue.bases.values() for b in bases for day in (b.valid_from, b.valid_to) if day}
    return sorted({day - timedelta(days=back) for day in bounds for back in (0, 1)})


def ask_graph(kb: Kb, slug: str, day: date) -> set[tuple[str, str, str]]:
    rows = run_question(kb.store, "duties-of-actor", {"actor": slug, "day": day.isoformat()})
    answers = {(row["norm"].value, row["role"].value, row["applies"].value) for row in rows}
    assert len(answers) == len(rows)
    return answers


def ask_records(catalogue: Catalogue, slug: str, day: date) -> set[tuple[str, str, str]]:
    items = list_applicable(catalogue, slug, on=day).items
    answers = {(item.norm.id, item.role, item.applies) for item in items}
    assert len(answers) == len(items)
    return answers


def test_every_actor_gets_the_same_norms_from_records_and_graph_on_every_day_of_change(
    small_kb: Kb, small_catalogue: Catalogue
):
    for day in list_days(small_catalogue):
        for slug in small_catalogue.actors:
            assert ask_records(small_catalogue, slug, day) == ask_graph(small_kb, slug, day), (slug, day)


@pytest.mark.slow
def test_every_actor_of_the_real_kb_gets_the_same_norms_from_records_and_graph_on_every_day_of_change(
    real_kb: Kb, real_catalogue: Catalogue
):
    for day in list_days(real_catalogue):
        for slug in real_catalogue.actors:
            assert ask_records(real_catalogue, slug, day) == ask_graph(real_kb, slug, day), (slug, day)


def test_the_actors_of_the_real_kb_get_the_same_norms_from_records_and_graph_on_a_few_days(
    real_kb: Kb, real_catalogue: Catalogue
):
    days = list_days(real_catalogue)
    for day in {days[0], days[len(days) // 2], days[-1]}:
        for slug in real_catalogue.actors:
            assert ask_records(real_catalogue, slug, day) == ask_graph(real_kb, slug, day), (slug, day)
