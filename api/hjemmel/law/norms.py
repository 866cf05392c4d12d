"""Norms: what someone must, must not, may or should do, and the words that say so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from hjemmel.law.facts import Facts, read_common
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
    deadline_working_days: int | None = None
    deadline_text: Texts = field(hash=False, default_factory=dict)
    deadline_start: Texts = field(hash=False, default_factory=dict)
    recurrence: str | None = None
    recurrence_text: Texts = field(hash=False, default_factory=dict)
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


def read_grounding(facts: Facts) -> Grounding:
    """Read the tie from a norm to a wording."""
    return Grounding(
        id=facts.id,
        of=facts.iri("hj:of") or "",
        part=facts.literal("hj:part"),
        digest=facts.literal("hj:digest"),
    )


def read_norm(facts: Facts, groundings: Mapping[str, Grounding], replaced_by: Mapping[str, tuple[str, ...]]) -> Norm:
    """Read a norm, with its groundings and the norms that came instead of it."""
    return Norm(
        **read_common(facts),
        bearer=facts.iris("hj:bearer"),
        performer=facts.iris("hj:performer"),
        supervisor=facts.iris("hj:supervisor"),
        counterparty=facts.iris("hj:counterparty"),
        target_group=facts.iris("hj:targetGroup"),
        force=facts.word("hj:force"),
        personal=facts.flag("hj:personal"),
        situation=facts.iris("hj:situation"),
        condition=facts.texts("hj:condition"),
        deadline=facts.literal("hj:deadline"),
        deadline_working_days=facts.whole("hj:deadlineWorkingDays") or None,
        deadline_text=facts.texts("hj:deadlineText"),
        deadline_start=facts.texts("hj:deadlineStart"),
        recurrence=facts.literal("hj:recurrence"),
        recurrence_text=facts.texts("hj:recurrenceText"),
        sanction=facts.texts("hj:sanction"),
        sanction_basis=facts.iris("hj:sanctionBasis"),
        grounding=tuple(groundings[iri] for iri in facts.iris("hj:grounding") if iri in groundings),
        related_provision=facts.iris("hj:relatedProvision"),
        stated_in=facts.iris("hj:statedIn"),
        place=facts.literal("hj:place"),
        guidance=facts.iris("hj:guidance"),
        plan_area=facts.iris("hj:planArea"),
        exception_to=facts.iris("hj:exceptionTo"),
        replaces=facts.iris("hj:replaces"),
        replaced_by=replaced_by.get(facts.id, ()),
        overrides=facts.iris("hj:overrides"),
        mirrors=facts.iris("hj:mirrors"),
        relation=facts.iris("dct:relation"),
    )
