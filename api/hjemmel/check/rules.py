"""The house rules by name, with their words (rules.toml): what is wrong, why it matters, how to mend it.

House rules are what a shape can't say: the form of a file, its name, and what takes more than one thing to see.
Those that SPARQL can say stand for outsiders in ontology/shapes/whole-graph.ttl too
(ontology/README.md, "Shapes and house rules").
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

from hjemmel.check.findings import Finding, Severity

_LANGUAGES: Final = ("nb", "nn", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What, why and remedy by language; `{name}` in a text is filled in."""

    texts: Mapping[str, tuple[str, str, str]]
    severity: Severity


@lru_cache(maxsize=1)
def load_rules() -> Mapping[str, Rule]:
    """Every house rule by its name."""
    text = files("hjemmel.check").joinpath("rules.toml").read_text(encoding="utf-8")
    return {name: _to_rule(told) for name, told in tomllib.loads(text).items()}


def _to_rule(told: Mapping[str, str | list[str]]) -> Rule:
    severity: Severity = "warning" if told["severity"] == "warning" else "violation"
    texts = {lang: (told[lang][0], told[lang][1], told[lang][2]) for lang in _LANGUAGES}
    return Rule(texts=texts, severity=severity)


def to_finding(rule: str, place: tuple[str, int], *, subject: str = "", value: str = "", **words: str) -> Finding:
    """Make the finding of a rule at file and line; `words` fill in its texts."""
    found = load_rules()[rule]
    texts = {lang: [text.format(**words) for text in found.texts[lang]] for lang in _LANGUAGES}
    return Finding(
        rule=rule,
        file=place[0],
        line=place[1],
        subject=subject,
        value=value,
        what={lang: text[0] for lang, text in texts.items()},
        why={lang: text[1] for lang, text in texts.items()},
        remedy={lang: text[2] for lang, text in texts.items()},
        severity=found.severity,
    )
