"""Lovdata's open archives: which there are now, and bringing one home.

The service's list is asked first and archives are matched by pattern, because their names move every year. A download
goes to a file beside its place, goes on where it was cut off, and takes its place only when its length is what was
offered and it can be read to its end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

import httpx

from hjemmel.errors import ArchiveError, NotFoundError
from hjemmel.law.lovdata.archive import is_archive, list_members, open_archive

SERVICE: Final = "https://api.lovdata.no/v1/publicData"
PATTERNS: Final = ("gjeldende-*.tar.bz2", "lovtidend-avd1-*.tar.bz2")
MAX_BYTES: Final = 2 * 1024**3
_TRY: Final = "Try again later, or fetch it with a browser and name the file."
_SAFE: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """One archive the service offers: its name, what it holds, its size in bytes, the day it was made."""

    name: str
    description: str
    size: int
    day: str


def open_service(address: str = SERVICE) -> httpx.Client:
    """Open the service, or one that offers the same. It is followed nowhere else."""
    headers = {"Accept-Encoding": "identity"}
    return httpx.Client(base_url=address, headers=headers, timeout=60, follow_redirects=False)


def list_offered(client: httpx.Client, patterns: Sequence[str] = PATTERNS) -> tuple[Offered, ...]:
    """Ask the service which archives there are, and give those whose names fit a pattern.

    Raises:
        ArchiveError: the service doesn't answer, or says what can't be read.
    """
    try:
        answer = client.get("list")
        answer.raise_for_status()
        rows = [_to_offered(row) for row in answer.json()]
    except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
        raise ArchiveError(f"Lovdata's list can't be read ({error}).", remedy=_TRY) from error
    return tuple(row for row in rows if any(fnmatch(row.name, pattern) for pattern in patterns))


def _to_offered(row: dict[str, str]) -> Offered:
    name = row["filename"]
    if not set(name.lower()) <= _SAFE or name.startswith("."):
        # A name from outside becomes a path here: only plain names do.
        raise ValueError(f"the name {name!r}")
    return Offered(name=name, description=row["description"], size=int(row["sizeBytes"]), day=row["lastModified"][:10])


def find_offered(offered: Sequence[Offered], pattern: str) -> tuple[Offered, ...]:
    """The archives of that name or pattern.

    Raises:
        NotFoundError: none fits.
    """
    found = tuple(row for row in offered if fnmatch(row.name, pattern))
    if not found:
        known = ", ".join(row.name for row in offered)
        raise NotFoundError(f"No archive is called {pattern}.", remedy=f"There are: {known}.")
    return found


def load_archive(
    client: httpx.Client, wanted: Offered, folder: Path, progress: Callable[[int], None] | None = None
) -> Path:
    """Bring an archive home, going on where an earlier try was cut off; gives its path.

    Raises:
        ArchiveError: it can't be brought, or isn't what was offered.
    """
    # The day stands in the name: archives of several days lie beside each other.
    place = folder / f"{wanted.day}-{wanted.name}"
    if place.is_file() and place.stat().st_size == wanted.size:
        return place
    part = place.with_name(place.name + ".part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _load_rest(client, wanted, part, progress)
    except (httpx.HTTPError, OSError) as error:
        detail = f"{wanted.name} came only in part ({error}); the part is kept."
        raise ArchiveError(detail, remedy="Run the same command again: it goes on from there.") from error
    if part.stat().st_size != wanted.size:
        part.unlink()
        raise ArchiveError(f"{wanted.name} hasn't the length that was offered.", remedy=_TRY)
    part.replace(place)
    _check(place)
    return place


def _check(place: Path) -> None:
    """See that an archive can be read to its end, where it is of a kind that is read here.

    Raises:
        ArchiveError: it can't; it is put away.
    """
    if not is_archive(place):
        return
    try:
        for _ in list_members(open_archive(place)):
            pass
    except ArchiveError as error:
        place.unlink()
        raise ArchiveError(error.detail, remedy=_TRY) from error


def _load_rest(client: httpx.Client, wanted: Offered, part: Path, progress: Callable[[int], None] | None) -> None:
    if wanted.size > MAX_BYTES:
        raise OSError(f"it is larger than {MAX_BYTES} bytes")
    have = part.stat().st_size if part.exists() else 0
    if have == wanted.size:
        return
    have = have if have < wanted.size else 0
    headers = {"Range": f"bytes={have}-"} if have else {}
    with client.stream("GET", f"get/{wanted.name}", headers=headers) as answer:
        answer.raise_for_status()
        goes_on = answer.status_code == httpx.codes.PARTIAL_CONTENT
        if goes_on and not answer.headers.get("content-range", f"bytes {have}-").startswith(f"bytes {have}-"):
            raise OSError("the service goes on from somewhere else")
        size = have if goes_on else 0
        with part.open("ab" if goes_on else "wb") as file:
            for piece in answer.iter_bytes():
                size += len(piece)
                if size > wanted.size:
                    raise OSError("more came than was offered")
                file.write(piece)
                if progress:
                    progress(size)
