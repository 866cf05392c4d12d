"""Situations that trigger norms, and the groups of people that norms protect or serve."""

from __future__ import annotations

from typing import Any, Final

from hjemmel.law.actors import TargetGroup
from hjemmel.law.situations import Situation
from hjemmel.web.answers import Asked
from hjemmel.web.kinds import Kind
from hjemmel.web.operations.collection import Collection, Told, list_collection
from hjemmel.web.pages.trees import write_branch_page, write_situation_list, write_target_group_list

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


OPERATIONS: Final = (
    *list_collection(
        Collection(path="/situations", subject="situations"),
        SITUATION,
        lambda asked: asked.release.catalogue.situations,
        many=Told(
            name="Situations",
            summary="Situations that trigger norms",
            description="A tree of situations. Those with several broader ones need all of them at once.",
            example="?size=5",
        ),
        one=Told(
            name="Situation",
            summary="One situation",
            description="What it means, what it is a kind of, and what is a kind of it.",
            example="sak",
        ),
    ),
    *list_collection(
        Collection(path="/target-groups", subject="situations"),
        TARGET_GROUP,
        lambda asked: asked.release.catalogue.target_groups,
        many=Told(
            name="TargetGroups",
            summary="Who is protected or served",
            description="The groups of people that norms are there for.",
            example="?size=5",
        ),
        one=Told(
            name="TargetGroup",
            summary="One target group",
            description="Who belongs to it, and the norms that are there for it.",
            example="barn",
        ),
    ),
)
