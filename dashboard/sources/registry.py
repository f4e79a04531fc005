"""Every format that can be imported: one reader a line."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from dashboard.errors import SourceError
from dashboard.sources import csv_table, listing
from dashboard.sources.columns import check_mapping
from dashboard.sources.row import Record
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


# In the order in which they are asked; the first that detects its format reads.
READERS: tuple[Reader, ...] = (csv_table, listing)


def read(name: str, data: bytes, mapping: Mapping[str, str] | None = None) -> Iterator[Record]:
    """Return the rows and rejects of a file in whatever format it is.

    Args:
        name: file name or address, for messages.
        data: the content.
        mapping: field → column, for tables whose columns have names of their own.

    Raises:
        SourceError: the file is empty, binary or of no known format, or the mapping does not fit.
    """
    source = Source(name, data, mapping or {})
    check_mapping(name, source.mapping)
    if not data.strip():
        raise SourceError(name, "the file is empty")
    if source.is_binary:
        raise SourceError(name, "the file is binary, not text")
    for reader in READERS:
        if reader.detect(source):
            return reader.read(source)
    if csv_table.has_header(source):
        return csv_table.read(source)  # which tells the columns that are there
    formats = ", ".join(reader.NAME for reader in READERS)
    raise SourceError(name, f"the file is in none of the known formats ({formats})")
