"""Documents and their wordings → N-Quads, in the words of the ontology.

Written as text, not through a library: half the time of an import would go into making terms. Every document has a
graph of its own for each archive it was read in, BASE + graphs/law/<archive>/<refid>, that says source, date,
digest and licence; what an older archive knew stays in that archive's graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from hjemmel.law.lovdata.body import WHOLE
from hjemmel.law.lovdata.names import Target, to_plain, to_target_iri
from hjemmel.law.lovdata.records import Document, Unit
from hjemmel.law.lovdata.wordings import Reading, Wording, find_first_day, find_own_day
from hjemmel.rdf.namespaces import BASE

NLOD: Final = "https://data.norge.no/nlod/no/2.0"
ATTRIBUTION: Final = "Inneholder data under Norsk lisens for offentlige data (NLOD) tilgjengeliggjort av Lovdata."
_A: Final = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_XSD: Final = "^^<http://www.w3.org/2001/XMLSchema#"
_PAGES: Final = {"act": "NL", "gazette": "LTI", "regulation": "SF"}


def _hj(name: str) -> str:
    return f"<{BASE}ns#{name}>"


def _eli(name: str) -> str:
    return f"<http://data.europa.eu/eli/ontology#{name}>"


def _dct(name: str) -> str:
    return f"<http://purl.org/dc/terms/{name}>"


def _skos(name: str) -> str:
    return f"<http://www.w3.org/2004/02/skos/core#{name}>"


_PAGE: Final = "<http://xmlns.com/foaf/0.1/page>"
_PROVISION: Final = f"{_A} {_hj('Provision')}"
_PART_OF: Final = _eli("is_part_of")
_NUMBER: Final = _eli("number")
_WORDING: Final = f"{_A} {_hj('ProvisionVersion')}"
_VERSION_OF: Final = _dct("isVersionOf")
_FROM, _TO = _hj("validFrom"), _hj("validTo")
_TITLE, _TEXT, _OUTLINE, _LINKS = _eli("title"), _hj("text"), _hj("outline"), _hj("links")
_CHANGED, _COMMENCED, _REPEALED = _eli("changed_by"), _eli("commenced_by"), _eli("repealed_by")
_CITES, _NOTE = _eli("cites"), _skos("editorialNote")


class QuadWriter:
    """Quads of one document, as lines under way."""

    __slots__ = ("_graph", "lines")

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._graph = ""

    def open_graph(self, graph: str) -> None:
        """Write into this graph from now on."""
        self._graph = f"<{graph}> .\n"

    def add(self, subject: str, rest: str) -> None:
        """Add a quad: `rest` is predicate and object."""
        self.lines.append(f"{subject} {rest} {self._graph}")

    def add_literal(self, subject: str, predicate: str, text: str, tail: str = "") -> None:
        """Add a quad with a literal; `tail` is its language tag or datatype, written out."""
        self.lines.append(f'{subject} {predicate} "{to_escaped(text)}"{tail} {self._graph}')

    def to_bytes(self) -> bytes:
        """All lines in UTF-8."""
        return "".join(self.lines).encode()


def to_escaped(text: str) -> str:
    """A text as it stands between the quotation marks of a literal."""
    # str.translate takes 20 times as long: it looks up every character that isn't ASCII
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return text.replace("\r", "\\r").replace("\t", "\\t")


def to_graph(archive: str, refid: str) -> str:
    """The graph of a document as it was read in an archive."""
    return f"{BASE}graphs/law/{archive}/{refid}"


def write_document(
    writer: QuadWriter,
    reading: Reading,
    wordings: Mapping[str, Sequence[Wording]],
    read_in: Mapping[str, tuple[str, str]],
) -> None:
    """Write a consolidated act or regulation: itself, its provisions, their wordings.

    `read_in` has the day and the digest of the archive it is read in, and of older ones whose wordings are written.
    """
    document = reading.document
    for archive, (day, digest) in read_in.items():
        graph = to_graph(archive, document.refid)
        writer.open_graph(graph)
        _write_graph(writer, graph, document, day, digest)
    writer.open_graph(to_graph(reading.archive, document.refid))
    act = f"<{BASE}{document.refid}>"
    _write_act(writer, act, document)
    if reading.commenced_by:
        writer.add(act, f"{_COMMENCED} <{BASE}{to_plain(reading.commenced_by)}>")
    for unit in document.units:
        _write_unit(writer, reading, unit, act, wordings.get(unit.path, ()))
    here = {unit.path for unit in document.units}
    for path, known in wordings.items():
        if path not in here:
            node = _write_provision(writer, act, path)
            _write_wordings(writer, reading, node, known)


def write_gazette(writer: QuadWriter, document: Document, archive: str, day: str, digest: str) -> None:
    """Write an act as promulgated: what it is and which acts it amends."""
    graph = to_graph(archive, document.refid)
    writer.open_graph(graph)
    _write_graph(writer, graph, document, day, digest)
    _write_act(writer, f"<{BASE}{document.refid}>", document)


def write_amends(writer: QuadWriter, document: Document, archive: str, day: str, digest: str) -> None:
    """Write only what the gazette adds to an act that is written in consolidated form."""
    graph = to_graph(archive, document.refid)
    writer.open_graph(graph)
    _write_graph(writer, graph, document, day, digest)
    _write_targets(writer, f"<{BASE}{document.refid}>", "amends", document.amends)


def _write_graph(writer: QuadWriter, graph: str, document: Document, day: str, digest: str) -> None:
    node = f"<{graph}>"
    writer.add(node, f"{_dct('source')} <{to_page(document)}>")
    writer.add(node, f'{_dct("date")} "{day}"{_XSD}date>')
    writer.add_literal(node, _hj("digest"), digest)
    writer.add(node, f"{_dct('license')} <{NLOD}>")
    writer.add_literal(node, _hj("attribution"), ATTRIBUTION)


def to_page(document: Document) -> str:
    """Lovdata's address of a document."""
    return f"https://lovdata.no/dokument/{_PAGES[document.kind]}/{document.refid}"


