"""Guidance: guides, plans, circulars and grant letters. They advise; they ground no duty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from hjemmel.law.facts import Facts, read_common
from hjemmel.law.force import holds_on, last_day
from hjemmel.law.things import Texts, Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidanceDocument(Thing):
    """A document; it is valid from `valid_from` until the day before `valid_to`."""

    title: Texts = field(hash=False, default_factory=dict)
    document_type: str | None = None
    rank: str | None = None
    force: str | None = None
    publisher: tuple[str, ...] = ()
    issued: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    replaces: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
    page: str | None = None
    language: str | None = None

    @property
    def last_day(self) -> date | None:
        """The last day it is valid, None while no end is known."""
        return last_day(self.valid_to)

    def holds_on(self, day: date) -> bool:
        """Whether it is valid on `day`; a document without dates always is."""
        return holds_on(self.valid_from, self.valid_to, day)


def read_guidance(facts: Facts, replaced_by: Mapping[str, tuple[str, ...]]) -> GuidanceDocument:
    """Read a document, with those that came instead of it; its title serves as label."""
    common = read_common(facts)
    title = facts.texts("dct:title")
    common["labels"] = common["labels"] or title
    return GuidanceDocument(
        **common,
        title=title,
        document_type=facts.word("dct:type"),
        rank=facts.word("hj:rank"),
        force=facts.word("hj:force"),
        publisher=facts.iris("dct:publisher"),
        issued=facts.literal("dct:issued"),
        valid_from=facts.day("hj:validFrom"),
        valid_to=facts.day("hj:validTo"),
        replaces=facts.iris("dct:replaces"),
        replaced_by=replaced_by.get(facts.id, ()),
        page=facts.link("foaf:page"),
        language=facts.literal("dct:language"),
    )
