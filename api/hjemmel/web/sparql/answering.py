"""From what is asked to a whole answer: form, dataset, workers, and what was answered before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pyoxigraph import RdfFormat

from hjemmel.errors import NotFoundError, QueryRefusedError
from hjemmel.graph.describing import describe_nodes
from hjemmel.graph.fence import Question
from hjemmel.graph.order import Found, Order
from hjemmel.rdf.formats import HTML, Format
from hjemmel.web.answers import Answer
from hjemmel.web.sparql.pools import Opened
from hjemmel.web.sparql.protocol import Asking

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
        cache="no-store" if question.volatile else "public, max-age=300",
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
    if question.nodes and not requests_graphs(asking):
        body = _describe(opened, question.nodes, form, order.answer_bytes or opened.pool.limits.answer_bytes)
        if body is not None:
            return Found(kind="graph", body=body)
    kept = None if question.volatile else opened.find_kept(order)
    if kept is not None:
        return kept
    found = await opened.pool.ask(order)
    if not question.volatile:
        opened.keep(order, found)
    return found


def describe_at_once(opened: Opened, asking: Asking, nodes: Sequence[str], form: Format) -> Answer | None:
    """Answer with the description of nodes; None when a worker must, or something is amiss.

    Raises:
        NotFoundError: the release asked for isn't served.
    """
    check_release(opened, asking)
    if requests_graphs(asking):
        return None
    body = _describe(opened, nodes, form, opened.pool.limits.answer_bytes)
    return None if body is None else Answer(body=body, content_type=form.content_type)


def requests_graphs(asking: Asking) -> bool:
    """Whether the request names the graphs to be asked."""
    return bool(asking.default_graphs or asking.named_graphs)


def _describe(opened: Opened, nodes: Sequence[str], form: Format, most: int) -> bytes | None:
    """Describe nodes here and now, where the store beside us holds all that the workers' does."""
    kb = opened.release.kb
    if kb.law is not None:
        return None
    return describe_nodes(kb.store, nodes, form.rdf or RdfFormat.TURTLE, most=most)


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
