import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard.errors import SourceError
from dashboard.sources import registry
from dashboard.sources.importing import Importer
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
