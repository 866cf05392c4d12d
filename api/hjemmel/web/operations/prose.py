"""The pages of plain words: what this is, who may use the data, accessibility, privacy."""

from __future__ import annotations

from typing import Final

from hjemmel.rdf.formats import HTML
from hjemmel.web.operation import Operation
from hjemmel.web.pages.prose import write_prose_page

_SUMMARIES: Final = {
    "about": "What the service is, where its content comes from, what it can't do",
    "data-licence": "Who may use the data, and how to name them",
    "accessibility": "The accessibility statement",
    "privacy": "What is stored about readers: nothing",
}

OPERATIONS = tuple(
    Operation(
        path=f"/{name}",
        name="read" + "".join(word.title() for word in name.split("-")),
        subject="home",
        summary=summary,
        description="A page of plain words in nb, nn and en.",
        answer=write_prose_page,
        example=f"/{name}",
        forms=(HTML,),
    )
    for name, summary in _SUMMARIES.items()
)
