"""What one call of find keeps: the text, its words with their places, the mentions so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from hjemmel.law.citations.names import NameIndex
from hjemmel.law.citations.records import Mention


@dataclass(slots=True, kw_only=True)
class Scan:
    """The text of one call, its words, and what was found so far."""

    plain: str
    low: str
    words: list[str]
    starts: list[int]
    index: NameIndex
    found: list[Mention] = field(default_factory=list)
    until: int = 0

    def add(self, mention: Mention) -> None:
        """Put a mention in; what it covers isn't read again."""
        self.found.append(mention)
        self.until = max(self.until, mention.end)


Handler = Callable[[Scan, int], None]


def find_word(scan: Scan, position: int) -> int:
    """The first word that starts at or after `position`."""
    low, high = 0, len(scan.starts) - 1
    while low < high:
        middle = (low + high) // 2
        if scan.starts[middle] < position:
            low = middle + 1
        else:
            high = middle
    return low
