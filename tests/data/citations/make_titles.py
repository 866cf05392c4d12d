"""Make `titles.tsv`: names of acts and regulations in Lovdata's open data (NLOD 2.0).

    python tests/data/citations/make_titles.py CORPUS > api/hjemmel/law/citations/titles.tsv

`lovdata` in the last column: the name stands in the head of the instrument's own document.
`lovdata-cited`: other documents give it where they cite the instrument by day and number, as
`lov 22. juni 2012 nr. 43 om … (a-opplysningsloven)`: the instrument itself isn't in the sample, or
had the name before. Links are not read. Only names and days are taken, never text of the law.
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
import tarfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Final

from hjemmel.law.citations.heads import list_head_names

DAY: Final = "2025-11-08"
HAND: Final = Path(__file__).parents[3] / "api" / "hjemmel" / "law" / "citations" / "names.tsv"
ACT_WORD: Final = re.compile(r"(?:lov|loven|lova|instruksen|reglementet)$")
REGULATION: Final = re.compile(r"(?:forskrift|forskriften|forskrifta|instruks|instruksen|reglement|reglementet)$")
GENERIC: Final = {
    "loven",
    "lova",
    "forskriften",
    "forskrifta",
    "lov",
    "forskrift",
    "instruks",
    "instruksen",
    "reglement",
    "reglementet",
    "endringslov",
    "endringsloven",
    "tilleggslov",
    "straffelov",
    "skattelov",
}
MONTHS: Final = {
    word: number
    for number, words in enumerate(
        [
            "januar,jan",
            "februar,feb",
            "mars,mar",
            "april,apr",
            "mai",
            "juni,jun",
            "juli,jul",
            "august,aug",
            "september,sept,sep",
            "oktober,okt",
            "november,nov",
            "desember,des",
        ],
        start=1,
    )
    for word in words.split(",")
}
_BLOCK: Final = re.compile(
    rb"</?(?:article|li|ul|ol|dd|dt|dl|h\d|section|p|td|tr|table|th|div|main|header|title|body|head)\b[^>]*>"
)
_TAG: Final = re.compile(rb"<[^>]*>")
_DAY: Final = (
    rf"(\d{{1,2}})\.?\s?({'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?\s(\d{{4}})\s?nr\.?\s?(\d{{1,5}})"
)
_CITED: Final = re.compile(
    rf"\b([Ll]ov|[Ff]orskrift|[Ii]nstruks|[Rr]eglement)\s(?:av\s)?{_DAY}\s((?:om|til|for|i|på|mot)\s[^\n§;]{{3,260}})"
)
_WORD: Final = "(?:loven|lova|forskriften|forskrifta)"
_BEFORE: Final = re.compile(rf"(?<!og\s)\b([\w-]{{3,40}}{_WORD})\s(?:av\s|\((?:lov|forskrift)\s){_DAY}")
_SHORT: Final = re.compile(rf"([^()]{{4,230}}?)\s?\(([^()]{{1,70}}(?:{_WORD}|instruksen))\)", re.IGNORECASE)
_MORE: Final = re.compile(r",?\s+(?:m\.?\s?v|m\.?\s?m|o\.?\s?l|o\.\s?a|med mer|med meir)\b\.?")
_STOP: Final = re.compile(
    r"\s\(|\.(?:\s|$)|\s(?:gjøres|gjer|vert|blir|skal|kap|kapittel|del|jf|opphev\w*|opphør\w*|gjelder|gjeld|er|har)\b"
    r"|\s(?:som|regnes|utfører)\b|\s$|:|,\s(?:lov|forskrift|opp)\b"
)
_UNSURE: Final = re.compile(
    r"\b(?:i medhold|med hjemmel|hjemlet|fastsatt|etter lov|i henhold|i samsvar)\b|,\s*$|\bog\s(?:lov|forskrift)\b"
    r"|\d{4}|\s\d{1,2}$|\s(?:og|til|om|i|av|for|etter)$|(?:loven|lova|lovens|lovas)$"
)
_HEAD: Final = 40
_DAY_END: Final = len("2009-06-19")


@dataclass(slots=True)
class Cited:
    """What documents call one instrument: its short names and titles, counted."""

    shorts: Counter[str] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Row:
    """A name of an instrument, from its first day."""

    text: str
    kind: str
    refid: str
    start: str
    source: str


def read_heads(corpus: Path) -> dict[str, dict[str, str]]:
    """The rows of acts_dev by refid."""
    csv.field_size_limit(10**8)
    heads = {}
    for kind in ("lover", "forskrifter"):
        with gzip.open(corpus / f"acts_dev.{kind}.tsv.gz", "rt", encoding="utf-8", newline="") as file:
            heads |= {row["refid"]: row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    return heads


def list_texts(corpus: Path) -> Iterator[tuple[str, str]]:
    """The refid and the plain text of every document of the archives."""
    for archive in sorted(corpus.glob("*.tar.xz")):
        with tarfile.open(archive) as files:
            for member in files:
                file = files.extractfile(member)
                if file is not None:
                    page = file.read()
                    found = re.search(rb'<dd class="refid">([^<]+)</dd>', page)
                    text = _TAG.sub(b"", _BLOCK.sub(b"\n", page)).decode("utf-8")
                    yield (found.group(1).decode() if found else ""), unescape(text).replace("\xa0", " ")


def read_cited(texts: Iterable[tuple[str, str]], is_left_out: Callable[[str], bool]) -> dict[str, dict[str, Cited]]:
    """What the documents call the instruments they cite by day and number, by kind (`lov`) and refid."""
    told: dict[str, Cited] = defaultdict(Cited)
    for refid, text in texts:
        if is_left_out(refid):
            continue
        for found in _CITED.finditer(text):
            kind, day, month, year, number, rest = found.groups()
            _add_cited(told[to_refid(kind, day, month, year, number)], rest)
        for found in _BEFORE.finditer(text):
            name, day, month, year, number = found.groups()
            told[to_refid(name, day, month, year, number)].shorts[name.lower()] += 1
    return {
        kind: {refid: one for refid, one in told.items() if refid.startswith(kind)} for kind in ("lov", "forskrift")
    }


def to_refid(word: str, day: str, month: str, year: str, number: str) -> str:
    """`lov/2009-06-19-44` of a kind, a day and a number as they are written."""
    kind = "lov" if word.lower().endswith(("lov", "loven", "lova")) else "forskrift"
    return f"{kind}/{year}-{MONTHS[month]:02}-{int(day):02}-{int(number)}"


def _add_cited(cited: Cited, rest: str) -> None:
    if "endring" in rest[:_HEAD] or "opphev" in rest[:_HEAD]:
        return
    plain = _MORE.sub("", rest)
    short = _SHORT.match(plain)
    if short and ". " not in short.group(1):
        for name in re.split(r"\s+[-–]\s+|,\s", short.group(2)):
            cited.shorts[name.strip().lower()] += 1
        cited.titles[short.group(1).strip(" ,")] += 1
        return
    stop = _STOP.search(plain)
    title = plain[: stop.start()] if stop else ""
    if title and not _UNSURE.search(title):
        cited.titles[title.strip(" ,")] += 2 if plain[len(title) :].strip(" ") == "" else 1  # a section follows


def list_rows(
    heads: dict[str, dict[str, str]], cited: dict[str, dict[str, Cited]], kept: set[tuple[str, str]]
) -> Iterator[Row]:
    """Every name once for each instrument; those kept by hand are left to the hand."""
    seen = set()
    for refid, head in heads.items():
        start = head["in_force"][:10] if re.match(r"\d{4}-", head["in_force"]) else ""
        start = start or ("9999-01-01" if refid[4:8] >= "2024" and refid.startswith("lov") else "")
        law, shorts = refid.startswith("lov"), [head["abbreviation"]]
        for kind, name in list_head_names(head["title"], head["short_title"], shorts, law=law):
            if (name.lower(), refid) not in seen | kept:
                seen.add((name.lower(), refid))
                yield Row(name, kind, refid, start, "lovdata")
    totals = _count_names(cited)
    for told in cited.values():
        for refid, one in told.items():
            for kind, name in _list_cited_names(refid, one, totals, known=refid in heads):
                if name not in GENERIC and (name, refid) not in seen | kept:
                    seen.add((name, refid))
                    yield Row(name, kind, refid, "", "lovdata-cited")


def _count_names(cited: dict[str, dict[str, Cited]]) -> Counter[str]:
    return sum((one.shorts for told in cited.values() for one in told.values()), Counter[str]())


def _list_cited_names(refid: str, one: Cited, totals: Counter[str], *, known: bool) -> Iterator[tuple[str, str]]:
    """The names enough documents agree on; a lone slip of the pen is none."""
    law = refid.startswith("lov")
    most = max(one.shorts.values(), default=0)
    for name, count in one.shorts.items():
        fits = (ACT_WORD if law else REGULATION).search(name) and " om " not in name and not name.startswith("lov ")
        lone = count == 1 and totals[name] > 1
        if fits and not lone and count * 5 >= most and count * 20 >= totals[name] and "endr" not in name:
            yield "short", name
    best = one.titles.most_common(2)
    for title, count in [] if known else best:
        clean = title.lower().rstrip(".")
        good = count > 1 and count * 3 >= best[0][1] and len(clean.split()) > 1 and "endring" not in clean
        if good and clean.count("(") == clean.count(")"):
            yield "title", f"{'lov' if law else 'forskrift'} {clean}"


def to_lines(rows: Iterable[Row], heads: dict[str, dict[str, str]], hand: dict[tuple[str, str], str]) -> Iterator[str]:
    """The file: an older instrument loses its name when a newer one takes it."""
    found = sorted(rows, key=lambda row: (row.text.lower(), row.refid))
    by_name: dict[str, dict[str, str]] = defaultdict(dict)
    for row in found:
        by_name[row.text.lower()][row.refid] = _to_start(row.refid, heads)
    for (name, refid), start in hand.items():
        by_name[name][refid] = start or _to_start(refid, heads)
    yield "name\tkind\trefid\tpart\tfrom\tto\tsource"
    for row in found:
        day = to_day(row.refid)[:_DAY_END]
        twins = {other for other in by_name[row.text.lower()] if to_day(other)[:_DAY_END] == day}
        slip = row.source == "lovdata-cited" and (twins & heads.keys()) - {row.refid}
        if row.text.count("(") == row.text.count(")") and not slip:
            others = by_name[row.text.lower()].items()
            newer = [day for other, day in others if to_day(other) > to_day(row.refid) and day <= DAY]
            end = min(newer) if newer and (row.refid not in heads or row.source == "lovdata-cited") else ""
            yield f"{row.text}\t{row.kind}\t{row.refid}\t\t{row.start}\t{end}\t{row.source}"


def to_day(refid: str) -> str:
    """The day (and number) in a refid."""
    return refid.partition("/")[2]


def _to_start(refid: str, heads: dict[str, dict[str, str]]) -> str:
    told = heads[refid]["in_force"][:10] if refid in heads else ""
    return told if told[:1] in {"1", "2"} else to_day(refid)[:10]


def make(corpus: Path, is_left_out: Callable[[str], bool] = lambda _: False) -> str:
    """The text of titles.tsv, as if the documents left out weren't there."""
    heads = {refid: head for refid, head in read_heads(corpus).items() if not is_left_out(refid)}
    cited = read_cited(list_texts(corpus), is_left_out)
    hand = [line.split("\t") for line in HAND.read_text(encoding="utf-8").splitlines()[1:] if not line.startswith("#")]
    kept = {(cells[0].lower(), cells[2]): cells[4] for cells in hand}
    return "\n".join(to_lines(list_rows(heads, cited, set(kept)), heads, kept)) + "\n"


if __name__ == "__main__":
    sys.stdout.write(make(Path(sys.argv[1])))
