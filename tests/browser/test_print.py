"""On paper: no navigation, nothing folded, addresses of links, the day of the law and of the release on every sheet."""

import pytest

PATHS = (
    "/actors/kommunen",
    "/plan-areas/plan-samhandling",
    "/duties/krsl-4-samarbeid",
    "/lov/2009-06-19-44/paragraf/4",
)


@pytest.fixture(params=PATHS)
def sheet(request, open_page):
    page = open_page(request.param, script=False)
    page.emulate_media(media="print")
    return page


def test_navigation_and_what_only_a_screen_can_do_are_gone(sheet):
    gone = sheet.locator("header, footer, form, nav, summary, .skip, .help, .exit")
    assert gone.count() > 5
    assert [each.inner_text() for each in gone.all() if each.is_visible()] == []


def test_every_sheet_says_the_day_of_the_law_the_release_and_where_it_is_from(sheet):
    foot = sheet.locator(".sheet")
    assert foot.evaluate("(foot) => getComputedStyle(foot).display") == "table-footer-group", "repeated on each sheet"
    text = foot.inner_text()
    assert "Rettstilstanden 15. januar 2026" in text
    told = foot.evaluate("(foot) => getComputedStyle(foot, '::after').content")
    assert "utgave " in told
    assert "kilder lest til og med" in told
    assert "https://w3id.org/hjemmel" in text


def test_nothing_is_left_folded_and_nothing_is_cut(sheet):
    cards = sheet.locator("main .card")
    assert cards.count() > 0 or "krsl-4" in sheet.url
    heights = cards.evaluate_all("(cards) => cards.map((card) => card.getBoundingClientRect().height)")
    assert [height for height in heights if height < 20] == []
    kept = sheet.locator("main .card, main .check, main tr, main .facts > div, main .cite")
    breaks = kept.evaluate_all("(rows) => rows.map((row) => getComputedStyle(row).breakInside)")
    assert set(breaks) == {"avoid"}


def test_links_to_other_places_say_their_address(sheet):
    read = "(links) => links.map((link) => [link.getAttribute('href'), getComputedStyle(link, '::after').content])"
    outward = sheet.locator("main a[href^=http]").evaluate_all(read)
    assert outward
    assert [href for href, said in outward if href not in said] == []
    iris = sheet.locator("main :is(.card, .check) .iri").all_inner_texts()
    assert all(iri.startswith("https://w3id.org/hjemmel/") for iri in iris)
    assert iris or "krsl-4" in sheet.url


def test_guidance_and_sources_of_a_norm_say_their_address(open_page):
    sheet = open_page("/duties/krsl-4-samarbeid", script=False)
    sheet.emulate_media(media="print")
    for heading, host in (("guidance", "https://w3id.org/hjemmel/guidance/"), ("sources", "https://")):
        rows = sheet.locator(f"#{heading} + ul > li")
        said = rows.locator(".iri").all_inner_texts()
        assert len(said) == rows.count() > 0
        assert all(address.startswith(host) for address in said)
