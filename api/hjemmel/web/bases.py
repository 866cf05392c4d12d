"""What norms rest on, as JSON and as words on a page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from hjemmel.law.acts import Provision
from hjemmel.law.bases import Basis, find_span
from hjemmel.law.norms import Norm
from hjemmel.law.things import Ref
from hjemmel.web.law_text import to_drift
from hjemmel.web.release import Release


def list_bases(release: Release, norm: Norm, day: date | None) -> tuple[Basis, ...]:
    """Give what a norm rests on: on a day, or ever."""
    found = release.catalogue.bases[norm.id]
    return tuple(basis for basis in found if day is None or basis.holds_on(day))


def list_norms_of_part(release: Release, provision: Provision, part: str) -> tuple[Norm, ...]:
    """Give the norms that rest on a provision; of a part of it, those on the part, within it or around it."""
    norms = release.catalogue.norms_of_provision(provision.id)
    if not part:
        return norms
    return tuple(norm for norm in norms if any(_overlaps(each, part) for each in _list_parts(release, provision, norm)))


def _list_parts(release: Release, provision: Provision, norm: Norm) -> list[str]:
    return [each.part or "" for each in release.catalogue.bases[norm.id] if each.provision == provision.id]


def _overlaps(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return not shorter or f"{longer}/".startswith(f"{shorter}/")


def to_basis(release: Release, basis: Basis, lang: str) -> dict[str, Any]:
    """Give a basis as JSON says it."""
    return {
        "label": basis.label(lang),
        "act": basis.act,
        "provision": basis.provision,
        "part": basis.part,
        "wording": basis.wording,
        "grounding": basis.grounding,
        "document": basis.document,
        "place": basis.place,
        "validFrom": basis.valid_from,
        "validTo": basis.valid_to,
        "pending": basis.pending,
        "lovdata": basis.lovdata,
        **to_drift(release, basis.grounding),
    }


def to_norm_extras(release: Release, norm: Norm, bases: Iterable[Basis], lang: str) -> dict[str, Any]:
    """Give what is computed for a norm: basis, the period it holds in, what came instead of it.

    The period is the whole unbroken one around the bases given, not only that of the wordings among them.
    """
    bases = tuple(bases)
    start, end = find_span(release.catalogue.bases[norm.id], bases)
    return {
        "basis": [to_basis(release, basis, lang) for basis in bases],
        "validFrom": start,
        "validTo": end,
        "lovdata": next((basis.lovdata for basis in bases if basis.lovdata), None),
        "replacedBy": list(norm.replaced_by),
        "exemptions": [
            to_ref(release.catalogue.find_ref(other.id), lang) for other in release.catalogue.exceptions_to(norm.id)
        ],
    }


def to_ref(ref: Ref, lang: str) -> dict[str, str]:
    """Give a pointer as JSON says it."""
    return {"id": ref.id, "label": ref.label(lang)}
