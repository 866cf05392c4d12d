"""Invented documents, and one index of them."""

from datetime import date

import pytest

from hjemmel.search.documents import Document
from hjemmel.search.index import Index
from hjemmel.search.norwegian import Analyser

DAY = date(2030, 1, 1)

DOCUMENTS = (
    Document(
        id="a/kommunen",
        kind="actors",
        labels={"nb": "kommunen", "nn": "kommunen", "en": "the municipality"},
        alternatives=("kommuner",),
        boost=1.5,
    ),
    Document(
        id="a/statsforvalteren",
        kind="actors",
        labels={"nb": "statsforvalteren", "nn": "statsforvaltaren", "en": "the county governor"},
        alternatives=("fylkesmannen",),
        boost=1.5,
    ),
    Document(
        id="d/avverge",
        kind="duties",
        labels={"nb": "Avverge alvorlige lovbrudd", "nn": "Avverje alvorlege lovbrot", "en": "Avert serious offences"},
        texts=(
            {
                "nb": "Enhver må prøve å avverge lovbrudd; taushetsplikt er ingen hindring.",
                "nn": "Einkvar må prøve å avverje lovbrot; teieplikt er inga hindring.",
                "en": "Everyone must try to avert offences.",
            },
        ),
        context=("enhver",),
    ),
    Document(
        id="d/melde",
        kind="duties",
        labels={"nb": "Skoleansatte melder til barnevernet", "nn": "Skuletilsette melder til barnevernet"},
        texts=({"nb": "De ansatte må melde fra til barnevernstjenesten."},),
    ),
    Document(
        id="d/gammel",
        kind="duties",
        labels={"nb": "Skoleansatte melder til barnevernet", "nn": "Skuletilsette melder til barnevernet"},
        texts=({"nb": "De ansatte må melde fra til barnevernstjenesten."},),
        periods=((date(2000, 1, 1), date(2010, 1, 1)),),
    ),
    Document(id="d/tilbud", kind="duties", labels={"nb": "Ha et krisesentertilbud", "nn": "Ha eit krisesentertilbod"}),
    Document(id="d/vern", kind="duties", labels={"nn": "Vern av valdsutsette"}),
)


@pytest.fixture(scope="session")
def index() -> Index:
    """The index of the invented documents."""
    return Index(DOCUMENTS)


@pytest.fixture(scope="session")
def analyser() -> Analyser:
    """An analyser that knows no texts."""
    return Analyser()
