"""Write the binary fixtures: ``python -m tests.sources.build_fixtures``."""

import datetime
import gzip
import io
import zipfile
from pathlib import Path

import pyarrow as pa
import xlsxwriter
import xlwt
from pyarrow import parquet

FIXTURES = Path(__file__).parent / "fixtures"
DAY = datetime.date(2015, 11, 17)
_MADE = datetime.datetime(2015, 1, 1)

_ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content office:version="1.2"
  xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
  xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
  xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>
</office:document-content>"""
_MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/"
  manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>"""


def xlsx() -> bytes:
    """Two sheets; the articles are on the second, under a merged title and a blank row."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE})
        book.add_worksheet("Notes").write("A1", "Nothing to import here")
        sheet = book.add_worksheet("Articles")
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        clock = book.add_format({"num_format": "dd.mm.yyyy hh:mm"})
        sheet.merge_range("A1:D1", "Our articles")
        sheet.write_row("B3", ["Title", "Date", "Country", "Category", "Topics"])
        sheet.write("B4", "Day")
        sheet.write_datetime("C4", DAY, day)
        sheet.write_row("D4", ["Kenya", "Statements", "Torture"])
        sheet.write("B6", 2015.0)
        sheet.write_datetime("C6", datetime.datetime(2015, 11, 18, 23, 30), clock)
        sheet.write("D6", True)
        sheet.write_formula("B7", '="For"&"mula"', None, "Formula")
        sheet.write_formula("C7", "=1/0", None, "#DIV/0!")
        sheet.write_formula("D7", "=NA()", None, "#N/A")
        sheet.write("E7", 1.5)
        book.add_worksheet("Old").write_row("A1", ["title", "date"])
        book.worksheets()[-1].write_row("A2", ["Old one", "2001-02-03"])
    return stream.getvalue()


def xls() -> bytes:
    """One sheet."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Articles")
    for column, name in enumerate(["title", "date", "country"]):
        sheet.write(0, column, name)
    sheet.write(1, 0, "Été à Bogotá")
    sheet.write(1, 1, DAY, xlwt.easyxf(num_format_str="DD/MM/YYYY"))
    sheet.write(1, 2, "Colombia")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def ods(*rows: str, more: str = "") -> bytes:
    """One sheet of rows, each as XML, or two invented ones."""
    text = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    day = (
        '<table:table-cell office:value-type="date" office:date-value="2015-11-17">'
        "<text:p>17/11/15</text:p></table:table-cell>"
    )
    made = rows or (text.format("title") + text.format("date"), text.format("Öffnung") + day)
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in made)
    table = f'<table:table table:name="Sheet1">{body}{more}</table:table>'
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": _ODS.format(tables=table).encode(),
            "META-INF/manifest.xml": _MANIFEST.encode(),
        },
        zipfile.ZIP_STORED,
    )


def table() -> pa.Table:
    """Columns of many types."""
    noon = datetime.datetime(2015, 11, 17, 2, 0, tzinfo=datetime.UTC)
    return pa.table(
        {
            "title": pa.array(["One", None, "Three"]).dictionary_encode(),
            "published": pa.array([noon, None, noon], pa.timestamp("us", "America/Lima")),
            "countries": pa.array([["KEN", "UGA"], None, []], pa.list_(pa.string())),
            "topics": pa.array([["Torture", "Food, land"], None, ["Torture"]]),
            "fields": pa.array([{"n": "a"}, None, {"n": "b"}]),
        }
    )


def as_parquet() -> bytes:
    """The table as Parquet."""
    stream = io.BytesIO()
    parquet.write_table(table(), stream)
    return stream.getvalue()


def as_arrow() -> bytes:
    """The table as an Arrow file."""
    stream = io.BytesIO()
    with pa.ipc.new_file(stream, table().schema) as file:
        file.write_table(table())
    return stream.getvalue()


def zipped(members: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Members as a zip, the same bytes each time."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, how)
    return stream.getvalue()


def packed() -> bytes:
    """A zip of a table and a packed list."""
    lines = b'{"title": "A", "date": "2015-11-17"}\n{"title": "B", "date": "2015-11-18"}\n'
    members = {
        "table.csv": b"title,date\nSample,2015-11-17\n",
        "list.jsonl.gz": gzip.compress(lines, mtime=0),
    }
    return zipped(members)


FILES = {
    "articles.xlsx": xlsx,
    "articles.xls": xls,
    "articles.ods": ods,
    "articles.parquet": as_parquet,
    "articles.arrow": as_arrow,
    "packed.zip": packed,
}

if __name__ == "__main__":
    for name, make in FILES.items():
        (FIXTURES / name).write_bytes(make())
