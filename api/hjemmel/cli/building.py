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
from hjemmel.graph.files import list_files, load_sources
from hjemmel.graph.snapshot import CURRENT, MANIFEST, Manifest, build_snapshot, read_manifest

if TYPE_CHECKING:
    from hjemmel.check.findings import Finding


def build_release(root: Path, out: Path) -> Manifest:
    """Check kb/ and ontology/ and write the snapshot.

    Raises:
        BrokenFileError: a file can't be read.
        RefusedBuildError: a rule is broken; the findings are printed, nothing is written.
        SnapshotError: the snapshot can't be written.
    """
    from hjemmel.check.checking import check_sources  # noqa: PLC0415 -- pySHACL costs 0.3 s
    from hjemmel.check.expectations import EXPECTATIONS  # noqa: PLC0415 -- with the checks

    sources = load_sources(root)
    with open_status("checking …"):
        findings = check_sources(sources, expectations=root / EXPECTATIONS)
    stopping = [finding for finding in findings if finding.severity == "violation"]
    if stopping:
        _refuse(stopping)
    with open_status("building …"):
        return build_snapshot(sources, out, report={"conforms": True, "findings": len(findings)})


def _refuse(findings: Sequence[Finding]) -> None:
    from hjemmel.check.findings import format_finding  # noqa: PLC0415 -- with the checks

    for finding in findings:
        print(format_finding(finding, "nb"), end="\n\n", file=sys.stderr)
    remedy = "Mend what the findings above point to. The release that was there is untouched."
    raise RefusedBuildError(f"{len(findings)} findings stop the build.", remedy=remedy)


def build_when_newer(args: argparse.Namespace) -> Path:
    """Give the folder of the snapshots, with a current release that is as new as the files."""
    root, out = find_root(args), find_snapshots(args)
    if not is_current(root, out):
        manifest = build_release(root, out)
        print(f"built release {manifest.release} in {out}", file=sys.stderr)
    return out


def is_current(root: Path, out: Path) -> bool:
    """Whether the current snapshot was made from exactly these files."""
    try:
        manifest = read_manifest((out / CURRENT / MANIFEST).read_bytes())
    except (OSError, SnapshotError):
        return False
    return manifest.sources == {name: hashlib.sha256(file.read_bytes()).hexdigest() for name, file in list_files(root)}