def _write_act(writer: QuadWriter, act: str, document: Document) -> None:
    tag = f"@{document.language}"
    is_regulation = document.refid.startswith("forskrift/")
    writer.add(act, f"{_A} {_hj('Regulation' if is_regulation else 'Act')}")
    writer.add_literal(act, _eli("id_local"), document.legacy_id)
    writer.add_literal(act, _dct("title"), document.title, tag)
    writer.add_literal(act, _skos("prefLabel"), document.short_title or document.title, tag)
    for name in document.abbreviations:
        writer.add_literal(act, _skos("altLabel"), name)
    writer.add_literal(act, _dct("language"), document.language)
    rank = "regulation" if is_regulation else "act"
    writer.add(act, f"{_hj('rank')} <{BASE}rank/{rank}>")
    writer.add(act, f"{_PAGE} <{to_page(document)}>")
    for name in document.ministries:
        writer.add_literal(act, _eli("responsibility_of"), name, "@nb")
    _write_days(writer, act, document)
    _write_relations(writer, act, document)


def _write_days(writer: QuadWriter, act: str, document: Document) -> None:
    day = find_own_day(document.refid)
    if day:
        writer.add(act, f'{_eli("date_document")} "{day}"{_XSD}date>')
    begins = find_first_day(document)
    if begins and document.in_force:
        writer.add(act, f'{_eli("first_date_entry_in_force")} "{begins}"{_XSD}date>')
    elif document.kind != "gazette" and not begins:
        writer.add(act, f'{_hj("adopted")} "true"{_XSD}boolean>')


def _write_relations(writer: QuadWriter, act: str, document: Document) -> None:
    for target in document.based_on:
        writer.add(act, f"{_eli('based_on')} {_to_node(target)}")
    for target in document.eea:
        writer.add(act, f"{_eli('related_to')} {_to_node(target)}")
    if document.eea_text:
        writer.add_literal(act, _hj("eeaReference"), document.eea_text, f"@{document.language}")
    _write_targets(writer, act, "amends", document.amends)


