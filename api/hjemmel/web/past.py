"""Releases that lie beside the running one: what somebody has pinned stays where it was.

`hjemmel build` leaves earlier releases in the folder of snapshots. Their dumps and contexts are served as long as they
lie there; every other answer is of the running release.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from hjemmel.errors import NotFoundError, SnapshotError
from hjemmel.graph.snapshot import MANIFEST, Manifest, open_kb, read_manifest
from hjemmel.law.catalogue import load_catalogue
from hjemmel.web.release import Release

# A name from an address becomes a path only if it can be nothing but a release.
_NAME: Final = re.compile(r"[0-9a-f]{16}")


def list_manifests(release: Release) -> tuple[Manifest, ...]:
    """Give the manifest of the running release, then those of the releases beside it, by their ids."""
    return (release.kb.manifest, *_list_beside(release))


def find_manifest(release: Release, wanted: str) -> Manifest:
    """Give the manifest of a release by its id.

    Raises:
        NotFoundError: it isn't the running one, nor beside it.
    """
    found = next((manifest for manifest in list_manifests(release) if manifest.release == wanted), None)
    if found is None:
        raise _to_missing(release, wanted)
    return found


def open_named(release: Release, wanted: str) -> Release:
    """Give the running release, or open the one of that id beside it.

    Raises:
        NotFoundError: it isn't the running one, nor beside it, or it is damaged.
    """
    if wanted == release.id:
        return release
    path = _find_folder(release, wanted)
    if path is None:
        raise _to_missing(release, wanted)
    try:
        kb = open_kb(path)
    except SnapshotError:
        raise _to_missing(release, wanted) from None
    return Release(kb=kb, catalogue=load_catalogue(kb))


def _list_beside(release: Release) -> Iterator[Manifest]:
    folder = release.kb.folder
    for path in sorted(folder.parent.iterdir()) if folder else ():
        found = _find_folder(release, path.name)
        if found is None or path.name == release.id:
            continue
        try:
            manifest = read_manifest((found / MANIFEST).read_bytes())
        except (OSError, SnapshotError):
            continue  # of another version, or half gone: it can't be served
        if manifest.release == path.name:
            yield manifest


def _find_folder(release: Release, name: str) -> Path | None:
    if release.kb.folder is None or not _NAME.fullmatch(name):
        return None
    path = release.kb.folder.parent / name
    return path if (path / MANIFEST).is_file() else None


def _to_missing(release: Release, wanted: str) -> NotFoundError:
    remedy = f"It runs {release.id}; all it has stand in /releases."
    return NotFoundError(f"This server doesn't have the release {wanted[:40]!r}.", remedy=remedy)
