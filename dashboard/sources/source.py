"""The bytes of one file or address, and how they are read as text."""

import codecs
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from charset_normalizer import from_bytes

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
_SAMPLE = 64 * 1024
_CHUNK = 1024 * 1024
_CONTROL = bytes(set(range(32)) - set(b"\t\n\x0b\f\r\x1b"))
_NOT_ASCII_LINE = re.compile(rb"[^\r\n]*[\x80-\xff][^\r\n]*[\r\n]*")
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w-]+)""")


@dataclass(frozen=True)
class Source:
    """What a reader gets.

    Attributes:
        name: file name or address, for messages.
        data: the content.
        mapping: field → column as the person who imports names them; may be empty.
    """

    name: str
    data: bytes = field(repr=False)
    mapping: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def encoding(self) -> str:
        """Name of the encoding: byte order mark, else UTF-8, else declared, else the likeliest."""
        bom = next((name for mark, name in _BOMS if self.data.startswith(mark)), None)
        if bom or (bom := _unmarked(self.data)):
            return bom
        if _is_utf8(self.data):
            return "utf-8"
        return _declared(self.data) or _likeliest(self.data)

    @property
    def is_binary(self) -> bool:
        """Whether the content is no text: one in ten of its first bytes is a control character."""
        if any(self.data.startswith(mark) for mark, _ in _BOMS) or _unmarked(self.data):
            return False
        head = self.data[:4096]
        return len(head) - len(head.translate(None, _CONTROL)) > len(head) / 10

    def open(self) -> io.TextIOWrapper:
        """Return a text stream with line ends as they are; undecodable bytes become U+FFFD."""
        raw = io.BytesIO(self.data)
        return io.TextIOWrapper(raw, encoding=self.encoding, errors="replace", newline="")

    @cached_property
    def text(self) -> str:
        """The whole content as text."""
        return self.open().read()

    @cached_property
    def head(self) -> str:
        """The first 64 thousand characters."""
        return self.open().read(_SAMPLE)


def _unmarked(data: bytes) -> str | None:
    """Return the UTF-16 that is told by zeros in every other byte only, as Latin letters have."""
    even, odd = data[:4096:2], data[1:4096:2]
    for empty, full, name in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if empty.count(0) > len(empty) / 2 and not full.count(0):
            return name
    return None


def _is_utf8(data: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data), _CHUNK):
            decoder.decode(data[start : start + _CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:4096].lower())
    if not found:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return None
    # UTF-8 has failed already, and 16 and 32 bits would not have let the declaration be found.
    return None if name.startswith("utf") else {"iso8859-1": "cp1252"}.get(name, name)


def _likeliest(data: bytes) -> str:
    sample = b"".join(_not_ascii_lines(data))
    matches = from_bytes(sample, cp_isolation=list(_CANDIDATES), enable_fallback=False)
    mess = {name: m.chaos for m in matches for name in (m.encoding, *m.could_be_from_charset)}
    best = min(mess.values(), default=0.0)
    fitting = (c for c in _CANDIDATES if mess.get(c, 9.0) <= best + _EQUALLY_WELL)
    return next(fitting, "cp1252")


def _not_ascii_lines(data: bytes) -> list[bytes]:
    lines: list[bytes] = []
    size = 0
    for found in _NOT_ASCII_LINE.finditer(data):
        lines.append(found[0][:_SAMPLE])
        size += len(lines[-1])
        if size >= _SAMPLE:
            break
    return lines
