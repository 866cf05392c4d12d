"""Groundings and quotes held against imported law."""

from dataclasses import replace
from datetime import date

import pytest

from hjemmel.law.dependents import list_dependents
from hjemmel.law.digest import to_digest
from hjemmel.law.digests import find_grounding_digest
from hjemmel.law.drift import check_grounding, check_quote, list_drift
from hjemmel.law.lovdata.wordings import Wording
from hjemmel.law.norms import Grounding
from hjemmel.law.quotes import Quote
from hjemmel.law.texts import has_words

ACT = "lov/2099-01-01-1"
BASE = "https://w3id.org/hjemmel/"
DAY = date(2105, 1, 1)


class Law:
    """Imported law in a dictionary."""

    def __init__(self, told, day="2105-01-01", refid=ACT):
        self.told, self.day, self.refid = told, day, refid

    def has_act(self, refid):
        return refid == self.refid

    def find_day(self, _refid):
        return self.day

    def find_wordings(self, provision):
        return self.told.get(provision.removeprefix(f"{self.refid}/"), ())

    def list_provisions(self, _refid):
        return tuple(self.told)


def _wording(begins, text, ends="", outline=None, **more):
    lines = (text or "").count("\n") + 1
    outline = outline or " ".join(f"ledd/{n}" for n in range(1, lines + 1))
    return Wording(version=begins, begins=begins, ends=ends, text=text, outline=outline, **more)


OLD, NEW = "Gamle ord. To.", "Nye ord. Tre."
TWO = Law({"paragraf/4": (_wording("2099-01-01", OLD, "2101-07-01"), _wording("2101-07-01", NEW))})


def _grounding(version, digest=None, part="ledd/1", section="4"):
    of = f"{BASE}{ACT}/paragraf/{section}" + (f"/versjon/{version}" if version else "")
    return Grounding(id="g", of=of, part=part, digest=digest)


def _check(grounding, law=TWO, day=DAY, **more):
    return check_grounding(grounding, law, day, **more)


def test_words_that_hold_today_are_current():
    drift = _check(_grounding("2101-07-01", to_digest(NEW)))
    assert (drift.status, drift.now, drift.finding) == ("current", f"{ACT}/paragraf/4/versjon/2101-07-01", False)


def test_the_same_words_in_a_later_wording_are_current():
    law = Law({"paragraf/4": (_wording("2099-01-01", f"{OLD}\na", "2101-07-01"), _wording("2101-07-01", f"{OLD}\nb"))})
    assert _check(_grounding("2099-01-01", to_digest(OLD)), law).status == "current"


def test_words_of_an_older_wording_are_reworded_since_the_day_it_ended():
    drift = _check(_grounding("2099-01-01", to_digest(OLD)))
    assert (drift.status, drift.since, drift.digest) == ("reworded", date(2101, 7, 1), to_digest(NEW))
    assert drift.finding


def test_what_the_graph_knows_has_ended_is_no_finding():
    drift = _check(_grounding("2099-01-01", to_digest(OLD)), ended=True)
    assert (drift.status, drift.finding) == ("reworded", False)


def test_an_edited_digest_is_not_found_and_the_right_one_told():
    drift = _check(_grounding("2101-07-01", "0" * 64))
    assert (drift.status, drift.digest) == ("not-found", to_digest(NEW))
    assert to_digest(NEW) in drift.detail


def test_a_part_that_is_gone_is_not_found():
    drift = _check(_grounding("2101-07-01", "0" * 64, part="ledd/9"))
    assert (drift.status, drift.digest) == ("not-found", None)
    assert "no part" in drift.detail


def test_a_repealed_section_is_told_with_its_day():
    law = Law({"paragraf/4": (_wording("2099-01-01", OLD, "2103-01-01"),)})
    drift = _check(_grounding("2099-01-01", to_digest(OLD)), law)
    assert (drift.status, drift.since) == ("repealed", date(2103, 1, 1))
    assert _check(_grounding("2099-01-01"), law).status == "repealed"


@pytest.mark.parametrize(("part", "words"), [("ledd/1", OLD), ("ledd/1/punktum/2", "To."), ("", OLD)])
def test_a_renumbered_section_is_found_where_it_stands_now(part, words):
    law = Law(
        {
            "paragraf/3": (_wording("2099-01-01", None),),
            "paragraf/5": (_wording("2103-01-01", OLD if not part else f"Anna.\n{OLD}"),),
            "paragraf/4": (_wording("2099-01-01", OLD, "2103-01-01"),),
        }
    )
    drift = _check(_grounding("2099-01-01", to_digest(words), part), law)
    assert drift.status == "moved"
    assert drift.now.startswith(f"{ACT}/paragraf/5")


def test_a_section_the_law_does_not_have_is_not_found():
    assert _check(_grounding("2099-01-01", to_digest(OLD), section="77")).status == "not-found"
    assert check_grounding(Grounding(id="g", of="ikkje-lov"), TWO, DAY).status == "not-found"


def test_words_that_no_archive_has_have_ended_all_the_same_when_the_law_dates_their_wording():
    law = Law({"paragraf/4": (_wording("2099-01-01", None, "2101-07-01"), _wording("2101-07-01", NEW))})
    drift = _check(_grounding("2099-01-01", to_digest(OLD)), law)
    assert (drift.status, drift.since) == ("reworded", date(2101, 7, 1))
    assert "lacks the words" in drift.detail
    quote = Quote(
        id="q",
        type="Quote",
        slug="q",
        labels={},
        text=OLD,
        quotes=f"{BASE}{ACT}/paragraf/4",
        quoted_wording=(f"{BASE}{ACT}/paragraf/4/versjon/2099-01-01",),
    )
    told = check_quote(quote, law, DAY)
    assert (told.status, told.since, told.now) == ("reworded", date(2101, 7, 1), f"{ACT}/paragraf/4/versjon/2101-07-01")
    unnamed = replace(quote, quoted_wording=())
    assert check_quote(unnamed, law, DAY).status == "not-found"


