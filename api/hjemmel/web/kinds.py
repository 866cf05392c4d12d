"""What belongs to each kind of thing beside its facts: what is computed for the day, what its page lists.

A `Kind` is a row of functions; `answer_thing` and `answer_list` do the rest for all kinds alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from hjemmel.errors import NotFoundError
from hjemmel.law.norm_lists import Page
from hjemmel.law.things import Thing
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.pages.paper import Section
from hjemmel.web.problems import format_nearest

T = TypeVar("T", bound=Thing)


def _no_extras(_: Asked, __: Thing) -> dict[str, Any]:
    return {}


def _no_sections(_: Asked, __: Thing) -> tuple[Section, ...]:
    return ()


def _no_note(_: Asked, __: Thing) -> str:
    return ""


def _no_links(_: Asked, __: Thing) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Generic[T]):
    """One kind of thing.

    `defaults` are keys its JSON always has; `extras` are computed for the day; `nulls` are those of them that mean
    something else in the context, and so are switched off in the answer's own. `write` and `write_list` make the pages
    of the kinds that have pages of their own; `danger` says whether a person in danger may land on them.
    """

    word: str
    collection: str
    defaults: Mapping[str, Any]
    extras: Callable[[Asked, T], dict[str, Any]] = _no_extras
    sections: Callable[[Asked, T], tuple[Section, ...]] = _no_sections
    note: Callable[[Asked, T], str] = _no_note
    links: Callable[[Asked, T], tuple[str, ...]] = _no_links
    nulls: tuple[str, ...] = ()
    write: Callable[[Asked, T], Answer] | None = None
    write_list: Callable[[Asked, Page[T]], Answer] | None = None
    danger: bool = False


def find_thing(records: Mapping[str, T], slug: str, kind: Kind[T]) -> T:
    """Give the record of that slug.

    Raises:
        NotFoundError: there is none; the error says the nearest one.
    """
    found = records.get(slug)
    if found is None:
        otherwise = f"All of them stand in /{kind.collection}."
        remedy = format_nearest(slug, records, otherwise)
        raise NotFoundError(f"This release has no {kind.word} {slug[:100]!r}.", remedy=remedy)
    return found
