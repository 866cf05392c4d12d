"""Norms: what someone must, must not, may or should do, and the words that say so."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from hjemmel.law.things import Texts, Thing

Role = Literal["bearer", "performer", "supervisor", "counterparty"]
ROLES: tuple[Role, ...] = get_args(Role)
OWN_ROLES: tuple[Role, ...] = ("bearer", "performer")
"""The roles in which an actor must do something itself."""

NORM_TYPES = ("Duty", "Prohibition", "Right", "Permission", "Power", "Recommendation")
EXCEPTION = "Exception"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounding:
    """The tie from a norm to the words that make it: `of` the wording, `part` of it."""

    id: str
    of: str
    part: str | None = None
    digest: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm(Thing):
    """A norm, whatever its kind; `type` tells ("Duty", "Right" … or "Exception").

    A norm has no dates: it holds on a day when the wording of one of its groundings does, or
    one of the documents it is stated in.
    """

    bearer: tuple[str, ...] = ()
    performer: tuple[str, ...] = ()
    supervisor: tuple[str, ...] = ()
    counterparty: tuple[str, ...] = ()
    target_group: tuple[str, ...] = ()
    force: str | None = None
    personal: bool = False
    situation: tuple[str, ...] = ()
    condition: Texts = field(hash=False, default_factory=dict)
    deadline: str | None = None
    deadline_text: Texts = field(hash=False, default_factory=dict)
    deadline_start: Texts = field(hash=False, default_factory=dict)
    sanction: Texts = field(hash=False, default_factory=dict)
    sanction_basis: tuple[str, ...] = ()
    grounding: tuple[Grounding, ...] = ()
    related_provision: tuple[str, ...] = ()
    stated_in: tuple[str, ...] = ()
    place: str | None = None
    guidance: tuple[str, ...] = ()
    plan_area: tuple[str, ...] = ()
    exception_to: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
    overrides: tuple[str, ...] = ()
    mirrors: tuple[str, ...] = ()
    relation: tuple[str, ...] = ()

    def actors_in(self, role: Role) -> tuple[str, ...]:
        """The actors the norm names in `role`."""
        found: tuple[str, ...] = getattr(self, role)
        return found
