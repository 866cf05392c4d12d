"""The main question for actors whose answers a jurist has read, against the approved answers in tests/data/answers.

When the law or the graph changes, read what differs as a jurist before approving: HJEMMEL_APPROVE=1 writes the files.
"""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from hjemmel.law.applicability import list_applicable

FOLDER = Path(__file__).resolve().parents[1] / "data" / "answers"
DAY = date(2026, 11, 25)
ACTORS = (
    "kommunen",
    "kommunestyret",
    "lege",
    "sykepleier",
    "helsepersonell",
    "helse-og-omsorgstjenesten",
    "helsestasjon",
    "skolehelsetjenesten",
    "barnehagen",
    "barnehageansatt",
    "skolen",
    "skoleansatt",
    "ansatt-privatskole",
    "barnevernstjenesten",
    "barnevernsansatt",
    "nav-kontoret",
    "navansatt",
    "krisesentertilbudet",
    "krisesenteransatt",
    "politiet",
    "paatalemyndigheten",
    "familievernkontoret",
    "familievernansatt",
    "tannhelsetjenesten",
    "fylkeskommunen",
    "statsforvalteren",
    "helsetilsynet",
    "rvts",
    "frivillige-organisasjoner",
    "offentlig-ansatt",
    "alle",
)
CASES = {
    "barn-mistanke": ("barn-mistanke-omsorgssvikt",),
    "voksen-i-livsfare": ("voksen", "vold-i-naere-relasjoner", "fare-for-liv"),
    "pasient-forteller": ("pasient", "betroelse", "taushetsplikt-pa-spill"),
    "planlegging": ("planlegging",),
    "beredskap": ("beredskap",),
    "tilsyn": ("tilsyn",),
}
CASE_ACTORS = (
    "kommunen",
    "sykepleier",
    "barnehageansatt",
    "skoleansatt",
    "krisesenteransatt",
    "politiet",
    "statsforvalteren",
)


def to_record(item):
    return {
        "slug": item.norm.slug,
        "applies": item.applies,
        "role": item.role,
        "force": item.force,
        "basis": [basis.label("nb") for basis in item.basis],
        "conditions": [f"{condition.kind}: {condition.label('nb')}" for condition in item.conditions],
    }


def check(name, items):
    file = FOLDER / f"{name}.json"
    found = [to_record(item) for item in items]
    if os.environ.get("HJEMMEL_APPROVE"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("actor", ACTORS)
def test_the_answer_for_an_actor_is_the_one_approved(real_catalogue, actor):
    check(actor, list_applicable(real_catalogue, actor, on=DAY).items)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("actor", CASE_ACTORS)
def test_the_answer_in_a_case_is_the_one_approved(real_catalogue, actor, case):
    check(f"cases/{case}/{actor}", list_applicable(real_catalogue, actor, on=DAY, situations=CASES[case]).items)


def test_there_is_no_approved_answer_that_nobody_asks_for():
    asked = {*ACTORS, *(f"cases/{case}/{actor}" for case in CASES for actor in CASE_ACTORS)}
    assert {file.relative_to(FOLDER).with_suffix("").as_posix() for file in FOLDER.rglob("*.json")} == asked
