# ruff: noqa: C901, PLR0912, PERF401, SIM905, SIM114  (a script that is run by hand)
"""Make `titles.tsv`: names of acts and regulations in Lovdata's open data (NLOD 2.0).

    python tests/data/citations/make_titles.py CORPUS > api/hjemmel/law/citations/titles.tsv

Names come from the head of each document and, for documents that aren't in the sample, from the
words Lovdata put links on. Only names and days are taken, never text of the law.
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

ACT_WORD = re.compile(
    r"(?:lov|loven|lova|forskrift|forskriften|forskrifta|instruks|instruksen|reglement|reglementet|"
    r"vedtak|vedtaket|vedtekter|avtalen|konvensjonen|forordningen)$"
)
STYLES = {"name", "name §", "name chapter", "title", "title §", "abbreviation §", "traktat"}
GENERIC = set(
    "loven lovens lova forskriften forskriftens denne samme lov forskrift avtale avtalen konvensjon "
    "konvensjonen instruks instruksen reglement vedtak vedtekter forordningen endringslov".split()
)
REGULATION = re.compile(r"(?:forskrift|forskriften|forskrifta|instruksen|reglementet)$")
DAY = "2025-11-08"


def read(path: Path) -> list[dict[str, str]]:
    csv.field_size_limit(10**8)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def to_titles(title: str, *, law: bool) -> list[tuple[str, str]]:
    names = []
    inner = re.findall(r"\(([^()]{4,80})\)\s*\.?$", title)
    if re.search(r"\bendring|\bopphev|\bendr\.", title.lower()):
        return []
    for name in inner:
        for piece in re.split(r"\s+[-–]\s+|,\s", name):
            if (ACT_WORD if law else REGULATION).search(piece.strip().lower()):
                names.append(("short", piece.strip()))
    plain = re.sub(r"\s*\([^()]*\)\s*\.?$", "", title).strip().rstrip(".")
    for form in {plain, re.sub(r",?\s+(?:m\.?\s?v|m\.?\s?m|o\.?\s?l)\.?$", "", plain)}:
        if (
            form.lower().startswith(
                (
                    "lov om",
                    "lov til",
                    "lov for",
                    "forskrift om",
                    "forskrift til",
                    "forskrift for",
                    "instruks for",
                )
            )
            and len(form.split()) > 2
        ):
            names.append(("title", form))
    return names


def clean_link(surface: str) -> str:
    name = re.split(r"\s*(?:§|\bkap|\bdel\b|\bartik|\bart\.|\d)", surface)[0]
    if name.count("(") > name.count(")"):
        name = name.rpartition("(")[0]
    return name.strip(' .,:;()«»"')


def main(corpus: Path) -> None:
    acts = {}
    for kind in ("lover", "forskrifter"):
        for row in read(corpus / f"acts_dev.{kind}.tsv.gz"):
            acts[row["refid"]] = row
    hand = Path("api/hjemmel/law/citations/names.tsv").read_text(encoding="utf-8").splitlines()[1:]
    kept = {line.split("\t")[0].lower() for line in hand}
    rows: dict[tuple[str, str], tuple[str, str, str]] = {}
    for refid, row in acts.items():
        start = row["in_force"][:10] if re.match(r"\d{4}-", row["in_force"]) else ""
        start = start or ("9999-01-01" if refid[4:8] >= "2024" and refid.startswith("lov") else "")
        law = refid.startswith("lov")
        found = to_titles(row["title"], law=law)
        for piece in re.split(r"\s+[–-]\s+", row["short_title"]):
            if (ACT_WORD if law else REGULATION).search(piece.lower()) and len(piece) > 6 and "ndring" not in piece:
                found.append(("short", piece))
        short = row["abbreviation"].rstrip(".")
        if short.isalpha() and len(short) < 12 and (refid.startswith("lov") or short.isupper()):
            found.append(("abbreviation", short))
        for kind, name in found:
            if name.lower() in kept or name.lower() in GENERIC:
                continue
            rows.setdefault((name.lower(), refid), (name, kind, start))
    links: dict[str, Counter[str]] = defaultdict(Counter)
    for kind in ("lover", "forskrifter"):
        for row in read(corpus / f"citations_dev.{kind}.tsv.gz"):
            name = clean_link(row["surface"])
            bare = name.lower()
            bare = bare[:-1] if bare.endswith(("ens", "as", "avtalens")) else bare
            if row["style"] not in STYLES or bare in kept or row["target_provision"].startswith(("gdpr", "eøsl")):
                continue
            if row["same_act"] == "1" or bare in GENERIC or len(bare) < 4 or bare.endswith((" med", " og", " for")):
                continue
            if (
                row["style"] == "abbreviation §"
                and (name.isupper() or name.endswith("l"))
                and name.isalpha()
                and len(name) < 9
            ):
                rows.setdefault((bare, row["target"]), (name, "abbreviation", ""))
            elif row["style"] == "name §" and bare.isalpha() and len(bare) > 8 and not ACT_WORD.search(bare):
                links[bare][row["target"]] += 1
            elif (
                row["target"].startswith("traktat")
                or ACT_WORD.search(bare.rstrip("s"))
                or bare.startswith(("lov om ", "forskrift om "))
            ):
                links[bare][row["target"]] += 1
    for name, targets in links.items():
        top = targets.most_common(1)[0][1]
        for target, count in targets.items():
            if count * 20 >= top and (count > 1 or top < 10):
                kind = "treaty" if target.startswith("traktat") else "title" if " om " in name else "short"
                rows.setdefault((name, target), (name, kind, ""))
    by_name: dict[str, list[str]] = defaultdict(list)
    for name, refid in rows:
        by_name[name].append(refid)
    print("name\tkind\trefid\tpart\tfrom\tto\tsource")
    for (name, refid), (text, kind, start) in sorted(rows.items()):
        if text.count("(") != text.count(")"):
            continue
        newer = [
            acts[other]["in_force"][:10] if other in acts else other.split("/")[1][:10]
            for other in by_name[name]
            if other.split("/")[1] > refid.split("/")[1]
            and (other not in acts or "" < acts[other]["in_force"][:10] <= DAY)
        ]
        end = min(newer) if newer and refid not in acts else ""
        source = "lovdata" if refid in acts else "lovdata-links"
        print(text, kind, refid, "", start, end, source, sep="\t")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
