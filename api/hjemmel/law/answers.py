"""The answer to "which norms reach this actor": items, conditions, and the path of reasons."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from hjemmel.law.bases import Basis
from hjemmel.law.norms import Norm, Role
from hjemmel.law.things import Ref, Texts, find_text

Applies = Literal["yes", "depends"]
StepKind = Literal["actor", "broader", "grounding", "wording", "statedIn"] | Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the path from the actor asked for to the words that bind it."""

    step: StepKind
    id: str
    labels: Texts = field(hash=False)

    def label(self, lang: str) -> str:
        """The label in `lang`, or in the nearest language that has one."""
        return find_text(self.labels, lang)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What must be settled before the answer is yes: a situation, a text, whose it is, an exception."""

    kind: Literal["situation", "condition", "personal", "exception"]
    labels: Texts = field(hash=False)
    id: str | None = None

    def label(self, lang: str) -> str:
        """The label in `lang`, or in the nearest language that has one."""
        return find_text(self.labels, lang)


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicable:
    """A norm that reaches the actor in `role`; the norm's own fields are in `norm`."""

    norm: Norm
    applies: Applies
    role: Role
    because: tuple[Step, ...]
    conditions: tuple[Condition, ...] = ()
    situations: tuple[Ref, ...] = ()
    basis: tuple[Basis, ...] = ()
    exceptions: tuple[Norm, ...] = ()
    supervisors: tuple[Ref, ...] = ()

    @property
    def force(self) -> str | None:
        """How binding: "skal", "skal-ikkje", "har-rett-til", "kan", "bør"."""
        return self.norm.force

    @property
    def deadline(self) -> str | None:
        """The deadline as an xsd:duration."""
        return self.norm.deadline

    @property
    def replaces(self) -> tuple[str, ...]:
        """The norms it came instead of."""
        return self.norm.replaces

    @property
    def replaced_by(self) -> tuple[str, ...]:
        """The norms that came instead of it."""
        return self.norm.replaced_by

    @property
    def review_status(self) -> str | None:
        """Whether an editor has reviewed it."""
        return self.norm.review_status


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicability:
    """The answer: `items`, and how many norms belong to other situations than those asked for.

    `actor` and `situations` are IRIs; `on` is None when every day was asked for.
    """

    actor: str
    on: date | None
    roles: tuple[Role, ...]
    situations: tuple[str, ...]
    items: tuple[Applicable, ...]
    other_situations: int = 0
