"""What the graph holds and lacks, as JSON and as a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

import orjson

from hjemmel.law.coverage import ActCoverage, Coverage, Note, SourceAge, load_coverage
from hjemmel.law.things import Ref, Thing
from hjemmel.rdf.formats import HTML, JSON
from hjemmel.web.addresses import list_links
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.operation import Operation
from hjemmel.web.pages.norm_page import to_source_entry
from hjemmel.web.pages.paper import Entry, Row, Section
from hjemmel.web.pages.sheets import find_class_label, to_entry, write_sections_page
from hjemmel.web.pages.words import say
from hjemmel.web.parameters import ON

_FORMS: Final = (JSON, HTML)
_EDITORS: Final = "nb"
_LISTS: Final = {
    "openQuestions": "open-questions",
    "draftNorms": "draft-norms",
    "normsWithoutGuidance": "norms-without-guidance",
    "wordingsWithoutDescription": "wordings-without-description",
}


def answer_coverage(asked: Asked) -> Answer:
    """Answer with what the release holds and lacks."""
    found = load_coverage(asked.release.catalogue, asked.day)
    if asked.form is HTML:
        return _write_page(asked, found)
    body = {"on": asked.on_text, "release": asked.release.id, **_to_record(asked, found)}
    links = list_links(asked, _FORMS)
    return Answer(body=orjson.dumps(body), content_type=JSON.content_type, links=links, language=asked.language)


def _to_record(asked: Asked, found: Coverage) -> dict[str, Any]:
    norms = sum(found.counts[name] for name in found.counts if name[0].isupper())
    return {
        "norms": norms,
        "normsInForce": found.in_force,
        "counts": {_to_key(name): count for name, count in found.counts.items()},
        "acts": [_to_act(asked, each) for each in found.acts],
        "normsWithoutGuidance": _to_refs(asked, found.without_guidance),
        "draftNorms": _to_refs(asked, found.drafts),
        "wordingsWithoutDescription": _to_refs(asked, found.undescribed),
        "openQuestions": [_to_note(asked, note) for note in found.open_questions],
        "editorialNotes": [_to_note(asked, note) for note in found.notes if not note.is_open],
        "sources": [_to_age(asked, age) for age in found.sources],
    }


def _to_key(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)


def _to_ref(asked: Asked, thing: Thing | Ref) -> dict[str, Any]:
    return {"id": thing.id, "label": asked.release.catalogue.find_label(thing.id, asked.language)}


def _to_refs(asked: Asked, things: Iterable[Thing]) -> list[dict[str, Any]]:
    return [_to_ref(asked, thing) for thing in things]


def _to_act(asked: Asked, covered: ActCoverage) -> dict[str, Any]:
    bare = _to_refs(asked, covered.without_norm)
    numbers = {"norms": covered.norms, "provisions": covered.provisions}
    return {**_to_ref(asked, covered.act), **numbers, "provisionsWithoutNorm": bare}


def _to_note(asked: Asked, note: Note) -> dict[str, Any]:
    return {**_to_ref(asked, note.about), "text": note.text}


def _to_age(asked: Asked, age: SourceAge) -> dict[str, Any]:
    return {**_to_ref(asked, age.source), "readOn": age.source.read_on, "days": age.days}


def _write_page(asked: Asked, found: Coverage) -> Answer:
    lang = asked.language
    record = _to_record(asked, found)
    totals = {say("norms", lang): record["norms"], say("norms-in-force", lang): found.in_force}
    counts = {**totals, **{_find_label(asked, name): n for name, n in found.counts.items()}}
    lists = tuple(
        Section(title=say(word, lang), entries=_list_entries(asked, record[key])) for key, word in _LISTS.items()
    )
    bare = tuple(to_entry(asked, each.id) for covered in found.acts for each in covered.without_norm)
    ages = tuple(to_source_entry(asked, age.source.id) for age in found.sources)
    sections = (
        *lists,
        Section(title=say("provisions-without-norm", lang), entries=bare),
        Section(title=say("sources", lang), entries=ages),
    )
    return write_sections_page(
        asked,
        say("coverage", lang),
        tuple(section for section in sections if section.entries),
        lead=say("coverage-lead", lang),
        rows=tuple(Row(label=label, values=(Entry(text=str(n)),)) for label, n in counts.items()),
        forms=_FORMS,
        counted=True,
    )


def _find_label(asked: Asked, name: str) -> str:
    """Give the word for what is counted: a class of the graph, or a collection."""
    if name[0].isupper():
        return find_class_label(asked.release, name, asked.language)
    return say(name.replace("_", "-"), asked.language)


def _list_entries(asked: Asked, refs: Iterable[dict[str, Any]]) -> tuple[Entry, ...]:
    """Give things as linked words, each with the editor's note on it, which is in bokmål."""
    lang = "" if asked.language == _EDITORS else _EDITORS
    return tuple(replace(to_entry(asked, ref["id"], ref.get("text", "")), note_lang=lang) for ref in refs)


OPERATIONS = (
    Operation(
        path="/coverage",
        name="readCoverage",
        subject="releases",
        summary="What the graph holds and lacks",
        description="Counts of each class; for each covered act its provisions that carry no norm; norms without "
        "guidance, norms not yet reviewed, wordings without a description, open questions, other editorial notes, and "
        "how long ago each source was read, as of `on`.",
        answer=answer_coverage,
        example="/coverage",
        parameters=(ON,),
        forms=_FORMS,
    ),
)
