"""GET /coverage over the real knowledge base: honest figures, as JSON and as a page."""

from __future__ import annotations


def test_the_counts_are_those_of_the_lists(real_client):
    body = real_client.get("/coverage").json()
    for path in ("acts", "actors", "situations", "guidance", "quotes", "sources"):
        assert body["counts"][path] == real_client.get(f"/{path}?size=1").json()["total"]
    assert body["norms"] == real_client.get("/duties?on=any&size=1").json()["total"]
    assert body["on"] == "2026-01-15"


def test_each_covered_act_names_its_bare_provisions(real_client):
    acts = {each["id"].partition("hjemmel/")[2]: each for each in real_client.get("/coverage").json()["acts"]}
    act = acts["lov/2009-06-19-44"]
    assert act["norms"] > 20
    bare = {each["id"].rpartition("/")[2] for each in act["provisionsWithoutNorm"]}
    assert "1" in bare
    assert "4" not in bare


def test_sources_have_the_age_of_the_day_asked_for(real_client):
    def age(on):
        return {each["id"]: each["days"] for each in real_client.get(f"/coverage?on={on}").json()["sources"]}

    first, later = age("2026-12-01"), age("2026-12-11")
    known = [iri for iri, days in first.items() if days is not None]
    assert len(known) > 100
    assert all(later[iri] == first[iri] + 10 for iri in known)


def test_the_page_says_what_is_lacking_in_three_languages(real_client):
    for lang, word in {
        "nb": "Normer uten veiledning",
        "nn": "Normer utan rettleiing",
        "en": "Norms without guidance",
    }.items():
        page = real_client.get(f"/coverage?lang={lang}", headers={"accept": "text/html"})
        assert page.status_code == 200
        assert word in page.text
