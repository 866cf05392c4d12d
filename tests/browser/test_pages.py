"""What a page asks for, complains of, weighs; how it does without script; what it does with markup in a question."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import urllib.error
import urllib.request
from urllib.parse import quote, urlsplit

import pytest

html5 = pytest.importorskip("html5rdf", reason="the package html5rdf isn't installed")
LANGUAGES = ("nb", "nn", "en")
MOST_BYTES, MOST_REQUESTS = 100_000, 15
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
# What the browser itself says of an answer that isn't 200.
EXPECTED = "Failed to load resource: the server responded with a status of 4"


def read(address):
    headers = {"Accept": BROWSER, "Accept-Encoding": "gzip"}
    request = urllib.request.Request(quote(address, safe="/:?&=%+"), headers=headers)
    try:
        answer = urllib.request.urlopen(request)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        body = answer.read()
        return gzip.decompress(body) if answer.headers.get("content-encoding") else body


@pytest.fixture(scope="module")
def documents(base, pages):
    """Every page in every language, as it comes over the wire."""
    found = {}
    for path in pages:
        for lang in LANGUAGES:
            found[path, lang] = read(f"{base}{path}{'&' if '?' in path else '?'}lang={lang}")
    return found


def test_pages_ask_no_other_host_weigh_little_and_complain_of_nothing(chromium, base, pages):
    faults = []
    for path in pages:
        # A context of its own is a cold cache.
        context = chromium.new_context(locale="nb")
        page = context.new_page()
        asked, said = [], []
        page.on("requestfinished", lambda request, asked=asked: asked.append(request))
        page.on("console", lambda message, said=said: said.append(message.text))
        page.on("pageerror", lambda error, said=said: said.append(str(error)))
        page.goto(base + path)
        sizes = [each.sizes() for each in asked]
        weight = sum(each["responseBodySize"] + each["responseHeadersSize"] for each in sizes)
        hosts = {f"{part.scheme}://{part.netloc}" for part in (urlsplit(each.url) for each in asked)}
        context.close()
        if weight > MOST_BYTES or len(asked) > MOST_REQUESTS or hosts != {base}:
            faults.append((path, weight, len(asked), hosts))
        faults += [(path, line) for line in said if not line.startswith(EXPECTED)]
    assert faults == []


def test_every_page_is_valid_html(documents):
    faults = []
    for (path, lang), body in documents.items():
        parser = html5.HTMLParser(strict=False)
        parser.parse(body.decode())
        faults += [(path, lang, error[1]) for error in parser.errors]
    assert faults == []


@pytest.mark.skipif(not shutil.which("vnu"), reason="the Nu HTML checker (vnu) isn't installed")
def test_every_page_is_valid_to_the_nu_checker(documents, tmp_path):
    for place, body in enumerate(documents.values()):
        (tmp_path / f"{place}.html").write_bytes(body)
    done = subprocess.run(
        ["vnu", "--format", "json", *sorted(tmp_path.glob("*.html"))], capture_output=True, text=True, check=False
    )
    names = list(documents)
    messages = json.loads(done.stderr)["messages"]
    found = [(names[int(each["url"].rpartition("/")[2][:-5])], each["message"]) for each in messages]
    assert found == []


def test_nothing_on_a_page_needs_a_policy_with_inline_code(documents):
    faults = [
        (key, mark)
        for key, body in documents.items()
        for mark in (b" style=", b"<style", b" onclick=", b" onload=", b"javascript:", b"<script>")
        if mark in body
    ]
    assert faults == []


def test_the_way_out_replaces_the_page_in_the_history(open_page, base):
    page = open_page("/about")
    page.goto(f"{base}/actors/lege")
    page.route("https://www.yr.no/**", lambda route: route.fulfill(body="weather", content_type="text/plain"))
    page.click("a.exit")
    page.wait_for_url("https://www.yr.no/**")
    page.go_back()
    assert page.url == f"{base}/about"


def test_escape_twice_is_the_way_out_and_once_only_closes_a_list(open_page, base):
    page = open_page("/")
    page.route("https://www.yr.no/**", lambda route: route.fulfill(body="weather", content_type="text/plain"))
    page.locator("#q").press_sequentially("krise")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert page.url == f"{base}/", "the first only closed the list"
    page.keyboard.press("Escape")
    page.wait_for_url("https://www.yr.no/**")


def test_the_way_out_is_a_plain_link_without_script(open_page):
    page = open_page("/actors/lege", script=False)
    assert page.get_attribute("a.exit", "href") == "https://www.yr.no/"
    assert page.inner_text("h1") == "Lege"


@pytest.mark.parametrize("path", ["/", "/duties/krsl-4-samarbeid", "/lov/2009-06-19-44/paragraf/4", "/duties/krsl-44"])
def test_pages_that_someone_in_danger_may_land_on_say_where_help_is(open_page, path):
    page = open_page(path, script=False)
    numbers = page.eval_on_selector_all("#help a", "links => links.map((link) => link.getAttribute('href'))")
    assert numbers == ["tel:112", "tel:116006", "tel:116117", "https://dinutvei.no/"]


def test_filters_work_without_script(open_page):
    page = open_page("/actors/lege", script=False)
    page.click("form.filter summary")
    page.check("input[value=barn-mistanke]")
    page.click("form.filter details button")
    assert "situation=barn-mistanke" in page.url
    assert page.is_checked("input[value=barn-mistanke]")


def test_a_long_page_is_folded_by_plan_area_and_opens_where_a_link_leads(open_page):
    page = open_page("/actors/kommunen")
    assert page.locator("details.group[open]").count() == 0
    page.click("table.counts a[href='#plan-samhandling']")
    assert page.locator("details.group[open]").count() == 1
    assert page.locator("section[aria-labelledby=plan-samhandling] .card").first.is_visible()


def test_a_long_page_opens_without_script_too(open_page):
    page = open_page("/actors/kommunen", script=False)
    page.locator("details.group summary").first.click()
    assert page.locator("details.group .card").first.is_visible()


def test_must_and_advice_are_apart_without_colour(open_page):
    page = open_page("/actors/kommunen")
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    must, advice = page.locator(".card.must").first, page.locator(".card.advice").first
    read = "(card) => [getComputedStyle(card).borderTopStyle, getComputedStyle(card).borderLeftStyle]"
    assert must.evaluate(read) == ["solid", "solid"]
    assert advice.evaluate(read) == ["dashed", "dotted"]
    assert must.locator(".force").inner_text() in {"skal", "skal ikke"}
    assert "råd, ikke plikt" in advice.inner_text()


@pytest.mark.parametrize("query", ['"><script>window.hit=1</script>', "'><img src=x onerror=window.hit=1>"])
@pytest.mark.parametrize("path", ["/duties", "/search"])
def test_markup_in_a_question_comes_out_as_text(open_page, path, query):
    page = open_page(f"{path}?q={quote(query)}", bypass_csp=True)
    assert page.evaluate("window.hit") is None
    assert page.locator("main img").count() == 0


def test_who_goes_astray_gets_a_page_in_the_browsers_language(open_page):
    page = open_page("/duties/krsl-4-samarbeidd", lang="nn")
    assert page.inner_text("h1") == "Sida finst ikkje"
    page.click("a[href='/duties/krsl-4-samarbeid']")
    assert page.inner_text("h1").endswith("Krisesentertilbodet samarbeider med andre tenester")


def test_a_chosen_language_is_kept_from_page_to_page(open_page):
    page = open_page("/")
    page.click(".languages a[lang=nn]")
    page.click(".doors a[href^='/actors/kommunen']")
    assert page.get_attribute("html", "lang") == "nn"
    page.fill("#q", "krisesenter")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search*")
    assert page.get_attribute("html", "lang") == "nn"
