"""What pages tell search engines stays data, whatever stands in it."""

import json
from datetime import date
from types import SimpleNamespace

from hjemmel.web.pages.linked import to_statement, write_linked

ASKED = SimpleNamespace(root="", path="/duties/x", language="nb", day=date(2026, 1, 1))


def test_markup_can_not_end_the_data_block():
    hostile = "</script><script>alert(1)</script><!-- &"
    thing = to_statement("https://w3id.org/hjemmel/duties/x", hostile, hostile, [])
    text = write_linked(ASKED, hostile, crumbs=[(hostile, "/duties")], thing=thing)
    assert not set("<>&") & set(text)
    assert json.loads(text)["@graph"][0]["name"] == hostile


def test_the_trail_names_each_step_by_its_lasting_address():
    text = write_linked(ASKED, "X", crumbs=[("Hjemmel", "/"), ("Plikter", "/duties")], thing=None)
    steps = json.loads(text)["@graph"][0]["itemListElement"]
    assert [step["item"] for step in steps] == [
        "https://w3id.org/hjemmel/",
        "https://w3id.org/hjemmel/duties",
        "https://w3id.org/hjemmel/duties/x",
    ]
    assert [step["position"] for step in steps] == [1, 2, 3]


def test_a_page_with_nothing_to_tell_has_no_block():
    assert write_linked(ASKED, "X", crumbs=[], thing=None) == ""
