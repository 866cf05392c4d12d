"""A finding: what is wrong, where, why it matters, and how to mend it, in nb, nn and en."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from hjemmel.law.things import Texts, find_text

Severity: TypeAlias = Literal["violation", "warning", "info"]

_RULE = {"nb": "regel", "nn": "regel", "en": "rule"}
_SEVERITIES = {
    "violation": {"nb": "", "nn": "", "en": ""},
    "warning": {"nb": "Varsel: ", "nn": "Varsel: ", "en": "Warning: "},
    "info": {"nb": "Råd: ", "nn": "Råd: ", "en": "Advice: "},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault. `subject` is the IRI it is about ("" when it is the file), `value` the value at fault.

    A violation stops a build, a warning is shown, an info is advice.
    """

    rule: str
    file: str
    line: int
    subject: str = ""
    what: Texts = field(hash=False)
    why: Texts = field(hash=False)
    remedy: Texts = field(hash=False)
    severity: Severity = "violation"
    value: str = ""

    def to_record(self) -> dict[str, object]:
        """Give the finding as JSON knows it: every field, all languages."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "file": self.file,
            "line": self.line,
            "subject": self.subject,
            "value": self.value,
            "what": dict(self.what),
            "why": dict(self.why),
            "remedy": dict(self.remedy),
        }


def format_finding(finding: Finding, lang: str = "nb") -> str:
    """Write a finding for people: `kb/duties/x.ttl:14 What is wrong. Why. How to mend it. · rule norm-bearer`."""
    prefix = find_text(_SEVERITIES[finding.severity], lang)
    parts = [prefix + find_text(text, lang) for text in (finding.what,)]
    parts += [find_text(text, lang) for text in (finding.why, finding.remedy)]
    about = [part for part in (finding.subject, finding.value) if part]
    where = f"\n    {' → '.join(about)}" if about else ""
    rule = f"{find_text(_RULE, lang)} {finding.rule}"
    return f"{finding.file}:{finding.line} {' '.join(parts)} · {rule}{where}"


def to_order(finding: Finding) -> tuple[str, int, str, str, str]:
    """Give the key that sorts findings as an editor reads: by file, line, rule."""
    return finding.file, finding.line, finding.rule, finding.subject, finding.value
