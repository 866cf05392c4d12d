"""Releases, their dumps, and what the server says of itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import orjson
from pyoxigraph import RdfFormat, parse

from hjemmel.errors import NotFoundError
from hjemmel.graph.snapshot import Manifest
from hjemmel.rdf.formats import DUMP_FORMATS, HTML, JSON, JSONLD, NQ, TTL
from hjemmel.rdf.jsonld import to_json
from hjemmel.rdf.turtle import write_turtle
from hjemmel.web.addresses import to_redirect
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.negotiate import LANGUAGES
from hjemmel.web.operation import Operation
from hjemmel.web.pages.paper import Entry, Row, Section
from hjemmel.web.pages.sheets import write_sections_page
from hjemmel.web.pages.words import format_day, say
from hjemmel.web.parameters import Parameter
from hjemmel.web.past import find_manifest, list_manifests, open_named
from hjemmel.web.release import Piece, Release
from hjemmel.web.things import to_context

LATEST: Final = "latest"
"""What a client writes that wants whatever release runs."""
_FOREVER: Final = "public, max-age=31536000, immutable"
_PAGE_OR_JSON: Final = (JSON, HTML)


def to_release_record(asked: Asked) -> dict[str, Any]:
    """Give what is said of the running release."""
    return _to_record(asked, asked.release.kb.manifest)


def _to_record(asked: Asked, manifest: Manifest) -> dict[str, Any]:
    return {
        "release": manifest.release,
        "running": manifest.release == asked.release.id,
        "digest": manifest.digest,
        "triples": manifest.triples,
        "graphs": manifest.graphs,
        "readTo": asked.release.read_to if manifest.release == asked.release.id else None,
        "counts": dict(manifest.counts),
        "dumps": [f"{asked.root}/releases/{manifest.release}/hjemmel{form.ending}" for form in DUMP_FORMATS],
    }


def answer_releases(asked: Asked) -> Answer:
    """Answer with the running release, those beside it, and their dumps."""
    # What becomes files holds one release: the others' dumps are not among them.
    manifests = (asked.release.kb.manifest,) if asked.still else list_manifests(asked.release)
    records = [_to_record(asked, manifest) for manifest in manifests]
    if asked.form is HTML:
        return _write_releases_page(asked, records)
    body = {"items": records, "total": len(records), "next": None, "on": asked.on_text, "release": asked.release.id}
    return Answer(body=orjson.dumps(body), content_type=asked.form.content_type)


def answer_paper(asked: Asked) -> Answer:
    """Answer with the style that writes the release on each sheet of paper; pages themselves don't name it."""
    day = asked.release.read_to
    lines = []
    for lang in LANGUAGES:
        release = say("on-paper", lang, release=asked.release.id)
        read_to = say("read-to", lang, day=format_day(day, lang)) if day else ""
        lines.append(f'.sheet:lang({lang})::after {{ content: " · {", ".join(filter(None, (release, read_to)))}"; }}\n')
    return Answer(body="".join(lines).encode(), content_type="text/css; charset=utf-8")


def answer_release(asked: Asked) -> Answer:
    """Answer with one release; `latest` leads to the running one.

    Raises:
        NotFoundError: this server doesn't have it.
    """
    if asked.names["release"] == LATEST:
        return _lead_to_latest(asked)
    record = _to_record(asked, find_manifest(asked.release, asked.names["release"]))
    if asked.form is HTML:
        return _write_releases_page(asked, [record])
    return Answer(body=orjson.dumps(record), content_type=asked.form.content_type)


def _write_releases_page(asked: Asked, records: Sequence[Mapping[str, Any]]) -> Answer:
    first = records[0]
    rows = tuple(
        Row(label=say(f"release-{key}", asked.language), values=(Entry(text=str(first[key])),))
        for key in ("digest", "triples", "graphs")
    )
    if first["readTo"]:
        read_to = Entry(text=format_day(first["readTo"], asked.language))
        rows = (*rows, Row(label=say("release-readTo", asked.language), values=(read_to,)))
    sections = tuple(_to_section(record, first=record is first) for record in records)
    return write_sections_page(asked, say("releases", asked.language), sections, rows=rows, forms=_PAGE_OR_JSON)


def _to_section(record: Mapping[str, Any], *, first: bool) -> Section:
    dumps = tuple(Entry(text=address.rpartition("/")[2], href=address) for address in record["dumps"])
    return Section(title=record["release"], entries=dumps, first=first)


def answer_dump(asked: Asked) -> Answer:
    """Answer with the whole graph of a named release; `latest` leads to the running one's.

    Raises:
        NotFoundError: this server doesn't have that release.
    """
    wanted = asked.names["release"]
    if wanted == LATEST:
        return _lead_to_latest(asked)
    ending = f".{asked.path.rpartition('.')[2]}"
    form = next(form for form in DUMP_FORMATS if form.ending == ending)
    piece = asked.release.pieces.find_or_make(
        ("dump", wanted, ending), lambda: Piece(_DUMPS[ending](open_named(asked.release, wanted)), 0, b"")
    )
    return Answer(body=piece.body, content_type=form.content_type, cache=_FOREVER)


def _lead_to_latest(asked: Asked) -> Answer:
    path = asked.path.replace(f"/{LATEST}", f"/{asked.release.id}", 1)
    ending = asked.form.ending if asked.ended else ""
    return to_redirect(f"{asked.root}{path}{ending}", asked.query, lasting=False)


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
_RELEASE: Final = Parameter(
    name="release", where="path", description="The release id, or `latest`.", example="0123456789abcdef"
)

OPERATIONS = (
    Operation(
        path="/releases",
        name="listReleases",
        subject="releases",
        summary="Releases and their dumps",
        description="The running release first, then the earlier ones that lie beside it. An id is a digest of the "
        "content, so the same content has the same id.",
        answer=answer_releases,
        example="/releases",
        forms=_PAGE_OR_JSON,
    ),
    Operation(
        path="/releases/{release}",
        name="findRelease",
        subject="releases",
        summary="One release and its dumps",
        description="Its digest, counts and dumps; `/releases/latest` leads to the running one.",
        answer=answer_release,
        example="/releases/{release}",
        parameters=(_RELEASE,),
        errors=(NotFoundError,),
        forms=_PAGE_OR_JSON,
    ),
    Operation(
        path="/release.css",
        name="styleRelease",
        subject="releases",
        summary="The release on paper",
        description="A style sheet for print: it writes the running release, and how far it has been read, on every "
        "sheet. Pages name their own edition only, so that they stay the same where nothing they say has changed.",
        answer=answer_paper,
        example="/release.css",
        forms=(),
        media_types=("text/css",),
    ),
    *(
        Operation(
            path=f"/releases/{{release}}/hjemmel{form.ending}",
            name=f"dump{form.name.title()}",
            subject="releases",
            summary=f"The whole graph of a release as {form.media_type}",
            description="Pinned: what stands at this address never changes, and it is there as long as the release "
            "lies beside the running one. `/releases/latest/…` leads to the running one's.",
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
