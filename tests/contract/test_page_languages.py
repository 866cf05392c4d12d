"""Languages on pages: what is not in the page's own is marked, and a language once chosen goes along with the links."""

import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest
from pyoxigraph import Literal

PATHS = (
    "/", "/a-z", "/actors", "/actors/kommunen", "/actors/lege/duties?situation=barn-mistanke", "/duties", "/acts",
    "/duties/krsl-4-samarbeid", "/duties/krsl-2-2010-reetablering", "/lov/2009-06-19-44", "/plan-areas", "/quotes",
    "/guidance", "/questions", "/questions/norms-in-plan-area",
    "/lov/2009-06-19-44/paragraf/4", "/lov/2009-06-19-44/paragraf/2/versjon/2026-01-01", "/plan-areas/plan-samhandling",
    "/plan-areas/plan-samhandling/criteria/krit-samhandling-samordner", "/guidance/frihet-fra-vold", "/ns", "/force",
    "/quotes/quote-krsl-4-2009", "/situations", "/situations/barn-mistanke", "/target-groups/barn", "/coverage",
    "/sources", "/sources/lysark-rvts-midt", "/vocabularies", "/force/skal", "/search?q=krisesenter", "/changes",
    "/about", "/docs", "/errors", "/quotes/verify?text=Kommunen+skal", "/citations?text=krisesenterlova+%C2%A7+4",
)  # fmt: skip
VOID = {"meta", "link", "input", "br", "rect", "line"}
UNSPOKEN = {"script", "style", "title", "code"}
SHORTEST = 13  # one word may well be the same in two languages


class Spoken(HTMLParser):
    """The texts of a page, each with the language it is said to be in."""

    def __init__(self):
        super().__init__()
        self.open, self.found = [], []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("lang")))

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        text = " ".join(data.split()).strip("() ")
        if text and self.open and self.open[-1][0] not in UNSPOKEN:
            self.found.append((text, next((lang for _, lang in reversed(self.open) if lang), "")))


@pytest.fixture(scope="module")
def tags(real_kb):
    """The languages of every text of the graph."""
    found = {}
    for quad in real_kb.store.engine.quads_for_pattern(None, None, None, None):
        if isinstance(quad.object, Literal) and quad.object.language:
            text = " ".join(quad.object.value.split()).strip("() ")
            found.setdefault(text, set()).add(quad.object.language)
    return found


@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
def test_every_passage_of_the_graph_is_marked_with_its_language(real_client, tags, lang):
    unmarked, seen = [], 0
    for path in PATHS:
        answer = real_client.get(path, headers={"accept": "text/html", "accept-language": lang})
        assert answer.status_code == 200, path
        page = Spoken()
        page.feed(answer.text)
        said = [(text, told) for text, told in page.found if text in tags and len(text) >= SHORTEST]
        seen += len(said)
        unmarked += [(path, told, text[:60]) for text, told in said if told not in tags[text]]
    assert unmarked == []
    assert seen > 1000


@pytest.mark.parametrize("path", PATHS)
def test_a_chosen_language_goes_along_with_links_and_forms(real_client, path):
    page = real_client.get(f"{path}{'&' if '?' in path else '?'}lang=nn", headers={"accept": "text/html"}).text
    links = [unescape(href) for href in re.findall(r'<a[^>]* href="(/[^"]*)"', page)]
    words = [
        urlsplit(link)
        for link in links
        if not re.search(r"\.(?!html$)[a-z]+$|^/(limits|health|metrics)", urlsplit(link).path)
    ]
    assert words
    assert [link.geturl() for link in words if not parse_qs(link.query).get("lang")] == []
    forms = re.findall(r"<form.*?</form>", page, re.DOTALL)
    said = [(form.count('name="lang"'), "lang=nn" in form.partition(">")[0]) for form in forms]
    assert set(said) <= {(1, False), (0, True)}, "once: in a field where the form asks, in the address where it sends"


def test_links_say_no_language_where_none_was_chosen(real_client):
    page = real_client.get("/actors/lege", headers={"accept": "text/html", "accept-language": "nn"}).text
    said = [href for href in re.findall(r'href="(/[^"]*)"', page) if "lang=" in href]
    assert {parse_qs(urlsplit(unescape(href)).query)["lang"][0] for href in said} == {"nb", "nn", "en"}
    assert len(said) == 5, "two alternates in the head, three languages at the foot"


def test_links_that_carry_a_language_lead_somewhere(real_client):
    found = set()
    for path in PATHS:
        page = real_client.get(f"{path}{'&' if '?' in path else '?'}lang=nn", headers={"accept": "text/html"}).text
        found.update(unescape(href) for href in re.findall(r'<a[^>]* href="(/[^"]*)"', page))
    # One of each kind of address is enough: the rest are made by the same line.
    kinds = {re.sub(r"/[^/?]*\?", "/?", link.partition("#")[0]): link for link in sorted(found)}
    bad = [
        (link, answer.status_code) for link in kinds.values() if (answer := ask(real_client, link)).status_code > 399
    ]
    assert bad == []


def ask(client, link):
    return client.get(link, headers={"accept": "text/html"})
