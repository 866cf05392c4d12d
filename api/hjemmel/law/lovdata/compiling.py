"""One file of an archive → its quads and its line of history. Runs in worker processes, so it takes and gives bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hjemmel.law.lovdata.archive import Archive
from hjemmel.law.lovdata.history import Head, Memory, format_memory, parse_memory
from hjemmel.law.lovdata.keeping import list_gone
from hjemmel.law.lovdata.notes import parse_day
from hjemmel.law.lovdata.packing import PackedGazette, pack_changes, pack_units, unpack_gazette
from hjemmel.law.lovdata.parsing import NotLawError, parse_document
from hjemmel.law.lovdata.records import Counts, Document
from hjemmel.law.lovdata.standing import to_standing
from hjemmel.law.lovdata.timeline import list_wordings
from hjemmel.law.lovdata.triples import QuadWriter, write_amends, write_document, write_gazette
from hjemmel.law.lovdata.wordings import Reading, Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A file to compile, with what is known of its act already."""

    name: str
    key: str
    content: bytes
    known: bytes = b""
    gazette: PackedGazette = field(default_factory=PackedGazette)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """What became of a file: `reason` tells why it failed, "" when it didn't."""

    name: str
    key: str
    reason: str = ""
    quads: bytes = b""
    line: bytes = b""
    counts: Counts = field(default_factory=Counts)
    citations: int = 0
    amendments: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Promulgated:
    """What a gazette act gives: quads (whole, or only what it adds), its text, its changes."""

    name: str
    refid: str = ""
    reason: str = ""
    quads: bytes = b""
    amends: bytes = b""
    day: str = ""
    original: bytes = b""
    changes: tuple[tuple[str, bytes], ...] = ()


def compile_all(jobs: Sequence[Job], archive: Archive) -> list[Compiled]:
    """Compile a batch of consolidated documents."""
    return [compile_document(job, archive) for job in jobs]


def compile_document(job: Job, archive: Archive) -> Compiled:
    """Compile one consolidated act or regulation; a file that fails is told of, never raised."""
    try:
        return _compile(job, archive)
    except NotLawError as error:
        reason = str(error)
    except Exception as error:  # noqa: BLE001 -- whatever is odd about a document, the others are read
        reason = _say_odd(error)
    return Compiled(name=job.name, key=job.key, reason=reason)


def _compile(job: Job, archive: Archive) -> Compiled:
    document = parse_document(job.content)
    known = parse_memory(job.known) if job.known else Memory()
    if known.head.day > archive.day:
        raise NotLawError(
            f"There is a newer text of it here, of {known.head.day}; import older archives before newer ones."
        )
    reading = Reading(
        document=document,
        archive=archive.slug,
        day=archive.day,
        gazette=unpack_gazette(job.gazette),
        known=known.wordings,
        commenced_by=find_commencement(document),
    )
    wordings = {unit.path: list_wordings(unit, reading) for unit in document.units}
    gone = {path: list_gone(told, reading) for path, told in known.wordings.items() if path not in wordings}
    return _write(job, reading, known.head, {**gone, **wordings})


def _write(job: Job, reading: Reading, known: Head, wordings: Mapping[str, tuple[Wording, ...]]) -> Compiled:
    document, digest = reading.document, hashlib.sha256(job.content).hexdigest()
    used = {wording.archive for told in wordings.values() for wording in told}
    older = {archive: read for archive, read in known.read_in.items() if archive in used}
    head = Head(
        day=reading.day,
        title=document.short_title or document.title,
        standing=to_standing(document, reading.day, {path for path, told in wordings.items() if told}),
        read_in={**older, reading.archive: (reading.day, digest)},
    )
    writer = QuadWriter()
    write_document(writer, reading, wordings, head.read_in)
    memory = Memory(head=head, wordings={path: told for path, told in wordings.items() if told})
    blocks = (block for unit in document.units for block in unit.blocks)
    return Compiled(
        name=job.name,
        key=job.key,
        quads=writer.to_bytes(),
        line=format_memory(job.key, memory, document.counts),
        counts=document.counts,
        citations=sum(len(block.links) for block in blocks),
        amendments=sum(len(unit.events) for unit in document.units),
    )


def read_all_promulgated(files: Sequence[tuple[str, bytes]], archive: Archive) -> list[Promulgated]:
    """Read a batch of gazette acts."""
    return [read_promulgated(name, content, archive) for name, content in files]


def read_promulgated(name: str, content: bytes, archive: Archive) -> Promulgated:
    """Read one gazette act; a file that fails is told of, never raised."""
    try:
        return _read_promulgated(name, content, archive)
    except NotLawError as error:
        reason = str(error)
    except Exception as error:  # noqa: BLE001 -- as above
        reason = _say_odd(error)
    return Promulgated(name=name, reason=reason)


def _say_odd(error: Exception) -> str:
    """A reason for what nobody thought of."""
    return f"It is built in a way that isn't understood here ({type(error).__name__}: {error})."


def _read_promulgated(name: str, content: bytes, archive: Archive) -> Promulgated:
    document = parse_document(content)
    digest = hashlib.sha256(content).hexdigest()
    whole, adds = QuadWriter(), QuadWriter()
    write_gazette(whole, document, archive.slug, archive.day, digest)
    write_amends(adds, document, archive.slug, archive.day, digest)
    return Promulgated(
        name=name,
        refid=document.refid,
        quads=whole.to_bytes(),
        amends=adds.to_bytes(),
        day=_find_only_day(document),
        original=pack_units(unit for unit in document.units if unit.section),
        changes=pack_changes(document.changes),
    )


def find_commencement(document: Document) -> str:
    """The decision that put an act in force: the footnote that tells the day names it."""
    if not document.in_force:
        return ""
    for unit in document.units[-12:]:
        for block in unit.blocks:
            if block.kind == "footnote" and block.links and "iflg" in block.text:
                target = block.links[0].target
                if target.kind == "forskrift" and parse_day(block.text) == document.in_force[:10]:
                    return target.document
    return ""


def _find_only_day(document: Document) -> str:
    """The day an amending act took effect, when its header tells just one."""
    told = document.in_force.strip()
    return told if len(told) == len("2022-08-01") and told[:4].isdigit() else ""
