"""The words of the law in answers: which, how old, and why not."""

import pytest

from hjemmel.graph.snapshot import open_kb, open_whole

JSON = {"Accept": "application/json"}
SECTION = "/lov/2099-01-01-1/paragraf/2"


def ask(client, address):
    answer = client.get(address, headers=JSON)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_provision_says_its_words_their_language_their_day_and_whose_they_are(law_client):
    text = ask(law_client, f"{SECTION}?on=2103-01-01")["text"]
    assert text["value"] == "Kommunen skal ha eit nytt tilbod til barn.\nTilbodet er gratis."
    assert (text["lang"], text["readOn"], text["validFrom"]) == ("nn", "2103-05-05", "2101-07-01")
    assert "Lovdata" in text["attribution"]
    assert text["license"].startswith("https://data.norge.no/nlod")
    assert [block["path"] for block in text["blocks"]] == ["ledd/1", "ledd/2"]


def test_a_change_to_come_is_told(law_client):
    text = ask(law_client, f"{SECTION}?on=2103-06-01")["text"]
    assert (text["staleness"], text["changesOn"]) == ("pending", "2104-01-01")
    assert "1. januar 2104" in text["notice"]


def test_a_text_older_than_a_change_says_so(law_client):
    text = ask(law_client, f"{SECTION}?on=2104-01-02&lang=en")["text"]
    assert text["staleness"] == "due"
    assert "older than a change that took effect on 1 January 2104" in text["notice"]
    assert text["value"]


def test_words_that_hold_still_wait_for_nothing(law_client):
    past = ask(law_client, "/lov/2099-01-01-1/paragraf/1?on=2100-01-01")["text"]
    assert (past["staleness"], past["changesOn"]) == ("current", None)


def test_a_provision_that_is_not_yet_there_says_from_when(law_client):
    text = ask(law_client, "/lov/2010-06-01-10/paragraf/1?on=2000-01-01&lang=en")["text"]
    assert text["notice"] == "The provision holds from 1 January 2011 on."


def test_words_that_are_not_known_are_told_so(law_client):
    text = ask(law_client, f"{SECTION}?on=2100-01-01")["text"]
    assert text["value"] is None
    assert "5. mai 2103" in text["notice"]


def test_a_part_gives_its_own_words(law_client):
    assert ask(law_client, f"{SECTION}/ledd/2?on=2103-01-01")["text"]["value"] == "Tilbodet er gratis."


def test_a_wording_gives_the_words_of_its_first_day(law_client):
    text = ask(law_client, f"{SECTION}/versjon/2101-07-01")["text"]
    assert text["value"].startswith("Kommunen skal ha eit nytt tilbod")


def test_citations_lead_to_what_they_cite(law_client):
    block = ask(law_client, "/lov/2099-01-01-1/paragraf/1")["text"]["blocks"][0]
    (citation,) = block["citations"]
    assert block["text"][citation["start"] : citation["end"]] == "§ 2"
    assert citation["id"].endswith(SECTION)
    assert f'href="{SECTION}">§ 2</a>' in law_client.get("/lov/2099-01-01-1/paragraf/1.html").text


def test_without_law_an_answer_says_why_it_has_no_words_and_where_they_are(client):
    text = ask(client, f"{SECTION}?lang=en")["text"]
    assert text["value"] is None
    assert "without the text of the law" in text["notice"]
    assert text["lovdata"].startswith("https://lovdata.no/")
    assert "uten lovtekst" in client.get(f"{SECTION}.html").text


def test_an_act_outside_the_import_says_so(law_client):
    text = ask(law_client, "/lov/2099-01-02-2/paragraf/11-1?lang=en")["text"]
    assert "not among those imported" in text["notice"]


def test_an_act_that_only_the_import_has_is_answered(law_client, client):
    act = ask(law_client, "/lov/2010-06-01-10")
    assert (act["type"], act["label"]) == ("Act", "Fyrlova")
    assert act["provisions"] == ["https://w3id.org/hjemmel/lov/2010-06-01-10/paragraf/1"]
    assert client.get("/lov/2010-06-01-10", headers=JSON).status_code == 404


