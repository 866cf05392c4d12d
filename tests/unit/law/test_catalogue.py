"""All records of a release, and what leads from one to another."""

from datetime import date

import pytest

from hjemmel.errors import NotFoundError
from hjemmel.law.catalogue import Catalogue, load_catalogue
from hjemmel.law.identifiers import to_iri

ACT = "lov/2099-01-01-1"
OTHER = "lov/2099-01-02-2"
FINDERS = {
    "find_act": ACT,
    "find_provision": f"{ACT}/paragraf/2a",
    "find_wording": f"{ACT}/paragraf/2/versjon/2101-07-01",
    "find_norm": "omsl-1-samarbeid",
    "find_actor": "kommunen",
    "find_target_group": "barn",
    "find_situation": "barn-mistanke",
    "find_plan_area": "plan-samarbeid",
    "find_criterion": "krit-avtale",
    "find_guidance": "handbok-2104",
    "find_quote": "quote-omsl-2",
    "find_source": "oppdikta",
}


@pytest.mark.parametrize(("finder", "slug"), FINDERS.items())
def test_each_kind_of_thing_is_found_by_its_slug(small_catalogue: Catalogue, finder, slug):
    found = getattr(small_catalogue, finder)(slug)
    assert found.slug == slug
    assert small_catalogue.things[found.id] is found


@pytest.mark.parametrize("finder", FINDERS)
def test_a_thing_that_is_not_there_is_told_by_its_kind_and_slug(small_catalogue: Catalogue, finder):
    with pytest.raises(NotFoundError, match="“nowhere”"):
        getattr(small_catalogue, finder)("nowhere")


def test_a_release_read_twice_gives_equal_records(small_kb, small_catalogue: Catalogue):
    again = load_catalogue(small_kb)
    assert again.release == small_kb.release
    assert again.things == small_catalogue.things


def test_an_act_has_its_fields(small_catalogue: Catalogue):
    act = small_catalogue.find_act(ACT)
    assert act.refid == ACT
    assert act.type == "Act"
    assert act.rank == "act"
    assert act.language == "nn"
    assert act.title == {"nn": "Lov om omsorg i oppdikta kommunar"}
    assert act.alt_labels == {"": ("omsl.",)}
    assert act.first_date_entry_in_force == date(2099, 1, 1)
    assert act.responsibility_of_agent == (to_iri("actors/departementet"),)
    assert act.lovdata == f"https://lovdata.no/dokument/NL/{ACT}"
    assert not act.adopted


def test_an_act_that_is_adopted_only_says_so(small_catalogue: Catalogue):
    act = small_catalogue.find_act("lov/2107-05-05-5")
    assert act.adopted
    assert act.first_date_entry_in_force is None
    assert act.amends == (to_iri(OTHER),)


def test_the_provisions_of_an_act_stand_in_natural_order(small_catalogue: Catalogue):
    paths = [provision.path for provision in small_catalogue.provisions_of(ACT)]
    assert paths == [
        "kapittel/1", "paragraf/1", "paragraf/2", "paragraf/2a", "paragraf/3", "paragraf/4", "paragraf/11",
    ]  # fmt: skip
    provision = small_catalogue.find_provision(f"{ACT}/paragraf/2a")
    assert provision.number == "§ 2 a"
    assert provision.act == to_iri(ACT)
    assert provision.is_part_of == to_iri(f"{ACT}/kapittel/1")
    assert provision.lovdata == f"https://lovdata.no/{ACT}/§2a"
    assert small_catalogue.provisions_of("lov/1900-01-01-1") == ()


def test_the_wordings_of_a_provision_stand_in_order_of_time(small_catalogue: Catalogue):
    wordings = small_catalogue.wordings_of(f"{ACT}/paragraf/11")
    assert [wording.valid_from for wording in wordings] == [date(2099, 1, 1), date(2102, 1, 1), date(2106, 1, 1)]
    assert wordings[0].last_day == date(2101, 12, 31)
    assert wordings[-1].last_day is None
    assert wordings[1].changed_by == (to_iri("lov/2101-03-03-3"),)


def test_a_repealed_provision_has_no_wording_after_its_last_day(small_catalogue: Catalogue):
    path = f"{ACT}/paragraf/3"
    last = small_catalogue.wording_on(path, date(2104, 12, 31))
    assert last is not None
    assert last.repealed_by == (to_iri("lov/2104-04-04-4"),)
    assert small_catalogue.wording_on(path, date(2105, 1, 1)) is None


def test_a_pending_wording_is_nobodys_wording_on_any_day(small_catalogue: Catalogue):
    (wording,) = small_catalogue.wordings_of(f"{OTHER}/paragraf/11-1")
    assert wording.pending
    assert wording.editorial_note
    assert small_catalogue.wording_on(f"{OTHER}/paragraf/11-1", date.max) is None


def test_criteria_stand_in_their_own_order_and_speak_as_questions(small_catalogue: Catalogue):
    criteria = small_catalogue.criteria_of("plan-areas/plan-samarbeid")
    assert [each.slug for each in criteria] == ["krit-avtale", "krit-samordner"]
    assert criteria[0].label("nn") == "Er det ein avtale?"
    assert criteria[0].strength == "should"
    assert criteria[0].basis == (to_iri("duties/rad-handbok-samtale"),)
    assert small_catalogue.criteria_of("plan-areas/plan-melding") == ()


