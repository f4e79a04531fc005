"""Tables as text: a header line, then one article a line; commas, semicolons, tabs or bars."""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

import pyarrow as pa

from dashboard.errors import SourceError
from dashboard.sources import csv_blocks, csv_lines, tabular
from dashboard.sources.columns import Columns, field_of, locate
from dashboard.sources.csv_lines import Broken, Lines
from dashboard.sources.row import Record, Reject, Rows, numbered
from dashboard.sources.source import Source
from dashboard.text import fold
from dashboard.threads import in_turn

NAME = "CSV table"

_DELIMITERS = ",;\t|"
_SAMPLE_ROWS = 50
_BATCH = 10_000
_THREADS = 2
_MARKUP = re.compile(r"\s*<[!?a-z]", re.IGNORECASE)
_EXCEL_HINT = re.compile(r"""\s*"?sep=([,;\t|])"?\s*[\r\n]+""", re.IGNORECASE)
# Lines such as "# Counting rule: …" above the header, also with the cells that a spreadsheet adds.
_REMARKS = re.compile(r"""(?:"?#[ ][^,;\t|:\r\n]+:[^\r\n]*[\r\n]+)+""")
_UTF_8 = ("utf-8", "utf-8-sig")


@dataclass(frozen=True, slots=True)
class _Table:
    """What holds for all rows of a table."""

    delimiter: str
    header: Sequence[str]
    columns: Columns


def detect(source: Source) -> bool:
    """Whether the header names the date and another field, or a column that was mapped by hand."""
    fields, mapped = _known(source)
    return (len(fields) >= 2 and "date" in fields) or mapped > 0


def has_header(source: Source) -> bool:
    """Whether the header names two fields of an article, or columns were mapped by hand."""
    return len(_known(source)[0]) >= 2 or bool(source.mapping)


def read(source: Source) -> Iterator[Record]:
    """Return the rows; their numbers count the rows under the header that are not blank, from 1.

    Lines above the header that begin with ``#`` and a word with a colon are left out.
    A row with more cells than the header is a reject, as is one with a quotation mark that is
    never closed or with a cell of more than a million characters. Cells that are missing at the
    end of a row are empty.

    Raises:
        SourceError: there is no header, a mapped column is missing, or none holds the date.
    """
    delimiter, length = _above(source)
    delimiter = delimiter or _delimiter(source)
    with source.open() as stream:
        above = stream.read(length)
        lines = Lines(stream)
        header = next(csv_lines.rows(lines, delimiter), None)
    if not isinstance(header, list):
        raise SourceError(source.name, header.reason if header else "there is no header line")
    names = [name.strip() for name in header]
    table = _Table(delimiter, names, locate(source.name, names, source.mapping))
    with source.open() as stream:
        above = stream.read(len(above)) + "".join(islice(stream, lines.count))
    return (_quick if source.encoding in _UTF_8 else _slow)(source, above, table)


def _slow(source: Source, above: str, table: _Table) -> Iterator[Record]:
    """Yield the rows under the header, line by line."""
    with source.open() as stream:
        stream.read(len(above))
        yield from _careful(Lines(stream), table, 0)


def _quick(source: Source, above: str, table: _Table) -> Iterator[Record]:
    """Yield the rows under the header, block by block where that is safe."""
    number = 0
    with source.stream() as stream:
        stream.seek((3 if source.start.startswith(codecs.BOM_UTF8) else 0) + len(above.encode()))
        for block, rows in _in_blocks(stream, table):
            if rows is None:
                text = io.StringIO(block.decode(errors="replace"), newline="")
                found = _careful(Lines(text), table, number)
            else:
                found = iter([numbered(rows, number)] if len(rows) else ())
            for record in found:
                number += record.num_rows if isinstance(record, pa.Table) else 1
                yield record


def _in_blocks(stream: BinaryIO, table: _Table) -> Iterator[tuple[bytes, Rows | None]]:
    """Yield blocks and their rows, numbered from 1; None where that is not safe."""

    def parsed(block: bytes, *, is_plain: bool) -> tuple[bytes, Rows | None]:
        width = len(table.header)
        cells = csv_blocks.read(block, table.delimiter, width) if is_plain else None
        return block, None if cells is None else tabular.filled(cells, table.columns)

    with ThreadPoolExecutor(_THREADS, "parsing") as threads:
        blocks = csv_blocks.blocks(stream, table.delimiter)
        yield from in_turn((threads.submit(parsed, b, is_plain=p) for b, p in blocks), _THREADS)


def _careful(lines: Lines, table: _Table, number: int) -> Iterator[Record]:
    """Yield the rows of lines; rejects come before the rows of their batch."""
    width = len(table.header)
    rows = enumerate(csv_lines.rows(lines, table.delimiter), start=number + 1)
    while batch := list(islice(rows, _BATCH)):
        checked = [(n, _reject(n, row, table) or row) for n, row in batch]
        yield from (record for _, record in checked if isinstance(record, Reject))
        good = {n: row[:width] for n, row in checked if isinstance(row, list)}
        if good:
            even = [[*row, *[""] * (width - len(row))] for row in good.values()]
            cells = [pa.array(column, pa.string()) for column in zip(*even, strict=True)]
            yield tabular.pick(pa.array(good, pa.int64()), cells, table.columns)


def _reject(number: int, cells: list[str] | Broken, table: _Table) -> Reject | None:
    if isinstance(cells, Broken):
        return Reject(number, cells.reason, {"original": cells.original})
    width = len(table.header)
    extra = cells[width:]
    if not any(cell.strip() for cell in extra):
        return None
    reason = f"{len(cells)} cells where the header has {width}: {extra} has no column"
    return Reject(number, reason, {"original": table.delimiter.join(cells)})


def _known(source: Source) -> tuple[set[str | None], int]:
    """Return the fields that the header names, and how many of its columns were mapped by hand."""
    if _MARKUP.match(source.head):
        return set(), 0
    header = [name.strip() for name in next(_sample(source, _delimiter(source)), [])]
    return {field_of(name) for name in header} - {None}, _mapped(source, header)


def _delimiter(source: Source) -> str:
    return max(_DELIMITERS, key=lambda delimiter: _fit(source, delimiter))


def _fit(source: Source, delimiter: str) -> tuple[int, float, int]:
    """Return how well a delimiter fits: columns known by name, share of even rows, columns."""
    header, *rows = [*_sample(source, delimiter)] or [[]]
    known = {field_of(name) for name in header} - {None}
    even = sum(len(row) == len(header) for row in rows) / max(len(rows), 1)
    return len(known) + _mapped(source, header), even, len(header)


def _mapped(source: Source, header: Sequence[str]) -> int:
    """Return how many of the columns that were mapped by hand a header has."""
    folded = {fold(name) for name in header}
    return sum(fold(name) in folded for name in source.mapping.values())


def _above(source: Source) -> tuple[str, int]:
    """Return the delimiter that is stated above the header, if one is, and how long all that is."""
    hint = _EXCEL_HINT.match(source.head)
    start = hint.end() if hint else 0
    remarks = _REMARKS.match(source.head, start)
    return hint[1] if hint else "", remarks.end() if remarks else start


def _sample(source: Source, delimiter: str) -> Iterator[list[str]]:
    lines = io.StringIO(source.head[_above(source)[1] :], newline="")
    try:
        rows = csv.reader(lines, delimiter=delimiter)
        yield from islice((row for row in rows if any(c.strip() for c in row)), _SAMPLE_ROWS)
    except csv.Error:
        return
