"""The front page: what this is, for whom, examples that run, numbers of the release."""

from __future__ import annotations

from typing import Final

import orjson

from hjemmel.rdf.formats import HTML, JSON
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.operation import Operation
from hjemmel.web.operations.releases import to_release_record
from hjemmel.web.pages.home_page import write_home_page
from hjemmel.web.pages.words import say

_FORMS: Final = (JSON, HTML)
_EXAMPLES: Final = {
    "example-municipality": "/actors/kommunen/duties",
    "example-past": "/actors/kommunen/duties?on=2015-06-01",
    "example-doctor": "/actors/lege/duties",
    "example-plan": "/plan-areas",
    "example-graph": "/lov/2009-06-19-44/paragraf/4.ttl",
}
_COLLECTIONS: Final = {
    "acts": "acts",
    "duties": "norms",
    "actors": "actors",
    "situations": "situations",
    "target-groups": "target_groups",
    "plan-areas": "plan_areas",
    "guidance": "guidance",
    "quotes": "quotes",
    "sources": "sources",
}
_LINKS: Final = ('</openapi.json>; rel="service-desc"', '</docs>; rel="service-doc"')


def answer_home(asked: Asked) -> Answer:
    """Answer with the front page."""
    counts = {name: len(getattr(asked.release.catalogue, field)) for name, field in _COLLECTIONS.items()}
    examples = {key: asked.root + path for key, path in _EXAMPLES.items()}
    examples["example-dump"] = f"{asked.root}/releases/{asked.release.id}/hjemmel.nq"
    lang = asked.language
    if asked.form is HTML:
        return write_home_page(asked, forms=_FORMS, counts=counts, examples=examples)
    body = {
        "title": say("site", lang),
        "description": say("about", lang),
        "on": asked.on_text,
        **to_release_record(asked),
        "things": {name: {"total": count, "href": f"{asked.root}/{name}"} for name, count in counts.items()},
        "examples": [{"label": say(key, lang), "href": href} for key, href in examples.items()],
        "openapi": f"{asked.root}/openapi.json",
    }
    return Answer(body=orjson.dumps(body), content_type=asked.form.content_type, links=_LINKS, language=lang)


OPERATIONS = (
    Operation(
        path="/",
        name="readHome",
        subject="home",
        summary="What this is",
        description="What the service is, for whom, examples that run, and the numbers of the release.",
        answer=answer_home,
        example="/",
        forms=_FORMS,
    ),
)
