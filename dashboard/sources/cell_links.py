"""The web addresses that cells of a workbook lead to, which calamine does not tell of.

Sources of the formats: ECMA-376, 18.3.1.47 (``hyperlink``); OpenDocument 1.3, 6.1.8 (``text:a``).
Only the process of :mod:`dashboard.sources.cells` reads them, which is bound in memory and time.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import join, normpath
from typing import BinaryIO, cast
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile, is_zipfile

Place = tuple[int, int]

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_ID = re.compile(r"\{.*/officeDocument/(?:2006/)?relationships\}id")
_BOOK, _ODS = "xl/workbook.xml", "content.xml"
_DAMAGE = (
    BadZipFile,
    ElementTree.ParseError,
    LookupError,
    ValueError,
    OSError,
    MemoryError,
    RuntimeError,
    zlib.error,
)
_FORMULA = re.compile(r'\s*(?:of:)?=?\s*HYPERLINK\s*\(\s*"((?:[^"]|"")*)"', re.IGNORECASE)
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_MOST_REPEATED = 1000


@dataclass
class _Found:
    """What is seen of a sheet while it is read.

    Attributes:
        links: place of a cell, row and column from 0 → address.
        first, last: places of the corners of what holds a value.
    """

    links: dict[Place, str] = field(default_factory=dict)
    first: Place | None = None
    last: Place = (0, 0)

    def value(self, row: int, column: int) -> None:
        first = self.first or (row, column)
        self.first = min(first[0], row), min(first[1], column)
        self.last = max(self.last[0], row), max(self.last[1], column)

    def link(self, place: Place, address: str) -> None:
        if address.lower().startswith(("http://", "https://")):
            self.links.setdefault(place, address)


def read(path: Path, sheet: str, shape: Place) -> dict[Place, str] | None:
    """Return the web addresses of the cells of a sheet: row and column → address.

    Args:
        path: of the workbook; none are read of other formats than xlsx, xlsm and ods.
        sheet: its name.
        shape: number of rows and columns that calamine tells, from the first that holds a value.

    Returns:
        rows and columns counted from that first one; None when they cannot be told.
    """
    if not is_zipfile(path):
        return {}
    try:
        with ZipFile(path) as book:
            readers = {_BOOK: _of_excel, _ODS: _of_ods}
            read_ = next((readers[name] for name in readers if name in book.namelist()), None)
            found = read_(book, sheet) if read_ else _Found()
    except _DAMAGE:
        return None
    if not found.links:
        return {}
    top, left = found.first or (0, 0)
    if (found.last[0] - top + 1, found.last[1] - left + 1) != shape:
        return None
    places = {(row - top, column - left): link for (row, column), link in found.links.items()}
    return {(r, c): places[r, c] for r, c in places if 0 <= r < shape[0] and 0 <= c < shape[1]}


def _of_excel(book: ZipFile, sheet: str) -> _Found:
    part = _part(book, sheet)
    targets = _targets(book, part)
    found, row, column = _Found(), -1, -1
    with book.open(part) as stream:
        for event, element in _elements(cast(BinaryIO, stream)):
            kind = element.tag.removeprefix(_MAIN).removeprefix(_STRICT)
            if event == "start" and kind == "row":
                row, column = int(element.get("r") or row + 2) - 1, -1
            elif event == "start" and kind == "c":
                row, column = _place(element.get("r")) or (row, column + 1)
            elif event == "end" and kind == "c":
                _cell(element, found, (row, column))
                element.clear()
            elif event == "end" and kind == "hyperlink":
                _hyperlink(element, found, targets)
    return found


def _cell(element: ElementTree.Element, found: _Found, place: Place) -> None:
    """Note whether a cell holds a value, and the address that its formula leads to."""
    for child in element:
        kind = child.tag.rpartition("}")[2]
        if kind == "is" or (kind == "v" and (child.text or element.get("t") == "str")):
            found.value(*place)
        elif kind == "f" and (formula := _FORMULA.match(child.text or "")):
            found.link(place, formula[1].replace('""', '"'))


def _hyperlink(element: ElementTree.Element, found: _Found, targets: dict[str, str]) -> None:
    id_ = _id(element)
    anchor = element.get("location")
    place = _place((element.get("ref") or "").partition(":")[0])
    if place and id_ in targets:
        found.link(place, f"{targets[id_]}#{anchor}" if anchor else targets[id_])


def _part(book: ZipFile, sheet: str) -> str:
    """Return the name of the member that holds a sheet; KeyError when there is none."""
    targets = _targets(book, _BOOK)
    for element in ElementTree.fromstring(book.read(_BOOK)).iter():  # noqa: S314
        if element.tag.endswith("}sheet") and element.get("name") == sheet:
            id_ = _id(element)
            return normpath(join("xl", targets[id_])).removeprefix("/")
    raise KeyError(sheet)


def _id(element: ElementTree.Element) -> str:
    """Return the id by which an element refers to another part of the workbook."""
    return next((value for name, value in element.items() if _ID.fullmatch(name)), "")


def _targets(book: ZipFile, part: str) -> dict[str, str]:
    """Return what a part of a workbook refers to: id → target."""
    folder, _, name = part.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in book.namelist():
        return {}
    told = ElementTree.fromstring(book.read(relations))  # noqa: S314
    return {element.get("Id", ""): element.get("Target", "") for element in told}


def _of_ods(book: ZipFile, sheet: str) -> _Found:
    found, row, column, name = _Found(), 0, 0, ""
    with book.open(_ODS) as stream:
        for event, element in _elements(cast(BinaryIO, stream)):
            kind = element.tag.removeprefix(_TABLE)
            if event == "start" and kind == "table":
                name, row = element.get(f"{_TABLE}name", ""), 0
            elif event == "start" and kind == "table-row":
                column = 0
            elif event == "end" and kind == "table-row":
                row += int(element.get(f"{_TABLE}number-rows-repeated", 1))
                element.clear()
            elif event == "end" and kind in {"table-cell", "covered-table-cell"}:
                times = int(element.get(f"{_TABLE}number-columns-repeated", 1))
                if name == sheet:
                    _ods_cell(element, found, (row, column), min(times, _MOST_REPEATED))
                column += times
    return found


def _ods_cell(element: ElementTree.Element, found: _Found, place: Place, times: int) -> None:
    row, column = place
    if element.get(f"{_OFFICE}value-type"):
        found.value(row, column)
        found.value(row, column + times - 1)
    links = [link.get(_HREF, "") for link in element.iter(f"{_TEXT}a")]
    formula = _FORMULA.match(element.get(f"{_TABLE}formula", ""))
    for address in [*([formula[1]] if formula else []), *links]:
        for repeated in range(times):
            found.link((row, column + repeated), address)


def _elements(stream: BinaryIO) -> Iterator[tuple[str, ElementTree.Element]]:
    yield from ElementTree.iterparse(stream, ("start", "end"))  # noqa: S314


def _place(reference: str | None) -> Place | None:
    """Return the row and column, from 0, of a reference such as ``B3``."""
    parts = _PLACE.fullmatch(reference or "")
    if not parts:
        return None
    column = 0
    for letter in parts[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(parts[2]) - 1, column - 1
