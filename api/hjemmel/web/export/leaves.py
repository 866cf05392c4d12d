"""Which files a site has: every address in every language and form.

A page lies where the live one has its address with an ending (`actors/kommunen.html`); those in nynorsk and English lie
below nn/ and en/.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from hjemmel.law.changes import Choice, list_changes
from hjemmel.law.questions import Question, fill_values, list_questions, parse_values
from hjemmel.rdf.formats import DUMP_FORMATS, HTML, JSON, JSONLD, NT, RDF_XML, RESULT_FORMATS, TTL, Format, Kind
from hjemmel.rdf.namespaces import BASE
from hjemmel.web.export.links import LIVE_ONLY, SEARCH, Map
from hjemmel.web.negotiate import LANGUAGES
from hjemmel.web.pages.assets import list_assets
from hjemmel.web.parameters import DEFAULT_SIZE, MAX_SIZE
from hjemmel.web.problems import list_error_classes
from hjemmel.web.release import Release
from hjemmel.web.routes import Routes

STILL: Final = (LIVE_ONLY, SEARCH)
"""Pages that only files have; the live service's search is another."""

DATA_FORMS: Final = (JSON, JSONLD, TTL, NT, RDF_XML, *RESULT_FORMATS)
PLAIN: Final = Format(name="plain", media_type="", ending="", kind=Kind.RECORD)
"""The form of an address that has but one, and says so itself (`/changes.atom`)."""

_COLLECTIONS: Final = (
    "acts", "actors", "agents", "duties", "guidance", "plan-areas", "quotes", "situations", "sources", "target-groups",
)  # fmt: skip
_ALONE: Final = (
    "/", "/a-z", "/about", "/accessibility", "/changes", "/changes.atom", "/coverage", "/data-licence", "/docs",
    "/errors", "/ns", "/privacy", "/questions", "/release.css", "/releases", "/vocabularies",
)  # fmt: skip
_ANSWER: Final = re.compile(r"/actors/[^/]+/duties")
_INDEX: Final = "/assets/search-index."
_OTHERS: Final = ("/openapi.json", "/shapes", "/context/hjemmel.jsonld")


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One file: the address it answers, in which form and language, and which page of a list."""

    path: str
    form: Format
    language: str = "nb"
    page: int = 1
    size: int = DEFAULT_SIZE

    @property
    def name(self) -> str:
        """Where the file lies."""
        stem = "index" if self.path == "/" else self.path[1:]
        piece = f".page-{self.page}" if self.page > 1 else ""
        folder = "" if self.language == "nb" or self.form is not HTML else f"{self.language}/"
        ending = "" if stem.endswith(self.form.ending) else self.form.ending
        return f"{folder}{stem}{piece}{ending}"


MISSING: Final = tuple(Leaf(path="/404", form=HTML, language=lang) for lang in LANGUAGES)
"""The pages for what isn't there; hosts look for the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What a site is made from: a release, the addresses, the legal day; `address` is where it will be, if known."""

    release: Release
    routes: Routes
    day: date
    address: str = ""


def list_leaves(site: Site) -> tuple[Leaf, ...]:
    """Give every file of a site but the plain ones (assets, sitemap …), in a fixed order."""
    paths = dict.fromkeys((*_list_things(site.release), *_list_kept(site)))
    return tuple(leaf for path in paths for leaf in _list_forms(site, path))


def to_map(leaves: Iterable[Leaf]) -> Map:
    """Give the file of each address, for links between pages."""
    assets = {(asset.path, ""): asset.path[1:] for asset in list_assets()}
    known = {(leaf.path, leaf.language): leaf.name for leaf in MISSING}
    for leaf in leaves:
        if leaf.form is HTML:
            known[f"{leaf.path}?page={leaf.page}" if leaf.page > 1 else leaf.path, leaf.language] = leaf.name
        else:
            known[f"/{leaf.name}", ""] = leaf.name
    return {**assets, **known}


def to_index_path(language: str) -> str:
    """Give the address of the index that a language is searched with; the page's script knows it."""
    return f"{_INDEX}{language}.bin"


def _list_things(release: Release) -> Iterator[str]:
    yield from (f"/{iri.removeprefix(BASE)}" for iri in release.catalogue.things)


def _list_kept(site: Site) -> Iterator[str]:
    """Give the addresses that are no thing's: lists, pages of words, errors, dumps."""
    catalogue = site.release.catalogue
    yield from _ALONE
    yield from (f"/{name}" for name in _COLLECTIONS)
    yield from sorted({f"/{each.slug.partition('/')[0]}" for each in catalogue.concepts.values()})
    yield from (f"/plan-areas/{area}/criteria" for area in catalogue.plan_areas)
    yield from (f"/actors/{actor}/duties" for actor in catalogue.actors)
    yield from (f"/errors/{error.slug}" for error in list_error_classes())
    yield from (f"/questions/{question.name}" for question in list_questions() if _can_be_asked(site, question))
    yield from _OTHERS
    yield f"/context/{site.release.id}/hjemmel.jsonld"
    yield from (f"/releases/{site.release.id}/hjemmel{form.ending}" for form in DUMP_FORMATS)
    yield from STILL
    yield from (to_index_path(lang) for lang in LANGUAGES)


def _can_be_asked(site: Site, question: Question) -> bool:
    """Whether the release has what a question is about when nothing else is named."""
    terms = parse_values(question, fill_values(question, {}, site.day))
    named = (terms[each.name].value for each in question.parameters if each.kind == "thing" and each.collection)
    return site.release.law is None and all(site.release.kb.store.describe(iri) for iri in named)


def _list_forms(site: Site, path: str) -> Iterator[Leaf]:
    if path in STILL:
        yield from (Leaf(path=path, form=HTML, language=lang) for lang in LANGUAGES)
        return
    if path.startswith(_INDEX):
        yield Leaf(path=path, form=PLAIN, language=path.split(".")[1])
        return
    offered = site.routes.find_match(path).operation.forms
    if not offered or (len(offered) == 1 and offered[0] is not HTML):
        yield Leaf(path=path, form=offered[0] if offered else PLAIN)
        return
    total = _count_items(site, path)
    if HTML in offered and not _ANSWER.fullmatch(path):
        pages = range(1, _count_pages(total, DEFAULT_SIZE) + 1)
        yield from (Leaf(path=path, form=HTML, language=lang, page=page) for lang in LANGUAGES for page in pages)
    pages = range(1, _count_pages(total, MAX_SIZE) + 1)
    forms = (form for form in DATA_FORMS if form in offered)
    yield from (Leaf(path=path, form=form, page=page, size=MAX_SIZE) for form in forms for page in pages)


def _count_pages(total: int, size: int) -> int:
    return max(1, -(-total // size))


def _count_items(site: Site, path: str) -> int:
    """Give how many items a list has; 0 for what is no list."""
    catalogue = site.release.catalogue
    if path == "/changes":
        return len(list_changes(catalogue, Choice()))
    name = path[1:].replace("-", "_")
    records = getattr(catalogue, "norms" if name == "duties" else name, None)
    return len(records) if isinstance(records, Mapping) else 0
