"""The bytes of one file or address, and how they are read as text."""

import io
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import BinaryIO
from weakref import ref

from dashboard.errors import SourceError
from dashboard.sources import encodings

MOST_WHOLE = 256 * 1024 * 1024
_SAMPLE = 64 * 1024
_CONTROL = bytes(set(range(32)) - set(b"\t\n\x0b\f\r\x1b"))


@dataclass(frozen=True)
class Source:
    """What a reader gets.

    Attributes:
        name: file name or address, for messages.
        content: the bytes, or the file that holds them.
        mapping: field → column as the person who imports names them; may be empty.
        sheet: name or number from 1 of the sheet of a workbook; empty for the first with articles.
        base: address that relative links refer to; may be empty.
        charset: encoding that a server stated; may be empty.
    """

    name: str
    content: bytes | Path = field(repr=False)
    mapping: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""
    base: str = ""
    charset: str = ""
    _opened: list[ref[BinaryIO]] = field(
        default_factory=list, init=False, repr=False, compare=False
    )

    def stream(self) -> BinaryIO:
        """Return the content as a stream of bytes.

        Raises:
            SourceError: the file cannot be read.
        """
        try:
            content = self.content
            stream = io.BytesIO(content) if isinstance(content, bytes) else content.open("rb")
        except OSError as error:
            raise SourceError(self.name, f"cannot be read: {error.strerror or error}") from error
        self._opened.append(ref(stream))
        return stream

    def size(self) -> int:
        """Return how many bytes the content has; raises as :meth:`stream` does."""
        with self.stream() as stream:
            return stream.seek(0, io.SEEK_END)

    def position(self) -> int | None:
        """Return how many bytes its reader has passed; None while it reads no stream.

        That is the stream which has been open for longest: others look ahead in between.
        """
        for opened in self._opened:
            with suppress(ValueError, OSError):  # it is closed, or is being closed
                if stream := opened():
                    return stream.tell()
        return None

    @cached_property
    def start(self) -> bytes:
        """The first 64 KiB."""
        with self.stream() as stream:
            return stream.read(_SAMPLE)

    @cached_property
    def data(self) -> bytes:
        """The whole content, for formats that cannot be read in parts.

        Raises:
            SourceError: there is more of it than ``MOST_WHOLE`` bytes, or it cannot be read.
        """
        with self.stream() as stream:
            data = stream.read(MOST_WHOLE + 1)
        if len(data) > MOST_WHOLE:
            raise SourceError(
                self.name, f"larger than {MOST_WHOLE >> 20} MiB, which this format may have"
            )
        return data

    @property
    def encoding(self) -> str:
        """Name of the encoding, see :func:`dashboard.sources.encodings.found`."""
        return self._encoding.name

    @property
    def is_encoding_guessed(self) -> bool:
        """Whether nothing says which encoding it is."""
        return self._encoding.is_guess

    @cached_property
    def _encoding(self) -> encodings.Encoding:
        return encodings.found(self.start, self.charset, self.stream)

    @property
    def is_binary(self) -> bool:
        """Whether the content is no text: one in ten of its first bytes is a control character."""
        if encodings.marked(self.start):
            return False
        head = self.start[:4096]
        return len(head) - len(head.translate(None, _CONTROL)) > len(head) / 10

    def open(self) -> io.TextIOWrapper:
        """Return a text stream with line ends as they are; undecodable bytes become U+FFFD."""
        return io.TextIOWrapper(self.stream(), encoding=self.encoding, errors="replace", newline="")

    @cached_property
    def text(self) -> str:
        """The whole content as text; raises as :attr:`data` does."""
        return self.data.decode(self.encoding, errors="replace")

    @cached_property
    def head(self) -> str:
        """The first 64 thousand characters."""
        with self.open() as stream:
            return stream.read(_SAMPLE)
