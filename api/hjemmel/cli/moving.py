"""The command that tells what has changed: changes."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from hjemmel.cli.days import parse_day, read_today
from hjemmel.cli.places import add_place, open_release
from hjemmel.cli.printing import write_json, write_table
from hjemmel.law.catalogue import Catalogue, load_catalogue
from hjemmel.law.changes import Change, Choice, list_changes


def add_commands(commands: Any) -> None:  # noqa: ANN401 -- argparse has no public name for it
    """Add changes to the parser."""
    changes = commands.add_parser("changes", help="norms that began, ended, were replaced or rest on new words")
    changes.add_argument("--since", metavar="DAY", help="first day, YYYY-MM-DD")
    changes.add_argument("--until", metavar="DAY", help="last day, YYYY-MM-DD")
    changes.add_argument("--actor", help="slug of an actor, such as kommunen")
    changes.add_argument("--act", help="an act, such as lov/2009-06-19-44")
    changes.add_argument("--plan-area", help="slug of a plan area")
    changes.add_argument("--lang", choices=["nb", "nn", "en"], default="nb", help="language of labels")
    changes.add_argument("--json", action="store_true", help="print JSON")
    add_place(changes)
    changes.set_defaults(run=run_changes)


def run_changes(args: argparse.Namespace) -> int:
    """Print the changes, newest first; exit code 1 when there are none."""
    catalogue = load_catalogue(open_release(args))
    choice = Choice(
        since=parse_day(args.since) if args.since else None,
        until=parse_day(args.until) if args.until else None,
        actor=args.actor,
        act=args.act,
        plan_area=args.plan_area,
    )
    found = list_changes(catalogue, choice)
    if args.json:
        from hjemmel.web.operations.changes import to_change_item  # noqa: PLC0415 -- the server's modules, for JSON only

        write_json([to_change_item(catalogue, change, args.lang, read_today()) for change in found])
    else:
        columns = ("day", "what", "norm", "provision", "changed by")
        write_table(columns, [_to_row(catalogue, change, args.lang) for change in found])
    if not found:
        print("Nothing has changed.", file=sys.stderr)
    return 0 if found else 1


def _to_row(catalogue: Catalogue, change: Change, lang: str) -> tuple[str, ...]:
    by = ", ".join(catalogue.find_label(iri, lang) for iri in change.changed_by)
    cited = catalogue.find_label(change.provision, lang) if change.provision else ""
    return (str(change.day or "no day set"), change.kind, catalogue.find_label(change.norm, lang), cited, by)
