"""Tables on a terminal, JSON for programs, progress on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

import orjson


def write_json(value: object) -> None:
    """Print one JSON value, indented, with a newline."""
    options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    sys.stdout.write(orjson.dumps(value, option=options, default=str).decode())


def write_table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, title: str = "") -> None:
    """Print a table: drawn on a terminal, tab-separated when piped, so that nothing is cut."""
    if not sys.stdout.isatty():
        for row in (columns, *rows):
            print("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in row))
        return
    from rich.console import Console  # noqa: PLC0415 -- costs 50 ms, wanted on a terminal only
    from rich.table import Table  # noqa: PLC0415

    table = Table(*columns, title=title or None, title_justify="left", show_lines=True)
    for row in rows:
        table.add_row(*row)
    Console().print(table)


@contextmanager
def open_status(words: str) -> Iterator[None]:
    """Show on stderr that something takes its time; only on a terminal."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console  # noqa: PLC0415 -- wanted on a terminal only

    with Console(stderr=True).status(words):
        yield


@contextmanager
def open_progress(words: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """Show on stderr how far something has come (`total` when that is known); only on a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415 -- wanted on a terminal only
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(words, total=total)
        yield lambda done: progress.update(task, completed=done)
