"""Pages of things and lists: the facts as a table, what belongs to them as lists with links."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Final, TypeVar

from pyoxigraph import Literal, NamedNode, Triple

from hjemmel.law.bases import Basis
from hjemmel.law.norm_lists import Page
from hjemmel.law.things import LANGUAGES, Thing, find_text
from hjemmel.rdf.namespaces import BASE, RDF_TYPE, SKOS, compact
from hjemmel.rdf.order import to_predicate_key
from hjemmel.web.addresses import to_href, to_next
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.kinds import Kind
from hjemmel.web.pages.paper import Entry, Row, write_page
from hjemmel.web.pages.words import find_term, say
from hjemmel.web.release import Release

T = TypeVar("T", bound=Thing)

# What the page's heading and sections say already.
_TOLD: Final = ("skos:prefLabel", "dct:description", "hj:grounding", "rdf:type")
_LABEL: Final = NamedNode(SKOS + "prefLabel")


def write_thing_page(asked: Asked, thing: T, kind: Kind[T]) -> Answer:
    """Write the page of one thing."""
    return write_page(
        asked,
        "thing.html",
        title=asked.release.catalogue.find_label(thing.id, asked.language),
        iri=thing.id,
        kind=find_class_label(asked.release, thing.type, asked.language),
        lead=thing.description(asked.language),
        rows=list_rows(asked, thing.id),
        sections=kind.sections(asked, thing),
        text=kind.text(asked, thing),
    )


def write_list_page(asked: Asked, page: Page[T], kind: Kind[T], title: str) -> Answer:
    """Write the page of a list."""
    return write_page(
        asked,
        "list.html",
        title=say(title, asked.language),
        lead="",
        count=say("count", asked.language, total=page.total),
        entries=tuple(to_entry(asked, thing.id, kind.note(asked, thing)) for thing in page.items),
        next=to_next(asked, page.total),
    )


def to_entry(asked: Asked, iri: str, note: str = "") -> Entry:
    """Give a thing as a linked word."""
    text = asked.release.catalogue.find_label(iri, asked.language)
    return Entry(text=text, href=to_href(asked.root, iri), note=note)


def list_entries(asked: Asked, iris: tuple[str, ...]) -> tuple[Entry, ...]:
    """Give things as linked words."""
    return tuple(to_entry(asked, iri) for iri in iris)


def to_basis_entry(asked: Asked, basis: Basis) -> Entry:
    """Give what a norm rests on as a linked citation with its dates."""
    return Entry(
        text=basis.label(asked.language),
        href=to_href(asked.root, basis.wording or basis.document or ""),
        note=say("pending", asked.language) if basis.pending else format_period(basis.valid_from, basis.valid_to),
    )


def format_period(start: date | None, end: date | None) -> str:
    """Write a half-open period: "2010-01-01 – 2022-08-01", "" where neither end is known."""
    return f"{start or ''} – {end or ''}".strip() if start or end else ""


def list_rows(asked: Asked, iri: str) -> tuple[Row, ...]:
    """Give the facts of a thing as rows, texts in the language asked for where there is one."""
    values: dict[NamedNode, list[NamedNode | Literal]] = defaultdict(list)
    for triple in asked.release.kb.store.describe(iri):
        if _is_told_here(triple, iri):
            values[triple.predicate].append(triple.object)  # type: ignore[arg-type]
    return tuple(
        Row(
            label=find_property_label(asked.release, predicate.value, asked.language),
            values=tuple(_to_value(asked, value) for value in _choose_language(values[predicate], asked.language)),
        )
        for predicate in sorted(values, key=to_predicate_key)
    )


def find_property_label(release: Release, iri: str, lang: str) -> str:
    """Give the label of a property: the graph's own, else the interface's, else its short name."""
    short = compact(iri)
    return find_term(short, lang) or find_graph_label(release, iri, lang) or short


def find_class_label(release: Release, name: str, lang: str) -> str:
    """Give the label of one of our classes by its local name."""
    return find_graph_label(release, f"{BASE}ns#{name}", lang) or name


def find_graph_label(release: Release, iri: str, lang: str) -> str:
    """Give the skos:prefLabel of anything in the graph, "" when it has none."""
    labels = {
        triple.object.language or "": triple.object.value
        for triple in release.kb.store.describe(iri)
        if triple.predicate == _LABEL and isinstance(triple.object, Literal)
    }
    return find_text(labels, lang)


def _is_told_here(triple: Triple, iri: str) -> bool:
    is_own = isinstance(triple.subject, NamedNode) and triple.subject.value == iri
    return is_own and triple.predicate != RDF_TYPE and compact(triple.predicate.value) not in _TOLD


def _choose_language(values: list[NamedNode | Literal], lang: str) -> list[NamedNode | Literal]:
    """Leave out translations: one text in three languages is shown in one."""
    tags = {value.language for value in values if isinstance(value, Literal) and value.language}
    if len(tags & set(LANGUAGES)) < 2:  # noqa: PLR2004 -- one language is no choice
        return values
    chosen = next(tag for tag in (lang, *LANGUAGES) if tag in tags)
    return [value for value in values if not isinstance(value, Literal) or value.language == chosen]


def _to_value(asked: Asked, value: NamedNode | Literal) -> Entry:
    if isinstance(value, Literal):
        tag = value.language or ""
        is_address = value.value.startswith(("https://", "http://"))
        return Entry(text=value.value, lang=tag, href=to_href("", value.value) if is_address else "")
    if value.value.startswith(BASE):
        return to_entry(asked, value.value)
    return Entry(text=compact(value.value), href=to_href(asked.root, value.value))
