"""Saved questions stay quick where much law lies beside the graph that no norm rests on.

The engine has no statistics: a pattern that begins at every wording there is (an EXISTS that is asked anew for each
row, a join after an OPTIONAL) costs little in the graph alone and minutes beside all acts and regulations.
"""

from __future__ import annotations

import time
from datetime import date

import pyoxigraph as ox
import pytest

from hjemmel.graph.store import EmbeddedStore
from hjemmel.law.questions import fill_values, list_questions, run_question
from hjemmel.rdf.namespaces import BASE, HJ, PREFIXES, RDF_TYPE, XSD

WORDINGS = 15_000
"""A tenth of what all acts and central regulations have."""
MOST = 0.5
"""Seconds of a processor; the slowest takes a tenth of that, and took twelve times that before it was mended."""


def list_law():
    """Acts of a hundred sections with two wordings each, one of which has ended."""
    of, part, kind, begins, ends = (
        ox.NamedNode(iri)
        for iri in (
            PREFIXES["dct"] + "isVersionOf", PREFIXES["eli"] + "is_part_of", RDF_TYPE.value, HJ + "validFrom",
            HJ + "validTo",
        )
    )  # fmt: skip
    for number in range(WORDINGS // 2):
        act = ox.NamedNode(f"{BASE}lov/1700-01-01-{number // 100}")
        section = ox.NamedNode(f"{act.value}/paragraf/{number % 100 + 1}")
        graph = ox.NamedNode(f"{BASE}graphs/law/x/{number // 100}")
        yield ox.Quad(section, part, act, graph)
        for begin, end in (("1700-01-01", "2000-01-01"), ("2000-01-01", "")):
            wording = ox.NamedNode(f"{section.value}/versjon/{begin}")
            yield ox.Quad(wording, kind, ox.NamedNode(HJ + "ProvisionVersion"), graph)
            yield ox.Quad(wording, of, section, graph)
            yield ox.Quad(wording, begins, to_day(begin), graph)
            if end:
                yield ox.Quad(wording, ends, to_day(end), graph)


def to_day(text):
    return ox.Literal(text, datatype=ox.NamedNode(XSD + "date"))


@pytest.fixture(scope="module")
def beside_law(real_kb):
    engine = ox.Store()
    engine.bulk_extend(real_kb.store.engine)
    engine.bulk_extend(list_law())
    return EmbeddedStore(engine)


@pytest.mark.parametrize("question", list_questions(), ids=lambda question: question.name)
def test_a_saved_question_takes_no_longer_for_law_that_it_does_not_ask_about(beside_law, real_kb, question):
    values = fill_values(question, {}, date(2026, 11, 25))
    started = time.process_time()
    found = run_question(beside_law, question.name, values)
    assert time.process_time() - started < MOST
    assert len(found) >= len(run_question(real_kb.store, question.name, values))
