"""The facts of all files, laid out so that a rule can look around: who says what of whom, and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Triple

from hjemmel.graph.files import SourceFile, Sources
from hjemmel.rdf.namespaces import BASE, HJ, RDF_TYPE, expand

Node = NamedNode | Literal
TYPE = RDF_TYPE.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """`said` maps subject to predicate to values (IRIs as text); `homes` maps a subject to its files."""

    sources: Sources
    said: Mapping[str, Mapping[str, tuple[Node, ...]]]
    homes: Mapping[str, tuple[SourceFile, ...]]

    def list_values(self, subject: str, predicate: str) -> tuple[str, ...]:
        """The values of a predicate (a short name such as `hj:of`), as text."""
        return tuple(value.value for value in self.said.get(subject, {}).get(expand(predicate), ()))

    def find_value(self, subject: str, predicate: str) -> str | None:
        """The first value of a predicate, None when it has none."""
        return next(iter(self.list_values(subject, predicate)), None)

    def list_of(self, *classes: str) -> Iterator[str]:
        """The subjects of these classes (`hj:Duty`), each once."""
        wanted = {expand(name) for name in classes}
        for subject in self.said:
            if not wanted.isdisjoint(self.list_values(subject, "rdf:type")):
                yield subject

    def find_line(self, subject: str, predicate: str | None = None) -> tuple[str, int]:
        """File and line of a fact, else of its subject, else the first line of the knowledge base."""
        if subject not in self.homes:
            return "kb", 1
        file = self.homes[subject][0]
        values = self.said[subject].get(expand(predicate), ()) if predicate else ()
        fact = Triple(NamedNode(subject), NamedNode(expand(predicate or "")), values[0]) if values else None
        return file.path, file.find_line(NamedNode(subject), fact)


def read_facts(sources: Sources) -> Facts:
    """Lay out the facts of all files."""
    said: dict[str, dict[str, tuple[Node, ...]]] = {}
    homes: dict[str, tuple[SourceFile, ...]] = {}
    for file in sources.files:
        for quad in file.quads:
            _add(said, quad)
        for node in file.subject_lines:
            homes[node.value] = (*homes.get(node.value, ()), file)
    return Facts(sources=sources, said=said, homes=homes)


def _add(said: dict[str, dict[str, tuple[Node, ...]]], quad: Quad) -> None:
    if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, NamedNode | Literal):
        return  # graph/files.py lets neither blank nodes nor triple terms in
    facts = said.setdefault(quad.subject.value, {})
    facts[quad.predicate.value] = (*facts.get(quad.predicate.value, ()), quad.object)


def to_path(iri: str) -> str | None:
    """Give the path of a thing below BASE (`duties/x`), None for what is ours but a term, or another's."""
    if not iri.startswith(BASE) or iri.startswith(HJ):
        return None
    return iri.removeprefix(BASE)
