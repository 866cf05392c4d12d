"""A thing, or a list of things, in any form: one body for JSON and JSON-LD, its triples, its page.

Facts come from the graph and are written once for each thing; what is computed for the reader stands beside them and
is null in the context, so that the body, expanded, says exactly what the Turtle says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, TypeVar

import orjson

from hjemmel.law.norm_lists import list_page
from hjemmel.law.things import Thing
from hjemmel.rdf.formats import HTML
from hjemmel.rdf.jsonld import to_json
from hjemmel.rdf.namespaces import BASE, expand
from hjemmel.web.addresses import list_links, list_next, to_next
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.graphs import GRAPH_FORMS, answer_graph
from hjemmel.web.kinds import Kind
from hjemmel.web.negotiate import SERVED
from hjemmel.web.pages.sheets import write_list_page, write_thing_page
from hjemmel.web.release import Release
from hjemmel.web.terms import to_term

T = TypeVar("T", bound=Thing)
_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})
# In an answer that is a concept scheme itself, its items are the values in it, and not a graph of their own.
_VALUES: Final[Mapping[str, Any]] = {"items": {"@reverse": expand("skos:inScheme"), "@container": "@set"}}


def answer_thing(asked: Asked, thing: T, kind: Kind[T]) -> Answer:
    """Answer with one thing in the form asked for."""
    links = kind.links(asked, thing)
    if asked.form in GRAPH_FORMS:
        return answer_graph(asked, asked.release.kb.store.describe(thing.id), iri=thing.id, links=links)
    if asked.form is HTML:
        return kind.write(asked, thing) if kind.write else write_thing_page(asked, thing, kind)
    item = join_objects(write_item(asked.release, thing, kind, asked.language), kind.extras(asked, thing))
    body = join_objects(_write_head(asked, kind.nulls), item)
    return _to_answer(asked, body, (*list_links(asked, SERVED, thing.id), *links))


def answer_list(asked: Asked, things: Sequence[T], kind: Kind[T], title: str, *, scheme: str = "") -> Answer:
    """Answer with the page of a list in the form asked for; `title` is a word of the interface.

    The values of a concept scheme are answered together with what is said of the `scheme` itself, an IRI.
    """
    page = list_page(things, page=asked.page, size=asked.size)
    if asked.form in GRAPH_FORMS:
        described = (scheme, *(item.id for item in page.items)) if scheme else [item.id for item in page.items]
        triples = [triple for iri in described for triple in asked.release.kb.store.describe(iri)]
        return answer_graph(asked, triples, iri=scheme, links=list_next(to_next(asked, page.total)))
    if asked.form is HTML:
        return kind.write_list(asked, page) if kind.write_list else write_list_page(asked, page, kind, title)
    items = [
        join_objects(write_item(asked.release, thing, kind, asked.language), kind.extras(asked, thing))
        for thing in page.items
    ]
    about = to_term(asked.release, scheme, asked.release.kb.store.describe(scheme), asked.language) if scheme else {}
    return answer_items(asked, b",".join(items), page.total, kind.nulls, about=about)


def answer_items(
    asked: Asked,
    items: bytes,
    total: int,
    nulls: tuple[str, ...] = (),
    *,
    about: Mapping[str, Any] = _NOTHING,
) -> Answer:
    """Answer with a list whose items are written already; `about` says what the list itself is, if it is a scheme."""
    following = to_next(asked, total)
    context = to_context(asked.release, nulls, _VALUES if about else _NOTHING)
    head = {"@context": context, **about, "on": asked.on_text, "release": asked.release.id}
    pages = {"next": following, "total": total, "pageNumber": asked.page, "pageSize": asked.size}
    body = b"".join((orjson.dumps({**head, **pages})[:-1], b',"items":[', items, b"]}"))
    iri = about["id"] if about else ""
    return _to_answer(asked, body, (*list_links(asked, SERVED, iri), *list_next(following)))


def write_item(release: Release, thing: T, kind: Kind[T], language: str) -> bytes:
    """Write what a thing's JSON says whatever the day; made once for each language."""
    key = (thing.id, language)
    return release.items.find_or_make(key, lambda: orjson.dumps(to_item(release, thing, kind, language)))


def to_item(release: Release, thing: T, kind: Kind[T], language: str) -> dict[str, Any]:
    """Give what a thing's JSON says whatever the day."""
    facts = to_json(thing.id, release.kb.store.describe(thing.id), release.context)
    label = release.catalogue.find_label(thing.id, language)
    own = {"slug": thing.slug, "label": label, "description": thing.description(language) or None}
    head = {"id": facts["id"], "type": facts["type"], **own}
    return {**head, "source": [], **kind.defaults, **{key: facts[key] for key in facts if key not in head}}


def join_objects(first: bytes, second: bytes | dict[str, Any]) -> bytes:
    """Join two JSON objects with different keys into one."""
    other = second if isinstance(second, bytes) else orjson.dumps(second)
    return first if other == b"{}" else first[:-1] + b"," + other[1:]


def to_context(release: Release, nulls: tuple[str, ...] = (), own: Mapping[str, Any] = _NOTHING) -> object:
    """Give the `@context` of an answer: the release's own, what the answer itself switches off, and what it adds."""
    address = f"{BASE}context/{release.id}/hjemmel.jsonld"
    return [address, {**dict.fromkeys(nulls), **own}] if nulls or own else address


def _write_head(asked: Asked, nulls: tuple[str, ...]) -> bytes:
    context = to_context(asked.release, nulls)
    return orjson.dumps({"@context": context, "on": asked.on_text, "release": asked.release.id})


def _to_answer(asked: Asked, body: bytes, links: tuple[str, ...]) -> Answer:
    return Answer(
        body=body,
        content_type=asked.form.content_type,
        links=links,
        language=asked.language,
    )
