"""Commands about the law's own text: law (list, fetch, import), digest, drift."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from hjemmel.cli.days import parse_day
from hjemmel.cli.places import add_place, find_root, open_release
from hjemmel.cli.printing import open_progress, write_json, write_table
from hjemmel.errors import InputError
from hjemmel.graph.files import load_sources
from hjemmel.graph.snapshot import open_memory
from hjemmel.law.catalogue import load_catalogue
from hjemmel.law.digests import list_missing_digests, write_digests
from hjemmel.law.drift import Drift, list_dependents, list_drift
from hjemmel.law.lovdata.imported import open_law
from hjemmel.rdf.namespaces import BASE


def add_commands(commands: Any) -> None:  # noqa: ANN401 -- argparse has no public name for it
    """Add law, digest and drift to the parser."""
    law = commands.add_parser("law", help="Lovdata's open archives: list, fetch, import")
    law.add_argument("what", choices=["list", "fetch", "import"], help="what to do")
    law.add_argument("names", nargs="*", help="fetch: patterns of names; import: archives or unpacked folders")
    law.add_argument("--into", type=Path, default=Path("var/law"), help="folder to write to (default var/law)")
    law.add_argument("--json", action="store_true", help="print JSON")
    law.set_defaults(run=run_law)
    digest = commands.add_parser("digest", help="the digest of a provision's words, for hj:digest")
    digest.add_argument("provision", nargs="?", help="such as lov/2009-06-19-44/paragraf/4/ledd/2/punktum/1")
    digest.add_argument("--all", action="store_true", help="write hj:digest into every grounding in kb/ that has none")
    digest.add_argument("--on", default="", metavar="DAY", help="YYYY-MM-DD (default: today)")
    digest.add_argument("--law", type=Path, default=Path("var/law"), help="folder of the imported law")
    add_place(digest)
    digest.set_defaults(run=run_digest)
    drift = commands.add_parser("drift", help="where the law has moved on from what the graph says it says")
    drift.add_argument("--on", default="", metavar="DAY", help="YYYY-MM-DD (default: today)")
    drift.add_argument("--law", type=Path, default=Path("var/law"), help="folder of the imported law")
    drift.add_argument("--all", action="store_true", help="tell also what is current, or known to have ended")
    drift.add_argument("--json", action="store_true", help="print JSON")
    add_place(drift)
    drift.set_defaults(run=run_drift)


def run_law(args: argparse.Namespace) -> int:
    """List, fetch or import archives; exit code 1 when some document could not be read."""
    match args.what:
        case "list":
            return _list(args)
        case "fetch":
            return _fetch(args)
        case _:
            return _import(args)


def _list(args: argparse.Namespace) -> int:
    import httpx  # noqa: PLC0415 -- wanted by the network commands only

    from hjemmel.law.lovdata.fetching import list_offered  # noqa: PLC0415 -- as above

    with httpx.Client(timeout=30) as client:
        offered = list_offered(client)
    if args.json:
        write_json([asdict(row) for row in offered])
    else:
        write_table(("name", "day", "bytes"), [(row.name, row.day, str(row.size)) for row in offered])
    return 0


def _fetch(args: argparse.Namespace) -> int:
    import httpx  # noqa: PLC0415 -- wanted by the network commands only

    from hjemmel.law.lovdata.fetching import PATTERNS, find_offered, list_offered, load_archive  # noqa: PLC0415

    with httpx.Client(timeout=60) as client:
        offered = list_offered(client)
        wanted = [row for pattern in args.names or PATTERNS for row in find_offered(offered, pattern)]
        for row in wanted:
            with open_progress(row.name, row.size) as show:
                print(load_archive(client, row, args.into, show))
    return 0


def _import(args: argparse.Namespace) -> int:
    from hjemmel.law.lovdata.importing import import_law  # noqa: PLC0415 -- lxml is wanted by this command only

    archives = [Path(name) for name in args.names]
    with open_progress("importing", None) as show:
        report = import_law(archives, args.into, lambda done, _: show(done))
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
    else:
        figures = {key: value for key, value in asdict(report).items() if key != "failed"}
        write_table(("what", "value"), [(name, str(value)) for name, value in figures.items()])
        for row in report.failed:
            print(f"left out {row.file}: {row.reason}")
    return 1 if report.failed else 0


def run_digest(args: argparse.Namespace) -> int:
    """Print the digest of a provision's words on a day; with --all write those of all groundings into kb/.

    Raises:
        InputError: neither a provision nor --all is given.
    """
    if args.all:
        return _write_digests(args)
    if not args.provision:
        raise InputError("No provision is named.", remedy="Name one, or write --all for every grounding in kb/.")
    with open_law(args.law) as law:
        print(law.find_digest(args.provision, str(parse_day(args.on) or date.max)))
    return 0


def _write_digests(args: argparse.Namespace) -> int:
    root = find_root(args)
    sources = load_sources(root / "kb", root / "ontology")
    catalogue = load_catalogue(open_memory(sources))
    with open_law(args.law) as law:
        found = list_missing_digests(catalogue, law)
    known = {iri: digest for iri, digest in found.items() if digest is not None}
    for file in sources.files:
        text = write_digests(file, known)
        if text != file.text:
            (root / file.path).write_text(text, encoding="utf-8")
            print(file.path)
    print(f"{len(known)} digests written; {len(found) - len(known)} groundings on words that the import doesn't have")
    return 0


def run_drift(args: argparse.Namespace) -> int:
    """Print what has drifted; exit code 1 when an editor has something to do."""
    day = parse_day(args.on) or date.max
    catalogue = load_catalogue(open_release(args))
    with open_law(args.law) as law:
        drifts = list_drift(catalogue, law, day)
    told = [drift for drift in drifts if args.all or drift.status != "current"]
    if args.json:
        write_json([{**asdict(drift), "hangsOn": _list_hanging(catalogue, drift)} for drift in told])
    else:
        write_table(("what", "status", "since", "now", "detail"), [_to_row(drift) for drift in told])
    return 1 if any(drift.finding for drift in drifts) else 0


def _list_hanging(catalogue: Any, drift: Drift) -> dict[str, object]:  # noqa: ANN401 -- the catalogue
    provision = (drift.now or "").partition("/versjon/")[0]
    return asdict(list_dependents(catalogue, provision)) if provision else {}


def _to_row(drift: Drift) -> tuple[str, ...]:
    known = " (known)" if drift.expected else ""
    now = (drift.now or "").removeprefix(BASE)
    return (drift.id.removeprefix(BASE), drift.status + known, str(drift.since or ""), now, drift.detail)
