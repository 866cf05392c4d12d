"""From what is asked to a whole answer: form, dataset, workers, and what was answered before."""

from __future__ import annotations

from typing import Final

from hjemmel.errors import NotFoundError, QueryRefusedError
from hjemmel.graph.fence import Question
from hjemmel.graph.order import Found, Order
from hjemmel.rdf.formats import HTML, Format
from hjemmel.web.answers import Answer
from hjemmel.web.sparql.pools import Opened
from hjemmel.web.sparql.protocol import Asking

LASTING: Final = "public, max-age=300"
PAGE_BYTES: Final = 2 * 1024 * 1024
"""A page shows this much of an answer at most; more can be downloaded."""

_RDFLIB: Final = "urn:x-rdflib:default"


async def answer_query(opened: Opened, asking: Asking, question: Question, form: Format) -> Answer:
    """Answer a query in the form that is taken.

    Raises:
        NotFoundError, QueryRefusedError and what WorkerPool.ask raises.
    """
    found = await find_answer(opened, asking, question, form)
    return Answer(
        body=found.body,
        content_type=form.content_type,
        cache="no-store" if question.volatile else LASTING,
    )


async def find_answer(opened: Opened, asking: Asking, question: Question, form: Format) -> Found:
    """Give an answer that was made before, or let a worker make it; a page shows results as JSON, graphs as Turtle.

    Raises:
        NotFoundError, QueryRefusedError and what WorkerPool.ask raises.
    """
    check_release(opened, asking)
    await check_graphs(opened, asking, question)
    page = form is HTML
    order = Order(
        text=question.text,
        shape=question.shape,
        result_form="srj" if page or form.result is None else form.name,
        graph_form="ttl" if page or form.rdf is None else form.name,
        own_dataset=bool(question.graphs),
        default_graphs=asking.default_graphs,
        named_graphs=asking.named_graphs,
        answer_bytes=min(PAGE_BYTES, opened.pool.limits.answer_bytes) if page else None,
    )
    kept = None if question.volatile else opened.find_kept(order)
    if kept is None and not requests_graphs(asking):
        kept = opened.answer_here(question.text, form, order.answer_bytes or opened.pool.limits.answer_bytes)
    if kept is not None:
        return kept
    found = await opened.pool.ask(order)
    if not question.volatile:
        opened.keep(order, found)
    return found


def find_at_once(opened: Opened, asking: Asking, text: str, form: Format) -> Found | None:
    """Answer a query that needs no worker; None when one must answer, or something is amiss.

    Raises:
        NotFoundError: the release asked for isn't served.
    """
    check_release(opened, asking)
    if requests_graphs(asking):
        return None
    return opened.answer_here(text, form, opened.pool.limits.answer_bytes)


def requests_graphs(asking: Asking) -> bool:
    """Whether the request names the graphs to be asked."""
    return bool(asking.default_graphs or asking.named_graphs)


def check_release(opened: Opened, asking: Asking) -> None:
    """Refuse a question about a release that isn't served.

    Raises:
        NotFoundError: it isn't.
    """
    if asking.release and asking.release != opened.release.id:
        detail = f"This server answers from the release {opened.release.id}, not {asking.release}."
        raise NotFoundError(detail, remedy="Leave release out, or load the dump of that release: /releases.")


async def check_graphs(opened: Opened, asking: Asking, question: Question) -> None:
    """Refuse a graph that isn't in the release: it would be fetched nowhere, and answer nothing.

    Raises:
        QueryRefusedError: a graph is unknown.
        BusyError: the imported law, whose graphs they may be, is still being loaded.
    """
    requested = (*asking.default_graphs, *asking.named_graphs)
    wanted = set(requested or question.graphs)
    unknown = min(wanted - opened.graphs, default=None)
    if unknown is not None:
        unknown = min(wanted - opened.graphs - await opened.list_law_graphs(), default=None)
    if unknown is None:
        return
    remedy = "Leave it out: the default graph is the union of all. SELECT ?g { GRAPH ?g {} } lists them."
    if unknown == _RDFLIB:
        remedy = "rdflib's Dataset(SPARQLStore(…)) asks for a default graph of its own: use Graph(SPARQLStore(…))."
    raise QueryRefusedError(f"This release has no graph {unknown[:200]}; nothing is fetched.", remedy=remedy)
