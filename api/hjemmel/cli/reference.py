"""docs/reference/cli.md, made from the parser itself."""

from __future__ import annotations

import argparse
from itertools import chain


def format_reference(parser: argparse.ArgumentParser) -> str:
    """Write the page: every command, its arguments, what each does."""
    parts = [
        "# Commands",
        "",
        "Made from `api/hjemmel/cli`; don't edit by hand.",
        "Exit codes: 0 fine, 1 findings or no answer, 2 the input is at fault.",
        "",
    ]
    for action in parser._actions:  # noqa: SLF001 -- argparse has no public list
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 -- as above
            helps = {choice.dest: choice.help or "" for choice in action._choices_actions}  # noqa: SLF001 -- as above
            for name, command in action.choices.items():
                parts += _format_command(name, helps.get(name, ""), command)
    return "\n".join(parts)


def _format_command(name: str, sentence: str, parser: argparse.ArgumentParser) -> list[str]:
    for action in parser._actions:  # noqa: SLF001 -- argparse has no public list
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 -- as above
            helps = {choice.dest: choice.help or "" for choice in action._choices_actions}  # noqa: SLF001 -- as above
            parts = (_format_command(f"{name} {verb}", helps[verb], each) for verb, each in action.choices.items())
            return [f"## hjemmel {name}", "", f"{sentence[:1].upper()}{sentence[1:]}.", "", *chain.from_iterable(parts)]
    rows = [_format_argument(action) for action in parser._actions if action.dest != "help"]  # noqa: SLF001 -- as above
    return [f"## hjemmel {name}", "", f"{sentence[:1].upper()}{sentence[1:]}.", "", *rows, ""]


def _format_argument(action: argparse.Action) -> str:
    words = ", ".join(f"`{option}`" for option in action.option_strings) or f"`{action.dest}`"
    choices = f" One of {', '.join(map(str, action.choices))}." if action.choices else ""
    return f"- {words}: {action.help or ''}.{choices}"
