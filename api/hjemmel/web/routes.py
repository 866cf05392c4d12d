"""From an address to its operation: exact paths first, then the patterns below the first step.

`{name}` is one step of a path, `{name:rest}` the whole rest. The ending of a form is taken off before the patterns are
tried, so that `/duties/x.ttl` is the duty x; an address that is written with its ending (a dump) is tried as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from hjemmel.errors import NotFoundError
from hjemmel.rdf.formats import Format
from hjemmel.web.answers import NO_NAMES
from hjemmel.web.negotiate import split_ending
from hjemmel.web.operation import Operation
from hjemmel.web.problems import format_nearest

_FIELD: Final = re.compile(r"\{(\w+)(:rest)?\}")


@dataclass(frozen=True, slots=True)
class Match:
    """The operation an address leads to, the values in its path, its form when it has an ending."""

    operation: Operation
    names: Mapping[str, str]
    path: str
    form: Format | None


class Routes:
    """The table of operations, arranged for looking up."""

    def __init__(self, operations: Iterable[Operation]) -> None:
        self._exact: dict[str, Operation] = {}
        self._patterns: dict[str, list[tuple[re.Pattern[str], Operation]]] = {}
        for operation in operations:
            self._add(operation)

    def find_match(self, path: str) -> Match:
        """Give the operation of an address.

        Raises:
            NotFoundError: no operation has such an address.
        """
        exact = self._exact.get(path)
        if exact is not None:
            return Match(exact, NO_NAMES, path, None)
        stem, form = split_ending(path)
        match = self._find(stem, form)
        if match is None and form is not None:
            match = self._find(path, None)
        if match is None:
            raise self._not_found(path)
        return match

    def _find(self, path: str, form: Format | None) -> Match | None:
        exact = self._exact.get(path)
        if exact is not None:
            return Match(exact, NO_NAMES, path, form) if _offers(exact, form) else None
        first = path.split("/", 2)[1] if path.startswith("/") else ""
        for pattern, operation in self._patterns.get(first, ()):
            found = pattern.fullmatch(path)
            if found is not None and _offers(operation, form):
                return Match(operation, found.groupdict(), path, form)
        return None

    def _add(self, operation: Operation) -> None:
        if "{" not in operation.path:
            self._exact[operation.path] = operation
            return
        first = operation.path.split("/", 2)[1]
        pattern = re.compile(_to_pattern(operation.path))
        self._patterns.setdefault(first, []).append((pattern, operation))

    def _not_found(self, path: str) -> NotFoundError:
        first = "/" + path.split("/", 2)[1] if path.count("/") > 1 else path
        remedy = format_nearest(first, self._exact, "All addresses stand in /docs.")
        return NotFoundError(f"There is nothing at {path[:200]!r}.", remedy=remedy)


def _offers(operation: Operation, form: Format | None) -> bool:
    return form is None or form in operation.forms


def _to_pattern(path: str) -> str:
    pieces = []
    last = 0
    for field in _FIELD.finditer(path):
        pieces.append(re.escape(path[last : field.start()]))
        pieces.append(f"(?P<{field[1]}>{'.+' if field[2] else '[^/]+'})")
        last = field.end()
    return "".join(pieces) + re.escape(path[last:])
