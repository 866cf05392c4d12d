"""The editor in a headless Chromium, and the same page without script: what a researcher does with it."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest

from hjemmel.law.questions import find_question, list_questions, run_question
from hjemmel.rdf.namespaces import PREFIXES
from hjemmel.web.sparql import editor

built = pytest.mark.skipif(not editor.load_files(), reason="the editor isn't built: make editor")
QUERY = """PREFIX hj: <https://w3id.org/hjemmel/ns#>
SELECT ?duty ?wording { ?duty a hj:Duty ; hj:grounding/hj:of ?wording } ORDER BY ?duty ?wording LIMIT 3"""
TAB = "#editor .tabPanel.active"
MIRROR = f"document.querySelector('{TAB} .CodeMirror').CodeMirror"


@pytest.fixture
def open_editor(open_page):
    def open_one(**asked):
        page = open_page(f"/sparql?{urlencode(asked)}")
        page.click("#editor-open")
        page.wait_for_selector("#editor .CodeMirror")
        return page

    return open_one


def read_query(page):
    return page.evaluate(f"{MIRROR}.getValue()")


def read_cells(page):
    page.wait_for_selector(f"{TAB} table.dataTable tbody a.iri")
    return page.locator(f"{TAB} table.dataTable tbody a.iri").all_inner_texts()


def write_at_end(page, text):
    page.evaluate(f"{MIRROR}.focus(); {MIRROR}.setCursor({MIRROR}.lineCount(), 0)")
    page.keyboard.type(text, delay=20)


def wait_until(page, holds):
    """Wait for up to ten seconds; the page's policy lets no test put functions into it."""
    for _ in range(200):
        if holds():
            return
        page.wait_for_timeout(50)
    pytest.fail("it didn't come about within ten seconds")


@built
def test_the_editor_comes_up_with_our_prefixes_and_runs_the_query_of_the_address(open_editor, base):
    page = open_editor()
    assert f"PREFIX hj: <{PREFIXES['hj']}>" in read_query(page)
    page = open_editor(query=QUERY)
    cells = read_cells(page)
    assert len(cells) == 6
    assert read_query(page) == QUERY
    assert page.complaints == []
    assert {urlsplit(asked).netloc for asked in page.asked if not asked.startswith(("data:", "blob:"))} == {
        urlsplit(base).netloc
    }


@built
def test_the_form_comes_first_and_the_editor_s_library_only_when_it_is_opened(open_page):
    page = open_page(f"/sparql?{urlencode({'query': QUERY})}")
    page.wait_for_load_state("networkidle")
    assert page.locator("table.found tbody tr").count() == 3
    assert [asked for asked in page.asked if "yasgui" in asked] == []
    before = len(page.asked)
    page.focus("#editor-open")
    page.keyboard.press("Enter")
    page.wait_for_selector("#editor .CodeMirror")
    assert page.locator("#editor-open").is_hidden()
    wait_until(page, lambda: page.evaluate("document.activeElement.closest('#editor') !== null"))
    assert len(page.asked) - before <= 8


@built
def test_a_link_that_names_the_editor_opens_it_at_once(open_page):
    page = open_page(f"/sparql?{urlencode({'query': QUERY})}#editor")
    assert len(read_cells(page)) == 6


@built
def test_when_the_library_cannot_be_fetched_the_form_stays(open_page):
    page = open_page("/sparql")
    page.route("**/yasgui.min.js", lambda route: route.abort())
    page.click("#editor-open")
    wait_until(page, lambda: page.locator("#editor-open").is_enabled())
    assert page.locator("#query").is_visible()
    page.unroute("**/yasgui.min.js")
    page.click("#editor-open")
    page.wait_for_selector("#editor .CodeMirror")


