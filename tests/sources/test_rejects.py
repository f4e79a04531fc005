import csv
import io
import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import xlsxwriter
from pyarrow import parquet

from dashboard.errors import SourceError
from dashboard.sources import registry
from dashboard.sources.importing import Importer
from dashboard.sources.intake import Defaults
from dashboard.sources.rejects import Table, kinds
from dashboard.sources.row import Record, Reject
from dashboard.sources.source import Source


def reject(row: int, reason: str = "no date", **original: str) -> dict[str, Any]:
    return {"file": "a.csv", "row": row, "reason": reason, "original": original}


def titles(path: Path) -> list[str]:
    return [row["title"] for row in csv.DictReader(path.read_text("utf-8-sig").splitlines())]


def test_no_file_is_written_over(tmp_path: Path) -> None:
    wanted = tmp_path / "new" / "rejects.csv"
    tables = [Table(wanted) for _ in range(3)]
    for number, table in enumerate(tables):
        with table.holding([reject(1, title=str(number))]):
            pass
    assert [table.path for table in tables] == [
        wanted,
        wanted.with_name("rejects-2.csv"),
        wanted.with_name("rejects-3.csv"),
    ]
    assert [titles(table.path) for table in tables if table.path] == [["0"], ["1"], ["2"]]


def test_there_is_no_file_without_a_row_to_correct(tmp_path: Path) -> None:
    table = Table(tmp_path / "rejects.csv")
    with table.holding([reject(0, "a.csv: the file is empty")]):
        pass
    assert (table.path, list(tmp_path.iterdir())) == (None, [])


def test_what_fails_takes_its_rejects_back(tmp_path: Path) -> None:
    table = Table(tmp_path / "rejects.csv")
    with pytest.raises(ZeroDivisionError), table.holding([reject(1, title="A")]):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []
    with table.holding([reject(1, title="B")]):
        pass
    with pytest.raises(ZeroDivisionError), table.holding([reject(2, title="C")]):
        raise ZeroDivisionError
    with table.holding([reject(3, title="D")]):
        pass
    assert titles(tmp_path / "rejects.csv") == ["B", "D"]


def test_nothing_is_done_when_rejects_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    table = Table(tmp_path / "file" / "rejects.csv")
    with (
        pytest.raises(SourceError, match=r"rejects.csv: rejects cannot be written, so nothing"),
        table.holding([reject(1)]),
    ):
        pytest.fail("done all the same")


def test_devices_stay(tmp_path: Path) -> None:
    table = Table(Path("/dev/null"))
    with pytest.raises(ZeroDivisionError), table.holding([reject(1)]):
        raise ZeroDivisionError
    assert Path("/dev/null").is_char_device()


def test_reasons_that_differ_in_their_row_only_are_counted_together() -> None:
    rejects = [
        reject(1, "the date is missing"),
        reject(2, "'soon' is no date"),
        reject(3, "'later' is no date"),
        reject(4, '"d\'abord" is no date'),
        reject(0, "a 1: the file is empty"),
        reject(0, "a 2: the file is empty"),
    ]
    told = [(first["reason"], number) for first, number in kinds(rejects)]
    assert told == [
        ("'soon' is no date", 3),
        ("the date is missing", 1),
        ("a 1: the file is empty", 1),
        ("a 2: the file is empty", 1),
    ]


def test_kinds_of_reasons_are_bounded() -> None:
    rejects = [reject(row, "x" * row) for row in range(1, 2001)]
    told = kinds(rejects)
    assert (len(told), sum(number for _, number in told)) == (1001, 2000)


def test_rejects_above_the_place_where_a_file_breaks_off_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(source: Source) -> Iterator[Record]:
        yield Reject(1, "is no object")
        raise SourceError(source.name, "breaks off")

    monkeypatch.setattr(registry, "read", broken)
    importer = Importer(tmp_path, today=date(2025, 1, 1))
    importer.add(Source("a.json", b""))
    assert [r["reason"] for r in importer.finish().rejects] == [
        "is no object",
        "a.json: breaks off",
    ]


