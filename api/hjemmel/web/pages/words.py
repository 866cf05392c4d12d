"""The words of the interface in nb, nn and en, from one catalogue (messages.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

_FALLBACK = "nb"


@cache
def load_messages() -> Mapping[str, Any]:
    """Read the catalogue once."""
    return tomllib.loads((files(__package__) / "messages.toml").read_text(encoding="utf-8"))


def say(key: str, lang: str, **values: object) -> str:
    """Give a word or sentence of the interface; an unknown key says itself."""
    texts = load_messages().get(key, {})
    text: str = texts.get(lang) or texts.get(_FALLBACK) or key
    return text.format(**values) if values else text


def find_term(name: str, lang: str) -> str:
    """Give the label of a borrowed term by its short name (`dct:source`), "" when there is none."""
    texts = load_messages()["term"].get(name, {})
    found: str = texts.get(lang) or texts.get(_FALLBACK) or ""
    return found


@cache
def load_error_texts() -> Mapping[str, Any]:
    """Read the texts of the error pages once."""
    return tomllib.loads((files(__package__) / "errors.toml").read_text(encoding="utf-8"))


def find_error_texts(slug: str, lang: str) -> dict[str, str]:
    """Give what an error means, why it happens and how to mend it."""
    texts: dict[str, str] = load_error_texts()[slug][lang]
    return dict(texts)
