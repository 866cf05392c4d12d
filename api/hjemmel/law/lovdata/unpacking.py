"""A tar archive as a stream that gives no more than it may, however it is packed.

`tarfile` unpacks as much as a compressed block holds at once, and a megabyte of nothing can hold gigabytes; the readers
of `bz2`, `lzma` and `gzip` give what is asked for. It also takes a broken header for the end: here it is told.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final, Self, cast

MAX_TOTAL_BYTES: Final = 4 * 1024**3
_READ_BYTES: Final = 1024**2
_MAX_EXTRA_BYTES: Final = 1024**2
_MAGIC: Final = 6
_BLOCK: Final = tarfile.BLOCKSIZE
_EXTRA: Final = frozenset(
    {tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK}
)


class _Header(tarfile.TarInfo):
    """A header that is read strictly: what can't be one is an error, and a name isn't a megabyte long."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        """Read a header.

        Raises:
            tarfile.ReadError: it is none.
        """
        try:
            info = super().frombuf(buf, encoding, errors)
        except tarfile.HeaderError as error:
            if buf[:_BLOCK].strip(b"\0"):
                raise tarfile.ReadError(f"a broken header: {error}") from error
            raise
        if info.type in _EXTRA and info.size > _MAX_EXTRA_BYTES:
            raise tarfile.ReadError("a header in it is larger than any name")
        return info


class _Bounded:
    """What is unpacked, counted; the end of it is kept, to see whether the archive was closed."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._total = 0
        self._tail = b""

    def read(self, size: int = -1) -> bytes:
        """Read on.

        Raises:
            tarfile.ReadError: it holds more than an archive of law can.
        """
        piece = self._stream.read(size)
        self._total += len(piece)
        if self._total > MAX_TOTAL_BYTES:
            raise tarfile.ReadError(f"it unpacks to over {MAX_TOTAL_BYTES // 1024**2} MB, which no archive of law does")
        self._tail = piece[-_BLOCK:] if len(piece) >= _BLOCK else (self._tail + piece)[-_BLOCK:]
        return piece

    def drain(self) -> None:
        """Read to the end, so that the check sums there are compared.

        Raises:
            tarfile.ReadError: no empty block ends it, as one ends every tar archive.
        """
        while self.read(_READ_BYTES):
            pass
        if self._total and (len(self._tail) < _BLOCK or self._tail.strip(b"\0")):
            raise tarfile.ReadError("unexpected end of data")


@contextmanager
def open_tar(path: Path) -> Iterator[tuple[tarfile.TarFile, _Bounded]]:
    """Open a tar archive to be read once, from its beginning; `drain` what is left when all members were read.

    Raises:
        tarfile.TarError: it is none.
        OSError, EOFError, lzma.LZMAError, zlib.error: it is damaged.
    """
    with _open_packed(path) as stream:
        bounded = _Bounded(stream)
        source = cast("IO[bytes]", bounded)  # tarfile asks a stream for `read` and nothing else
        with tarfile.open(fileobj=source, mode="r|", bufsize=_READ_BYTES, tarinfo=_Header) as packed:
            yield packed, bounded


def _open_packed(path: Path) -> IO[bytes]:
    with path.open("rb") as file:
        magic = file.read(_MAGIC)
    if magic.startswith(b"BZh"):
        return cast("IO[bytes]", bz2.open(path))
    if magic == b"\xfd7zXZ\0":
        return cast("IO[bytes]", lzma.open(path))
    if magic.startswith(b"\x1f\x8b"):
        return cast("IO[bytes]", gzip.open(path))
    return path.open("rb")
