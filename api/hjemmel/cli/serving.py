"""Commands that run for a while: serve, bench."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from hjemmel.cli.building import build_when_newer
from hjemmel.cli.citing import read_file
from hjemmel.cli.places import add_law, add_place
from hjemmel.cli.printing import open_status, write_json, write_table
from hjemmel.errors import InputError
from hjemmel.settings import load_settings

MAX_PORT: Final = 65535
_COLLECT: Final = (50_000, 20, 100)
LAW_BAR: Final = 2.0
"""An import may take so many times the least it could take."""

MEASURED: Final = ("citations", "law", "rest", "search", "sparql", "start", "text")


def add_commands(commands: Any) -> None:  # noqa: ANN401 -- argparse has no public name for it
    """Add serve and bench to the parser."""
    serve = commands.add_parser("serve", help="serve the release over HTTP")
    serve.add_argument("--host", help="address to listen on (default 127.0.0.1)")
    serve.add_argument("--port", type=int, help="port to listen on (default 8000)")
    serve.add_argument("--snapshot", type=Path, help="serve this snapshot folder, never build")
    add_law(serve)
    add_place(serve)
    serve.set_defaults(run=run_serve)
    bench = commands.add_parser("bench", help="measure as ratios within one run")
    bench.add_argument("what", choices=MEASURED, help="what to measure")
    bench.add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar="FILE",
        help="law: archives or unpacked folders to import; citations: texts to measure as ordinary ones",
    )
    bench.add_argument("--seconds", type=float, default=2.0, help="length of a round")
    add_law(bench)
    bench.add_argument("--rounds", type=int, default=5, help="alternating rounds")
    bench.add_argument("--json", action="store_true", help="print JSON")
    add_place(bench)
    bench.set_defaults(run=run_bench)


def run_serve(args: argparse.Namespace) -> int:
    """Serve until stopped; builds first when the files are newer than the release."""
    # A release is a hundred thousand objects that live as long as the process: looking them through again and again
    # while they are made is a twentieth of the start.
    gc.set_threshold(*_COLLECT)
    snapshots = args.snapshot or build_when_newer(args)
    settings = load_settings(snapshots=snapshots, host=args.host, port=args.port)
    if not 0 <= settings.port <= MAX_PORT:
        raise InputError(f"{settings.port} is no port.", remedy=f"Choose one from 0 to {MAX_PORT}.")
    # FastAPI and uvicorn cost 0.4 s: only the command that serves pays for them.
    from hjemmel.app import create_app, serve  # noqa: PLC0415

    # Opened before anything is said: a snapshot that isn't there is told alone.
    app = create_app(settings)
    print(f"hjemmel serves http://{settings.host}:{settings.port}/", file=sys.stderr)
    serve(settings, app)
    return 0


def run_bench(args: argparse.Namespace) -> int:
    """Measure, and print figures that hold within this run only."""
    figures = _measure(args)
    if args.json:
        write_json(figures)
    else:
        write_table(("figure", "value"), [(name, str(value)) for name, value in figures.items()])
    return 0


def _measure(args: argparse.Namespace) -> Mapping[str, object]:
    match args.what:
        case "law":
            return _measure_law(args.files)
        case "text":
            return _measure_text(args)
        case "citations":
            return _measure_citations(args.files, args.rounds)
        case _:
            return _measure_service(args)


def _measure_service(args: argparse.Namespace) -> Mapping[str, object]:
    from hjemmel.web.bench import measure  # noqa: PLC0415 -- wanted by this command only

    return measure(args.what, build_when_newer(args), seconds=args.seconds, rounds=args.rounds)


def _measure_citations(files: Sequence[Path], rounds: int) -> Mapping[str, object]:
    from hjemmel.law.citations.bench import to_figures  # noqa: PLC0415 -- wanted by this command only
    from hjemmel.law.citations.hostile import PROSE  # noqa: PLC0415 -- the same

    text = "\n".join(read_file(file) for file in files)
    return to_figures(text=text or PROSE, repeats=rounds)


def _measure_law(archives: Sequence[Path]) -> Mapping[str, object]:
    from hjemmel.law.lovdata.bench import measure_import  # noqa: PLC0415 -- as above

    if not archives:
        raise InputError("No archive is named.", remedy="Write hjemmel bench law ARCHIVE…")
    with open_status("importing, parsing, loading …"):
        report = measure_import(archives)
    ratios = {"ratio": round(report.ratio, 3), "cpu_ratio": round(report.cpu_ratio, 3)}
    return {**asdict(report), **ratios, "bar": LAW_BAR, "passes": report.ratio <= LAW_BAR}


def _measure_text(args: argparse.Namespace) -> Mapping[str, object]:
    from hjemmel.app import create_app  # noqa: PLC0415 -- as above
    from hjemmel.web.bench.text import measure_text  # noqa: PLC0415 -- as above
    from hjemmel.web.release import Release, open_release  # noqa: PLC0415 -- as above

    release = open_release(build_when_newer(args))
    law = release.law
    if law is None:
        raise InputError("The release has no law.", remedy="Write hjemmel bench text --law DIR.")
    bare = Release(kb=release.kb, catalogue=release.catalogue)
    provisions = sorted(path for path in release.catalogue.provisions if law.find_wordings(path))
    settings = load_settings()
    apps = (create_app(settings, release=bare), create_app(settings, release=release))
    with open_status("asking …"):
        report = measure_text(*apps, provisions, rounds=args.rounds)
    figures = {name: round(value, 3) for name, value in asdict(report).items()}
    return {**figures, **report.bars, "passes": report.passes}
