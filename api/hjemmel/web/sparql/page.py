"""The page of the endpoint: a form that needs no script, results as a table, and room for the editor.

The editor is built from the npm registry when the wheel is made; without it, or without script, the form does all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

import orjson

from hjemmel.errors import HjemmelError
from hjemmel.graph.fence import Question
from hjemmel.graph.limits import QueryLimits
from hjemmel.rdf.formats import CSV, GRAPH_FORMATS, HTML, RESULT_FORMATS, Format
from hjemmel.rdf.namespaces import PREFIXES
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.pages.paper import Entry, write_page
from hjemmel.web.pages.words import say
from hjemmel.web.release import Release
from hjemmel.web.sparql import editor
from hjemmel.web.sparql.answering import find_answer
from hjemmel.web.sparql.cells import MAX_ROWS, list_rows
from hjemmel.web.sparql.headers import list_retry
from hjemmel.web.sparql.pools import Opened
from hjemmel.web.sparql.protocol import Asking
from hjemmel.web.sparql.questions import list_sections

_EMPTY: Final[Mapping[str, Any]] = {"head": {}, "results": {"bindings": []}}
_START: Final = """\
PREFIX hj: <{hj}>
PREFIX skos: <{skos}>

SELECT ?duty ?label WHERE {{
    ?duty a hj:Duty ;
        skos:prefLabel ?label .
    FILTER(LANG(?label) = "{lang}")
}}
ORDER BY ?label
LIMIT 20
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Who asked for the page, and what: everything on it follows from this."""

    release: Release
    today: date
    language: str
    query: str
    root: str
    asking: Asking
    limits: QueryLimits

    async def answer(self, opened: Opened, question: Question) -> Answer:
        """Ask the query and answer with the page that shows what was found.

        Raises:
            what find_answer raises.
        """
        found = await find_answer(opened, self.asking, question, HTML)
        if found.kind == "graph":
            return answer_page(self, graph=found.body.decode("utf-8"), lasting=not question.volatile)
        return answer_page(self, results=orjson.loads(found.body), lasting=not question.volatile)

    @property
    def text(self) -> str:
        """The query in the form, or one to begin with."""
        start = _START.format(hj=PREFIXES["hj"], skos=PREFIXES["skos"], lang=self.language)
        return self.asking.text or start


def answer_page(
    shown: Shown,
    *,
    results: Mapping[str, Any] | None = None,
    graph: str = "",
    error: HjemmelError | None = None,
    lasting: bool = True,
) -> Answer:
    """Answer with the page: the form, and below it what was found or what was wrong."""
    page = write_page(
        _to_asked(shown),
        "sparql.html",
        title=say("sparql-title", shown.language),
        forms=(HTML,),
        danger=False,  # a page for programmers, where Escape closes what the editor suggests
        error=error,
        graph=graph,
        limits=shown.limits,
        text=shown.text,
        labels=shown.asking.labels,
        downloads=_list_downloads(shown, GRAPH_FORMATS if graph else RESULT_FORMATS) if results or graph else (),
        permalink=_to_address(shown, release=shown.release.id),
        **_list_found(shown, results),
        **_list_editor(shown),
    )
    retry = list_retry(error, shown.limits) if error else ()
    return Answer(
        body=page.body,
        content_type=page.content_type,
        status=error.status if error else 200,
        headers=(*retry, *((editor.POLICY,) if editor.load_files() else ())),
        cache="public, max-age=300" if lasting and not error else "no-store",
        language=shown.language,
    )


def _to_asked(shown: Shown) -> Asked:
    return Asked(
        release=shown.release,
        today=shown.today,
        path="/sparql",
        on=None,
        form=HTML,
        language=shown.language,
        query=shown.query,
        root=shown.root,
    )


def _list_found(shown: Shown, results: Mapping[str, Any] | None) -> dict[str, Any]:
    """Give the table of what was found; `total` is None where there are no rows to count."""
    table = results or _EMPTY
    rows = table.get("results", {}).get("bindings", [])
    names = table["head"].get("vars", [])
    return {
        "names": names,
        "rows": list_rows(_to_asked(shown), names, rows, labels=shown.asking.labels),
        "total": len(rows) if "results" in table and results else None,
        "most": MAX_ROWS,
        "boolean": table.get("boolean"),
    }


def _list_editor(shown: Shown) -> dict[str, Any]:
    """Give what the editor needs, and the saved questions, which the page has without it too."""
    addresses = editor.list_addresses()
    return {
        "editor": addresses,
        "editor_data": editor.to_data(shown.root, shown.release.id, shown.language) if addresses else {},
        "groups": list_sections(shown.root, shown.language),
    }


def _list_downloads(shown: Shown, forms: Iterable[Format]) -> tuple[Entry, ...]:
    listed = sorted(forms, key=lambda form: form is not CSV)
    return tuple(Entry(text=form.name, href=_to_address(shown, format=form.name)) for form in listed)


def _to_address(shown: Shown, **more: str) -> str:
    asking = shown.asking
    pairs = [("query", shown.text)]
    pairs += [("default-graph-uri", iri) for iri in asking.default_graphs]
    pairs += [("named-graph-uri", iri) for iri in asking.named_graphs]
    return f"{shown.root}/sparql?{urlencode([*pairs, *more.items()])}"
