"""What one query may take, and how many may be asked at once: one record, and the errors that tell it.

/limits, the service description and the texts below are all made from `QueryLimits`; nothing else knows a figure.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Final

from hjemmel.errors import AnswerTooLargeError, BusyError, HjemmelError, TimeLimitError, TooLargeError

MEBIBYTE: Final = 1024**2
_DUMPS: Final = "Ask for less, or load a dump and ask at home: /releases."


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryLimits:
    """The limits of queries; `public` ones are told to callers.

    A query that isn't done after `quick_seconds` goes on in the slow lane, behind everything else.
    """

    seconds: float = field(default=10.0, metadata={"public": "seconds"})
    cpu_seconds: float = field(default=8.0, metadata={"public": "cpuSeconds"})
    memory_bytes: int = field(default=512 * MEBIBYTE, metadata={"public": "memoryBytes"})
    answer_bytes: int = field(default=16 * MEBIBYTE, metadata={"public": "answerBytes"})
    query_bytes: int = field(default=100 * 1024, metadata={"public": "queryBytes"})
    at_once: int = field(default=64, metadata={"public": "atOnce"})
    express: int = 3
    trial: int = 2
    slow: int = 4
    quick_seconds: float = 0.15
    retry_seconds: int = 2
    patience: float = 10.0
    """Seconds that a query waits for the store to be read, when the server has just started."""

    def to_record(self) -> dict[str, float]:
        """Give the limits that callers are told, by the names they are told under."""
        told = (row for row in fields(self) if "public" in row.metadata)
        return {row.metadata["public"]: getattr(self, row.name) for row in told}

    def to_bounds(self) -> dict[str, float]:
        """Give what the kernel holds a worker to."""
        return {"cpuSeconds": self.cpu_seconds, "memoryBytes": self.memory_bytes}

    def to_too_long_error(self) -> HjemmelError:
        """Give the error of a query that took more than its time."""
        detail = f"The query took more than its {self.seconds:g} seconds ({self.cpu_seconds:g} of a processor)."
        return TimeLimitError(detail, remedy=_DUMPS)

    def to_memory_error(self) -> HjemmelError:
        """Give the error of a query that took more than its memory."""
        detail = f"The query took more than its {self.memory_bytes // MEBIBYTE} MiB of memory."
        return TimeLimitError(detail, remedy="Ask for less: fewer joins, a LIMIT, no big ORDER BY or GROUP_CONCAT.")

    def to_answer_error(self, most: int | None = None) -> HjemmelError:
        """Give the error of an answer that is too large."""
        detail = f"The answer is over {(most or self.answer_bytes) // MEBIBYTE} MiB."
        return AnswerTooLargeError(detail, remedy="Add a LIMIT, or ask for fewer variables.")

    def to_query_error(self, length: int) -> HjemmelError:
        """Give the error of a query that is too large."""
        detail = f"The query has {length} bytes; {self.query_bytes} are the most."
        return TooLargeError(detail, remedy="Write it shorter; long VALUES can be asked in parts.")

    def to_loading_error(self) -> HjemmelError:
        """Give the error of a query that came while the store was being read, and waited for as long as it may."""
        detail = "The whole graph is still being loaded; with the text of the law that takes a while."
        return BusyError(detail, remedy=f"Try again in {self.retry_seconds} seconds. Other answers are ready.")

    def to_busy_error(self) -> HjemmelError:
        """Give the error of a query that found all places taken."""
        detail = f"More than {self.at_once} queries wait, or all {self.slow} places for long ones are taken."
        return BusyError(detail, remedy=f"Try again in {self.retry_seconds} seconds.")
