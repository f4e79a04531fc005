"""Files that hold files: gzip, bzip2, xz and zip, opened within bounds.

A packed file of some kilobytes can hold terabytes. What comes out is therefore counted while it
comes out, over all members and nested files together; what a file says of itself is not believed.
"""

import bz2
import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, cast

from dashboard.errors import SourceError
from dashboard.sources.source import Source

MOST_BYTES = 4 * 1024**3
MOST_RATIO = 200
MOST_MEMBERS = 1000
MOST_NESTED = 3
_ALWAYS_FINE = 64 * 1024**2
_CHUNK = 1024**2
_LONGEST_LIST = 8 * 1024**2
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_STREAMS: dict[bytes, Callable[[BinaryIO], Any]] = {
    b"\x1f\x8b\x08": gzip.open,
    b"BZh": bz2.open,
    b"\xfd7zXZ\x00": lzma.open,
}
# Members by which a zip is a document of its own; a reader knows it, or nobody does.
_DOCUMENT = frozenset(["[Content_Types].xml", "mimetype"])
# What systems and their file managers add.
_FURNITURE = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError),
    *(ValueError, LookupError, OverflowError),
)


class _Budget:
    """What may still come out of one packed file."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._packed = source.size()
        self._bytes = 0
        self._members = 0

    def spend(self, size: int) -> None:
        """Count bytes; raise SourceError when there are too many."""
        self._bytes += size
        if self._bytes > MOST_BYTES:
            raise self._refused(f"it holds more than {MOST_BYTES >> 20} MiB")
        if self._bytes > max(_ALWAYS_FINE, self._packed * MOST_RATIO):
            raise self._refused(f"what it holds is more than {MOST_RATIO} times its own size")

    def open_members(self, count: int) -> None:
        """Count members; raise SourceError when there are too many."""
        self._members += count
        if self._members > MOST_MEMBERS:
            raise self._refused(f"it holds more than {MOST_MEMBERS} files")

    def _refused(self, reason: str) -> SourceError:
        return SourceError(self._source.name, f"is not unpacked: {reason}")


class _ShortReads(io.BufferedIOBase):
    """A stream that refuses to read the list of members of a zip at once when it is very long."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def read(self, size: int | None = -1, /) -> bytes:
        wanted = _LONGEST_LIST + 1 if size is None or size < 0 else size
        data = self._stream.read(min(wanted, _LONGEST_LIST + 1))
        if len(data) > _LONGEST_LIST:
            raise zipfile.BadZipFile("its list of members is too long")
        return data

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def seekable(self) -> bool:
        return True


def unpack(source: Source) -> Iterator[Source]:
    """Yield what a source holds, or the source itself when nothing is packed in it.

    A member of a zip is named ``file.zip/member``; the name is a name only, nothing is written to
    it. The single content of a gzip, bzip2 or xz keeps the name of its file. All members are
    unpacked before the first is given, so that of a damaged file none is. Their contents are
    temporary files, which are gone when the iterator is at its end or closed.

    Raises:
        SourceError: the file is damaged, cut short or encrypted, nests more than ``MOST_NESTED``
            deep, or holds more than ``MOST_MEMBERS`` files, ``MOST_BYTES`` bytes or
            ``MOST_RATIO`` times its own size.
    """
    if not _is_packed(source):
        yield source
        return
    with TemporaryDirectory(prefix="defenders-map-") as folder:
        members = list(_opened(source, _Budget(source), Path(folder), 1))
        if not members:
            raise SourceError(source.name, "no file is packed in it")
        yield from members


def zip_names(source: Source) -> frozenset[str]:
    """Return the names of the members of a zip; empty when the source is none or damaged."""
    if not source.start.startswith(_ZIP):
        return frozenset()
    try:
        with _zip(source) as archive:
            return frozenset(archive.namelist())
    except SourceError:
        return frozenset()


def _is_packed(source: Source) -> bool:
    if source.start.startswith(_ZIP):
        return not zip_names(source) & _DOCUMENT
    return source.start.startswith(tuple(_STREAMS))


def _opened(source: Source, budget: _Budget, folder: Path, depth: int) -> Iterator[Source]:
    if not _is_packed(source):
        yield source
        return
    if depth > MOST_NESTED:
        raise SourceError(source.name, f"packed files nest more than {MOST_NESTED} deep")
    members = _zipped if source.start.startswith(_ZIP) else _compressed
    for number, member in enumerate(members(source, budget, folder)):
        inner = folder / str(number)
        yield from _opened(member, budget, inner, depth + 1)


def _compressed(source: Source, budget: _Budget, folder: Path) -> Iterator[Source]:
    budget.open_members(1)
    opening = next(opened for mark, opened in _STREAMS.items() if source.start.startswith(mark))
    with source.stream() as packed, _damage(source.name), opening(packed) as stream:
        content = _copy(stream, budget, folder / "content")
    yield replace(source, content=content)


def _zipped(source: Source, budget: _Budget, folder: Path) -> Iterator[Source]:
    with _zip(source) as archive:
        members = [info for info in archive.infolist() if not info.filename.endswith("/")]
        budget.open_members(len(members))
        for number, info in enumerate(members):
            if info.filename.startswith(_FURNITURE) or info.filename.endswith(_FURNITURE):
                continue
            name = f"{source.name}/{info.filename}"
            if info.flag_bits & 1:
                raise SourceError(name, "is encrypted; unpack it with its password first")
            with _damage(name), archive.open(info) as stream:
                content = _copy(cast(BinaryIO, stream), budget, folder / f"member-{number}")
            yield replace(source, name=name, content=content)


@contextmanager
def _zip(source: Source) -> Iterator[zipfile.ZipFile]:
    with source.stream() as stream:
        with _damage(source.name):
            archive = zipfile.ZipFile(cast(BinaryIO, _ShortReads(stream)))
        with archive:
            yield archive


@contextmanager
def _damage(name: str) -> Iterator[None]:
    """Tell what is wrong with a packed file."""
    try:
        yield
    except _DAMAGE as error:
        reason = str(error) or type(error).__name__
        raise SourceError(name, f"is damaged or cut short: {reason}") from error


def _copy(stream: BinaryIO, budget: _Budget, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        while chunk := stream.read(_CHUNK):
            budget.spend(len(chunk))
            file.write(chunk)
    return path
