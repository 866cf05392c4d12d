"""Acts and regulations, their provisions, and the wordings a provision has had."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from hjemmel.law.facts import Facts, read_common
from hjemmel.law.force import holds_on, last_day
from hjemmel.law.identifiers import find_legal_name, to_iri, to_lovdata, to_slug
from hjemmel.law.things import Texts, Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Act(Thing):
    """An act, a regulation or a treaty; `slug` is its refid ("lov/2009-06-19-44")."""

    title: Texts = field(hash=False, default_factory=dict)
    id_local: str | None = None
    language: str | None = None
    rank: str | None = None
    first_date_entry_in_force: date | None = None
    date_document: date | None = None
    adopted: bool = False
    page: str | None = None
    preparatory_work: tuple[str, ...] = ()
    responsibility_of_agent: tuple[str, ...] = ()
    based_on: tuple[str, ...] = ()
    commenced_by: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()
    repealed_by: tuple[str, ...] = ()

    @property
    def refid(self) -> str:
        """Lovdata's own id of the act, "lov/2009-06-19-44"."""
        return self.slug

    @property
    def lovdata(self) -> str | None:
        """Its address at Lovdata."""
        return self.page or to_lovdata(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision(Thing):
    """A section, a chapter or a part of one; `slug` is its path ("lov/…/paragraf/3-3a")."""

    act: str
    path: str
    number: str | None = None
    is_part_of: str | None = None
    page: str | None = None

    @property
    def lovdata(self) -> str | None:
        """Its address at Lovdata."""
        return self.page or to_lovdata(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording(Thing):
    """What a provision said from `valid_from` until the day before `valid_to`."""

    act: str
    is_version_of: str
    title: Texts = field(hash=False, default_factory=dict)
    valid_from: date | None = None
    valid_to: date | None = None
    changed_by: tuple[str, ...] = ()
    commenced_by: tuple[str, ...] = ()
    repealed_by: tuple[str, ...] = ()

    @property
    def pending(self) -> bool:
        """Adopted, with no day of commencement yet."""
        return self.valid_from is None

    @property
    def last_day(self) -> date | None:
        """The last day it holds (ELI's inclusive end date), None while no end is known."""
        return last_day(self.valid_to)

    def holds_on(self, day: date) -> bool:
        """Whether this is the provision's wording on `day`; a pending one never is."""
        return not self.pending and holds_on(self.valid_from, self.valid_to, day)


def read_act(facts: Facts) -> Act:
    """Read an act, a regulation or a treaty."""
    return Act(
        **read_common(facts, slug=facts.path),
        title=facts.texts("dct:title"),
        id_local=facts.literal("eli:id_local"),
        language=facts.literal("dct:language"),
        rank=facts.word("hj:rank"),
        first_date_entry_in_force=facts.day("eli:first_date_entry_in_force"),
        date_document=facts.day("eli:date_document"),
        adopted=facts.flag("hj:adopted"),
        page=facts.link("foaf:page"),
        preparatory_work=facts.literals("hj:preparatoryWork"),
        responsibility_of_agent=facts.iris("eli:responsibility_of_agent"),
        based_on=facts.iris("eli:based_on"),
        commenced_by=facts.iris("eli:commenced_by"),
        amends=facts.iris("eli:amends"),
        repealed_by=facts.iris("eli:repealed_by"),
    )


def read_provision(facts: Facts) -> Provision:
    """Read a provision; its act and path are told by its IRI."""
    act, path = _split(facts.id)
    return Provision(
        **read_common(facts, slug=facts.path),
        act=act,
        path=path,
        number=facts.literal("eli:number"),
        is_part_of=facts.iri("eli:is_part_of"),
        page=facts.link("foaf:page"),
    )


def read_wording(facts: Facts) -> Wording:
    """Read a wording of a provision; its provision is told by its IRI when nothing else does."""
    of = facts.iri("dct:isVersionOf") or facts.id.partition("/versjon/")[0]
    return Wording(
        **read_common(facts, slug=facts.path),
        act=_split(of)[0],
        is_version_of=of,
        title=facts.texts("eli:title"),
        valid_from=facts.day("hj:validFrom"),
        valid_to=facts.day("hj:validTo"),
        changed_by=facts.iris("eli:changed_by"),
        commenced_by=facts.iris("eli:commenced_by"),
        repealed_by=facts.iris("eli:repealed_by"),
    )


def wording_order(wording: Wording) -> tuple[date, str]:
    """The order of a provision's wordings in time; those still pending last."""
    return (wording.valid_from or date.max, to_slug(wording.id))


def _split(iri: str) -> tuple[str, str]:
    name = find_legal_name(iri)
    return (to_iri(name.refid), name.provision or "") if name else (iri, "")
