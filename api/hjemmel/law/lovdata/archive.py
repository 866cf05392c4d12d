"""Reading archives of Lovdata's open data: streamed, bounded, and nothing in them trusted.

No name in an archive is ever used to write: the content of a member is read into memory, bounded, and its RefID says
what it is. A member with a suspicious name is left unread and reported; an archive that is broken or swells beyond
all reason stops the import.
"""

from __future__ import annotations

import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO, Final

from hjemmel.errors import ArchiveError
from hjemmel.law.lovdata.parsing import MAX_DOCUMENT_BYTES

MAX_MEMBERS: Final = 200_000
MAX_TOTAL_BYTES: Final = 4 * 1024**3
_READ_BYTES: Final = 1024**2
_NAME_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})")
_SLUG = re.compile(r"[^a-z0-9-]+")
_ENDINGS = re.compile(r"\.(?:tar(?:\.\w+)?|tgz|tbz2?|txz|zip)$")
_BROKEN: Final = (tarfile.TarError, zipfile.BadZipFile, lzma.LZMAError, zlib.error, EOFError)


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
    if path.is_file() and not _ENDINGS.search(path.name.lower()):
        raise ArchiveError(
            f"{path.name} is no archive that can be read.",
            remedy="Give a .tar.bz2, .tar.xz, .tar.gz or .zip file, or an unpacked folder.",
        )
    stem = _ENDINGS.sub("", path.name.lower())
    named = _NAME_DAY.search(stem)
    day = named.group(1) if named else _find_day(path)
    slug = _SLUG.sub("-", _NAME_DAY.sub("", stem)).strip("-") or "law"
    return Archive(path=path, slug=f"{slug}-{day}", day=day)


def list_members(archive: Archive) -> Iterator[Member]:
    """The files of an archive, one at a time.

    Raises:
        ArchiveError: it is broken or cut short, or holds more than an archive of law can.
    """
    path = archive.path
    reader = _list_folder if path.is_dir() else _list_zip if path.suffix == ".zip" else _list_tar
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
    pure = PurePosixPath(name.replace("\\", "/"))
    if pure.is_absolute() or ".." in pure.parts or ":" in name:
        return "Its name leads out of the archive."
    if pure.suffix != ".xml":
        return "It is no .xml file."
    if size > MAX_DOCUMENT_BYTES:
        return f"It is over {MAX_DOCUMENT_BYTES // 1024**2} MB, which no law document is."
    return ""


def _list_folder(path: Path) -> Iterator[Member]:
    for file in sorted(path.rglob("*")):
        if file.is_dir():
            continue
        name = file.relative_to(path).as_posix()
        refused = "It is a link." if file.is_symlink() else find_refusal(name, file.stat().st_size)
        content = b"" if refused else file.read_bytes()
        yield Member(name=name, content=content, refused=refused)


def _list_zip(path: Path) -> Iterator[Member]:
    with zipfile.ZipFile(path) as packed:
        for info in packed.infolist():
            if info.is_dir():
                continue
            refused = find_refusal(info.filename, info.file_size)
            if refused:
                yield Member(name=info.filename, refused=refused)
                continue
            with packed.open(info) as stream:
                yield _read_member(info.filename, stream)


def _list_tar(path: Path) -> Iterator[Member]:
    with tarfile.open(path, "r|*", bufsize=_READ_BYTES) as packed:
        for info in packed:
            if info.isdir():
                continue
            refused = find_refusal(info.name, info.size)
            stream = None if refused or not info.isfile() else packed.extractfile(info)
            if info.size > MAX_TOTAL_BYTES:
                raise tarfile.ReadError("a file in it claims an impossible size")
            if stream is None:
                yield Member(name=info.name, refused=refused or "It is no plain file.")
            else:
                yield _read_member(info.name, stream)


def _read_member(name: str, stream: IO[bytes]) -> Member:
    """Read one member, never more than a document can hold whatever its header claims."""
    content = stream.read(MAX_DOCUMENT_BYTES + 1)
    if len(content) > MAX_DOCUMENT_BYTES:
        return Member(name=name, refused="It unpacks to more than a law document can hold.")
    return Member(name=name, content=content)


def _find_day(path: Path) -> str:
    """The day of an archive whose name has none: that of the newest file, or of its first member."""
    try:
        if path.is_dir():
            stamp = max((file.stat().st_mtime for file in path.rglob("*.xml")), default=0.0)
        elif path.suffix == ".zip":
            return _find_zip_day(path)
        else:
            with tarfile.open(path, "r|*") as packed:
                first = next((info for info in packed if info.isfile()), None)
            stamp = first.mtime if first else path.stat().st_mtime
    except _BROKEN as error:
        raise ArchiveError(f"{path.name} can't be read as an archive ({error}).", remedy="Fetch it again.") from error
    return datetime.fromtimestamp(stamp, tz=UTC).date().isoformat()


def _find_zip_day(path: Path) -> str:
    with zipfile.ZipFile(path) as packed:
        times = [info.date_time for info in packed.infolist() if not info.is_dir()]
    year, month, day = max(times, default=(1980, 1, 1))[:3]
    return f"{year}-{month:02}-{day:02}"
