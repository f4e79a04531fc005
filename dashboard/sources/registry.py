"""Every format that can be imported: one reader a line."""

from collections.abc import Iterator
from itertools import chain
from typing import Protocol

from dashboard.errors import SourceError
from dashboard.sources import (
    csv_table,
    excel,
    feed,
    json_document,
    json_feed,
    json_lines,
    listing,
    parquet,
    reliefweb,
    tally,
)
from dashboard.sources.columns import check_mapping
from dashboard.sources.row import WHOLE_FILE, Note, Record
from dashboard.sources.source import Source


class Reader(Protocol):
    """What the module of a format offers."""

    NAME: str

    def detect(self, source: Source) -> bool:
        """Whether the content, not the file name, is of this format."""

    def read(self, source: Source) -> Iterator[Record]:
        """Return what the source holds, in its order, as it is asked for.

        Raises:
            SourceError: the source as a whole cannot be read.
        """


# In the order in which they are asked; the first that detects its format reads. Binary formats
# know themselves by their first bytes; the others are asked only about what is text.
BINARY: tuple[Reader, ...] = (excel, parquet)
TEXT: tuple[Reader, ...] = (
    feed,
    json_feed,
    reliefweb,
    json_lines,
    json_document,
    csv_table,
    listing,
)


def read(source: Source) -> Iterator[Record]:
    """Return the rows and rejects of a file in whatever format it is, and a note on a guess.

    Raises:
        SourceError: the file is empty, of no known format or cannot be read, or its mapping does
            not fit.
    """
    check_mapping(source.name, source.mapping)
    if not source.start.strip():
        raise SourceError(source.name, "the file is empty")
    readers = BINARY if source.is_binary else (*BINARY, *TEXT)
    for reader in readers:
        if reader.detect(source):
            records = tally.told(reader.read(source))
            return records if reader in BINARY else chain(_guessed(source), records)
    formats = ", ".join(reader.NAME for reader in (*BINARY, *TEXT))
    if source.is_binary:
        message = f"the file is binary, not text, and in none of the known formats ({formats})"
        raise SourceError(source.name, message)
    if csv_table.has_header(source):
        return csv_table.read(source)  # which tells the columns that are there
    message = f"the file is in none of the known formats ({formats})"
    raise SourceError(source.name, csv_table.unknown(source) or message)


def _guessed(source: Source) -> Iterator[Note]:
    """Yield a note if nothing says which encoding a text is in."""
    if source.is_encoding_guessed:
        yield Note(WHOLE_FILE, f"read as {source.encoding}, which is a guess")
