"""The words of a SPARQL query, for those who must know them without parsing it.

A lexer, not a parser: the engine parses. What begins a string, an IRI or a comment is settled by its first character
everywhere but for `<`, which is also "less than": see `hjemmel.graph.fence` for what is made of that.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

# Possessive (`*+`): where a word ends is settled by its first characters, so that a hostile text isn't read twice.
PATTERNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "space": r"\s+",
        "comment": r"#[^\r\n]*",
        # Engines read `?a<?b&&?c>?d` as comparisons, though by the grammar's letter it holds an IRI.
        "iri": r'<(?![=?$])(?:(?!&&)[^<>"{}|^`\\\x00-\x20])*+>',
        "string": r'"""(?:"{0,2}(?:[^"\\]|\\.))*+"""'
        r"|'''(?:'{0,2}(?:[^'\\]|\\.))*+'''"
        r'|"(?:[^"\\\n\r]++|\\.)*+"'
        r"|'(?:[^'\\\n\r]++|\\.)*+'",
        "variable": r"[?$](?P<name>\w+)",
        "number": r"[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?",
        "word": r"[\w:](?:[\w:%-]|\.(?=\w))*",
        "other": r".",
    }
)


def write_pattern(patterns: Mapping[str, str]) -> str:
    """Give one regular expression with a named group for each kind of word, tried in their order."""
    return "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in patterns.items())
