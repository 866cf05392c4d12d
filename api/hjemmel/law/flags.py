"""What a release with imported law tells of every grounding and quote: how its words stand to the law.

Computed when the release is built, on the day of the newest archive, and kept as facts in a graph of their own, so
that JSON, SPARQL and pages say the same and no request waits for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, cast

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize

from hjemmel.law.catalogue import Catalogue
from hjemmel.law.drift import Drift, DriftStatus, list_drift
from hjemmel.law.identifiers import to_iri
from hjemmel.law.lovdata.imported import ImportedLaw
from hjemmel.rdf.namespaces import GRAPHS, HJ, XSD

GRAPH: Final = NamedNode(GRAPHS + "law/drift")
_STATUS, _SINCE, _NOW, _EXPECTED = (
    NamedNode(HJ + name) for name in ("drift", "driftSince", "driftNow", "driftExpected")
)
_DATE, _BOOLEAN = NamedNode(XSD + "date"), NamedNode(XSD + "boolean")


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """How one grounding or quote stands to the law; `expected` that the graph itself says its wording has ended."""

    status: DriftStatus
    since: date | None = None
    now: str | None = None
    expected: bool = False


def list_flags(catalogue: Catalogue, law: ImportedLaw) -> tuple[Drift, ...]:
    """The drift of everything on the day of the newest archive; nothing when no archive was read."""
    day = max((day for _, day in law.archives), default="")
    return list_drift(catalogue, law, date.fromisoformat(day)) if day else ()


def write_flags(drifts: Iterable[Drift]) -> bytes:
    """Write drift as N-Quads, sorted."""
    lines = serialize((quad for drift in drifts for quad in _to_quads(drift)), format=RdfFormat.N_QUADS) or b""
    return b"".join(sorted(lines.splitlines(keepends=True)))


def read_flags(text: bytes) -> Mapping[str, Flag]:
    """Read what `write_flags` wrote, by IRI."""
    told: dict[str, dict[str, Any]] = {}
    for quad in parse(text, RdfFormat.N_QUADS):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            told.setdefault(quad.subject.value, {})[quad.predicate.value] = quad.object.value
    return {iri: _to_flag(values) for iri, values in told.items()}


def _to_quads(drift: Drift) -> Iterable[Quad]:
    thing = NamedNode(to_iri(drift.id))
    yield Quad(thing, _STATUS, Literal(drift.status), GRAPH)
    if drift.since:
        yield Quad(thing, _SINCE, Literal(drift.since.isoformat(), datatype=_DATE), GRAPH)
    if drift.now:
        yield Quad(thing, _NOW, NamedNode(to_iri(drift.now)), GRAPH)
    if drift.expected:
        yield Quad(thing, _EXPECTED, Literal("true", datatype=_BOOLEAN), GRAPH)


def _to_flag(told: Mapping[str, str]) -> Flag:
    since = told.get(_SINCE.value)
    return Flag(
        status=cast("DriftStatus", told.get(_STATUS.value, "not-found")),
        since=date.fromisoformat(since) if since else None,
        now=told.get(_NOW.value),
        expected=_EXPECTED.value in told,
    )
