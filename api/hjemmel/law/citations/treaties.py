"""Treaties that both the package and the graph know: one instrument, one address.

Lovdata has a treaty under the act that takes it in (`lov/1999-05-21-30/emkn`), the graph under one of its own
(`traktat/emk`). Citations are read by the first and told by the second.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from hjemmel.law.acts import Act
from hjemmel.law.catalogue import Catalogue
from hjemmel.law.citations.names import load_names
from hjemmel.law.citations.records import Citation, Name, Target
from hjemmel.law.identifiers import to_iri

_TREATY: Final = "traktat/"


def list_told(act: Act) -> Iterator[tuple[str, str]]:
    """The names the graph gives an act, each with its kind."""
    treaty = act.refid.startswith(_TREATY)
    yield from ((text, "treaty" if treaty else "short") for lang, text in act.labels.items() if lang != "en")
    yield from ((text, "treaty" if treaty else "title") for text in act.title.values())
    yield from ((text, "abbreviation") for texts in act.alt_labels.values() for text in texts if " " not in text)


def list_treaties(catalogue: Catalogue) -> dict[str, str]:
    """The graph's treaties by the package's address of them: those that share a name."""
    treaties = (name for name in load_names() if name.kind == "treaty")
    named = {name.text.lower(): f"{name.refid}/{name.part}".rstrip("/") for name in treaties}
    found: dict[str, str] = {}
    for act in catalogue.acts.values():
        if act.refid.startswith(_TREATY):
            known = {named[text.lower()] for text, _ in list_told(act) if text.lower() in named} - {act.refid}
            found |= dict.fromkeys(known, act.refid) if len(known) == 1 else {}
    return found


def list_treaty_names(treaty: Act, address: str) -> Iterator[Name]:
    """The graph's names of a treaty for the address the package has it under."""
    known = {name.text.lower() for name in load_names()}
    refid, part = address.rsplit("/", 1) if address.count("/") > 1 else (address, "")
    for text, kind in list_told(treaty):
        if text.lower().rstrip(".") not in known:
            yield Name(text=text, kind=kind, refid=refid, part=part)


def with_treaties(citation: Citation, treaties: Mapping[str, str]) -> Citation:
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
