"""On which processor a brief query runs: on the one its asker stands on, for the asker waits anyway.

To wake another processor and be woken from it takes 50 to 100 microseconds on a virtual machine, as long as a cheap
query takes itself; on the same one it takes 5. So a query that is expected to be brief, and is alone, is kept beside
its asker. Both may go where they like again after a moment, when the query wasn't brief after all.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from typing import Final

BRIEF: Final = 0.001
"""Seconds: a query that took less than this is brief, and one that takes longer is let go."""


class Nearness:
    """Keeps this thread and one worker on one processor, and lets them go again; does nothing where it can't."""

    def __init__(self) -> None:
        self._find_here = _open_find_here()
        self._all = os.sched_getaffinity(0) if self._find_here else set()

    def gather(self, pid: int) -> bool:
        """Keep a worker where we are, and us too; say whether that was done."""
        if self._find_here is None or len(self._all) < 2:  # noqa: PLR2004 -- with one there is nothing to choose
            return False
        here = {self._find_here()}
        return _place(pid, here) and _place(0, here)

    def scatter(self, pid: int = 0) -> None:
        """Let a worker go, or this thread."""
        _place(pid, self._all)


def _place(pid: int, processors: set[int]) -> bool:
    try:
        os.sched_setaffinity(pid, processors)
    except OSError:  # the worker has ended, or the processors were taken from us
        return False
    return True


def _open_find_here() -> Callable[[], int] | None:
    """Find the system's word for "which processor is this"; None where it has none."""
    if not hasattr(os, "sched_setaffinity"):
        return None
    try:
        find: Callable[[], int] = ctypes.CDLL(None).sched_getcpu
    except (OSError, AttributeError):
        return None
    return find if find() >= 0 else None
