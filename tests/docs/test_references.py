"""What is made from code is what stands in docs/reference/, and everything public has its page."""

from pathlib import Path

import pytest

from hjemmel import errors
from hjemmel.cli import to_parser
from hjemmel.cli.reference import format_reference as format_commands
from hjemmel.settings import format_reference as format_settings

DOCS = Path(__file__).parents[2] / "docs"


def list_errors(kind=errors.HjemmelError):
    return [kind, *(found for each in kind.__subclasses__() for found in list_errors(each))]


def test_the_page_of_commands_is_what_the_parser_says():
    expected = format_commands(to_parser())
    assert expected == (DOCS / "reference" / "cli.md").read_text(encoding="utf-8")


def test_the_page_of_settings_is_what_the_settings_say():
    assert format_settings() == (DOCS / "reference" / "settings.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("error", list_errors(), ids=lambda error: error.slug)
def test_every_error_has_a_page_that_says_how_to_mend_it(error):
    page = (DOCS / "errors" / f"{error.slug}.md").read_text(encoding="utf-8")
    assert error.title in page
    assert len(page.split()) > 30


def test_every_error_stands_in_the_drawing_of_the_tree():
    missing = [error.__name__ for error in list_errors() if error.__name__ not in errors.__doc__]
    assert missing == []
