"""What cannot be read or written: a clear error that names the place, and nothing is changed."""

import errno
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from deltalake import DeltaTable, write_deltalake

from dashboard.articles.archive import Archive
from dashboard.articles.model import Article
from dashboard.articles.table import to_content
from dashboard.errors import ArchiveError
from tests.command import ROOT, Command

ONE = Article("a" * 16, "One", date(2015, 11, 17), "Events")
TWO = Article("b" * 16, "Two", date(2015, 11, 18), "Events")
WITHOUT_RIGHTS = [
    "setpriv",
    "--inh-caps=-dac_override,-dac_read_search",
    "--bounding-set=-dac_override,-dac_read_search",
]


@pytest.fixture
def command(tmp_path: Path) -> Command:
    command = Command(Archive(str(tmp_path / "archive")))
    command.archive.upsert(to_content([ONE]), "import one.csv")
    command.archive.upsert(to_content([replace(ONE, title="Changed"), TWO]), "import two.csv")
    return command


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    path.write_text("title,date,url\nNew,2015-11-17,https://example.org/1\n")
    return path


def commands(table: Path) -> list[tuple[object, ...]]:
    return [
        ("import", table),
        ("history",),
        ("restore", 0),
        ("withdraw", ONE.id, "--reason", "R"),
        ("check",),
        ("review",),
    ]


def state(archive: Archive) -> dict[Path, bytes]:
    files = (path for path in Path(archive.location).rglob("*") if path.is_file())
    return {path: path.read_bytes() for path in files}


def newest(archive: Archive) -> Path:
    return max(Path(archive.location).glob("*.parquet"), key=lambda path: path.stat().st_mtime_ns)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def garble(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:50] + bytes(range(200)) + whole[250:])


def garble_the_end(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-60] + bytes(range(60)))


def exchange(path: Path) -> None:
    path.write_text('{"of": "another program"}\n')


def move_on(path: Path) -> None:
    path.rename(path.with_name(f"{int(path.stem) + 1:020}.json"))


@pytest.mark.parametrize("damage", [cut, empty, garble, garble_the_end, exchange, Path.unlink])
def test_a_damaged_file_of_articles(
    command: Command, table: Path, damage: Callable[[Path], None]
) -> None:
    file = newest(command.archive)
    damage(file)
    before = state(command.archive)
    for arguments in commands(table):
        if arguments[0] not in {"history", "restore"}:
            told = command.inside(*arguments, code=1)
            assert told.startswith(f"archive {command.archive.location}: ")
            assert "\n" not in told
    assert file.name in command.inside("check", code=1)
    assert "import two.csv" in command.inside("history")
    assert state(command.archive) == before
    command.inside("restore", 0)
    assert command.archive.read()[1]["title"].to_pylist() == ["One"]
    assert "no fault" in command.inside("check")
    command.inside("import", table)
    told = command.inside("restore", 1, code=1)
    assert "has damaged files" in told
    assert file.name in told
    assert command.archive.version() == 3


def test_what_cannot_be_counted_is_no_number_of_the_history(command: Command) -> None:
    cut(newest(command.archive))
    command.inside("restore", 0)
    assert re.search(r"\? +│ +\? +│ +\? +│ restore 0", command.inside("history"))
    told = json.loads(command.inside("history", "--json"))["versions"][0]
    assert (told["new"], told["changed"], told["gone"]) == (None, None, None)


