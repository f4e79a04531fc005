"""What a server's answer means: content, nothing new, or an error. Nothing is opened."""

import gzip
import hashlib
import io
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Annotated, TypeAlias

from pydantic import StringConstraints

from dashboard.errors import SourceError

PERMANENT = frozenset({HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT})
# Whole answers; 206 is a part that was not asked for, 202 a promise or a check for robots.
_WHOLE = frozenset({HTTPStatus.OK, HTTPStatus.NON_AUTHORITATIVE_INFORMATION})
_TOLD = r"^[\x20-\x7e]{0,1024}$"
Told: TypeAlias = Annotated[str, StringConstraints(pattern=_TOLD)]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much patience and room one address gets.

    Attributes:
        connect: seconds until a connection stands.
        read: seconds without a byte.
        total: seconds for everything, attempts and the waits between them included.
        size: bytes of the content, packed as well as unpacked.
        redirects: addresses it may lead on to.
        attempts: requests in all, when failures may pass.
        patience: longest wait in seconds that a server may ask for before another attempt.
    """

    connect: float = 10.0
    read: float = 20.0
    total: float = 60.0
    size: int = 64 * 1024 * 1024
    redirects: int = 10
    attempts: int = 3
    patience: float = 30.0


@dataclass(frozen=True, slots=True)
class Seen:
    """What a server said of the content it gave, to ask it later for newer content only.

    Attributes:
        etag: the header ``ETag`` as written, or empty.
        modified: the header ``Last-Modified`` as written, or empty.
        digest: SHA-256 of the content, for servers that say nothing.
    """

    etag: Told = ""
    modified: Told = ""
    digest: str = ""

    @classmethod
    def of(cls, headers: Mapping[str, str], content: bytes) -> "Seen":
        """Return what an answer says, without texts that no header may hold or that are long."""
        told = (headers.get(name, "") for name in ("etag", "last-modified"))
        etag, modified = (text if re.fullmatch(_TOLD, text) else "" for text in told)
        return cls(etag, modified, hashlib.sha256(content).hexdigest())

    def headers(self) -> dict[str, str]:
        """Return the headers of a conditional request (RFC 9110, 13.1)."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True, slots=True)
class Fetched:
    """The content of an address.

    Attributes:
        content: the bytes, unpacked.
        location: address that gave them in the end; relative links refer to it.
        charset: encoding that the server states, or empty.
        seen: what to ask with the next time.
        moved: the address to write from now on, or empty; every redirect to it was permanent.
    """

    content: bytes = field(repr=False)
    location: str
    charset: str = ""
    seen: Seen = Seen()
    moved: str = ""


@dataclass(frozen=True, slots=True)
class NotModified:
    """The content is what it was when it was last seen; ``moved`` as in :class:`Fetched`."""

    moved: str = ""


class PassingError(SourceError):
    """A failure that may pass.

    Args:
        source, message: as in SourceError.
        wait: seconds until another attempt, None for what is usual.
    """

    def __init__(self, source: str, message: str, wait: float | None = None) -> None:
        super().__init__(source, message)
        self.wait = wait


def judge(name: str, status: int, headers: Mapping[str, str], limits: Limits) -> None:
    """Return when the answer is whole content.

    Args:
        name: address, for the error.
        status: of the answer.
        headers: of the answer, found in any case of letters.
        limits: patience.

    Raises:
        PassingError: it is worth another attempt: too many requests, or the server's own failure.
        SourceError: it is something else.
    """
    if status in _WHOLE:
        return
    message = f"the server answered {_named(status)}"
    if status == HTTPStatus.GONE:
        message += ": the address is gone for good"
    if status != HTTPStatus.TOO_MANY_REQUESTS and status < HTTPStatus.INTERNAL_SERVER_ERROR:
        raise SourceError(name, message)
    wait = retry_after(headers.get("retry-after", ""), datetime.now(UTC))
    if wait is not None and wait > limits.patience:
        raise SourceError(name, f"{message} and asks to come back in {wait:.0f} s")
    raise PassingError(name, message, wait)


def retry_after(written: str, now: datetime) -> float | None:
    """Return the seconds that the header ``Retry-After`` asks for; None if it says nothing.

    It is a number of seconds or a date (RFC 9110, 10.2.3).
    """
    if written.isascii() and written.isdigit():
        return float(written[:12])
    try:
        at = parsedate_to_datetime(written)
    except ValueError:
        return None
    return max(0.0, (at.replace(tzinfo=at.tzinfo or UTC) - now).total_seconds())


def unpack(name: str, packed: bytes, encoding: str, limits: Limits) -> bytes:
    """Return a body as it was before the server packed it for the way.

    Args:
        name: address, for the error.
        packed: the body as it came.
        encoding: the header ``Content-Encoding``.
        limits: room.

    Raises:
        SourceError: it is larger, packed in another way than gzip, or damaged.
        PassingError: it broke off on the way.
    """
    if encoding in ("", "identity"):
        return packed
    if encoding not in ("gzip", "x-gzip"):
        raise SourceError(name, f"the answer is packed as {encoding!r}, which was not asked for")
    try:
        with gzip.open(io.BytesIO(packed)) as stream:
            content = stream.read(limits.size + 1)
    except EOFError as error:
        raise PassingError(name, "the answer breaks off") from error
    except (OSError, zlib.error) as error:
        raise SourceError(name, f"the answer is damaged: {error}") from error
    check_size(name, len(content), limits)
    return content


def check_size(name: str, length: int, limits: Limits) -> None:
    """Raise SourceError if a content of so many bytes is too large."""
    if length > limits.size:
        raise SourceError(name, f"the answer is larger than {_amount(limits.size)}")


def _amount(size: int) -> str:
    return f"{size >> 20} MiB" if size >> 20 else f"{size} bytes"


def _named(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
