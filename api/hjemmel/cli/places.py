"""Where the knowledge base and its snapshots are."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Final

from hjemmel.errors import InputError
from hjemmel.graph.snapshot import Kb, open_kb
from hjemmel.settings import load_settings

PACKAGED: Final = Path(__file__).parents[1] / "_data"
"""The kb/ and ontology/ that travel inside the wheel."""


def add_place(parser: argparse.ArgumentParser) -> None:
    """Add the two flags that say where things are."""
    parser.add_argument(
        "--root", type=Path, help="folder that holds kb/ and ontology/ (default: here, else the packaged ones)"
    )
    parser.add_argument("--snapshots", type=Path, help="folder of the built releases (HJEMMEL_SNAPSHOTS)")


def add_law(parser: argparse.ArgumentParser) -> None:
    """Add the flag that names imported law to put into the release."""
    parser.add_argument(
        "--law",
        type=Path,
        dest="with_law",
        metavar="DIR",
        help="imported law (hjemmel law import) to serve the text of",
    )


def find_root(args: argparse.Namespace) -> Path:
    """Find the folder that holds kb/ and ontology/: the one named, the current one, or the packaged one.

    Raises:
        InputError: no folder holds both.
    """
    given: Path | None = args.root
    if given is None and not _is_root(Path.cwd()):
        given = PACKAGED if _is_root(PACKAGED) else Path(__file__).parents[3]
    root = given or Path.cwd()
    if not _is_root(root):
        remedy = "Run it where kb/ and ontology/ are, or name the folder with --root."
        raise InputError(f"{root} holds no kb/ and ontology/.", remedy=remedy)
    return root


def _is_root(folder: Path) -> bool:
    return (folder / "kb").is_dir() and (folder / "ontology").is_dir()


def find_snapshots(args: argparse.Namespace) -> Path:
    """Find the folder of the built releases: named, set, var/snapshots beside kb/, else the user's cache."""
    if args.snapshots:
        return Path(args.snapshots)
    if os.environ.get("HJEMMEL_SNAPSHOTS"):
        return load_settings().snapshots
    root = find_root(args)
    if root == PACKAGED:
        cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        return Path(cache) / "hjemmel" / "snapshots"
    return root / "var" / "snapshots"


def open_release(args: argparse.Namespace) -> Kb:
    """Open the current release, building it first when the files are newer."""
    from hjemmel.cli.building import build_when_newer  # noqa: PLC0415 -- it imports this module

    return open_kb(build_when_newer(args))