@pytest.mark.parametrize("kind", ["written anew", "written again"])
def test_one_bit_that_changed_is_found_or_changes_nothing(tmp_path: Path, kind: str) -> None:
    archive = Archive(str(tmp_path / "archive"))
    many = [replace(ONE, id=f"{n:016x}", title=f"Title {n}") for n in range(500)]
    archive.upsert(to_content(many), "import")
    if kind == "written again":
        archive.upsert(to_content([replace(many[7], title="Corrected")]), "import")
    file, chance, found = newest(archive), random.Random(1), 0
    whole, rows = file.read_bytes(), archive.read()[1]
    for _ in range(200):
        flipped = bytearray(whole)
        flipped[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        file.write_bytes(flipped)
        told = ""
        try:
            assert archive.faults() == []
        except ArchiveError as error:
            told = str(error)
        found += file.name in told
        assert file.name in told or archive.read()[1] == rows
    assert found > 100


def test_no_change_is_built_on_damage(tmp_path: Path) -> None:
    archive = Archive(str(tmp_path / "archive"))
    archive.upsert(to_content([ONE, TWO]), "import")
    file = newest(archive)
    file.write_bytes(file.read_bytes().replace(ONE.title.encode(), b"Ome"))
    with pytest.raises(ArchiveError, match=file.name):
        archive.upsert(to_content([replace(TWO, title="Corrected")]), "import")
    assert archive.version() == 0


@pytest.mark.parametrize("damage", [cut, empty, garble, exchange, move_on])
@pytest.mark.parametrize("version", [0, 1])
def test_a_damaged_entry_of_the_log(
    command: Command, table: Path, version: int, damage: Callable[[Path], None]
) -> None:
    damage(Path(command.archive.location) / "_delta_log" / f"{version:020}.json")
    before = state(command.archive)
    for arguments in commands(table):
        told = command.inside(*arguments, code=1)
        assert told.startswith(f"archive {command.archive.location}: cannot be used: _delta_log")
        assert "\n" not in told
    assert state(command.archive) == before


def test_an_entry_within_the_log_became_empty(command: Command, table: Path) -> None:
    command.inside("import", table)
    empty(Path(command.archive.location) / "_delta_log" / f"{1:020}.json")
    assert command.inside("check", code=1).endswith("_delta_log is damaged: version 1")


def test_a_missing_or_damaged_checkpoint(command: Command) -> None:
    DeltaTable(command.archive.location).create_checkpoint()
    (checkpoint,) = Path(command.archive.location).glob("_delta_log/*.checkpoint.parquet")
    garble_the_end(checkpoint)
    assert command.inside("check", code=1).startswith(f"archive {command.archive.location}: ")
    checkpoint.unlink()
    told = command.inside("check", code=1)
    assert told.startswith(f"archive {command.archive.location}: ")
    (checkpoint.parent / "_last_checkpoint").unlink()
    assert "no fault" in command.inside("check")


@pytest.mark.parametrize("place", ["", "_delta_log"])
def test_a_file_where_a_folder_should_be(tmp_path: Path, table: Path, place: str) -> None:
    command = Command(Archive(str(tmp_path / "archive")))
    (Path(command.archive.location) / place).parent.mkdir(exist_ok=True)
    (Path(command.archive.location) / place).write_text("a file")
    for arguments in commands(table):
        told = command.inside(*arguments, code=1)
        assert told.startswith(f"archive {command.archive.location}: cannot be used: ")


def test_nothing_is_forgotten_after_a_month(command: Command) -> None:
    settings = DeltaTable(command.archive.location).metadata().configuration
    assert settings["delta.enableExpiredLogCleanup"] == "false"


def test_an_archive_of_an_earlier_release(tmp_path: Path, table: Path) -> None:
    made = Archive(str(tmp_path / "made"))
    made.upsert(to_content([replace(ONE, countries=("KEN",)), TWO]), "import")
    lacking = made.read()[1].drop_columns(["basis", "reason", "decisions"])
    command = Command(Archive(str(tmp_path / "archive")))
    write_deltalake(command.archive.location, lacking)
    write_deltalake(command.archive.location, lacking.slice(0, 1), mode="overwrite")
    assert "no fault" in command.inside("check")
    command.inside("restore", 0)
    (row,) = (row for row in command.archive.read()[1].to_pylist() if row["id"] == ONE.id)
    assert (row["basis"], row["reason"], row["decisions"]) == (["stated"], "", [])
    command.inside("withdraw", ONE.id, "--reason", "R")
    command.inside("review", TWO.id, ONE.id, "--different")
    command.inside("import", table)
    assert len(command.archive.read()[1]) == 3
    command.inside("restore", 0)
    command.inside("review", ONE.id, TWO.id, "--same")
    assert "no fault" in command.inside("check")


@pytest.fixture
def unreadable(command: Command) -> Iterator[Command]:
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        pytest.skip("root reads everything, and there is no setpriv (util-linux) to give that up")
    place = Path(command.archive.location)
    yield command
    for folder in (place, place / "_delta_log"):
        folder.chmod(0o755)


def without_rights(command: Command, *arguments: object) -> str:
    before = WITHOUT_RIGHTS if os.geteuid() == 0 else []
    done = subprocess.run(
        [*before, sys.executable, "-m", "dashboard", *map(str, arguments)],
        env=command.environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    return done.stderr


@pytest.mark.parametrize("mode", [0o000, 0o555])
def test_a_folder_that_may_not_be_read_or_written(
    unreadable: Command, table: Path, mode: int
) -> None:
    before = state(unreadable.archive)
    place = Path(unreadable.archive.location)
    for folder in (place / "_delta_log", place):
        folder.chmod(mode)
    told = without_rights(unreadable, "import", table)
    assert told.startswith(f"error: archive {place}: cannot be used: ")
    assert told.endswith("Permission denied (os error 13)\n")
    assert told.count("\n") == 1
    assert state(unreadable.archive) == before


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 200 KB; only root can make one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no small disk can be mounted here; see the test with a bound for files")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def many(path: Path) -> Path:
    rows = (f"{os.urandom(60).hex()},2015-11-17,https://example.org/{n}" for n in range(3000))
    path.write_text("\n".join(["title,date,url", *rows]))
    return path


def test_a_full_disk(full_disk: Path, tmp_path: Path, table: Path) -> None:
    command = Command(Archive(str(full_disk / "archive")))
    command.inside("import", table)
    before = state(command.archive)
    told = command("import", many(tmp_path / "many.csv"), code=1).stderr
    assert told.startswith(f"error: archive {command.archive.location}: cannot be used: ")
    assert "No space left" in told
    assert told.count("\n") == 1
    assert {path: state(command.archive)[path] for path in before} == before
    assert "no fault" in command.inside("check")
    table.write_text("title,date\nAnother,2015-11-17\n")
    command.inside("import", table)
    assert len(command.archive.read()[1]) == 2


@pytest.mark.parametrize("bound", [2_000, 20_000])
def test_files_that_cannot_grow(command: Command, tmp_path: Path, bound: int) -> None:
    """As on a full disk, for the archive or, sooner, for what waits until an import is whole."""
    before, path = state(command.archive), many(tmp_path / "many.csv")
    done = subprocess.run(
        [sys.executable, "-m", "dashboard", "import", str(path)],
        env=command.environment,
        cwd=ROOT,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (bound, bound)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("error: temporary folder")
    assert os.strerror(errno.EFBIG) in done.stderr
    assert done.stderr.count("\n") == 1
    assert state(command.archive) == before
