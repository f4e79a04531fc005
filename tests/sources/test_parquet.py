import datetime
import io
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet as files

from dashboard.errors import SourceError
from dashboard.sources import registry
from dashboard.sources.source import Source
from tests.sources.build_fixtures import as_arrow, as_parquet
from tests.sources.reading import read

NOON = datetime.datetime(2015, 11, 17, 12, 0)


def written(table: pa.Table, **options: Any) -> bytes:
    stream = io.BytesIO()
    files.write_table(table, stream, **options)
    return stream.getvalue()


@pytest.mark.parametrize("make", [as_parquet, as_arrow])
def test_columns_of_many_types(make: Any) -> None:
    one, three = read(make(), name="download")
    assert one == {
        "number": 1,
        "title": "One",
        "date": "2015-11-16T21:00:00",
        "countries": "KEN\x1fUGA",
        "topics": "Torture;\x1fFood, land;",
    }
    assert (three["number"], three["title"]) == (2, "Three")


@pytest.mark.parametrize("make", [as_parquet, as_arrow])
def test_a_path_leads_into_structs(make: Any) -> None:
    found = read(make(), mapping={"source": "fields.n"})
    assert [row["source"] for row in found] == ["a", "b"]


DATES: list[tuple[pa.Array, str]] = [
    (pa.array(["17.11.2015"]), "17.11.2015"),
    (pa.array(["17.11.2015"], pa.large_string()), "17.11.2015"),
    (pa.array(["17.11.2015"], pa.string_view()), "17.11.2015"),
    (pa.array([b"17.11.2015"]), "17.11.2015"),
    (pa.array([NOON.date()], pa.date32()), "2015-11-17"),
    (pa.array([NOON.date()], pa.date64()), "2015-11-17"),
    (pa.array([NOON], pa.timestamp("ns")), "2015-11-17T12:00:00"),
    (pa.array([NOON], pa.timestamp("s", "UTC")), "2015-11-17T12:00:00"),
    (pa.array([NOON], pa.timestamp("ms", "Asia/Tokyo")), "2015-11-17T21:00:00"),
    (pa.array([20151117]), "20151117"),
    (pa.array([2015.0]), "2015"),
]


@pytest.mark.parametrize(
    ("column", "date"), DATES, ids=lambda value: str(getattr(value, "type", ""))
)
def test_dates(column: pa.Array, date: str) -> None:
    table = pa.table({"title": ["A"], "date": column})
    assert read(written(table))[0]["date"] == date


def test_lists_of_structs() -> None:
    countries = pa.array([[{"iso3": "KEN", "name": "Kenya"}, {"iso3": "UGA", "name": "Uganda"}]])
    table = pa.table({"date": ["2015"], "countries": countries})
    assert read(written(table))[0]["countries"] == "Kenya\x1fUganda"
    coded = read(written(table), mapping={"countries": "countries.iso3"})
    assert coded[0]["countries"] == "KEN\x1fUGA"


def test_rows_come_in_batches(tmp_path: Path) -> None:
    table = pa.table({"title": ["A"] * 25_000, "date": ["2015-11-17"] * 25_000})
    path = tmp_path / "table"
    path.write_bytes(written(table))
    source = Source("table", path)
    assert [len(rows) for rows in registry.read(source)] == [10_000, 10_000, 5_000]  # type: ignore[arg-type]
    assert "data" not in vars(source)


ERRORS: list[tuple[bytes, dict[str, str], str]] = [
    (as_parquet()[:-30], {}, "file: the table is damaged: "),
    (as_arrow()[:-30], {}, "file: the table is damaged: "),
    (b"PAR1", {}, "file: the table is damaged: "),
    (as_parquet(), {"title": "Missing"}, "file: there is no column 'Missing'; columns are 'title'"),
    (
        written(pa.table({"title": ["A"]})),
        {},
        "file: no column holds the date; columns are 'title'",
    ),
    (written(pa.table({"date": pa.nulls(0)})), {"x": "y"}, "file: 'x' is no field"),
]


@pytest.mark.parametrize(("data", "mapping", "message"), ERRORS)
def test_errors(data: bytes, mapping: dict[str, str], message: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(data, mapping=mapping)
    assert str(caught.value).startswith(message)


def test_a_table_without_rows_gives_none() -> None:
    assert read(written(pa.table({"date": pa.array([], pa.string()), "title": pa.nulls(0)}))) == []
