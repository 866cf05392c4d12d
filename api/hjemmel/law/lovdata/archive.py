"""Reading archives of Lovdata's open data: streamed, bounded, and nothing in them trusted.

No name in an archive is ever used to write: the content of a member is read into memory, bounded, and its RefID says
what it is. A member with a suspicious name is left unread and reported; an archive that is broken or swells beyond
all reason stops the import.
"""

from __future__ import annotations

import lzma
import re
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath
from typing import IO, Final

from hjemmel.errors import ArchiveError
from hjemmel.law.lovdata.parsing import MAX_DOCUMENT_BYTES
from hjemmel.law.lovdata.unpacking import MAX_TOTAL_BYTES, open_tar

MAX_MEMBERS: Final = 200_000
_NAME_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})")
_SLUG = re.compile(r"[^a-z0-9-]+")
_ENDINGS = re.compile(r"\.(?:tar(?:\.\w+)?|tgz|tbz2?|txz|zip)$")
_BROKEN: Final = (
    tarfile.TarError,
    zipfile.BadZipFile,
    lzma.LZMAError,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,  # zipfile: encrypted, or packed in a way that isn't read
    ValueError,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file in an archive: its content, or why it was left unread."""

    name: str
    content: bytes = b""
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """An archive or folder: `slug` names it in the graph, `day` is the day its text is of."""

    path: Path
    slug: str
    day: str


def open_archive(path: Path) -> Archive:
    """Find out what an archive is called and which day it is of; its name says, else its members.

    Raises:
        ArchiveError: there is no such file or folder, or its kind isn't read here.
    """
    if not path.exists():
        raise ArchiveError(f"There is no archive {path.name}.", remedy="Check the path.")
    if not path.is_dir() and not is_archive(path):
        raise ArchiveError(
            f"{path.name} is no archive that can be read.",
            remedy="Give a .tar.bz2, .tar.xz, .tar.gz or .zip file, or an unpacked folder.",
        )
    named_path = path if path.name not in {"", ".."} else path.resolve()
    stem = _ENDINGS.sub("", named_path.name.lower())
    named = _NAME_DAY.search(stem)
    day = (named and _to_day(named.group(1))) or _find_day(path)
    slug = _SLUG.sub("-", _NAME_DAY.sub("", stem)).strip("-") or "law"
    return Archive(path=path, slug=f"{slug}-{day}", day=day)


def is_archive(path: Path) -> bool:
    """Whether a file is named as an archive of a kind that is read here."""
    return path.is_file() and _ENDINGS.search(path.name.lower()) is not None


def list_members(archive: Archive) -> Iterator[Member]:
    """The files of an archive, one at a time.

    Raises:
        ArchiveError: it is broken or cut short, or holds more than an archive of law can.
    """
    path = archive.path
    reader = _list_folder if path.is_dir() else _list_zip if _is_zip(path) else _list_tar
    count = total = 0
    try:
        for member in reader(path):
            count += 1
            total += len(member.content)
            if count > MAX_MEMBERS or total > MAX_TOTAL_BYTES:
                raise ArchiveError(
                    f"{path.name} unpacks to more than an archive of law can hold.",
                    remedy="It may be damaged or hostile: fetch it again from Lovdata.",
                )
            yield member
    except _BROKEN as error:
        raise ArchiveError(
            f"{path.name} is damaged or cut short after {count} files ({error}).",
            remedy="Fetch it again; nothing of it has been kept.",
        ) from error


def find_refusal(name: str, size: int) -> str:
    """Why a member is left unread; "" when it may be read."""
    if not name.isprintable():
        return "Its name can't be read."
    pure = PurePosixPath(name.replace("\\", "/"))
    if pure.is_absolute() or ".." in pure.parts or ":" in name:
        return "Its name leads out of the archive."
    if pure.suffix.lower() != ".xml":
        return "It is no .xml file."
    if size > MAX_DOCUMENT_BYTES:
        return f"It is over {MAX_DOCUMENT_BYTES // 1024**2} MB, which no law document is."
    return ""


def _to_printable(name: str) -> str:
    """A name from outside as it may be shown: neither control characters nor what isn't Unicode."""
    return "".join(mark if mark.isprintable() else mark.encode("unicode_escape").decode() for mark in name)


def _refuse(name: str, reason: str) -> Member:
    return Member(name=_to_printable(name), refused=reason)


def _is_zip(path: Path) -> bool:
    return path.name.lower().endswith(".zip")


def _list_folder(path: Path) -> Iterator[Member]:
    for file in sorted(path.rglob("*")):
        name = file.relative_to(path).as_posix()
        if file.is_symlink():
            yield _refuse(name, "It is a link.")
        elif not file.is_dir():
            yield _read_file(name, file)


def _read_file(name: str, file: Path) -> Member:
    if not file.is_file():
        return _refuse(name, "It is no plain file.")
    refused = find_refusal(name, file.stat().st_size)
    if refused:
        return _refuse(name, refused)
    try:
        with file.open("rb") as stream:
            return _read_member(name, stream)
    except OSError as error:
        return _refuse(name, f"It can't be read: {error.strerror or error}.")


def _list_zip(path: Path) -> Iterator[Member]:
    with zipfile.ZipFile(path) as packed:
        for info in packed.infolist():
            if info.is_dir():
                continue
            refused = find_refusal(info.filename, info.file_size)
            if refused:
                yield _refuse(info.filename, refused)
                continue
            with packed.open(info) as stream:
                yield _read_member(info.filename, stream)


def _list_tar(path: Path) -> Iterator[Member]:
    with open_tar(path) as (packed, unpacked):
        for info in packed:
            if info.isdir():
                continue
            refused = find_refusal(info.name, info.size)
            stream = None if refused or not info.isfile() else packed.extractfile(info)
            if stream is None:
                yield _refuse(info.name, refused or "It is no plain file.")
            else:
                yield _read_member(info.name, stream)
        unpacked.drain()


def _read_member(name: str, stream: IO[bytes]) -> Member:
    """Read one member, never more than a document can hold whatever its header claims."""
    content = stream.read(MAX_DOCUMENT_BYTES + 1)
    if len(content) > MAX_DOCUMENT_BYTES:
        return _refuse(name, "It unpacks to more than a law document can hold.")
    return Member(name=name, content=content)


def _find_day(path: Path) -> str:
    """The day of an archive whose name has none: that of the newest file, or of its first member."""
    try:
        if path.is_dir():
            files = (file for file in path.rglob("*.xml") if file.is_file())
            stamp = max((file.stat().st_mtime for file in files), default=0.0)
        elif _is_zip(path):
            return _find_zip_day(path) or _to_date(path.stat().st_mtime)
        else:
            with open_tar(path) as (packed, _):
                first = next((info for info in packed if info.isfile()), None)
            stamp = first.mtime if first else path.stat().st_mtime
        return _to_date(stamp)
    except _BROKEN as error:
        raise ArchiveError(f"{path.name} can't be read as an archive ({error}).", remedy="Fetch it again.") from error


def _find_zip_day(path: Path) -> str:
    """The day of the newest file in a zip archive; "" when none has a day."""
    with zipfile.ZipFile(path) as packed:
        times = [info.date_time for info in packed.infolist() if not info.is_dir()]
    year, month, day = max(times, default=(0, 0, 0))[:3]
    return _to_day(f"{year:04}-{month:02}-{day:02}")


def _to_date(stamp: float) -> str:
    return datetime.fromtimestamp(stamp, tz=UTC).date().isoformat()


def _to_day(text: str) -> str:
    """The day as it is written; "" when the calendar has no such day."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""
