"""Keep Python's collector of cycles away while a long text is read.

Reading a text of nothing but citations makes some hundred thousand records. None of them is part of a
cycle, but the collector goes through all of them again and again while their number grows: a third of
the time, and the part of it that grows faster than the text. Counting of references frees what is
dropped as always.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

LONG: Final = 50_000
"""From this many code points on; shorter texts don't make enough records to tell."""


@contextmanager
def pause_collector(size: int) -> Iterator[None]:
    """Pause the collector while a text of `size` code points is read, if it is on and the text is long.

    Of threads that pause it at once, each that found it on turns it on again: it never stays off.
    """
    pauses = size >= LONG and gc.isenabled()
    if pauses:
        gc.disable()
    try:
        yield
    finally:
        if pauses:
            gc.enable()
