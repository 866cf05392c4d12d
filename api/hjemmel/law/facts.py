"""What the graph says of one thing, read as the values a record needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from typing import Final, TypedDict

from pyoxigraph import Literal, NamedNode

from hjemmel.law.identifiers import to_path, to_slug
from hjemmel.law.things import Texts
from hjemmel.rdf.namespaces import Term, expand
from hjemmel.rdf.order import LANGUAGES, NaturalKey, to_natural_key

_expand = cache(expand)
_OWN: Final = expand("hj:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The statements about the thing `id`; `notations` tells the word of a vocabulary's value.

    Every property is named by prefix ("hj:bearer"); a missing one reads as None or empty.
    """

    id: str
    values: Mapping[str, tuple[Term, ...]]
    notations: Mapping[str, str] = field(default_factory=dict)

    def terms(self, name: str) -> tuple[Term, ...]:
        """All values of a property."""
        return self.values.get(_expand(name), ())

    def iris(self, name: str) -> tuple[str, ...]:
        """The things a property points to, in natural order."""
        terms = self.terms(name)
        if not terms:
            return ()
        found = {term.value for term in terms if isinstance(term, NamedNode)}
        return tuple(sorted(found, key=_order)) if len(found) > 1 else tuple(found)

    def iri(self, name: str) -> str | None:
        """The thing a property points to; the first of several."""
        return next(iter(self.iris(name)), None)

    def literals(self, name: str) -> tuple[str, ...]:
        """The literal values of a property, in order."""
        terms = self.terms(name)
        return tuple(sorted({t.value for t in terms if isinstance(t, Literal)})) if terms else ()

    def literal(self, name: str) -> str | None:
        """The literal value of a property; the first of several."""
        return next(iter(self.literals(name)), None)

    def texts(self, name: str) -> Texts:
        """The texts of a property by language, "" for a text without one."""
        return {language: texts[0] for language, texts in self.lists(name).items()}

    def lists(self, name: str) -> dict[str, tuple[str, ...]]:
        """All texts of a property by language, several in each."""
        terms = self.terms(name)
        if not terms:
            return {}
        texts = sorted((term.language or "", term.value) for term in terms if isinstance(term, Literal))
        found: dict[str, list[str]] = {}
        for language, text in sorted(texts, key=_text_order):
            found.setdefault(language, []).append(text)
        return {language: tuple(group) for language, group in found.items()}

    def day(self, name: str) -> date | None:
        """A day; None when there is none or it is no whole date (SHACL tells the editor)."""
        text = self.literal(name)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            return None

    def whole(self, name: str) -> int:
        """A whole number, 0 when there is none."""
        text = self.literal(name) or ""
        return int(text) if text.isdigit() else 0

    def flag(self, name: str) -> bool:
        """Whether a property is true."""
        return self.literal(name) in {"true", "1"}

    def word(self, name: str) -> str | None:
        """The value of a vocabulary as its word: "skal" of `<force/skal>`."""
        iri = self.iri(name)
        return None if iri is None else self.notations.get(iri, to_slug(iri))

    def link(self, name: str) -> str | None:
        """An address outside, whether it was written as a node or as text."""
        return self.iri(name) or self.literal(name)

    @property
    def type(self) -> str:
        """The local name of its class in our own namespace, else of any class it has."""
        classes = self.iris("rdf:type")
        chosen = next((iri for iri in classes if iri.startswith(_OWN)), next(iter(classes), ""))
        return chosen.rpartition("#")[2].rpartition("/")[2]

    @property
    def path(self) -> str:
        """Its path below the base."""
        return to_path(self.id)


def group_facts(rows: Iterable[Mapping[str, Term]], notations: Mapping[str, str]) -> tuple[Facts, ...]:
    """Gather rows of thing, property and value by thing, in natural order of the things."""
    things: dict[str, dict[str, dict[Term, None]]] = {}
    for row in rows:
        properties = things.setdefault(row["thing"].value, {})
        properties.setdefault(row["property"].value, {})[row["value"]] = None
    return tuple(
        Facts(
            id=iri,
            values={name: tuple(values) for name, values in things[iri].items()},
            notations=notations,
        )
        for iri in sorted(things, key=_order)
    )


@lru_cache(maxsize=4096)
def _order(iri: str) -> NaturalKey:
    # The base is the same in nearly all of them: half the steps need no comparing.
    return to_natural_key(to_path(iri))


def _text_order(text: tuple[str, str]) -> int:
    language = text[0]
    return LANGUAGES.index(language) if language in LANGUAGES else len(LANGUAGES)


class Common(TypedDict):
    """The fields of a Thing, ready to be passed on to the record."""

    id: str
    slug: str
    type: str
    labels: Texts
    descriptions: Texts
    definitions: Texts
    alt_labels: Mapping[str, tuple[str, ...]]
    source: tuple[str, ...]
    review_status: str | None
    reviewed_on: date | None
    editorial_note: str | None


def read_common(facts: Facts, *, slug: str | None = None) -> Common:
    """Read the fields that every record has; `slug` where it isn't the last step of the IRI."""
    return Common(
        id=facts.id,
        slug=slug or to_slug(facts.id),
        type=facts.type,
        labels=facts.texts("skos:prefLabel"),
        descriptions=facts.texts("dct:description"),
        definitions=facts.texts("skos:definition"),
        alt_labels=facts.lists("skos:altLabel"),
        source=facts.iris("dct:source"),
        review_status=facts.word("hj:reviewStatus"),
        reviewed_on=facts.day("hj:reviewedOn"),
        editorial_note=facts.literal("skos:editorialNote"),
    )
