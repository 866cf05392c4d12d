"""A headless Chromium and the service over the real knowledge base, on a fixed day."""

import shutil
from datetime import date

import pytest

from hjemmel.app import create_app
from hjemmel.law.catalogue import load_catalogue
from hjemmel.settings import load_settings
from hjemmel.web.release import Release

DAY = date(2026, 1, 15)
CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
# The last flag: another system's page may ask this machine, where both are only tests.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-features=BlockInsecurePrivateNetworkRequests,LocalNetworkAccessChecks",
]  # fmt: skip
PAGES = (
    "/", "/actors", "/actors/kommunen", "/actors/lege", "/actors/lege/duties?situation=barn-mistanke",
    "/actors/kommunen/duties?on=2015-06-01", "/duties", "/duties/krsl-4-samarbeid", "/duties/krsl-2-butilbud",
    "/duties/krsl-2-2010-reetablering", "/acts", "/lov/2009-06-19-44", "/lov/2009-06-19-44/paragraf/4",
    "/lov/2009-06-19-44/paragraf/4/ledd/1", "/lov/2009-06-19-44/paragraf/2/versjon/2026-01-01", "/plan-areas",
    "/plan-areas/plan-samhandling", "/plan-areas/plan-samhandling/criteria/krit-samhandling-samordner", "/guidance",
    "/guidance/frihet-fra-vold", "/quotes", "/quotes/quote-krsl-4-2009", "/quotes/quote-kriseberedskap", "/ns",
    "/situations", "/situations/barn-mistanke", "/target-groups", "/target-groups/barn", "/coverage", "/about",
    "/data-licence", "/accessibility", "/privacy", "/docs", "/sources", "/sources/lysark-rvts-midt", "/releases",
    "/vocabularies", "/force", "/force/skal", "/errors", "/errors/not-found", "/search", "/search?q=barnevernn",
    "/search?q=qqqqqq", "/changes", "/changes?since=2022-01-01&actor=kommunen", "/questions",
    "/questions/duties-of-actor", "/citations?text=Etter+krisesenterlova+%C2%A7+4+og+blålova+%C2%A7+2.",
    "/quotes/verify", "/quotes/verify?text=Kommunen+skal+sørgje+for+at+kvinner+og+menn+som+er+utsette+for+vald",
    "/a-z", "/sparql", "/sparql?query=ASK%7B%7D&format=html", "/sparql?query=SELECT&format=html", "/duties/krsl-44",
    "/actors/kommunen?on=tomorrow",
)  # fmt: skip
"""Every kind of page."""


def pytest_collection_modifyitems(items):
    for item in items:
        if "/browser/" in str(item.path):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def pages():
    return PAGES


@pytest.fixture(scope="session")
def app(real_kb):
    release = Release(kb=real_kb, catalogue=load_catalogue(real_kb))
    return create_app(load_settings({}), release=release, clock=lambda: DAY)


@pytest.fixture(scope="session")
def base(app, serve_app):
    with serve_app(app) as address:
        yield address


@pytest.fixture(scope="session")
def chromium():
    sync_api = pytest.importorskip("playwright.sync_api", reason="the package playwright isn't installed")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    with sync_api.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, base):
    """Open pages in fresh contexts that note what they ask for and complain of."""
    contexts = []

    def open_one(path, *, width=1280, scheme="light", script=True, lang="nb", **more):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=script,
            locale=lang, **more
        )  # fmt: skip
        contexts.append(context)
        page = context.new_page()
        page.asked, page.complaints = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(base + path)
        return page

    yield open_one
    for context in contexts:
        context.close()
