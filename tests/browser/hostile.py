"""A knowledge base whose every text is an attack: nothing of it may run, whoever wrote it."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

from hjemmel.app import create_app
from hjemmel.graph.files import load_sources
from hjemmel.graph.snapshot import open_memory
from hjemmel.law.catalogue import load_catalogue
from hjemmel.settings import load_settings
from hjemmel.web.release import Release

DAY = date(2104, 6, 1)
ATTACK = (
    "</script><script>hit()</script>\"'><img src=x onerror=hit()><svg onload=hit()> {{7*7}} ]]> --> \u202eesrever\u202c"
)
LONG = "x" * 10_000
_TEXT = re.compile(r'^(\s+(?:skos|dct|hj|rdfs):\w+ )"((?:[^"\\]|\\.)*)"(@\w+)? ;$', re.MULTILINE)
_KEPT = ("hj:part ", "hj:digest", "skos:notation", "dct:language", "hj:deadline ", "hj:language")
_PAGE = re.compile(r"foaf:page <https://[^>]*>")


def write_hostile_kb(small_root: Path, into: Path) -> Path:
    """Copy the small knowledge base, with an attack in every text and a script for every outward address."""
    shutil.copytree(small_root / "kb", into / "kb")
    for path in (into / "kb").rglob("*.ttl"):
        text = _TEXT.sub(_attack, path.read_text(encoding="utf-8"))
        path.write_text(_PAGE.sub("foaf:page <javascript:hit()>", text), encoding="utf-8")
    labels = into / "kb" / "actors" / "actors.ttl"
    text = labels.read_text(encoding="utf-8")
    assert "Lege" in text or "lege" in text
    labels.write_text(re.sub(r'"([Ll]ege)', rf'"{LONG} \1', text, count=1), encoding="utf-8")
    return into


def open_hostile_release(root: Path, ontology: Path) -> Release:
    """Open such a knowledge base; a build would refuse it, a server must bear it."""
    sources = load_sources(root / "kb", ontology)
    assert not sources.broken
    kb = open_memory(sources)
    return Release(kb=kb, catalogue=load_catalogue(kb))


def create_hostile_app(release: Release):
    """Make the service over it."""
    return create_app(load_settings({}), release=release, clock=lambda: DAY)


def list_paths(catalogue) -> list[str]:
    """Give the address of everything, and of every list."""
    things = [f"/{iri.removeprefix('https://w3id.org/hjemmel/')}" for iri in catalogue.things]
    lists = (
        "/", "/actors", "/duties", "/acts", "/plan-areas", "/situations", "/target-groups", "/guidance", "/quotes",
        "/sources", "/changes", "/coverage", "/search?q=kommunen", "/search?q=hit", "/vocabularies",
        "/actors/kommunen/duties?situation=ungdom", "/duties/ikke-her", "/sparql?query=SELECT+*+%7B%3Fs+%3Fp+%3Fo%7D",
    )  # fmt: skip
    return [*things, *lists]


def _attack(found: re.Match[str]) -> str:
    head, text, lang = found.groups()
    if head.strip() + " " in _KEPT or head.strip() in _KEPT:
        return found[0]
    attack = ATTACK.replace("\\", "\\\\").replace('"', '\\"')
    return f'{head}"{text} {attack}"{lang or ""} ;'
