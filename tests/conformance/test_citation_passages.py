"""Our own labelled passages: what README.md in tests/data/citations lays down."""

import hashlib
from pathlib import Path

import pytest

from hjemmel.law.citations import build_registry, list_citations

DATA = Path(__file__).parents[1] / "data" / "citations"
LEVELS = {"l": "ledd", "b": "bokstav", "n": "nummer", "p": "punktum"}
REGISTRY = build_registry()


def read_tsv(name):
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


ALIASES = dict(read_tsv("aliases.tsv"))


def to_path(label):
    alias, _, rest = label.partition(":")
    if alias in {"fa", "ru"}:
        return ("forarbeid/" if alias == "fa" else "rundskriv/") + rest
    if alias == "eu":
        number, _, rest = rest.partition("/")
        head = f"eu/{number}"
    else:
        head = ALIASES[alias]
    if not rest:
        return head
    section, *subs = rest.split("/")
    if section.startswith("kap"):
        parts = [f"kapittel/{section[3:]}"]
    elif section[0] == "a":
        parts = [f"artikkel/{section[1:]}"]
    else:
        parts = [f"paragraf/{section}"]
    parts += [f"{LEVELS[sub[0]]}/{sub[1:]}" for sub in subs]
    return "/".join([head, *parts])


def is_held_out(text):
    return int(hashlib.sha256(text.encode()).hexdigest()[-1], 16) % 2 == 1


def list_rows(*, held_out):
    rows = read_tsv("passages.tsv")[1:]
    return [row for row in rows if is_held_out(row[4]) == held_out]


def measure(rows):
    right = said = wanted = 0
    faults = []
    for _, _, on, context, text, labels in rows:
        gold = {to_path(label).lower() for label in labels.split()}
        found = list_citations(
            text.replace("\\n", "\n"),
            REGISTRY,
            context=ALIASES.get(context),
            on=on or None,
        )
        paths = {target.id.removeprefix("https://w3id.org/hjemmel/").lower() for one in found for target in one.targets}
        right += len(gold & paths)
        said += len(paths)
        wanted += len(gold)
        if gold != paths:
            faults.append(f"{text}\n    missing {sorted(gold - paths)}  too many {sorted(paths - gold)}")
    return 2 * right / (said + wanted), faults


@pytest.mark.parametrize("held_out", [False, True], ids=["development", "held-out"])
def test_passages_are_read_with_an_f1_of_at_least_95_percent(held_out):
    score, faults = measure(list_rows(held_out=held_out))
    assert score >= 0.95, "\n".join(faults)


@pytest.mark.parametrize(("name", "least"), [("passages_blind.tsv", 60), ("passages_blind2.tsv", 120)])
def test_passages_written_before_any_run_are_read_as_well(name, least):
    rows = read_tsv(name)[1:]
    assert len(rows) >= least
    score, faults = measure(rows)
    print(f"\n{name}: F1 {score:.4f}")
    assert score >= 0.95, "\n".join(faults)


def test_there_are_at_least_200_passages_in_both_written_forms():
    rows = read_tsv("passages.tsv")[1:]
    assert len(rows) >= 200
    assert {row[0] for row in rows} == {"nb", "nn"}
    assert sum(not row[5] for row in rows) >= 15
