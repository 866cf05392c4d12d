"""What is in a file of the site: the answer to its address, with its links led to the files beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape

from hjemmel.rdf.formats import HTML, JSON, JSONLD
from hjemmel.rdf.namespaces import BASE
from hjemmel.web.answers import Asked
from hjemmel.web.export.finding import analyse, write_index
from hjemmel.web.export.leaves import MISSING, PLAIN, STILL, Leaf, Site, to_index_path
from hjemmel.web.export.links import SEARCH, Linker, Map
from hjemmel.web.export.watching import Key, Watch
from hjemmel.web.pages.assets import list_assets
from hjemmel.web.pages.still import write_missing_page, write_still_page, write_still_search

_OPENAPI: Final = "/openapi.json"  # it tells of the live service


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The bytes of a file, what was read of the release for it, and the addresses it names that have no file."""

    body: bytes
    reads: tuple[Key, ...]
    missed: tuple[str, ...]


class Maker:
    """Makes the files of one site."""

    def __init__(self, site: Site, known: Map) -> None:
        self._watch = Watch(site.release)
        self._site = replace(site, release=self._watch.release)
        self._linker = Linker(known, site.address)
        self._last: tuple[str, int, Made] | None = None

    def make(self, leaf: Leaf) -> Made:
        """Make one file."""
        if leaf.form is JSONLD and self._last is not None and self._last[:2] == (leaf.path, leaf.page):
            return self._last[2]  # JSON-LD is the same body under another name
        body = self._write_index(leaf) if leaf.path == to_index_path(leaf.language) else _answer(self._site, leaf)
        if leaf.form is HTML:
            body = self._linker.relink(body, leaf)
        elif leaf.form in {JSON, JSONLD} and leaf.path != _OPENAPI:
            body = self._linker.point(body)
        made = Made(body=body, reads=self._watch.take(), missed=self._linker.take_missed())
        self._last = (leaf.path, leaf.page, made) if leaf.form is JSON else None
        return made

    def _write_index(self, leaf: Leaf) -> bytes:
        found = self._watch.shelf.find_or_make("analysed", lambda: analyse(self._site.release.catalogue))
        return write_index(found, leaf.language, self._site.day)


def list_plain(site: Site, leaves: Sequence[Leaf], known: Map) -> Mapping[str, bytes]:
    """Give the files that are no answers: assets, sitemap, robots, the page for what isn't there."""
    found = {asset.path[1:]: asset.body for asset in list_assets()}
    found |= {leaf.name: _write_missing(site, leaf, known) for leaf in MISSING}
    found["sitemap.xml"] = _write_sitemap(site, leaves)
    lines = ("User-agent: *", "Allow: /", f"Sitemap: {site.address or BASE}sitemap.xml", "")
    found["robots.txt"] = "\n".join(lines).encode()
    return found


def _answer(site: Site, leaf: Leaf) -> bytes:
    asked = _to_asked(site, leaf)
    if leaf.path in STILL:
        return (write_still_search if leaf.path == SEARCH else write_still_page)(asked).body
    match = site.routes.find_match(leaf.path)
    answer = match.operation.answer(replace(asked, names=match.names, path=match.path))
    return answer.body + answer.rest


def _to_asked(site: Site, leaf: Leaf) -> Asked:
    """Give the question a file answers; the links of pages and records are led to files, others name the site."""
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
        root=site.address.rstrip("/") if leaf.form is PLAIN else "",
        still=True,
    )


def _write_missing(site: Site, leaf: Leaf, known: Map) -> bytes:
    """Write the page for what isn't there: it may stand for any address, so its links begin at the host."""
    page = write_missing_page(_to_asked(site, leaf)).body
    path = urlsplit(site.address).path or "/"
    return Linker(known, site.address).relink(page, leaf, up=path)


def _write_sitemap(site: Site, leaves: Sequence[Leaf]) -> bytes:
    start = site.address or BASE
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    lines += [f"<url><loc>{escape(start + quote(leaf.name))}</loc></url>" for leaf in leaves if leaf.form is HTML]
    return "\n".join([*lines, "</urlset>", ""]).encode()
