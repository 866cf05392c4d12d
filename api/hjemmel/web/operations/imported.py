"""Acts and provisions that only the imported law has: no norm rests on them, but their words can be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

import orjson
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from hjemmel.law.force import find_state
from hjemmel.law.identifiers import find_legal_name, format_citation, format_provision, to_iri, to_lovdata
from hjemmel.law.lovdata.imported import ImportedLaw
from hjemmel.law.lovdata.wordings import Wording
from hjemmel.law.texts import to_day
from hjemmel.rdf.formats import HTML
from hjemmel.rdf.jsonld import to_json
from hjemmel.web.addresses import list_links
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.graphs import GRAPH_FORMS, answer_graph
from hjemmel.web.law_text import to_text
from hjemmel.web.negotiate import SERVED
from hjemmel.web.pages.law_chapters import write_imported_page
from hjemmel.web.things import join_objects, to_context

_NULLS: Final = ("part", "text")
_NESTED: Final = "/versjon/"


def find_imported(asked: Asked) -> Answer | None:
    """Answer with an act, a provision or a wording of the imported law; None where it has no such thing."""
    law, name = asked.release.law, find_legal_name(asked.path[1:])
    if law is None or name is None or not law.has_act(name.refid):
        return None
    path = asked.path[1:].lower()
    stem = path.partition(_NESTED)[0]
    if name.provision is not None and not _is_there(law, stem):
        return None
    iri = to_iri(path)
    if asked.form in GRAPH_FORMS:
        return answer_graph(asked, _find_triples(law, name.refid, iri), iri=iri)
    if name.version is not None:
        day = _find_first_day(law, stem, name.version)
        if day is None:
            return None
        asked = replace(asked, on=day)
    if asked.form is HTML:
        return write_imported_page(asked, law, stem)
    return _answer_json(asked, law, stem, iri)


def _answer_json(asked: Asked, law: ImportedLaw, stem: str, iri: str) -> Answer:
    refid = stem if stem.count("/") == 1 else "/".join(stem.split("/")[:2])
    facts = asked.release.items.find_or_make(("imported", iri), lambda: _write_facts(asked, law, refid, iri))
    title = law.find_title(refid)
    place = stem.removeprefix(refid).strip("/")
    computed = {
        "slug": stem,
        "label": format_citation(title, place, asked.language) if place else title,
        "description": None,
        "lovdata": to_lovdata(stem),
        **(_to_provision(asked, law, refid, place) if place else _to_act(law, refid)),
    }
    head = {
        "@context": to_context(asked.release, _NULLS),
        "on": asked.on_text,
        "release": asked.release.id,
        "source": [],
    }
    return Answer(
        body=join_objects(join_objects(orjson.dumps(head), facts), computed),
        content_type=asked.form.content_type,
        links=list_links(asked, SERVED, iri),
        language=asked.language,
    )


def _write_facts(asked: Asked, law: ImportedLaw, refid: str, iri: str) -> bytes:
    """Write what the import says of a thing, but for the words, which `text` has with all that belongs to them."""
    told = to_json(iri, _find_triples(law, refid, iri), asked.release.context)
    whole = "Act" if refid.startswith("lov/") else "Regulation"
    kind = "Provision" if iri.count("/") > to_iri(refid).count("/") else whole
    return orjson.dumps({"type": kind, **{key: value for key, value in told.items() if key != "text"}})


def _to_act(law: ImportedLaw, refid: str) -> dict[str, Any]:
    return {"refid": refid, "provisions": [to_iri(f"{refid}/{path}") for path in law.list_provisions(refid)]}


def _to_provision(asked: Asked, law: ImportedLaw, refid: str, place: str) -> dict[str, Any]:
    path = f"{refid}/{place}"
    unit = law.find_unit(path)
    return {
        "act": to_iri(refid),
        "path": unit,
        "part": place[len(unit) :].strip("/") or None,
        "citation": format_provision(place, asked.language),
        "wordings": [_to_line(asked, f"{refid}/{unit}", one) for one in law.find_wordings(path)],
        "norms": [],
        "text": to_text(asked, path),
    }


def _to_line(asked: Asked, section: str, wording: Wording) -> dict[str, Any]:
    begins, ends = to_day(wording.begins), to_day(wording.ends)
    state = find_state(begins, ends, asked.day)
    return {"id": to_iri(f"{section}{_NESTED}{wording.version}"), "validFrom": begins, "validTo": ends, "state": state}


def _is_there(law: ImportedLaw, path: str) -> bool:
    """Whether the law has a provision, or a part with words of its own in one of its wordings."""
    name, unit = find_legal_name(path), law.find_unit(path)
    if name is None or name.provision is None or not unit:
        return False
    part = name.provision[len(unit) :].strip("/").partition("punktum/")[0].strip("/")
    if not part:
        return True
    words = {word.partition("+")[0] for one in law.find_wordings(path) for word in one.outline.split(" ")}
    return any(word == part or word.startswith(f"{part}/") for word in words)


def _find_triples(law: ImportedLaw, refid: str, iri: str) -> tuple[Triple, ...]:
    """Give what the import says of a thing and its wordings; only its own lines are read."""
    marks = (f"<{iri}> ".encode(), f"<{iri}{_NESTED}".encode())
    lines = b"".join(line for line in law.read_quads(refid).splitlines(keepends=True) if line.startswith(marks))
    quads = parse(lines, RdfFormat.N_QUADS)
    return tuple(sorted({quad.triple for quad in quads if isinstance(quad.subject, NamedNode)}, key=str))


def _find_first_day(law: ImportedLaw, provision: str, version: str) -> date | None:
    wording = next((one for one in law.find_wordings(provision) if one.version == version), None)
    return to_day(wording.begins) if wording is not None else None
