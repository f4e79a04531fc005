"""Excel: the articles on the first sheet, what is to be known of them on the last."""

from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from xlsxwriter import Workbook

from dashboard.exports.about import About
from dashboard.exports.records import COLUMNS, Record
from dashboard.text import as_text

_MOST_ROWS = 1_048_575  # of Excel's sheets, under the header
_MOST_CHARACTERS = 32_767  # of Excel's cells
_PIECE = 1 << 18  # bytes
_WIDTHS = {"title": 60, "summary": 60, "url": 30, "topics": 30, "category": 22}
# A row is written to disk when the next one begins, and no text is taken for more than text.
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write(blocks: Iterable[list[Record]], about: About) -> Iterator[bytes]:
    """Yield the workbook in pieces, once it is whole on disk.

    Every cell is text; one that looks like a formula is marked as text too, so that it stays text
    when somebody edits it. Articles past Excel's last row go on on a further sheet.

    Args:
        blocks: the articles.
        about: what stands on the last sheet.
    """
    with TemporaryFile() as file:
        yield from _filled(blocks, about, file)
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


def _filled(blocks: Iterable[list[Record]], about: About, file: BinaryIO) -> Iterator[bytes]:
    """Write the workbook to a file; nothing is yielded on the way but the turns of others."""
    with Workbook(file, _OPTIONS) as book:
        plain, marked = book.add_format(), book.add_format({"quote_prefix": True})
        sheet, row = _sheet(book, about), 0
        for block in blocks:
            for record in block:
                if row == _MOST_ROWS:
                    sheet, row = _sheet(book, about), 0
                row += 1
                for column, name in enumerate(COLUMNS):
                    text = _cell(record[name])
                    form = plain if as_text(text) == text else marked
                    sheet.write_string(row, column, text, form)
            yield b""
        _tell(book, about)


def _sheet(book: Any, about: About) -> Any:
    number = len(book.worksheets()) + 1
    name = about.texts("download.sheet.articles")
    sheet = book.add_worksheet(name if number == 1 else f"{name} {number}")
    sheet.freeze_panes(1, 0)
    bold = book.add_format({"bold": True})
    for column, name in enumerate(COLUMNS):
        sheet.set_column(column, column, _WIDTHS.get(name, 14))
        sheet.write_string(0, column, name, bold)
    return sheet


def _tell(book: Any, about: About) -> None:
    sheet = book.add_worksheet(about.texts("download.sheet.about"))
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 110)
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "quote_prefix": True})
    for row, (label, text) in enumerate(about.lines()):
        sheet.write_string(row, 0, label, bold)
        sheet.write_string(row, 1, text[:_MOST_CHARACTERS], wrapped)


def _cell(value: str | tuple[str, ...]) -> str:
    text = value if isinstance(value, str) else "; ".join(value)
    return text[:_MOST_CHARACTERS]
