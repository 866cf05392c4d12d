"""The command that brings in the text of the law: law list, law fetch, law import."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from hjemmel.cli.printing import open_progress, write_json, write_table

FETCHED: Final = Path("var/archives")
IMPORTED: Final = Path("var/law")
_ENDED: Final = 128 + signal.SIGTERM


def add_commands(commands: Any) -> None:  # noqa: ANN401 -- argparse has no public name for it
    """Add law to the parser."""
    law = commands.add_parser("law", help="Lovdata's open archives: list, fetch, import")
    verbs = law.add_subparsers(dest="verb", required=True, metavar="VERB")
    listing = verbs.add_parser("list", help="which archives Lovdata offers now")
    _add_patterns(listing)
    listing.set_defaults(run=run_list)
    fetch = verbs.add_parser("fetch", help="bring archives home; what was cut off goes on where it stopped")
    _add_patterns(fetch)
    fetch.add_argument("--into", type=Path, default=FETCHED, help=f"folder to put them in (default {FETCHED})")
    fetch.set_defaults(run=run_fetch)
    bring = verbs.add_parser("import", help="read archives into a folder that build and serve take with --law")
    bring.add_argument(
        "archives", nargs="+", type=Path, metavar="ARCHIVE", help=".tar.bz2, .tar.xz, .tar.gz, .zip or unpacked folder"
    )
    bring.add_argument(
        "--into",
        type=Path,
        default=IMPORTED,
        help=f"folder of the imported law; an earlier import there is kept and added to (default {IMPORTED})",
    )
    bring.set_defaults(run=run_import)
    for verb in (listing, fetch, bring):
        verb.add_argument("--json", action="store_true", help="print JSON")


def _add_patterns(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "names",
        nargs="*",
        metavar="PATTERN",
        help="names or patterns such as 'gjeldende-*' (default: acts, central regulations and the gazette)",
    )
    parser.add_argument("--service", metavar="URL", help="a service that offers the same as Lovdata's")


def run_list(args: argparse.Namespace) -> int:
    """Print what Lovdata offers; exit code 1 when nothing fits."""
    from hjemmel.law.lovdata.fetching import (  # noqa: PLC0415 -- the network's library is wanted here only
        PATTERNS,
        SERVICE,
        list_offered,
        open_service,
    )

    with open_service(args.service or SERVICE) as client:
        offered = list_offered(client, args.names or PATTERNS)
    if args.json:
        write_json([asdict(row) for row in offered])
    else:
        write_table(("name", "day", "bytes", "what"), [(r.name, r.day, str(r.size), r.description) for r in offered])
    return 0 if offered else 1


def run_fetch(args: argparse.Namespace) -> int:
    """Bring archives home and print where each lies."""
    from hjemmel.law.lovdata.fetching import (  # noqa: PLC0415 -- as above
        PATTERNS,
        SERVICE,
        find_offered,
        list_offered,
        load_archive,
        open_service,
    )

    with open_service(args.service or SERVICE) as client:
        offered = list_offered(client, ("*",))
        wanted = dict.fromkeys(row for pattern in args.names or PATTERNS for row in find_offered(offered, pattern))
        places = []
        for row in wanted:
            with open_progress(row.name, row.size) as show:
                places.append(load_archive(client, row, args.into, show))
            if not args.json:
                print(places[-1])
    if args.json:
        write_json([{"name": row.name, "file": str(place)} for row, place in zip(wanted, places, strict=True)])
    return 0


def run_import(args: argparse.Namespace) -> int:
    """Import archives; exit code 1 when some document could not be read."""
    from hjemmel.law.lovdata.importing import import_law  # noqa: PLC0415 -- lxml is wanted by this command only

    with _ended_by_sigterm(), open_progress("documents read", None) as show:
        report = import_law(args.archives, args.into, lambda done, _: show(done))
    if args.json:
        write_json(
            {
                "documents": report.documents,
                "failed": [asdict(row) for row in report.failed],
                "sections": report.sections,
                "ledd": report.ledd,
                "points": report.points,
                "citations": report.citations,
                "amendments": report.amendments,
                "seconds": round(report.seconds, 3),
                "peakBytes": report.peak_bytes,
            }
        )
        return 1 if report.failed else 0
    figures = {
        "documents": report.documents,
        "left out": len(report.failed),
        "sections": report.sections,
        "subsections (ledd)": report.ledd,
        "items (points)": report.points,
        "citations": report.citations,
        "amendments": report.amendments,
        "seconds": round(report.seconds, 1),
        "megabytes of memory": report.peak_bytes // 10**6,
    }
    write_table(("what", "number"), [(name, str(value)) for name, value in figures.items()])
    for row in report.failed:
        print(f"left out {row.file}: {row.reason}", file=sys.stderr)
    print(f"The law is in {args.into}. Next: hjemmel serve --law {args.into}", file=sys.stderr)
    return 1 if report.failed else 0


@contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    """Let SIGTERM unwind as Ctrl-C does, so that no half-written folder is left."""

    def end(*_: object) -> None:
        sys.exit(_ENDED)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
