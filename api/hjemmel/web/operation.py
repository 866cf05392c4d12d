"""One row of the table of operations: an address, what it answers, and everything its document says.

The router, the OpenAPI document, /docs, docs/reference/http.md and the contract tests all read the same rows. What is
answered before the router (/sparql) is described by a row without an answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from hjemmel.errors import (
    BadBodyError,
    BadParameterError,
    HjemmelError,
    NotAcceptableError,
    TooLargeError,
    TooLargeHeaderError,
    TooLongAddressError,
    UnsupportedMediaError,
)
from hjemmel.rdf.formats import HTML, Format
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.negotiate import SERVED
from hjemmel.web.parameters import LANG, Parameter

Answering: TypeAlias = Callable[[Asked], Answer]
_REST: Final = re.compile(r":rest\}")
_ANYWHERE: Final = (TooLongAddressError, TooLargeHeaderError, HjemmelError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What is told of one address. `example` is a path that runs.

    With `reads` it takes POST too, its parameters as fields of a body; `bodies` are those it takes instead, as JSON
    Schemas by media type.

    `forms` are what the answer can be negotiated to; with one form or none Accept isn't asked. `schema` names the
    schema of its JSON.
    """

    path: str
    name: str
    subject: str
    summary: str
    description: str
    example: str
    parameters: tuple[Parameter, ...] = ()
    errors: tuple[type[HjemmelError], ...] = ()
    forms: tuple[Format, ...] = SERVED
    media_types: tuple[str, ...] = ()
    schema: str = "Record"
    reads: bool = False
    bodies: Mapping[str, Mapping[str, Any]] = field(default_factory=dict, compare=False)
    query: Mapping[str, Parameter] = field(init=False, repr=False, compare=False)
    form_names: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Arrange the query parameters by name once, for every request to come."""
        common = (LANG,) if len(self.forms) > 1 or HTML in self.forms else ()
        named = {row.name: row for row in (*self.parameters, *common) if row.where == "query"}
        object.__setattr__(self, "query", named)
        object.__setattr__(self, "form_names", tuple(form.name for form in self.forms))

    @property
    def template(self) -> str:
        """The path as OpenAPI writes it."""
        return _REST.sub("}", self.path)

    @property
    def path_parameters(self) -> tuple[Parameter, ...]:
        """The parameters that stand in the path."""
        return tuple(row for row in self.parameters if row.where == "path")

    @property
    def all_errors(self) -> tuple[type[HjemmelError], ...]:
        """The errors it names, and those every operation of its kind can give."""
        negotiated = (NotAcceptableError,) if len(self.forms) > 1 else ()
        posted = (BadBodyError, TooLargeError, UnsupportedMediaError) if self.reads or self.bodies else ()
        return tuple(dict.fromkeys((BadParameterError, *self.errors, *negotiated, *posted, *_ANYWHERE)))

    @property
    def all_media_types(self) -> tuple[str, ...]:
        """Every media type it can answer with."""
        return self.media_types or tuple(form.media_type for form in self.forms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation(Described):
    """One address with what answers it; `slow` answers are made beside the event loop."""

    answer: Answering
    slow: bool = False
