"""The command that writes the whole site as files: site."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from hjemmel.cli.building import build_when_newer
from hjemmel.cli.days import parse_day
from hjemmel.cli.places import add_law, add_place
from hjemmel.cli.printing import open_progress, write_json
from hjemmel.errors import InputError
from hjemmel.law.citations.collector import LONG, pause_collector


def add_commands(commands: Any) -> None:  # noqa: ANN401 -- argparse has no public name for it
    """Add site to the parser."""
    site = commands.add_parser("site", help="write the whole site as files for any plain file server")
    site.add_argument("out", type=Path, metavar="OUT", help="folder to write; what an earlier export left is renewed")
    site.add_argument("--on", metavar="DAY", help="the legal day of the pages, YYYY-MM-DD (default today)")
    site.add_argument(
        "--address",
        default="",
        help="where the site will be (https://…): for the sitemap, the page of what isn't there, and links that other "
        "programs follow; without it every link is relative",
    )
    site.add_argument("--all", action="store_true", help="make every file again, whatever an earlier export left")
    site.add_argument("--json", action="store_true", help="print JSON")
    add_law(site)
    add_place(site)
    site.set_defaults(run=run_site)


def run_site(args: argparse.Namespace) -> int:
    """Write the site; say how many files there are, how many were made, and how many had changed.

    A release is a million records that live until the end, and nearly nothing else is part of a cycle: looking for
    garbage among them again and again would cost a tenth of the time.
    """
    with pause_collector(LONG):
        return _write_site(args)


def _write_site(args: argparse.Namespace) -> int:
    from hjemmel.app import create_app, read_today  # noqa: PLC0415 -- the server's modules, for this command only
    from hjemmel.settings import load_settings  # noqa: PLC0415 -- the same
    from hjemmel.web.export.exporting import export_site  # noqa: PLC0415 -- the same
    from hjemmel.web.export.leaves import Site  # noqa: PLC0415 -- the same
    from hjemmel.web.export.questions import to_routes  # noqa: PLC0415 -- the same
    from hjemmel.web.release import open_release  # noqa: PLC0415 -- the same

    _check_folder(args.out)
    day, address = parse_day(args.on or "") or read_today(), _parse_address(args.address)
    release = open_release(build_when_newer(args))
    release.warm()
    routes = to_routes(release, create_app(load_settings({}), release=release).operations)
    site = Site(release=release, routes=routes, day=day, address=address)
    outcome = export_site(site, args.out, whole=args.all, progress=partial(open_progress, "writing the site"))
    told = {**asdict(outcome), "release": release.id, "on": str(day)}
    if args.json:
        write_json(told)
    else:
        words = "{files} files in {out}: {made} made, {changed} changed, {removed} removed"
        print(words.format(out=args.out, **told), f"release {release.id}, the law on {day}", sep="; ", file=sys.stderr)
    return 0


def _check_folder(out: Path) -> None:
    """Refuse a folder with other people's files in it.

    Raises:
        InputError: it is no folder, or holds files that no export wrote.
    """
    from hjemmel.web.export.ledger import NAME  # noqa: PLC0415 -- the server's modules, for this command only

    if out.exists() and not out.is_dir():
        raise InputError(f"{out} is no folder.", remedy="Name a folder that is empty or isn't there yet.")
    if out.is_dir() and any(out.iterdir()) and not (out / NAME).is_file():
        raise InputError(f"{out} holds files that no export wrote.", remedy="Name an empty folder.")


def _parse_address(text: str) -> str:
    """Read where the site will be.

    Raises:
        InputError: it is no http address, or has more than a host and a path.
    """
    parts = urlsplit(text)
    if text and (parts.scheme not in {"http", "https"} or not parts.netloc or parts.query or parts.fragment):
        raise InputError(f"{text} is no address of a site.", remedy="Write it as https://example.org/hjemmel/.")
    return text and text.rstrip("/") + "/"
