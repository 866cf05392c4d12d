"""The saved questions over HTTP: each is an operation, a page with a form, and a SHACL executable of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import orjson
from pyoxigraph import Literal, NamedNode, Triple

from hjemmel.errors import BadParameterError, BusyError, NotAcceptableError, TimeLimitError
from hjemmel.graph.binding import write_bound
from hjemmel.graph.fence import read_question
from hjemmel.graph.pool import Found, Order
from hjemmel.law.questions import Parameter as Value
from hjemmel.law.questions import Question, list_questions, parse_values
from hjemmel.rdf.formats import CSV, HTML, JSON, NT, RDF_XML, SRJ, SRX, TSV, TTL, Format
from hjemmel.rdf.namespaces import BASE, PREFIXES, RDF_TYPE, XSD
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.graphs import answer_graph
from hjemmel.web.operation import Operation
from hjemmel.web.pages.paper import Entry, write_page
from hjemmel.web.pages.words import say
from hjemmel.web.parameters import Parameter
from hjemmel.web.release import Release
from hjemmel.web.sparql.cells import MAX_ROWS, list_rows, to_address

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
_LABELS: Final = Parameter(
    name="labels",
    kind="choice",
    choices=("1",),
    description="On the page: show labels instead of addresses.",
    example="1",
)
_SH: Final = PREFIXES["sh"]
_TYPES: Final = {"date": "date", "number": "integer", "text": "string", "choice": "string"}


def list_question_operations(ask: Asking) -> tuple[Operation, ...]:
    """Give the operations: the list, and one for each question; `ask` has a query answered by a worker."""
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
    return (listing, *(_to_operation(question, ask) for question in list_questions()))


def _to_operation(question: Question, ask: Asking) -> Operation:
    name = "".join(word.capitalize() for word in question.name.split("-"))
    return Operation(
        path=f"/questions/{question.name}",
        name=f"ask{name}",
        subject="questions",
        summary=question.title("en").rstrip("?"),
        description=f"{question.description('en')} A saved question: SPARQL in a file, its values bound as terms.",
        answer=lambda asked: answer_question(asked, question, ask),
        example=f"/questions/{question.name}",
        parameters=(*(_to_parameter(value) for value in question.parameters), _FORMAT, _LABELS),
        errors=(BadParameterError, BusyError, TimeLimitError, NotAcceptableError),
        forms=FORMS,
        slow=True,
    )


def _to_parameter(value: Value) -> Parameter:
    default = "the legal day" if value.kind == "date" else value.example
    kind = f"A {value.kind}" + (f" of /{value.collection}" if value.kind == "thing" and value.collection else "")
    return Parameter(
        name=value.name,
        kind="choice" if value.choices else "day" if value.kind == "date" else "text",
        choices=value.choices,
        description=f"{kind}; {default} when left out.",
        example=value.example,
    )


def answer_question(asked: Asked, question: Question, ask: Asking) -> Answer:
    """Answer a saved question with its values bound as terms.

    Raises:
        BadParameterError, BusyError, TimeLimitError: as the pool and parse_values.
    """
    form = _BY_NAME.get(asked.word("format") or "", asked.form)
    values = {each.name: asked.word(each.name) or _find_default(each, asked) for each in question.parameters}
    text = write_bound(question.query, parse_values(question, values))
    order = Order(
        text=text, shape=read_question(text).shape, result_form=form.name if form in {SRX, CSV, TSV} else SRJ.name
    )
    found = ask(asked.release, order)
    if form is HTML:
        return _write_question(asked, question, values, text, found)
    body = _to_list(asked, question, found) if form is JSON else found.body
    return Answer(body=body, content_type=form.content_type, language="")


def _find_default(value: Value, asked: Asked) -> str:
    return asked.today.isoformat() if value.kind == "date" else value.example


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
    labels = asked.word("labels") is not None
    return write_page(
        asked,
        "question.html",
        title=question.title(asked.language),
        forms=(HTML,),
        lead=question.description(asked.language),
        action=f"{asked.root}/questions/{question.name}",
        fields=[(each, values[each.name]) for each in question.parameters],
        names=names,
        rows=list_rows(asked, names, rows, labels=labels),
        total=len(rows),
        most=MAX_ROWS,
        labels=labels,
        editor=to_address(asked.root, text),
    )


def answer_list(asked: Asked) -> Answer:
    """Answer with the saved questions."""
    questions = list_questions()
    if asked.form is HTML:
        entries = tuple(
            Entry(
                text=each.title(asked.language),
                href=f"{asked.root}/questions/{each.name}",
                note=each.description(asked.language),
            )
            for each in questions
        )
        title = say("questions", asked.language)
        return write_page(asked, "list.html", title=title, forms=_LISTED, lead="", count="", entries=entries, next=None)
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
        "keywords": list(question.keywords),
        "parameters": [
            {"name": each.name, "kind": each.kind, "collection": each.collection, "default": each.example}
            for each in question.parameters
        ],
        "query": question.query,
        "href": f"{asked.root}/questions/{question.name}",
    }


def list_triples(question: Question) -> Iterator[Triple]:
    """Give a question as a SHACL executable, as SIB's collections of examples have them."""
    node = NamedNode(BASE + f"questions/{question.name}")
    yield Triple(node, RDF_TYPE, NamedNode(_SH + "SPARQLExecutable"))
    yield Triple(node, RDF_TYPE, NamedNode(_SH + "SPARQLSelectExecutable"))
    for name, texts in (("label", question.titles), ("comment", question.descriptions)):
        for lang, text in texts.items():
            yield Triple(node, NamedNode(PREFIXES["rdfs"] + name), Literal(text, language=lang))
    yield Triple(node, NamedNode(_SH + "select"), Literal(question.query))
    for word in question.keywords:
        yield Triple(node, NamedNode(PREFIXES["schema"] + "keywords"), Literal(word, language="en"))
    for value in question.parameters:
        yield from _list_parameter(node, value)


def _list_parameter(question: NamedNode, value: Value) -> Iterator[Triple]:
    node = NamedNode(f"{question.value}#{value.name}")
    yield Triple(question, NamedNode(_SH + "parameter"), node)
    yield Triple(node, RDF_TYPE, NamedNode(_SH + "Parameter"))
    yield Triple(node, NamedNode(_SH + "name"), Literal(value.name))
    yield Triple(node, NamedNode(_SH + "defaultValue"), Literal(value.example))
    if value.kind in _TYPES:
        yield Triple(node, NamedNode(_SH + "datatype"), NamedNode(XSD + _TYPES[value.kind]))
    else:
        yield Triple(node, NamedNode(_SH + "nodeKind"), NamedNode(_SH + "IRI"))
