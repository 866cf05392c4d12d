"""What a norm rests on: the words of a provision in a period, or a place in a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from hjemmel.law.acts import Provision, Wording
from hjemmel.law.force import holds_on
from hjemmel.law.guidance import GuidanceDocument
from hjemmel.law.identifiers import to_lovdata
from hjemmel.law.names import Names
from hjemmel.law.norms import Grounding, Norm
from hjemmel.law.things import Texts, find_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """One thing a norm rests on; several are alternatives, most often in time.

    Law has `act`, `provision`, `wording`, `grounding`; guidance has `document`, `place`.
    """

    act: str | None = None
    provision: str | None = None
    part: str | None = None
    wording: str | None = None
    grounding: str | None = None
    document: str | None = None
    place: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    pending: bool = False
    lovdata: str | None = None
    labels: Texts = field(hash=False, default_factory=dict)

    def label(self, lang: str) -> str:
        """The citation as people write it: "krisesenterlova § 4 første ledd"."""
        return find_text(self.labels, lang)

    def holds_on(self, day: date) -> bool:
        """Whether it carries its norm on `day`; a pending wording never does."""
        return not self.pending and holds_on(self.valid_from, self.valid_to, day)


def read_bases(
    norm: Norm,
    provisions: Mapping[str, Provision],
    wordings: Mapping[str, Wording],
    documents: Mapping[str, GuidanceDocument],
    names: Names,
) -> tuple[Basis, ...]:
    """What a norm rests on, oldest first, pending last; ties to unknown things are left out."""
    law = [
        _ground(grounding, wordings[grounding.of], provisions, names)
        for grounding in norm.grounding
        if grounding.of in wordings
    ]
    advice = [_state(norm, documents[iri], names) for iri in norm.stated_in if iri in documents]
    return tuple(sorted(law + advice, key=_order))


def list_spans(bases: Iterable[Basis]) -> tuple[tuple[date | None, date | None], ...]:
    """The periods, joined where they touch, in which at least one of the bases holds."""
    spans: list[tuple[date | None, date | None]] = []
    for basis in sorted((b for b in bases if not b.pending), key=_order):
        start, end = basis.valid_from, basis.valid_to
        if spans and (spans[-1][1] is None or start is None or start <= spans[-1][1]):
            start, last = spans.pop()
            end = None if last is None or end is None else max(last, end)
        spans.append((start, end))
    return tuple(spans)


def find_span(bases: Iterable[Basis], shown: Iterable[Basis]) -> tuple[date | None, date | None]:
    """Since when a norm holds, and until when: the unbroken period around those of its bases that are shown.

    Where they lie in several periods it is from the first to the last; where none has begun, None and None.
    """
    spans = list_spans(bases)
    starts = [basis.valid_from or date.min for basis in shown if not basis.pending]
    fits = [span for span in spans if any(_lies_in(start, span) for start in starts)]
    return (fits[0][0], fits[-1][1]) if fits else (None, None)


def _lies_in(start: date, span: tuple[date | None, date | None]) -> bool:
    return (span[0] or date.min) <= start and (span[1] is None or start < span[1])


def _order(basis: Basis) -> tuple[bool, date, str]:
    # Without a start a document always was there, while a pending wording has yet to come.
    return (basis.pending, basis.valid_from or date.min, basis.grounding or basis.document or "")


def _ground(grounding: Grounding, wording: Wording, provisions: Mapping[str, Provision], names: Names) -> Basis:
    provision = provisions.get(wording.is_version_of)
    return Basis(
        act=wording.act,
        provision=wording.is_version_of,
        part=grounding.part,
        wording=wording.id,
        grounding=grounding.id,
        valid_from=wording.valid_from,
        valid_to=wording.valid_to,
        pending=wording.pending,
        lovdata=provision.lovdata if provision else to_lovdata(wording.is_version_of),
        labels=names.cite(wording.is_version_of, grounding.part),
    )


def _state(norm: Norm, document: GuidanceDocument, names: Names) -> Basis:
    return Basis(
        document=document.id,
        place=norm.place,
        valid_from=document.valid_from,
        valid_to=document.valid_to,
        labels=names.find_labels(document.id),
    )
