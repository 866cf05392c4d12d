"""Commands for editors: check, format, build, new, context."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hjemmel.cli.places import add_law, add_place, find_root, find_snapshots
from hjemmel.cli.printing import open_status, write_json
from hjemmel.cli.templates import write_template
from hjemmel.errors import BrokenFileError, InputError
from hjemmel.graph.files import load_sources, read_sources
from hjemmel.rdf.context import write_context
from hjemmel.rdf.tokens import TurtleError
from hjemmel.rdf.turtle import format_turtle


def add_commands(commands: Any) -> None:  # noqa: ANN401 -- argparse has no public name for it
    """Add the editors' commands to the parser."""
    check = commands.add_parser("check", help="is the data right? findings with file, line, remedy")
    check.add_argument("files", nargs="*", type=Path, help="only findings in these files")
    check.add_argument("--lang", choices=["nb", "nn", "en"], default="nb", help="language of findings")
    check.add_argument("--json", action="store_true", help="print JSON")
    _finish(check, run_check)
    form = commands.add_parser("format", help="write Turtle in its canonical form")
    form.add_argument("files", nargs="*", type=Path, help="default: all of kb/ and ontology/")
    form.add_argument("--check", action="store_true", help="write nothing, tell what would change")
    form.add_argument("--json", action="store_true", help="print JSON")
    _finish(form, run_format)
    build = commands.add_parser("build", help="compile kb/ and ontology/ into a snapshot")
    build.add_argument("--out", type=Path, help="folder of the snapshots")
    build.add_argument("--json", action="store_true", help="print the manifest as JSON")
    add_law(build)
    _finish(build, run_build)
    context = commands.add_parser("context", help="make the JSON-LD context from the ontology")
    context.add_argument("--check", action="store_true", help="write nothing, tell whether it would change")
    context.add_argument("--json", action="store_true", help="print JSON")
    _finish(context, run_context)
    new = commands.add_parser("new", help="write a template into the right file")
    new.add_argument("kind", choices=["duty", "act", "actor", "guidance"], help="what to begin")
    new.add_argument("--act", help="the act, such as lov/2009-06-19-44 (duty, act)")
    new.add_argument("--slug", help="its name in the address, such as krsl-2-tilbod")
    new.add_argument("--print", action="store_true", dest="only_print", help="write no file")
    new.add_argument("--json", action="store_true", help="print JSON: file, line, subject, text")
    _finish(new, run_new)


def _finish(parser: argparse.ArgumentParser, run: Any) -> None:  # noqa: ANN401 -- a command function
    add_place(parser)
    parser.set_defaults(run=run)


def run_check(args: argparse.Namespace) -> int:
    """Print the findings; exit code 1 when one of them stops a build."""
    from hjemmel.check.checking import check_sources  # noqa: PLC0415 -- pySHACL costs 0.3 s
    from hjemmel.check.expectations import EXPECTATIONS  # noqa: PLC0415 -- with the checks
    from hjemmel.check.findings import format_finding  # noqa: PLC0415

    root = find_root(args)
    only = [_to_known_name(file, root) for file in args.files] or None
    with open_status("checking …"):
        findings = check_sources(read_sources(root), only=only, expectations=root / EXPECTATIONS)
    if args.json:
        write_json([finding.to_record() for finding in findings])
    else:
        for finding in findings:
            print(format_finding(finding, args.lang), end="\n\n")
        print(_summary(len(findings)), file=sys.stderr)
    return 1 if any(finding.severity == "violation" for finding in findings) else 0


def _summary(count: int) -> str:
    return f"{count} findings" if count else "no findings"


def _to_name(file: Path, root: Path) -> str:
    """The file as people say it: kb/duties/x.ttl, whatever folder the command runs in."""
    try:
        return file.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        remedy = f"Name a file below {root / 'kb'} or {root / 'ontology'}."
        raise InputError(f"{file} is no file of this knowledge base.", remedy=remedy) from None


def _to_known_name(file: Path, root: Path) -> str:
    # A misspelt name must not answer "no findings".
    name = _to_name(file, root)
    if not file.is_file():
        raise InputError(f"There is no file {name}.", remedy="Name a file that exists, or none to check them all.")
    return name


def run_format(args: argparse.Namespace) -> int:
    """Write files in canonical form; with --check exit code 1 when one isn't."""
    root = find_root(args)
    changed = [file for file in _list_turtle(args.files, root) if _format_file(file, args.check)]
    names = [_to_name(file, root) for file in changed]
    if args.json:
        write_json({"changed": names})
    else:
        for name in names:
            print(f"{'would change' if args.check else 'formatted'} {name}")
    return 1 if args.check and changed else 0


def _list_turtle(files: Iterable[Path], root: Path) -> list[Path]:
    named = list(files)
    found = named or [p for part in ("kb", "ontology") for p in (root / part).rglob("*.ttl")]
    return sorted(file for file in found if file.suffix == ".ttl")


def _format_file(file: Path, only_check: bool) -> bool:  # noqa: FBT001 -- a flag of the command
    """Bring one file to its form; True when it was not. A broken file is left as it is."""
    try:
        before = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file} can't be read: {error}.", remedy="Name a UTF-8 file.") from None
    try:
        after = format_turtle(before)
    except TurtleError as error:
        raise BrokenFileError(str(file), error.line, error.detail, remedy=error.remedy) from error
    if after == before:
        return False
    if not only_check:
        # The new text goes beside the file first: a full disk never leaves half a law.
        beside = file.with_suffix(".ttl.new")
        beside.write_text(after, encoding="utf-8")
        beside.replace(file)
    return True


def run_build(args: argparse.Namespace) -> int:
    """Check, then write the snapshot; exit code 1 when a rule is broken, and nothing is written."""
    from hjemmel.cli.building import build_release  # noqa: PLC0415 -- pySHACL costs 0.3 s

    manifest = build_release(find_root(args), args.out or find_snapshots(args), args.with_law)
    if args.json:
        write_json(manifest)
    else:
        print(f"release {manifest.release}: {manifest.triples} triples in {manifest.graphs} files")
    return 0


def run_context(args: argparse.Namespace) -> int:
    """Write ontology/context/hjemmel.jsonld; with --check exit code 1 when it isn't what the ontology gives."""
    root = find_root(args)
    file = root / "ontology" / "context" / "hjemmel.jsonld"
    ontology = load_sources(root / "ontology")
    text = json.dumps(write_context(quad.triple for quad in ontology.quads), ensure_ascii=False, indent=2) + "\n"
    changed = not file.is_file() or file.read_text(encoding="utf-8") != text
    if changed and not args.check:
        file.write_text(text, encoding="utf-8")
    if args.json:
        write_json({"changed": [_to_name(file, root)] if changed else []})
    else:
        print(f"{'would change' if args.check else 'wrote'} {file}" if changed else "nothing to change")
    return 1 if args.check and changed else 0


def run_new(args: argparse.Namespace) -> int:
    """Write a template for a norm, act, actor or document where it belongs."""
    written = write_template(args, find_root(args))
    if args.json:
        write_json(written)
    elif written.file is None:
        print(written.text)
    else:
        print(f"{written.file}:{written.line} {written.subject}")
        print(f"Fill in what says FYLL INN, then run: hjemmel check {written.file}")
    return 0
