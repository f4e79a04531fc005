"""Which formats articles can be downloaded in."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from dashboard.exports import csv_text, json_text, workbook
from dashboard.exports.about import About
from dashboard.exports.records import Record

Write = Callable[[Iterable[list[Record]], About], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format to download articles in.

    Attributes:
        ending: of the file's name and of the address.
        media: its media type.
        write: returns the file in pieces.
        marked: the same with a byte order mark, where the format can have one.
    """

    ending: str
    media: str
    write: Write
    marked: Write | None = None


FORMATS = (
    Format("csv", "text/csv; charset=utf-8", csv_text.write, partial(csv_text.write, mark=True)),
    Format(
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        workbook.write,
    ),
    Format("json", "application/json", json_text.write),
)
