"""Pages of things and lists: the facts as a table, what belongs to them as lists with links."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Final, TypeVar
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode, Triple

from hjemmel.law.acts import Wording
from hjemmel.law.identifiers import to_path
from hjemmel.law.norm_lists import Page
from hjemmel.law.things import LANGUAGES, Texts, Thing, find_text
from hjemmel.rdf.formats import Format
from hjemmel.rdf.namespaces import BASE, DCT, RDF_TYPE, SKOS, XSD, compact
from hjemmel.rdf.order import to_predicate_key
from hjemmel.web.addresses import to_href, to_next
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.kinds import Kind
from hjemmel.web.negotiate import SERVED
from hjemmel.web.pages.paper import LANGUAGE_NAMES, Entry, Row, Section, write_page
from hjemmel.web.pages.words import find_term, format_day, load_messages, say
from hjemmel.web.release import Release

T = TypeVar("T", bound=Thing)

# What the page's heading and sections say already.
_TOLD: Final = ("skos:prefLabel", "dct:description", "hj:grounding", "rdf:type")
_LABEL: Final = NamedNode(SKOS + "prefLabel")
_LANGUAGE: Final = NamedNode(DCT + "language")
_VERSION: Final = "/versjon/"


def write_thing_page(asked: Asked, thing: T, kind: Kind[T]) -> Answer:
    """Write the page of one thing."""
    return write_page(
        asked,
        "thing.html",
        title=asked.release.catalogue.find_label(thing.id, asked.language),
        iri=thing.id,
        name=to_passage(asked.release.catalogue.find_labels(thing.id), asked.language),
        kind=find_class_label(asked.release, thing.type, asked.language),
        lead=thing.description(asked.language),
        rows=list_rows(asked, thing.id),
        sections=kind.sections(asked, thing),
        description=thing.description(asked.language),
        crumbs=to_crumbs(asked, kind.collection),
        danger=kind.danger,
    )


def write_sections_page(  # noqa: PLR0913 -- as many parts as such a page has
    asked: Asked,
    title: str,
    sections: tuple[Section, ...],
    *,
    lead: str = "",
    rows: tuple[Row, ...] = (),
    forms: tuple[Format, ...] = SERVED,
    counted: bool = False,
) -> Answer:
    """Write a page of the service's own: facts as a table, then lists under headings."""
    return write_page(
        asked,
        "thing.html",
        title=title,
        kind="",
        lead=lead,
        rows=rows,
        sections=sections,
        forms=forms,
        counted=counted,
        crumbs=to_crumbs(asked),
        danger=False,
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
        crumbs=to_crumbs(asked),
        danger=kind.danger,
    )


def to_entry(asked: Asked, iri: str, note: str = "") -> Entry:
    """Give a thing as a linked word; a wording with its day as people write it."""
    wording = asked.release.catalogue.wordings.get(to_path(iri)) if _VERSION in iri else None
    if wording is not None:
        return Entry(text=say_wording(asked, wording), href=to_href(asked.root, iri), note=note)
    texts = asked.release.catalogue.find_labels(iri)
    return to_passage(texts, asked.language, href=to_href(asked.root, iri), note=note)


def say_wording(asked: Asked, wording: Wording) -> str:
    """Name a wording by its provision and its first day."""
    lang = asked.language
    cited = asked.release.catalogue.find_label(wording.is_version_of, lang)
    if wording.valid_from is None:
        return say("wording-pending-title", lang, cited=cited)
    return say("wording-title", lang, cited=cited, day=format_day(wording.valid_from, lang))


def to_passage(texts: Texts, lang: str, *, href: str = "", note: str = "") -> Entry:
    """Give a text in a language, marked with its own where it has none in that one."""
    text = find_text(texts, lang)
    tags = [tag for tag, value in texts.items() if value == text]
    return Entry(text=text, href=href, note=note, lang="" if lang in tags or not tags else tags[0])


def to_crumbs(asked: Asked, *steps: str | Entry) -> tuple[Entry, ...]:
    """Give the way down to a page: the front page, lists by their path, things as they are."""
    home = Entry(text=say("site", asked.language), href=f"{asked.root}/")
    others = (
        Entry(text=say(step, asked.language), href=f"{asked.root}/{step}") if isinstance(step, str) else step
        for step in steps
    )
    return (home, *others)


def list_entries(asked: Asked, iris: tuple[str, ...]) -> tuple[Entry, ...]:
    """Give things as linked words."""
    return tuple(to_entry(asked, iri) for iri in iris)


def list_tries(asked: Asked) -> tuple[Entry, ...]:
    """Give queries to try the search with: Norwegian words on an English page too."""
    lang = "nb" if asked.language == "en" else ""
    words = load_messages()["tries"][asked.language]
    return tuple(Entry(text=word, href=f"{asked.root}/search?{urlencode({'q': word})}", lang=lang) for word in words)


def list_rows(asked: Asked, iri: str, *, but: tuple[str, ...] = ()) -> tuple[Row, ...]:
    """Give the facts of a thing as rows, texts in the language asked for where there is one."""
    values: dict[NamedNode, list[NamedNode | Literal]] = defaultdict(list)
    for triple in asked.release.kb.store.describe(iri):
        if _is_told_here(triple, iri) and compact(triple.predicate.value) not in but:
            values[triple.predicate].append(triple.object)  # type: ignore[arg-type]
    return tuple(
        Row(
            label=find_property_label(asked.release, predicate.value, asked.language),
            values=tuple(
                _to_value(asked, value, predicate) for value in _choose_language(values[predicate], asked.language)
            ),
        )
        for predicate in sorted(values, key=to_predicate_key)
    )


def find_property_label(release: Release, iri: str, lang: str) -> str:
    """Give the label of a property: the graph's own, else the interface's, else its short name."""
    short = compact(iri)
    return find_term(short, lang) or find_graph_label(release, iri, lang) or short


def find_class_label(release: Release, name: str, lang: str) -> str:
    """Give the label of a class by its local name: the graph's own, else the interface's."""
    return find_graph_label(release, f"{BASE}ns#{name}", lang) or find_term(name, lang) or name


def find_graph_label(release: Release, iri: str, lang: str) -> str:
    """Give the skos:prefLabel of anything in the graph, "" when it has none; read once for each release."""
    return release.items.find_or_make(("label", iri, lang), lambda: _read_label(release, iri, lang).encode()).decode()


def _read_label(release: Release, iri: str, lang: str) -> str:
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


def _to_value(asked: Asked, value: NamedNode | Literal, predicate: NamedNode) -> Entry:
    if isinstance(value, Literal):
        if predicate == _LANGUAGE:
            return Entry(text=LANGUAGE_NAMES.get(value.value, value.value))
        tag = value.language if value.language and value.language != asked.language else ""
        if value.datatype.value == f"{XSD}date":
            return Entry(text=format_day(date.fromisoformat(value.value), asked.language))
        is_address = value.value.startswith(("https://", "http://"))
        return Entry(text=value.value, lang=tag, href=to_href("", value.value) if is_address else "")
    if value.value.startswith(BASE):
        known = asked.release.catalogue.find_thing(value.value)
        label = "" if known else find_graph_label(asked.release, value.value, asked.language)
        return Entry(text=label, href=to_href(asked.root, value.value)) if label else to_entry(asked, value.value)
    return Entry(text=compact(value.value), href=to_href(asked.root, value.value))
