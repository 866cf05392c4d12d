"""The registry made from the knowledge base, and from imported law when there is any."""

from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from hjemmel.law.citations import ActEntry, Name, Target, build_registry
from hjemmel.law.citations.known import build_known, list_known_citations, to_section_iri
from hjemmel.law.lovdata.standing import Standing
from hjemmel.law.quoting import list_quoted_wordings

REFID = "lov/2009-06-19-44"


@dataclass(frozen=True)
class Span:
    begins: str
    ends: str
    version: str = ""
    text: str | None = None


WORDINGS = {
    "paragraf/4": (Span("2010-01-01", ""),),
    "paragraf/8": (Span("2010-01-01", "2021-01-01"),),
}


class Law:
    """Imported law with one act."""

    def has_act(self, refid):
        return refid == REFID

    def list_paths(self, _):
        return tuple(WORDINGS)

    def find_ended(self, _):
        return {path: row[-1].ends for path, row in WORDINGS.items() if row[-1].ends}


STANDINGS = {
    REFID: Standing(title="Lov om kommunale krisesentertilbod (krisesenterlova)", in_force="2010-01-01"),
    "lov/2031-01-01-5": Standing(
        title="Lov om måling av månelys (månelysloven)", in_force="2031-07-01", moved={"paragraf/9": "paragraf/2"}
    ),
    "lov/2031-01-01-6": Standing(title="Lov om endringer i månelysloven", amends=("lov/2031-01-01-5",)),
    "lov/2031-01-01-9": Standing(title="Lov om kommunar og fylkeskommunar (kommunelova)", in_force="2031-07-01"),
    "lov/2031-01-01-10": Standing(title="Lov om saksbehandling (forvaltningsloven)"),
    "forskrift/2031-01-01-7": Standing(
        title="Forskrift om månelys i gater (månelysforskriften)",
        in_force="2031-07-01",
        based_on=("lov/2031-01-01-5",),
    ),
}


class NamedLaw(Law):
    """Imported law with acts that the package has no names of."""

    def has_act(self, refid):
        return refid in STANDINGS

    def find_day(self, _):
        return "2031-12-01"

    def list_standings(self):
        return STANDINGS.items()

    def list_paths(self, refid):
        return ("paragraf/1", "paragraf/2") if refid == "lov/2031-01-01-5" else ("paragraf/1",)

    def find_ended(self, _):
        return {}


def list_statuses(text, registry, law=None, **words):
    return [citation.status for citation in list_known_citations(text, registry, law, **words)]


def test_the_knowledge_base_never_says_that_a_section_does_not_exist(small_catalogue):
    assert list_statuses("krisesenterlova § 99", build_known(small_catalogue)) == ["exact"]


def test_imported_law_knows_which_sections_exist_and_which_ended():
    text, registry = "krisesenterlova § 4, § 8 og krisesenterlova § 99", build_registry()
    assert list_statuses(text, registry, Law(), on="2026-01-01") == ["exact", "repealed", "unknown-provision"]
    assert list_statuses("§ 99", registry, Law(), context=REFID) == ["unknown-provision"]


def find_refids(text, catalogue, **words):
    law = NamedLaw()
    found = list_known_citations(text, build_known(catalogue, law), law, **words)
    return [target.refid for citation in found for target in citation.targets]


def test_imported_acts_are_known_by_their_names(small_catalogue):
    assert find_refids("månelysloven § 2", small_catalogue) == ["lov/2031-01-01-5"]
    assert find_refids("forskrift om månelys i gater § 1", small_catalogue) == ["forskrift/2031-01-01-7"]
    assert find_refids("krisesenterlova § 4", small_catalogue) == [REFID]
    assert list_statuses("månelysloven § 2", build_known(small_catalogue)) == ["unknown-act"]


def test_an_imported_act_in_force_takes_the_name_of_one_that_is_not_there(small_catalogue):
    assert find_refids("kommunelova § 1", small_catalogue, on="2031-12-01") == ["lov/2031-01-01-9"]
    assert find_refids("kommunelova § 1", small_catalogue, on="2026-01-01") == ["lov/2018-06-22-83"]


def test_a_section_that_has_another_number_now_says_where_it_stands(small_catalogue):
    law = NamedLaw()
    (citation,) = list_known_citations("månelysloven § 9 annet ledd", build_known(small_catalogue, law), law)
    assert citation.status == "renumbered"
    assert [target.successor for target in citation.targets] == ["lov/2031-01-01-5/paragraf/2"]


def test_the_letter_of_a_section_that_moved_is_not_taken_for_an_item_of_another():
    entry = ActEntry(
        refid=REFID, provisions=frozenset({"paragraf/4", "paragraf/7"}), moved={"paragraf/4b": f"{REFID}/paragraf/7"}
    )
    assert list_statuses("krisesenterlova § 4 b", build_registry([entry])) == ["renumbered"]


