"""Who must do what, on which day, in which situation, and why."""

from dataclasses import replace
from datetime import date

import pytest

from hjemmel.errors import BadParameterError, NotFoundError
from hjemmel.law.answers import Applicable
from hjemmel.law.applicability import list_applicable, parse_roles
from hjemmel.law.catalogue import Catalogue
from hjemmel.law.identifiers import to_iri
from hjemmel.law.norms import OWN_ROLES, ROLES
from hjemmel.law.reach import Reach

DAY = date(2102, 6, 1)
BEFORE = date(2101, 12, 31)
"""The last day before an exception to the duty to notify."""


def ask(catalogue: Catalogue, actor: str, *situations: str, on: date | None = DAY, roles=OWN_ROLES):
    return list_applicable(catalogue, actor, on=on, situations=situations, roles=roles)


def find(answer, slug: str, role: str = "bearer") -> Applicable:
    (item,) = [each for each in answer.items if each.norm.slug == slug and each.role == role]
    return item


def slugs(answer) -> list[str]:
    return [item.norm.slug for item in answer.items]


def test_an_actor_gets_its_own_norms_and_those_of_broader_actors_in_natural_order(small_catalogue: Catalogue):
    assert slugs(ask(small_catalogue, "kommunen")) == [
        "meldl-1-1-avverge",
        "meldl-1-2-innsyn",
        "omsl-1-samarbeid",
        "omsl-2-tilbod-2101",
        "omsl-2a-plan",
        "omsl-3-register",
        "rad-handbok-gammelt",
        "rad-nettside",
        "rutf-3-rutiner",
    ]


def test_an_organ_performs_for_its_body_but_bears_none_of_its_duties(small_catalogue: Catalogue):
    answer = ask(small_catalogue, "krisesenter")
    assert slugs(answer) == ["meldl-1-1-avverge", "meldl-1-2-innsyn", "omsl-1-samarbeid", "rad-nettside"]
    assert find(answer, "omsl-1-samarbeid", "performer").applies == "yes"


def test_an_answer_walks_from_the_actor_to_the_words(small_catalogue: Catalogue):
    item = find(ask(small_catalogue, "lege"), "meldl-3-3a-melde")
    assert [(step.step, step.id.removeprefix("https://w3id.org/hjemmel/")) for step in item.because] == [
        ("actor", "actors/lege"),
        ("broader", "actors/helsepersonell"),
        ("bearer", "duties/meldl-3-3a-melde"),
        ("grounding", "duties/meldl-3-3a-melde/groundings/2099-01-02"),
        ("wording", "lov/2099-01-02-2/paragraf/3-3a/versjon/2099-01-02"),
    ]
    assert [step.label("nn") for step in item.because] == [
        "lege", "helsepersonell", "Melde frå", "meldelova § 3-3 a første ledd", "meldelova § 3-3 a (frå 2099-01-02)",
    ]  # fmt: skip


def test_advice_walks_to_the_document_it_stands_in(small_catalogue: Catalogue):
    item = find(ask(small_catalogue, "lege"), "rad-handbok-samtale")
    assert item.because[-1].step == "statedIn"
    assert item.because[-1].id == to_iri("guidance/handbok-2100")
    (basis,) = item.basis
    assert (basis.document, basis.place, basis.act) == (to_iri("guidance/handbok-2100"), "kapittel 2", None)
    assert basis.label("en") == "Handbook on conversations 2100"


def test_the_shortest_way_is_told_and_of_two_as_short_the_first_by_name(small_catalogue: Catalogue):
    item = find(ask(small_catalogue, "kommunelege"), "meldl-1-1-avverge")
    assert [step.id.rsplit("/", 1)[1] for step in item.because[:3]] == ["kommunelege", "ansatt", "alle"]


def test_a_norm_held_in_two_roles_is_two_items(small_catalogue: Catalogue):
    answer = ask(small_catalogue, "tilsynet", roles=ROLES, on=date(2103, 6, 1))
    found = [(item.norm.slug, item.role) for item in answer.items]
    assert ("omsl-1-samarbeid", "supervisor") in found
    assert ("omsl-4-rapport", "counterparty") in found
    assert ("omsl-3-register", "bearer") in found
    assert answer.roles == ROLES


def test_a_performer_named_twice_over_gets_one_item_by_the_shortest_path(small_catalogue: Catalogue):
    item = find(ask(small_catalogue, "kommunelege"), "rutf-3-rutiner", "performer")
    assert [step.step for step in item.because] == ["actor", "performer", "grounding", "wording"]


