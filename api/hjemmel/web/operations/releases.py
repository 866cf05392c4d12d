"""Releases, their dumps, and what the server says of itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import orjson
from pyoxigraph import RdfFormat, parse

from hjemmel.errors import NotFoundError
from hjemmel.rdf.formats import DUMP_FORMATS, HTML, JSON, JSONLD, NQ, TTL
from hjemmel.rdf.jsonld import to_json
from hjemmel.rdf.turtle import write_turtle
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.operation import Operation
from hjemmel.web.operations.vocabulary import check_release
from hjemmel.web.pages.paper import Entry, Row, Section, write_page
from hjemmel.web.pages.sheets import to_crumbs
from hjemmel.web.pages.words import say
from hjemmel.web.parameters import Parameter
from hjemmel.web.release import Piece, Release
from hjemmel.web.things import to_context

_FOREVER: Final = "public, max-age=31536000, immutable"
_PAGE_OR_JSON: Final = (JSON, HTML)


def to_release_record(asked: Asked) -> dict[str, Any]:
    """Give what is said of the running release."""
    manifest, root = asked.release.kb.manifest, asked.root
    return {
        "release": asked.release.id,
        "digest": manifest.digest,
        "triples": manifest.triples,
        "graphs": manifest.graphs,
        "counts": dict(manifest.counts),
        "dumps": [f"{root}/releases/{asked.release.id}/hjemmel{form.ending}" for form in DUMP_FORMATS],
    }


def answer_releases(asked: Asked) -> Answer:
    """Answer with the running release and its dumps."""
    record = to_release_record(asked)
    if asked.form is HTML:
        dumps = tuple(Entry(text=address.rpartition("/")[2], href=address) for address in record["dumps"])
        rows = tuple(
            Row(label=say(f"release-{key}", asked.language), values=(Entry(text=str(record[key])),))
            for key in ("digest", "triples", "graphs")
        )
        section = Section(title=asked.release.id, entries=dumps, first=True)
        title = say("releases", asked.language)
        return write_page(
            asked,
            "thing.html",
            title=title,
            kind="",
            lead="",
            rows=rows,
            sections=(section,),
            forms=_PAGE_OR_JSON,
            crumbs=to_crumbs(asked),
            danger=False,
        )
    body = {"items": [record], "total": 1, "next": None, "on": asked.on_text, "release": asked.release.id}
    return Answer(body=orjson.dumps(body), content_type=asked.form.content_type)


def answer_dump(asked: Asked) -> Answer:
    """Answer with the whole graph of a named release.

    Raises:
        NotFoundError: this server runs another release.
    """
    check_release(asked)
    ending = f".{asked.path.rpartition('.')[2]}"
    form = next(form for form in DUMP_FORMATS if form.ending == ending)
    release = asked.release
    piece = release.pieces.find_or_make(("dump", ending), lambda: Piece(_DUMPS[ending](release), 0, b""))
    return Answer(body=piece.body, content_type=form.content_type, cache=_FOREVER)


def _write_jsonld(release: Release) -> bytes:
    """Write every thing of the graph below one context; nodes that another nests are written there."""
    store = release.kb.store
    subjects = {str(quad.subject)[1:-1] for quad in parse(release.data, RdfFormat.N_QUADS)}
    items = [to_json(iri, store.describe(iri), release.context) for iri in sorted(subjects) if _is_whole(iri)]
    return orjson.dumps({"@context": to_context(release), "items": items})


def _is_whole(iri: str) -> bool:
    return not any(f"/{room}/" in iri for room in ("groundings", "criteria", "versjon"))


_DUMPS: Final[dict[str, Callable[[Release], bytes]]] = {
    NQ.ending: lambda release: release.data,
    TTL.ending: lambda release: write_turtle(quad.triple for quad in parse(release.data, RdfFormat.N_QUADS)).encode(),
    JSONLD.ending: _write_jsonld,
}
_RELEASE: Final = Parameter(name="release", where="path", description="The release id.", example="0123456789abcdef")

OPERATIONS = (
    Operation(
        path="/releases",
        name="listReleases",
        subject="releases",
        summary="Releases and their dumps",
        description="The running release: its id is a digest of its content, so the same content has the same id.",
        answer=answer_releases,
        example="/releases",
        forms=_PAGE_OR_JSON,
    ),
    *(
        Operation(
            path=f"/releases/{{release}}/hjemmel{form.ending}",
            name=f"dump{form.name.title()}",
            subject="releases",
            summary=f"The whole graph of a release as {form.media_type}",
            description="Pinned: what stands at this address never changes.",
            answer=answer_dump,
            example=f"/releases/{{release}}/hjemmel{form.ending}",
            parameters=(_RELEASE,),
            errors=(NotFoundError,),
            forms=(form,),
            slow=True,
        )
        for form in DUMP_FORMATS
    ),
)
