"""Workbooks of Excel (xlsx, xlsm, xlsb, xls) and OpenDocument (ods): one article a row."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import pyarrow as pa

from dashboard.errors import SourceError
from dashboard.sources import beside, linked, packing, tabular
from dashboard.sources.cell_links import Place
from dashboard.sources.cells import CellsError, Workbook, open_workbook
from dashboard.sources.columns import is_header, locate, missing
from dashboard.sources.row import WHOLE_FILE, Note, Record
from dashboard.sources.source import Source
from dashboard.text import fold

NAME = "Excel or OpenDocument workbook"

# The compound files of Office before 2007, and of all encrypted workbooks; their directories name
# what they hold in UTF-16.
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOKS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book", "EncryptedPackage"))
_HEADER_WITHIN = 50
_BATCH = 50_000


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet and where its header stands.

    Attributes:
        name: of the sheet.
        cells: one array a column.
        links: of its cells, see :class:`dashboard.sources.cells.Cells`.
        header: place of the row that names the columns; -1 when there is none.
    """

    name: str
    cells: Sequence[pa.Array]
    links: Mapping[Place, str] | None
    header: int

    def row(self, place: int) -> list[str]:
        return [(column[place].as_py() or "").strip() for column in self.cells]

    def links_below(self) -> dict[Place, str] | None:
        """Return the links of the cells under the header, the first row there being 0."""
        if self.links is None:
            return None
        first = self.header + 1
        return {(r - first, c): link for (r, c), link in self.links.items() if r >= first}

    def has_rows(self) -> bool:
        """Whether a row under the header is not blank."""
        return any(any(self.row(n)) for n in range(self.header + 1, len(self.cells[0])))


def detect(source: Source) -> bool:
    """Whether the file is a workbook."""
    if source.start.startswith(_COMPOUND):
        return any(name in source.data for name in _WORKBOOKS)
    names = packing.zip_names(source)
    is_excel = any(name.startswith("xl/workbook") for name in names)
    return is_excel or (b"opendocument.spreadsheet" in source.start and "content.xml" in names)


def read(source: Source) -> Iterator[Record]:
    """Return the rows; their numbers count the rows under the header that are not blank, from 1.

    The sheet is the one that is asked for, by name or by number from 1, else the first whose
    header names the date and another field or has a mapped column; a note names the sheets below
    it that have such a header and rows, too. Rows above the header are no articles. A date cell is
    an ISO 8601 text, a formula its last value. Where no text tells the address, a link of the
    title does.

    Raises:
        SourceError: the workbook is damaged, encrypted or too large, it has no such sheet, or no
            sheet has such a header.
    """
    try:
        with open_workbook(source.content) as workbook:
            sheet = _chosen(source, workbook)
            others = [] if source.sheet else _others(source, workbook, sheet)
    except CellsError as error:
        raise SourceError(source.name, f"the workbook cannot be read: {error}") from error
    header = sheet.row(sheet.header)
    columns = locate(source.name, header, source.mapping, is_table=True)
    links = sheet.links_below()
    below = [column.slice(sheet.header + 1) for column in sheet.cells]
    cells, told = linked.addresses(below, links or {}, columns)
    rows = tabular.filled(cells, told, beside.of(header, cells, told))
    batches = (rows.slice(n, _BATCH) for n in range(0, len(rows), _BATCH))
    return chain(batches, _untold(sheet, others), linked.untold(header, links, columns))


def _chosen(source: Source, workbook: Workbook) -> _Sheet:
    if source.sheet:
        sheet = _sheet(source, workbook, _place(source, workbook.names))
        return sheet if sheet.header >= 0 else replace(sheet, header=_first(source, sheet))
    hint = ""
    for place in range(len(workbook.names)):
        sheet = _sheet(source, workbook, place)
        if sheet.header >= 0:
            return sheet
        hint = hint or _hint(source, sheet)
    raise SourceError(
        source.name,
        f"no sheet has a header that names date and title; {_there(workbook.names)}{hint}",
    )


def _hint(source: Source, sheet: _Sheet) -> str:
    """Return in words which columns of a sheet have to be mapped; empty if it is no table."""
    rows = range(min(_HEADER_WITHIN, len(sheet.cells[0]) if sheet.cells else 0))
    names = next((row for row in map(sheet.row, rows) if len([*filter(None, row)]) > 1), None)
    told = missing([*filter(None, names)], source.mapping) if names else ""
    return f"; on {sheet.name!r} {told}" if told else ""


def _others(source: Source, workbook: Workbook, chosen: _Sheet) -> list[str]:
    """Return the names of the sheets below the chosen one that have articles as well."""
    first = workbook.names.index(chosen.name) + 1
    try:
        sheets = [_sheet(source, workbook, place) for place in range(first, len(workbook.names))]
    except CellsError:
        return []  # what is wrong with a sheet that nobody asked for is no matter
    return [sheet.name for sheet in sheets if sheet.header >= 0 and sheet.has_rows()]


def _untold(chosen: _Sheet, others: Sequence[str]) -> Iterator[Note]:
    if others:
        names = ", ".join(map(repr, others))
        text = f"only the sheet {chosen.name!r} is read; articles stand in {names}, too"
        yield Note(WHOLE_FILE, f"{text}: --sheet chooses one")


def _sheet(source: Source, workbook: Workbook, place: int) -> _Sheet:
    sheet = _Sheet(workbook.names[place], *workbook.cells(place), -1)
    rows = min(_HEADER_WITHIN, len(sheet.cells[0]) if sheet.cells else 0)
    headers = (place for place in range(rows) if is_header(sheet.row(place), source.mapping))
    return replace(sheet, header=next(headers, -1))


def _first(source: Source, sheet: _Sheet) -> int:
    """Return the first row that is not blank, whose names tell what is missing."""
    rows = range(len(sheet.cells[0]) if sheet.cells else 0)
    place = next((place for place in rows if any(sheet.row(place))), None)
    if place is None:
        raise SourceError(source.name, f"the sheet {sheet.name!r} is empty")
    return place


def _place(source: Source, names: Sequence[str]) -> int:
    folded = [fold(name) for name in names]
    if source.sheet in names:
        return names.index(source.sheet)
    if fold(source.sheet) in folded:
        return folded.index(fold(source.sheet))
    if source.sheet.isdecimal() and 1 <= int(source.sheet) <= len(names):
        return int(source.sheet) - 1
    raise SourceError(source.name, f"there is no sheet {source.sheet!r}; {_there(names)}")


def _there(names: Sequence[str]) -> str:
    return f"sheets are {', '.join(map(repr, names))}"