@pytest.mark.parametrize(
    ("day", "held"),
    [
        (date(2098, 12, 31), set()),
        (date(2099, 1, 1), {"omsl-2-tilbod"}),
        (date(2101, 6, 30), {"omsl-2-tilbod"}),
        (date(2101, 7, 1), {"omsl-2-tilbod-2101"}),
    ],
)
def test_the_old_norm_holds_until_the_day_the_new_one_does(small_catalogue: Catalogue, day, held):
    assert {slug for slug in slugs(ask(small_catalogue, "kommunen", on=day)) if slug.startswith("omsl-2-")} == held


def test_a_norm_rests_after_a_gap_and_on_both_grounds_of_the_later_wording(small_catalogue: Catalogue):
    assert "omsl-4-rapport" not in slugs(ask(small_catalogue, "kommunen"))
    item = find(ask(small_catalogue, "kommunen", on=date(2103, 1, 1)), "omsl-4-rapport")
    assert [basis.part for basis in item.basis] == ["ledd/2", "ledd/3"]
    first = item.basis[0]
    assert first.act == to_iri("lov/2099-01-01-1")
    assert first.provision == to_iri("lov/2099-01-01-1/paragraf/4")
    assert first.wording == to_iri("lov/2099-01-01-1/paragraf/4/versjon/2103-01-01")
    assert (first.valid_from, first.valid_to) == (date(2103, 1, 1), None)
    assert first.lovdata == "https://lovdata.no/lov/2099-01-01-1/§4"
    assert first.label("nb") == "omsorgslova § 4 annet ledd"


def test_a_pending_norm_comes_only_when_every_day_is_asked_for(small_catalogue: Catalogue):
    assert "meldl-11-1-varsle" not in slugs(ask(small_catalogue, "lege", on=date.max))
    item = find(ask(small_catalogue, "lege", on=None), "meldl-11-1-varsle")
    assert item.basis[0].pending
    assert not item.basis[0].holds_on(date.max)
    assert item.because[-1].id.endswith("/versjon/vedtatt-2107-05-05-5")


def test_every_day_rests_on_the_newest_words(small_catalogue: Catalogue):
    item = find(ask(small_catalogue, "ansatt", on=None), "omsl-11-rett")
    assert len(item.basis) == 3
    assert item.because[-1].id.endswith("/versjon/2106-01-01")


def test_a_condition_that_no_machine_can_settle_makes_the_answer_depend(small_catalogue: Catalogue):
    item = find(ask(small_catalogue, "lege"), "meldl-1-1-avverge")
    assert item.applies == "depends"
    assert [(each.kind, each.id, each.label("nn")) for each in item.conditions] == [
        ("condition", None, "når det er mogleg")
    ]


def test_a_body_does_not_itself_bear_a_personal_norm(small_catalogue: Catalogue):
    item = find(ask(small_catalogue, "kommunen"), "meldl-1-1-avverge")
    assert [each.kind for each in item.conditions] == ["condition", "personal"]
    assert "kvar einskild" in item.conditions[1].label("nn")


def test_a_person_bears_a_personal_norm(small_catalogue: Catalogue):
    assert find(ask(small_catalogue, "ansatt"), "omsl-11-rett").applies == "yes"


def test_a_personal_norm_is_no_question_for_its_counterparty(small_catalogue: Catalogue):
    item = find(ask(small_catalogue, "kommunen", roles=("counterparty",)), "omsl-11-rett", "counterparty")
    assert item.applies == "yes"


def test_without_a_situation_its_norms_depend_on_it(small_catalogue: Catalogue):
    answer = ask(small_catalogue, "lege", on=BEFORE)
    item = find(answer, "meldl-3-3a-melde")
    assert item.applies == "depends"
    assert [(each.kind, each.id) for each in item.conditions] == [("situation", to_iri("situations/barn-mistanke"))]
    assert [ref.label("en") for ref in item.situations] == ["suspicion about a child"]
    assert answer.other_situations == 0