def test_a_provision_that_only_the_import_has_is_answered_in_every_form(law_client):
    path = "/lov/2010-06-01-10/paragraf/1"
    found = ask(law_client, path)
    assert found["text"]["value"] == "Fyret skal lyse."
    assert found["norms"] == []
    assert [each["validFrom"] for each in found["wordings"]] == ["2011-01-01"]
    assert "Fyret skal lyse." in law_client.get(f"{path}.html").text
    assert "Fyret skal lyse." in law_client.get(f"{path}.ttl").text
    assert ask(law_client, f"{path}/versjon/2011-01-01")["text"]["value"] == "Fyret skal lyse."
    assert "paragraf/1" in law_client.get("/lov/2010-06-01-10.html").text


@pytest.mark.parametrize("place", ["paragraf/9", "paragraf/1/ledd/7", "paragraf/1/versjon/2012-01-01"])
def test_what_the_import_has_not_either_is_not_found(law_client, place):
    assert law_client.get(f"/lov/2010-06-01-10/{place}", headers=JSON).status_code == 404


def test_groundings_and_quotes_say_how_they_stand_to_the_law(law_client, client):
    basis = ask(law_client, "/duties/omsl-2-tilbod-2101")["basis"][0]
    assert basis["drift"] == "current"
    quote = ask(law_client, "/quotes/quote-omsl-2")
    assert (quote["drift"], quote["driftSince"]) == ("reworded", "2101-07-01")
    assert "drift" not in ask(client, "/quotes/quote-omsl-2")


def test_the_law_changes_the_release_and_the_whole_graph_but_not_the_records(law_snapshot, small_kb):
    kb = open_kb(law_snapshot)
    assert kb.release != small_kb.release
    assert kb.manifest.digest == small_kb.manifest.digest
    query = "PREFIX hj: <https://w3id.org/hjemmel/ns#> SELECT ?s WHERE { ?s hj:outline ?o }"
    assert len(kb.store.select(query)) == 0
    whole = open_whole(law_snapshot).store
    assert len(whole.select(query)) > 0
    told = "SELECT ?t WHERE { <https://w3id.org/hjemmel/lov/2099-01-01-1/paragraf/1> a ?t }"
    assert len(whole.select(told)) == 1


def test_an_act_shows_all_that_the_text_of_the_law_has_in_it_with_headings(law_client, client):
    page = law_client.get("/lov/2099-01-01-1.html").text
    assert "Alle bestemmelsene i lovteksten" in page
    assert '<a href="/lov/2099-01-01-1/paragraf/1">§ 1</a> <span class="note">(Tittel)</span>' in page
    assert "Alle bestemmelsene i lovteksten" not in client.get("/lov/2099-01-01-1.html").text
    imported = law_client.get("/lov/2010-06-01-10.html").text
    assert '<a href="/lov/2010-06-01-10/paragraf/1">§ 1</a>' in imported
    assert "Teksten er slik Lovdata hadde den 5. mai 2103" in imported


def test_wordings_stand_side_by_side_with_what_differs_marked(drifted_client, law_client):
    page = drifted_client.get("/lov/2099-01-01-1/paragraf/1.html").text
    assert "Ordlydene side ved side" in page
    assert "Kommunen samarbeider. Kommunen <del>skal</del> lytte." in page
    assert "Kommunen samarbeider. Kommunen <ins>kan</ins> lytte." in page
    assert "fra 1. januar 2103" in page
    unknown = law_client.get("/lov/2099-01-01-1/paragraf/2.html").text
    assert "så forskjellen kan ikke vises" in unknown
    assert "<ins>" not in unknown


def test_a_provision_that_is_to_come_leads_to_the_wording_that_was_adopted(law_client):
    page = law_client.get("/lov/2010-06-01-10/paragraf/1.html?on=2000-01-01").text
    assert "Bestemmelsen gjelder først fra 1. januar 2011" in page
    assert '<a href="/lov/2010-06-01-10/paragraf/1/versjon/2011-01-01">Les ordlyden som er vedtatt</a>' in page
