"""The bytes of one file or address, and how they are read as text."""

import codecs
import io
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import BinaryIO
from weakref import ref

import pyarrow as pa
from charset_normalizer import from_bytes

from dashboard.errors import SourceError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# In the order of trust when several fit equally well: a short text in one language of Western
# Europe fits a dozen encodings, and is nearly always the first of these.
_CANDIDATES = (
    *("cp1252", "cp1251", "cp1256", "gb18030", "cp1254", "cp1250", "cp1253", "cp1255"),
    *("koi8_r", "big5", "shift_jis", "euc_jp", "euc_kr", "mac_roman", "cp850"),
)
_EQUALLY_WELL = 0.05
MOST_WHOLE = 256 * 1024 * 1024
_SAMPLE = 64 * 1024
_CHUNK = 1024 * 1024
_CONTROL = bytes(set(range(32)) - set(b"\t\n\x0b\f\r\x1b"))
_BEYOND_ASCII = bytes(range(128, 256))
# Characters of UTF-8 for each byte that is none. In another encoding they hardly ever happen, and
# never so often: they would be an accented letter before a sign, again and again.
_SOUND = 10
_MOST_BAD = 1000
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w-]+)""")


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
            with suppress(ValueError):  # it is closed
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

    @cached_property
    def encoding(self) -> str:
        """Name of the encoding: byte order mark, else UTF-8, else stated, else the likeliest.

        Text is UTF-8 as well if hardly any of its bytes are not, as where two files became one.
        What a server states goes before what a document says of itself (RFC 7303, 3.2; HTML,
        13.2.3.2).
        """
        bom = next((name for mark, name in _BOMS if self.start.startswith(mark)), None)
        if bom or (bom := _unmarked(self.start)):
            return bom
        with self.stream() as stream:
            if _is_utf8(stream):
                return "utf-8"
        with self.stream() as stream:
            if _is_nearly_utf8(stream):
                return "utf-8"
        with self.stream() as stream:
            return _stated(self.charset) or _declared(self.start) or _likeliest(stream)

    @property
    def is_binary(self) -> bool:
        """Whether the content is no text: one in ten of its first bytes is a control character."""
        if any(self.start.startswith(mark) for mark, _ in _BOMS) or _unmarked(self.start):
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


def _unmarked(data: bytes) -> str | None:
    """Return the UTF-16 that is told by zeros in every other byte only, as Latin letters have."""
    even, odd = data[:4096:2], data[1:4096:2]
    for empty, full, name in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if empty.count(0) > len(empty) / 2 and not full.count(0):
            return name
    return None


def _is_utf8(stream: BinaryIO) -> bool:
    # No character of UTF-8 holds the byte that ends a line, so none is cut in two.
    plain = True
    while chunk := stream.read(_CHUNK) + stream.readline():
        try:
            pa.array([chunk], pa.binary()).cast(pa.string())
        except pa.ArrowInvalid:
            return not stream.read(1) and _is_cut(chunk, plain=plain)
        plain = plain and chunk.isascii()
    return True


def _is_cut(end: bytes, *, plain: bool) -> bool:
    """Whether UTF-8 breaks off within a character.

    Args:
        end: the last of the text.
        plain: whether there is nothing but ASCII before; then there has to be another character of
            UTF-8 in the end, because the last byte may as well be a letter of another encoding.
    """
    try:
        end.decode()
    except UnicodeDecodeError as error:
        is_told = not plain or not end[: error.start].isascii()
        return is_told and error.reason == "unexpected end of data"
    return False


def _is_nearly_utf8(stream: BinaryIO) -> bool:
    """Whether ten times as many characters beyond ASCII are UTF-8 as bytes are not."""
    sound = bad = 0
    while chunk := stream.read(_CHUNK) + stream.readline():
        text = chunk.decode(errors="ignore")
        sound += len(text) - len(chunk.translate(None, _BEYOND_ASCII))
        bad += len(chunk) - len(text.encode())
        if bad > _MOST_BAD and _SOUND * bad > sound:
            return False  # certain enough; all of a large file takes long
    return sound >= _SOUND * bad


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:4096].lower())
    if not found:
        return None
    name = _stated(found[1].decode("ascii"))
    # 16 and 32 bits would not have let the declaration be found.
    return None if name and name.startswith("utf") else name


def _stated(charset: str) -> str | None:
    """Return the codec of an encoding; None for one that is unknown, no text, or UTF-8."""
    try:
        name = codecs.lookup(charset).name
        bytes(range(128, 256)).decode(name, errors="replace")
    except (LookupError, ValueError):
        return None
    # It would have been found to be UTF-8 already, which ASCII is as well.
    return None if name.startswith(("utf-8", "ascii")) else {"iso8859-1": "cp1252"}.get(name, name)


def _likeliest(stream: BinaryIO) -> str:
    sample = b"".join(_not_ascii_lines(stream))
    matches = from_bytes(sample, cp_isolation=list(_CANDIDATES), enable_fallback=False)
    mess = {name: m.chaos for m in matches for name in (m.encoding, *m.could_be_from_charset)}
    best = min(mess.values(), default=0.0)
    fitting = (c for c in _CANDIDATES if mess.get(c, 9.0) <= best + _EQUALLY_WELL)
    return next(fitting, "cp1252")


def _not_ascii_lines(stream: BinaryIO) -> list[bytes]:
    lines: list[bytes] = []
    size = 0
    while size < _SAMPLE and (line := stream.readline(_SAMPLE)):
        if not line.isascii():
            lines.append(line)
            size += len(line)
    return lines
