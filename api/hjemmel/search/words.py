"""The word lists of the analysis: small tables beside this file, our own work, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def load_word_lists() -> Mapping[str, frozenset[str]]:
    """Read the lists of words with a special part: `small`, `small-english`, `no-parts`, `general`."""
    lists = tomllib.loads(_read("words.toml"))
    return {name: frozenset(text.split()) for name, text in lists.items()}


@cache
def load_pairs() -> Mapping[str, str]:
    """Read the nynorsk words of the table of pairs, each with bokmål's word for it."""
    return dict(_list_rows("pairs.tsv"))


@cache
def load_everyday() -> tuple[tuple[str, str], ...]:
    """Read what people say, each with what the law or the services call it."""
    return tuple(_list_rows("everyday.tsv"))


def _list_rows(name: str) -> list[tuple[str, str]]:
    rows = (line.partition("\t") for line in _read(name).splitlines() if line and not line.startswith("#"))
    return [(left, right) for left, _, right in rows]


def _read(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")
