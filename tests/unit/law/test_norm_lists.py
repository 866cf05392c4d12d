"""Lists of norms, narrowed and paged."""

from datetime import date

import pytest

from hjemmel.errors import NotFoundError
from hjemmel.law.catalogue import Catalogue
from hjemmel.law.norm_lists import NormFilter, list_norm_spans, list_norms, list_page
from hjemmel.law.norms import OWN_ROLES, ROLES


def ask(catalogue: Catalogue, **wanted) -> list[str]:
    return [norm.slug for norm in list_norms(catalogue, NormFilter(**wanted)).items]


def test_without_a_filter_every_norm_and_exception_is_listed_in_natural_order(small_catalogue: Catalogue):
    found = ask(small_catalogue)
    assert len(found) == len(small_catalogue.norms)
    assert found.index("meldl-3-4-unntak") < found.index("meldl-11-1-varsle")


@pytest.mark.parametrize(
    ("wanted", "slugs"),
    [
        ({"actor": "krisesenter", "roles": ("performer",)}, ["omsl-1-samarbeid"]),
        ({"actor": "kommunen", "roles": ("counterparty",)}, ["omsl-11-rett"]),
        ({"roles": ("performer",)}, ["omsl-1-samarbeid", "rutf-3-rutiner"]),
        ({"situation": "ungdom"}, ["rad-handbok-samtale", "rutf-3-rutiner"]),
        ({"situation": "barn"}, ["meldl-3-3a-melde", "rad-handbok-samtale", "rutf-3-rutiner"]),
        ({"situation": "ansettelse"}, ["meldl-1-2-innsyn"]),
        ({"force": "skal-ikkje"}, ["omsl-3-register"]),
        ({"force": "bør", "actor": "kommunen"}, ["rad-handbok-gammelt", "rad-nettside"]),
        ({"act": "forskrift/2100-02-02-22"}, ["rutf-3-rutiner"]),
        ({"plan_area": "plan-melding"}, ["meldl-3-3a-melde"]),
        ({"target_group": "utsatte"}, ["omsl-1-samarbeid", "omsl-2-tilbod-2101"]),
        (
            {"target_group": "ungdom"},
            ["meldl-3-3a-melde", "omsl-1-samarbeid", "omsl-2-tilbod", "omsl-2-tilbod-2101"],
        ),
        ({"q": "TILBOD alle"}, ["omsl-2-tilbod-2101"]),
        ({"q": "tilbod", "on": date(2100, 1, 1)}, ["omsl-2-tilbod"]),
        ({"q": "finst ikkje"}, []),
        ({"q": ""}, None),
    ],
)
def test_a_filter_keeps_what_passes_it(small_catalogue: Catalogue, wanted, slugs):
    expected = ask(small_catalogue) if slugs is None else slugs
    assert ask(small_catalogue, **wanted) == expected


def test_an_actor_in_any_role_is_found_from_all_of_them(small_catalogue: Catalogue):
    found = set(ask(small_catalogue, actor="tilsynet", roles=ROLES))
    assert {"omsl-1-samarbeid", "omsl-4-rapport", "omsl-3-register"} <= found


def test_of_an_actor_alone_only_what_it_must_do_itself_is_listed(small_catalogue: Catalogue):
    for actor in small_catalogue.actors:
        assert ask(small_catalogue, actor=actor) == ask(small_catalogue, actor=actor, roles=OWN_ROLES)
    assert ask(small_catalogue, actor="tilsynet") != ask(small_catalogue, actor="tilsynet", roles=ROLES)


def test_any_role_without_an_actor_narrows_nothing(small_catalogue: Catalogue):
    assert ask(small_catalogue, roles=ROLES) == ask(small_catalogue)


@pytest.mark.parametrize("name", ["actor", "situation", "act", "plan_area", "target_group"])
def test_a_filter_on_what_is_not_there_is_not_found(small_catalogue: Catalogue, name):
    with pytest.raises(NotFoundError, match="nowhere"):
        ask(small_catalogue, **{name: "nowhere"})


def test_a_page_tells_how_much_there_is_and_which_follows(small_catalogue: Catalogue):
    first = list_norms(small_catalogue, NormFilter(), page=1, size=10)
    second = list_norms(small_catalogue, NormFilter(), page=2, size=10)
    assert (len(first.items), first.total, first.next_page) == (10, 16, 2)
    assert (len(second.items), second.total, second.next_page) == (6, 16, None)
    assert not {*first.items} & {*second.items}


def test_a_page_beyond_the_end_is_empty_and_the_last_full_one_has_none_after():
    assert list_page([1, 2], page=3, size=1).items == ()
    assert list_page([1, 2], page=2, size=1).next_page is None


def test_periods_that_touch_are_one_and_a_gap_parts_them(small_catalogue: Catalogue):
    spans = {slug: list_norm_spans(small_catalogue, norm) for slug, norm in small_catalogue.norms.items()}
    assert spans["omsl-11-rett"] == ((date(2099, 1, 1), None),)
    assert spans["omsl-4-rapport"] == ((date(2099, 1, 1), date(2101, 7, 1)), (date(2103, 1, 1), None))
    assert spans["omsl-3-register"] == ((date(2099, 1, 1), date(2105, 1, 1)),)
    assert spans["rad-nettside"] == ((None, None),)
    assert spans["meldl-11-1-varsle"] == ()
