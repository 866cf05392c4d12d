"""Parameters of operations: what each is called, what it may be, and how its text is read.

A parameter nobody knows is refused with the nearest name: a misspelt filter must not answer "everything".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, Literal
from urllib.parse import unquote_plus

from hjemmel.errors import BadParameterError
from hjemmel.web.negotiate import LANGUAGES
from hjemmel.web.problems import format_nearest

Where = Literal["path", "query"]
Kind = Literal["day", "day-or-any", "number", "choice", "words", "text"]

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
DEFAULT_SIZE: Final = 100
MAX_SIZE: Final = 500
MAX_PAGE: Final = 1_000_000
MAX_TEXT: Final = 500
MAX_FREE: Final = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter: `schema` is JSON Schema, `kind` says how the text is read.

    `words` may be given several times, every other kind once. A `free` text may be empty and as long as an address;
    `most` is the greatest number, or the length of a text whose address reads it itself. A `blank` one may be empty and
    is then as if left out: a form sends every field.
    """

    name: str
    where: Where = "query"
    kind: Kind = "text"
    description: str
    example: str
    choices: tuple[str, ...] = ()
    least: int = 1
    most: int = 0
    default: str | None = None
    free: bool = False
    blank: bool = False

    @property
    def schema(self) -> dict[str, object]:
        """The JSON Schema of the value."""
        return {**_BASE_SCHEMAS[self.kind], **self._bounds()}

    def _bounds(self) -> dict[str, object]:
        if self.kind == "number":
            return {"minimum": self.least, "maximum": self.most, "default": int(self.default or 1)}
        if self.kind == "choice":
            return {"enum": list(self.choices), **({"default": self.default} if self.default else {})}
        if self.free:
            return {"minLength": 0, "maxLength": MAX_FREE}
        if self.kind == "text" and self.most:
            return {"maxLength": self.most}
        return {"default": self.default} if self.default else {}


