"""Measure against the links Lovdata put on citations: the corpus' gold, read and scored.

Used by the tests and by `bench` only. The registry here is a small stand-in for imported law: the
acts of the corpus with the names of their provisions. Longer than 300 lines because reading, scoring
and the records between them are one measurement that is best read in one piece.
"""

from __future__ import annotations

import csv
import gzip
import re
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from itertools import groupby
from pathlib import Path
from typing import Final

from hjemmel.law.citations import list_citations
from hjemmel.law.citations.records import Citation
from hjemmel.law.citations.registry import ActEntry, Registry

DAY: Final = "2025-11-08"
_UNSPOKEN: Final = frozenset({"annex", "part"})
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
        title=row["title"],
        in_force=row["in_force"][:10] if row["in_force"][:1] in {"1", "2"} else "",
        changed=_find_changed(row),
        amends=amends,
        amended=frozenset(_to_amended(found.decode()) for found in _CHANGED.findall(page)),
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
    """One link of the gold in our words."""

    start: int
    end: int
    refid: str
    provision: str
    sub: str
    style: str
    agrees: bool
    complete: bool
    named: str
    kind: str

    @property
    def is_judgeable(self) -> bool:
        """Whether the text itself says what the link points to."""
        return self.agrees and self.named != "not-in-sentence" and "*" not in self.refid


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSentence:
    """One sentence with its links; `source` is the citing act."""

    ident: str
    source: str
    text: str
    links: tuple[GoldLink, ...]
    day: str = DAY


def read_days(corpus: Path) -> dict[str, str]:
    """The day each document was last changed: the day its text is of."""
    days: dict[str, str] = {}
    for kind in ("lover", "forskrifter"):
        for row in _read_rows(corpus / f"acts_dev.{kind}.tsv.gz"):
            days[row["refid"]] = _find_changed(row)
    return days


def _find_changed(row: dict[str, str]) -> str:
    found = [day[:10] for day in (row["in_force"], row["last_change_in_force"]) if day[:1] in {"1", "2"}]
    return min(max(found, default=DAY), DAY)


