"""`<hjemmel-duty>` inside another system's page, on another origin."""

from __future__ import annotations

import pytest
from starlette.responses import HTMLResponse

DUTY = "https://w3id.org/hjemmel/duties/krsl-4-samarbeid"


class Host:
    """Another system: one page, whose body is set by the test; some of its policy is as strict as ours."""

    def __init__(self):
        self.body, self.policy = "", ""

    async def __call__(self, scope, receive, send):
        if scope["type"] == "lifespan":
            await receive()
            await send({"type": "lifespan.startup.complete"})
            await receive()
            await send({"type": "lifespan.shutdown.complete"})
            return
        headers = {"content-security-policy": self.policy} if self.policy else {}
        await HTMLResponse(f"<!doctype html>{self.body}", headers=headers)(scope, receive, send)


@pytest.fixture(scope="module")
def host():
    return Host()


@pytest.fixture(scope="module")
def elsewhere(host, serve_app):
    with serve_app(host) as address:
        yield address.replace("127.0.0.1", "localhost")


@pytest.fixture
def show(open_page, host, elsewhere, base):
    """Show the component with some attributes on the other system's page, and give what it says."""

    def show_one(attributes, *, lang="nb", policy=""):
        script = f'<script type="module" src="{base}/assets/hjemmel-duty.js"></script>'
        host.body = f'<html lang="{lang}"><body>{script}<hjemmel-duty {attributes}></hjemmel-duty></body></html>'
        host.policy = policy
        page = open_page("/about")
        page.complaints.clear()
        page.goto(elsewhere)
        page.wait_for_function("document.querySelector('hjemmel-duty').shadowRoot?.childElementCount > 0")
        page.said = page.evaluate("document.querySelector('hjemmel-duty').shadowRoot.textContent")
        return page

    return show_one


def test_it_shows_a_norm_across_origins_with_its_basis_and_a_link(show, elsewhere, base):
    page = show(f'iri="{DUTY}"')
    assert elsewhere.rpartition(":")[2] != base.rpartition(":")[2]
    assert "skal" in page.said
    assert "Krisesenterloven § 4" in page.said
    links = "[...document.querySelector('hjemmel-duty').shadowRoot.querySelectorAll('a')].map((link) => link.href)"
    assert page.evaluate(links)[0] == DUTY
    assert page.complaints == []


@pytest.mark.parametrize(
    ("lang", "said"), [("nn", "Krisesenterlova § 4"), ("en", "Crisis"), ("se", "Krisesenterloven")]
)
def test_it_speaks_the_language_of_the_page_around_it_else_bokmal(show, lang, said):
    assert said in show(f'iri="{DUTY}"', lang=lang).said


def test_its_own_language_goes_first(show):
    assert "Krisesenterlova § 4" in show(f'iri="{DUTY}" lang="nn"', lang="en").said


def test_it_says_that_a_norm_no_longer_holds(show):
    past = "https://w3id.org/hjemmel/duties/krsl-2-2010-reetablering"
    assert "Gjelder ikke på denne dagen." in show(f'iri="{past}" on="2026-01-15"').said
    assert "Gjelder ikke" not in show(f'iri="{past}" on="2015-01-15"').said


@pytest.mark.parametrize(
    "attributes",
    [
        'iri="https://w3id.org/hjemmel/duties/finst-ikkje"',
        f'iri="{DUTY}" server="http://127.0.0.1:9"',
        'iri="https://w3id.org/hjemmel/actors/kommunen"',
        'iri="javascript:alert(1)"',
        'iri="https://w3id.org/hjemmel/duties/../actors/kommunen"',
        "",
    ],
)
def test_it_says_so_when_there_is_nothing_to_show(show, attributes):
    assert show(attributes, lang="nn").said == "Norma kunne ikkje hentast."


def test_it_shows_the_next_norm_when_its_address_changes(show):
    page = show(f'iri="{DUTY}"')
    page.evaluate(
        "document.querySelector('hjemmel-duty').setAttribute('iri', 'https://w3id.org/hjemmel/duties/krsl-2-butilbud')"
    )
    page.wait_for_function("document.querySelector('hjemmel-duty').shadowRoot.textContent.includes('§ 2')")


def test_it_needs_no_inline_code_from_the_page_around_it(show, base):
    policy = f"default-src 'none'; script-src {base}; connect-src {base}"
    page = show(f'iri="{DUTY}"', policy=policy)
    assert "Krisesenterloven § 4" in page.said
    assert page.complaints == []


@pytest.mark.parametrize("path", ["/duties/krsl-4-samarbeid.json", "/assets/hjemmel-duty.js", "/duties/nothing.json"])
def test_what_it_asks_for_may_be_read_from_anywhere(open_page, base, elsewhere, path):
    page = open_page("/about")
    page.goto(elsewhere)
    status, size = page.evaluate(
        "async (address) => { const got = await fetch(address); return [got.status, (await got.text()).length]; }",
        base + path,
    )
    assert status == (404 if "nothing" in path else 200)
    assert 0 < size < 10_000