def test_an_ended_section_that_stands_elsewhere_is_renumbered_from_that_day_only():
    entry = ActEntry(
        refid=REFID,
        provisions=frozenset({"paragraf/4", "paragraf/7"}),
        ended={"paragraf/4": "2020-01-01"},
        moved={"paragraf/4": f"{REFID}/paragraf/7"},
    )
    registry = build_registry([entry])
    assert list_statuses("krisesenterlova § 4", registry, on="2019-01-01") == ["exact"]
    assert list_statuses("krisesenterlova § 4", registry, on="2021-01-01") == ["renumbered"]


def test_a_new_act_without_a_day_takes_no_name_yet(small_catalogue):
    assert find_refids("forvaltningsloven § 1", small_catalogue, on="2031-12-01") == ["lov/1967-02-10"]


def test_what_an_act_changes_or_is_made_under_is_looked_up_too(small_catalogue):
    assert find_refids("§ 2 oppheves.", small_catalogue, context="lov/2031-01-01-6") == ["lov/2031-01-01-5"]
    assert find_refids("lovens § 2", small_catalogue, context="forskrift/2031-01-01-7") == ["lov/2031-01-01-5"]


def test_every_act_of_the_graph_is_known_by_its_names(small_catalogue):
    registry = build_known(small_catalogue)
    assert set(registry.acts) == set(small_catalogue.acts)
    for act in small_catalogue.acts.values():
        for lang in ("nb", "nn"):
            named = registry.index.find(act.labels[lang].lower(), 0) if lang in act.labels else None
            assert named is None or act.refid in {name.refid for name in named[0]}


def test_the_act_that_took_over_a_name_is_its_successor():
    names = [
        Name(text="prøveloven", kind="short", refid="lov/1990-01-01-1", valid_from="1990-01-01", valid_to="2000-01-01"),
        Name(text="prøveloven", kind="short", refid="lov/1999-01-01-1", valid_from="2000-01-01"),
    ]
    registry = build_registry([ActEntry(refid="lov/1990-01-01-1")], names)
    (citation,) = list_known_citations("lov 1. januar 1990 nr. 1 § 3", registry, on="2010-01-01")
    assert citation.status == "repealed"
    assert citation.targets[0].successor == "lov/1999-01-01-1"


def test_the_section_of_a_target_is_found_above_its_items():
    target = Target(id="", refid=REFID, provision="paragraf/4/ledd/1", lovdata="")
    assert to_section_iri(target).endswith(f"{REFID}/paragraf/4")
    assert to_section_iri(Target(id="", refid=REFID, provision=None, lovdata="")) is None


def test_imported_words_go_before_those_of_quotes(small_catalogue):
    words = (Span("2010-01-01", "", "2010-01-01", "Kommunen skal"), Span("2009-01-01", "2010-01-01"))
    law = SimpleNamespace(find_wordings=lambda _: words, find_unit=lambda _: "paragraf/4")
    (found,) = list_quoted_wordings(small_catalogue, f"{REFID}/paragraf/4", law)
    assert found.id.endswith("/paragraf/4/versjon/2010-01-01")
    nothing = SimpleNamespace(find_wordings=lambda _: (), find_unit=lambda _: "")
    assert list_quoted_wordings(small_catalogue, f"{REFID}/paragraf/4", nothing) == list_quoted_wordings(
        small_catalogue, f"{REFID}/paragraf/4"
    )


@pytest.mark.parametrize(
    ("text", "path", "lovdata"),
    [
        ("EMK art. 8", "traktat/emk/artikkel/8", "lov/1999-05-21-30/emkn/a8"),
        (
            "barnekonvensjonen artikkel 19 nr. 1",
            "traktat/barnekonvensjonen/artikkel/19/nummer/1",
            "lov/1999-05-21-30/bkn/a19",
        ),
        ("Istanbulkonvensjonen artikkel 7", "traktat/istanbulkonvensjonen/artikkel/7", "traktat/2011-05-11/a7"),
        (
            (
                "Europarådets konvensjon om forebygging og bekjempelse av vold mot kvinner"
                " og vold i nære relasjoner artikkel 7"
            ),
            "traktat/istanbulkonvensjonen/artikkel/7",
            "traktat/2011-05-11/a7",
        ),
        ("barnekonvensjonen", "traktat/barnekonvensjonen", "lov/1999-05-21-30"),
        ("menneskerettsloven § 2", "lov/1999-05-21-30/paragraf/2", "lov/1999-05-21-30/§2"),
    ],
)
def test_a_treaty_has_one_address_the_graphs_own_and_lovdatas_page(real_catalogue, text, path, lovdata):
    (citation,) = list_known_citations(text, build_known(real_catalogue))
    (target,) = citation.targets
    assert citation.status == "exact"
    assert target.id == f"https://w3id.org/hjemmel/{path}"
    assert target.lovdata == f"https://lovdata.no/{lovdata}"
    assert "/".join(filter(None, (target.refid, target.provision))) == path
