"""From files to a release: check, then write the snapshot."""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hjemmel.cli.places import find_root, find_snapshots
from hjemmel.cli.printing import open_status
from hjemmel.errors import RefusedBuildError, SnapshotError
from hjemmel.graph.files import Sources, list_files, load_sources
from hjemmel.graph.law_data import LawData, find_identity, open_law_data
from hjemmel.graph.snapshot import CURRENT, MANIFEST, Manifest, build_snapshot, open_memory, read_manifest

if TYPE_CHECKING:
    from hjemmel.check.findings import Finding


def build_release(root: Path, out: Path, law: Path | None = None) -> Manifest:
    """Check kb/ and ontology/ and write the snapshot, with imported law when its folder is given.

    Where the release that stands there was found to be in order, only files that have changed since, and those that
    speak of the same things, are held against the shapes again.

    Raises:
        BrokenFileError: a file can't be read.
        RefusedBuildError: a rule is broken; the findings are printed, nothing is written.
        SnapshotError: the snapshot can't be written, or there is no imported law in the folder.
    """
    from hjemmel.check.checking import check_sources  # noqa: PLC0415 -- pySHACL costs 0.3 s
    from hjemmel.check.expectations import EXPECTATIONS  # noqa: PLC0415 -- with the checks
    from hjemmel.check.rechecking import find_ground, list_unsettled  # noqa: PLC0415 -- with the checks

    sources = load_sources(root)
    with open_status("checking …"):
        before, ground = _read_current(out), find_ground(sources)
        unsettled = list_unsettled(sources, before.sources, before.report, ground) if before else None
        findings = check_sources(sources, expectations=root / EXPECTATIONS, unsettled=unsettled)
    stopping = [finding for finding in findings if finding.severity == "violation"]
    if stopping:
        _refuse(stopping)
    with open_status("building …"):
        report = {"conforms": True, "findings": len(findings), "ground": ground}
        return build_snapshot(sources, out, report=report, law=_open_law_data(sources, law) if law else None)


def _open_law_data(sources: Sources, folder: Path) -> LawData:
    from hjemmel.law.catalogue import load_catalogue  # noqa: PLC0415 -- wanted with law only
    from hjemmel.law.flags import list_flags, write_flags  # noqa: PLC0415 -- as above
    from hjemmel.law.lovdata.imported import open_law  # noqa: PLC0415 -- as above

    with open_law(folder) as law:
        flags = write_flags(list_flags(load_catalogue(open_memory(sources)), law))
    return open_law_data(folder, flags)


def _refuse(findings: Sequence[Finding]) -> None:
    from hjemmel.check.findings import format_finding  # noqa: PLC0415 -- with the checks

    for finding in findings:
        print(format_finding(finding, "nb"), end="\n\n", file=sys.stderr)
    remedy = "Mend what the findings above point to. The release that was there is untouched."
    raise RefusedBuildError(f"{len(findings)} findings stop the build.", remedy=remedy)


def build_when_newer(args: argparse.Namespace) -> Path:
    """Give the folder of the snapshots, with a current release that is as new as the files."""
    root, out = find_root(args), find_snapshots(args)
    law: Path | None = getattr(args, "with_law", None)
    if not is_current(root, out, law):
        manifest = build_release(root, out, law)
        print(f"built release {manifest.release} in {out}", file=sys.stderr)
    return out


def is_current(root: Path, out: Path, law: Path | None = None) -> bool:
    """Whether the current snapshot was made from exactly these files, and this law when one is named."""
    manifest = _read_current(out)
    if manifest is None:
        return False
    if law is not None and manifest.law.get("identity") != find_identity(law):
        return False
    return manifest.sources == {name: hashlib.sha256(file.read_bytes()).hexdigest() for name, file in list_files(root)}


def _read_current(out: Path) -> Manifest | None:
    try:
        return read_manifest((out / CURRENT / MANIFEST).read_bytes())
    except (OSError, SnapshotError):
        return None