NOTHING = Defaults()


def rejected(folder: Path, content: bytes, defaults: Defaults = NOTHING) -> list[dict[str, str]]:
    """Return the rows of the CSV of what an import of a file rejects."""
    place = folder / "staged"
    place.mkdir()
    importer = Importer(place, today=date(2025, 1, 1))
    importer.add(Source("a", content), defaults)
    table = Table(folder / "rejects.csv")
    with table.holding(importer.finish().rejects):
        shutil.rmtree(place)
    assert table.path
    with table.path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


HEADER = ("Title", "Date", "Notes", "Case number")
ROWS = [
    ("A", "soon", "call back; urgent", "12"),
    ("B", "2015-11-17", "", "13"),
    ("C", "", "", "14"),
]


def as_sheet() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([HEADER, *ROWS]):
            sheet.write_row(number, 0, row)
    return stream.getvalue()


def as_parquet() -> bytes:
    stream = io.BytesIO()
    titles, days, notes, cases = zip(*ROWS, strict=True)
    columns = [pa.array(column) for column in (titles, days, notes)]
    parquet.write_table(pa.table([*columns, pa.array(map(int, cases))], HEADER), stream)
    return stream.getvalue()


FORMS = {
    "csv": "\n".join(map(",".join, [HEADER, *ROWS])).encode(),
    "csv with a quotation mark": "\n".join(map(",".join, [HEADER, *ROWS, ('"', "")])).encode(),
    "xlsx": as_sheet(),
    "parquet": as_parquet(),
    "json": json.dumps([dict(zip(HEADER, row, strict=True)) for row in ROWS]).encode(),
}


@pytest.mark.parametrize("content", FORMS.values(), ids=FORMS)
def test_columns_that_no_field_takes_stay_with_a_reject(tmp_path: Path, content: bytes) -> None:
    first, last, *_ = rejected(tmp_path, content)
    assert first["original"] == "Notes: call back; urgent; Case number: 12"
    assert (last["title"], last["original"]) == ("C", "Case number: 14")


def test_columns_of_one_name_or_none_are_told_apart(tmp_path: Path) -> None:
    (row,) = rejected(tmp_path, b"title,date,note,,note\nA,soon,x,y,'=z\n")
    assert row["original"] == "note (column 3): x; (column 4): y; note (column 5): =z"


def test_a_reject_that_is_rejected_again_is_as_it_was(tmp_path: Path) -> None:
    content = b"title,date,note\n=A,soon,=x\n'B,later,'y\nC,soon\n"
    before = rejected(tmp_path, content)
    after = rejected(tmp_path, (tmp_path / "rejects.csv").read_bytes())
    about = {"file", "row"}
    assert [{k: v for k, v in row.items() if k not in about} for row in after] == [
        {k: v for k, v in row.items() if k not in about} for row in before
    ]


def test_a_date_of_one_file_tells_nothing_of_another_in_their_rejects(tmp_path: Path) -> None:
    content = b"title,date\nUS office,03/04/2015\n"
    rejected(tmp_path, content)
    mended = (tmp_path / "rejects.csv").read_text("utf-8-sig").splitlines()
    name = mended[0].split(",")
    row = dict.fromkeys(name, "") | {"file": "other.csv", "title": "B", "date": "28/02/2015"}
    (again,) = rejected(tmp_path, "\n".join([*mended, ",".join(row.values())]).encode())
    assert again["title"] == "US office"
    assert "day or month is first" in again["reason"]


def test_a_row_with_too_many_cells_is_corrected_in_its_fields(tmp_path: Path) -> None:
    content = b"title,date,country,note\nA, B,2015-11-17,Kenya,x,y\n"
    (row,) = rejected(tmp_path, content, Defaults("Us"))
    fields = ("title", "date", "countries", "source", "original")
    assert [row[name] for name in fields] == [
        *("A", "B", "2015-11-17", "Us"),
        "note: Kenya; no column: x, y",
    ]
    row |= {"title": "A, B", "date": "2015-11-17", "countries": "Kenya"}
    article = corrected(tmp_path, row)
    assert (article["title"], article["countries"], article["source"]) == ("A, B", ["KEN"], "Us")