@built
def test_nothing_the_editor_does_breaks_the_policy_on_styles(open_editor, base):
    policy = httpx.get(f"{base}/sparql", headers={"accept": "text/html"}).headers["content-security-policy"]
    assert "unsafe-inline" not in policy
    page = open_editor(query=QUERY)
    read_cells(page)
    page.click(f"{TAB} .yasqe_share")
    page.click(f"{TAB} .select_response")
    page.wait_for_selector(f"{TAB} .yasr_results .CodeMirror")
    page.click(f"{TAB} .tabContextButton")
    page.keyboard.press("Escape")
    page.click("#editor .addTab")
    page.evaluate(f"{MIRROR}.setValue('PREFIX hj: <https://w3id.org/hjemmel/ns#>\\nASK {{\\n')")
    write_at_end(page, "?a hj:b")
    page.keyboard.press("Control+Space")
    page.wait_for_selector(".CodeMirror-hints")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.click(f"{TAB} .yasqe_queryButton")
    page.wait_for_selector(f"{TAB} .yasr .wrong")
    assert [told for told in page.complaints if "Policy" in told] == []


@built
def test_words_of_our_vocabulary_are_completed_and_a_prefix_is_filled_in(open_editor):
    page = open_editor(query="PREFIX hj: <https://w3id.org/hjemmel/ns#>\nSELECT * {\n")
    write_at_end(page, "?a hj:targetGr")
    page.keyboard.press("Control+Space")
    page.wait_for_selector(".CodeMirror-hints")
    page.keyboard.press("Enter")
    assert "?a hj:targetGroup" in read_query(page)
    write_at_end(page, " ?b . ?a dct:")
    wait_until(page, lambda: "PREFIX dct: <http://purl.org/dc/terms/>" in read_query(page))


@built
def test_every_saved_question_opens_in_a_tab_of_its_own_and_answers(open_editor, real_kb):
    page = open_editor(lang="en")
    listed = [urlsplit(each.get_attribute("href")).path for each in page.locator("details.questions a").all()]
    assert sorted(listed) == sorted(f"/questions/{question.name}" for question in list_questions())
    question = find_question("duties-of-actor")
    page.evaluate("document.querySelectorAll('details.questions').forEach((each) => { each.open = true; })")
    page.click("details.questions a[href^='/questions/duties-of-actor']")
    wait_until(page, lambda: read_query(page) == editor.to_example(question))
    assert page.locator("#editor .tabsList .tab").last.inner_text().startswith(question.title("en"))
    values = {each.name: each.example for each in question.parameters}
    first = run_question(real_kb.store, question.name, values).rows[0]["norm"].value
    assert read_cells(page)[0] == first


@built
def test_names_stand_in_the_table_when_they_are_asked_for_and_addresses_lead_to_this_server(open_editor):
    page = open_editor(query=QUERY, lang="nb")
    plain = read_cells(page)
    assert plain[0].startswith("hj") or "duties/" in plain[0]
    page.check("#labels")
    wait_until(page, lambda: read_cells(page) != plain)
    named = read_cells(page)
    assert all("/" not in cell for cell in named), named
    links = page.locator("#editor .yasr table.dataTable tbody a.iri").all()
    assert all(link.get_attribute("href").startswith("/") for link in links)
    page.uncheck("#labels")
    assert read_cells(page) == plain


@built
def test_the_answer_is_downloaded_as_csv(open_editor):
    page = open_editor(query=QUERY)
    read_cells(page)
    with page.expect_download() as whole:
        page.click("#ask button[value=csv]")
    rows = list(csv.reader(io.StringIO(whole.value.path().read_text(encoding="utf-8"))))
    assert rows[0] == ["duty", "wording"]
    assert len(rows) == 4
    assert rows[1][0].startswith("https://w3id.org/hjemmel/duties/")


@built
def test_a_link_carries_the_query_and_the_release_and_comes_back_as_the_same_page(open_editor, real_kb):
    page = open_editor(query=QUERY)
    page.click("#editor .addTab")
    write_at_end(page, "# mine")
    written = read_query(page)
    page.locator("#editor-link").click()
    page.wait_for_selector("#editor .CodeMirror")
    asked = parse_qs(urlsplit(page.url).query)
    assert asked["query"] == [written]
    assert asked["release"] == [real_kb.release]
    assert read_query(page) == written


