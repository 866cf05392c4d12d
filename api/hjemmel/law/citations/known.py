"""What the knowledge base and imported law know, as the registry that citations are resolved by.

The knowledge base holds some provisions of an act only, so it never says that a provision doesn't
exist; imported law holds all of them and does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
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

_TREATY: Final = "traktat/"
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
    """The registry of the package's names and of the acts of the knowledge base.

    A treaty that both know is read by the package's address, which Lovdata has a page under, and told by the
    graph's own (`traktat/emk` for `lov/1999-05-21-30/emkn`).
    """
    treaties = _list_treaties(catalogue)
    acts = [act for act in catalogue.acts.values() if act.refid not in treaties.values()]
    names = [*load_names(), *(name for each, refid in treaties.items() for name in _rename(catalogue.acts[refid], each))]
    return replace(build_registry([_to_entry(catalogue, act) for act in acts], names), treaties=treaties)


def _rename(treaty: Act, address: str) -> Iterator[Name]:
    """The graph's names of a treaty for the address the package has it under."""
    known = {name.text.lower() for name in load_names()}
    refid, part = address.rsplit("/", 1) if address.count("/") > 1 else (address, "")
    for text, kind in _list_told(treaty):
        if text.lower().rstrip(".") not in known:
            yield Name(text=text, kind=kind, refid=refid, part=part)


def _list_treaties(catalogue: Catalogue) -> dict[str, str]:
    """The graph's treaties by the package's address of them: those that share a name."""
    named = {name.text.lower(): f"{name.refid}/{name.part}".rstrip("/") for name in load_names() if name.kind == "treaty"}
    found: dict[str, str] = {}
    for act in catalogue.acts.values():
        if act.refid.startswith(_TREATY):
            known = {named[text.lower()] for text, _ in _list_told(act) if text.lower() in named} - {act.refid}
            found |= dict.fromkeys(known, act.refid) if len(known) == 1 else {}
    return found


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
        found = resolve(text, mentions, registry, context=context, on=on)
        return tuple(_with_treaties(one, registry.treaties) for one in found) if registry.treaties else found


def _with_treaties(citation: Citation, treaties: Mapping[str, str]) -> Citation:
    """The citation with the graph's own address of each treaty it names; Lovdata's page stays."""
    targets = tuple(_to_treaty(target, treaties) for target in citation.targets)
    return citation if targets == citation.targets else citation._replace(targets=targets)


def _to_treaty(target: Target, treaties: Mapping[str, str]) -> Target:
    part, _, rest = (target.provision or "").partition("/")
    refid = treaties.get(target.refid)
    path = target.provision
    if refid is None and part:
        refid, path = treaties.get(f"{target.refid}/{part}"), rest or None
    if refid is None:
        return target
    return target._replace(id=to_iri(f"{refid}/{path}" if path else refid), refid=refid, provision=path)


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
    known = {name.text.lower() for name in load_names() if name.refid == act.refid}
    for text, kind in _list_told(act):
        if text.lower().rstrip(".") not in known:
            yield Name(text=text, kind=kind, refid=act.refid, valid_from=_to_text(act.first_date_entry_in_force))


def _list_told(act: Act) -> Iterator[tuple[str, str]]:
    """The names the graph gives an act, each with its kind."""
    treaty = act.refid.startswith(_TREATY)
    yield from ((text, "treaty" if treaty else "short") for lang, text in act.labels.items() if lang != "en")
    yield from ((text, "treaty" if treaty else "title") for text in act.title.values())
    yield from ((text, "abbreviation") for texts in act.alt_labels.values() for text in texts if " " not in text)


def _to_text(day: date | None) -> str:
    return day.isoformat() if day else ""


def to_section_iri(target: Target) -> str | None:
    """The IRI of the section a target lies in, None where the act as a whole is meant."""
    steps = (target.provision or "").split("/")
    for level in _SECTION:
        if level in steps:
            return to_iri("/".join([target.refid, *steps[: steps.index(level) + 2]]))
    return None
