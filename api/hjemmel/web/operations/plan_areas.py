"""The parts of a municipal plan, and the yes/no criteria each part is judged by."""

from __future__ import annotations

from typing import Any, Final

from hjemmel.errors import NotFoundError
from hjemmel.law.plan_areas import Criterion, PlanArea
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.kinds import Kind, find_thing
from hjemmel.web.operation import Operation
from hjemmel.web.operations.collection import Collection, Told, list_collection
from hjemmel.web.pages.plan_pages import write_criterion_page, write_plan_area_list, write_plan_area_page
from hjemmel.web.parameters import ON, PAGING, Parameter
from hjemmel.web.things import answer_list, answer_thing


def _to_extras(asked: Asked, area: PlanArea) -> dict[str, Any]:
    return {"norms": [norm.id for norm in asked.release.catalogue.norms_in(area.id)]}


PLAN_AREA: Final[Kind[PlanArea]] = Kind(
    word="plan area",
    collection="plan-areas",
    defaults={"position": 0, "criteria": []},
    extras=_to_extras,
    write=write_plan_area_page,
    write_list=write_plan_area_list,
)
CRITERION: Final[Kind[Criterion]] = Kind(
    word="criterion",
    collection="plan-areas",
    defaults={"basis": [], "guidance": [], "strength": None},
    write=write_criterion_page,
)


def _read_areas(asked: Asked) -> dict[str, PlanArea]:
    """Give the plan areas in the order of the plan."""
    areas = sorted(asked.release.catalogue.plan_areas.values(), key=lambda area: (area.position, area.slug))
    return {area.slug: area for area in areas}


def answer_criteria(asked: Asked) -> Answer:
    """Answer with the criteria of a plan area in their order."""
    area = find_thing(asked.release.catalogue.plan_areas, asked.names["slug"], PLAN_AREA)
    return answer_list(asked, asked.release.catalogue.criteria_of(area.id), CRITERION, "criteria")


def answer_criterion(asked: Asked) -> Answer:
    """Answer with one criterion."""
    area = find_thing(asked.release.catalogue.plan_areas, asked.names["slug"], PLAN_AREA)
    criteria = {criterion.slug: criterion for criterion in asked.release.catalogue.criteria_of(area.id)}
    return answer_thing(asked, find_thing(criteria, asked.names["criterion"], CRITERION), CRITERION)


_SLUG: Final = Parameter(
    name="slug", where="path", description="The last part of the plan area's address.", example="plan-samhandling"
)
_CRITERION: Final = Parameter(
    name="criterion",
    where="path",
    description="The last part of the criterion's address.",
    example="krit-samhandling-samordner",
)

OPERATIONS = (
    *list_collection(
        Collection(path="/plan-areas", subject="plan areas"),
        PLAN_AREA,
        _read_areas,
        many=Told(
            name="PlanAreas",
            summary="The parts of a municipal plan",
            description="In the order of the plan, each with its criteria and norms.",
            example="?size=3",
        ),
        one=Told(
            name="PlanArea",
            summary="One part of a municipal plan",
            description="What belongs in it, its criteria, and the norms behind them.",
            example="plan-samhandling",
        ),
    ),
    Operation(
        path="/plan-areas/{slug}/criteria",
        name="listCriteria",
        schema="ThingList",
        subject="plan areas",
        summary="The criteria of a plan area",
        description="Questions to a plan, answered yes or no, with how strong they are and the norms that ask them.",
        answer=answer_criteria,
        example="/plan-areas/plan-samhandling/criteria",
        parameters=(_SLUG, *PAGING, ON),
        errors=(NotFoundError,),
    ),
    Operation(
        path="/plan-areas/{slug}/criteria/{criterion}",
        name="findCriterion",
        schema="Thing",
        subject="plan areas",
        summary="One criterion",
        description="The question, its strength and its basis.",
        answer=answer_criterion,
        example="/plan-areas/plan-samhandling/criteria/krit-samhandling-samordner",
        parameters=(_SLUG, _CRITERION, ON),
        errors=(NotFoundError,),
    ),
)
