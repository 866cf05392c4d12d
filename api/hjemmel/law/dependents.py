"""What in the graph hangs on a provision, whatever the day: what an editor reads again when its words change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hjemmel.law.catalogue import Catalogue
from hjemmel.law.identifiers import to_path


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependents:
    """What hangs on a provision: slugs of norms, guidance, plan areas and quotes."""

    norms: tuple[str, ...] = ()
    guidance: tuple[str, ...] = ()
    plan_areas: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()


def list_dependents(catalogue: Catalogue, provision: str) -> Dependents:
    """What in the graph hangs on a provision (IRI or path), whatever the day."""
    norms = catalogue.norms_of_provision(provision)
    guidance = (iri for norm in norms for iri in (*norm.guidance, *norm.stated_in))
    areas = (iri for norm in norms for iri in norm.plan_area)
    path = to_path(provision)
    quotes = (one.slug for one in catalogue.quotes.values() if to_path(one.quotes or "").startswith(path))
    return Dependents(
        norms=tuple(norm.slug for norm in norms),
        guidance=_to_slugs(guidance),
        plan_areas=_to_slugs(areas),
        quotes=tuple(quotes),
    )


def _to_slugs(iris: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(iri.rsplit("/", 1)[-1] for iri in iris))
