"""The commands that look after the archive, run as a person runs them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from dashboard.articles import checking
from dashboard.articles.archive import Archive
from dashboard.articles.model import Article, Basis, Status
from dashboard.articles.table import to_content, to_table
from tests.command import Command
from tests.soak.keeping import killed, raced

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ONE = Article("a" * 16, "One", date(2015, 11, 17), "Events", countries=("KEN",), basis=(Basis.TAG,))
TWO = Article("b" * 16, "Two", date(2015, 11, 18), "Events", url="https://example.org/2")
KILLS = 8


@pytest.fixture
def command(tmp_path: Path) -> Command:
    command = Command(Archive(str(tmp_path / "archive")))
    command.archive.upsert(to_content([ONE]), "import one.csv")
    command.archive.upsert(to_content([replace(ONE, title="Changed"), TWO]), "import two.csv")
    return command


def titles(archive: Archive) -> list[str]:
    return sorted(archive.read()[1]["title"].to_pylist())


def _versions(command: Command) -> list[dict[str, Any]]:
    versions: list[dict[str, Any]] = command.answer("history")["versions"]
    return versions


def test_history_lists_the_versions(command: Command) -> None:
    told = [(v["version"], v["new"], v["changed"]) for v in _versions(command)]
    assert told == [(1, 1, 1), (0, 1, 0)]
    shown = command("history").stdout
    assert shown.index("import two.csv") < shown.index("import one.csv")


def test_restore_goes_back_as_a_new_version(command: Command) -> None:
    command("restore", 0)
    assert (titles(command.archive), command.archive.version()) == (["One"], 2)
    assert command.archive.history()[0].command == "restore 0"
    command("restore", 1)
    assert titles(command.archive) == ["Changed", "Two"]
    command("restore", 3)
    assert command.archive.version() == 3
    told = [[v[name] for name in ("new", "changed", "gone")] for v in _versions(command)]
    assert told == [[1, 1, 0], [0, 1, 1], [1, 1, 0], [1, 0, 0]]


def test_a_version_that_is_not_there_is_told(command: Command) -> None:
    told = command("restore", 7, code=1).stderr
    assert told.strip().endswith("has no version 7; versions: 0, 1")


def test_withdraw_leaves_a_tombstone(command: Command) -> None:
    command("withdraw", ONE.id, "--reason", "Asked  for by the source")
    row = {r["id"]: r for r in command.archive.read()[1].to_pylist()}[ONE.id]
    assert (row["status"], row["reason"]) == (Status.WITHDRAWN, "Asked for by the source")
    assert "withdraw" in command.archive.history()[0].command
    assert "no fault" in command("check").stdout


def test_restore_tells_what_it_publishes_again(command: Command) -> None:
    command("withdraw", ONE.id, "--reason", "Asked for")
    assert f"no longer withdrawn: 1 ({ONE.id})" in command("restore", 1).stdout
    assert "no longer" not in command("restore", 0).stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("withdraw", "c" * 16, "--reason", "R"), 1),
        (("withdraw", ONE.id), 2),
        (("withdraw", ONE.id, "--reason", " "), 2),
        (("withdraw", ONE.id, "--reason", "x" * 501), 2),
        (("restore", "two"), 2),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    command: Command, arguments: tuple[str, ...], code: int
) -> None:
    command(*arguments, code=code)
    assert command.archive.version() == 1


def test_check_finds_a_damaged_and_a_missing_file(command: Command) -> None:
    assert command.answer("check") == {"version": 1, "faults": []}
    file = max(Path(command.archive.location).glob("*.parquet"), key=lambda p: p.stat().st_mtime)
    whole = file.read_bytes()
    file.write_bytes(whole[:50] + bytes(200) + whole[250:])
    assert command("check", code=1).stderr.startswith("error: archive")
    file.unlink()
    assert file.name in command("check", code=1).stderr
    file.write_bytes(whole)
    assert "no fault" in command("check").stdout


FAULTS = [
    ({"id": "short"}, "id is not"),
    ({"url": "javascript:alert(1)"}, "address is not"),
    ({"date": date(1944, 12, 31)}, "date is before 1945"),
    ({"language": "english"}, "language is no ISO 639-1 code"),
    ({"countries": ("KEN", "XXX"), "basis": (Basis.TAG, Basis.TAG)}, "country is no code"),
    ({"basis": ("guess",)}, "basis is not known"),
    ({"basis": ()}, "countries and their basis"),
    ({"status": "lost"}, "status is not known"),
    ({"reason": "R"}, "reason of a withdrawal"),
]


@pytest.mark.parametrize(("change", "fault"), FAULTS)
def test_every_rule_is_held(change: dict[str, object], fault: str) -> None:
    sound = [replace(a, imported_at=NOW, changed_at=NOW) for a in (ONE, TWO)]
    assert list(checking.faults(to_table(sound))) == []
    bad = replace(sound[0], **change)  # type: ignore[arg-type]
    (told,) = checking.faults(pa.concat_tables([to_table([sound[1]]), to_table([bad])]))
    assert told.startswith(fault)
    assert told.endswith(f"1 articles, {bad.id}")


def test_a_killed_import_leaves_the_old_or_the_new_version(tmp_path: Path) -> None:
    assert len([*killed(tmp_path, KILLS)]) == KILLS


def test_two_imports_at_once_both_land(tmp_path: Path) -> None:
    assert len([*raced(tmp_path, rounds=2)]) == 2
