"""The digests that groundings should keep, and writing them into the files of kb/."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from hjemmel.graph.files import SourceFile
from hjemmel.law.catalogue import Catalogue
from hjemmel.law.identifiers import find_legal_name, to_path
from hjemmel.law.norms import Grounding
from hjemmel.law.texts import LawTexts, find_current, find_digest
from hjemmel.rdf.turtle import format_turtle


def list_missing_digests(catalogue: Catalogue, law: LawTexts) -> Mapping[str, str | None]:
    """The groundings that keep no digest, each with the one to write; None where the import lacks the words.

    A digest that stands is left: where it no longer fits, drift says so.
    """
    groundings = (each for norm in catalogue.norms.values() for each in norm.grounding)
    return {
        each.id: find_grounding_digest(each, law) or _find_present_digest(catalogue, each, law)
        for each in groundings
        if each.digest is None
    }


def write_digests(file: SourceFile, digests: Mapping[str, str]) -> str:
    """The text of a file with the digests of its groundings, in its canonical form; comments are kept."""
    lines = file.text.split("\n")
    starts = {line: digests[node.value] for node, line in file.subject_lines.items() if node.value in digests}
    if not starts:
        return file.text
    for start in sorted(starts, reverse=True):
        # below the line of the subject and that of its class; the formatter puts it in its place
        lines.insert(start + 1, f'    hj:digest "{starts[start]}" ;')
    return format_turtle("\n".join(lines))


def find_grounding_digest(grounding: Grounding, law: LawTexts) -> str | None:
    """The digest to write for a grounding: of the wording it names, or the one that held on that day.

    None when the imported law doesn't have those words.
    """
    name = find_legal_name(grounding.of)
    wordings = law.find_wordings(to_path(grounding.of).partition("/versjon/")[0])
    version = name.version if name else None
    exact = next((one for one in wordings if one.version == version), None)
    if exact is None and version is not None and version[0].isdigit():
        exact = find_current(wordings, date.fromisoformat(version))
    return find_digest(exact, grounding.part or "") if exact is not None else None


def _find_present_digest(catalogue: Catalogue, grounding: Grounding, law: LawTexts) -> str | None:
    """The digest of the words of today, where the graph says that its wording holds and only the first day differs."""
    path, name = to_path(grounding.of), find_legal_name(grounding.of)
    wording, read_on = catalogue.wordings.get(path), law.find_day(name.refid) if name else ""
    if wording is None or not read_on or not wording.holds_on(date.fromisoformat(read_on)):
        return None
    now = find_current(law.find_wordings(path.partition("/versjon/")[0]), date.fromisoformat(read_on))
    return find_digest(now, grounding.part or "") if now is not None else None
