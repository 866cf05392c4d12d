"""The command that reads texts: cite."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from html import escape
from pathlib import Path
from typing import Any, Final

import orjson

from hjemmel.cli.days import parse_day, read_today
from hjemmel.cli.places import add_place, open_release
from hjemmel.cli.printing import write_table
from hjemmel.errors import BadParameterError, InputError
from hjemmel.law.catalogue import load_catalogue
from hjemmel.law.citations import Citation, annotate
from hjemmel.law.citations.known import build_known, list_known_citations
from hjemmel.law.citations.telling import to_record
from hjemmel.law.identifiers import to_refid
from hjemmel.law.lovdata.imported import open_law

FORMS: Final = ("lines", "table", "html", "markdown")
MOST: Final = 100_000_000
_FILE_NAME: Final = re.compile(r"\S+\.(?:txt|md|markdown|html?|xhtml|text|csv|json|xml|docx?|odt|pdf)", re.IGNORECASE)
_MARKUP: Final = (".html", ".htm", ".xhtml")
_LONGEST_NAME: Final = 250


def add_commands(commands: Any) -> None:  # noqa: ANN401 -- argparse has no public name for it
    """Add cite to the parser."""
    cite = commands.add_parser("cite", help="the legal citations in a text, each with its provision")
    cite.add_argument("text", help="a text, a file, or - for standard input")
    cite.add_argument("--context", help="refID of the act the text stands in, such as lov/2009-06-19-44")
    cite.add_argument("--on", default="", metavar="DAY", help="the day of the text, YYYY-MM-DD")
    cite.add_argument(
        "--form", choices=FORMS, default="lines", help="JSON lines (default), a table, or the text linked"
    )
    cite.add_argument("--law", type=Path, help="folder of imported law: names of acts, and which provisions exist")
    cite.add_argument("--json", action="store_true", help="the same as --form lines")
    add_place(cite)
    cite.set_defaults(run=run_cite)


def run_cite(args: argparse.Namespace) -> int:
    """Print the citations of a text; exit code 1 when there are none."""
    text, markup = read_text(args.text)
    day = parse_day(args.on) if args.on else None
    context = _parse_context(args.context)
    catalogue = load_catalogue(open_release(args))
    with ExitStack() as stack:
        law = stack.enter_context(open_law(args.law)) if args.law else None
        registry = build_known(catalogue, law)
        found = list_known_citations(text, registry, law, context=context, on=str(day) if day else None, markup=markup)
        form = "lines" if args.json else args.form
        if form == "lines":
            _write_lines(to_record(citation, catalogue, law, day or read_today()) for citation in found)
        else:
            _write(text, found, form, markup=markup)
    if not found:
        print("hjemmel: no citation was found.", file=sys.stderr)
    return 0 if found else 1


def read_text(given: str) -> tuple[str, bool]:
    """The text that was given, named or piped in, and whether it is HTML.

    Raises:
        InputError: the file isn't there, isn't UTF-8, can't be read or is too large.
    """
    if given == "-":
        return _decode(sys.stdin.buffer.read(MOST + 1), "standard input"), False
    path = Path(given)
    if not given or len(given.encode()) > _LONGEST_NAME or "\n" in given or "\x00" in given:
        return given, False
    if path.is_dir() or (_FILE_NAME.fullmatch(given) and not path.exists()):
        raise InputError(f"There is no file {given}.", remedy="Name a file, or send its text through - .")
    if not path.exists():
        return given, False
    return read_file(path), path.suffix.lower() in _MARKUP


def read_file(path: Path) -> str:
    """The text of a file.

    Raises:
        InputError: it isn't there, can't be read, isn't UTF-8 or is too large.
    """
    try:
        with path.open("rb") as file:
            return _decode(file.read(MOST + 1), str(path))
    except OSError as error:
        raise InputError(f"{path} can't be read: {error.strerror}.", remedy="Name a file that you may read.") from None


def _decode(content: bytes, name: str) -> str:
    if len(content) > MOST:
        raise InputError(f"{name} has more than {MOST} bytes.", remedy="Send it in parts.")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{name} isn't UTF-8 at byte {error.start}.", remedy="Save it as UTF-8.") from None


def _parse_context(text: str | None) -> str | None:
    refid = to_refid(text) if text else None
    if text and refid is None:
        raise BadParameterError("context", f"{text!r} is no act.", remedy="Write it as lov/2009-06-19-44.")
    return refid


def _write(text: str, found: tuple[Citation, ...], form: str, *, markup: bool) -> None:
    if form == "table":
        write_table(("start", "end", "citation", "status", "how", "targets"), [_to_row(each) for each in found])
    elif form == "markdown":
        sys.stdout.write(annotate(text, found, form="markdown"))
    else:
        body = annotate(text, found, markup=markup)
        sys.stdout.write(body if markup else _to_page(body))


def _write_lines(records: Iterable[dict[str, Any]]) -> None:
    for record in records:
        sys.stdout.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE).decode())


def _to_page(body: str) -> str:
    title = escape("hjemmel cite")
    head = f'<!doctype html>\n<html lang="no">\n<meta charset="utf-8">\n<title>{title}</title>\n'
    return f'{head}<pre style="white-space: pre-wrap">{body}</pre>\n'


def _to_row(citation: Citation) -> tuple[str, ...]:
    targets = " ".join(
        "/".join(filter(None, (each.refid, each.provision))) + (f" → {each.successor}" if each.successor else "")
        for each in citation.targets
    )
    return (str(citation.start), str(citation.end), citation.text, citation.status, citation.how or "", targets)