def slugs(norms) -> list[str]:
    return [norm.slug for norm in norms]


def test_norms_are_found_from_their_plan_area_act_and_provision(small_catalogue: Catalogue):
    assert slugs(small_catalogue.norms_in("plan-areas/plan-samarbeid")) == ["omsl-1-samarbeid", "omsl-2a-plan"]
    assert slugs(small_catalogue.norms_of_act("forskrift/2100-02-02-22")) == ["rutf-3-rutiner"]
    assert slugs(small_catalogue.norms_of_provision(f"{ACT}/paragraf/2")) == ["omsl-2-tilbod", "omsl-2-tilbod-2101"]
    assert slugs(small_catalogue.exceptions_to("duties/meldl-3-3a-melde")) == ["meldl-3-4-unntak"]
    assert slugs(small_catalogue.norms_of_act(OTHER)) == [
        "meldl-1-1-avverge", "meldl-1-2-innsyn", "meldl-3-3a-melde", "meldl-3-4-unntak", "meldl-11-1-varsle",
    ]  # fmt: skip


def test_a_norm_has_its_fields(small_catalogue: Catalogue):
    norm = small_catalogue.find_norm("omsl-2a-plan")
    assert (norm.type, norm.force, norm.deadline) == ("Duty", "skal", "P30D")
    assert norm.deadline_text["nn"] == "innan 30 dagar"
    assert norm.grounding[0].part == "ledd/1/bokstav/a"
    assert norm.situation == (to_iri("situations/planlegging"),)
    assert norm.review_status == "reviewed"
    assert norm.reviewed_on == date(2099, 1, 1)


def test_a_norm_knows_what_came_instead_of_it(small_catalogue: Catalogue):
    old, new = small_catalogue.find_norm("omsl-2-tilbod"), small_catalogue.find_norm("omsl-2-tilbod-2101")
    assert new.replaces == (old.id,)
    assert old.replaced_by == (new.id,)


def test_a_document_knows_what_came_instead_of_it_and_its_last_day(small_catalogue: Catalogue):
    old = small_catalogue.find_guidance("handbok-2100")
    assert old.replaced_by == (to_iri("guidance/handbok-2104"),)
    assert old.last_day == date(2103, 12, 31)
    assert (old.force, old.rank, old.document_type, old.issued) == ("bør", "guide", "guide", "2100")
    assert old.publisher == (to_iri("actors/departementet"),)
    assert not old.holds_on(date(2104, 1, 1))
    assert small_catalogue.find_guidance("nettside").holds_on(date.min)


def test_everything_has_a_name_in_every_language(small_catalogue: Catalogue):
    wording = to_iri(f"{ACT}/paragraf/2a/versjon/2101-07-01")
    assert small_catalogue.find_label(wording, "nn") == "omsorgslova § 2 a (frå 2101-07-01)"
    assert small_catalogue.find_label(wording, "en") == "the Care Act section 2 a (from 2101-07-01)"
    pending = to_iri(f"{OTHER}/paragraf/11-1/versjon/vedtatt-2107-05-05-5")
    assert small_catalogue.find_label(pending, "nb") == "meldeloven § 11-1 (vedtatt, ikke i kraft)"
    assert small_catalogue.find_label(to_iri(f"{OTHER}/paragraf/3-3a"), "nn") == "meldelova § 3-3 a"
    assert small_catalogue.find_labels(to_iri("actors/lege"))["en"] == "doctor"
    assert small_catalogue.find_ref(to_iri("guidance/nettside")).label("en") == "Page about tasks"
    assert small_catalogue.find_label(to_iri("sources/oppdikta"), "nb") == "Den oppdikta lovsamlinga"


def test_what_the_release_does_not_know_is_named_by_its_path(small_catalogue: Catalogue):
    assert small_catalogue.find_label(to_iri("actors/nobody"), "nb") == "actors/nobody"
    assert small_catalogue.find_label(to_iri("lov/1900-01-01-1/paragraf/7"), "nb") == "lov/1900-01-01-1 § 7"
    assert small_catalogue.find_label("https://example.org/a", "nb") == "https://example.org/a"


def test_vocabularies_are_read_with_their_words(small_catalogue: Catalogue):
    concept = small_catalogue.concepts["force/boer"]
    assert concept.notation == "bør"
    assert concept.in_scheme == to_iri("force")


def test_any_thing_is_found_by_its_iri_alone(small_kb):
    catalogue = load_catalogue(small_kb)
    assert all(catalogue.find_thing(iri) is thing for iri, thing in catalogue.things.items())


def test_an_iri_that_is_nobodys_finds_nothing(small_catalogue: Catalogue):
    for path in ("actors/nobody", "nowhere", "plan-areas/plan-samarbeid/criteria/none", "lov/1900-01-01-1", ""):
        assert small_catalogue.find_thing(to_iri(path)) is None


def test_only_the_kinds_that_are_needed_are_read(small_kb):
    catalogue = load_catalogue(small_kb)
    catalogue.find_actor("lege")
    assert {"actors", "concepts"} == {name for name in vars(catalogue) if not name.startswith("_")} - {"release"}
