import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from dashboard.errors import SourceError
from dashboard.sources import cells, packing
from dashboard.sources.source import Source
from tests.sources import build_fixtures
from tests.sources.reading import Found, read

FIXTURES = Path(__file__).parent / "fixtures"
ARTICLES = [
    {
        "number": 1,
        "title": "Day",
        "date": "2015-11-17",
        "category": "Statements",
        "topics": "Torture",
        "countries": "Kenya",
    },
    {"number": 2, "title": "2015", "date": "2015-11-18 23:30:00", "countries": "TRUE"},
    {"number": 3, "title": "Formula", "date": "#DIV/0!", "category": "1.5"},
]
ERROR = {
    "number": 0,
    "note": "'#N/A' is an error of a spreadsheet and counts as nothing (countries of row 3)",
}
OLD = [{"number": 1, "title": "Old one", "date": "2001-02-03"}]


def xlsx(*sheets: list[list[Any]]) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        for rows in sheets:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return stream.getvalue()


OTHER = {
    "number": 0,
    "note": "only the sheet 'Articles' is read; articles stand in 'Old', too: --sheet chooses one",
}
SHEETS: list[tuple[str, Found]] = [
    ("", [*ARTICLES, OTHER, ERROR]),
    ("Articles", [*ARTICLES, ERROR]),
    ("articles", [*ARTICLES, ERROR]),
    ("2", [*ARTICLES, ERROR]),
    ("Old", OLD),
    ("3", OLD),
]


@pytest.mark.parametrize(("sheet", "expected"), SHEETS)
def test_a_sheet_is_chosen_by_name_number_or_header(sheet: str, expected: Found) -> None:
    assert read(FIXTURES / "articles.xlsx", sheet=sheet) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "articles.xls",
            {"title": "Été à Bogotá", "date": "2015-11-17", "countries": "Colombia"},
        ),
        ("articles.ods", {"title": "Öffnung", "date": "2015-11-17"}),
    ],
)
def test_other_formats_are_told_by_their_content(name: str, expected: dict[str, str]) -> None:
    data = (FIXTURES / name).read_bytes()
    assert read(data, name="download.bin") == [{"number": 1, **expected}]
    assert next(packing.unpack(Source(name, data))).content == data


def test_a_number_as_the_name_of_a_sheet_is_a_name() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        for name in ("2", "1"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["title", "date"])
            sheet.write_row(1, 0, [f"on {name}", "2015-11-17"])
    assert read(stream.getvalue(), sheet="1")[0]["title"] == "on 1"


def test_mapped_columns_make_a_header() -> None:
    data = xlsx([["Notes"], []], [["Export"], ["Was", "Wann"], ["A", "2015-11-17"]])
    expected = [{"number": 1, "title": "A", "date": "2015-11-17"}]
    assert read(data, mapping={"title": "Was", "date": "wann"}) == expected


def compound(name: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + name.encode("utf-16-le") + bytes(500)


def far_corner() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["title", "date"])
        sheet.write(1_048_575, 16_383, "x")
    return stream.getvalue()


def endless_repetition() -> bytes:
    cell = (
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
        'table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p>'
        "</table:table-cell></table:table-row>"
    )
    return build_fixtures.ods(more=cell)


def laughing() -> bytes:
    """A workbook whose texts are entities of entities."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(12))
    return _with_part("xl/sharedStrings.xml", lambda xml: f"<!DOCTYPE sst [{laughs}]>{xml}")


def bomb() -> bytes:
    return _with_part("xl/sharedStrings.xml", lambda xml: xml + " " * 300_000_000)


def _with_part(name: str, change: Any) -> bytes:
    stream = io.BytesIO()
    old = zipfile.ZipFile(io.BytesIO(xlsx([["title", "date"], ["A", "2015-11-17"]])))
    with old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            text = old.read(part).decode()
            new.writestr(part, change(text) if part == name else text)
    return stream.getvalue()


CANNOT = "a: the workbook cannot be read: "
ERRORS: list[tuple[bytes, str, str]] = [
    (xlsx([["a"]], [["b"]]), "", "a: no sheet has a header that names date and title; sheets are"),
    (
        xlsx([["Export"], [], ["Was", "", "Wann"]], [["b", "c"]]),
        "",
        "a: no sheet has a header that names date and title; sheets are 'Sheet1', 'Sheet2'; on "
        "'Sheet1' no column holds the title or the date; columns are 'Was', 'Wann'; --map title=",
    ),
    (
        xlsx([["a"]], [["b"]]),
        "Third",
        "a: there is no sheet 'Third'; sheets are 'Sheet1', 'Sheet2'",
    ),
    (xlsx([["a"]], [["b"]]), "3", "a: there is no sheet '3'; sheets are 'Sheet1', 'Sheet2'"),
    (xlsx([["a"]], [["b"]]), "0", "a: there is no sheet '0'"),
    (xlsx([["a"]], [["b", "title"]]), "2", "a: no column holds the date; columns are 'b', 'title'"),
    (xlsx([["a"]], []), "2", "a: the sheet 'Sheet2' is empty"),
    ((FIXTURES / "articles.xlsx").read_bytes()[:3000], "", "a: the file is binary"),
    ((FIXTURES / "articles.xls").read_bytes()[:4000], "", "a: the file is binary"),
    (compound("Workbook"), "", CANNOT),
    (compound("EncryptedPackage"), "", CANNOT),
    (compound("WordDocument"), "", "a: the file is binary, not text, and in none of the known"),
    (far_corner(), "", CANNOT),
    (endless_repetition(), "", CANNOT),
]


@pytest.mark.parametrize(("data", "sheet", "message"), ERRORS)
def test_errors(data: bytes, sheet: str, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(data, name="a", sheet=sheet)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("make", [laughing, bomb])
def test_bombs_are_harmless(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        (found,) = read(make(), name="a")
    except SourceError as error:
        assert str(error).startswith(CANNOT)  # noqa: PT017
    else:
        assert len(found["title"]) < 100


def test_a_reader_that_ends_is_an_error_of_the_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(far_corner())
    with cells.open_workbook(path) as workbook, pytest.raises(cells.CellsError, match="memory"):
        workbook.cells(0)


def test_no_process_stays(tmp_path: Path) -> None:
    path = FIXTURES / "articles.xlsx"
    with cells.open_workbook(path) as workbook:
        assert workbook.names == ["Notes", "Articles", "Old"]
        child = workbook
    with pytest.raises((cells.CellsError, ValueError)):
        child.cells(0)


def test_sheets_that_have_articles_too_are_told() -> None:
    header, row = ["title", "date"], ["A", "2015-11-17"]
    data = xlsx([["Notes"]], [header, row], [header, [], row], [header], [["Notes"]], [header, row])
    only = {"number": 1, "title": "A", "date": "2015-11-17"}
    text = "only the sheet 'Sheet2' is read; articles stand in 'Sheet3', 'Sheet6', too"
    note = {"number": 0, "note": f"{text}: --sheet chooses one"}
    assert read(data, name="a.xlsx") == [only, note]
    assert read(data, name="a.xlsx", sheet="3") == [only]


def test_a_sheet_that_cannot_be_read_keeps_no_other_out() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        for far in (False, True):
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, ["title", "date"])
            sheet.write_row(1, 0, ["A", "2015-11-17"])
            if far:
                sheet.write(1_048_575, 16_383, "x")
    assert [row["title"] for row in read(stream.getvalue())] == ["A"]