@built
def test_an_error_is_told_in_words_with_its_remedy(open_editor):
    page = open_editor(query="SELECT * { SERVICE <http://x.example/> { ?a ?b ?c } }")
    page.wait_for_selector("#editor .wrong")
    told = page.inner_text("#editor .wrong")
    assert "SERVICE is refused" in told
    assert "Comunica" in told


@built
def test_the_editor_keeps_nothing_in_the_browser(open_editor):
    page = open_editor(query=QUERY)
    read_cells(page)
    page.click("#editor .addTab")
    page.wait_for_timeout(300)
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


@built
def test_the_editor_s_licences_are_served_with_it(base):
    address = editor.list_addresses()["licences.txt"]
    text = httpx.get(base + address).text
    for name in ("@zazuko/yasgui ", "@zazuko/yasqe ", "@zazuko/yasr ", "codemirror ", "datatables.net ", "dompurify "):
        assert f"\n{name}" in text
    assert text.count("Permission is hereby granted") > 20
    assert f'href="{address}"' in httpx.get(f"{base}/sparql", headers={"accept": "text/html"}).text


def test_without_script_the_page_is_a_form_and_a_table(open_page, base):
    page = open_page("/sparql?lang=nb", script=False)
    page.fill("#query", QUERY)
    page.check("#labels")
    page.click("#ask button[value=html]")
    assert page.locator("table.found tbody tr").count() == 3
    assert page.locator("table.found thead th").all_inner_texts() == ["duty", "wording"]
    cells = page.locator("table.found tbody td").all_inner_texts()
    assert all("/" not in cell for cell in cells), cells
    link = page.locator("#found a", has_text="lenke til").get_attribute("href")
    assert parse_qs(urlsplit(link).query)["query"] == [QUERY.replace("\n", "\r\n")]
    download = page.locator("#found a", has_text="csv").get_attribute("href")
    assert httpx.get(base + download).text.count("\n") == 4


def test_without_script_the_saved_questions_are_links_to_their_pages(open_page):
    page = open_page("/sparql?lang=nb", script=False)
    page.locator("details.questions summary").first.click()
    page.locator("details.questions a").first.click()
    assert "/questions/" in page.url
    assert page.locator("table.found tbody tr").count() > 0


def test_the_page_of_a_question_asks_again_with_the_values_of_its_form(open_page):
    page = open_page("/questions/norms-by-force?lang=nb", script=False)
    page.select_option("select[name=force]", "kan")
    page.fill("input[name=day]", "2026-01-15")
    page.check("input[name=labels]")
    page.click("button[value=html]")
    asked = parse_qs(urlsplit(page.url).query)
    assert (asked["force"], asked["day"], asked["labels"]) == (["kan"], ["2026-01-15"], ["1"])
    assert page.locator("table.found tbody tr").count() > 5
    assert "15. januar 2026" in page.inner_text("footer")


@pytest.fixture(scope="module")
def axe():
    package = pytest.importorskip("axe_playwright_python", reason="the package axe-playwright-python isn't installed")
    return (Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def list_violations(page, axe):
    page.evaluate(axe)
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", rules)
    return {each["id"] for each in found["violations"]}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_plain_pages(open_page, base, axe, scheme):
    page = open_page("/questions", scheme=scheme, bypass_csp=True)
    page.route("**/assets/editor/**", lambda route: route.abort())
    for path in ("/questions?lang=en", "/questions/norms-by-force", f"/sparql?{urlencode({'query': QUERY})}"):
        page.goto(base + path)
        assert list_violations(page, axe) == set(), path


@built
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_editor_with_one_tab_and_with_two(open_page, axe, scheme):
    page = open_page(f"/sparql?{urlencode({'query': QUERY})}#editor", scheme=scheme, bypass_csp=True)
    read_cells(page)
    assert list_violations(page, axe) == set()
    page.click("#editor .addTab")
    tabs = page.locator("#editor [role=tab]").evaluate_all("(tabs) => tabs.map((tab) => tab.id)")
    wait_until(page, lambda: page.get_attribute("#editor [role=tablist]", "aria-owns").split() == tabs)
    assert list_violations(page, axe) == set()
