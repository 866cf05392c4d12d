"""The main question as JSON: which norms reach an actor, and why; cut into pieces that are made once.

Between two turning days of the law the answer is the same but for the day it names, so its items are written once
for each such period and kept: an answer for a day nobody asked about yet costs little more than a kept one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any, Final

import orjson

from hjemmel.law.answers import Applicability, Applicable
from hjemmel.law.applicability import list_applicable
from hjemmel.law.identifiers import to_slug
from hjemmel.law.norm_lists import list_page
from hjemmel.law.norms import Role
from hjemmel.law.related import list_related
from hjemmel.web.addresses import list_links, list_next, to_next
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.bases import to_norm_extras, to_ref
from hjemmel.web.kinds import Kind
from hjemmel.web.negotiate import SERVED
from hjemmel.web.release import Piece, Release
from hjemmel.web.things import join_objects, to_context, to_item, write_item

NULLS: Final = ("basis", "validFrom", "validTo", "seeAlso")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What decides the items of an answer, apart from the day."""

    actor: str
    roles: tuple[Role, ...]
    situations: tuple[str, ...]


def answer_applicability(asked: Asked, wanted: Wanted, kind: Kind[Any]) -> Answer:
    """Answer with the norms that reach an actor, as JSON."""
    release = asked.release
    key = (wanted, release.find_period(asked.on), asked.language, asked.page, asked.size)
    piece = release.pieces.find_or_make(key, lambda: write_piece(asked, wanted, kind))
    following = to_next(asked, piece.total)
    head = _write_head(asked, following)
    return Answer(
        body=head,
        rest=piece.body,
        content_type=asked.form.content_type,
        etag=blake2b(head + asked.form.name.encode() + piece.digest, digest_size=12).hexdigest(),
        links=(*list_links(asked, SERVED), *list_next(following)),
        language=asked.language,
    )


def find_applicability(asked: Asked, wanted: Wanted, on: date | None) -> Applicability:
    """Ask the law.

    Raises:
        NotFoundError: no such actor.
        BadParameterError: no such situation.
    """
    catalogue = asked.release.catalogue
    return list_applicable(catalogue, wanted.actor, on=on, situations=wanted.situations, roles=wanted.roles)


def write_piece(asked: Asked, wanted: Wanted, kind: Kind[Any]) -> Piece:
    """Write all of an answer but its head, which names the day."""
    found = find_applicability(asked, wanted, asked.on)
    page = list_page(found.items, page=asked.page, size=asked.size)
    tail = {
        **_to_head(asked.release, found, asked.language),
        "total": page.total,
        "pageNumber": page.page,
        "pageSize": page.size,
    }
    items = b",".join(_write_item(asked, item, kind) for item in page.items)
    body = b"".join((orjson.dumps(tail)[1:-1], b',"items":[', items, b"]}"))
    return Piece(body, page.total, blake2b(body, digest_size=12).digest())


def to_record(release: Release, found: Applicability, kind: Kind[Any], lang: str) -> dict[str, Any]:
    """Give an answer whole and unpaged, as the command line prints it: the same keys but for the JSON-LD context."""
    return {
        "on": str(found.on or "any"),
        "release": release.id,
        **_to_head(release, found, lang),
        "total": len(found.items),
        "items": [
            {**to_item(release, item.norm, kind, lang), **to_applicable(release, item, lang)} for item in found.items
        ],
    }


def _to_head(release: Release, found: Applicability, lang: str) -> dict[str, Any]:
    return {
        "actor": found.actor,
        "roles": found.roles,
        "situations": found.situations,
        "otherSituations": found.other_situations,
        "seeAlso": list_see_also(release, to_slug(found.actor), found.on, lang),
    }


def list_see_also(release: Release, actor: str, on: date | None, lang: str) -> list[dict[str, Any]]:
    """Give whom else to ask about: norms don't pass to a body's organs and people, but many want to know of theirs."""
    found = list_related(release.catalogue, actor, on=on)
    return [
        {"id": each.actor.id, "label": each.actor.label(lang), "tie": each.tie, "norms": each.norms} for each in found
    ]


def to_applicable(release: Release, item: Applicable, lang: str) -> dict[str, Any]:
    """Give what stands in an item beside the norm's own fields."""
    return {
        "applies": item.applies,
        "role": item.role,
        "because": [{"step": step.step, "id": step.id, "label": step.label(lang)} for step in item.because],
        "conditions": [_to_condition(kind, iri, label) for kind, iri, label in _list_conditions(item, lang)],
        "situations": [to_ref(ref, lang) for ref in item.situations],
        "supervisors": [to_ref(ref, lang) for ref in item.supervisors],
        **to_norm_extras(release, item.norm, item.basis, lang),
        "exemptions": [to_ref(release.catalogue.find_ref(norm.id), lang) for norm in item.exceptions],
    }


def _write_item(asked: Asked, item: Applicable, kind: Kind[Any]) -> bytes:
    release, lang = asked.release, asked.language
    return join_objects(write_item(release, item.norm, kind, lang), to_applicable(release, item, lang))


def _list_conditions(item: Applicable, lang: str) -> Sequence[tuple[str, str | None, str]]:
    return [(condition.kind, condition.id, condition.label(lang)) for condition in item.conditions]


def _to_condition(kind: str, iri: str | None, label: str) -> dict[str, str]:
    return {"kind": kind, "label": label} if iri is None else {"kind": kind, "id": iri, "label": label}


def _write_head(asked: Asked, following: str | None) -> bytes:
    context = to_context(asked.release, NULLS)
    head = {"@context": context, "on": asked.on_text, "release": asked.release.id, "next": following}
    return orjson.dumps(head)[:-1] + b","
