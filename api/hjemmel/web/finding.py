"""The answers of the search: hits with marks as JSON and as a page, suggestions, the way straight to what is cited.

Loaded with the first search (see `web.operations.search`), not with the server.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

import orjson

from hjemmel.law.citations.known import list_known_citations
from hjemmel.law.identifiers import to_path
from hjemmel.law.norms import Norm
from hjemmel.law.things import find_text
from hjemmel.rdf.formats import HTML, JSON
from hjemmel.search.documents import Document
from hjemmel.search.index import Found, Hit, Wanted
from hjemmel.search.marking import Marked, Marker
from hjemmel.web.addresses import list_links, to_changed_address, to_href, to_next
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.citing import Cited
from hjemmel.web.law_text import is_imported
from hjemmel.web.operations.search import KINDS
from hjemmel.web.pages.cards import find_force_word, find_step
from hjemmel.web.pages.paper import Entry, write_page
from hjemmel.web.pages.sheets import find_class_label, list_tries, to_passage
from hjemmel.web.pages.words import say
from hjemmel.web.parameters import split_query
from hjemmel.web.searching import find_search

_FORMS: Final = (JSON, HTML)
_MOST_TEXTS: Final = 4
_SEE_OTHER: Final = 303
# Sources and terms are of classes that others named.
_CLASSED: Final = frozenset(KINDS) - {"sources", "terms"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One page found, as the page of hits says it; `step` and `word` say how binding a norm is."""

    kind: str
    href: str
    label: Marked
    label_lang: str
    snippet: Marked
    lang: str
    note: str
    step: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A kind that can be chosen, or all of them."""

    label: str
    href: str
    total: int
    chosen: bool


def answer_search(asked: Asked) -> Answer:
    """Answer with the pages that a query finds; a person who cites a provision is led straight to it."""
    text = asked.word("q") or ""
    search = find_search(asked.release)
    cited = (search.citations.find(text) or _find_imported(asked, text)) if text else None
    if cited is not None and cited.whole and asked.form is HTML and asked.page == 1 and not asked.word("kind"):
        return _lead_to(asked, cited.id)
    first = cited.id if cited else None
    wanted = Wanted(day=asked.day, kind=asked.word("kind"), page=asked.page, size=asked.size, first=first)
    found = search.index.find(text, wanted)
    marker = Marker(found.question, search.index.analyser)
    if asked.form is HTML:
        return _write_page(asked, marker, text, found)
    body = {
        "q": text,
        "items": [_to_item(asked, marker, hit) for hit in found.hits],
        "total": found.total,
        "next": to_next(asked, found.total),
        "page": asked.page,
        "size": asked.size,
        "on": asked.on_text,
        "release": asked.release.id,
        "citation": first,
        "kinds": [{"kind": kind, "label": say(kind, asked.language), "total": n} for kind, n in found.kinds.items()],
        "corrections": [{"typed": each.typed, "taken": each.taken} for each in found.corrections],
    }
    return _to_json(asked, body)


def _find_imported(asked: Asked, text: str) -> Cited | None:
    """Give what a query cites of the law that only the import has."""
    release = asked.release
    if release.law is None:
        return None
    found = list_known_citations(text, release.citing, release.law)
    if len(found) != 1 or found[0].status != "exact" or len(found[0].targets) != 1:
        return None
    (citation,) = found
    whole = citation.end - citation.start == len(text.strip())
    target = citation.targets[0].id
    return Cited(id=target, whole=whole) if is_imported(release, target) else None


def answer_suggest(asked: Asked) -> Answer:
    """Answer with names that begin with what has been typed."""
    text = asked.word("q") or ""
    documents = find_search(asked.release).index.suggest(text)
    lang = asked.language
    items = [
        {"id": each.id, "kind": each.kind, "label": find_text(each.labels, lang), "kindLabel": say(each.kind, lang)}
        for each in documents
    ]
    return _to_json(asked, {"q": text, "items": items, "release": asked.release.id})


def _lead_to(asked: Asked, iri: str) -> Answer:
    kept = {name: value for name, value in split_query(asked.query) if name in ("lang", "on")}
    location = to_href(asked.root, iri) + (f"?{urlencode(kept)}" if kept else "")
    headers = ((b"location", location.encode()),)
    return Answer(body=b"", content_type="text/plain", status=_SEE_OTHER, headers=headers, language=asked.language)


def _to_json(asked: Asked, body: dict[str, Any]) -> Answer:
    links = list_links(asked, _FORMS if asked.form in _FORMS else ())
    return Answer(body=orjson.dumps(body), content_type=JSON.content_type, links=links, language=asked.language)


def _to_item(asked: Asked, marker: Marker, hit: Hit) -> dict[str, Any]:
    label, (snippet, lang) = _mark_label(asked, marker, hit), _mark_snippet(asked, marker, hit)
    return {
        "id": hit.document.id,
        "slug": _to_slug(hit.document),
        "kind": hit.document.kind,
        "label": label.text,
        "labelMarks": label.marks,
        "snippet": snippet.text or None,
        "snippetMarks": snippet.marks,
        "snippetLang": lang or None,
        "holds": hit.holds,
    }


def _to_slug(document: Document) -> str:
    path = to_path(document.id)
    return path if document.kind in ("acts", "provisions", "terms") else path.rpartition("/")[2]


def _mark_label(asked: Asked, marker: Marker, hit: Hit) -> Marked:
    return marker.mark(find_text(hit.document.labels, asked.language))


def _mark_snippet(asked: Asked, marker: Marker, hit: Hit) -> tuple[Marked, str]:
    """Give the piece of the first text that says what was asked for, else of the first text; and its language."""
    best: tuple[Marked, str] | None = None
    for texts in hit.document.texts[:_MOST_TEXTS]:
        text = find_text(texts, asked.language)
        marked = marker.find_snippet(text)
        lang = next((tag for tag, each in texts.items() if each == text), "")
        if marked.marks:
            return marked, lang
        best = best or (marked, lang)
    return best or (Marked(""), "")


def _write_page(asked: Asked, marker: Marker, text: str, found: Found) -> Answer:
    lang = asked.language
    doors = ("actors", "situations", "duties", "acts", "plan-areas")
    return write_page(
        asked,
        "search.html",
        title=say("search-for", lang, text=text) if text else say("search", lang),
        forms=_FORMS,
        text=text,
        tries=list_tries(asked),
        kinds=_list_facets(asked, found) if len(found.kinds) > 1 else (),
        corrections=[say("searched-instead", lang, typed=each.typed, taken=each.taken) for each in found.corrections],
        lines=[_to_line(asked, marker, hit) for hit in found.hits],
        scope=say("search-scope", lang) if asked.release.law is not None else "",
        first=(asked.page - 1) * asked.size + 1,
        doors=tuple(Entry(text=say(name, lang), href=f"{asked.root}/{name}") for name in doors),
        next=to_next(asked, found.total),
    )


def _list_facets(asked: Asked, found: Found) -> tuple[Facet, ...]:
    """Give the kinds that were found, in the order of the table, all of them first."""
    lang, chosen = asked.language, asked.word("kind")
    whole = Facet(
        label=say("all-kinds", lang),
        href=to_changed_address(asked, kind=None, page=None),
        total=sum(found.kinds.values()),
        chosen=chosen is None,
    )
    kinds = (
        Facet(
            label=say(kind, lang),
            href=to_changed_address(asked, kind=kind, page=None),
            total=found.kinds[kind],
            chosen=kind == chosen,
        )
        for kind in KINDS
        if kind in found.kinds
    )
    return (whole, *kinds)


def _to_line(asked: Asked, marker: Marker, hit: Hit) -> Line:
    snippet, lang = _mark_snippet(asked, marker, hit)
    thing = asked.release.catalogue.find_thing(hit.document.id)
    named = thing is not None and hit.document.kind in _CLASSED
    kind = find_class_label(asked.release, thing.type, asked.language) if thing and named else ""
    norm = thing if isinstance(thing, Norm) else None
    return Line(
        kind=kind or say(hit.document.kind, asked.language),
        href=to_href(asked.root, hit.document.id),
        label=_mark_label(asked, marker, hit),
        label_lang=_find_label_language(asked, hit),
        snippet=snippet,
        lang=lang if lang != asked.language else "",
        note="" if hit.holds else say("not-in-force-on-day", asked.language),
        step=find_step(norm) if norm else "",
        word=find_force_word(asked, norm.force) if norm else "",
    )


def _find_label_language(asked: Asked, hit: Hit) -> str:
    """Give the language of a label that there is none of in the page's, "" else."""
    return to_passage(hit.document.labels, asked.language).lang
