"""Where the law has moved on: on every page that hangs on it, and in the graph, in words that say what to do."""

import pytest

from hjemmel.graph.snapshot import open_whole
from hjemmel.law.questions import run_question

NEW = "Loven er endret siden dette ble skrevet"
REWORDED = "Ordlyden dette bygger på, ble endret 1. januar 2103. Les bestemmelsen på nytt."
SECTION = "/lov/2099-01-01-1/paragraf/1"


@pytest.mark.parametrize(
    "path",
    ["/duties/omsl-1-samarbeid", SECTION, f"{SECTION}/ledd/1", "/guidance/handbok-2104", "/plan-areas/plan-samarbeid"],
)
def test_what_hangs_on_changed_words_says_so(drifted_client, path):
    page = drifted_client.get(f"{path}.html").text
    assert NEW in page
    assert REWORDED in page
    assert f'href="{SECTION}/versjon/2103-01-01">Les ordlyden nå</a>' in page


def test_a_list_names_the_norm_and_the_norm_itself_only_the_provision(drifted_client):
    named = '<a href="/duties/omsl-1-samarbeid">Samarbeide</a>: '
    assert named in drifted_client.get("/plan-areas/plan-samarbeid.html").text
    page = drifted_client.get("/duties/omsl-1-samarbeid.html").text
    assert named not in page
    assert "<li>Omsorgslova § 1 første ledd annet punktum: " in page


def test_it_is_said_in_both_written_forms(drifted_client):
    page = drifted_client.get("/duties/omsl-1-samarbeid.html?lang=nn").text
    assert "Ordlyden dette byggjer på, vart endra 1. januar 2103. Les føresegna på nytt." in page


def test_what_rested_on_a_provision_that_was_repealed_says_so(drifted_client):
    assert "ble opphevet 1. januar 2103" in drifted_client.get("/duties/omsl-2-tilbod-2101.html").text


def test_a_quote_says_what_the_text_of_the_law_says_of_it(drifted_client, law_client, client):
    address = "/quotes/quote-omsl-2.html"
    assert "Kontrollert mot lovteksten" in drifted_client.get(address).text
    assert "de siterte ordene ble endret 1. juli 2101" in law_client.get(address).text
    assert "Kontrollert mot lovteksten" not in client.get(address).text


def test_what_is_as_it_was_says_nothing(law_client, client):
    for asked in (law_client, client):
        for path in ("/duties/omsl-1-samarbeid", SECTION):
            assert NEW not in asked.get(f"{path}.html").text


def test_a_saved_question_tells_drift_what_is_to_be_read_anew_first(drifted_snapshot):
    rows = list(run_question(open_whole(drifted_snapshot).store, "drift", {}))
    told = [
        (row["thing"].value.rpartition("/hjemmel/")[2], row["drift"].value if "drift" in row else "") for row in rows
    ]
    assert ("duties/omsl-1-samarbeid/groundings/2099-01-01", "reworded") in told[:5]
    assert told[0][1] not in {"", "current"}
    assert "" in [status for _, status in told]
