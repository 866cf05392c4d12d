"""Citations as records: the HTTP answer and the command say the same of each."""

from __future__ import annotations

from datetime import date
from typing import Any

from hjemmel.law.catalogue import Catalogue
from hjemmel.law.citations.known import to_section_iri
from hjemmel.law.citations.records import Citation, Target
from hjemmel.law.identifiers import to_iri, to_path
from hjemmel.law.texts import LawTexts, find_current


def to_record(citation: Citation, catalogue: Catalogue, law: LawTexts | None, day: date) -> dict[str, Any]:
    """A citation, each target with the IRI of the wording it has on `day`."""
    return {
        "start": citation.start,
        "end": citation.end,
        "text": citation.text,
        "kind": citation.kind,
        "status": citation.status,
        "how": citation.how,
        "targets": [_to_target(target, catalogue, law, day) for target in citation.targets],
    }


def _to_target(target: Target, catalogue: Catalogue, law: LawTexts | None, day: date) -> dict[str, Any]:
    section = to_section_iri(target)
    return {
        "id": target.id,
        "refid": target.refid,
        "provision": target.provision,
        "lovdata": target.lovdata,
        "wording": find_wording(section, catalogue, law, day) if section else None,
        "successor": to_iri(target.successor) if target.successor else None,
    }


def find_wording(section: str, catalogue: Catalogue, law: LawTexts | None, day: date) -> str | None:
    """The IRI of the wording that a section (IRI) has on a day: by the graph, else by the imported law."""
    known = catalogue.wording_on(section, day)
    if known is not None:
        return known.id
    wording = find_current(law.find_wordings(to_path(section)), day) if law is not None else None
    return f"{section}/versjon/{wording.version}" if wording else None
