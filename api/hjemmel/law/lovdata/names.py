"""Names in Lovdata's markup and the names we give the same things.

    data-name   §3-3a, kap6, gdpr/a9, vedlegg2          href   lov/2011-06-24-30/§7-2a/ledd/2
    our path    paragraf/3-3a, kapittel/6, gdpr/artikkel/9, vedlegg/2

Our paths are lower case throughout: Lovdata writes `kapVI` and `kapvi` for one and the same chapter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from hjemmel.rdf.namespaces import BASE

CELEX: Final = "http://publications.europa.eu/resource/celex/"
KINDS: Final = frozenset({"lov", "forskrift", "eu", "avtale", "traktat", "forarbeid", "rundskriv"})
_SUB: Final = frozenset({"ledd", "bokstav", "nummer", "setning", "punktum", "punkt"})
_STEPS: Final = (
    (re.compile(r"^§+(.+)$"), "paragraf/"),
    (re.compile(r"^kap(?!ittel)(.+)$"), "kapittel/"),
    (re.compile(r"^(?:a?artikkel|a)(\d.*|[ivxl]+)$"), "artikkel/"),
    (re.compile(r"^vedlegg(.+)$"), "vedlegg/"),
    (re.compile(r"^del(.+)$"), "del/"),
    (re.compile(r"^avsnitt(.+)$"), "avsnitt/"),
    (re.compile(r"^b(\d.*)$"), "bok/"),
    (re.compile(r"^k(\d.*)$"), "kapittel/"),
)
_ODD = re.compile(r"[\s\x00-\x20<>\"{}|^`\\\[\]#?%\ue000-\uf8ff\ufff0-\uffff]+")
"""What may not stand in an IRI, or would end its path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a link points at, in Lovdata's words: kind, document, provision and what is below it."""

    kind: str
    document: str
    provision: str = ""
    sub: str = ""

    @property
    def path(self) -> str:
        """Our path below the document; "" when the document itself is meant."""
        sub = self.sub.replace("setning/", "punktum/")
        return "/".join(part for part in (to_provision_path(self.provision), sub.lower()) if part)


@lru_cache(maxsize=65536)
def find_target(href: str) -> Target | None:
    """What a link points at; None when it is no citation (a picture, a page, a subject)."""
    kind, _, rest = href.partition("/")
    if kind not in KINDS or not rest:
        return None
    name, *steps = rest.rstrip("*").split("/")
    own = kind in {"lov", "forskrift"}  # elsewhere "nummer/7" is part of the name itself
    cut = next((n for n, step in enumerate(steps) if own and step in _SUB), len(steps))
    return Target(
        kind=kind,
        document=f"{kind}/{name.rstrip('*')}",
        provision="/".join(steps[:cut]),
        sub="/".join(steps[cut:]),
    )


@lru_cache(maxsize=65536)
def to_provision_path(name: str) -> str:
    """Our path of a data-name: "§3-3A" → "paragraf/3-3a", "gdpr/a9" → "gdpr/artikkel/9"."""
    return "/".join(_to_step(step) for step in name.lower().split("/")) if name else ""


def _to_step(step: str) -> str:
    step = _ODD.sub("-", "".join(step.split()) if step.startswith("§") else step.strip())
    for pattern, word in _STEPS:
        match = pattern.match(step)
        if match:
            return word + match.group(1)
    return step


@lru_cache(maxsize=65536)
def to_plain(name: str) -> str:
    """A name that a link gives an act or a decision, without what may not stand in an address."""
    return _ODD.sub("-", name)


@lru_cache(maxsize=65536)
def to_target_iri(kind: str, document: str, path: str) -> str:
    """The IRI of a target; EU acts are named by their CELEX number at the Publications Office."""
    if kind == "eu":
        return CELEX + _ODD.sub("", document.removeprefix("eu/")).upper()
    document = _ODD.sub("-", document)
    return f"{BASE}{document}/{_ODD.sub('-', path)}" if path else BASE + document
