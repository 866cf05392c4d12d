"""What every record of the knowledge base shares: its name, its labels, who says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

LANGUAGES = ("nb", "nn", "en")

Texts = Mapping[str, str]
"""One text in several languages: language tag to text; "" is the tag of a text without one."""

_FALLBACKS = {"nb": ("nb", "nn", "en"), "nn": ("nn", "nb", "en"), "en": ("en", "nb", "nn")}


def find_text(texts: Texts, lang: str) -> str:
    """The text in `lang`, else in the nearest language that has one, else "" (never an error)."""
    for choice in _FALLBACKS.get(lang, LANGUAGES):
        if choice in texts:
            return texts[choice]
    return next(iter(texts.values()), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """A thing pointed to: its IRI and its labels."""

    id: str
    labels: Texts = field(hash=False)

    def label(self, lang: str) -> str:
        """The label in `lang`, or in the nearest language that has one."""
        return find_text(self.labels, lang)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """The fields that every record has. `id` is the IRI, `type` the local name of its class."""

    id: str
    slug: str
    type: str
    labels: Texts = field(hash=False)
    descriptions: Texts = field(hash=False, default_factory=dict)
    definitions: Texts = field(hash=False, default_factory=dict)
    alt_labels: Mapping[str, tuple[str, ...]] = field(hash=False, default_factory=dict)
    source: tuple[str, ...] = ()
    review_status: str | None = None
    reviewed_on: date | None = None
    editorial_note: str | None = None

    def label(self, lang: str) -> str:
        """The label in `lang`, or in the nearest language that has one."""
        return find_text(self.labels, lang)

    def description(self, lang: str) -> str:
        """The description, else the definition, in `lang` or the nearest language; "" when none."""
        return find_text(self.descriptions or self.definitions, lang)
