"""How many things of each class the knowledge base holds at least and at most: kb/expectations.toml.

A broken edit can leave Turtle that is right in every line and a law that is gone. Whoever adds or takes away much on
purpose changes the numbers in the same commit.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from hjemmel.check.facts import Facts, to_path
from hjemmel.check.findings import Finding
from hjemmel.check.rules import to_finding

EXPECTATIONS: Final = "kb/expectations.toml"
_BOUNDS: Final = {"min", "max"}


def check_expectations(facts: Facts, file: Path) -> Iterator[Finding]:
    """Each class named in the file has at least `min` and at most `max` things; nothing is checked without the file."""
    if not file.is_file():
        return
    text = file.read_text(encoding="utf-8")
    try:
        wanted = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        yield to_finding("expectation-form", (EXPECTATIONS, 1), detail=f"{error}")
        return
    for name, bounds in wanted.items():
        yield from _check_class(facts, name, bounds, (EXPECTATIONS, _find_line(text, name)))


def _check_class(facts: Facts, name: str, bounds: Any, place: tuple[str, int]) -> Iterator[Finding]:  # noqa: ANN401
    if not _is_bounds(bounds) or not name.isalnum():
        yield to_finding("expectation-form", place, value=name, detail=name)
        return
    count = sum(to_path(subject) is not None for subject in facts.list_of(f"hj:{name}"))
    if count < bounds["min"]:
        yield to_finding("expectation-few", place, value=name, name=name, count=str(count), bound=str(bounds["min"]))
    if count > bounds["max"]:
        yield to_finding("expectation-many", place, value=name, name=name, count=str(count), bound=str(bounds["max"]))


def _is_bounds(bounds: object) -> bool:
    if not isinstance(bounds, dict) or set(bounds) != _BOUNDS:
        return False
    return all(type(number) is int for number in bounds.values()) and 0 <= bounds["min"] <= bounds["max"]


def _find_line(text: str, name: str) -> int:
    found = re.search(rf"^\[{re.escape(name)}\]", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1