def _write_targets(writer: QuadWriter, act: str, name: str, targets: Iterable[str]) -> None:
    for target in dict.fromkeys(targets):
        writer.add(act, f"{_eli(name)} <{BASE}{target}>")


def _to_node(target: Target) -> str:
    return f"<{to_target_iri(target.kind, target.document, target.path)}>"


def _write_unit(writer: QuadWriter, reading: Reading, unit: Unit, act: str, wordings: Sequence[Wording]) -> None:
    parent = f"{act[:-1]}/{unit.parent}>" if unit.parent else act
    node = f"{act[:-1]}/{unit.path}>"
    writer.add(node, _PROVISION)
    writer.add(node, f"{_PART_OF} {parent}")
    if unit.number:
        writer.add_literal(node, _NUMBER, unit.number)
    elif unit.path == WHOLE:
        writer.add_literal(node, _NUMBER, "(tekst)")
    _write_parts(writer, node, unit)
    _write_wordings(writer, reading, node, wordings)


def _write_provision(writer: QuadWriter, act: str, path: str) -> str:
    """A provision that the newest text no longer has, but an older one had."""
    node = f"{act[:-1]}/{path}>"
    writer.add(node, _PROVISION)
    writer.add(node, f"{_PART_OF} {act}")
    return node


def _write_parts(writer: QuadWriter, node: str, unit: Unit) -> None:
    """The subsections and items of a unit, each a part of the one above it."""
    stem, seen = node[:-1], set()
    for block in unit.blocks:
        path = block.path
        while path and path not in seen:
            seen.add(path)
            above = path.rpartition("/")[0].rpartition("/")[0]
            part = f"{stem}/{path}>"
            writer.add(part, _PROVISION)
            writer.add(part, f"{_PART_OF} {f'{stem}/{above}>' if above else node}")
            path = above


def _write_wordings(writer: QuadWriter, reading: Reading, provision: str, wordings: Sequence[Wording]) -> None:
    tag = f"@{reading.document.language}"
    for wording in wordings:
        older = wording.archive and wording.archive != reading.archive
        if older:
            writer.open_graph(to_graph(wording.archive, reading.document.refid))
        node = f"{provision[:-1]}/versjon/{wording.version}>"
        _write_wording(writer, node, provision, wording, tag)
        if older:
            writer.open_graph(to_graph(reading.archive, reading.document.refid))


def _write_wording(writer: QuadWriter, node: str, provision: str, wording: Wording, tag: str) -> None:
    writer.add(node, _WORDING)
    writer.add(node, f"{_VERSION_OF} {provision}")
    if wording.begins:
        writer.add(node, f'{_FROM} "{wording.begins}"{_XSD}date>')
    if wording.ends:
        writer.add(node, f'{_TO} "{wording.ends}"{_XSD}date>')
    if wording.heading:
        writer.add_literal(node, _TITLE, wording.heading, tag)
    if wording.text:
        writer.add_literal(node, _TEXT, wording.text, tag)
        writer.add_literal(node, _OUTLINE, wording.outline)
    if wording.links:
        writer.add_literal(node, _LINKS, wording.links)
    for predicate, acts in (
        (_CHANGED, wording.changed_by),
        (_COMMENCED, wording.commenced_by),
        (_REPEALED, wording.repealed_by),
    ):
        for act in acts:
            writer.add(node, f"{predicate} <{BASE}{act}>")
    for target in wording.cites:
        writer.add(node, f"{_CITES} <{_to_cited(target)}>")
    if wording.note:
        writer.add_literal(node, _NOTE, wording.note, "@nn")


def _to_cited(target: str) -> str:
    """The IRI of a target kept as "lov/2009-06-19-44/paragraf/4"."""
    kind, document, *path = target.split("/")
    return to_target_iri(kind, f"{kind}/{document}", "/".join(path))
