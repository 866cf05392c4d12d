"""The one thing in the server that changes: which release it answers from.

The next release is opened beside the running one; only when it is whole is the one reference moved. A broken release
leaves the running one where it is and is told in the log and at /health/ready.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hjemmel.errors import HjemmelError
from hjemmel.graph.snapshot import CURRENT
from hjemmel.web.release import Release

Opening = Callable[[Path], Release]
_LOG: Final = logging.getLogger("hjemmel.web")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reload:
    """What became of the last try to open a release: `detail` says what was wrong, if anything was."""

    target: str
    detail: str = ""


class Running:
    """Holds the release that is served, and looks for the next."""

    def __init__(self, release: Release, *, path: Path | None = None, opening: Opening | None = None) -> None:
        self.release = release
        self.last: Reload | None = None
        self._path = path
        self._opening = opening
        self.prepare: Callable[[Release], None] = lambda _: None
        """What is to be done with a release before it is served."""
        self._seen = self._find_target()

    def reload(self) -> bool:
        """Open what the path leads to now and serve it; say whether that went well.

        Whatever is wrong with it, the running release stays.
        """
        if self._path is None or self._opening is None:
            return False
        self._seen = self._find_target()
        try:
            following = self._opening(self._path)
            following.warm()
            self.prepare(following)
        except HjemmelError as error:
            return self._refuse(str(error))
        except Exception as error:  # noqa: BLE001 -- whatever is wrong with it, the running release stays
            _LOG.exception("release %s can't be opened", self._seen)
            return self._refuse(f"It can't be opened: {type(error).__name__}.")
        self.last = Reload(target=self._seen)
        if following.id != self.release.id:
            self.release = following
            _LOG.info("serving release %s", following.id)
        return True

    def has_moved(self) -> bool:
        """Say whether the path leads elsewhere than when it was last opened."""
        return self._find_target() not in ("", self._seen)

    async def watch(self, seconds: float) -> None:
        """Look again and again whether the path has moved, and open what it leads to, beside the event loop."""
        while True:
            await asyncio.sleep(seconds)
            if self.has_moved():
                await asyncio.to_thread(self.reload)

    def _find_target(self) -> str:
        """Name what the path leads to; a link is read, not followed into files."""
        if self._path is None:
            return ""
        link = self._path / CURRENT
        try:
            return str((link if link.exists() else self._path).resolve(strict=True))
        except OSError:
            return ""

    def _refuse(self, detail: str) -> bool:
        self.last = Reload(target=self._seen, detail=detail)
        _LOG.error("keeping release %s: %s", self.release.id, detail)
        return False
