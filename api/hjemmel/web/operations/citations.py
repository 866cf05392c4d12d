"""Citations in a text, and quotes held against the wording: both read a text that is sent, and keep nothing of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import orjson

from hjemmel.errors import AnswerTooLargeError, BadParameterError, NotFoundError
from hjemmel.law.citations import Citation, to_web_annotations
from hjemmel.law.citations.known import list_known_citations
from hjemmel.law.citations.telling import to_record
from hjemmel.law.identifiers import find_legal_name, to_iri, to_refid
from hjemmel.law.quoting import list_quoted_wordings
from hjemmel.law.verify import Verdict, verify_quote
from hjemmel.rdf.formats import HTML, JSON, JSONLD
from hjemmel.web.addresses import list_links
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.bodies import KIND, TEXT
from hjemmel.web.law_text import find_name
from hjemmel.web.operation import Operation
from hjemmel.web.pages.citation_pages import write_citations_page, write_verdict_page
from hjemmel.web.parameters import ON, Parameter, split_query

MOST_TARGETS: Final = 100_000
"""Provisions that one answer names; a megabyte of ordinary text names some thousands."""
_FORMS: Final = (JSON, JSONLD, HTML)
_PAGES: Final = (JSON, HTML)


def answer_citations(asked: Asked) -> Answer:
    """Answer with the citations of a text: as records, as W3C Web Annotations, or linked on a page."""
    text = asked.word(TEXT) or ""
    markup = asked.word(KIND) == "text/html"
    day = asked.on_text if _is_day_given(asked) else None
    release, context = asked.release, _read_context(asked)
    found = list_known_citations(text, release.citing, release.law, context=context, on=day, markup=markup)
    _check_size(found)
    if asked.form is HTML:
        return write_citations_page(asked, text, found, context=context or "", day=day or "", forms=_FORMS)
    if asked.form is JSONLD or asked.word("form") == "annotations":
        return _to_json(asked, to_web_annotations(found, f"{to_iri('citations')}#text"), JSONLD.content_type)
    body = {
        "citations": [to_record(citation, release.catalogue, release.law, asked.day) for citation in found],
        "total": len(found),
        "context": context,
        "on": asked.on_text,
        "release": asked.release.id,
    }
    return _to_json(asked, body, JSON.content_type)


def answer_verdict(asked: Asked) -> Answer:
    """Answer whether a passage is the wording of a provision on a day."""
    text = asked.word(TEXT) or ""
    provision = _read_provision(asked)
    known = asked.release.quotable
    asked_for, others = known, []
    if provision:
        asked_for = list_quoted_wordings(asked.release.catalogue, provision, asked.release.law)
        ids = {one.id for one in asked_for}
        others = [one for one in known if one.id not in ids]
    verdict = verify_quote(text, asked_for, asked.day.isoformat(), others=others)
    if asked.form is HTML:
        return write_verdict_page(asked, text, verdict, forms=_PAGES)
    record = {**_to_verdict(asked, verdict), "text": text, "on": asked.day.isoformat(), "release": asked.release.id}
    return _to_json(asked, record, JSON.content_type)


def _is_day_given(asked: Asked) -> bool:
    """Whether the text's day was said: without it, an act's name may mean the old act as well as the new."""
    return any(name == "on" for name, _ in split_query(asked.query))


def _read_context(asked: Asked) -> str | None:
    context = asked.word("context")
    refid = to_refid(context) if context else None
    if context and refid is None:
        remedy = "Write it as lov/2009-06-19-44."
        raise BadParameterError("context", f"“{context[:60]}” is no act or regulation.", remedy=remedy)
    return refid


def _to_json(asked: Asked, body: Any, content_type: str) -> Answer:  # noqa: ANN401 -- any JSON
    forms = _FORMS if asked.path == "/citations" else _PAGES
    return Answer(body=orjson.dumps(body), content_type=content_type, links=list_links(asked, forms))


def _read_provision(asked: Asked) -> str | None:
    provision = asked.word("provision")
    name = find_legal_name(provision) if provision else None
    if provision and (name is None or name.provision is None):
        remedy = "Write it as lov/2009-06-19-44/paragraf/4, or leave it out."
        raise BadParameterError("provision", f"“{provision[:60]}” is no provision.", remedy=remedy)
    return f"{name.refid}/{name.provision}" if name else None


def _check_size(found: Sequence[Citation]) -> None:
    """A megabyte of `§§ 1-400` names millions of provisions: that is refused, never cut."""
    named = sum(len(citation.targets) for citation in found)
    if named > MOST_TARGETS:
        raise AnswerTooLargeError(
            f"The citations name {named} provisions; an answer holds {MOST_TARGETS}.", remedy="Send the text in parts."
        )


def _to_verdict(asked: Asked, verdict: Verdict) -> dict[str, Any]:
    return {
        "status": verdict.status,
        "provision": verdict.wording.partition("/versjon/")[0] if verdict.wording else None,
        "wording": verdict.wording,
        "label": find_name(asked, verdict.wording) if verdict.wording else None,
        "validFrom": verdict.valid_from,
        "validTo": verdict.valid_to,
        "heldFrom": verdict.held_from,
        "heldTo": verdict.held_to,
        "differences": [{"quoted": each.quoted, "wording": each.wording} for each in verdict.differences],
        "near": [{"wording": each.id, "likeness": each.likeness} for each in verdict.near],
    }


def _text(example: str) -> Parameter:
    return Parameter(
        name="text", free=True, description="The text that is read; POST takes long ones.", example=example
    )


OPERATIONS: Final = (
    Operation(
        path="/citations",
        name="listCitations",
        schema="Citations",
        subject="citations",
        summary="Legal citations in a text",
        description="Every citation with its span in code points, its targets (our IRI, Lovdata's page, the wording on "
        "the day), a `status` (exact, ambiguous, unknown-act, unknown-provision, repealed, renumbered, needs-context) "
        "and how the act was settled. POST takes a text, Markdown, HTML or JSON `{text, context, on}` up to the limit "
        "in /limits. `application/ld+json` and `form=annotations` give W3C Web Annotations. Nothing is kept.",
        answer=answer_citations,
        example="/citations?text=Etter+krisesenterlova+%C2%A7+4+skal+kommunen+samordne.",
        parameters=(
            _text("krisesenterlova"),
            Parameter(
                name="context",
                description="The act or regulation the text stands in (its refID): `§ 4` alone is then that act's.",
                example="lov/2009-06-19-44",
            ),
            ON,
            Parameter(
                name="form",
                kind="choice",
                choices=("citations", "annotations"),
                description="`annotations` for W3C Web Annotations.",
                example="citations",
            ),
        ),
        errors=(AnswerTooLargeError,),
        forms=_FORMS,
        reads=True,
        slow=True,
    ),
    Operation(
        path="/quotes/verify",
        name="verifyQuote",
        schema="Verdict",
        subject="citations",
        summary="Whether a passage is the wording on a day",
        description="`status` is current, past, coming, altered (with `differences`) or not-found. White space, "
        "hyphens and quotation marks may differ; `…` stands for words left out. `near` names the likest wordings. With "
        "imported law a passage is held against whole wordings, of any provision that is named or, when none is, of "
        "those the graph has; without, against the words that the graph itself quotes. POST takes a text or JSON "
        "`{text, provision, on}`.",
        answer=answer_verdict,
        example="/quotes/verify?text=Kommunen+skal+sikre",
        parameters=(
            _text("Kommunen"),
            Parameter(
                name="provision",
                description="The provision it is said to be from; all of them when left out.",
                example="lov/2009-06-19-44/paragraf/4",
            ),
            ON,
        ),
        errors=(NotFoundError,),
        forms=_PAGES,
        reads=True,
        slow=True,
    ),
)
