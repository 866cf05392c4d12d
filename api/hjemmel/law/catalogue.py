"""The catalogue: every record of one release, read from the graph once and indexed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import TypeVar

from hjemmel.errors import NotFoundError
from hjemmel.graph.snapshot import Kb
from hjemmel.graph.store import Store
from hjemmel.law.actors import Actor, TargetGroup
from hjemmel.law.acts import Act, Provision, Wording, wording_order
from hjemmel.law.bases import Basis, read_bases
from hjemmel.law.guidance import GuidanceDocument
from hjemmel.law.identifiers import to_iri
from hjemmel.law.names import Names
from hjemmel.law.norms import Norm
from hjemmel.law.plan_areas import Criterion, PlanArea
from hjemmel.law.quotes import Quote, QuoteStatus, find_quote_status
from hjemmel.law.reach import Reach
from hjemmel.law.reading import Records
from hjemmel.law.situations import Situation, SituationTree
from hjemmel.law.sources import Source
from hjemmel.law.things import Ref, Texts, Thing

T = TypeVar("T", bound=Thing)


class Catalogue(Records):
    """All records of a release by slug (law by path), and what leads from one to another.

    Things with a collection of their own have a short slug ("kommunen"); acts, provisions,
    wordings and concepts have their path ("lov/2009-06-19-44/paragraf/4"). Nothing in it
    changes; what it holds is read, and indexed, when first asked for.
    """

    def __init__(self, store: Store, *, release: str = "") -> None:
        super().__init__(store)
        self.release = release
        self._naming: dict[tuple[str, ...], Mapping[str, tuple[Norm, ...]]] = {}

    def find_act(self, refid: str) -> Act:
        """The act or regulation, or NotFoundError."""
        return _find(self.acts, refid, "act or regulation")

    def find_provision(self, path: str) -> Provision:
        """The provision, or NotFoundError."""
        return _find(self.provisions, path, "provision")

    def find_wording(self, path: str) -> Wording:
        """The wording, or NotFoundError."""
        return _find(self.wordings, path, "wording")

    def find_norm(self, slug: str) -> Norm:
        """The norm or exception, or NotFoundError."""
        return _find(self.norms, slug, "norm")

    def find_actor(self, slug: str) -> Actor:
        """The actor, or NotFoundError."""
        return _find(self.actors, slug, "actor")

    def find_target_group(self, slug: str) -> TargetGroup:
        """The target group, or NotFoundError."""
        return _find(self.target_groups, slug, "target group")

    def find_situation(self, slug: str) -> Situation:
        """The situation, or NotFoundError."""
        return _find(self.situations, slug, "situation")

    def find_plan_area(self, slug: str) -> PlanArea:
        """The plan area, or NotFoundError."""
        return _find(self.plan_areas, slug, "plan area")

    def find_criterion(self, slug: str) -> Criterion:
        """The criterion, or NotFoundError."""
        return _find(self.criteria, slug, "criterion")

    def find_guidance(self, slug: str) -> GuidanceDocument:
        """The document, or NotFoundError."""
        return _find(self.guidance, slug, "guidance document")

    def find_quote(self, slug: str) -> Quote:
        """The quote, or NotFoundError."""
        return _find(self.quotes, slug, "quote")

    def find_source(self, slug: str) -> Source:
        """The source, or NotFoundError."""
        return _find(self.sources, slug, "source")

    @cached_property
    def names(self) -> Names:
        """The labels of everything."""
        return Names(self.find_thing)

    @cached_property
    def situation_tree(self) -> SituationTree:
        """The situations, closed upwards."""
        return SituationTree({each.id: each for each in self.situations.values()})

    @cached_property
    def bases(self) -> Mapping[str, tuple[Basis, ...]]:
        """What each norm rests on, by the norm's IRI."""
        provisions = {each.id: each for each in self.provisions.values()}
        wordings = {each.id: each for each in self.wordings.values()}
        documents = {each.id: each for each in self.guidance.values()}
        return {norm.id: read_bases(norm, provisions, wordings, documents, self.names) for norm in self.norms.values()}

    @cached_property
    def reach(self) -> Reach:
        """Which norms reach which actors."""
        return Reach(
            actors=self.actors.values(),
            norms=self.norms.values(),
            bases=self.bases,
            names=self.names,
        )

    def find_label(self, iri: str, lang: str) -> str:
        """The label of anything; provisions and wordings as citations."""
        return self.names.find_label(iri, lang)

    def find_labels(self, iri: str) -> Texts:
        """The labels of anything in every language it has."""
        return self.names.find_labels(iri)

    def find_ref(self, iri: str) -> Ref:
        """A pointer to anything, with its labels."""
        return self.names.find_ref(iri)

    def act_in_force(self, act: Act, day: date) -> bool:
        """Whether an act is in force on a day: begun, and no act that repeals it has begun."""
        start = act.first_date_entry_in_force
        if start is None or day < start:
            return False
        enders = (self.find_thing(iri) for iri in act.repealed_by)
        ends = (other.first_date_entry_in_force for other in enders if isinstance(other, Act))
        return not any(end <= day for end in ends if end)

    def provisions_of(self, refid: str) -> tuple[Provision, ...]:
        """The provisions of an act, chapters too, in natural order."""
        return self._provisions_by_act.get(to_iri(refid), ())

    def wordings_of(self, provision: str) -> tuple[Wording, ...]:
        """The wordings of a provision (IRI or path), oldest first, pending last."""
        return self._wordings_by_provision.get(to_iri(provision), ())

    def wording_on(self, provision: str, day: date) -> Wording | None:
        """The wording of a provision on a day; None when it has none then."""
        return next((w for w in self.wordings_of(provision) if w.holds_on(day)), None)

    def criteria_of(self, plan_area: str) -> tuple[Criterion, ...]:
        """The criteria of a plan area (IRI or path), in their order."""
        return self._criteria_by_area.get(to_iri(plan_area), ())

    def norms_in(self, plan_area: str) -> tuple[Norm, ...]:
        """The norms that belong to a plan area (IRI or path)."""
        return self._norms_by_area.get(to_iri(plan_area), ())

    def norms_of_act(self, refid: str) -> tuple[Norm, ...]:
        """The norms and exceptions that rest on an act, whatever the day."""
        return self._norms_by_act.get(to_iri(refid), ())

    def norms_of_provision(self, provision: str) -> tuple[Norm, ...]:
        """The norms and exceptions that rest on a provision (IRI or path), whatever the day."""
        return self._norms_by_provision.get(to_iri(provision), ())

    def norms_naming(self, iri: str, *names: str) -> tuple[Norm, ...]:
        """The norms and exceptions that name a thing in one of these fields ("situation", "stated_in" …)."""
        known = self._naming.get(names)
        if known is None:
            norms = self.norms.values()
            ties = ((norm, {each: None for name in names for each in getattr(norm, name)}) for norm in norms)
            known = self._naming[names] = _group((each, norm) for norm, named in ties for each in named)
        return known.get(iri, ())

    def quote_status(self, quote: Quote, day: date) -> QuoteStatus:
        """Whether a quoted passage is the current, a past or a coming wording on `day`."""
        document = self.find_thing(quote.stated_in or "")
        return find_quote_status(
            quote,
            day,
            wordings=self.wordings_of(quote.quotes or ""),
            document=document if isinstance(document, GuidanceDocument) else None,
        )

    def exceptions_to(self, norm: str) -> tuple[Norm, ...]:
        """The exceptions to a norm (IRI or path), whatever the day."""
        return self.reach.list_exceptions(to_iri(norm))

    @cached_property
    def _provisions_by_act(self) -> dict[str, tuple[Provision, ...]]:
        return _group((each.act, each) for each in self.provisions.values())

    @cached_property
    def _wordings_by_provision(self) -> dict[str, tuple[Wording, ...]]:
        ordered = sorted(self.wordings.values(), key=wording_order)
        return _group((each.is_version_of, each) for each in ordered)

    @cached_property
    def _criteria_by_area(self) -> dict[str, tuple[Criterion, ...]]:
        ordered = sorted(self.criteria.values(), key=lambda each: each.position)
        return _group((each.criterion_of, each) for each in ordered)

    @cached_property
    def _norms_by_area(self) -> dict[str, tuple[Norm, ...]]:
        return _group((area, norm) for norm in self.norms.values() for area in norm.plan_area)

    @cached_property
    def _norms_by_act(self) -> dict[str, tuple[Norm, ...]]:
        return _group((act, self.norms[slug]) for slug, act in self._tie("act"))

    @cached_property
    def _norms_by_provision(self) -> dict[str, tuple[Norm, ...]]:
        return _group((iri, self.norms[slug]) for slug, iri in self._tie("provision"))

    def _tie(self, name: str) -> Iterable[tuple[str, str]]:
        for norm in self.norms.values():
            ties = {getattr(basis, name): None for basis in self.bases[norm.id]}
            yield from ((norm.slug, iri) for iri in ties if iri)


def load_catalogue(kb: Kb) -> Catalogue:
    """The catalogue of an opened release; it reads each kind of record when first asked for."""
    return Catalogue(kb.store, release=kb.release)


def _find(records: Mapping[str, T], slug: str, kind: str) -> T:
    try:
        return records[slug]
    except KeyError:
        detail = f"This release has no {kind} “{slug}”."
        raise NotFoundError(detail, remedy="Look for it in the list of its kind.") from None


def _group(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    groups: dict[str, list[T]] = defaultdict(list)
    for key, record in pairs:
        groups[key].append(record)
    return {key: tuple(records) for key, records in groups.items()}