_BASE_SCHEMAS: Final[Mapping[str, dict[str, object]]] = {
    "day": {"type": "string", "format": "date"},
    "day-or-any": {
        "type": "string",
        "oneOf": [{"format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}, {"const": "any"}],
    },
    "number": {"type": "integer"},
    "choice": {"type": "string"},
    "words": {"type": "array", "items": {"type": "string"}},
    "text": {"type": "string", "minLength": 1, "maxLength": MAX_TEXT},
}

ON: Final = Parameter(
    name="on",
    kind="day",
    description="The legal day asked about; today in Europe/Oslo when left out. The answer says it.",
    example="2026-01-01",
)
ON_OR_ANY: Final = Parameter(
    name="on",
    kind="day-or-any",
    description="The legal day asked about, or `any` for every day; today in Europe/Oslo when left "
    "out. The answer says it.",
    example="2026-01-01",
)
LANG: Final = Parameter(
    name="lang",
    kind="choice",
    choices=LANGUAGES,
    description="The language of labels; goes before Accept-Language. Law text stays in its own.",
    example="nn",
)
PAGE: Final = Parameter(
    name="page",
    kind="number",
    most=MAX_PAGE,
    default="1",
    description="Which page of the list, from 1.",
    example="1",
)
SIZE: Final = Parameter(
    name="size",
    kind="number",
    most=MAX_SIZE,
    default=str(DEFAULT_SIZE),
    description="How many items a page holds.",
    example="50",
)
WHOLE: Final = replace(
    SIZE,
    default=str(MAX_SIZE),
    description="How many items a page holds; all of them when left out, up to the most a page may hold.",
)
PAGING: Final = (PAGE, SIZE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query, read: `on` is a day, `any`, or None when left out."""

    on: date | Literal["any"] | None = None
    page: int = 1
    size: int = DEFAULT_SIZE
    lang: str | None = None
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def parse_query(text: str, parameters: Mapping[str, Parameter]) -> Query:
    """Read a query string by the parameters of an operation.

    Raises:
        BadParameterError: an unknown name, a value that can't be read, or one given too often.
    """
    words: dict[str, tuple[str, ...]] = {}
    for name, value in split_query(text):
        parameter = parameters.get(name)
        if parameter is None:
            raise _unknown(name, parameters)
        if parameter.blank and not value:
            continue
        if name in words and parameter.kind != "words":
            raise BadParameterError(name, f"{name} is given more than once.", remedy="Give it once, or leave it out.")
        words[name] = (*words.get(name, ()), value)
    size = parameters.get("size", SIZE)
    return _read_words(words, parameters, int(size.default or DEFAULT_SIZE))


def split_query(text: str) -> list[tuple[str, str]]:
    """Split a query string into names and values, decoded, in their order."""
    pairs = [piece.partition("=") for piece in text.split("&") if piece]
    if "%" in text or "+" in text:
        return [(unquote_plus(name), unquote_plus(value)) for name, _, value in pairs]
    return [(name, value) for name, _, value in pairs]


def parse_day(text: str, name: str = "on") -> date:
    """Read a day as YYYY-MM-DD.

    Raises:
        BadParameterError: it is written otherwise, or there is no such day.
    """
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise BadParameterError(name, f"“{text[:40]}” is no day.", remedy="Write it as YYYY-MM-DD, for example 2026-01-01.")


def _read_words(words: dict[str, tuple[str, ...]], parameters: Mapping[str, Parameter], default: int) -> Query:
    on = words.pop("on", None)
    page, size = words.pop("page", None), words.pop("size", None)
    lang = words.pop("lang", None)
    for name, values in words.items():
        for value in values:
            _check_word(value, parameters[name])
    return Query(
        on=_parse_on(on[0], parameters["on"]) if on else None,
        page=_parse_number(page[0], parameters["page"]) if page else 1,
        size=_parse_number(size[0], parameters["size"]) if size else default,
        lang=_check_word(lang[0], parameters["lang"]) if lang else None,
        words=words,
    )


def _parse_on(text: str, parameter: Parameter) -> date | Literal["any"]:
    if text == "any" and parameter.kind == "day-or-any":
        return "any"
    return parse_day(text)


def _parse_number(text: str, parameter: Parameter) -> int:
    if text.isascii() and text.isdecimal() and len(text) < 10:  # noqa: PLR2004 -- no number we take has ten digits
        number = int(text)
        if parameter.least <= number <= parameter.most:
            return number
    raise BadParameterError(
        parameter.name,
        f"“{text[:40]}” is no whole number from {parameter.least} to {parameter.most}.",
        remedy=f"Leave {parameter.name} out for {parameter.default}.",
    )


def _check_word(text: str, parameter: Parameter) -> str:
    if parameter.kind == "choice" and text not in parameter.choices:
        known = ", ".join(parameter.choices)
        remedy = format_nearest(text, parameter.choices, f"Choose one of {known}.")
        raise BadParameterError(parameter.name, f"{parameter.name} can't be “{text[:40]}”.", remedy=remedy)
    if parameter.free:
        return text
    if "\x00" in text or not text.strip():
        raise BadParameterError(
            parameter.name,
            f"{parameter.name} is empty or holds a null character.",
            remedy=f"Write a value, for example {parameter.name}={parameter.example}, or leave it out.",
        )
    if len(text) > MAX_TEXT:
        raise BadParameterError(
            parameter.name,
            f"{parameter.name} has {len(text)} characters; {MAX_TEXT} are the most.",
            remedy="Shorten it.",
        )
    return text


def _unknown(name: str, parameters: Mapping[str, Parameter]) -> BadParameterError:
    shown = name[:40]
    known = ", ".join(sorted(parameters)) or "none"
    remedy = format_nearest(name, parameters, f"Known here: {known}.")
    return BadParameterError(shown, f"This address has no parameter {shown!r}.", remedy=remedy)
