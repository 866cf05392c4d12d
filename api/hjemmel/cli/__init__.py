"""The command line: words → calls; what comes back is printed.

Exit codes: 0 fine, 1 findings (or no answer), 2 the input is at fault, told in one line with the remedy.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from hjemmel.cli import asking, citing, drifting, editing, lawtext, moving, serving, site
from hjemmel.errors import HjemmelError, RefusedBuildError

EXIT_FINDINGS = 1
EXIT_INPUT = 2
_GROUPS = (serving, editing, asking, citing, moving, lawtext, drifting, site)


class _Version(argparse.Action):
    """Print the version and exit; it is read only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from hjemmel import __version__  # noqa: PLC0415 -- reading it takes longer than reading a command

        parser.exit(message=f"hjemmel {__version__}\n")


def parse_command(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the words of one command; argparse itself ends with exit code 2 when they can't be read."""
    return to_parser().parse_args(argv)


def to_parser() -> argparse.ArgumentParser:
    """The parser of every command; the reference page docs/reference/cli.md is made from it."""
    parser = argparse.ArgumentParser(
        prog="hjemmel",
        description="Who must do what, under which provision, since when, and how we know.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for group in _GROUPS:
        group.add_commands(commands)
    return parser


def run(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    args = parse_command(argv)
    try:
        code: int = args.run(args)
    except HjemmelError as error:
        print(f"hjemmel: {error}", file=sys.stderr)
        return EXIT_FINDINGS if isinstance(error, RefusedBuildError) else EXIT_INPUT
    except BrokenPipeError:
        # The reader of a pipe has gone (`| head`): nothing is wrong, and nothing more can be said.
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        return 130
    return code


def main() -> None:
    """Run the command of this process."""
    sys.exit(run())
