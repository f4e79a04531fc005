"""The commands, run as a person runs them: in a process of their own."""

import csv
from pathlib import Path

import pytest

from dashboard.articles.archive import Archive
from tests.command import ROOT, Command

FIXTURES = ROOT / "tests" / "sources" / "fixtures"
SHARED = ROOT.parent / "shared" / "data" / "listing"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(
        "title,date,country,category,topics,url\n"
        'One,2015-11-17,"Congo, Democratic Republic, France",Events,A;B,https://example.org/1\n'
        "Two,2015-11-18,Atlantis,Statements,,\n"
        "Three,someday,Kenya,Statements,,\n"
    )
    return path


def test_json_has_the_promised_form(command: Command, table: Path) -> None:
    answer = command.answer("import", table, "--source", "Sample Organisation")
    one, two = answer["articles"]
    assert {
        key: one[key] for key in ("title", "date", "category", "topics", "countries", "url")
    } == {
        "title": "One",
        "date": "2015-11-17",
        "category": "Events",
        "topics": ["A", "B"],
        "countries": ["COD", "FRA"],
        "url": "https://example.org/1",
    }
    assert (two["countries"], two["source"]) == ([], "Sample Organisation")
    summary = answer["summary"]
    assert [summary[key] for key in ("new", "changed", "unchanged")] == [2, 0, 0]
    assert summary["unknown_countries"] == {"Atlantis": 1}
    (reject,) = summary["rejected"]
    assert reject["row"] == 3
    assert "someday" in reject["reason"]


def test_importing_twice_gives_the_same_version(command: Command, table: Path) -> None:
    command("import", table)
    assert command.archive.version() == 0
    summary = command.answer("import", table)["summary"]
    assert [summary[key] for key in ("new", "changed", "unchanged")] == [0, 0, 2]
    assert command.archive.version() == 0
    table.write_text(table.read_text().replace("Events", "Statements"))
    summary = command.answer("import", table)["summary"]
    assert (summary["changed"], summary["exchanged"], summary["exchanges"]) == (1, 0, [])
    assert command.archive.version() == 1


def test_a_dry_run_changes_nothing(command: Command, table: Path) -> None:
    assert command.answer("import", table, "--dry-run")["summary"]["new"] == 2
    assert command.archive.version() is None


def test_a_dry_run_writes_nothing_and_tells_the_reasons(
    command: Command, table: Path, tmp_path: Path
) -> None:
    with table.open("a") as file:
        file.write("Four,some other day,Kenya,,,\n")
    told = command("import", table, "--dry-run").stdout
    assert "someday" in told
    assert "(2 rows like this)" in told
    assert "correct them" not in told
    summary = command.answer("import", table, "--dry-run")["summary"]
    assert [reason["rows"] for reason in summary["reasons"]] == [2]
    assert summary["rejects_file"] is None
    assert [path.name for path in tmp_path.iterdir()] == [table.name]


def test_rejects_that_cannot_be_written_change_nothing(command: Command, table: Path) -> None:
    place = table / "rejects.csv"
    told = command("import", table, "--rejects", place, code=1).stderr
    assert told.startswith(f"error: {place}: rejects cannot be written, so nothing is imported")
    assert command.archive.version() is None


def test_whole_files_are_told_and_leave_no_rejects_to_correct(
    command: Command, tmp_path: Path
) -> None:
    page = tmp_path / "page.txt"
    page.write_text("just a line of text\n")
    told = command("import", page, code=1).stdout
    assert f"not read: {page}: the file is in none of the known formats" in told
    assert "correct them" not in told
    assert [path.name for path in tmp_path.iterdir()] == [page.name]


def test_columns_can_be_mapped(command: Command, tmp_path: Path) -> None:
    odd = tmp_path / "odd.csv"
    odd.write_text("Was;Wann;Wo\nEins;2015-11-17;NA\n")
    mapping = ("--map", "title=Was", "--map", "date=Wann", "--map", "country=Wo")
    (article,) = command.answer("import", odd, *mapping)["articles"]
    assert (article["title"], article["countries"]) == ("Eins", ["NAM"])


