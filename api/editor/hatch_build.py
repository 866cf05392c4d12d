"""Builds the editor into the wheel where npm is at hand; an editable install and a machine without npm go without."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class EditorHook(BuildHookInterface):  # type: ignore[type-arg, misc]
    """Runs `api/editor/build` before a wheel is made."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 -- hatchling's names
        """Build, but for an editable install."""
        script = Path(self.root) / "api" / "editor" / "build"
        if version != "editable" and script.is_file():
            subprocess.run(["bash", str(script)], check=False)  # noqa: S603, S607 -- our own script
