"""What the graph holds and lacks: counted from the records, so that nobody has to believe a claim.

"Covered" is an act that a norm rests on; of other acts the graph has only the name. An open question is an editorial
note that begins with "Åpent:", the word editors use for what nobody has settled.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from hjemmel.law.acts import Act, Provision, Wording
from hjemmel.law.catalogue import Catalogue
from hjemmel.law.norm_lists import norm_holds_on
from hjemmel.law.norms import EXCEPTION, NORM_TYPES, Norm
from hjemmel.law.sources import Source
from hjemmel.law.things import Ref

OPEN_MARK: Final = "Åpent:"
_COLLECTIONS: Final = (
    "acts",
    "provisions",
    "wordings",
    "actors",
    "target_groups",
    "situations",
    "plan_areas",
    "criteria",
    "guidance",
    "quotes",
    "sources",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActCoverage:
    """A covered act: how many norms rest on it, and its provisions that carry none."""

    act: Act
    norms: int
    provisions: int
    without_norm: tuple[Provision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceAge:
    """A source and how many days ago it was read; None when nobody says."""

    source: Source
    days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """An editorial note and the thing it stands on."""

    about: Ref
    text: str

    @property
    def is_open(self) -> bool:
        """Whether it is a question that is still open."""
        return self.text.startswith(OPEN_MARK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What one release holds and lacks on a day."""

    on: date
    counts: Mapping[str, int] = field(hash=False)
    in_force: int
    acts: tuple[ActCoverage, ...]
    without_guidance: tuple[Norm, ...]
    drafts: tuple[Norm, ...]
    undescribed: tuple[Wording, ...]
    sources: tuple[SourceAge, ...]
    notes: tuple[Note, ...]

    @property
    def open_questions(self) -> tuple[Note, ...]:
        """The notes that ask something nobody has settled."""
        return tuple(note for note in self.notes if note.is_open)


def load_coverage(catalogue: Catalogue, on: date) -> Coverage:
    """Count what the release holds and lacks, as of a day."""
    norms = tuple(catalogue.norms.values())
    return Coverage(
        on=on,
        counts=_count(catalogue, norms),
        in_force=sum(norm_holds_on(catalogue, norm, on) for norm in norms),
        acts=tuple(_list_acts(catalogue)),
        without_guidance=tuple(norm for norm in norms if _lacks_guidance(norm)),
        drafts=tuple(norm for norm in norms if norm.review_status != "reviewed"),
        undescribed=tuple(each for each in catalogue.wordings.values() if not each.descriptions),
        sources=_list_ages(catalogue.sources.values(), on),
        notes=tuple(Note(about=catalogue.find_ref(iri), text=text) for iri, text in catalogue.notes),
    )


def _count(catalogue: Catalogue, norms: Iterable[Norm]) -> Mapping[str, int]:
    types = Counter(norm.type for norm in norms)
    records = {name: len(getattr(catalogue, name)) for name in _COLLECTIONS}
    return {**{name: types[name] for name in (*NORM_TYPES, EXCEPTION)}, **records}


def _list_acts(catalogue: Catalogue) -> Iterable[ActCoverage]:
    for act in catalogue.acts.values():
        norms = catalogue.norms_of_act(act.id)
        if norms:
            provisions = catalogue.provisions_of(act.refid)
            bare = tuple(each for each in provisions if not catalogue.norms_of_provision(each.id))
            yield ActCoverage(act=act, norms=len(norms), provisions=len(provisions), without_norm=bare)


def _lacks_guidance(norm: Norm) -> bool:
    # What stands in a guide, and what takes something out of a norm, needs no guide of its own.
    return not (norm.guidance or norm.stated_in or norm.type == EXCEPTION)


def _list_ages(sources: Iterable[Source], on: date) -> tuple[SourceAge, ...]:
    ages = (SourceAge(source=source, days=(on - source.read_on).days if source.read_on else None) for source in sources)
    return tuple(sorted(ages, key=lambda age: (age.days is not None, -(age.days or 0), age.source.slug)))
