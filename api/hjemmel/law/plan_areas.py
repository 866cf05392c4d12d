"""The parts of a municipal plan, and the yes/no criteria each part is judged by."""

from __future__ import annotations

from dataclasses import dataclass, field

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
