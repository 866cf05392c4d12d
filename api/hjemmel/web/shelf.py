"""A bounded shelf of what is made once for a release; what was put there first goes first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sized
from typing import Final, Generic, TypeVar

S = TypeVar("S", bound=Sized)
MAX_BYTES: Final = 64_000_000


class Shelf(Generic[S]):
    """Keeps things by key, up to `max_bytes` in all."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self._max_bytes = max_bytes
        self._bytes = 0
        self._kept: OrderedDict[Hashable, S] = OrderedDict()

    def find_or_make(self, key: Hashable, make: Callable[[], S]) -> S:
        """Give what is kept under a key; make and keep it when it isn't there."""
        found = self._kept.get(key)
        if found is None:
            found = make()
            self._put(key, found)
        return found

    def _put(self, key: Hashable, value: S) -> None:
        # Two threads may both make a value; the second leaves the first as it is.
        if key in self._kept or len(value) > self._max_bytes // 2:
            return
        self._kept[key] = value
        self._bytes += len(value)
        while self._bytes > self._max_bytes:
            _, dropped = self._kept.popitem(last=False)
            self._bytes -= len(dropped)
