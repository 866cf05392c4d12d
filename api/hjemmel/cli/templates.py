"""Templates for editors: what `hjemmel new` writes, and into which file.

A template holds every fact that a shape demands, with "FYLL INN" where the editor's own words belong;
`hjemmel check` points to each one that is left.
"""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from hjemmel.errors import InputError
from hjemmel.rdf.turtle import format_turtle

HEAD: Final = """@base <https://w3id.org/hjemmel/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix hj: <https://w3id.org/hjemmel/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

"""

DUTY: Final = """<duties/{slug}>
    a hj:Duty ;
    skos:prefLabel "FYLL INN kort tittel"@nb ;
    skos:prefLabel "FYLL INN kort tittel"@nn ;
    skos:prefLabel "FYLL INN short title"@en ;
    dct:description "FYLL INN hva som må gjøres, i én setning med egne ord"@nb ;
    dct:description "FYLL INN kva som må gjerast, i éi setning med eigne ord"@nn ;
    dct:description "FYLL INN what must be done, in one sentence"@en ;
    hj:bearer <actors/kommunen> ;
    hj:force <force/skal> ;
    hj:grounding <duties/{slug}/groundings/{day}> ;
    dct:source <sources/lovdata-{source}> ;
    hj:reviewStatus <review-status/draft> ;
    hj:reviewedOn "{today}"^^xsd:date ;
    .

<duties/{slug}/groundings/{day}>
    a hj:Grounding ;
    hj:of <{act}/paragraf/1/versjon/{day}> ;
    hj:part "ledd/1/punktum/1" ;
    .
"""

ACTOR: Final = """<actors/{slug}>
    a hj:Actor ;
    a skos:Concept ;
    skos:prefLabel "FYLL INN navn"@nb ;
    skos:prefLabel "FYLL INN namn"@nn ;
    skos:prefLabel "FYLL INN name"@en ;
    skos:broader <actors/alle> ;
    skos:inScheme <actors> ;
    hj:actorType <actor-type/public-body> ;
    .
"""

GUIDANCE: Final = """<guidance/{slug}>
    a hj:GuidanceDocument ;
    dct:title "FYLL INN tittel"@nb ;
    skos:prefLabel "FYLL INN kort tittel"@nb ;
    skos:prefLabel "FYLL INN kort tittel"@nn ;
    skos:prefLabel "FYLL INN short title"@en ;
    dct:type <document-type/guide> ;
    hj:rank <rank/guide> ;
    hj:force <force/boer> ;
    dct:source <sources/{slug}> ;
    hj:reviewStatus <review-status/draft> ;
    hj:reviewedOn "{today}"^^xsd:date ;
    .
"""

ACT: Final = """<{act}>
    a hj:Act ;
    dct:title "FYLL INN tittel"@nb ;
    skos:prefLabel "FYLL INN korttittel"@nb ;
    skos:prefLabel "FYLL INN korttittel"@nn ;
    skos:prefLabel "FYLL INN short title"@en ;
    eli:id_local "{official}" ;
    eli:first_date_entry_in_force "{today}"^^xsd:date ;
    dct:language "nb" ;
    hj:rank <rank/act> ;
    foaf:page <https://lovdata.no/dokument/NL/{act}> ;
    dct:source <sources/lovdata-{source}> ;
    hj:reviewStatus <review-status/draft> ;
    hj:reviewedOn "{today}"^^xsd:date ;
    .

<sources/lovdata-{source}>
    a prov:Entity ;
    dct:title "FYLL INN tittel på Lovdata"@nb ;
    foaf:page <https://lovdata.no/dokument/NL/{act}> ;
    hj:readOn "{today}"^^xsd:date ;
    .
"""

_TEMPLATES: Final = {"duty": DUTY, "actor": ACTOR, "guidance": GUIDANCE, "act": ACT}
_ACT: Final = re.compile(r"(lov|forskrift)/\d{4}-\d{2}-\d{2}-\d{1,4}")
_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A filled template, and where it stands; no file when it was only to be shown."""

    subject: str
    text: str
    file: Path | None = None
    line: int | None = None


def write_template(args: argparse.Namespace, root: Path) -> Written:
    """Add the template to its file (made when missing) and say where.

    Raises:
        InputError: the act or the slug can't be read, or the name is taken.
    """
    act, slug = _read_act(args), _read_slug(args)
    block = _fill(_TEMPLATES[args.kind], act, slug)
    subject = block.split("\n", 1)[0]
    if args.only_print:
        return Written(subject=subject, text=format_turtle(_head() + block))
    path = _find_file(args.kind, act, slug, root)
    before = path.read_text(encoding="utf-8") if path.exists() else _head()
    if f"\n{subject}\n" in before:
        raise InputError(f"{subject} is already in {path}.", remedy="Choose another --slug.")
    path.write_text(format_turtle(_with_prefixes(before) + "\n" + block), encoding="utf-8")
    line = path.read_text(encoding="utf-8").split("\n").index(subject) + 1
    return Written(subject=subject, text=block, file=path, line=line)


def _head() -> str:
    return HEAD + "@prefix prov: <http://www.w3.org/ns/prov#> .\n\n"


def _with_prefixes(text: str) -> str:
    """The file with every prefix a template uses; the formatter drops those that aren't used."""
    lines = [line for line in _head().splitlines() if line and line not in text]
    rest = text.split("\n")
    first = next((i for i, line in enumerate(rest) if line.startswith("@")), 0)
    return "\n".join([*rest[:first], *lines, *rest[first:]])


def _read_act(args: argparse.Namespace) -> str:
    if args.kind not in ("duty", "act"):
        return ""
    if not args.act or not _ACT.fullmatch(args.act):
        detail = f"--act {args.act or ''} names no act."
        raise InputError(detail, remedy="Write it as --act lov/2009-06-19-44.")
    return str(args.act)


def _read_slug(args: argparse.Namespace) -> str:
    if args.kind == "act":
        return ""
    if not args.slug or not _SLUG.fullmatch(args.slug):
        detail = f"--slug {args.slug or ''} is no name for an address."
        raise InputError(detail, remedy="Small letters a-z, digits and hyphens: krsl-2-tilbod.")
    return str(args.slug)


def _fill(template: str, act: str, slug: str) -> str:
    today = datetime.now(UTC).date().isoformat()
    kind = "FOR" if act.startswith("forskrift") else "LOV"
    return template.format(
        act=act,
        slug=slug,
        day=today,
        today=today,
        source=act.replace("/", "-"),
        official=f"{kind}-{act.partition('/')[2]}",
    )


def _find_file(kind: str, act: str, slug: str, root: Path) -> Path:
    if kind == "actor":
        return root / "kb" / "actors" / "actors.ttl"
    if kind == "guidance":
        return root / "kb" / "guidance" / "guidance.ttl"
    stem = act.replace("/", "-")
    folder = "regulations" if act.startswith("forskrift") else "acts"
    known = sorted((root / "kb" / folder).glob(f"{stem}*.ttl"))
    name = known[0].name if known else f"{stem}.ttl"
    if kind == "act":
        return root / "kb" / folder / name
    if not known:
        remedy = f"Begin with: hjemmel new act --act {act}"
        raise InputError(f"{act} is not in kb/{folder} yet, so {slug} would rest on nothing.", remedy=remedy)
    return root / "kb" / "duties" / name
