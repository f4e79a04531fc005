"""The archive over a real Delta table on disk."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from dashboard.articles import changes, delta, files
from dashboard.articles.archive import Archive
from dashboard.articles.changes import Exchange
from dashboard.articles.model import Article, Basis, Status
from dashboard.articles.table import to_content, to_table
from dashboard.errors import ArchiveError

EARLY = datetime(2026, 1, 1, tzinfo=UTC)
LATE = datetime(2026, 2, 1, tzinfo=UTC)
KENYA = Article(
    "00000000000000aa",
    "Sample title",
    date(2015, 11, 17),
    "Events",
    countries=("KEN", "UGA"),
    source="Us",
)
NOWHERE = Article(
    "00000000000000bb", "", date(2014, 1, 2), "Statements", topics=("A, B and C", "D")
)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(str(tmp_path / "archive"))


def rows(archive: Archive) -> dict[str, dict[str, object]]:
    return {row["id"]: row for row in archive.read()[1].to_pylist()}


def test_there_is_no_version_before_the_first_import(archive: Archive) -> None:
    assert archive.version() is None
    assert archive.history() == []


def test_what_is_written_is_read(archive: Archive) -> None:
    changes = archive.upsert(to_content([KENYA, NOWHERE]), "import one.csv", EARLY)
    assert (changes.new, changes.changed, changes.unchanged) == (2, 0, 0)
    stamped = [replace(a, imported_at=EARLY, changed_at=EARLY) for a in (KENYA, NOWHERE)]
    assert rows(archive) == {row["id"]: row for row in to_table(stamped).to_pylist()}


def test_the_same_again_makes_no_version(archive: Archive) -> None:
    archive.upsert(to_content([KENYA, NOWHERE]), "import one.csv", EARLY)
    changes = archive.upsert(to_content([NOWHERE, KENYA]), "import one.csv", LATE)
    assert (changes.new, changes.changed, changes.unchanged) == (0, 0, 2)
    assert archive.version() == 0


def test_a_change_keeps_arrival_and_status(archive: Archive) -> None:
    archive.upsert(to_content([KENYA, NOWHERE]), "first", EARLY)
    assert archive.withdraw([KENYA.id], "A reason", "withdraw", EARLY) == 1
    assert archive.withdraw([KENYA.id], "A reason", "withdraw", EARLY) == 0
    archive.upsert(to_content([replace(KENYA, title="Corrected")]), "second", LATE)
    row = rows(archive)[KENYA.id]
    assert (row["title"], row["imported_at"], row["changed_at"]) == ("Corrected", EARLY, LATE)
    assert (row["status"], row["reason"]) == (Status.WITHDRAWN, "A reason")
    assert rows(archive)[NOWHERE.id]["changed_at"] == EARLY


def test_what_an_article_does_not_say_is_no_change(archive: Archive) -> None:
    full = replace(KENYA, summary="S", topics=("T",), basis=(Basis.STATED, Basis.STATED))
    archive.upsert(to_content([full]), "first", EARLY)
    bare = replace(full, summary="", topics=(), countries=(), basis=(), category="")
    assert archive.upsert(to_content([bare]), "second", LATE).unchanged == 1
    archive.upsert(to_content([replace(bare, title="Corrected")]), "third", LATE)
    stamped = replace(full, title="Corrected", imported_at=EARLY, changed_at=LATE)
    assert rows(archive)[KENYA.id] == to_table([stamped]).to_pylist()[0]


def test_what_is_not_there_cannot_be_withdrawn(archive: Archive) -> None:
    for upserted in (False, True):
        with pytest.raises(ArchiveError, match=f"holds no article {NOWHERE.id}$"):
            archive.withdraw([NOWHERE.id, KENYA.id][: 1 + upserted], "A reason", "withdraw")
        archive.upsert(to_content([KENYA]), "import")
    assert archive.version() == 0


def test_history_tells_command_and_counts(archive: Archive) -> None:
    archive.upsert(to_content([KENYA]), "import one.csv")
    archive.upsert(to_content([replace(KENYA, title="Corrected"), NOWHERE]), "import two.csv")
    told = [(v.number, v.command, v.counts["new"], v.counts["changed"]) for v in archive.history()]
    assert told == [(1, "import two.csv", 1, 1), (0, "import one.csv", 1, 0)]


@pytest.mark.parametrize(
    ("change", "exchanged"),
    [
        ({"title": "Other", "date": date(2001, 1, 1)}, 1),
        ({"title": "Other", "source": "Them"}, 1),
        ({"title": "Corrected"}, 0),
        ({"date": date(2001, 1, 1), "source": "Other"}, 0),
        ({"title": "", "date": date(2001, 1, 1)}, 0),
        ({"title": "Other", "source": ""}, 0),
    ],
)
def test_what_looks_like_another_article_is_told(
    archive: Archive, change: dict[str, Any], exchanged: int
) -> None:
    archive.upsert(to_content([KENYA, NOWHERE]), "import")
    changes = archive.compare(to_content([replace(KENYA, **change), NOWHERE]))
    assert changes.exchanged == len(changes.exchanges) == exchanged
    assert all(e == Exchange(KENYA.id, KENYA.title, "Other") for e in changes.exchanges)


def test_compare_writes_nothing(archive: Archive) -> None:
    assert archive.compare(to_content([KENYA])).new == 1
    assert archive.version() is None


def test_two_writers_both_land(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.upsert(to_content([KENYA]), "first")
    other, write = Archive(archive.location), Archive._write
    raced: list[bool] = []

    def write_after_the_other(self: Archive, *args: object) -> None:
        if not raced:
            raced.append(True)
            other.upsert(to_content([replace(KENYA, title="Other"), NOWHERE]), "other")
        write(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(Archive, "_write", write_after_the_other)
    changes = archive.upsert(to_content([replace(KENYA, title="Mine"), NOWHERE]), "mine")
    assert (changes.new, changes.changed, changes.unchanged) == (0, 1, 1)
    titles = {id_: row["title"] for id_, row in rows(archive).items()}
    assert titles == {
        KENYA.id: "Mine",
        NOWHERE.id: "",
    }


def test_two_writers_that_both_begin_an_archive_both_land(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, write = Archive(archive.location), Archive._write
    raced: list[bool] = []

    def write_after_the_other(self: Archive, *args: object) -> None:
        if not raced:
            raced.append(True)
            other.upsert(to_content([NOWHERE]), "other")
        write(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(Archive, "_write", write_after_the_other)
    assert archive.upsert(to_content([KENYA]), "mine").new == 1
    assert set(rows(archive)) == {KENYA.id, NOWHERE.id}


def test_what_lands_while_an_archive_is_open_is_no_damage(archive: Archive) -> None:
    archive.upsert(to_content([KENYA]), "first")
    table = delta.opened(archive.location)
    assert table
    archive.upsert(to_content([NOWHERE]), "second")
    assert table.lost() == []
    assert [version.number for version in table.history()] == [1, 0]


STATED = replace(KENYA, countries=("KEN",), basis=(Basis.STATED,))


@pytest.mark.parametrize(
    ("known", "found", "kept"),
    [
        (Basis.STATED, Basis.TEXT, "KEN"),
        (Basis.STATED, Basis.TAG, "KEN"),
        (Basis.TAG, Basis.TITLE, "KEN"),
        (Basis.TEXT, Basis.TEXT, "UGA"),
        (Basis.TEXT, Basis.STATED, "UGA"),
        (Basis.STATED, Basis.STATED, "UGA"),
    ],
)
def test_a_guess_takes_no_stated_country_away(
    archive: Archive, known: Basis, found: Basis, kept: str
) -> None:
    archive.upsert(to_content([replace(STATED, basis=(known,)), NOWHERE]), "first", EARLY)
    guess = replace(STATED, countries=("UGA",), basis=(found,))
    assert archive.upsert(to_content([guess]), "second", LATE).changed == (kept == "UGA")
    again = replace(guess, title="Corrected")
    assert archive.upsert(to_content([again]), "third", LATE).changed == 1
    row = rows(archive)[KENYA.id]
    assert (row["title"], row["countries"]) == ("Corrected", [kept])
    assert row["basis"] == [known if kept == "KEN" else found]
    assert archive.faults() == []


def test_a_country_that_is_found_later_is_kept(archive: Archive) -> None:
    archive.upsert(to_content([replace(STATED, countries=(), basis=())]), "first", EARLY)
    archive.upsert(to_content([replace(STATED, basis=(Basis.TEXT,))]), "second", LATE)
    assert rows(archive)[KENYA.id]["countries"] == ["KEN"]


def test_new_articles_touch_no_file_that_is_there(tmp_path: Path, archive: Archive) -> None:
    archive.upsert(to_content([KENYA]), "first", EARLY)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.parquet")}
    archive.upsert(to_content([NOWHERE]), "second", LATE)
    after = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.parquet")}
    assert after.items() > before.items()
    assert len(after) == len(before) + 1
    assert archive.size() == 2


def test_many_articles_are_several_files_of_one_version(
    tmp_path: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "ROWS", 10)
    monkeypatch.setattr(changes, "_ROWS", 4)
    many = [replace(KENYA, id=f"{number:016x}") for number in range(25)]
    archive.upsert(to_content(many), "many", EARLY)
    assert len([*tmp_path.rglob("*.parquet")]) == 3
    assert archive.version() == 0
    assert [*rows(archive)] == [article.id for article in many]
    archive.upsert(to_content([replace(many[3], title="Corrected")]), "one", LATE)
    assert rows(archive)[many[3].id]["title"] == "Corrected"
    assert archive.size() == len(many)


def test_small_files_become_one_and_nothing_is_lost(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_MOST_SMALL", 5)
    many = [replace(KENYA, id=f"{number:016x}", title=f"Title {number}") for number in range(20)]
    for number, article in enumerate(many):
        archive.upsert(to_content([article]), f"version {number}", EARLY)
        if number == 3:  # a file that deltalake wrote
            archive.withdraw([many[0].id], "A reason", "withdraw", EARLY)
    there = rows(archive)
    assert [there[article.id]["title"] for article in many] == [a.title for a in many]
    assert there[many[0].id]["reason"] == "A reason"
    table = delta.opened(archive.location)
    assert table
    assert len(table.table.file_uris()) <= 6
    assert [version.counts["new"] for version in archive.history()].count(1) == len(many)
    archive.restore(2, "back")
    assert len(rows(archive)) == 3


def test_a_damaged_archive_is_named(tmp_path: Path) -> None:
    log = tmp_path / "_delta_log"
    log.mkdir()
    (log / "00000000000000000000.json").write_text("damaged")
    with pytest.raises(ArchiveError, match=str(tmp_path)) as caught:
        Archive(str(tmp_path)).read()
    assert "\n" not in str(caught.value)


def test_few_and_many_ids_are_compared_alike(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.upsert(to_content([KENYA, NOWHERE]), "import")
    brought = to_content([replace(KENYA, title="Corrected"), NOWHERE])
    few = archive.compare(brought)
    monkeypatch.setattr("dashboard.articles.delta._FEW", 0)
    many = archive.compare(brought)
    assert (few.changed, few.unchanged) == (many.changed, many.unchanged) == (1, 1)
