"""Citations are resolved by the imported law and quotes held against it, on the server as on the command line."""

import pytest

JSON = {"Accept": "application/json"}
BASE = "https://w3id.org/hjemmel/"


def cite(client, text, **more):
    answer = client.get("/citations", params={"text": text, **more}, headers=JSON)
    assert answer.status_code == 200, answer.text
    return answer.json()["citations"]


def verify(client, text, **more):
    answer = client.get("/quotes/verify", params={"text": text, **more}, headers=JSON)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_with_law_a_section_that_isnt_there_is_told(law_client, client):
    text = "Etter omsorgslova § 2 og omsorgslova § 77."
    assert [one["status"] for one in cite(law_client, text)] == ["exact", "unknown-provision"]
    assert [one["status"] for one in cite(client, text)] == ["exact", "exact"]


def test_a_citation_of_an_act_that_only_the_import_has_leads_to_its_wording(law_client, client):
    (found,) = cite(law_client, "Etter lov 1. juni 2010 nr. 10 § 1 skal fyret lyse.", on="2020-01-01")
    (target,) = found["targets"]
    assert target["wording"] == f"{BASE}lov/2010-06-01-10/paragraf/1/versjon/2011-01-01"
    page = law_client.get("/citations", params={"text": "lov 1. juni 2010 nr. 10 § 1"}, headers={"Accept": "text/html"})
    assert 'href="/lov/2010-06-01-10/paragraf/1">Fyrlova § 1</a>' in page.text
    (told,) = cite(client, "Etter lov 1. juni 2010 nr. 10 § 1 skal fyret lyse.", on="2020-01-01")
    assert [one["wording"] for one in told["targets"]] == [None]


@pytest.mark.parametrize("named", [{}, {"provision": "lov/2099-01-01-1/paragraf/2"}])
def test_a_passage_is_held_against_whole_wordings(law_client, client, named):
    verdict = verify(
        law_client, "Kommunen skal ha eit nytt tilbod til barn. Tilbodet er gratis.", on="2103-01-01", **named
    )
    assert verdict["status"] == "current"
    assert verdict["wording"] == f"{BASE}lov/2099-01-01-1/paragraf/2/versjon/2101-07-01"
    assert (
        verify(client, "Kommunen skal ha eit nytt tilbod til barn. Tilbodet er gratis.", **named)["status"] != "current"
    )


def test_a_word_that_was_changed_in_a_passage_is_shown(law_client):
    verdict = verify(law_client, "Kommunen skal ha eit godt tilbod til barn. Tilbodet er gratis.", on="2103-01-01")
    assert verdict["status"] == "altered"
    assert {"quoted": "godt", "wording": "nytt"} in verdict["differences"]


def test_a_part_that_is_named_is_held_against_its_section(law_client):
    verdict = verify(law_client, "Tilbodet er gratis.", provision="lov/2099-01-01-1/paragraf/2/ledd/2", on="2103-01-01")
    assert verdict["wording"] == f"{BASE}lov/2099-01-01-1/paragraf/2/versjon/2101-07-01"


def test_an_act_that_only_the_import_has_is_verified_and_named(law_client):
    verdict = verify(law_client, "Fyret skal lyse.", provision="lov/2010-06-01-10/paragraf/1", on="2020-01-01")
    assert (verdict["status"], verdict["label"]) == ("current", "Fyrlova § 1 (fra 1. januar 2011)")
    page = law_client.get(
        "/quotes/verify",
        params={"text": "Fyret skal lyse.", "provision": "lov/2010-06-01-10/paragraf/1"},
        headers={"Accept": "text/html"},
    )
    assert 'href="/lov/2010-06-01-10/paragraf/1/versjon/2011-01-01"' in page.text


def test_the_names_of_imported_acts_are_searched_and_the_page_says_that_their_text_is_not(law_client, client):
    def find(asked, text):
        answer = asked.get("/search", params={"q": text}, headers=JSON)
        assert answer.status_code == 200, answer.text
        return [item["id"] for item in answer.json()["items"]]

    assert find(law_client, "fyrlova") == [f"{BASE}lov/2010-06-01-10"]
    assert find(client, "fyrlova") == []
    assert find(law_client, "gratis") == find(client, "gratis")
    page = law_client.get("/search", params={"q": "omsorg"}, headers={"Accept": "text/html"}).text
    assert "ikke selve lovteksten" in page
    page = client.get("/search", params={"q": "omsorg"}, headers={"Accept": "text/html"}).text
    assert "ikke selve lovteksten" not in page


def test_a_query_that_cites_what_only_the_import_has_leads_there(law_client, client):
    for text in ("lov 1. juni 2010 nr. 10 § 1", "LOV-2010-06-01-10 § 1"):
        answer = law_client.get("/search", params={"q": text}, headers={"Accept": "text/html"})
        assert (answer.status_code, answer.headers["location"]) == (303, "/lov/2010-06-01-10/paragraf/1")
    assert (
        client.get("/search", params={"q": "lov 1. juni 2010 nr. 10 § 1"}, headers={"Accept": "text/html"}).status_code
        == 200
    )
