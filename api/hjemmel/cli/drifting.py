"""Commands that hold the graph against the text of the law: digest, drift."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from hjemmel.cli.days import parse_day
from hjemmel.cli.lawtext import IMPORTED
from hjemmel.cli.places import add_place, find_root, open_release
from hjemmel.cli.printing import write_json, write_table
from hjemmel.errors import InputError
from hjemmel.graph.files import load_sources
from hjemmel.graph.snapshot import open_memory
from hjemmel.law.catalogue import Catalogue, load_catalogue
from hjemmel.law.dependents import Dependents, list_dependents
from hjemmel.law.digests import list_missing_digests, write_digests
from hjemmel.law.drift import Drift, list_drift
from hjemmel.law.identifiers import find_legal_name, to_iri
from hjemmel.law.lovdata.imported import open_law
from hjemmel.law.quotes import Quote
from hjemmel.rdf.namespaces import BASE


def add_commands(commands: Any) -> None:  # noqa: ANN401 -- argparse has no public name for it
    """Add digest and drift to the parser."""
    digest = commands.add_parser("digest", help="the digest of a provision's words, the value of hj:digest")
    digest.add_argument("provision", nargs="?", help="such as lov/2009-06-19-44/paragraf/4/ledd/2/punktum/1")
    digest.add_argument("--all", action="store_true", help="write hj:digest into every grounding in kb/ that has none")
    digest.add_argument("--words", action="store_true", help="print the words too, to see what is digested")
    _add_law(digest)
    digest.set_defaults(run=run_digest)
    drift = commands.add_parser("drift", help="where the law has moved on from what the graph says it says")
    _add_law(drift)
    drift.add_argument("--all", action="store_true", help="tell also groundings that are as they were, or known to end")
    drift.add_argument("--json", action="store_true", help="print JSON, with all that hangs on each")
    drift.set_defaults(run=run_drift)


def _add_law(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--on", default="", metavar="DAY", help="YYYY-MM-DD (default: today)")
    parser.add_argument(
        "--law", type=Path, default=IMPORTED, metavar="DIR", help=f"folder of the imported law (default {IMPORTED})"
    )
    add_place(parser)


def run_digest(args: argparse.Namespace) -> int:
    """Print the digest of a provision's words on a day; with --all write those of all groundings into kb/.

    Raises:
        InputError: neither a provision nor --all is given, or it names none.
    """
    if args.all:
        return _write_digests(args)
    if not args.provision:
        raise InputError("No provision is named.", remedy="Name one, or write --all for every grounding in kb/.")
    name = find_legal_name(args.provision)
    if name is None or name.provision is None:
        remedy = "Write it as lov/2009-06-19-44/paragraf/4/ledd/2; hjemmel cite finds the name of a written citation."
        raise InputError(f"“{args.provision}” names no provision.", remedy=remedy)
    day = str(parse_day(args.on) or date.max)
    with open_law(args.law) as law:
        print(law.find_digest(args.provision, day))
        if args.words:
            print(law.find_words(args.provision, day))
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
    """Print what has drifted, and every quote; exit code 1 when an editor has something to do."""
    day = parse_day(args.on) or date.max
    catalogue = load_catalogue(open_release(args))
    with open_law(args.law) as law:
        drifts = list_drift(catalogue, law, day)
    told = [drift for drift in drifts if args.all or drift.finding or _is_quote(catalogue, drift)]
    hanging = [list_dependents(catalogue, find_provision(catalogue, drift)) for drift in told]
    if args.json:
        write_json([_to_record(*pair) for pair in zip(told, hanging, strict=True)])
    else:
        rows = [_to_row(*pair) for pair in zip(told, hanging, strict=True)]
        write_table(("what", "status", "since", "words now", "hangs on it", "to do"), rows)
        print(_summarise(drifts), file=sys.stderr)
    return 1 if any(drift.finding for drift in drifts) else 0


def find_provision(catalogue: Catalogue, drift: Drift) -> str:
    """The path of the provision that a drift is of."""
    thing = catalogue.find_thing(drift.id)
    of = (thing.quotes or "") if isinstance(thing, Quote) else _find_grounded(catalogue, drift.id)
    return of.removeprefix(BASE).partition("/versjon/")[0]


def _find_grounded(catalogue: Catalogue, grounding: str) -> str:
    groundings = (each for norm in catalogue.norms.values() for each in norm.grounding)
    return next((each.of for each in groundings if each.id == grounding), "")


def _is_quote(catalogue: Catalogue, drift: Drift) -> bool:
    return isinstance(catalogue.find_thing(drift.id), Quote)


def _to_record(drift: Drift, hanging: Dependents) -> dict[str, object]:
    return {
        "id": drift.id,
        "status": drift.status,
        "since": drift.since,
        "now": to_iri(drift.now) if drift.now else None,
        "digest": drift.digest,
        "expected": drift.expected,
        "finding": drift.finding,
        "detail": drift.detail,
        "remedy": drift.remedy,
        "hangsOn": {
            "norms": hanging.norms,
            "guidance": hanging.guidance,
            "planAreas": hanging.plan_areas,
            "quotes": hanging.quotes,
        },
    }


def _to_row(drift: Drift, hanging: Dependents) -> tuple[str, ...]:
    known = " (known)" if drift.expected else ""
    now = (drift.now or "").removeprefix(BASE)
    to_do = " ".join(word for word in (drift.detail, drift.remedy) if word)
    return (drift.id.removeprefix(BASE), drift.status + known, str(drift.since or ""), now, _count(hanging), to_do)


def _count(hanging: Dependents) -> str:
    """Say how much hangs on a provision; JSON names it."""
    counts = {
        "norms": hanging.norms,
        "guidance": hanging.guidance,
        "plan areas": hanging.plan_areas,
        "quotes": hanging.quotes,
    }
    return ", ".join(f"{name}: {len(each)}" for name, each in counts.items() if each)


def _summarise(drifts: Sequence[Drift]) -> str:
    counts = Counter("known to have ended" if drift.expected else drift.status for drift in drifts)
    told = ", ".join(f"{count} {status}" for status, count in counts.most_common())
    return (
        f"{len(drifts)} groundings and quotes held against the law: {told}"
        if told
        else "Nothing to hold against the law."
    )
