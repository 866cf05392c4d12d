"""The command that writes the whole site as files: site."""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from hjemmel.cli.building import build_when_newer
from hjemmel.cli.days import parse_day
from hjemmel.cli.places import add_place
from hjemmel.cli.printing import open_progress, write_json
from hjemmel.errors import InputError
from hjemmel.rdf.namespaces import BASE

if TYPE_CHECKING:
    from hjemmel.web.relinking import Map
    from hjemmel.web.site import Leaf, Site

LIST: Final = ".hjemmel-site.json"
"""What an earlier export wrote here: only that may be taken away again."""

_PIECE: Final = 64
_work: list[tuple[Site, Path, Map, Sequence[Leaf]]] = []  # what a forked worker finds; each process has its own


def add_commands(commands: Any) -> None:  # noqa: ANN401 -- argparse has no public name for it
    """Add site to the parser."""
    site = commands.add_parser("site", help="write the whole site as files for any plain file server")
    site.add_argument("out", type=Path, metavar="OUT", help="folder to write; what an earlier export left is renewed")
    site.add_argument("--on", metavar="DAY", help="the legal day of the pages, YYYY-MM-DD (default today)")
    site.add_argument("--address", default=BASE, help="where the site will be, for the sitemap")
    site.add_argument("--json", action="store_true", help="print JSON")
    add_place(site)
    site.set_defaults(run=run_site)


def run_site(args: argparse.Namespace) -> int:
    """Write the site; say how many files there are and how many had changed."""
    from hjemmel.app import create_app, read_today  # noqa: PLC0415 -- the server's modules, for this command only
    from hjemmel.settings import load_settings  # noqa: PLC0415 -- the same
    from hjemmel.web.release import open_release  # noqa: PLC0415 -- the same
    from hjemmel.web.routes import Routes  # noqa: PLC0415 -- the same
    from hjemmel.web.site import Site, list_extras, list_leaves, to_map, write_file  # noqa: PLC0415 -- the same

    _check_folder(args.out)
    release = open_release(build_when_newer(args))
    release.warm()
    routes = Routes(create_app(load_settings(), release=release).operations)
    day = parse_day(args.on or "") or read_today()
    site = Site(release=release, routes=routes, day=day, address=args.address.rstrip("/") + "/")
    leaves = list_leaves(site)
    changed = sum(write_file(args.out / name, body) for name, body in list_extras(site, leaves).items())
    _work.append((site, args.out, to_map(leaves), leaves))
    changed += _write_leaves(len(leaves))
    _work.pop()
    names = sorted({leaf.name for leaf in leaves} | set(list_extras(site, leaves)))
    gone = _take_away(args.out, names)
    _tell(args, {"files": len(names), "changed": changed, "removed": gone, "release": release.id, "on": str(day)})
    return 0


def _write_leaves(total: int) -> int:
    """Write the pages with all the machine's processors, each forked with the release it reads."""
    starts = range(0, total, _PIECE)
    changed = 0
    with open_progress("writing the site", total) as report:
        for done, count in enumerate(_run(starts), 1):
            changed += count
            report(min(done * _PIECE, total))
    return changed


def _run(starts: Sequence[int]) -> Iterator[int]:
    # A process with threads must not be forked: the child could wait for a lock that nobody holds.
    alone = threading.active_count() == 1 and (os.cpu_count() or 1) > 1
    if not alone or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(_write_piece, starts)
        return
    with multiprocessing.get_context("fork").Pool() as pool:
        yield from pool.imap_unordered(_write_piece, starts)


def _write_piece(start: int) -> int:
    from hjemmel.web.site import write_site  # noqa: PLC0415 -- loaded already

    site, out, known, leaves = _work[-1]
    return write_site(site, out, leaves=leaves[start : start + _PIECE], known=known)


def _check_folder(out: Path) -> None:
    """Refuse a folder with other people's files in it.

    Raises:
        InputError: it is no folder, or holds files that no export wrote.
    """
    if out.exists() and not out.is_dir():
        raise InputError(f"{out} is no folder.", remedy="Name a folder that is empty or isn't there yet.")
    if out.is_dir() and any(out.iterdir()) and not (out / LIST).is_file():
        raise InputError(f"{out} holds files that no export wrote.", remedy="Name an empty folder.")
    out.mkdir(parents=True, exist_ok=True)
    if not (out / LIST).is_file():
        (out / LIST).write_text("[]\n", encoding="utf-8")


def _take_away(out: Path, names: Sequence[str]) -> int:
    """Remove what an earlier export wrote and this one didn't; keep the list of files for the next."""
    file = out / LIST
    before = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else []
    gone = [name for name in set(before).difference(names) if ".." not in Path(name).parts]
    for name in gone:
        (out / name).unlink(missing_ok=True)
    file.write_text(json.dumps(names, indent=0) + "\n", encoding="utf-8")
    return len(gone)


def _tell(args: argparse.Namespace, told: dict[str, object]) -> None:
    if args.json:
        write_json(told)
    else:
        words = f"{told['files']} files in {args.out}, {told['changed']} changed, {told['removed']} removed"
        print(f"{words}; release {told['release']}, the law on {told['on']}", file=sys.stderr)
