"""The saved questions over HTTP: each is an operation, a page with a form, and a SHACL executable (`executables`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

import orjson

from hjemmel.errors import AnswerTooLargeError, BadParameterError, BusyError, NotAcceptableError, TimeLimitError
from hjemmel.graph.binding import write_bound
from hjemmel.graph.fence import read_question
from hjemmel.graph.limits import QueryLimits
from hjemmel.graph.order import Found, Order
from hjemmel.law.questions import Parameter as Value
from hjemmel.law.questions import Question, fill_values, list_groups, list_questions, load_keywords, parse_values
from hjemmel.law.things import find_text
from hjemmel.rdf.formats import CSV, HTML, JSON, NT, RDF_XML, SRJ, SRX, TSV, TTL, Format
from hjemmel.rdf.namespaces import BASE, Term
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.graphs import answer_graph
from hjemmel.web.operation import Operation
from hjemmel.web.pages.paper import Entry, Section, write_page
from hjemmel.web.pages.words import say
from hjemmel.web.parameters import Parameter
from hjemmel.web.release import Release
from hjemmel.web.sparql.cells import MAX_ROWS, list_headings, list_rows, to_address
from hjemmel.web.sparql.editor import PLACE, load_files
from hjemmel.web.sparql.executables import list_triples
from hjemmel.web.sparql.headers import to_told

Asking = Callable[[Release, Order], Found]
FORMS: Final = (JSON, SRJ, SRX, CSV, TSV, HTML)
_LISTED: Final = (JSON, TTL, NT, RDF_XML, HTML)
_BY_NAME: Final[Mapping[str, Format]] = {"json": JSON, "srj": SRJ, "xml": SRX, "csv": CSV, "tsv": TSV, "html": HTML}
_FORMAT: Final = Parameter(
    name="format",
    kind="choice",
    choices=tuple(_BY_NAME),
    description="The form of the answer; goes before Accept.",
    example="csv",
)
_WHAT: Final = {
    "thing": "A path or an IRI",
    "class": "A class by its short name, or its IRI",
    "date": "A day",
    "number": "A whole number",
    "text": "A text",
    "choice": "One of the words",
}
_LABELS: Final = Parameter(
    name="labels",
    kind="choice",
    choices=("1",),
    description="On the page: show labels instead of addresses.",
    example="1",
)


def list_question_operations(ask: Asking, limits: QueryLimits) -> tuple[Operation, ...]:
    """Give the operations: the list, and one for each question; `ask` has a query answered by a worker."""

    def ask_or_tell(asked: Asked, question: Question) -> Answer:
        try:
            return answer_question(asked, question, ask)
        except (BusyError, TimeLimitError) as error:
            return to_told(error, asked.path, limits)

    listing = Operation(
        path="/questions",
        name="listQuestions",
        subject="questions",
        summary="The saved questions",
        description="Each as a title, its parameters and its SPARQL; in RDF as SHACL executables.",
        answer=answer_list,
        example="/questions",
        forms=_LISTED,
    )
    return (listing, *(_to_operation(question, ask_or_tell) for question in list_questions()))


def _to_operation(question: Question, answer: Callable[[Asked, Question], Answer]) -> Operation:
    name = "".join(word.capitalize() for word in question.name.split("-"))
    return Operation(
        path=f"/questions/{question.name}",
        name=f"ask{name}",
        subject="questions",
        summary=question.title("en").rstrip("?"),
        description=f"{question.description('en')} A saved question: SPARQL in a file, its values bound as terms.",
        answer=lambda asked: answer(asked, question),
        example=f"/questions/{question.name}",
        parameters=(*(_to_parameter(value) for value in question.parameters), _FORMAT, _LABELS),
        errors=(BadParameterError, AnswerTooLargeError, BusyError, TimeLimitError, NotAcceptableError),
        forms=FORMS,
        slow=True,
    )


def _to_parameter(value: Value) -> Parameter:
    is_named = value.kind == "thing" and value.collection
    what = f"The name of a thing in /{value.collection}, or its IRI" if is_named else _WHAT[value.kind]
    return Parameter(
        name=value.name,
        kind="choice" if value.choices else "day" if value.kind == "date" else "text",
        choices=value.choices,
        description=f"{what}; {value.default or 'today'} when left out.",
        example=value.example,
        default=value.default,
    )


def answer_question(asked: Asked, question: Question, ask: Asking) -> Answer:
    """Answer a saved question with its values bound as terms.

    Raises:
        BadParameterError: a value is of another kind, or names nothing; BusyError, TimeLimitError: as the pool.
    """
    form = _BY_NAME.get(asked.word("format") or "", asked.form)
    given = {each.name: asked.word(each.name) or "" for each in question.parameters}
    values = fill_values(question, given, asked.today)
    terms = parse_values(question, values)
    _check_things(asked, question, terms)
    if "day" in values:
        asked = replace(asked, on=date.fromisoformat(values["day"]))
    text = write_bound(question.query, terms)
    order = Order(
        text=text, shape=read_question(text).shape, result_form=form.name if form in {SRX, CSV, TSV} else SRJ.name
    )
    found = ask(asked.release, order)
    if form is HTML:
        return _write_question(asked, question, values, text, found)
    body = _to_list(asked, question, found) if form is JSON else found.body
    return Answer(body=body, content_type=form.content_type, language="")


def _check_things(asked: Asked, question: Question, terms: Mapping[str, Term]) -> None:
    """Refuse the name of nothing: no rows would look like an answer.

    Raises:
        BadParameterError: a collection has no thing of that name.
    """
    named = (each for each in question.parameters if each.kind == "thing" and each.collection)
    for each in named:
        iri = terms[each.name].value
        if not asked.release.kb.store.describe(iri):
            detail = f"There is no {iri[:200]}."
            raise BadParameterError(each.name, detail, remedy=f"Those there are stand in /{each.collection}.")


def _to_list(asked: Asked, question: Question, found: Found) -> bytes:
    rows = orjson.loads(found.body)["results"]["bindings"]
    items = [{name: term["value"] for name, term in row.items()} for row in rows]
    record = {
        "question": BASE + f"questions/{question.name}",
        "items": items,
        "total": len(items),
        "next": None,
        "on": asked.on_text,
        "release": asked.release.id,
    }
    return orjson.dumps(record)


def _write_question(asked: Asked, question: Question, values: Mapping[str, str], text: str, found: Found) -> Answer:
    table: Mapping[str, Any] = orjson.loads(found.body)
    names, rows = table["head"]["vars"], table["results"]["bindings"]
    labels = asked.still or asked.word("labels") is not None
    return write_page(
        asked,
        "question.html",
        title=question.title(asked.language),
        forms=FORMS if asked.still else (HTML,),  # the live page has buttons for them, with the values in the form
        lead=question.description(asked.language),
        action=f"{asked.root}/questions/{question.name}",
        fields=[(each, values[each.name]) for each in question.parameters],
        headings=list_headings(asked, names),
        rows=list_rows(asked, names, rows, labels=labels),
        total=len(rows),
        most=MAX_ROWS,
        labels=labels,
        editor=to_address(asked.root, text) + (PLACE if load_files() else ""),
    )


def answer_list(asked: Asked) -> Answer:
    """Answer with the saved questions."""
    if asked.form is HTML:
        return write_page(
            asked,
            "questions.html",
            title=say("questions", asked.language),
            forms=_LISTED,
            lead=say("questions-lead", asked.language),
            groups=list_sections(asked.root, asked.language),
        )
    questions = list_questions()
    if asked.form is not JSON:
        return answer_graph(asked, (triple for each in questions for triple in list_triples(each)))
    items = [_to_record(asked, each) for each in questions]
    record = {"items": items, "total": len(items), "next": None, "on": asked.on_text, "release": asked.release.id}
    return Answer(body=orjson.dumps(record), content_type=JSON.content_type, language=asked.language)


def _to_record(asked: Asked, question: Question) -> dict[str, object]:
    return {
        "id": BASE + f"questions/{question.name}",
        "slug": question.name,
        "label": question.title(asked.language),
        "description": question.description(asked.language),
        "keywords": [find_text(load_keywords()[word], asked.language) for word in question.keywords],
        "parameters": [
            {
                "name": each.name,
                "kind": each.kind,
                "collection": None if each.choices else each.collection,
                "choices": list(each.choices),
                "default": each.default,
                "example": each.example,
            }
            for each in question.parameters
        ],
        "query": question.query,
        "href": f"{asked.root}/questions/{question.name}",
    }


def list_sections(root: str, lang: str) -> tuple[Section, ...]:
    """Give the saved questions in their groups, as links."""
    return tuple(
        Section(
            title=find_text(load_keywords()[word], lang), entries=tuple(_to_entry(root, each, lang) for each in found)
        )
        for word, found in list_groups()
    )


def _to_entry(root: str, question: Question, lang: str) -> Entry:
    href = f"{root}/questions/{question.name}"
    return Entry(text=question.title(lang), href=href, note=question.description(lang))
