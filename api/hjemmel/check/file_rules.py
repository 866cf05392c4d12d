"""Rules about files: readable, in the canonical form, well named, filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from hjemmel.check.facts import Facts
from hjemmel.check.findings import Finding
from hjemmel.check.rules import to_finding
from hjemmel.graph.files import SourceFile
from hjemmel.rdf.namespaces import BASE
from hjemmel.rdf.turtle import format_turtle

_NAME: Final = re.compile(r"[a-z0-9-]+\.ttl")
_LONGEST: Final = 100
_REFID: Final = re.compile(r"(?:lov|forskrift|traktat)-\d{4}-\d{2}-\d{2}(?:-\d+)?(?=-[a-z]|$)")
_SOURCE: Final = re.compile(re.escape(BASE) + r"((?:lov|forskrift|traktat)/[^/]+)")
_PLACEHOLDER: Final = "FYLL INN"


def check_readable(facts: Facts) -> Iterator[Finding]:
    """Every file could be read."""
    for error in facts.sources.broken:
        yield to_finding("broken-file", (error.path, error.line), detail=error.detail, remedy=error.remedy)


def check_form(file: SourceFile) -> Iterator[Finding]:
    """The file stands in the canonical form; the finding names the first line that doesn't."""
    formatted = format_turtle(file.text)
    if formatted != file.text:
        yield to_finding("canonical-form", (file.path, _find_difference(file.text, formatted)), file=file.path)


def _find_difference(text: str, other: str) -> int:
    lines, others = text.split("\n"), other.split("\n")
    differing = (n for n, pair in enumerate(zip(lines, others, strict=False), start=1) if pair[0] != pair[1])
    return next(differing, min(len(lines), len(others)))


def check_file_name(file: SourceFile) -> Iterator[Finding]:
    """The name is plain and short, and begins with the refID of the source the file is about."""
    folder, _, name = file.path.rpartition("/")
    if not _NAME.fullmatch(name) or len(file.path) > _LONGEST:
        yield to_finding("file-name", (file.path, 1), example=f"{folder}/lov-2099-01-01-1-proeveloven.ttl")
        return
    refid = _REFID.match(name.removesuffix(".ttl"))
    if refid and refid.group() not in _list_refids(file):
        yield to_finding("file-name", (file.path, 1), example=_suggest_name(file, folder))


def _list_refids(file: SourceFile) -> list[str]:
    """The sources the file speaks of, as they stand in file names, most named first."""
    seen: dict[str, int] = {}
    for quad in file.quads:
        for term in (quad.subject, quad.object):
            found = _SOURCE.match(getattr(term, "value", ""))
            if found:
                refid = found[1].replace("/", "-")
                seen[refid] = seen.get(refid, 0) + 1
    return sorted(seen, key=lambda refid: -seen[refid])


def _suggest_name(file: SourceFile, folder: str) -> str:
    refid = next(iter(_list_refids(file)), "lov-2099-01-01-1")
    return f"{folder}/{refid}-korttittel.ttl"


def check_filled_in(file: SourceFile) -> Iterator[Finding]:
    """Nothing of a template is left."""
    for number, line in enumerate(file.text.split("\n"), start=1):
        if _PLACEHOLDER in line.upper():
            yield to_finding("fill-in", (file.path, number))
