"""What the documentation shows on the command line is what the command line says."""

import re
import shlex
from pathlib import Path

import pytest

from hjemmel.cli import run

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
SKIPPED = "…"


def list_examples():
    for page in PAGES:
        for block in BLOCK.findall(page.read_text(encoding="utf-8")):
            command, *expected = block.strip().splitlines()
            yield pytest.param(command, expected, id=f"{page.name}: {command}")


def holds(expected, lines):
    """Whether the lines are those expected, where "…" stands for any number of lines."""
    if not expected:
        return not lines
    if expected[0] == SKIPPED:
        return any(holds(expected[1:], lines[start:]) for start in range(len(lines) + 1))
    return bool(lines) and lines[0] == expected[0] and holds(expected[1:], lines[1:])


@pytest.mark.parametrize(("command", "expected"), list(list_examples()))
def test_a_shown_command_answers_what_is_shown(command, expected, capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    prompt, program, *words = shlex.split(command)
    assert (prompt, program) == ("$", "hjemmel")

    assert run(words) in (0, 1)

    answer = capsys.readouterr().out
    assert holds(expected, answer.splitlines()), answer


def test_there_are_examples_to_run():
    assert len(list(list_examples())) >= 4
