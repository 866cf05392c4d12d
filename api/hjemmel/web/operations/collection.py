"""A collection is two operations, the list of its things and one of them; made here alike for every kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from hjemmel.errors import NotFoundError
from hjemmel.law.things import Thing
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.kinds import Kind, find_thing
from hjemmel.web.operation import Operation
from hjemmel.web.parameters import ON, PAGING, Parameter
from hjemmel.web.things import answer_list, answer_thing

T = TypeVar("T", bound=Thing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the API's document says of one operation; `example` is the end of an address that runs."""

    name: str
    summary: str
    description: str
    example: str = ""
    schema: str = "Thing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """Where a collection stands and under which subject.

    The heading of its list is the word of the interface that is named as the path, or what `title` reads in the graph.
    `scheme` is the IRI of the concept scheme it is, if it is one: then the list says what is said of that, too.
    """

    path: str
    subject: str
    title: Callable[[Asked], str] | None = None
    scheme: str = ""


def list_collection(
    collection: Collection, kind: Kind[T], read: Callable[[Asked], Mapping[str, T]], *, many: Told, one: Told
) -> tuple[Operation, Operation]:
    """Give the list of what `read` finds, in its order, and the one that is named by its slug."""

    def answer_many(asked: Asked) -> Answer:
        title = collection.title(asked) if collection.title else collection.path[1:]
        return answer_list(asked, tuple(read(asked).values()), kind, title, scheme=collection.scheme)

    def answer_one(asked: Asked) -> Answer:
        return answer_thing(asked, find_thing(read(asked), asked.names["slug"], kind), kind)

    slug = Parameter(name="slug", where="path", description="The last part of its address.", example=one.example)
    return (
        Operation(
            path=collection.path,
            name=f"list{many.name}",
            schema=f"{many.schema}List",
            subject=collection.subject,
            summary=many.summary,
            description=many.description,
            answer=answer_many,
            example=f"{collection.path}{many.example}",
            parameters=(*PAGING, ON),
        ),
        Operation(
            path=f"{collection.path}/{{slug}}",
            name=f"find{one.name}",
            schema=one.schema,
            subject=collection.subject,
            summary=one.summary,
            description=one.description,
            answer=answer_one,
            example=f"{collection.path}/{one.example}",
            parameters=(slug, ON),
            errors=(NotFoundError,),
        ),
    )
