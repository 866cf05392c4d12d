"""Every grounded part of a wording that held on the day of the corpus stands in it, with its force word.

What doesn't is listed with a reason in tests/data/force-words.toml; a reason that is no longer needed fails too.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

REASONS = Path(__file__).resolve().parents[1] / "data" / "force-words.toml"
BASE = "https://w3id.org/hjemmel/"
DAY = date(2025, 11, 8)
DUTY = r"\b(skal|må|\w*plikt\w*|påliggjer|påligger|pålegges|forplikt\w*|ansvar\w*|skylder|straffes|straffast)\b"
BAN = (
    r"\b(må|kan|skal)\b[^.]{0,80}?\b(ikke|ikkje|ingen|inkje|bare|berre)\b|forbud|forbod|\b(straffes|straffast|hindre)\b"
    r"|\b(ikke|ikkje|ingen)\b[^.]{0,40}\b(må|kan|skal)\b"
)
WORDS = {
    "skal": DUTY,
    "skal-ikkje": BAN,
    "kan": r"\b(kan|adgang|høve)\b",
    "har-rett-til": r"\b(rett|rettighet\w*|krav|kan kreve|kan krevje)\b",
    "bør": r"\bbør\b",
}


@dataclass(frozen=True)
class Held:
    """A grounded part, held against the corpus."""

    key: str
    trouble: str
    text: str


def hold(catalogue, corpus):
    """Every grounding that the corpus can tell of, with what is wrong ("" when nothing is); and how many it can't."""
    held, outside = [], 0
    for norm in catalogue.norms.values():
        for grounding in norm.grounding:
            section = find_section(catalogue, corpus, grounding)
            if section is None:
                outside += 1
            else:
                held.append(hold_one(norm, grounding, section))
    return held, outside


def find_section(catalogue, corpus, grounding):
    """The section as it stood: consolidated on the corpus day, else as the gazette gave it; {} when it isn't there."""
    wording = catalogue.find_thing(grounding.of)
    act, changed_by = (iri.removeprefix(BASE) for iri in (wording.act, wording.changed_by[0]))
    kind, _, number = catalogue.find_thing(wording.is_version_of).path.partition("/")
    if kind != "paragraf":
        return None
    if wording.holds_on(DAY):
        sections = corpus.sections(act)
        return None if sections is None else getattr(sections.get(number), "parts", {})
    section = corpus.promulgated(changed_by, act).get(number)
    # An amending act tells the subsections it changes, and nothing of the others.
    known = section is not None and any((grounding.part or "").startswith(part) for part in section.parts if part)
    return section.parts if known or (section is not None and "" in section.parts) else None


def hold_one(norm, grounding, parts):
    key = " · ".join((norm.slug, grounding.of.removeprefix(BASE), grounding.part or ""))
    if not parts:
        return Held(key, "no-section", "")
    text = parts.get(grounding.part or "")
    if text is None:
        return Held(key, "no-part", " ".join(parts))
    if norm.force is None or norm.type == "Exception":
        return Held(key, "", text)
    return Held(key, "" if re.search(WORDS[norm.force], text.lower()) else f"no-{norm.force}", text)


@pytest.mark.corpus
def test_every_grounded_part_of_the_corpus_day_stands_there_with_its_force_word(real_catalogue, corpus):
    held, outside = hold(real_catalogue, corpus)
    reasons = tomllib.loads(REASONS.read_text(encoding="utf-8"))
    told = {f"{entry['norm']} {entry['trouble']}": entry["reason"] for entry in reasons.get("exception", ())}
    wrong = {f"{each.key.split(' ')[0]} {each.trouble}": each for each in held if each.trouble}
    print(f"\n{len(held)} grounded parts held against the text; {outside} stand in texts the corpus lacks")
    for name, reason in sorted(told.items()):
        print(f"exception {name}: {reason}")
    unexplained = [f"{each.trouble}: {each.key}: {each.text[:300]}" for name, each in wrong.items() if name not in told]
    assert unexplained == [], "\n".join(unexplained)
    assert sorted(set(told) - set(wrong)) == [], "these exceptions are needed no more"
    assert all(reason.strip() for reason in told.values())
    assert len(held) > 150
