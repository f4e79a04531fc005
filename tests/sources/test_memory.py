"""What is remembered of feeds, and for how long."""

from pathlib import Path

import pytest

from dashboard.errors import SettingError
from dashboard.sources.answers import Seen
from dashboard.sources.feeds import Feed
from dashboard.sources.memory import Memory

FEED = Feed(name="one", url="https://user:secret@example.org/1")
SEEN = Seen('"abc"', "Tue, 17 Nov 2015 10:00:00 GMT", "00ff")


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    folder = tmp_path / "made" / "when needed"
    other = Feed(name="two", url="https://example.org/2")
    assert Memory(folder, "s3://bucket/articles").recall(FEED, "table") is None
    Memory(folder, "s3://bucket/articles").remember(FEED, "table", SEEN)
    Memory(folder, "s3://bucket/articles").remember(other, "table", Seen())
    assert Memory(folder, "s3://bucket/articles").recall(FEED, "table") == SEEN
    assert Memory(folder, "s3://bucket/articles").recall(other, "table") == Seen()
    (file,) = folder.iterdir()
    assert "secret" not in file.read_text()


@pytest.mark.parametrize(
    ("archive", "table", "feed"),
    [
        ("other", "table", FEED),
        ("archive", "made anew", FEED),
        ("archive", None, FEED),
        ("archive", "table", FEED.model_copy(update={"url": "https://example.org/1"})),
        ("archive", "table", FEED.model_copy(update={"category": "Events"})),
    ],
)
def test_it_holds_for_nothing_else(
    tmp_path: Path, archive: str, table: str | None, feed: Feed
) -> None:
    Memory(tmp_path, "archive").remember(FEED, "table", SEEN)
    assert Memory(tmp_path, archive).recall(feed, table) is None


def test_an_archive_made_anew_starts_a_new_memory(tmp_path: Path) -> None:
    memory = Memory(tmp_path, "archive")
    memory.remember(FEED, "old", SEEN)
    memory.remember(FEED, "new", Seen("new"))
    assert (memory.recall(FEED, "old"), memory.recall(FEED, "new")) == (None, Seen("new"))


def test_a_local_archive_is_the_same_from_every_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Memory(tmp_path, "./archive").remember(FEED, "table", SEEN)
    assert Memory(tmp_path, str(tmp_path / "archive")).recall(FEED, "table") == SEEN


@pytest.mark.parametrize(
    "damaged",
    [b"", b"{", b"[]", b"\xff", b'{"table": 3}', b'{"table": "table", "feeds": {"x": 3}}'],
)
def test_a_damaged_file_is_forgotten(tmp_path: Path, damaged: bytes) -> None:
    memory = Memory(tmp_path, "archive")
    memory.remember(FEED, "table", SEEN)
    (file,) = tmp_path.iterdir()
    file.write_bytes(damaged)
    assert memory.recall(FEED, "table") is None
    memory.remember(FEED, "table", SEEN)
    assert memory.recall(FEED, "table") == SEEN


def test_what_no_header_may_hold_is_not_believed(tmp_path: Path) -> None:
    memory = Memory(tmp_path, "archive")
    memory.remember(FEED, "table", Seen("a\r\nCookie: b"))
    assert memory.recall(FEED, "table") is None


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingError, match=r"DASHBOARD_STATE: .*/file/feeds-.* cannot be written"):
        Memory(tmp_path / "file", "archive").remember(FEED, "table", SEEN)
