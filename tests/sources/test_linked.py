"""Addresses that stand behind the cells of a workbook."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from dashboard.sources import cell_links
from tests.sources import build_fixtures
from tests.sources.reading import Found, read

HERE = "https://example.org/one?a=1&b=2"
NOT_TOLD = {"number": 0, "note": "the links of its cells cannot be told; write addresses as text"}


def xlsx(fill: Callable[[Any], None], header: tuple[str, ...] = ("Title", "Date")) -> bytes:
    """Return a sheet whose table begins at B3, below a coloured cell, with one row."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        sheet.write_blank("A1", None, book.add_format({"bg_color": "yellow"}))
        sheet.write_row("B3", header)
        sheet.write_row("B4", ["One", "2020-01-02"])
        fill(sheet)
    return stream.getvalue()


def urls(content: bytes, **options: Any) -> list[str]:
    return [row.get("url", "") for row in read(content, **options)]


def linked(sheet: Any) -> None:
    sheet.write_url("B4", HERE, string="One")
    sheet.write_url("B5", "https://example.org/two#part", string="Two")
    sheet.write_formula("B6", '=HYPERLINK("https://example.org/a""b","Three")', None, "Three")
    sheet.write_url("B8", "internal:Sheet1!A1", string="Four")
    sheet.write_url("B9", "mailto:staff@example.org", string="Five")
    for row in (5, 6, 8, 9):
        sheet.write(f"C{row}", f"2020-01-0{row}")


def test_a_link_behind_the_title_is_the_address() -> None:
    two, three = "https://example.org/two#part", 'https://example.org/a"b'
    assert urls(xlsx(linked)) == [HERE, two, three, "", ""]


def test_an_address_that_is_written_goes_before_a_link_and_a_link_before_another_text() -> None:
    def fill(sheet: Any) -> None:
        sheet.write_url("B4", "https://example.org/title", string="One")
        sheet.write("D4", HERE)
        sheet.write_row("B5", ["Two", "2020-01-03"])
        sheet.write_url("D5", "https://example.org/more", string="Read more")
        sheet.write_row("B6", ["Three", "2020-01-04"])
        sheet.write_url("D6", "https://example.org/elsewhere", string=HERE)

    content = xlsx(fill, ("Title", "Date", "URL"))
    assert urls(content) == [HERE, "https://example.org/more", HERE]


def test_links_of_other_columns_are_told_and_can_be_mapped() -> None:
    def fill(sheet: Any) -> None:
        sheet.write_url("D4", HERE, string="Read more")
        sheet.write_url("F4", HERE)
        sheet.write_url("Z99", HERE)

    content = xlsx(fill, ("Title", "Date", "More", "Category"))
    assert urls(content, mapping={"url": "More"})[0] == HERE
    row, note = read(content)[:1], read(content)[-1]
    assert "url" not in row[0]
    told = "links of 'More', 'column 5', 'column 25' are not read; --map url=COLUMN reads one's"
    assert note == {"number": 0, "note": told}


def test_links_above_the_header_are_of_no_article() -> None:
    def fill(sheet: Any) -> None:
        sheet.write_url("B1", "https://example.org/list", string="Our list")

    assert urls(xlsx(fill)) == [""]


