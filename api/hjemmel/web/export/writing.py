"""Files on the disk: written beside, then put in place, so that nobody ever sees half of one."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

_BESIDE: Final = ".hjemmel-new-"


def write_file(out: Path, name: str, body: bytes) -> bool:
    """Write a file of a site whose bytes have changed; say whether they had."""
    path = out / name
    try:
        if path.stat().st_size == len(body) and path.read_bytes() == body:
            return False
    except OSError:
        path.parent.mkdir(parents=True, exist_ok=True)
    put_file(out, name, body)
    return True


def put_file(out: Path, name: str, body: bytes) -> None:
    """Put a file of a site in place whole; its folder is there."""
    beside = f"{out}/{_BESIDE}{os.getpid()}"
    with open(beside, "wb") as file:  # noqa: PTH123 -- paths as objects cost as much as the writing
        file.write(body)
    os.replace(beside, f"{out}/{name}")  # noqa: PTH105 -- the same


def find_sizes(out: Path, names: Iterable[str]) -> dict[str, int]:
    """Give the size of each of the files that are there."""
    sizes = {}
    for name in names:
        with contextlib.suppress(OSError):
            sizes[name] = os.stat(f"{out}/{name}").st_size  # noqa: PTH116 -- a path as an object costs more than asking
    return sizes


def remove_files(out: Path, names: Iterable[str]) -> int:
    """Remove files of a site and the folders that are empty then; give how many files there were."""
    gone = [name for name in names if ".." not in Path(name).parts]
    for name in gone:
        (out / name).unlink(missing_ok=True)
    folders = {parent for name in gone for parent in Path(name).parents if parent.name}
    for folder in sorted(folders, key=lambda each: -len(each.parts)):
        with contextlib.suppress(OSError):
            (out / folder).rmdir()  # fails where something is left
    return len(gone)


def remove_rests(out: Path) -> None:
    """Remove what an export that was broken off left beside."""
    for rest in out.glob(f"{_BESIDE}*"):
        rest.unlink(missing_ok=True)
