"""What one call of find keeps: the text and the mentions so far.

A handler is called with the start and the end of the word it stands at.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from hjemmel.law.citations.names import NameIndex
from hjemmel.law.citations.records import Mention


@dataclass(slots=True, kw_only=True)
class Scan:
    """The text of one call and what was found so far."""

    plain: str
    low: str
    index: NameIndex
    found: list[Mention] = field(default_factory=list)
    until: int = 0

    def add(self, mention: Mention) -> None:
        """Put a mention in; what it covers isn't read again."""
        self.found.append(mention)
        self.until = max(self.until, mention.end)


Handler = Callable[[Scan, int, int], None]
