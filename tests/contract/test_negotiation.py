"""Which form and language come back: Accept, endings, Accept-Language, ?lang."""

import pytest

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
THING = "/duties/omsl-1-samarbeid"
TABLE = [
    (None, "application/json"),
    ("", "application/json"),
    ("*/*", "application/json"),
    (BROWSER, "text/html; charset=utf-8"),
    ("text/html", "text/html; charset=utf-8"),
    ("text/*", "text/turtle; charset=utf-8"),
    ("application/json", "application/json"),
    ("application/ld+json", "application/ld+json"),
    ('application/ld+json;profile="http://www.w3.org/ns/json-ld#expanded"', "application/ld+json"),
    ("text/turtle", "text/turtle; charset=utf-8"),
    ("TEXT/TURTLE", "text/turtle; charset=utf-8"),
    ("application/n-triples", "application/n-triples"),
    ("application/rdf+xml", "application/rdf+xml"),
    ("text/turtle;q=0.2, application/rdf+xml;q=0.9", "application/rdf+xml"),
    ("text/turtle, */*", "text/turtle; charset=utf-8"),
    ("text/turtle;q=0.5, */*;q=0.5", "text/turtle; charset=utf-8"),
    ("application/json;q=0, */*;q=0.1", "application/ld+json"),
    ("application/*;q=0.9, text/turtle;q=0.1", "application/json"),
    ("image/png, text/turtle;q=0.1", "text/turtle; charset=utf-8"),
    ("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", "text/html; charset=utf-8"),
]
LANGUAGES = [
    (None, "nb"),
    ("nb-NO,nb;q=0.9,no;q=0.8,nn;q=0.6,en-US;q=0.5,en;q=0.4", "nb"),
    ("nn", "nn"),
    ("no", "nb"),
    ("en-GB", "en"),
    ("de, en;q=0.5", "en"),
    ("de", "nb"),
    ("nb;q=0.1, nn;q=0.7", "nn"),
    ("nb;q=0, en;q=0.1", "en"),
]


@pytest.mark.parametrize(("accept", "expected"), TABLE)
def test_an_accept_header_gets_the_best_form(client, accept, expected):
    headers = {"accept": accept} if accept is not None else {"accept": ""}
    answer = client.get(THING, headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (200, expected)


@pytest.mark.parametrize(
    ("ending", "expected"),
    [
        (".html", "text/html; charset=utf-8"),
        (".json", "application/json"),
        (".jsonld", "application/ld+json"),
        (".ttl", "text/turtle; charset=utf-8"),
        (".nt", "application/n-triples"),
        (".rdf", "application/rdf+xml"),
    ],
)
def test_an_ending_goes_before_accept(client, ending, expected):
    answer = client.get(THING + ending, headers={"accept": "image/png"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, expected)
    assert answer.headers["vary"] == "Accept-Language, Accept-Encoding"


@pytest.mark.parametrize("accept", ["image/png", "text/turtle;q=0", "application/json;q=2", "nonsense", "*/*;q=0"])
def test_a_header_that_leaves_nothing_is_told_what_there_is(client, accept):
    answer = client.get(THING, headers={"accept": accept})
    assert answer.status_code == 406
    assert answer.headers["content-type"] == "application/problem+json"
    assert "text/turtle" in answer.json()["remedy"]


def test_json_and_json_ld_are_one_body(client):
    assert client.get(f"{THING}.json").content == client.get(f"{THING}.jsonld").content


def test_answers_vary_by_form_and_language(client):
    assert client.get(THING).headers["vary"] == "Accept, Accept-Language, Accept-Encoding"


@pytest.mark.parametrize(("header", "expected"), LANGUAGES)
def test_a_language_header_chooses_labels(client, header, expected):
    headers = {"accept-language": header or "", "accept": "application/json"}
    answer = client.get(THING, headers=headers)
    assert answer.headers["content-language"] == expected
    assert answer.json()["label"] == answer.json()["labels"][expected]


def test_the_lang_parameter_goes_before_the_header(client):
    answer = client.get(f"{THING}?lang=nn", headers={"accept-language": "en"})
    assert answer.headers["content-language"] == "nn"


def test_pages_say_their_language(client):
    assert '<html lang="nn">' in client.get(f"{THING}.html?lang=nn").text
