"""Situations that trigger norms, and whether a set of them satisfies a norm's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from hjemmel.law.things import Texts, Thing

Verdict = Literal["yes", "open", "excluded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation(Thing):
    """A situation; with several `broader` it is composite, and all of them must be there."""

    definitions: Texts = field(hash=False, default_factory=dict)
    broader: tuple[str, ...] = ()
    disjoint_with: tuple[str, ...] = ()