@pytest.mark.parametrize(
    "arguments",
    [
        ("import",),
        ("import", "no-such-file.csv"),
        ("import", "README.md", "--map", "title"),
        ("import", "README.md", "--map", "colour=Red"),
        ("import", "README.md", "--language", "english"),
        ("serve", "--port", "many"),
        ("fly",),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_told_with_code_2(command: Command, arguments: tuple[str, ...]) -> None:
    assert "Usage" in command(*arguments, code=2).stderr


def test_a_language_that_is_none_is_named(command: Command, table: Path) -> None:
    told = command("import", table, "--language", "english", code=2).stderr
    assert "'english' is no ISO 639-1 language such as 'en'" in " ".join(told.split())
    one, _ = command.answer("import", table, "--language", "en-GB")["articles"]
    assert one["language"] == "en"


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02" * 99, b"just a line of text\n"])
def test_nothing_accepted_is_code_1(command: Command, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "nothing"
    path.write_bytes(content)
    answer = command.answer("import", path, code=1)
    assert answer["articles"] == []
    (reject,) = answer["summary"]["rejected"]
    assert (reject["row"], str(path) in reject["reason"]) == (0, True)
    assert command.archive.version() is None


@pytest.mark.parametrize("content", ["title,date\n", "[]"])
def test_a_file_without_an_article_is_told(command: Command, tmp_path: Path, content: str) -> None:
    path = tmp_path / "none"
    path.write_text(content)
    assert f"{path}: no article in it" in command("import", path, code=1).stdout
    assert command.answer("import", path, code=1)["summary"]["empty"] == [str(path)]


def test_one_bad_file_does_not_stop_a_good_one(
    command: Command, table: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.csv"
    empty.touch()
    summary = command.answer("import", empty, table)["summary"]
    assert summary["new"] == 2
    assert {reject["file"] for reject in summary["rejected"]} == {str(empty), str(table)}


def test_the_report_names_what_was_lost(command: Command, table: Path) -> None:
    told = command("import", table).stdout
    for words in (
        f"rejected: {table}, row 3: ",
        "someday",
        "without blank ones",
        "country not known: Atlantis (1)",
        "version 0",
    ):
        assert words in told


@pytest.mark.parametrize("name", ["1", "x", "[a", "\\"])
@pytest.mark.parametrize("column", ["country", "language", "url", "date"])
def test_the_report_is_brief_on_a_cell_of_any_length(
    command: Command, tmp_path: Path, name: str, column: str
) -> None:
    path = tmp_path / "long.csv"
    columns = {"title": "t", "date": "2024-01-01"} | {column: name * 100_000}
    path.write_text(",".join(columns) + "\n" + ",".join(columns.values()) + "\n")
    told = command.inside("import", path, code=int(column == "date"))
    assert max(map(len, told.splitlines())) < 1000


def test_the_report_names_sheets_that_are_not_read(command: Command) -> None:
    path = FIXTURES / "articles.xlsx"
    told = command("import", "--dry-run", path).stdout
    assert f"left out: {path}: only the sheet 'Articles' is read" in told


def test_an_archive_that_cannot_be_made_is_named_and_leaves_no_rejects(
    table: Path, tmp_path: Path
) -> None:
    broken, place = Command(Archive("/dev/null/archive")), tmp_path / "rejects.csv"
    told = broken("import", table, "--rejects", place, code=1).stderr
    assert told.startswith("error: archive /dev/null/archive")
    assert not place.exists()


def test_a_wrong_setting_is_named(
    command: Command, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_PORT", "many")
    assert "DASHBOARD_PORT='many'" in command("import", table, code=1).stderr


def test_listing_pages_give_what_a_person_reads(
    command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = SHARED / "expected.csv"
    with capsys.disabled():
        print(f"\nlisting pages beside the checkout: {'used' if expected.exists() else 'absent'}")
    rows = list(csv.DictReader(expected.read_text().splitlines())) if expected.exists() else []
    for page in sorted({row["file"] for row in rows}):
        answer = command.answer("import", SHARED / page)
        wanted = [row for row in rows if row["file"] == page]
        columns = ("title", "date", "category", "topics", "iso3")
        got = [
            (a["title"], a["date"], a["category"], ", ".join(a["topics"]), ";".join(a["countries"]))
            for a in answer["articles"]
        ]
        assert got == [tuple(row[column] for column in columns) for row in wanted]
        assert answer["summary"]["rejected"] == []
