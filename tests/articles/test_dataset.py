"""The frame that is served, from the sample and from a real archive on disk."""

import logging
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dashboard.articles.archive import Archive
from dashboard.articles.dataset import SAMPLE, Dataset, Served, from_sample, split_signature
from dashboard.articles.filters import Filters
from dashboard.articles.model import Article
from dashboard.articles.select import order
from dashboard.articles.table import to_content
from dashboard.errors import ArchiveError, DataError
from tests.articles import made

FIRST = Article(
    "00000000000000aa", "Sample title", date(2015, 11, 17), "Events", countries=("KEN", "UGA")
)
SECOND = Article(
    "00000000000000bb", "", date(2015, 11, 18), "Statements", topics=("A, B and C", "D")
)
PATIENCE = 20.0


class Watched(Archive):
    """An archive that counts how often it was asked for its version."""

    asked = 0

    def identity(self) -> str | None:
        self.asked += 1
        return super().identity()


@pytest.fixture
def archive(tmp_path: Path) -> Watched:
    return Watched(str(tmp_path / "archive"))


@pytest.fixture
def served(archive: Watched) -> Iterator[Served]:
    served = Served(archive, 0.01)
    yield served
    served.stop()


def until(condition: Callable[[], object]) -> None:
    """Wait until something is so; fail when it takes far too long."""
    given_up = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < given_up, "it never happened"
        time.sleep(0.01)


def number_of(served: Served) -> int:
    """Return the number of the archive's version that is being served, -1 for the sample."""
    number, _, archive = served.current.version.partition("-")
    return int(number) if archive else -1


def looked(archive: Watched, times: int) -> None:
    """Wait until the archive has been asked some more times."""
    before = archive.asked
    until(lambda: archive.asked >= before + times)


def until_served(served: Served, number: int) -> None:
    """Wait until a version of the archive is being served."""
    until(lambda: number_of(served) == number)


def damage(archive: Archive, number: int) -> Path:
    """Add a version that cannot be read."""
    log = Path(archive.location) / "_delta_log" / f"{number:020}.json"
    log.write_text("damaged")
    return log


def ids(dataset: Dataset) -> list[str]:
    return list(dataset.frame["id"])


def test_the_sample() -> None:
    dataset = from_sample()
    assert (len(dataset.frame), dataset.is_sample) == (4778, True)
    assert dataset.version.startswith("sample.")
    assert dataset.frame["date"].iloc[[0, -1]].dt.year.tolist() == [2015, 1997]
    assert not dataset.frame.isna().to_numpy().any()
    assert dataset.frame["id"].is_unique


def test_the_frame_of_an_archive() -> None:
    dataset = made.dataset_of([FIRST, SECOND], "7")
    assert (dataset.version, dataset.is_sample) == ("7", False)
    rows = dataset.frame.drop(columns=["imported_at", "changed_at", "url", "language", "source"])
    rows[["date", "month"]] = rows[["date", "month"]].astype(str)
    assert rows.to_dict("records") == [
        {
            "id": SECOND.id,
            "title": "",
            "date": "2015-11-18",
            "category": "Statements",
            "summary": "",
            "topics": "A, B and C;D",
            "countries": "",
            "basis": "",
            "month": "2015-11-01",
        },
        {
            "id": FIRST.id,
            "title": "Sample title",
            "date": "2015-11-17",
            "category": "Events",
            "summary": "",
            "topics": "",
            "countries": "KEN;UGA",
            "basis": "",
            "month": "2015-11-01",
        },
    ]
    assert dataset.frame["imported_at"].tolist() == [made.ARRIVED, made.ARRIVED]


def test_both_ways_give_the_same_kind_of_frame() -> None:
    sample, empty = from_sample().frame, made.nothing().frame
    assert sorted(sample.columns) == sorted(empty.columns)
    for dataset in (sample, made.dataset().frame, empty):
        kinds = dataset.dtypes.astype(str).str.replace(r"\[.s", "[", regex=True).to_dict()
        assert kinds == {
            **dict.fromkeys(("id", "title", "summary", "url"), "str"),
            **dict.fromkeys(("category", "topics", "countries", "basis"), "category"),
            **dict.fromkeys(("language", "source"), "category"),
            **dict.fromkeys(("date", "month"), "datetime64[]"),
            **dict.fromkeys(("imported_at", "changed_at"), "datetime64[, UTC]"),
        }


def test_newest_first_then_by_id() -> None:
    order = [*range(28, 31), *range(27, 19, -1), 18, 19, 17, 16, 14, 15, 13, 12, 10, 11]
    order += [8, 9, 7, 6, 4, 5, 3, 2, 1]
    assert ids(made.dataset()) == [f"a{number:02}" for number in order]
    assert ids(made.dataset_of(reversed(made.articles()))) == ids(made.dataset())


def test_withdrawn_articles_are_absent() -> None:
    assert len(made.articles()) == 31
    assert "hidden" not in ids(made.dataset())
    assert made.dataset().frame["month"].max().month == 2


