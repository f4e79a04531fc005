"""Errors of spreadsheets are nothing, in every field, and told."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
import xlsxwriter

from dashboard.sources import cell_errors, cells
from dashboard.sources.intake import Defaults
from dashboard.sources.source import Source
from tests.sources.planned import plan_source
from tests.sources.reading import read

ERRORS = [
    *("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!"),
    *("#NV", "#BEZUG!", "#WERT!", "#ZAHL!", "#VALEUR!", "#NOM?", "#NOMBRE!", "#NUL!"),
    *("#¡REF!", "#¡VALOR!", "#N/D", "#NOMBRE?", "#¿NOMBRE?", "#¡DIV/0!", "#ССЫЛКА!", "#RIF!"),
]
ROW = {"number": 1, "title": "A", "date": "2015-11-17"}


def note(text: str, where: str) -> dict[str, object]:
    why = "is an error of a spreadsheet and counts as nothing"
    return {"number": 0, "note": f"{text!r} {why} ({where})"}


@pytest.mark.parametrize("error", [*ERRORS, *cells._ERRORS.values()])
def test_an_error_is_nothing(error: str) -> None:
    table = f"title;date;category\nA;2015-11-17; {error} \n"
    assert read(table) == [ROW, note(error, "category of row 1")]


@pytest.mark.parametrize("text", ["#MeToo", "#n/a or so", "# 5", "#", "C#", "Error #REF!", "#NVDA"])
def test_what_only_looks_like_one_is_text(text: str) -> None:
    assert read(f"title;date\n{text};2015-11-17\n") == [ROW | {"title": text}]


@pytest.mark.parametrize("field", ["title", "summary", "category", "topics", "country", "source"])
def test_every_field_is_told_once_with_a_count(field: str) -> None:
    rows = ["#N/A", "B", "#REF!", "#N/A"]
    lines = "".join(f"2015-11-17;https://a.example/{n};{cell}\n" for n, cell in enumerate(rows))
    *found, told = read(f"date;link;{field}\n{lines}")
    name = "countries" if field == "country" else field
    assert [row.get(name, "").strip(";") for row in found] == ["", "B", "", ""]
    assert told == note("#N/A", f"{name} of row 1, and 2 more")


@pytest.mark.parametrize("name", ["date", "link", "language"])
def test_what_is_refused_anyway_is_told_as_it_stands(name: str) -> None:
    row = {"title": "A", "date": "2015-11-17"} | {name: "#REF!"}
    table = "\n".join([";".join(row), ";".join(row.values())])
    (found,) = read(table)
    assert found[name.replace("link", "url")] == "#REF!"


def test_another_column_counts_in_the_place_of_an_error() -> None:
    table = "title;headline;date;published\n#REF!;A;#N/A;2015-11-17\n"
    assert read(table) == [ROW, note("#REF!", "title of row 1")]


def test_a_link_counts_in_the_place_of_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["title", "date", "link"])
        sheet.write_url(1, 0, "https://a.example/1", string="A")
        sheet.write(1, 1, "2015-11-17")
        sheet.write_formula(1, 2, "=NA()", value="#N/A")
    assert read(path) == [ROW | {"url": "https://a.example/1"}]


def test_a_row_of_errors_is_rejected_with_them() -> None:
    source = Source("a", b"title;date\n#REF!;2015-11-17\nA;2015-11-17\n")
    found = plan_source(source, Defaults(), date(2025, 1, 1))
    (reject,) = found.rejects
    assert reject.reason == "holds nothing but a date"
    assert reject.original["original"] == "title: #REF!"


def test_cells_without_an_error_are_not_made_anew() -> None:
    column = pa.array(["A", "#MeToo", ""])
    assert cell_errors.parted(column) == (column, None)
    assert cell_errors.parted(column)[0] is column