def corrected(folder: Path, row: dict[str, str]) -> dict[str, Any]:
    """Return the article that a row of rejects becomes."""
    path = folder / "corrected.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(row))
        writer.writeheader()
        writer.writerow(row)
    return imported(folder / "corrected", Source("corrected.csv", path))


def imported(folder: Path, source: Source, defaults: Defaults = NOTHING) -> dict[str, Any]:
    folder.mkdir()
    importer = Importer(folder, today=date(2025, 1, 1))
    importer.add(source, defaults)
    (article,) = importer.finish().articles.to_pylist()
    return {name: value for name, value in article.items() if name not in {"id", "basis"}}


NOTHING_BUT = "<title>A case</title><description>Told in Peru.</description>"
TAGGED = [
    "",
    "<category>Uganda</category><category>Women</category>",
    "<category>Uganda</category><category>Congo, Democratic Republic</category>",
    "<category>Economic, Social and Cultural Rights</category>",
    "<category>Events</category><category>Torture</category><category>Invented</category>",
    "<category>Europe</category>",
    "<category>Hong Kong</category><category>Türkiye</category>",
    "<georss:point>-1.29 36.82</georss:point>",
    "<category>Uganda</category><georss:point>-1.29 36.82</georss:point>",
]
SAID = Defaults("Us", "Statements", "en", ("Migration", "Rights, of whom?"))


@pytest.mark.parametrize("tags", TAGGED)
@pytest.mark.parametrize("defaults", [SAID, NOTHING], ids=["said", "nothing said"])
def test_a_corrected_reject_is_the_article_of_a_corrected_feed(
    tmp_path: Path, tags: str, defaults: Defaults
) -> None:
    feed = (
        '<rss version="2.0" xmlns:georss="http://www.georss.org/georss"><channel><title>F</title>'
        f"<item>{NOTHING_BUT}{tags}<pubDate>2015-11-17</pubDate></item></channel></rss>"
    )
    (row,) = rejected(tmp_path, feed.replace("2015-11-17", "soon").encode(), defaults)
    wanted = imported(tmp_path / "feed", Source("feed", feed.encode()), defaults)
    assert corrected(tmp_path, row | {"date": "2015-11-17"}) == wanted


def test_what_the_person_who_imports_says_stands_in_rejects(tmp_path: Path) -> None:
    csv_file = b"title,date,category,language\nA,soon,,\nB,soon,Events,fr\n"
    said = ("category", "language", "topics", "source")
    assert [[row[name] for name in said] for row in rejected(tmp_path, csv_file, SAID)] == [
        ["Statements", "en", "Migration; Rights, of whom?", "Us"],
        ["Events", "fr", "Migration; Rights, of whom?", "Us"],
    ]
    page = b"Kenya: One\n\nMay 2, 2018 | Events\n\nKenya: Two\n\nA sentence.\n"
    (tmp_path / "page").mkdir()
    (lost,) = rejected(tmp_path / "page", page, SAID)
    assert [lost[name] for name in ("title", "category", "language", "source")] == [
        *("Kenya: Two", "Statements", "en", "Us")
    ]


def test_what_python_has_no_value_for_does_not_stop_an_import(tmp_path: Path) -> None:
    day = pa.array([9_000_000], pa.date32())
    one = pa.py_buffer(b"\1" + bytes(15))
    sum_ = pa.Array.from_buffers(pa.decimal128(5, 1_000_000), 1, [None, one])
    table = pa.table({"title": ["A"], "date": ["soon"], "day": day, "sum": sum_})
    stream = io.BytesIO()
    with pa.ipc.new_file(stream, table.schema) as file:
        file.write_table(table)
    (row,) = rejected(tmp_path, stream.getvalue())
    assert row["original"] == "day: cannot be shown; sum: cannot be shown"
