"""What has changed for whom: norms that began, ended, were replaced or rest on new words, by day.

Pure functions over the catalogue. A change is told once for each norm and day; what is adopted with no day comes last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from hjemmel.law.acts import Wording
from hjemmel.law.bases import Basis
from hjemmel.law.catalogue import Catalogue
from hjemmel.law.identifiers import to_path
from hjemmel.law.norms import OWN_ROLES, Norm, Role

ChangeKind = Literal["began", "ended", "replaced", "reworded", "adopted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One norm, one day: `id` stays the same from release to release.

    began: it holds from `day`. ended: it holds no more. replaced: `replaced_by` took its place.
    reworded: it holds as before, on a changed wording. adopted: it is to come, with no day yet.
    `provision`, `wording`, `changed_by` and `commenced_by` say what it rests on and what changed that;
    `guidance` and `plan_areas` what hangs on it.
    """

    id: str
    day: date | None
    kind: ChangeKind
    norm: str
    act: str | None = None
    provision: str | None = None
    wording: str | None = None
    changed_by: tuple[str, ...] = ()
    commenced_by: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
    bearers: tuple[str, ...] = ()
    guidance: tuple[str, ...] = ()
    plan_areas: tuple[str, ...] = ()

    def is_coming(self, day: date) -> bool:
        """Whether it has yet to take effect on `day`."""
        return self.day is None or self.day > day


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which changes are wanted; None leaves a question open. `since` and `until` are inclusive.

    Slugs of an actor and a plan area, the refid of an act. A change with no day is wanted unless
    `until` is given.
    """

    since: date | None = None
    until: date | None = None
    actor: str | None = None
    act: str | None = None
    plan_area: str | None = None


def list_changes(catalogue: Catalogue, choice: Choice | None = None) -> tuple[Change, ...]:
    """The changes wanted, newest day first, those with no day before all.

    Raises:
        NotFoundError: the release has no such actor, act or plan area.
    """
    wanted = choice or Choice()
    norms = _list_norms(catalogue, wanted)
    found = (change for norm in norms for change in list_norm_changes(catalogue, norm))
    return tuple(sorted((one for one in found if _is_wanted(one, wanted)), key=_order))


def list_norm_changes(catalogue: Catalogue, norm: Norm) -> Iterator[Change]:
    """The changes of one norm, oldest first."""
    bases = [basis for basis in catalogue.bases[norm.id] if basis.pending or basis.valid_from]
    dated = [basis for basis in bases if not basis.pending]
    for position, basis in enumerate(dated):
        before = dated[position - 1] if position else None
        if before is not None and before.valid_from == basis.valid_from:
            continue
        goes_on = before is not None and (before.valid_to is None or before.valid_to == basis.valid_from)
        yield _to_change(catalogue, norm, basis, "reworded" if goes_on else "began", basis.valid_from)
        if basis.valid_to and not _is_followed(basis, dated):
            kind: ChangeKind = "replaced" if norm.replaced_by else "ended"
            yield _to_change(catalogue, norm, basis, kind, basis.valid_to)
    pending = next((basis for basis in bases if basis.pending), None)
    if pending is not None:
        yield _to_change(catalogue, norm, pending, "adopted", None)


def _list_norms(catalogue: Catalogue, choice: Choice) -> Iterable[Norm]:
    norms: Iterable[Norm]
    if choice.actor is None:
        norms = catalogue.norms.values()
    else:
        norms = _list_reached(catalogue, catalogue.find_actor(choice.actor).id, OWN_ROLES)
    if choice.act is not None:
        act = catalogue.find_act(choice.act).id
        norms = [norm for norm in norms if any(basis.act == act for basis in catalogue.bases[norm.id])]
    if choice.plan_area is not None:
        area = catalogue.find_plan_area(choice.plan_area).id
        norms = [norm for norm in norms if area in norm.plan_area]
    return norms


def _list_reached(catalogue: Catalogue, actor: str, roles: tuple[Role, ...]) -> tuple[Norm, ...]:
    """The norms that reach an actor, and the exceptions to them."""
    lines = (line for role in roles for line in catalogue.reach.list_reached(actor, role).values())
    reached = {norm.id: norm for norm, _, _ in lines}
    exceptions = {each.id: each for iri in reached for each in catalogue.exceptions_to(iri)}
    return tuple({**reached, **exceptions}.values())


def _to_change(catalogue: Catalogue, norm: Norm, basis: Basis, kind: ChangeKind, day: date | None) -> Change:
    ends = kind in {"ended", "replaced"}
    wording = catalogue.wordings.get(to_path(basis.wording or ""))
    after = _find_next(catalogue, basis) if ends else None
    source = after if ends and after is not None else wording
    return Change(
        id=f"{norm.id}#{day or 'undated'}-{kind}",
        day=day,
        kind=kind,
        norm=norm.id,
        act=basis.act,
        provision=basis.provision,
        wording=basis.wording,
        changed_by=_find_changers(wording, after, ends=ends),
        commenced_by=source.commenced_by if source else (),
        replaced_by=norm.replaced_by if kind == "replaced" else (),
        bearers=norm.bearer,
        guidance=tuple(dict.fromkeys((*norm.guidance, *norm.stated_in))),
        plan_areas=norm.plan_area,
    )


def _find_changers(wording: Wording | None, after: Wording | None, *, ends: bool) -> tuple[str, ...]:
    """The acts behind a change: those of the new wording, or those that ended the last one."""
    if not ends:
        return wording.changed_by if wording else ()
    if wording is not None and wording.repealed_by:
        return wording.repealed_by
    return after.changed_by if after else ()


def _find_next(catalogue: Catalogue, basis: Basis) -> Wording | None:
    wordings = catalogue.wordings_of(basis.provision or "")
    return next((one for one in wordings if one.valid_from and one.valid_from == basis.valid_to), None)


def _is_followed(basis: Basis, bases: Iterable[Basis]) -> bool:
    """Whether another basis carries the norm on the day this one ends."""
    end = basis.valid_to
    return end is not None and any(other.holds_on(end) for other in bases if other is not basis)


def _is_wanted(change: Change, choice: Choice) -> bool:
    if change.day is None:
        return choice.until is None
    late_enough = choice.since is None or choice.since <= change.day
    return late_enough and (choice.until is None or change.day <= choice.until)


def _order(change: Change) -> tuple[bool, int, str]:
    return (change.day is not None, -(change.day or date.min).toordinal(), change.id)
