"""Actors, and the main question: which norms reach an actor on a day, in a situation, and why."""

from __future__ import annotations

from typing import Any, Final

from hjemmel.errors import NotFoundError
from hjemmel.law.actors import Actor
from hjemmel.law.applicability import parse_roles
from hjemmel.law.norms import ROLES
from hjemmel.rdf.formats import HTML
from hjemmel.web.addresses import list_next, to_next
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.applicability import Wanted, answer_applicability, find_applicability
from hjemmel.web.graphs import GRAPH_FORMS, answer_graph
from hjemmel.web.kinds import Kind, find_thing
from hjemmel.web.operation import Operation
from hjemmel.web.operations.collection import Collection, Told, list_collection
from hjemmel.web.operations.norms import NORM
from hjemmel.web.pages.actor_page import write_actor_page, write_duties_page
from hjemmel.web.pages.trees import write_actor_list
from hjemmel.web.parameters import ON_OR_ANY, PAGE, WHOLE, Parameter
from hjemmel.web.pointing import find_slug


def _list_below(asked: Asked, actor: Actor, tie: str) -> tuple[str, ...]:
    others = asked.release.catalogue.actors.values()
    return tuple(other.id for other in others if actor.id in getattr(other, tie))


def _to_extras(asked: Asked, actor: Actor) -> dict[str, Any]:
    return {
        "narrower": list(_list_below(asked, actor, "broader")),
        "organs": list(_list_below(asked, actor, "organ_of")),
        "members": list(_list_below(asked, actor, "member_of")),
        "duties": f"{asked.root}/actors/{actor.slug}/duties",
    }


ACTOR: Final[Kind[Actor]] = Kind(
    word="actor",
    collection="actors",
    defaults={"broader": [], "organOf": [], "memberOf": []},
    extras=_to_extras,
    write=write_actor_page,
    write_list=write_actor_list,
    danger=True,
)


def answer_duties(asked: Asked) -> Answer:
    """Answer with the norms that reach an actor."""
    actor = find_thing(asked.release.catalogue.actors, asked.names["slug"], ACTOR)
    wanted = Wanted(actor.slug, parse_roles(asked.word("role")), read_situations(asked))
    if asked.form in GRAPH_FORMS:
        return _answer_triples(asked, wanted)
    if asked.form is HTML:
        return write_duties_page(asked, actor, wanted)
    return answer_applicability(asked, wanted, NORM)


def read_situations(asked: Asked) -> tuple[str, ...]:
    """Read the situations asked for: given several times, or with commas between.

    Raises:
        BadParameterError: there is no such situation.
    """
    words = asked.words.get("situation", ())
    named = (name.strip() for word in words for name in word.split(",") if name.strip())
    known = asked.release.catalogue.situations
    return tuple(dict.fromkeys(find_slug("situation", name, known) for name in named))


def _answer_triples(asked: Asked, wanted: Wanted) -> Answer:
    items = find_applicability(asked, wanted, asked.on).items
    first = (asked.page - 1) * asked.size
    norms = dict.fromkeys(item.norm.id for item in items[first : first + asked.size])
    describe = asked.release.kb.store.describe
    triples = [triple for iri in norms for triple in describe(iri)]
    return answer_graph(asked, triples, links=list_next(to_next(asked, len(items))))


_SLUG: Final = Parameter(
    name="slug", where="path", description="The last part of the actor's address.", example="kommunen"
)

OPERATIONS = (
    Operation(
        path="/actors/{slug}/duties",
        name="listDutiesOfActor",
        schema="ApplicableList",
        subject="actors",
        summary="What an actor must do on a day, in a situation, and why",
        description="Every norm that reaches the actor, its own and those of broader actors. `applies` is `yes` when "
        "nothing is left open, else `depends`, with what is open in `conditions`. `because` is the path from the "
        "actor to the words that bind it, `basis` those words. Norms of other situations than those asked for are "
        "left out and counted in `otherSituations`; actors beside it that have norms of their own, its organs and "
        "people, stand in `seeAlso`.",
        answer=answer_duties,
        example="/actors/kommunen/duties?on=2026-01-01&size=5",
        parameters=(
            _SLUG,
            ON_OR_ANY,
            Parameter(
                name="situation",
                kind="words",
                description="What the case or task is about (slugs or IRIs of /situations); several may be given.",
                example="sak",
            ),
            Parameter(
                name="role",
                description=f"`any`, or some of {', '.join(ROLES)} with commas between; bearer and performer when "
                "left out.",
                example="any",
            ),
            PAGE,
            WHOLE,
        ),
        errors=(NotFoundError,),
    ),
    *list_collection(
        Collection(path="/actors", subject="actors"),
        ACTOR,
        lambda asked: asked.release.catalogue.actors,
        many=Told(
            name="Actors",
            summary="Actors",
            description="The classes of bodies and people that norms fall on.",
            example="?size=5",
        ),
        one=Told(
            name="Actor",
            summary="One actor",
            description="What it is a kind of (norms pass down there) and what it is an organ of (they don't).",
            example="kommunen",
        ),
    ),
)