@pytest.mark.parametrize(
    ("situations", "applies"),
    [
        (["barn-mistanke"], "yes"),
        (["barn", "mistanke"], "yes"),
        (["ungdom", "visshet"], "yes"),
        (["barn"], "depends"),
        (["mistanke"], "depends"),
        (["sak"], "depends"),
        (["voksen", "barn", "mistanke"], "yes"),
        (["voksen"], None),
        (["voksen", "mistanke"], None),
        (["planlegging"], None),
        (["planlegging", "barn-mistanke"], "yes"),
    ],
)
def test_a_composite_situation_needs_all_its_parts(small_catalogue: Catalogue, situations, applies):
    answer = ask(small_catalogue, "lege", *situations, on=BEFORE)
    found = {item.norm.slug: item.applies for item in answer.items}
    assert found.get("meldl-3-3a-melde") == applies


def test_norms_of_other_situations_are_left_out_and_counted(small_catalogue: Catalogue):
    answer = ask(small_catalogue, "kommunen", "voksen")
    assert "omsl-2a-plan" not in slugs(answer)
    assert "rutf-3-rutiner" not in slugs(answer)
    assert answer.other_situations == 2
    assert answer.situations == (to_iri("situations/voksen"),)


def test_any_one_of_several_situations_is_enough(small_catalogue: Catalogue):
    assert find(ask(small_catalogue, "kommunen", "planlegging"), "rutf-3-rutiner").applies == "yes"
    assert find(ask(small_catalogue, "kommunen", "ungdom"), "rutf-3-rutiner").conditions == ()


def test_only_situations_that_are_still_open_are_told_as_conditions(small_catalogue: Catalogue):
    item = find(ask(small_catalogue, "kommunen", "barn"), "rutf-3-rutiner")
    assert [each.id for each in item.conditions] == [to_iri("situations/ungdom")]
    assert len(item.situations) == 2


def test_an_exception_is_told_from_the_day_it_holds(small_catalogue: Catalogue):
    before = find(ask(small_catalogue, "lege", on=BEFORE), "meldl-3-3a-melde")
    after = find(ask(small_catalogue, "lege", on=date(2102, 1, 1)), "meldl-3-3a-melde")
    assert before.exceptions == ()
    assert [each.slug for each in after.exceptions] == ["meldl-3-4-unntak"]


def test_an_exception_leaves_the_answer_open_and_is_named_among_its_conditions(small_catalogue: Catalogue):
    item = find(ask(small_catalogue, "lege", "barn-mistanke"), "meldl-3-3a-melde")
    assert item.applies == "depends"
    assert [(each.kind, each.id) for each in item.conditions] == [("exception", to_iri("duties/meldl-3-4-unntak"))]


def test_an_exception_is_no_duty_of_its_own(small_catalogue: Catalogue):
    assert "meldl-3-4-unntak" not in slugs(ask(small_catalogue, "lege"))


def test_an_item_tells_who_supervises_and_what_the_norm_says(small_catalogue: Catalogue):
    item = find(ask(small_catalogue, "kommunen"), "omsl-2-tilbod-2101")
    assert [ref.label("nn") for ref in item.supervisors] == ["tilsynet"]
    assert item.force == "skal"
    assert item.deadline is None
    assert item.replaces == (to_iri("duties/omsl-2-tilbod"),)
    assert item.replaced_by == ()
    assert item.review_status == "reviewed"


def test_an_unknown_actor_is_not_found(small_catalogue: Catalogue):
    with pytest.raises(NotFoundError, match="no actor “keiseren”"):
        ask(small_catalogue, "keiseren")


def test_an_unknown_situation_is_a_bad_parameter(small_catalogue: Catalogue):
    with pytest.raises(BadParameterError, match="No situation is “regn”"):
        ask(small_catalogue, "lege", "regn")


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (None, OWN_ROLES),
        ("", OWN_ROLES),
        ("any", ROLES),
        ("supervisor", ("supervisor",)),
        ("performer, bearer", ("bearer", "performer")),
    ],
)
def test_roles_are_read_from_a_word_or_some(text, roles):
    assert parse_roles(text) == roles


def test_a_word_that_is_no_role_is_refused_with_those_that_are():
    with pytest.raises(BadParameterError, match=r"“boss” is no role. Write any, or some of bearer, performer"):
        parse_roles("bearer,boss")


def test_a_norm_whose_words_are_unknown_is_told_for_every_day_without_a_basis(small_catalogue: Catalogue):
    norm = replace(small_catalogue.find_norm("omsl-1-samarbeid"), grounding=())
    reach = Reach(actors=small_catalogue.actors.values(), norms=[norm], bases={}, names=small_catalogue.names)
    lines = reach.find_lines(to_iri("actors/kommunen"), OWN_ROLES)
    assert lines.spells == ()
    assert [step.step for step in lines.always[0].because] == ["actor", "bearer"]
