"""What the knowledge base and imported law know, as the registry that citations are resolved by.

The knowledge base holds some provisions of an act only, so it never says that a provision doesn't
exist; imported law holds all of them and does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Final

from hjemmel.law.acts import Act
from hjemmel.law.catalogue import Catalogue
from hjemmel.law.citations.clean import clean
from hjemmel.law.citations.collector import pause_collector
from hjemmel.law.citations.find import find
from hjemmel.law.citations.names import load_names
from hjemmel.law.citations.records import Citation, Name, Target
from hjemmel.law.citations.registry import ActEntry, Registry, build_registry, to_numbering, to_widened
from hjemmel.law.citations.resolve import resolve
from hjemmel.law.citations.treaties import list_told, list_treaties, list_treaty_names, with_treaties
from hjemmel.law.citations.with_law import KnownLaw, list_ended_names, list_law_entries, list_with_provisions
from hjemmel.law.identifiers import to_iri, to_path

_SECTION: Final = ("paragraf", "kapittel", "artikkel")


def build_known(catalogue: Catalogue, law: KnownLaw | None = None) -> Registry:
    """The registry of the package's names, of the acts of the knowledge base and of those of imported law.

    A treaty that both know is read by the package's address, which Lovdata has a page under, and told by the
    graph's own (`traktat/emk` for `lov/1999-05-21-30/emkn`).
    """
    treaties = list_treaties(catalogue)
    acts = [act for act in catalogue.acts.values() if act.refid not in treaties.values()]
    entries = {act.refid: _to_entry(catalogue, act) for act in acts}
    names = load_names()
    if law is not None:
        imported = {entry.refid: entry for entry in list_law_entries(law, entries)}
        entries |= imported
        names = tuple(list_ended_names(law, imported.values()))
    added = (name for each, refid in treaties.items() for name in list_treaty_names(catalogue.acts[refid], each))
    return replace(build_registry(entries.values(), (*names, *added)), treaties=treaties)


def list_known_citations(  # noqa: PLR0913 -- each names something else of the text
    sent: str,
    registry: Registry,
    law: KnownLaw | None = None,
    *,
    context: str | None = None,
    on: str | None = None,
    markup: bool = False,
) -> tuple[Citation, ...]:
    """Every citation in `sent`; with `law`, the acts it may be about are looked up in it first.

    These are the acts that the text names, the citing act, those it is made under and those it changes.
    """
    with pause_collector(len(sent)):
        text = clean(sent, markup=markup)
        mentions = find(text.plain, registry.index)
        if law is not None:
            named = {name.refid for mention in mentions for name in mention.names}
            named |= _list_around(registry, context) if context else set()
            registry = to_widened(registry, list_with_provisions(registry, law, sorted(named)))
        found = resolve(text, mentions, registry, context=context, on=on)
        return tuple(with_treaties(one, registry.treaties) for one in found) if registry.treaties else found


def _list_around(registry: Registry, context: str) -> set[str]:
    entry = registry.acts.get(context)
    return {context, *(entry.based_on if entry else ()), *(entry.amends if entry else ())}


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
        numbering=to_numbering(provision.path for provision in catalogue.provisions_of(act.refid)),
        ended=ended,
        based_on=tuple(to_path(iri) for iri in act.based_on),
    )


def _list_names(act: Act) -> Iterator[Name]:
    """The act's names, but for those the package has for it already, whose days it knows."""
    known = _list_packaged().get(act.refid, frozenset())
    for text, kind in list_told(act):
        if text.lower().rstrip(".") not in known:
            yield Name(text=text, kind=kind, refid=act.refid, valid_from=_to_text(act.first_date_entry_in_force))


@cache
def _list_packaged() -> dict[str, frozenset[str]]:
    """The package's names of each act, in small letters."""
    found: dict[str, set[str]] = {}
    for name in load_names():
        found.setdefault(name.refid, set()).add(name.text.lower())
    return {refid: frozenset(names) for refid, names in found.items()}


def _to_text(day: date | None) -> str:
    return day.isoformat() if day else ""


def to_section_iri(target: Target) -> str | None:
    """The IRI of the section a target lies in, None where the act as a whole is meant."""
    steps = (target.provision or "").split("/")
    for level in _SECTION:
        if level in steps:
            return to_iri("/".join([target.refid, *steps[: steps.index(level) + 2]]))
    return None
