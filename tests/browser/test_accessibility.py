"""axe-core on every kind of page in every look, reflow and enlarged text, and a walk without a mouse."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# All rules need running once for each language: what else a look can change is colours, sizes and what must scroll.
LOOK_RULES = ["color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block"]
WIDTHS, SCHEMES = (375, 1280), ("light", "dark")
FIRST = {"nb": (375, "light"), "nn": (1280, "dark"), "en": (1280, "light")}
RUN = """async ({names, kind}) => {
    const only = kind === 'tag' ? names : {type: 'rule', values: names};
    const found = await axe.run(document, {runOnly: only, resultTypes: ['violations'], preload: false});
    return found.violations.map((each) => [each.id, each.nodes.length, each.nodes[0].html.slice(0, 150)]);
}"""
LOST = """() => {
    const width = document.documentElement.clientWidth;
    const scrolls = (element) => {
        for (let near = element; near && near !== document.body; near = near.parentElement) {
            if (['auto', 'scroll'].includes(getComputedStyle(near).overflowX)) return true;
        }
        return false;
    };
    const lost = [...document.body.querySelectorAll('*')].filter((element) => {
        const text = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
        const box = element.getBoundingClientRect();
        const unseen = element.closest('.hidden, .skip, .sheet, details:not([open])');
        if (!text || !box.width || unseen || scrolls(element)) return false;
        const hides = getComputedStyle(element).overflowX === 'hidden';
        return (hides && element.scrollWidth > element.clientWidth + 1) || box.right > width + 1 || box.left < -1;
    });
    const page = document.documentElement.scrollWidth > width ? [`the page scrolls: ${document.title}`] : [];
    return [...page, ...lost.slice(0, 3).map((element) => element.outerHTML.slice(0, 120))];
}"""


@pytest.fixture(scope="module")
def axe():
    package = pytest.importorskip("axe_playwright_python", reason="the package axe-playwright-python isn't installed")
    return (Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def show(page, width, scheme):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)


@pytest.mark.parametrize("lang", FIRST)
def test_axe_finds_nothing_on_any_kind_of_page_in_any_look(open_page, base, axe, pages, lang):
    page, found = open_page("/", bypass_csp=True), []
    looks = list(itertools.product(WIDTHS, SCHEMES)) if lang != "en" else [FIRST[lang]]
    for path in pages:
        page.goto(f"{base}{path}{'&' if '?' in path else '?'}lang={lang}")
        page.evaluate(axe)
        for look in looks:
            show(page, *look)
            rules = {"names": RULES, "kind": "tag"} if look == FIRST[lang] else {"names": LOOK_RULES, "kind": "rule"}
            found += [(path, look, *each) for each in page.evaluate(RUN, rules)]
    assert found == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_when_all_that_is_folded_is_opened(open_page, base, axe, scheme):
    page = open_page("/", width=375, scheme=scheme, bypass_csp=True)
    for path in ("/actors/kommunen", "/target-groups/barn"):
        page.goto(base + path)
        page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
        page.evaluate(axe)
        rules = {"names": RULES, "kind": "tag"} if scheme == "light" else {"names": LOOK_RULES, "kind": "rule"}
        assert page.evaluate(RUN, rules) == []


@pytest.mark.parametrize("width", [320, 640], ids=["400 %", "200 %"])
def test_nothing_is_lost_on_a_page_zoomed_to(open_page, base, pages, width):
    page, lost = open_page("/", width=width, device_scale_factor=2), []
    for path in pages:
        page.goto(base + path)
        page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
        lost += [(path, each) for each in page.evaluate(LOST)]
    assert lost == []


@pytest.mark.parametrize("width", [375, 1280])
def test_nothing_is_lost_when_only_the_text_is_doubled(open_page, base, pages, width):
    page, lost = open_page("/", width=width, bypass_csp=True), []
    for path in pages:
        page.goto(base + path)
        page.add_style_tag(content="html { font-size: 200% !important; }")
        lost += [(path, each) for each in page.evaluate(LOST)]
    assert lost == []


def find_focus(page):
    """Give what has the focus, and whether it can be seen: drawn with an outline, inside the window, on top."""
    return page.evaluate("""() => {
        const element = document.activeElement, style = getComputedStyle(element);
        const box = element.getBoundingClientRect();
        const drawn = style.outlineStyle === 'solid' && parseFloat(style.outlineWidth) >= 2;
        const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
        return {href: element.getAttribute('href') || '', name: element.tagName, seen: drawn && inside, drawn, inside};
    }""")


def press_tab_until(page, wanted):
    """Go on with Tab until a link is reached whose address has that in it; every stop must be seen."""
    for _ in range(300):
        page.keyboard.press("Tab")
        page.wait_for_timeout(20)
        focus = find_focus(page)
        assert focus["seen"], focus
        if wanted in focus["href"]:
            return
    pytest.fail(f"no link to {wanted} was reached")


def test_one_can_walk_from_search_to_actor_to_norm_to_provision_and_back_by_keyboard(open_page):
    page = open_page("/", reduced_motion="reduce")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert find_focus(page)["seen"]
    page.keyboard.press("Enter")
    while find_focus(page)["name"] != "INPUT":
        page.keyboard.press("Tab")
    assert find_focus(page)["seen"]
    page.keyboard.type("lege")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=lege*")
    for wanted in ("/actors/lege", "/duties/", "/paragraf/"):
        press_tab_until(page, wanted)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{wanted}**")
    for wanted in ("/duties/", "/actors/lege", "/search?q=lege"):
        page.go_back()
        assert wanted in page.url
