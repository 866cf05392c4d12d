"""Errors as RFC 9457 problem details: one table of statuses (the error classes), one shape."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import orjson

from hjemmel.errors import HjemmelError
from hjemmel.rdf.namespaces import BASE
from hjemmel.web.answers import Answer, Header

MEDIA_TYPE: Final = "application/problem+json"
_NUMBERED: Final = re.compile(r"/\d{4}-\d{2}-\d{2}-")
_PLAIN: Final = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
UNEXPECTED: Final = "Something failed on our side. Nothing was wrong with the question."


def to_problem(error: HjemmelError, instance: str, *, headers: tuple[Header, ...] = ()) -> Answer:
    """Give the answer that tells an error; `instance` is the address it happened at."""
    body: dict[str, object] = {
        "type": to_problem_type(type(error)),
        "title": error.title,
        "status": error.status,
        "detail": error.detail,
        "instance": instance,
    }
    if error.remedy:
        body["remedy"] = error.remedy
    if error.faults:
        body["errors"] = [
            {"pointer": fault.pointer, "detail": fault.detail, "remedy": fault.remedy} for fault in error.faults
        ]
    return Answer(
        body=orjson.dumps(body, default=str),
        content_type=MEDIA_TYPE,
        status=error.status,
        headers=headers,
        cache="no-store",
        language="en",
    )


def to_unexpected(log_id: str) -> HjemmelError:
    """Give the error told for a fault of ours: no word of what it was but the id in the log."""
    return HjemmelError(UNEXPECTED, remedy=f"Tell us the log id {log_id} if it happens again.")


def to_problem_type(error: type[HjemmelError]) -> str:
    """Give the address of an error's page: the `type` of its problems."""
    return f"{BASE}errors/{error.slug}"


def list_error_classes(root: type[HjemmelError] = HjemmelError) -> list[type[HjemmelError]]:
    """Give every class of the error tree, the root first, each before its kinds."""
    return [root, *(kind for child in root.__subclasses__() for kind in list_error_classes(child))]


def find_nearest(word: str, names: Iterable[str]) -> str:
    """Give the name that looks most like a word, "" when none does.

    A number of an act must be nearly right: all of them look alike, and a wrong one leads to other law.
    """
    from difflib import get_close_matches  # noqa: PLC0415 -- only faults pay for it

    folded = {_fold(name): name for name in names}
    close = get_close_matches(_fold(word), folded, n=1, cutoff=0.9 if _NUMBERED.search(word) else 0.6)
    return folded[close[0]] if close else ""


def format_nearest(word: str, names: Iterable[str], otherwise: str) -> str:
    """Give the remedy "Did you mean …?", or `otherwise` when nothing looks alike."""
    nearest = find_nearest(word, names)
    return f"Did you mean {nearest}? {otherwise}".strip() if nearest else otherwise


def _fold(word: str) -> str:
    """Give a word as it looks without case and Norwegian letters: people write bor and BOER for bør."""
    return word.casefold().translate(_PLAIN)
