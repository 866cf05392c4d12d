"""What pages tell search engines: schema.org as JSON-LD in a data block, which no browser runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import orjson

from hjemmel.law.acts import Act, Provision
from hjemmel.rdf.namespaces import BASE
from hjemmel.web.answers import Asked

_CONTEXT: Final = "https://schema.org"
# Inside a script element only these could end it or open a comment.
_UNSAFE: Final = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def write_linked(
    asked: Asked, title: str, *, crumbs: Sequence[tuple[str, str]], thing: Mapping[str, Any] | None
) -> str:
    """Write the page's data block, "" when there is nothing to say; safe inside a script element."""
    graph = [dict(thing)] if thing else []
    if crumbs:
        graph.append(_to_trail(asked, [*crumbs, (title, asked.root + asked.path)]))
    if not graph:
        return ""
    text = orjson.dumps({"@context": _CONTEXT, "@graph": graph}).decode()
    for sign, escape in _UNSAFE.items():
        text = text.replace(sign, escape)
    return text


def to_legislation(asked: Asked, act: Act) -> dict[str, Any]:
    """Describe an act, a regulation or a treaty."""
    force = "InForce" if asked.release.catalogue.act_in_force(act, asked.day) else "NotInForce"
    found = {
        "@type": "Legislation",
        "@id": act.id,
        "name": act.label(asked.language),
        "legislationIdentifier": act.id_local or act.refid,
        "legislationDate": act.date_document,
        "legislationLegalForce": force,
        "legislationJurisdiction": "NO",
        "inLanguage": act.language,
        "sameAs": act.lovdata,
    }
    return {key: value for key, value in found.items() if value is not None}


def to_provision(asked: Asked, provision: Provision, heading: str) -> dict[str, Any]:
    """Describe a provision as a part of its act."""
    name = asked.release.catalogue.find_label(provision.id, asked.language)
    found = {
        "@type": "Legislation",
        "@id": provision.id,
        "name": name,
        "headline": heading or None,
        "isPartOf": {"@type": "Legislation", "@id": provision.act},
        "sameAs": provision.lovdata,
    }
    return {key: value for key, value in found.items() if value is not None}


def to_statement(iri: str, name: str, text: str, based_on: Sequence[str]) -> dict[str, Any]:
    """Describe a norm as a statement that is based on legislation."""
    sources = [{"@type": "Legislation", "@id": each} for each in based_on]
    return {"@type": "CreativeWork", "@id": iri, "name": name, "abstract": text, "isBasedOn": sources}


def _to_trail(asked: Asked, crumbs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": BASE + href.removeprefix(asked.root).lstrip("/")}
        for place, (name, href) in enumerate(crumbs, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}