def read_gold(path: Path) -> list[GoldSentence]:
    """The sentences of a `citations_dev` file in the order of the file."""
    days = read_days(path.parent)
    sentences: dict[str, list[dict[str, str]]] = {}
    for row in _read_rows(path):
        sentences.setdefault(row["sent_id"], []).append(row)
    return [
        GoldSentence(
            ident=ident,
            source=rows[0]["source"],
            text=rows[0]["context"],
            day=days.get(rows[0]["source"], DAY),
            links=tuple(_to_link(row) for row in rows if row["context"] == rows[0]["context"]),
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
        kind=row["block_kind"],
    )


@dataclass(slots=True, kw_only=True)
class Score:
    """Counts by style, and examples of what went wrong."""

    rows: Counter[str] = field(default_factory=Counter)
    hits: Counter[str] = field(default_factory=Counter)
    subs: int = 0
    sub_hits: int = 0
    sub_deeper: int = 0
    said: int = 0
    right: int = 0
    unspoken: int = 0
    missed: list[tuple[GoldSentence, GoldLink, str]] = field(default_factory=list)
    wrong: list[tuple[GoldSentence, Citation]] = field(default_factory=list)
    sub_wrong: list[tuple[GoldSentence, GoldLink, Citation]] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Rows found with the right target, of all rows."""
        return sum(self.hits.values()) / max(1, sum(self.rows.values()))

    @property
    def precision(self) -> float:
        """Citations that are right, of those made in complete sentences."""
        return self.right / max(1, self.said)

    @property
    def strict_precision(self) -> float:
        """The same with unlinked annexes and parts, of which `complete` doesn't speak, as errors."""
        return self.right / max(1, self.said + self.unspoken)

    @property
    def exact_subs(self) -> float:
        """Rows with a path below the section that was read exactly."""
        return self.sub_hits / max(1, self.subs)

    @property
    def kept_subs(self) -> float:
        """The same, counting those read on where the gold's tail stops (`bokstav d` at a full stop)."""
        return (self.sub_hits + self.sub_deeper) / max(1, self.subs)

    def to_report(self) -> str:
        """One line a style, then the sums."""
        lines = [
            f"{style:24}{self.hits[style]:7} / {total:<7}{self.hits[style] / total:8.2%}"
            for style, total in self.rows.most_common()
        ]
        sums = f"recall {self.recall:.2%}  precision {self.precision:.2%} ({self.strict_precision:.2%})"
        sums += f"  sub {self.exact_subs:.2%} (or deeper {self.kept_subs:.2%}) of {self.subs}"
        return "\n".join([*lines, sums])


def list_documents(sentences: Iterable[GoldSentence]) -> Iterator[list[GoldSentence]]:
    """The sentences of each document together, in their order: running text."""
    for _, group in groupby(sentences, key=lambda sentence: sentence.ident.partition("@")[0]):
        yield list(group)


def score_documents(sentences: Iterable[GoldSentence], registry: Registry, *, judgeable: bool = False) -> Score:
    """Read whole documents with the citing act as context and the text's day, and count.

    With `judgeable`, links that can't be told from the text are left out: the number written is
    not the number linked to, or the act isn't named in the sentence and isn't the citing act.
    """
    score = Score()
    for document in list_documents(sentences):
        text = "\n".join(sentence.text for sentence in document)
        found = list_citations(text, registry, context=document[0].source, on=document[0].day)
        start = 0
        for sentence in document:
            end = start + len(sentence.text)
            own = [_to_moved(one, -start) for one in found if start <= one.start < end]
            kept = tuple(link for link in sentence.links if not judgeable or link.is_judgeable)
            add_score(score, replace(sentence, links=kept), own)
            start = end + 1
    return score


def _to_moved(citation: Citation, by: int) -> Citation:
    return citation._replace(start=citation.start + by, end=citation.end + by)


def add_score(score: Score, sentence: GoldSentence, citations: Iterable[Citation]) -> None:
    """Count one sentence."""
    found = list(citations)
    hits: dict[int, bool] = defaultdict(bool)
    for link in sentence.links:
        over = [(i, c) for i, c in enumerate(found) if c.start < link.end and link.start < c.end]
        good = [(i, c) for i, c in over if is_target(link, c)]
        score.rows[link.style] += 1
        for index, _ in good:
            hits[index] = True
        if good:
            score.hits[link.style] += 1
            _add_sub(score, sentence, link, [citation for _, citation in good])
        else:
            score.missed.append(
                (
                    sentence,
                    link,
                    "; ".join(f"{c.text}→{c.status}:{[t.id[28:] for t in c.targets][:3]}" for _, c in over),
                )
            )
    if sentence.links and all(link.complete for link in sentence.links):
        for index, citation in enumerate(found):
            if citation.kind in _UNSPOKEN and not any(_is_over(citation, link) for link in sentence.links):
                score.unspoken += 1
                continue
            score.said += 1
            score.right += hits[index]
            if not hits[index]:
                score.wrong.append((sentence, citation))


def _is_over(citation: Citation, link: GoldLink) -> bool:
    return citation.start < link.end and link.start < citation.end


def _add_sub(score: Score, sentence: GoldSentence, link: GoldLink, good: list[Citation]) -> None:
    if not link.sub or not link.provision:
        return
    score.subs += 1
    wanted = f"{link.provision}/{link.sub}".lower()
    paths = {(target.provision or "").lower() for citation in good for target in citation.targets}
    if wanted in paths:
        score.sub_hits += 1
    else:
        score.sub_deeper += any(path.startswith(wanted + "/") for path in paths)
        score.sub_wrong.append((sentence, link, good[0]))


def is_target(link: GoldLink, citation: Citation) -> bool:
    """Whether one of the citation's targets is the link's, to the section.

    The gold writes `*` for the kind of a rule of the Union that its source leaves open.
    """
    wanted = to_section(link.provision.lower())
    for target in citation.targets:
        if not fnmatchcase(target.refid, link.refid):
            continue
        path = (target.provision or "").lower()
        if not wanted or to_section(path) == wanted or path.startswith(wanted + "/"):
            return True
    return False


def to_section(provision: str) -> str:
    """A provision without what stands below the section, article or chapter."""
    pieces = provision.split("/")
    for level in ("side", "paragraf", "artikkel", "kapittel", "vedlegg", "del"):
        if level in pieces:
            return "/".join(pieces[: pieces.index(level) + 2])
    return provision