def cell(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string"{more}>{text}</table:table-cell>'


def test_links_of_opendocument() -> None:
    link = (
        '<text:p><text:a xmlns:x="http://www.w3.org/1999/xlink" x:href="{}">One</text:a></text:p>'
    )
    day = cell("<text:p>2020-01-02</text:p>")
    formula = ' table:formula="of:=HYPERLINK(&quot;https://example.org/two&quot;;&quot;Two&quot;)"'
    content = build_fixtures.ods(
        '<table:table-cell table:number-columns-repeated="3"/>',
        '<table:table-cell table:number-columns-repeated="2"/>'
        + cell("<text:p>title</text:p>")
        + cell("<text:p>date</text:p>"),
        '<table:table-cell table:number-columns-repeated="2"/>'
        + cell(link.format("https://example.org/one"))
        + day,
        '<table:table-cell table:number-columns-repeated="2"/>'
        + cell("<text:p>Two</text:p>", formula)
        + day,
        '<table:table-cell table:number-columns-repeated="2"/>'
        + cell(link.format("https://example.org/both"), ' table:number-columns-repeated="2"'),
        '<table:table-cell table:number-columns-repeated="2"/>' + cell(link.format("#1")) + day,
    )
    both = {"number": 3, "title": "One", "date": "One", "url": "https://example.org/both"}
    found = read(content)
    assert [row.get("url") for row in found[:2]] == [
        "https://example.org/one",
        "https://example.org/two",
    ]
    assert found[2] == both
    assert "url" not in found[3]


def changed(content: bytes, part: str, change: Callable[[str], str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            new.writestr(name, change(text) if name == part else text)
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
RELATIONS = "xl/worksheets/_rels/sheet1.xml.rels"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(12))
HOSTILE: list[tuple[str, Callable[[str], str], Found]] = [
    (RELATIONS, lambda xml: xml[:-20], [NOT_TOLD]),
    (RELATIONS, lambda xml: xml.replace("https:", "javascript:"), []),
    (
        RELATIONS,
        lambda xml: f"<!DOCTYPE x [{LAUGHS}]>{xml.split('?>')[1].replace('https', '&l11;')}",
        [NOT_TOLD],
    ),
    (RELATIONS, lambda xml: xml.replace('"UTF-8"', '"UTF-88"'), [NOT_TOLD]),
    (SHEET, lambda xml: xml.replace('r="B4"', 'r="B4" x="y"').replace("rId1", "rId9"), []),
    (SHEET, lambda xml: xml.replace('ref="B4"', 'ref="ZZZZ4"'), []),
]


@pytest.mark.parametrize(("part", "change", "notes"), HOSTILE, ids=range(len(HOSTILE)))
def test_what_cannot_be_told_of_links_costs_links_only(
    part: str, change: Callable[[str], str], notes: Found
) -> None:
    content = changed(xlsx(lambda sheet: sheet.write_url("B4", HERE, string="One")), part, change)
    assert read(content) == [{"number": 1, "title": "One", "date": "2020-01-02"}, *notes]


@pytest.mark.parametrize(
    ("first", "notes"),
    [
        ('t="str"><f>""</f><v></v>', []),
        ('t="inlineStr"><is><t>Ours</t></is>', []),
        ('t="inlineStr"><v>seen here, not by calamine</v>', [NOT_TOLD]),
    ],
)
def test_links_are_not_taken_where_their_rows_may_be_others(first: str, notes: Found) -> None:
    content = xlsx(lambda sheet: sheet.write_url("B4", HERE, string="One"))
    moved = changed(
        content, SHEET, lambda xml: xml.replace('r="A1" s="1"/>', f'r="A1" {first}</c>')
    )
    row = {"number": 1, "title": "One", "date": "2020-01-02"}
    assert read(moved) == [row, *notes] if notes else [row | {"url": HERE}]


PARTS = (SHEET, RELATIONS, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "content.xml")
CLOSED = xlsx(lambda sheet: sheet.write_url("B4", HERE, string="One"))
OPEN = build_fixtures.ods(cell("<text:p>title</text:p>") * 2, cell("<text:p>One</text:p>") * 2)
ODD = ('"', "<", "/>", "-1", "9" * 20, "", "A0", "&x;", "rId1", ' t="str"', "1e5", "\x00")
CHANGES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 6), st.sampled_from(ODD)), max_size=3)


@given(st.sampled_from(PARTS), CHANGES)
def test_no_part_of_a_workbook_makes_them_fall(
    part: str, changes: list[tuple[float, int, str]]
) -> None:
    def change(xml: str) -> str:
        for share, length, odd in changes:
            place = int(share * len(xml))
            xml = xml[:place] + odd + xml[place + length :]
        return xml

    with NamedTemporaryFile() as file:
        file.write(changed(OPEN if part == "content.xml" else CLOSED, part, change))
        file.flush()
        found = cell_links.read(Path(file.name), "Sheet1", (2, 2))
    assert found is None or all(address.startswith("http") for address in found.values())
