"""One file of Lovdata's open data → one Document.

The file is XHTML that is well-formed XML (each of 5,419 in the corpus). What isn't is reported, never guessed at.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree
from lxml.etree import _Element

from hjemmel.law.lovdata.body import BodyReader
from hjemmel.law.lovdata.counting import count_parts
from hjemmel.law.lovdata.drafts import to_unit
from hjemmel.law.lovdata.gazette import list_changes
from hjemmel.law.lovdata.names import Target, find_target, to_provision_path
from hjemmel.law.lovdata.notes import list_events
from hjemmel.law.lovdata.records import Document, DocumentKind, Unit
from hjemmel.law.lovdata.text import read_text

MAX_DOCUMENT_BYTES: Final = 32 * 1024 * 1024
"""No document of the open data is over 8 MB; what is larger is refused unread."""

_HEAD: Final = 65536
_QUICK_REFID = re.compile(rb'<dd\b[^>]*\bclass="refid"[^>]*>\s*([^<\s]+)')
_QUICK_LANGUAGE = re.compile(rb'<html[^>]*\slang="(\w+)"')
_QUICK_GAZETTE = re.compile(rb'<dd\b[^>]*\bclass="dokid"[^>]*>\s*LTI/')
_REFID = re.compile(r"^(?:lov|forskrift)/\d{4}-\d{2}-\d{2}(?:-\w+)*$")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_REFERENCE = re.compile(r"(?:lov|forskrift)/\d{4}-\d{2}-\d{2}(?:-\d+)?")
_KINDS: Final[dict[str, DocumentKind]] = {"NL": "act", "SF": "regulation", "LTI": "gazette"}
_LANGUAGES: Final = {"no": "nb", "nb": "nb", "nn": "nn", "se": "se", "en": "en"}
Header = dict[str, _Element]


class NotLawError(ValueError):
    """A file that can't be read as a document of Lovdata's; the message says why, in one sentence."""


def parse_document(content: bytes) -> Document:
    """Read one file.

    Raises:
        NotLawError: it is too large, broken, or no document of Lovdata's.
    """
    root = _parse_xml(content)
    main = root.find("body/main")
    facts = root.find("body/header/dl")
    if main is None or facts is None:
        raise NotLawError("It has no header and body of a law document.")
    header = {cell.get("class", ""): cell for cell in facts.iterchildren("dd")}
    refid, kind = _read_text(header, "refid"), _find_kind(header)
    if not _REFID.match(refid):
        raise NotLawError(f"Its RefID “{refid[:60]}” names no act or regulation.")
    return _read_document(root, main, header, refid, kind)


def find_refid(content: bytes) -> str:
    """The refid of a file without reading it all; "" when it isn't found so."""
    match = _QUICK_REFID.search(content)
    return match.group(1).decode("ascii", "replace") if match else ""


def find_key(content: bytes) -> str:
    """What tells a document from all others: its refid, and its language (the constitution has two)."""
    refid = find_refid(content)
    language = _QUICK_LANGUAGE.search(content[:1024])
    told = language.group(1).decode("ascii") if language else "nb"
    return f"{refid}@{_LANGUAGES.get(told, 'nb')}" if refid else ""


def to_key(document: Document) -> str:
    """The key of a document that has been read."""
    return f"{document.refid}@{document.language}"


def is_gazette(content: bytes) -> bool:
    """Whether a file is an act as it was promulgated, told by its document id."""
    return _QUICK_GAZETTE.search(content[:_HEAD]) is not None


def _parse_xml(content: bytes) -> _Element:
    if len(content) > MAX_DOCUMENT_BYTES:
        raise NotLawError(f"It is over {MAX_DOCUMENT_BYTES // 1024 // 1024} MB.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotLawError(f"It is no well-formed XML: {error}.") from error


def _read_document(root: _Element, main: _Element, header: Header, refid: str, kind: DocumentKind) -> Document:
    reader = BodyReader()
    reader.read(main)
    drafts = [to_unit(draft) for draft in reader.list_drafts()]
    short, abbreviations = _read_short_title(header)
    amends = tuple(_REFERENCE.findall(_read_text(header, "changesToDocuments")))
    return Document(
        refid=refid,
        kind=kind,
        legacy_id=_read_text(header, "legacyID"),
        title=_read_text(header, "title"),
        short_title=short,
        abbreviations=abbreviations,
        language=_LANGUAGES.get(root.get("lang", ""), "nb"),
        ministries=_list_items(header, "ministry"),
        in_force=_read_text(header, "dateInForce"),
        last_change_in_force=_read_text(header, "lastChangeInForce"),
        last_changed_by=_list_last_changes(header),
        based_on=_list_targets(header, "basedOn"),
        eea=_list_targets(header, "eeaReferences"),
        eea_text=_read_text(header, "eeaReferences"),
        amends=amends,
        amended=_list_amended(main) if amends else (),
        units=tuple(_with_events(unit) for unit in drafts),
        changes=list_changes(main) if kind == "gazette" else (),
        counts=count_parts(main),
    )


def _with_events(unit: Unit) -> Unit:
    if not unit.notes:
        return unit
    events = tuple(event for note in unit.notes for event in list_events(note))
    return Unit(
        path=unit.path,
        name=unit.name,
        parent=unit.parent,
        number=unit.number,
        heading=unit.heading,
        section=unit.section,
        blocks=unit.blocks,
        notes=unit.notes,
        events=events,
    )


def _find_kind(header: Header) -> DocumentKind:
    collection = _read_text(header, "dokid").partition("/")[0]
    if collection not in _KINDS:
        raise NotLawError(f"Its document id is of a collection “{collection[:20]}” not read here.")
    return _KINDS[collection]


def _read_text(header: Header, name: str) -> str:
    cell = header.get(name)
    return "" if cell is None else read_text(cell)[0]


def _list_items(header: Header, name: str) -> tuple[str, ...]:
    cell = header.get(name)
    return () if cell is None else tuple(read_text(item)[0] for item in cell.iter("li"))


def _list_targets(header: Header, name: str) -> tuple[Target, ...]:
    cell = header.get(name)
    if cell is None:
        return ()
    found = (find_target(link.get("href", "")) for link in cell.iter("a"))
    return tuple(dict.fromkeys(target for target in found if target))


def _list_amended(main: _Element) -> tuple[str, ...]:
    """The sections of other acts that the text gives new words to."""
    parts = (one.get("data-change-part", "").split() for one in main.iterfind(".//*[@data-change-part]"))
    found = (find_target(part) for told in parts for part in told)
    told = (f"{one.document}/{to_provision_path(one.provision)}" for one in found if one and one.provision)
    return tuple(dict.fromkeys(told))


def _list_last_changes(header: Header) -> tuple[tuple[str, str], ...]:
    """Pairs of amending act and day in force: "lov/2021-06-18-97 fra 2023-01-01"."""
    pairs = []
    for part in _read_text(header, "lastChangedBy").split(","):
        act = _REFERENCE.search(part)
        if act:
            pairs.append((act.group(), _find_date(part[act.end() :])))
    return tuple(pairs)


def _read_short_title(header: Header) -> tuple[str, tuple[str, ...]]:
    """The short title and the abbreviation after its dash: "Sameloven – samel"."""
    text = _read_text(header, "titleShort")
    name, dash, abbreviation = text.rpartition(" – ")
    return (name, (abbreviation,)) if dash and " " not in abbreviation else (text, ())


def _find_date(text: str) -> str:
    match = _DATE.search(text)
    return match.group() if match else ""
