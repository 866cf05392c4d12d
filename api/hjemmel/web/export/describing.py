"""Values that answers read, as digests that are the same in every process, and calls as text that can be read again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from hashlib import blake2b
from operator import attrgetter
from types import NoneType
from typing import Any, Final

import orjson
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

_SIMPLE: Final = frozenset({str, int, float, bool, bytes, NoneType, date})
_TERMS: Final = frozenset({NamedNode, Literal, Triple, BlankNode})
_ROWS: Final = frozenset({tuple, list})
_SETS: Final = frozenset({set, frozenset})
_DAY, _SET = "day", "set"
_BYTES: Final = 12


def is_describable(value: object) -> bool:
    """Whether a value is of a kind that can be described; what is in it isn't looked at."""
    kind = type(value)
    return kind in _SIMPLE | _TERMS | _ROWS | _SETS or is_dataclass(value) or isinstance(value, Mapping)


class Describer:
    """Gives values as digests; what it has seen of records it keeps, since many values hold the same ones."""

    def __init__(self) -> None:
        self._seen: dict[int, tuple[object, str]] = {}

    def digest(self, value: object) -> str:
        """Give the digest of a value.

        Raises:
            TypeError: there is something in it that has no value of its own.
        """
        return _digest(self._describe(value))

    def _describe(self, value: object) -> str:
        kind = type(value)
        if kind in _SIMPLE:
            return repr(value)
        if kind in _ROWS:
            return f"({','.join(map(self._describe, value))})"  # type: ignore[call-overload]
        if kind in _TERMS:
            return str(value)
        if is_dataclass(value):
            return self._describe_record(value)
        if isinstance(value, Mapping):
            pairs = ",".join(f"{name!r}:{self._describe(each)}" for name, each in value.items())
            return f"{{{pairs}}}"
        if kind in _SETS:
            return f"{{{','.join(sorted(map(self._describe, value)))}}}"  # type: ignore[call-overload]
        raise TypeError(f"{kind} can't be described")

    def _describe_record(self, record: object) -> str:
        seen = self._seen.get(id(record))
        if seen is None:
            kind: Any = type(record)
            values = _find_values(kind)(record)
            seen = (record, _digest(f"{kind.__qualname__}({','.join(map(self._describe, values))})"))
            self._seen[id(record)] = seen  # with the record itself, so that no other gets its id
        return seen[1]


@cache
def _find_values(kind: Any) -> Callable[[object], tuple[object, ...]]:  # noqa: ANN401 -- any class of records
    names = [field.name for field in fields(kind)]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda record: tuple(getattr(record, name) for name in names)


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_BYTES).hexdigest()


def pack(args: tuple[object, ...], named: Mapping[str, object]) -> str | None:
    """Write the values of a call as text; None when one of them isn't plain."""
    try:
        plain = [_to_plain(value) for value in args]
        return orjson.dumps([plain, {name: _to_plain(value) for name, value in named.items()}]).decode()
    except TypeError:
        return None


def unpack(text: str) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """Read what `pack` wrote; lists come back as tuples."""
    args, named = orjson.loads(text)
    return tuple(_from_plain(value) for value in args), {name: _from_plain(value) for name, value in named.items()}


def _to_plain(value: object) -> object:
    kind = type(value)
    if kind in {str, int, bool, NoneType}:
        return value
    if kind in _ROWS:
        return [_to_plain(each) for each in value]  # type: ignore[attr-defined]
    if isinstance(value, date):
        return {_DAY: value.isoformat()}
    if isinstance(value, frozenset):
        return {_SET: sorted(value)}
    raise TypeError(f"{kind} isn't plain")


def _from_plain(value: Any) -> Any:  # noqa: ANN401 -- whatever was packed
    if isinstance(value, list):
        return tuple(_from_plain(each) for each in value)
    if isinstance(value, dict):
        return date.fromisoformat(value[_DAY]) if _DAY in value else frozenset(value[_SET])
    return value