def test_withdrawn_articles_can_be_found_by_the_same_filters() -> None:
    withdrawn = made.dataset().withdrawn
    assert withdrawn is not None
    assert ids(withdrawn) == ["hidden"]
    assert withdrawn.frame["reason"].tolist() == [""]
    assert len(order(withdrawn, Filters(country=("KEN",), q="lawyer"))) == 1
    assert len(order(withdrawn, Filters(country=("UGA",)))) == 0


def test_a_dataset_says_when_it_last_changed() -> None:
    assert made.dataset().as_of == made.ARRIVED
    assert made.nothing().as_of is None


@pytest.mark.parametrize(
    ("signature", "values"), [("", ()), ("KEN", ("KEN",)), ("KEN;UGA", ("KEN", "UGA"))]
)
def test_signatures(signature: str, values: tuple[str, ...]) -> None:
    assert split_signature(signature) == values


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (",title,", ",headline,"),
        (",status,", ",state,"),
        ("1997-01-01", "January 1"),
        ("1997-01-01,1997-01-01", "never,never"),
    ],
)
def test_a_damaged_sample_is_named(tmp_path: Path, old: str, new: str) -> None:
    damaged = tmp_path / "damaged.csv"
    damaged.write_text(SAMPLE.read_text("utf-8").replace(old, new), "utf-8")
    with pytest.raises(DataError, match=r"damaged\.csv: "):
        from_sample(damaged)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"\n\n", b"<html>"])
def test_another_file_is_no_sample(tmp_path: Path, content: bytes) -> None:
    other = tmp_path / "other.csv"
    other.write_bytes(content)
    with pytest.raises(DataError, match=r"other\.csv: "):
        from_sample(other)


def test_a_missing_sample_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"missing\.csv: "):
        from_sample(tmp_path / "missing.csv")


def test_the_sample_until_the_first_import(archive: Archive, served: Served) -> None:
    assert served.current.is_sample
    assert not served.refresh()
    archive.upsert(to_content([FIRST]), "import")
    assert served.current.is_sample
    assert served.refresh()
    assert (ids(served.current), number_of(served)) == ([FIRST.id], 0)
    assert not served.current.is_sample
    assert not served.refresh()


def test_an_archive_is_served_from_the_start(archive: Archive) -> None:
    archive.upsert(to_content([FIRST]), "import")
    archive.upsert(to_content([SECOND]), "import")
    served = Served(archive, 1)
    assert (ids(served.current), number_of(served)) == ([SECOND.id, FIRST.id], 1)


def test_an_empty_archive_is_not_the_sample(archive: Archive) -> None:
    archive.upsert(to_content([FIRST]), "import")
    archive.withdraw([FIRST.id], "A reason", "withdraw")
    assert ids(Served(archive, 1).current) == []


def test_an_archive_that_cannot_be_read_is_an_error(archive: Archive) -> None:
    archive.upsert(to_content([FIRST]), "import")
    damage(archive, 0)
    with pytest.raises(ArchiveError, match="archive"):
        Served(archive, 1)


def test_who_holds_a_version_keeps_it(archive: Archive, served: Served) -> None:
    archive.upsert(to_content([FIRST]), "import")
    served.refresh()
    held = served.current
    archive.upsert(to_content([replace(FIRST, title="Corrected"), SECOND]), "import")
    served.refresh()
    assert served.current is not held
    assert list(held.frame["title"]) == ["Sample title"]
    assert list(served.current.frame["title"]) == ["", "Corrected"]


def test_the_thread_follows_the_archive(archive: Watched, served: Served) -> None:
    served.start()
    for number, articles in enumerate([[FIRST], [SECOND]]):
        archive.upsert(to_content(articles), "import")
        until_served(served, number)
    assert ids(served.current) == [SECOND.id, FIRST.id]
    served.stop()


def test_an_archive_made_anew_is_noticed(archive: Watched, served: Served) -> None:
    archive.upsert(to_content([FIRST]), "import")
    served.refresh()
    shutil.rmtree(archive.location)
    archive.upsert(to_content([SECOND]), "import")
    assert archive.version() == 0
    assert served.refresh()
    assert ids(served.current) == [SECOND.id]


def test_a_broken_archive_keeps_the_version_and_is_told_once(
    archive: Watched, served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    archive.upsert(to_content([FIRST]), "import")
    served.refresh()
    served.start()
    with caplog.at_level(logging.ERROR):
        for times_told in (1, 2):
            number = archive.version() or 0
            log = damage(archive, number + 1)
            looked(archive, 5)
            told = [r.getMessage().split("-")[0] for r in caplog.records]
            assert told == [f"still serving version {n}" for n in range(times_told)]
            assert number_of(served) == number
            log.unlink()
            archive.upsert(to_content([replace(SECOND, title=f"Title {number}")]), "import")
            until_served(served, number + 1)
