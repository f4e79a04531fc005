"""Which encoding text is in: what its bytes, its server and the text itself say of it."""

import codecs
import io
import re
from collections.abc import Callable
from typing import BinaryIO, NamedTuple

import numpy as np
import pyarrow as pa

from dashboard.sources import alphabets

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 16 * 1024
_CHUNK = 1024 * 1024
_BLOCK = 12 * _CHUNK
_BEYOND_ASCII = bytes(range(128, 256))
# Characters of UTF-8 for each byte that is none. In another encoding they hardly ever happen, and
# never so often: they would be an accented letter before a sign, again and again.
_SOUND = 10
_MOST_BAD = 1000
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w-]+)""")


class Encoding(NamedTuple):
    """Name of an encoding, and whether it is guessed from the letters of the text."""

    name: str
    is_guess: bool = False


def marked(start: bytes) -> str | None:
    """Return the encoding that the first bytes of a text tell without doubt, None if they do not.

    They are a byte order mark, or the zeros of UTF-16.
    """
    bom = next((name for mark, name in _BOMS if start.startswith(mark)), None)
    return bom or _unmarked(start)


def found(start: bytes, charset: str, opened: Callable[[], BinaryIO]) -> Encoding:
    """Return an encoding: what is marked, else UTF-8, else stated, else the likeliest.

    Text is UTF-8 as well if hardly any of its bytes are not, as where two files became one. What a
    server states goes before what a document says of itself (RFC 7303, 3.2; HTML, 13.2.3.2).

    Args:
        start: the first bytes.
        charset: what a server stated; may be empty.
        opened: opens all bytes as a stream.
    """
    if encoding := marked(start):
        return Encoding(encoding)
    for is_utf8 in (_is_utf8, _is_nearly_utf8):
        with opened() as stream:
            if is_utf8(stream):
                return Encoding("utf-8")
    if stated := _stated(charset) or _declared(start):
        return Encoding(stated)
    with opened() as stream:
        return Encoding(alphabets.likeliest(b"".join(_not_ascii_lines(stream))), is_guess=True)


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
    while chunk := stream.read(_BLOCK):
        if end := chunk.rfind(b"\n") + 1:
            stream.seek(end - len(chunk), io.SEEK_CUR)
        else:
            chunk += stream.readline()
            end = len(chunk)
        if not is_sound(chunk, end):
            return not stream.read(1) and _is_cut(chunk[:end], plain=plain)
        plain = plain and (chunk.isascii() or chunk[:end].isascii())
    return True


def is_sound(data: bytes | memoryview, end: int) -> bool:
    """Whether bytes are UTF-8 up to an end; Arrow looks without a copy, beside other threads."""
    offsets = pa.py_buffer(np.array([0, end], np.int64))
    try:
        pa.LargeStringArray.from_buffers(1, offsets, pa.py_buffer(data)).validate(full=True)
    except pa.ArrowInvalid:
        return False
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


def _not_ascii_lines(stream: BinaryIO) -> list[bytes]:
    lines: list[bytes] = []
    size = 0
    while size < _SAMPLE and (line := stream.readline(_SAMPLE)):
        if not line.isascii():
            lines.append(line)
            size += len(line)
    return lines
