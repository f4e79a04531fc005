"""Tables as text: a header line, then one article a line; commas, semicolons, tabs or bars."""

import codecs
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.errors import SourceError
from dashboard.sources import beside, csv_blocks, csv_head, csv_lines, tabular
from dashboard.sources.columns import Columns, fields_of, is_header, locate, missing
from dashboard.sources.csv_blocks import Block
from dashboard.sources.csv_lines import Broken, Lines
from dashboard.sources.row import Record, Reject, Rows, as_written, numbered
from dashboard.sources.source import Source
from dashboard.threads import each

NAME = "CSV table"

_BATCH = 10_000
_UTF_8 = ("utf-8", "utf-8-sig")


@dataclass(frozen=True, slots=True)
class _Table:
    """What holds for all rows of a table."""

    delimiter: str
    header: Sequence[str]
    columns: Columns


def detect(source: Source) -> bool:
    """Whether a header names the date and another field, or a column that was mapped by hand."""
    return is_header(csv_head.find(source).names, source.mapping)


def has_header(source: Source) -> bool:
    """Whether the header names two fields of an article, or columns were mapped by hand."""
    return len(fields_of(csv_head.find(source).names)) >= 2 or bool(source.mapping)


def unknown(source: Source) -> str:
    """Return in words which columns have to be mapped; empty if this does not look like a table."""
    head = csv_head.find(source)
    is_table = len(head.names) > 1 and all(head.names) and head.even >= csv_head.EVEN
    return missing(head.names, source.mapping) if is_table else ""


def read(source: Source) -> Iterator[Record]:
    """Return the rows; their numbers count the rows under the header that are not blank, from 1.

    What stands above the header is left out, see :func:`dashboard.sources.csv_head.find`.
    A row with more cells than the header is a reject, as is one with a quotation mark that is
    never closed or with a cell of more than a million characters. Cells that are missing at the
    end of a row are empty.

    Raises:
        SourceError: there is no header, a mapped column is missing, or none holds the date.
    """
    head = csv_head.find(source)
    with source.open() as stream:
        above = stream.read(head.above)
        lines = Lines(stream)
        header = next(csv_lines.rows(lines, head.delimiter), None)
    if not isinstance(header, list):
        raise SourceError(source.name, header.reason if header else "there is no header line")
    names = [name.strip() for name in header]
    table = _Table(head.delimiter, names, locate(source.name, names, source.mapping, is_table=True))
    with source.open() as stream:
        above = stream.read(len(above)) + "".join(islice(stream, lines.count))
    # What could not be decoded has another length in bytes.
    is_quick = source.encoding in _UTF_8 and "\ufffd" not in above
    return (_quick if is_quick else _slow)(source, above, table)


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
                text = io.StringIO(str(block, errors="replace"), newline="")
                found = _careful(Lines(text), table, number)
            else:
                found = iter([numbered(rows, number)] if len(rows) else ())
            for record in found:
                number += record.num_rows if isinstance(record, pa.Table) else 1
                yield record


def _in_blocks(stream: BinaryIO, table: _Table) -> Iterator[tuple[Block, Rows | None]]:
    """Return blocks and their rows, numbered from 1; None where that is not safe."""

    def parsed(found: tuple[Block, bool]) -> tuple[Block, Rows | None]:
        (block, is_plain), width = found, len(table.header)
        cells = csv_blocks.read(block, table.delimiter, width) if is_plain else None
        return block, None if cells is None else _filled(cells, table)

    return each(parsed, csv_blocks.blocks(stream, table.delimiter))


def _careful(lines: Lines, table: _Table, number: int) -> Iterator[Record]:
    """Yield the rows of lines; rejects come before the rows of their batch."""
    width = len(table.header)
    rows = enumerate(csv_lines.rows(lines, table.delimiter), start=number + 1)
    while batch := list(islice(rows, _BATCH)):
        good: dict[int, list[str]] = {}
        long: dict[int, list[str]] = {}
        for n, row in batch:
            if isinstance(row, Broken):
                yield Reject(n, row.reason, {beside.ORIGINAL: row.original})
            else:
                (long if any(cell.strip() for cell in row[width:]) else good)[n] = row
        yield from _too_long(long, table)
        if good:
            yield _picked(good, table)


def _too_long(rows: Mapping[int, Sequence[str]], table: _Table) -> Iterator[Reject]:
    """Yield a reject for each of some rows that have more cells than the header."""
    if not rows:
        return
    picked, width = _picked(rows, table), len(table.header)
    others = beside.told(picked, pc.is_valid(picked["number"]).combine_chunks())
    for fields, other, cells in zip(picked.to_pylist(), others, rows.values(), strict=True):
        surplus = cells[width:]
        reason = f"{len(cells)} cells where the header has {width}: {surplus} has no column"
        left = "; ".join(filter(None, [other, f"no column: {', '.join(filter(None, surplus))}"]))
        yield Reject(fields["number"], reason, {**as_written(fields), beside.ORIGINAL: left})


def _picked(rows: Mapping[int, Sequence[str]], table: _Table) -> Rows:
    """Return rows by their number, each with as many cells as the header."""
    width = len(table.header)
    even = ([*row[:width], *[""] * (width - len(row))] for row in rows.values())
    cells = [pa.array(column, pa.string()) for column in zip(*even, strict=True)]
    others = beside.of(table.header, cells, table.columns)
    return tabular.pick(pa.array(rows, pa.int64()), cells, table.columns, others)


def _filled(cells: Sequence[pa.Array], table: _Table) -> Rows:
    return tabular.filled(cells, table.columns, beside.of(table.header, cells, table.columns))