def test_without_a_digest_the_date_of_the_wording_decides():
    assert _check(_grounding("2101-07-01")).status == "current"
    drift = _check(_grounding("2099-01-01"))
    assert (drift.status, drift.since) == ("reworded", date(2101, 7, 1))
    assert "no digest" in drift.detail


def test_a_wording_to_come_is_held_against_the_adopted_words():
    coming = Law({"paragraf/4": (_wording("2099-01-01", OLD, "2106-01-01"), _wording("2106-01-01", NEW))})
    assert _check(_grounding("2106-01-01", to_digest(NEW)), coming).status == "current"
    drift = _check(_grounding("2106-01-01", "0" * 64), coming)
    assert (drift.status, drift.digest) == ("not-found", to_digest(NEW))
    assert _check(_grounding("vedtatt-2107-05-05-5"), coming).status == "current"


def test_a_wording_younger_than_the_import_is_no_finding_but_told():
    law = Law(TWO.told, day="2103-01-01")
    drift = _check(_grounding("2104-01-01", to_digest("Ukjent.")), law)
    assert (drift.status, drift.finding) == ("not-found", False)
    assert "older than this wording" in drift.detail


def _quote(text):
    return Quote(id="q", slug="q", type="Quote", labels={}, text=text, quotes=f"{BASE}{ACT}/paragraf/4")


@pytest.mark.parametrize(
    ("text", "status", "since"),
    [
        ("Nye ord.", "current", None),
        ("Gamle ord", "reworded", date(2101, 7, 1)),
        ("Andre ord", "not-found", None),
    ],
)
def test_a_quote_is_looked_for_in_every_wording(text, status, since):
    drift = check_quote(_quote(text), TWO, DAY)
    assert (drift.status, drift.since) == (status, since)


def test_a_quote_of_repealed_or_moved_words_is_told():
    gone = Law({"paragraf/4": (_wording("2099-01-01", OLD, "2103-01-01"),)})
    assert (check_quote(_quote("Gamle ord"), gone, DAY).status) == "repealed"
    assert check_quote(_quote("Gamle ord"), gone, DAY).since == date(2103, 1, 1)
    moved = Law({"paragraf/4": (_wording("2099-01-01", None),), "paragraf/5": (_wording("2099-01-01", OLD),)})
    assert check_quote(_quote("Gamle ord"), moved, DAY).now == f"{ACT}/paragraf/5"


def test_a_quote_of_words_to_come_has_no_day_since_when():
    coming = Law({"paragraf/4": (_wording("2099-01-01", OLD, "2106-01-01"), _wording("2106-01-01", NEW))})
    assert check_quote(_quote("Nye ord"), coming, DAY).since is None
    adopted = Law(
        {"paragraf/4": (_wording("2099-01-01", OLD), Wording(version="vedtatt-x", text=NEW, outline="ledd/1"))}
    )
    assert check_quote(_quote("Nye ord"), adopted, DAY).since is None


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("«nye – ord»", True),
        ('"nye - ord"', True),
        ("sagt … ord»", True),
        ("Han [...] ord»", True),
        ("ord» … sagt", False),
        ("  ", False),
    ],
)
def test_dashes_marks_and_gaps_do_not_hide_a_quote(quote, found):
    assert has_words("Han har sagt «nye – ord».", quote) is found


def test_the_digest_to_write_is_of_the_wording_named_or_of_that_day():
    assert find_grounding_digest(_grounding("2101-07-01"), TWO) == to_digest(NEW)
    assert find_grounding_digest(_grounding("2100-05-05"), TWO) == to_digest(OLD)
    assert find_grounding_digest(_grounding("vedtatt-x"), TWO) is None
    assert find_grounding_digest(_grounding(None), TWO) is None
    assert find_grounding_digest(_grounding("2101-07-01", section="9"), TWO) is None
    assert find_grounding_digest(_grounding("2101-07-01", part="ledd/9"), TWO) is None
    untold = Law({"paragraf/4": (_wording("2099-01-01", None),)})
    assert find_grounding_digest(_grounding("2099-01-01"), untold) is None


def test_all_groundings_and_quotes_of_imported_acts_are_listed(small_catalogue):
    law = Law(
        {
            "paragraf/2": (
                _wording("2099-01-01", "Kommunen skal ha eit oppdikta tilbod til barn.", "2101-07-01"),
                _wording("2101-07-01", "Kommunen skal ha eit tilbod."),
            )
        }
    )
    drifts = {drift.id.removeprefix(BASE): drift for drift in list_drift(small_catalogue, law, DAY)}
    past = drifts["duties/omsl-2-tilbod/groundings/2099-01-01"]
    assert (past.status, past.finding) == ("reworded", False)
    assert drifts["duties/omsl-2-tilbod-2101/groundings/2101-07-01"].status == "current"
    assert drifts["quotes/quote-omsl-2"].status == "reworded"
    assert not [name for name in drifts if "meldl" in name]


def test_what_hangs_on_a_provision_is_named(small_catalogue):
    found = list_dependents(small_catalogue, f"{ACT}/paragraf/1")
    assert "omsl-1-samarbeid" in found.norms
    assert "handbok-2104" in found.guidance
    assert "plan-samarbeid" in found.plan_areas
    assert list_dependents(small_catalogue, f"{ACT}/paragraf/2").quotes == ("quote-omsl-2",)
