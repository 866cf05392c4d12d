"""axe-core on every kind of page, nb and nn, phone and desktop, light and dark: no violation."""

from pathlib import Path

import pytest

# The same kind of page as that of a doctor, but so long that axe takes a minute.
LARGE = ("/actors/kommunen", "/actors/kommunen/duties?on=2015-06-01")
LOOKS = [("nb", 375, "light"), ("nn", 375, "dark"), ("nb", 1280, "dark"), ("nn", 1280, "light"), ("en", 1280, "light")]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def axe():
    package = pytest.importorskip("axe_playwright_python", reason="the package axe-playwright-python isn't installed")
    return (Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_axe_finds_nothing_on_any_kind_of_page(open_page, base, axe, pages, look):
    lang, width, scheme = look
    page = open_page("/", width=width, scheme=scheme, bypass_csp=True)
    found = []
    for path in (path for path in pages if path not in LARGE):
        page.goto(f"{base}{path}{'&' if '?' in path else '?'}lang={lang}")
        page.evaluate(axe)
        result = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
        found += [(path, each["id"], each["nodes"][0]["html"][:150]) for each in result["violations"]]
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_lost_at_320_pixels(open_page, base, pages, scheme):
    page = open_page("/", width=320, scheme=scheme)
    wide = []
    for path in pages:
        page.goto(base + path)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(path)
    assert wide == []


def test_one_can_walk_from_search_to_norm_to_provision_and_back_by_keyboard(open_page, base):
    page = open_page("/actors/lege")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for wanted in ("/duties/", "/paragraf/"):
        for _ in range(200):
            page.keyboard.press("Tab")
            if wanted in (page.evaluate("document.activeElement.getAttribute('href')") or ""):
                break
        style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert style == "solid", "focus can be seen"
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{wanted}**")
    page.go_back()
    assert "/duties/" in page.url
    page.go_back()
    assert page.url.startswith(f"{base}/actors/lege")
