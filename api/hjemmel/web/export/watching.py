"""What an answer reads of a release, noted while it is made.

An answer is a pure function of what it reads. So a file of an earlier export need not be made again when everything
that was read for it reads the same today. What is read is noted at the border of the release: an item or all of a
mapping, a call with plain values, an attribute. What can't be told apart so finely is noted as a reading of the whole
release, so that a file may be made too often, but never too seldom.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sized
from contextlib import contextmanager
from dataclasses import is_dataclass
from types import MethodType
from typing import Any, Final, TypeAlias, TypeVar, cast

from hjemmel.errors import HjemmelError
from hjemmel.graph.snapshot import Kb
from hjemmel.web.export.describing import Describer, is_describable, pack, unpack
from hjemmel.web.release import Release

S = TypeVar("S", bound=Sized)
Key: TypeAlias = tuple[str, ...]
"""Where something was read, how (`=`, `item`, `all`, `names`, `call`), and of which name or with which values."""

NAME: Final[Key] = ("id", "=")
"""The reading of the release's id."""

WHOLE: Final[Key] = ("kb.manifest", "=")
"""The reading of all that a release holds."""

_ROOM: Final = "hjemmel."
_CONTEXT: Final = "context_document"


class Watch:
    """Notes what is read of a release through `release`, until it is asked with `take`.

    On its `shelf` lies what is made from the release for several files.
    """

    def __init__(self, release: Release) -> None:
        self._reads: dict[Key, None] = {}
        self._keys: dict[Key, Key] = {}  # the same reading is the same object: many files have it
        self.shelf = _WatchedShelf(self)
        self.release = cast("Release", _WatchedRelease(self, release))

    def note(self, *key: str) -> None:
        """Note that something was read."""
        self._reads[self._keys.setdefault(key, key)] = None

    def take(self) -> tuple[Key, ...]:
        """Give what was read since it was last asked."""
        taken, self._reads = tuple(self._reads), {}
        return taken

    def replay(self, keys: tuple[Key, ...]) -> None:
        """Note what was read when something that is kept was made."""
        self._reads.update(dict.fromkeys(keys))

    @contextmanager
    def apart(self) -> Iterator[Callable[[], tuple[Key, ...]]]:
        """Note apart what is read inside; the function given gives it."""
        outer, self._reads = self._reads, {}
        try:
            yield self.take
        finally:
            self._reads = outer

    def follow(self, seen: _Watched, path: str, value: Any) -> Any:  # noqa: ANN401 -- whatever an attribute holds
        """Give an attribute: values are noted, what leads further is watched too."""
        if isinstance(value, MethodType):
            return _watch_method(self, seen, path, value)
        if isinstance(value, Mapping):
            return _WatchedMapping(self, path, value)
        if isinstance(value, Kb) or (type(value).__module__.startswith(_ROOM) and not is_dataclass(value)):
            return _Watched(self, value, path)
        if is_describable(value):
            self.note(path, "=")
        else:
            self.note(*WHOLE)
        return value


class Readings:
    """What readings of a release give today, as digests."""

    def __init__(self, release: Release) -> None:
        self._release = release
        self._describer = Describer()

    def read(self, key: Key) -> str:
        """Give the digest of what a reading gives; "" where it can no longer be read."""
        try:
            return self._describer.digest(self._find(*key))
        except (AttributeError, HjemmelError):
            return ""

    def _find(self, path: str, how: str, *rest: str) -> object:
        target: Any = self._release
        for name in path.split("."):
            target = getattr(target, name)
        if how == "item":
            return target.get(rest[0])
        if how == "call":
            args, named = unpack(rest[0])
            return target(*args, **named)
        if how == "all":
            return tuple(target.items())
        return tuple(target) if how == "names" else target


class _Watched:
    """An object of a release whose attributes are noted when they are read."""

    def __init__(self, watch: Watch, real: object, path: str) -> None:
        self._watch, self._real, self._path = watch, real, path

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 -- whatever an attribute holds
        value = getattr(self._real, name)
        found = self._watch.follow(self, f"{self._path}.{name}" if self._path else name, value)
        if found is not value:
            self.__dict__[name] = found  # what is watched itself need not be found again
        return found


class _WatchedMapping(Mapping[Any, Any]):
    """A mapping of a release whose readings are noted, one by one or as a whole."""

    def __init__(self, watch: Watch, path: str, real: Mapping[Any, Any]) -> None:
        self._watch, self._path, self._real = watch, path, real

    def __getitem__(self, name: Any) -> Any:  # noqa: ANN401 -- as of any mapping
        self._watch.note(self._path, "item", name)
        return self._real[name]

    def __contains__(self, name: object) -> bool:
        self._watch.note(self._path, "item", str(name))
        return name in self._real

    def __iter__(self) -> Iterator[Any]:
        self._watch.note(self._path, "names")
        return iter(self._real)

    def __len__(self) -> int:
        self._watch.note(self._path, "names")
        return len(self._real)

    def values(self) -> Any:  # noqa: ANN401 -- the real one's
        """Give all values."""
        self._watch.note(self._path, "all")
        return self._real.values()

    def items(self) -> Any:  # noqa: ANN401 -- the real one's
        """Give all names with their values."""
        self._watch.note(self._path, "all")
        return self._real.items()


class _WatchedShelf:
    """A shelf of a release; who takes something from it has read what it was made from."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self._kept: dict[object, tuple[Sized, tuple[Key, ...]]] = {}

    def find_or_make(self, key: object, make: Callable[[], S]) -> S:
        """Give what is kept under a key, made when it isn't there."""
        kept = self._kept.get(key)
        if kept is None:
            with self._watch.apart() as take:
                made = make()
                kept = self._kept[key] = (made, take())
        self._watch.replay(kept[1])
        return cast("S", kept[0])


class _WatchedRelease(_Watched):
    """A release; its shelves are this watch's own, since what lies on others was made unwatched."""

    def __init__(self, watch: Watch, release: Release) -> None:
        super().__init__(watch, release, "")
        self.items, self.pieces = _WatchedShelf(watch), _WatchedShelf(watch)

    @property
    def context(self) -> object:
        """The JSON-LD context: read from its document."""
        self._watch.note(_CONTEXT, "=")
        return self._real.context  # type: ignore[attr-defined]

    @property
    def context_document(self) -> object:
        """The JSON-LD context as it is written."""
        self._watch.note(_CONTEXT, "=")
        return self._real.context_document  # type: ignore[attr-defined]

    @property
    def data(self) -> object:
        """Every fact."""
        self._watch.note(*WHOLE)
        return self._real.data  # type: ignore[attr-defined]

    @property
    def citing(self) -> object:
        """What citations are resolved by: made from the names of everything."""
        self._watch.note(*WHOLE)
        return self._real.citing  # type: ignore[attr-defined]


def _watch_method(watch: Watch, seen: _Watched, path: str, method: MethodType) -> Callable[..., Any]:
    known: dict[str, Key] = {}  # of calls with one name, which most are

    def call(*args: object, **named: object) -> Any:  # noqa: ANN401 -- whatever it gives
        name = args[0] if len(args) == 1 and not named else None
        key = known.get(name) if isinstance(name, str) else None
        if key is None:
            packed = pack(args, named)
            if packed is None:
                # A record is asked about: what the method itself reads is noted instead.
                return method.__func__(seen, *args, **named)
            key = (path, "call", packed)
            if isinstance(name, str):
                known[name] = key
        watch.note(*key)
        return method(*args, **named)

    return call
