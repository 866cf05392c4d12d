"""What one call of find keeps: the text and the mentions so far.

A handler is called with the start and the end of the word it stands at.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from operator import ge

from hjemmel.law.citations.names import NameIndex
from hjemmel.law.citations.records import Mention, Unit


@dataclass(slots=True, kw_only=True)
class Scan:
    """The text of one call and what was found so far."""

    plain: str
    low: str
    index: NameIndex
    found: list[Mention] = field(default_factory=list)
    until: int = 0
    units: dict[str, Unit] = field(default_factory=dict)
    ranges: dict[str, Unit] = field(default_factory=dict)

    def add(self, mention: Mention) -> None:
        """Put a mention in; what it covers isn't read again."""
        self.found.append(mention)
        self.until = max(self.until, mention.end)

    def to_ordered(self) -> tuple[Mention, ...]:
        """The mentions by where they start: they nearly always are, and sorting many tuples by two keys is slow."""
        starts = [mention.start for mention in self.found]
        if any(map(ge, starts, starts[1:])):
            return tuple(sorted(self.found, key=lambda mention: (mention.start, mention.end)))
        return tuple(self.found)


Handler = Callable[[Scan, int, int], None]
