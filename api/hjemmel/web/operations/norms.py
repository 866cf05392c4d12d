"""Norms: duties, prohibitions, rights, permissions, powers, recommendations, and the exceptions to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from hjemmel.errors import NotFoundError
from hjemmel.law.applicability import parse_roles
from hjemmel.law.norm_lists import NormFilter, list_norms
from hjemmel.law.norms import ROLES, Norm
from hjemmel.law.things import Thing
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.bases import list_bases, to_norm_extras
from hjemmel.web.kinds import Kind, find_thing
from hjemmel.web.operation import Operation
from hjemmel.web.pages.norm_page import write_norm_list, write_norm_page
from hjemmel.web.parameters import ON, ON_OR_ANY, PAGING, Parameter
from hjemmel.web.pointing import find_slug
from hjemmel.web.things import answer_list, answer_thing

# A client that loops needn't ask whether a list is there: it is empty where the norm says nothing. In JSON-LD an empty
# list says nothing either.
LISTS: Final = (
    "bearer", "performer", "supervisor", "counterparty", "targetGroup", "situation", "sanctionBasis", "grounding",
    "exceptionTo", "statedIn", "relatedProvision", "guidance", "planArea", "replaces", "overrides", "mirrors",
    "relation",
)  # fmt: skip
DEFAULTS: Final[Mapping[str, Any]] = {
    "force": None,
    "deadline": None,
    "deadlineWorkingDays": None,
    "recurrence": None,
    "reviewStatus": None,
    **{name: [] for name in LISTS},
}
FORCES: Final = ("skal", "skal-ikkje", "har-rett-til", "kan", "bør")
_EVERYTHING: Final = 1_000_000


def to_extras(asked: Asked, norm: Norm) -> dict[str, Any]:
    """Give what a norm rests on: on the day, or, where it doesn't hold then, ever."""
    bases = list_bases(asked.release, norm, asked.day)
    shown = bases if asked.on and bases else list_bases(asked.release, norm, None)
    holds = bool(bases)
    return {"holds": holds, **to_norm_extras(asked.release, norm, shown, asked.language)}


NORM: Final[Kind[Norm]] = Kind(
    word="norm",
    collection="duties",
    defaults=DEFAULTS,
    extras=to_extras,
    write=write_norm_page,
    write_list=write_norm_list,
    danger=True,
    nulls=("basis", "validFrom", "validTo"),
)


def answer_norms(asked: Asked) -> Answer:
    """Answer with the norms that pass the filters."""
    found = list_norms(asked.release.catalogue, read_filter(asked), size=_EVERYTHING)
    return answer_list(asked, found.items, NORM, "duties")


def answer_norm(asked: Asked) -> Answer:
    """Answer with one norm."""
    return answer_thing(asked, find_thing(asked.release.catalogue.norms, asked.names["slug"], NORM), NORM)


def answer_grounding(asked: Asked) -> Answer:
    """Answer with the norm that a grounding is part of.

    Raises:
        NotFoundError: no such norm, or it has no such grounding.
    """
    norm = find_thing(asked.release.catalogue.norms, asked.names["slug"], NORM)
    name = asked.names["grounding"]
    known = [grounding.id.rpartition("/")[2] for grounding in norm.grounding]
    if name not in known:
        remedy = f"It has: {', '.join(known)}." if known else "It has none: it is stated in guidance."
        raise NotFoundError(f"The norm {norm.slug!r} has no grounding {name[:40]!r}.", remedy=remedy)
    return answer_thing(asked, norm, NORM)


def read_filter(asked: Asked) -> NormFilter:
    """Read the filters of a list of norms.

    Raises:
        BadParameterError: a filter names something that isn't there.
    """
    catalogue = asked.release.catalogue
    role = asked.word("role")
    return NormFilter(
        actor=read_slug(asked, "actor", catalogue.actors),
        roles=parse_roles(role) if role else (),
        situation=read_slug(asked, "situation", catalogue.situations),
        force=asked.word("force"),
        act=read_slug(asked, "act", catalogue.acts),
        plan_area=read_slug(asked, "plan_area", catalogue.plan_areas),
        target_group=read_slug(asked, "target_group", catalogue.target_groups),
        on=asked.on,
        q=asked.word("q"),
    )


def read_slug(asked: Asked, name: str, records: Mapping[str, Thing]) -> str | None:
    """Read a filter that names a thing by its slug, its path or its IRI.

    Raises:
        BadParameterError: it names nothing.
    """
    text = asked.word(name)
    return None if text is None else find_slug(name, text, records)


def _filter(name: str, example: str, description: str) -> Parameter:
    return Parameter(name=name, description=description, example=example)


FILTERS: Final = (
    _filter("actor", "kommunen", "Norms that reach this actor, also from broader ones (slug or IRI)."),
    Parameter(
        name="role",
        description=f"The role in which norms reach the actor, `any` or some of {', '.join(ROLES)} with commas "
        "between; bearer and performer when left out, as in `/actors/{slug}/duties`. Without `actor`, norms that have "
        "somebody in such a role.",
        example="performer",
    ),
    _filter("situation", "sak", "Norms triggered by this situation (slug or IRI)."),
    Parameter(
        name="force", kind="choice", choices=FORCES, description="Norms that bind so and no otherwise.", example="skal"
    ),
    _filter("act", "lov/2009-06-19-44", "Norms that rest on this act or regulation (refid, LOV-id or IRI)."),
    _filter("plan_area", "plan-samhandling", "Norms of this part of a municipal plan (slug or IRI)."),
    _filter("target_group", "barn", "Norms that protect or serve this group or a broader one (slug or IRI)."),
    ON_OR_ANY,
    _filter("q", "barnevern", "Norms whose texts have each of these words."),
)
_SLUG: Final = Parameter(
    name="slug", where="path", description="The last part of the norm's address.", example="krsl-4-samarbeid"
)

OPERATIONS = (
    Operation(
        path="/duties",
        name="listNorms",
        schema="NormList",
        subject="norms",
        summary="Norms, filtered",
        description="Norms of every kind that hold on the day, narrowed by any number of filters. With `on=any` "
        "those of every day, each with its dates; `holds` then says whether it does so today. Exceptions are listed "
        "too.",
        answer=answer_norms,
        example="/duties?force=skal&size=5",
        parameters=(*FILTERS, *PAGING),
    ),
    Operation(
        path="/duties/{slug}",
        name="findNorm",
        schema="Norm",
        subject="norms",
        summary="One norm",
        description="What must, may or should be done, by whom, on which basis. `holds` says whether it does so on "
        "the day; `basis` is that of the day, or of every day when it doesn't hold.",
        answer=answer_norm,
        example="/duties/krsl-4-samarbeid",
        parameters=(_SLUG, ON),
        errors=(NotFoundError,),
    ),
    Operation(
        path="/duties/{slug}/groundings/{grounding}",
        name="findGrounding",
        schema="Norm",
        subject="norms",
        summary="The tie from a norm to a wording",
        description="The norm with its groundings; a grounding has no document of its own.",
        answer=answer_grounding,
        example="/duties/krsl-4-samarbeid/groundings/2022-08-01",
        parameters=(
            _SLUG,
            Parameter(name="grounding", where="path", description="The wording's first day.", example="2022-08-01"),
            ON,
        ),
        errors=(NotFoundError,),
    ),
)
