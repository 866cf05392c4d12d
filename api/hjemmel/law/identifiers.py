"""Names of law: refid, path, IRI, Lovdata's address, and the way people write them.

refid       lov/2009-06-19-44
path        lov/2009-06-19-44/paragraf/3-3a/ledd/2/versjon/2022-08-01
IRI         the namespace of the project, then the path
Lovdata     https://lovdata.no/dokument/NL/lov/2009-06-19-44/§3-3a
people      krisesenterlova § 3-3 a andre ledd
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from hjemmel.errors import BadParameterError
from hjemmel.rdf.namespaces import BASE

_LOVDATA: Final = "https://lovdata.no/dokument/"
_COLLECTIONS: Final = {"lov": "NL", "forskrift": "SF"}
_SOURCE = re.compile(r"^((?:lov|forskrift|traktat)/[^/]+)(?:/(.+))?$")
_REFID = re.compile(r"(?:^|/)(lov|forskrift|for|traktat)[/-]([^/?#\s]+)/?$", re.IGNORECASE)
_KINDS: Final = {"for": "forskrift"}
_SECTION = re.compile(r"^(?:§{1,2}|paragraf/?)?\s*(\d+(?:\s*-\s*\d+)*)\s*([a-zæøå]?)$", re.IGNORECASE)
_LETTERED = re.compile(r"^(\d+(?:-\d+)*)([a-zæøå])$")

_ORDINALS: Final = {
    "nb": ["første", "annet", "tredje", "fjerde", "femte", "sjette", "syvende", "åttende", "niende", "tiende"],
    "nn": ["første", "andre", "tredje", "fjerde", "femte", "sjette", "sjuande", "åttande", "niande", "tiande"],
    "en": ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"],
}
_WORDS: Final = {
    "nb": {"ledd": "ledd", "punktum": "punktum", "bokstav": "bokstav", "nummer": "nr."},
    "nn": {"ledd": "ledd", "punktum": "punktum", "bokstav": "bokstav", "nummer": "nr."},
    "en": {"ledd": "paragraph", "punktum": "sentence", "bokstav": "letter", "nummer": "no."},
}
_HEADS: Final = {
    "nb": {"paragraf": "§ {}", "kapittel": "kapittel {}", "artikkel": "artikkel {}"},
    "nn": {"paragraf": "§ {}", "kapittel": "kapittel {}", "artikkel": "artikkel {}"},
    "en": {"paragraf": "section {}", "kapittel": "chapter {}", "artikkel": "article {}"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalName:
    """The pieces of a path of law: `provision` and `version` are None when it names none."""

    refid: str
    provision: str | None = None
    version: str | None = None


def to_iri(path: str) -> str:
    """The IRI of a path; an IRI of ours is given back as it is."""
    return path if path.startswith(BASE) else BASE + path.strip("/")


def to_path(iri: str) -> str:
    """The path of an IRI; what isn't ours is given back as it is."""
    return iri.removeprefix(BASE)


def to_slug(iri: str) -> str:
    """The last step of an IRI: "kommunen" of "…/actors/kommunen"."""
    return iri.rstrip("/").rsplit("/", 1)[-1]


def find_legal_name(iri: str) -> LegalName | None:
    """The refid, provision and version in an IRI or path; None when it isn't law."""
    match = _SOURCE.match(to_path(iri))
    if match is None:
        return None
    refid, rest = match.group(1), match.group(2) or ""
    provision, _, version = f"/{rest}".partition("/versjon/")
    return LegalName(refid=refid, provision=provision.strip("/") or None, version=version or None)


def to_refid(iri: str) -> str | None:
    """Give "lov/2009-06-19-44" of any IRI or path below that act; None when it isn't law."""
    name = find_legal_name(iri)
    return name.refid if name else None


def parse_refid(text: str) -> str:
    """The refid in any way an act is named by number: IRI, address here or at Lovdata, LOV-2009-06-19-44.

    What is no such name is given back as it is.
    """
    match = _REFID.search(text.strip())
    if match is None:
        return text
    kind, rest = match.group(1).lower(), match.group(2).lower()
    return f"{_KINDS.get(kind, kind)}/{rest}"


def to_lovdata(iri: str) -> str | None:
    """Lovdata's address of the act or section an IRI lies in; None when Lovdata has none.

    Lovdata addresses sections and chapters, not what is below them.
    """
    name = find_legal_name(iri)
    collection = _COLLECTIONS.get(name.refid.partition("/")[0]) if name else None
    if name is None or collection is None:
        return None
    head = (name.provision or "").split("/")[:2]
    tail = {"paragraf": "/§{}", "kapittel": "/KAPITTEL_{}"}.get(head[0], "").format(head[-1])
    return f"{_LOVDATA}{collection}/{name.refid}{tail}"


def parse_section(text: str) -> str:
    """The plain form of a section's number: "§ 3-3 a", "§3-3a", "3-3 A" → "3-3a".

    Raises:
        BadParameterError: it isn't a section's number.
    """
    match = _SECTION.match(text.strip())
    if match is None:
        raise BadParameterError("section", f"“{text}” is no section number.", remedy="Write it as 3-3a or § 3-3 a.")
    return re.sub(r"\s", "", match.group(1)) + match.group(2).lower()


def format_section(number: str) -> str:
    """The way a statute prints a section's number: "3-3a" → "3-3 a"."""
    return _LETTERED.sub(r"\1 \2", number)


def format_provision(path: str, lang: str = "nb") -> str:
    """A provision as people write it: "paragraf/4/ledd/1" → "§ 4 første ledd"."""
    steps = [step for step in path.split("/") if step]
    pairs = zip(steps[::2], steps[1::2], strict=False)
    return " ".join(_format_step(kind, value, lang) for kind, value in pairs)


def format_citation(act_label: str, path: str, lang: str = "nb") -> str:
    """A full citation: "krisesenterlova § 4 første ledd"."""
    return f"{act_label} {format_provision(path, lang)}".strip()


def _format_step(kind: str, value: str, lang: str) -> str:
    spoken = lang if lang in _WORDS else "nb"
    head = _HEADS[spoken].get(kind)
    if head is not None:
        return head.format(format_section(value))
    word = _WORDS[spoken].get(kind, kind)
    if kind in {"ledd", "punktum"}:
        return f"{_format_ordinal(value, spoken)} {word}"
    return f"{word} {value}"


def _format_ordinal(value: str, lang: str) -> str:
    ordinals = _ORDINALS[lang]
    if value.isdigit() and 0 < int(value) <= len(ordinals):
        return ordinals[int(value) - 1]
    return f"{value}th" if lang == "en" else f"{value}."
