"""Suggestions while someone types: an ARIA combobox that the keyboard moves, and a plain form without script."""

import pytest


@pytest.fixture(params=["/", "/search", "/duties/krsl-44", "/actors/lege"], ids=["home", "search", "astray", "header"])
def page(request, open_page):
    page = open_page(request.param)
    page.fill("#q", "")
    with page.expect_response("**/suggest?q=krisesen&*"):
        page.locator("#q").press_sequentially("krisesen", delay=10)
    page.wait_for_selector("[role=option]")
    return page


def test_the_box_says_what_it_is_and_what_it_shows(page):
    box, listed = page.locator("#q"), page.locator("[role=listbox]")
    assert box.get_attribute("role") == "combobox"
    assert box.get_attribute("aria-expanded") == "true"
    assert box.get_attribute("aria-controls") == listed.get_attribute("id")
    assert listed.get_attribute("aria-label") == "Forslag"
    assert 1 < page.locator("[role=option]").count() <= 8
    assert page.inner_text("form [role=status]") == f"Forslag: {page.locator('[role=option]').count()}"


def test_arrows_choose_and_enter_goes_there(page):
    total = page.locator("[role=option]").count()
    for _ in range(total + 2):
        page.keyboard.press("ArrowDown")
    chosen = page.locator("[aria-selected=true]")
    assert chosen.count() == 1
    assert page.get_attribute("#q", "aria-activedescendant") == chosen.get_attribute("id")
    assert chosen.get_attribute("id").endswith("-0"), "past the last lies what was typed, then the first again"
    label = chosen.evaluate("(row) => row.firstChild.data.trim()")
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    page.wait_for_function("label => document.querySelector('h1').textContent.includes(label)", arg=label)


def test_up_from_what_was_typed_is_the_last(page):
    page.keyboard.press("ArrowUp")
    assert page.locator("[role=option]").last.get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowDown")
    assert page.locator("[aria-selected=true]").count() == 0


def test_escape_and_leaving_close_the_list(page):
    page.keyboard.press("Escape")
    assert page.get_attribute("#q", "aria-expanded") == "false"
    assert page.locator("[role=listbox]").is_hidden()
    assert page.input_value("#q") == "krisesen", "what was typed stays"


def test_a_click_goes_there(page):
    label = page.locator("[role=option]").first.evaluate("(row) => row.firstChild.data.trim()")
    page.locator("[role=option]").first.click()
    page.wait_for_function("label => document.querySelector('h1').textContent.includes(label)", arg=label)


def test_enter_without_a_choice_searches(page):
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=krisesen*")


def test_suggestions_speak_the_language_of_the_page_and_keep_it(open_page):
    page = open_page("/?lang=nn")
    page.locator("#q").press_sequentially("krisesentertil", delay=10)
    page.wait_for_selector("[role=option]")
    assert "krisesentertilbodet" in page.inner_text("[role=listbox]").lower()
    page.locator("[role=option]").first.click()
    page.wait_for_url("**?lang=nn")


def test_a_server_that_fails_leaves_a_plain_form(open_page):
    page = open_page("/")
    page.route("**/suggest*", lambda route: route.abort())
    page.locator("#q").press_sequentially("krisesenter", delay=10)
    page.wait_for_timeout(400)
    assert page.locator("[role=option]").count() == 0
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=krisesenter*")


def test_without_script_it_is_a_plain_form(open_page):
    page = open_page("/", script=False)
    assert page.locator("[role=combobox]").count() == 0
    page.fill("#q", "krisesenter")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=krisesenter*")
    assert page.locator(".hits li").count() == 20
