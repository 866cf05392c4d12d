"""What the server says of itself: is it alive, is it ready, what it allows, what it has counted."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

import orjson

from hjemmel.graph.limits import QueryLimits
from hjemmel.rdf.formats import JSON
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.fences import Limits
from hjemmel.web.operation import Operation
from hjemmel.web.operations.citations import MOST_TARGETS
from hjemmel.web.pages.assets import Asset, list_assets
from hjemmel.web.parameters import DEFAULT_SIZE, MAX_SIZE, MAX_TEXT
from hjemmel.web.ready import Counts
from hjemmel.web.release import Release
from hjemmel.web.running import Running

_METRICS_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What the process knows of itself; `running` is set before the first request.

    `asks` says whether queries of a release are answered at once, or wait for its store to be read.
    """

    counts: Counts
    limits: Limits
    queries: QueryLimits
    running: Callable[[], Running]
    asks: Callable[[Release], bool] = lambda _: True


def list_status_operations(state: State) -> tuple[Operation, ...]:
    """Give the operations that tell how the process is."""
    return (
        _to_operation("/health/live", "readLive", "Whether the process answers", _answer_live),
        _to_operation("/health/ready", "readReady", "Which release is served", lambda _: _answer_ready(state)),
        _to_operation("/limits", "readLimits", "What no request may exceed", lambda _: _answer_limits(state)),
        Operation(
            path="/metrics",
            name="readMetrics",
            subject="running",
            summary="Counts for Prometheus",
            description="Answers by status, those that were ready, and the size of the release.",
            answer=lambda _: _answer_metrics(state),
            example="/metrics",
            forms=(),
            media_types=("text/plain",),
        ),
        *(_to_asset_operation(asset) for asset in list_assets()),
    )


def _to_operation(path: str, name: str, summary: str, answer: Callable[[Asked], Answer]) -> Operation:
    return Operation(
        path=path,
        name=name,
        subject="running",
        summary=summary,
        description="For those who run the server.",
        answer=answer,
        example=path,
        forms=(JSON,),
    )


def _to_answer(record: Mapping[str, Any], cache: str = "no-store") -> Answer:
    return Answer(body=orjson.dumps(record), content_type=JSON.content_type, cache=cache)


def _answer_live(_: Asked) -> Answer:
    return _to_answer({"status": "live"})


def _answer_ready(state: State) -> Answer:
    running = state.running()
    queries = "ready" if state.asks(running.release) else "loading"
    record: dict[str, Any] = {"status": "ready", "release": running.release.id, "queries": queries}
    if running.last is not None:
        record["lastReload"] = {"ok": not running.last.detail, "detail": running.last.detail}
    return _to_answer(record)


def _answer_limits(state: State) -> Answer:
    names = {"max_path": "path", "max_query": "query", "max_header": "header", "max_body": "body"}
    limits = asdict(state.limits)
    record = {
        "bytes": {names[name]: limits[name] for name in names},
        "sparql": state.queries.to_record(),
        "parameterCharacters": MAX_TEXT,
        "pageSize": {"default": DEFAULT_SIZE, "most": MAX_SIZE},
        "citationTargets": MOST_TARGETS,
    }
    return _to_answer(record, cache="public, max-age=300")


def _answer_metrics(state: State) -> Answer:
    release = state.running().release
    rows = [f'hjemmel_answers_total{{status="{status}"}} {n}' for status, n in sorted(state.counts.statuses.items())]
    lines = [
        "# TYPE hjemmel_answers_total counter",
        *rows,
        "# TYPE hjemmel_ready_answers_total counter",
        f"hjemmel_ready_answers_total {state.counts.ready}",
        "# TYPE hjemmel_release_triples gauge",
        f'hjemmel_release_triples{{release="{release.id}"}} {release.kb.manifest.triples}',
        "",
    ]
    return Answer(body="\n".join(lines).encode(), content_type=_METRICS_TYPE, cache="no-store")


def _to_asset_operation(asset: Asset) -> Operation:
    answer = Answer(body=asset.body, content_type=asset.content_type, cache=asset.cache)
    return Operation(
        path=asset.path,
        name="readAsset" + "".join(part.title() for part in re.split(r"\W", asset.name)),
        subject="running",
        summary=f"What pages load: {asset.name}",
        description="Where the address has a digest in it, its content never changes.",
        answer=lambda _: answer,
        example=asset.path,
        forms=(),
        media_types=(asset.content_type.partition(";")[0],),
    )
