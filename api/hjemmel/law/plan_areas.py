"""The parts of a municipal plan, and the yes/no criteria each part is judged by."""

from __future__ import annotations

from dataclasses import dataclass, field

from hjemmel.law.facts import Facts, read_common
from hjemmel.law.things import Texts, Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanArea(Thing):
    """A part of a municipal plan; `position` orders them."""

    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion(Thing):
    """A question to a plan, answered yes or no; `basis` are the norms that ask it."""

    criterion_of: str
    question: Texts = field(hash=False, default_factory=dict)
    strength: str | None = None
    basis: tuple[str, ...] = ()
    guidance: tuple[str, ...] = ()
    position: int = 0


def read_plan_area(facts: Facts) -> PlanArea:
    """Read a part of a municipal plan."""
    return PlanArea(**read_common(facts), position=facts.whole("hj:position"))


def read_criterion(facts: Facts) -> Criterion:
    """Read a criterion; its question serves as label."""
    common = read_common(facts)
    question = facts.texts("hj:question")
    common["labels"] = common["labels"] or question
    return Criterion(
        **common,
        criterion_of=facts.iri("hj:criterionOf") or facts.id.partition("/criteria/")[0],
        question=question,
        strength=facts.word("hj:strength"),
        basis=facts.iris("hj:basis"),
        guidance=facts.iris("hj:guidance"),
        position=facts.whole("hj:position"),
    )
