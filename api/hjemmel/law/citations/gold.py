"""The links Lovdata put on citations, read from the corpus as gold; `scoring` holds citations against them.

Used by the tests only. The registry here is a small stand-in for imported law: the acts of the corpus
with the names of their provisions, and what their heads tell.
"""

from __future__ import annotations

import csv
import gzip
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hjemmel.law.citations.registry import ActEntry

DAY: Final = "2025-11-08"
"""The day the texts of the corpus are of."""

_NAME: Final = re.compile(
    rb'<\w+ class="(?!future)[^"]*"[^>]{0,200}? ?data-name='
    rb'"((?:[^"/]{1,12}/)?(?:\xc2\xa7|a|kap|del|vedlegg)[^"]{1,14})"|'
    rb'<dd class="refid">([^<]+)</dd>'
)
_AMENDS: Final = re.compile(rb'<dd class="changesToDocuments">.{0,20000}?</dd>', re.DOTALL)
_REFERENCE: Final = re.compile(rb">((?:lov|forskrift)/[\d-]+)<")
_CHANGED: Final = re.compile(rb'data-change-part="([^"]+)"')
_LEVELS: Final = (
    ("§", "paragraf"),
    ("kap", "kapittel"),
    ("vedlegg", "vedlegg"),
    ("del", "del"),
    ("a", "artikkel"),
)


def to_provision(name: str) -> str:
    """Lovdata's name of a provision in our words: `gdpr/a9` → `gdpr/artikkel/9`."""
    part, sign, last = name.rpartition("/")
    if re.fullmatch(r"s\d+", name):
        return f"side/{name[1:]}"
    for start, level in _LEVELS:
        number = last[len(start) :]
        if last.startswith(start) and (number[:1].isdigit() or start in {"kap", "vedlegg", "del"}):
            return f"{part}{sign}{level}/{number}"
    return name


def to_sub(sub: str) -> str:
    """Lovdata's path below a section in our words: `ledd/2/setning/1` → `ledd/2/punktum/1`."""
    return sub.replace("setning/", "punktum/")


def load_acts(corpus: Path) -> Iterator[ActEntry]:
    """The acts of the corpus archives with the names of their provisions."""
    heads = {}
    for kind in ("lover", "forskrifter"):
        for row in _read_rows(corpus / f"acts_dev.{kind}.tsv.gz"):
            heads[row["refid"]] = row
    for archive in sorted(corpus.glob("*-2025-11-08.tar.xz")):
        with tarfile.open(archive) as files:
            for member in files:
                file = files.extractfile(member)
                if file is not None:
                    entry = to_entry(file.read(), heads)
                    if entry is not None:
                        yield entry


def to_entry(page: bytes, heads: dict[str, dict[str, str]]) -> ActEntry | None:
    """One document of the archive as an entry of the registry."""
    refid, provisions = "", set()
    head = _AMENDS.search(page)
    amends = tuple(dict.fromkeys(found.decode() for found in _REFERENCE.findall(head.group()))) if head else ()
    for name, told in _NAME.findall(page):
        if told:
            refid = told.decode()
        else:
            provisions.add(to_provision(name.decode()))
    row = heads.get(refid)
    if row is None:
        return None
    return ActEntry(
        refid=refid,
        title=row.get("title", ""),
        in_force=row["in_force"][:10] if row["in_force"][:1] in {"1", "2"} else "",
        changed=_find_changed(row),
        amends=amends,
        amended=frozenset(_to_amended(part) for found in _CHANGED.findall(page) for part in found.decode().split()),
        provisions=frozenset(provisions),
        based_on=tuple(
            based.partition("/§")[0] for based in re.split(r"[;,\s]+", row["based_on"]) if based.startswith("lov/")
        ),
    )


def _to_amended(part: str) -> str:
    """`lov/2021-06-18-97/§1-2/ledd/3` as the section that is changed: `lov/2021-06-18-97/paragraf/1-2`."""
    kind, act, *steps = part.split("/")
    return "/".join((kind, act, to_provision(steps[0]) if steps else ""))


def _read_rows(path: Path) -> list[dict[str, str]]:
    csv.field_size_limit(10**8)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldLink:
    """One link of the gold in our words; `named`: where its act is named; `agrees` is False when it is wrong."""

    start: int
    end: int
    refid: str
    provision: str
    sub: str
    style: str
    agrees: bool
    complete: bool
    named: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSentence:
    """One sentence with its links; `source` is the citing act."""

    ident: str
    source: str
    text: str
    links: tuple[GoldLink, ...]


def _find_changed(row: dict[str, str]) -> str:
    found = [day[:10] for day in (row["in_force"], row["last_change_in_force"]) if day[:1] in {"1", "2"}]
    return min(max(found, default=DAY), DAY)


def read_gold(path: Path) -> list[GoldSentence]:
    """The sentences of a `citations_dev` file in the order of the file."""
    sentences: dict[str, list[dict[str, str]]] = {}
    for row in _read_rows(path):
        sentences.setdefault(row["sent_id"], []).append(row)
    return [
        GoldSentence(
            ident=ident,
            source=rows[0]["source"],
            text=rows[0]["context"],
            links=tuple(_to_link(row) for row in rows),
        )
        for ident, rows in sentences.items()
    ]


def _to_link(row: dict[str, str]) -> GoldLink:
    sub = row["target_sub"] or row["tail_sub"]
    provision = row["target_provision"]
    return GoldLink(
        start=int(row["start"]),
        end=int(row["end"]),
        refid=row["target"],
        provision=to_provision(provision) if provision else "",
        sub=to_sub(sub),
        style=row["style"],
        agrees=row["agrees"] != "0",
        complete=row["complete"] == "1",
        named=row["act_named"],
    )
