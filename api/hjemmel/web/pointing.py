"""How a parameter points to a thing: by slug, by path, by address here, by IRI; what it may have meant when it doesn't.

Answers name things by IRI, so an IRI must be taken back. Names (krisesenterlova) are not: they move from act to act.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hjemmel.errors import BadParameterError
from hjemmel.law.identifiers import parse_refid, to_path
from hjemmel.law.things import Thing
from hjemmel.web.problems import format_nearest

_COLLECTIONS: Final[Mapping[str, str]] = {
    "actor": "actors",
    "situation": "situations",
    "act": "acts",
    "plan_area": "plan-areas",
    "target_group": "target-groups",
}


def find_slug(name: str, text: str, records: Mapping[str, Thing]) -> str:
    """Give the slug of the thing that the parameter `name` points to.

    Raises:
        BadParameterError: it points to nothing; the error says what it may have meant.
    """
    slug = _to_slug(name, text)
    if slug in records:
        return slug
    named = _list_named(text, records)
    otherwise = f"All of them stand in /{_COLLECTIONS[name]}."
    remedy = f"Did you mean {' or '.join(named)}? {otherwise}" if named else format_nearest(slug, records, otherwise)
    raise BadParameterError(name, f"This release has no {name.replace('_', ' ')} {text[:60]!r}.", remedy=remedy)


def _to_slug(name: str, text: str) -> str:
    path = to_path(text).strip("/")
    return parse_refid(path) if name == "act" else path.removeprefix(f"{_COLLECTIONS[name]}/")


def _list_named(text: str, records: Mapping[str, Thing]) -> list[str]:
    """List the things that people call so, in any language, in their order."""
    wanted = _fold(text)
    return [slug for slug, thing in records.items() if wanted in _list_names(thing)][:3]


def _list_names(thing: Thing) -> set[str]:
    others = (name for names in thing.alt_labels.values() for name in names)
    return {_fold(name) for name in (*thing.labels.values(), *others)}


def _fold(name: str) -> str:
    return name.casefold().strip(" .")
