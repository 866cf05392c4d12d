"""Situations that trigger norms, and the groups of people that norms protect or serve."""

from __future__ import annotations

from typing import Any

from hjemmel.errors import NotFoundError
from hjemmel.law.actors import TargetGroup
from hjemmel.law.situations import Situation
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.kinds import Kind, find_thing
from hjemmel.web.operation import Operation
from hjemmel.web.pages.trees import write_branch_page, write_situation_list, write_target_group_list
from hjemmel.web.parameters import ON, PAGING, Parameter
from hjemmel.web.things import answer_list, answer_thing

_DEFAULTS: dict[str, Any] = {"broader": []}


def _list_narrower(asked: Asked, thing: Situation | TargetGroup) -> tuple[str, ...]:
    catalogue = asked.release.catalogue
    kin = catalogue.situations if isinstance(thing, Situation) else catalogue.target_groups
    return tuple(other.id for other in kin.values() if thing.id in other.broader)


def _to_extras(asked: Asked, thing: Situation | TargetGroup) -> dict[str, Any]:
    return {"narrower": list(_list_narrower(asked, thing))}


SITUATION: Kind[Situation] = Kind(
    word="situation",
    collection="situations",
    defaults=_DEFAULTS,
    extras=_to_extras,
    write=write_branch_page,
    write_list=write_situation_list,
    danger=True,
)
TARGET_GROUP: Kind[TargetGroup] = Kind(
    word="target group",
    collection="target-groups",
    defaults=_DEFAULTS,
    extras=_to_extras,
    write=write_branch_page,
    write_list=write_target_group_list,
    danger=True,
)


def answer_situations(asked: Asked) -> Answer:
    """Answer with the list of situations."""
    return answer_list(asked, tuple(asked.release.catalogue.situations.values()), SITUATION, "situations")


def answer_situation(asked: Asked) -> Answer:
    """Answer with one situation."""
    found = find_thing(asked.release.catalogue.situations, asked.names["slug"], SITUATION)
    return answer_thing(asked, found, SITUATION)


def answer_target_groups(asked: Asked) -> Answer:
    """Answer with the list of target groups."""
    return answer_list(asked, tuple(asked.release.catalogue.target_groups.values()), TARGET_GROUP, "target-groups")


def answer_target_group(asked: Asked) -> Answer:
    """Answer with one target group."""
    found = find_thing(asked.release.catalogue.target_groups, asked.names["slug"], TARGET_GROUP)
    return answer_thing(asked, found, TARGET_GROUP)


def _slug(example: str) -> Parameter:
    return Parameter(name="slug", where="path", description="The last part of its address.", example=example)


OPERATIONS = (
    Operation(
        path="/situations",
        name="listSituations",
        schema="ThingList",
        subject="situations",
        summary="Situations that trigger norms",
        description="A tree of situations. Those with several broader ones need all of them at once.",
        answer=answer_situations,
        example="/situations?size=5",
        parameters=(*PAGING, ON),
    ),
    Operation(
        path="/situations/{slug}",
        name="findSituation",
        schema="Thing",
        subject="situations",
        summary="One situation",
        description="What it means, what it is a kind of, and what is a kind of it.",
        answer=answer_situation,
        example="/situations/sak",
        parameters=(_slug("sak"), ON),
        errors=(NotFoundError,),
    ),
    Operation(
        path="/target-groups",
        name="listTargetGroups",
        schema="ThingList",
        subject="situations",
        summary="Who is protected or served",
        description="The groups of people that norms are there for.",
        answer=answer_target_groups,
        example="/target-groups?size=5",
        parameters=(*PAGING, ON),
    ),
    Operation(
        path="/target-groups/{slug}",
        name="findTargetGroup",
        schema="Thing",
        subject="situations",
        summary="One target group",
        description="Who belongs to it, and the norms that are there for it.",
        answer=answer_target_group,
        example="/target-groups/barn",
        parameters=(_slug("barn"), ON),
        errors=(NotFoundError,),
    ),
)
