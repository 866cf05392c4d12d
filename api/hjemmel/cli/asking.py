"""Commands that ask: duties, ask, stats."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from hjemmel.cli.days import parse_day, read_today
from hjemmel.cli.places import add_place, find_root, open_release
from hjemmel.cli.printing import write_json, write_table
from hjemmel.errors import BadParameterError
from hjemmel.graph.snapshot import Kb
from hjemmel.law.applicability import Applicability, Applicable, Condition, list_applicable, parse_roles
from hjemmel.law.bases import find_span
from hjemmel.law.catalogue import Catalogue, load_catalogue
from hjemmel.law.norms import ROLES
from hjemmel.law.questions import (
    Parameter,
    Question,
    fill_values,
    find_question,
    list_questions,
    parse_question,
    parse_values,
)
from hjemmel.rdf.namespaces import BASE
from hjemmel.web.pointing import find_slug


def add_commands(commands: Any) -> None:  # noqa: ANN401 -- argparse has no public name for it
    """Add the asking commands to the parser."""
    duties = commands.add_parser("duties", help="which norms apply to an actor on a day, and why")
    duties.add_argument("--actor", required=True, help="slug or IRI of the actor, such as kommunen")
    duties.add_argument("--on", default="", metavar="DAY", help="YYYY-MM-DD or any (default: today)")
    duties.add_argument("--situation", action="append", default=[], help="slug or IRI; may be repeated")
    duties.add_argument("--role", choices=[*ROLES, "any"], help="default: bearer and performer")
    duties.add_argument("--lang", choices=["nb", "nn", "en"], default="nb", help="language of labels")
    _add_output(duties, run_duties)
    ask = commands.add_parser("ask", help="run a saved question or a .rq file; without one, list the saved questions")
    ask.add_argument("question", nargs="?", help="name of a saved question, or a file that ends with .rq")
    ask.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE", help="a value; what is left out has its default"
    )
    ask.add_argument("--lang", choices=["nb", "nn", "en"], default="nb", help="language of the list")
    _add_output(ask, run_ask)
    stats = commands.add_parser("stats", help="what the release holds")
    _add_output(stats, run_stats)


def _add_output(parser: argparse.ArgumentParser, run: Any) -> None:  # noqa: ANN401 -- a command function
    parser.add_argument("--json", action="store_true", help="print JSON")
    add_place(parser)
    parser.set_defaults(run=run)


def run_duties(args: argparse.Namespace) -> int:
    """Print the norms that reach an actor; exit code 1 when there are none."""
    kb = open_release(args)
    if args.json:
        return _print_record(args, kb)
    catalogue = load_catalogue(kb)
    found = _find_duties(args, catalogue)
    columns = ("force", "norm", "applies", "role", "basis", "since")
    rows = [_to_row(catalogue, item, args.lang) for item in found.items]
    write_table(columns, rows, title=f"{args.actor} · {found.on or 'any day'}")
    return 0 if found.items else 1


def _print_record(args: argparse.Namespace, kb: Kb) -> int:
    """Print the answer as the service gives it: one function writes both."""
    from hjemmel.web.applicability import to_record  # noqa: PLC0415 -- the server's modules, for JSON only
    from hjemmel.web.operations.norms import NORM  # noqa: PLC0415 -- as above
    from hjemmel.web.release import to_release  # noqa: PLC0415 -- as above

    release = to_release(kb)
    found = _find_duties(args, release.catalogue)
    write_json(to_record(release, found, NORM, args.lang))
    return 0 if found.items else 1


def _find_duties(args: argparse.Namespace, catalogue: Catalogue) -> Applicability:
    return list_applicable(
        catalogue,
        find_slug("actor", args.actor, catalogue.actors),
        on=parse_day(args.on),
        situations=tuple(find_slug("situation", name, catalogue.situations) for name in args.situation),
        roles=parse_roles(args.role),
    )


def _to_row(catalogue: Catalogue, item: Applicable, lang: str) -> tuple[str, ...]:
    open_points = "; ".join(_to_words(condition, lang) for condition in item.conditions)
    applies = f"{item.applies}: {open_points}" if open_points else item.applies
    basis = "; ".join(each.label(lang) for each in item.basis)
    since, _ = find_span(catalogue.bases[item.norm.id], item.basis)
    return (item.force or "", item.norm.label(lang), applies, item.role, basis, str(since or ""))


def _to_words(condition: Condition, lang: str) -> str:
    label = condition.label(lang)
    return f"unless: {label}" if condition.kind == "exception" else label


def run_ask(args: argparse.Namespace) -> int:
    """Print the answer to a saved question or to a query in a file; without one, the saved questions."""
    if args.question is None:
        return _print_questions(args)
    question = _read_question(args)
    values = fill_values(question, dict(_parse_pair(pair) for pair in args.set), read_today())
    try:
        found = open_release(args).store.select(question.text, parse_values(question, values))
    except ValueError as error:
        remedy = "It must hold one SPARQL 1.1 SELECT, and --set only its own parameters."
        raise BadParameterError("question", f"{args.question}: {error}.", remedy=remedy) from None
    rows = [tuple(_to_cell(row.get(name)) for name in found.variables) for row in found]
    if args.json:
        write_json([dict(zip(found.variables, row, strict=True)) for row in rows])
    else:
        write_table(found.variables, [tuple(cell.removeprefix(BASE) for cell in row) for row in rows])
    return 0 if rows else 1


def _print_questions(args: argparse.Namespace) -> int:
    """Print every saved question with the values it takes."""
    questions = list_questions()
    if args.json:
        write_json([{"name": each.name, "title": each.title(args.lang), **_to_told(each)} for each in questions])
    else:
        rows = [(each.name, each.title(args.lang), " ".join(map(_to_usage, each.parameters))) for each in questions]
        write_table(("question", "asks", "--set"), rows)
    return 0


def _to_told(question: Question) -> dict[str, object]:
    parameters = [
        {"name": each.name, "kind": each.kind, "default": each.default, "choices": each.choices}
        for each in question.parameters
    ]
    return {"keywords": question.keywords, "parameters": parameters}


def _to_usage(parameter: Parameter) -> str:
    return f"{parameter.name}={'|'.join(parameter.choices) or parameter.default or 'YYYY-MM-DD'}"


def _read_question(args: argparse.Namespace) -> Question:
    """The question of that name among the saved ones and the competency questions, or the one in the file."""
    name: str = args.question
    if name.endswith(".rq"):
        return _read_file(Path(name))
    folder = find_root(args) / "ontology" / "questions"
    files = sorted([*folder.glob(f"{name}.rq"), *folder.glob(f"[0-9][0-9]-{name}.rq")])
    return _read_file(files[0]) if files else find_question(name)


def _read_file(path: Path) -> Question:
    try:
        return parse_question(path.stem, path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        remedy = "Name a UTF-8 file that exists."
        raise BadParameterError("question", f"{path} can't be read: {error}.", remedy=remedy) from None


def _parse_pair(pair: str) -> tuple[str, str]:
    name, mark, value = pair.partition("=")
    if not mark:
        raise BadParameterError("set", f"{pair!r} has no =.", remedy="Write --set name=value.")
    return name, value


def _to_cell(term: Any) -> str:  # noqa: ANN401 -- a term, or None where the row leaves it out
    return "" if term is None else str(term.value)


def run_stats(args: argparse.Namespace) -> int:
    """Print what the release holds."""
    manifest = open_release(args).manifest
    figures = {
        "release": manifest.release,
        "triples": manifest.triples,
        "graphs": manifest.graphs,
        **manifest.counts,
    }
    if args.json:
        write_json(figures)
    else:
        write_table(("what", "value"), [(name, str(value)) for name, value in figures.items()])
    return 0
