"""The whole site as files: every address in every language and form, for any plain file server.

A page lies where the live one has its address with an ending (`actors/kommunen.html`); those in nynorsk and English lie
below nn/ and en/. Links are made relative. What only the live service can do (search, other days, filters, queries)
leads to a page that says so. The same release and day give the same bytes, and a file is written only when its bytes
have changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from hjemmel.law.norm_lists import list_page
from hjemmel.rdf.formats import DUMP_FORMATS, HTML, JSON, JSONLD, NT, RDF_XML, TTL, Format
from hjemmel.rdf.namespaces import BASE
from hjemmel.web.answers import Asked
from hjemmel.web.negotiate import LANGUAGES
from hjemmel.web.pages.assets import list_assets
from hjemmel.web.pages.still import write_missing_page, write_still_page
from hjemmel.web.parameters import DEFAULT_SIZE, MAX_SIZE
from hjemmel.web.problems import list_error_classes
from hjemmel.web.release import Release
from hjemmel.web.relinking import Map, make_relative
from hjemmel.web.routes import Routes

DATA_FORMS: Final = (JSON, JSONLD, TTL, NT, RDF_XML)
STILL: Final = "/live-only"
_COLLECTIONS: Final = (
    "acts", "actors", "agents", "duties", "guidance", "plan-areas", "quotes", "situations", "sources", "target-groups",
)  # fmt: skip
_ALONE: Final = (
    "/", "/about", "/accessibility", "/coverage", "/data-licence", "/docs", "/errors", "/ns", "/privacy", "/releases",
    "/vocabularies",
)  # fmt: skip
_ANSWER: Final = re.compile(r"/actors/[^/]+/duties")
_OTHERS: Final = ("/openapi.json", "/shapes", "/context/hjemmel.jsonld")


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One file to write: the address it answers, in which form and language, and which page of a list."""

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
        folder = "" if self.language == "nb" else f"{self.language}/"
        ending = "" if stem.endswith(self.form.ending) else self.form.ending
        return f"{folder}{stem}{piece}{ending}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What a site is made from: a release, the addresses, the legal day, and the address it will have."""

    release: Release
    routes: Routes
    day: date
    address: str = BASE


def list_leaves(site: Site) -> tuple[Leaf, ...]:
    """Give every file of a site but its assets, in a fixed order."""
    paths = dict.fromkeys((*_list_things(site.release), *_list_kept(site)))
    leaves = [leaf for path in paths for leaf in _list_forms(site, path)]
    return tuple(leaves)


def to_map(leaves: Iterable[Leaf]) -> Map:
    """Give the file of each address, for links between pages."""
    assets = {(asset.path, ""): asset.path[1:] for asset in list_assets()}
    pages = {(_to_key(leaf), leaf.language): leaf.name for leaf in leaves if leaf.form is HTML}
    data = {(f"/{leaf.name}", ""): leaf.name for leaf in leaves if leaf.form is not HTML}
    return {**assets, **pages, **data, **{("/search", lang): pages[STILL, lang] for lang in LANGUAGES}}


def _to_key(leaf: Leaf) -> str:
    return leaf.path if leaf.page == 1 else f"{leaf.path}?page={leaf.page}"


def write_leaf(site: Site, leaf: Leaf, known: Map) -> bytes:
    """Write one file."""
    if leaf.path == STILL:
        return make_relative(write_still_page(_to_asked(site, leaf)).body, leaf, known)
    match = site.routes.find_match(leaf.path)
    asked = replace(_to_asked(site, leaf), names=match.names, path=match.path)
    answer = match.operation.answer(asked)
    body = answer.body + answer.rest
    return make_relative(body, leaf, known) if leaf.form is HTML else body


def list_extras(site: Site, leaves: Sequence[Leaf]) -> Mapping[str, bytes]:
    """Give the files beside the pages: assets, sitemap, robots, the page for what isn't there, dumps."""
    found = {asset.path[1:]: asset.body for asset in list_assets()}
    asked = _to_asked(site, Leaf(path="/404", form=HTML))
    found["404.html"] = write_missing_page(asked).body
    found["sitemap.xml"] = _write_sitemap(site, leaves)
    found["robots.txt"] = f"User-agent: *\nAllow: /\nSitemap: {site.address}sitemap.xml\n".encode()
    return found


def write_site(site: Site, out: Path, *, leaves: Iterable[Leaf], known: Map) -> int:
    """Write some files of a site; give how many had changed."""
    return sum(write_file(out / leaf.name, write_leaf(site, leaf, known)) for leaf in leaves)


def write_file(path: Path, body: bytes) -> bool:
    """Write a file whose bytes have changed; say whether they had."""
    try:
        if path.stat().st_size == len(body) and path.read_bytes() == body:
            return False
    except OSError:
        path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    return True


def _to_asked(site: Site, leaf: Leaf) -> Asked:
    """Give the question a file answers."""
    return Asked(
        release=site.release,
        today=site.day,
        path=leaf.path,
        on=site.day,
        page=leaf.page,
        size=leaf.size,
        form=leaf.form,
        language=leaf.language,
        query=f"page={leaf.page}" if leaf.page > 1 else "",
        still=True,
    )


def _list_things(release: Release) -> Iterator[str]:
    yield from (f"/{iri.removeprefix(BASE)}" for iri in release.catalogue.things)


def _list_kept(site: Site) -> Iterator[str]:
    """Give the addresses that are no thing's: lists, pages of words, errors, dumps."""
    yield from _ALONE
    yield from (f"/{name}" for name in _COLLECTIONS)
    yield from sorted({f"/{each.slug.partition('/')[0]}" for each in site.release.catalogue.concepts.values()})
    yield from (f"/plan-areas/{area}/criteria" for area in site.release.catalogue.plan_areas)
    yield from (f"/actors/{actor}/duties" for actor in site.release.catalogue.actors)
    yield from (f"/errors/{error.slug}" for error in list_error_classes())
    yield from _OTHERS
    yield from (f"/releases/{site.release.id}/hjemmel{form.ending}" for form in DUMP_FORMATS)
    yield STILL


def _list_forms(site: Site, path: str) -> Iterator[Leaf]:
    if path == STILL:
        yield from (Leaf(path=path, form=HTML, language=lang) for lang in LANGUAGES)
        return
    match = site.routes.find_match(path)
    offered = match.operation.forms
    if len(offered) == 1 and offered[0] is not HTML:
        yield Leaf(path=path, form=offered[0])
        return
    total = _count_items(site, path)
    if HTML in offered and not _ANSWER.fullmatch(path):
        pages = range(1, max(1, -(-total // DEFAULT_SIZE)) + 1)
        yield from (Leaf(path=path, form=HTML, language=lang, page=page) for lang in LANGUAGES for page in pages)
    pages = range(1, max(1, -(-total // MAX_SIZE)) + 1)
    forms = (form for form in DATA_FORMS if form in offered)
    yield from (Leaf(path=path, form=form, page=page, size=MAX_SIZE) for form in forms for page in pages)


def _count_items(site: Site, path: str) -> int:
    """Give how many items a list has; 0 for what is no list."""
    name = path[1:].replace("-", "_")
    records = getattr(site.release.catalogue, "norms" if name == "duties" else name, None)
    return list_page(tuple(records), size=1).total if isinstance(records, Mapping) else 0


def _write_sitemap(site: Site, leaves: Sequence[Leaf]) -> bytes:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    lines += [f"<url><loc>{site.address}{leaf.name}</loc></url>" for leaf in leaves if leaf.form is HTML]
    return "\n".join([*lines, "</urlset>", ""]).encode()
