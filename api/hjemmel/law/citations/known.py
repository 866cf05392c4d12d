"""What the knowledge base and imported law know, as the registry that citations are resolved by.

The knowledge base holds some provisions of an act only, so it never says that a provision doesn't
exist; imported law holds all of them and does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final, Protocol

from hjemmel.law.acts import Act
from hjemmel.law.catalogue import Catalogue
from hjemmel.law.citations.clean import clean
from hjemmel.law.citations.collector import pause_collector
from hjemmel.law.citations.find import find
from hjemmel.law.citations.names import load_names
from hjemmel.law.citations.records import Citation, Name, Target
from hjemmel.law.citations.registry import ActEntry, Registry, build_registry, to_widened
from hjemmel.law.citations.resolve import resolve
from hjemmel.law.identifiers import to_iri, to_path

_SECTION: Final = ("paragraf", "kapittel", "artikkel")


class KnownLaw(Protocol):
    """Imported law: which acts, which provisions, and which of them have ended."""

    def has_act(self, refid: str) -> bool:
        """Whether the act was imported."""

    def list_provisions(self, refid: str) -> tuple[str, ...]:
        """The paths below the act that have or had a wording."""

    def find_ended(self, refid: str) -> Mapping[str, str]:
        """The paths that have ended, each with the first day it held no more."""


def build_known(catalogue: Catalogue) -> Registry:
    """The registry of the package's names and of the acts of the knowledge base."""
    return build_registry([_to_entry(catalogue, act) for act in catalogue.acts.values()])


def list_known_citations(  # noqa: PLR0913 -- each names something else of the text
    sent: str,
    registry: Registry,
    law: KnownLaw | None = None,
    *,
    context: str | None = None,
    on: str | None = None,
    markup: bool = False,
) -> tuple[Citation, ...]:
    """Every citation in `sent`; with `law`, the acts the text names are looked up in it first."""
    with pause_collector(len(sent)):
        text = clean(sent, markup=markup)
        mentions = find(text.plain, registry.index)
        if law is not None:
            named = {name.refid for mention in mentions for name in mention.names} | ({context} if context else set())
            registry = to_widened(registry, _list_imported(registry, law, sorted(named)))
        return resolve(text, mentions, registry, context=context, on=on)


def _list_imported(registry: Registry, law: KnownLaw, refids: Iterable[str]) -> Iterator[ActEntry]:
    for refid in refids:
        if law.has_act(refid):
            paths = law.list_provisions(refid)
            known = registry.acts.get(refid) or ActEntry(refid=refid)
            yield ActEntry(
                refid=refid,
                in_force=known.in_force,
                repealed=known.repealed,
                provisions=frozenset(paths),
                based_on=known.based_on,
                ended=law.find_ended(refid),
            )


def _to_entry(catalogue: Catalogue, act: Act) -> ActEntry:
    ended: dict[str, str] = {}
    for provision in catalogue.provisions_of(act.refid):
        wordings = catalogue.wordings_of(provision.id)
        days = [wording.valid_to for wording in wordings]
        if wordings and all(days):
            ended[provision.path] = max(str(day) for day in days)
    return ActEntry(
        refid=act.refid,
        names=tuple(_list_names(act)),
        in_force=_to_text(act.first_date_entry_in_force),
        ended=ended,
        based_on=tuple(to_path(iri) for iri in act.based_on),
    )


def _list_names(act: Act) -> Iterator[Name]:
    """The act's names, but for those the package has for it already, whose days it knows."""
    treaty = act.refid.startswith("traktat/")
    known = {name.text.lower() for name in load_names() if name.refid == act.refid}
    told = [(text, "treaty" if treaty else "short") for lang, text in act.labels.items() if lang != "en"]
    told += [(text, "treaty" if treaty else "title") for text in act.title.values()]
    told += [(text, "abbreviation") for texts in act.alt_labels.values() for text in texts if " " not in text]
    for text, kind in told:
        if text.lower().rstrip(".") not in known:
            yield Name(text=text, kind=kind, refid=act.refid, valid_from=_to_text(act.first_date_entry_in_force))


def _to_text(day: date | None) -> str:
    return day.isoformat() if day else ""


def to_section_iri(target: Target) -> str | None:
    """The IRI of the section a target lies in, None where the act as a whole is meant."""
    steps = (target.provision or "").split("/")
    for level in _SECTION:
        if level in steps:
            return to_iri("/".join([target.refid, *steps[: steps.index(level) + 2]]))
    return None
