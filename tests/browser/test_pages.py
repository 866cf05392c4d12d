"""What a page asks for, complains of, weighs; how it does without script; what it does with markup in data."""

import gzip
import urllib.request
from urllib.parse import urlsplit

import pytest

html5 = pytest.importorskip("html5rdf", reason="the package html5rdf isn't installed")


def read(address):
    headers = {"Accept": "text/html", "Accept-Encoding": "gzip"}
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as answer:
        body = answer.read()
        coding = answer.headers.get("content-encoding")
    return len(body), gzip.decompress(body) if coding else body


def test_pages_ask_no_other_host_and_complain_of_nothing(open_page, base, pages):
    page = open_page("/")
    heavy = []
    for path in pages:
        before = len(page.asked)
        page.goto(base + path)
        if len(page.asked) - before > 15:
            heavy.append(path)
    assert {f"{part.scheme}://{part.netloc}" for part in map(urlsplit, page.asked)} == {base}
    assert page.complaints == []
    assert heavy == []


def test_every_page_is_under_100_kilobytes_over_the_wire_and_valid_html(base, pages):
    faults = []
    for path in pages:
        for lang in ("nb", "nn", "en"):
            weight, body = read(f"{base}{path}{'&' if '?' in path else '?'}lang={lang}")
            parser = html5.HTMLParser(strict=False)
            parser.parse(body.decode())
            faults += [(path, lang, error[1]) for error in parser.errors]
            if weight > 100_000:
                faults.append((path, lang, weight))
    assert faults == []


def test_the_way_out_replaces_the_page_in_the_history(open_page, base):
    page = open_page("/about")
    page.goto(f"{base}/actors/lege")
    page.route("https://www.yr.no/**", lambda route: route.fulfill(body="weather", content_type="text/plain"))
    page.click("a.exit")
    page.wait_for_url("https://www.yr.no/**")
    page.go_back()
    assert page.url == f"{base}/about"


def test_the_way_out_is_a_plain_link_without_script(open_page):
    page = open_page("/actors/lege", script=False)
    assert page.get_attribute("a.exit", "href") == "https://www.yr.no/"
    assert page.inner_text("h1") == "Lege"


def test_filters_work_without_script(open_page):
    page = open_page("/actors/lege", script=False)
    page.click("form.filter summary")
    page.check("input[value=barn-mistanke]")
    page.click("form.filter details button")
    assert "situation=barn-mistanke" in page.url
    assert page.is_checked("input[value=barn-mistanke]")


@pytest.mark.parametrize("query", ['"><script>window.hit=1</script>', "'><img src=x onerror=window.hit=1>"])
def test_markup_in_a_question_comes_out_as_text(open_page, query):
    from urllib.parse import quote  # noqa: PLC0415 -- one test

    page = open_page(f"/duties?q={quote(query)}")
    assert page.evaluate("window.hit") is None


def test_the_component_shows_a_norm_in_another_systems_page(open_page, base):
    page = open_page("/about")
    host = (
        f'<!doctype html><body lang="nn"><script type="module" src="{base}/assets/hjemmel-duty.js"></script>'
        '<hjemmel-duty iri="https://w3id.org/hjemmel/duties/krsl-4-samarbeid"></hjemmel-duty>'
    )
    page.route("http://fagsystem.example/", lambda route: route.fulfill(body=host, content_type="text/html"))
    page.goto("http://fagsystem.example/")
    page.wait_for_function("document.querySelector('hjemmel-duty')?.shadowRoot?.querySelector('a')")
    text = page.evaluate("document.querySelector('hjemmel-duty').shadowRoot.textContent")
    assert "Krisesenterlova § 4" in text
    assert "skal" in text
